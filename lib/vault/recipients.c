#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "vault/age_key.h"
#include "vault/bech32.h"
#include "vault/identity.h"
#include "vault/name.h"

struct entry {
	struct recipient shown;
	unsigned char key[AGE_KEY];
};

struct recipients {
	struct arena *arena;
	struct entry entry[RECIPIENTS_MAX];
	size_t count;
};

struct recipients *
recipients_new(struct arena *a)
{
	struct recipients *r = arena_get(a, 1, sizeof *r);

	r->arena = a;
	return r;
}

static bool
is_label(struct bytes b)
{
	return b.len == 0 || name_is_label(b, 40);
}

/* A point of low order would make a key that everybody knows. */
static bool
is_usable(const unsigned char key[AGE_KEY])
{
	static const unsigned char any[AGE_KEY] = { 8, [31] = 64 };
	unsigned char shared[AGE_KEY];

	return crypto_scalarmult_curve25519(shared, any, key) == 0;
}

static const char *
kept(struct arena *a, const char *text)
{
	return arena_text(a, bytes_of(text ? text : ""));
}

/* All three labels, or none. */
static bool
labels_fit(const struct recipient *new)
{
	const char *label[3] = { new->role, new->holder, new->from };
	int i, given = 0;

	for (i = 0; i < 3; i++) {
		if (!is_label(bytes_of(label[i])))
			return false;
		given += label[i] != NULL && label[i][0] != '\0';
	}
	return given == 0 || given == 3;
}

int
recipients_add(struct recipients *r, struct recipient new, struct fail *f)
{
	struct entry *e;
	size_t i;

	if (r->count == RECIPIENTS_MAX)
		return fail_with(
		    f, FAIL_LIMIT, "recipients-many", "%d", RECIPIENTS_MAX);
	e = &r->entry[r->count];
	if (bech32_read("age", bytes_of(new.text), e->key, AGE_KEY) < 0 ||
	    !is_usable(e->key))
		return fail(f, FAIL_INPUT, "recipients-text");
	if (!labels_fit(&new))
		return fail(f, FAIL_INPUT, "recipients-label");
	for (i = 0; i < r->count; i++)
		if (memcmp(r->entry[i].key, e->key, AGE_KEY) == 0)
			return fail(f, FAIL_INPUT, "recipients-twice");
	e->shown.role = kept(r->arena, new.role);
	e->shown.holder = kept(r->arena, new.holder);
	e->shown.from = kept(r->arena, new.from);
	e->shown.text = kept(r->arena, new.text);
	r->count++;
	return 0;
}

/* "# role holder from": three labels. Any other comment says nothing. */
static void
read_comment(struct arena *a, struct bytes line, struct recipient *next)
{
	struct bytes rest = bytes_cut(line, 1, line.len), word, label[3];
	int count = 0;

	if (rest.len)
		rest = bytes_trim(rest);
	while (bytes_next(&rest, ' ', &word)) {
		if (count == 3 || word.len == 0 || !is_label(word))
			return;
		label[count++] = word;
	}
	if (count != 3)
		return;
	next->role = arena_text(a, label[0]);
	next->holder = arena_text(a, label[1]);
	next->from = arena_text(a, label[2]);
}

struct recipients *
recipients_load(const char *path, struct arena *a, struct fail *f)
{
	struct recipients *r = recipients_new(a);
	struct recipient next = { 0 };
	struct bytes file, line;
	uint64_t number = 0;

	if (file_read(path, LIMIT_CSV, a, &file, f) < 0)
		return NULL;
	while (bytes_next(&file, '\n', &line)) {
		number++;
		line = bytes_trim(line);
		if (line.len == 0)
			continue;
		if (line.at[0] == '#') {
			read_comment(a, line, &next);
			continue;
		}
		next.text = arena_text(a, line);
		if (recipients_add(r, next, f) < 0) {
			fail_at(f, path, number);
			return NULL;
		}
		next = (struct recipient){ 0 };
	}
	if (r->count)
		return r;
	fail(f, FAIL_INPUT, "recipients-none");
	fail_at(f, path, 0);
	return NULL;
}

int
recipients_save(const struct recipients *r, const char *path, struct fail *f)
{
	struct buf text = { 0 };
	size_t i;
	int rc;

	for (i = 0; i < r->count; i++) {
		const struct recipient *s = &r->entry[i].shown;

		if (s->role[0])
			buf_printf(&text, "# %s %s %s\n", s->role, s->holder, s->from);
		buf_printf(&text, "%s\n", s->text);
	}
	rc = file_replace(path, 0644, buf_bytes(&text), f);
	buf_free(&text);
	return rc;
}

size_t
recipients_count(const struct recipients *r)
{
	return r->count;
}

const struct recipient *
recipients_at(const struct recipients *r, size_t i)
{
	if (i >= r->count)
		die("recipients_at: %zu of %zu", i, r->count);
	return &r->entry[i].shown;
}

const unsigned char *
recipients_key(const struct recipients *r, size_t i)
{
	if (i >= r->count)
		die("recipients_key: %zu of %zu", i, r->count);
	return r->entry[i].key;
}
