#include "release/bag_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "release/bag_digest.h"
#include "release/bag_tag.h"

static int
compare(const void *a, const void *b)
{
	const struct bag_member *x = a, *y = b;

	return bytes_compare(x->name, y->name);
}

bool
bag_members_sort(struct bag_members *m)
{
	size_t i;

	if (m->len)
		qsort(m->at, m->len, sizeof *m->at, compare);
	for (i = 1; i < m->len; i++)
		if (bytes_equal(m->at[i - 1].name, m->at[i].name))
			return false;
	return true;
}

static const struct bag_member *
find_member(const struct bag_members *m, struct bytes name)
{
	struct bag_member key = { .name = name };

	return m->len ? bsearch(&key, m->at, m->len, sizeof key, compare) : NULL;
}

const struct bag_member *
bag_member(const struct bag_members *m, const char *name)
{
	return find_member(m, bytes_of(name));
}

struct check {
	const struct bag_members *members;
	struct arena *arena;
	struct bag_form *form;
	struct bag_declaration declared;
	bool *seen;   /* by member: some payload manifest lists it */
	bool *listed; /* by member: this manifest does */
};

static int
refuse(
    struct check *k, struct bytes path, uint64_t line, const char *what, struct fail *f)
{
	fail(f, FAIL_SEAL, what);
	return fail_at(f, arena_text(k->arena, path), line);
}

static bool
is_payload(struct bytes name)
{
	return bytes_start(name, "data/");
}

/* From here on bags follow the RFC, not one of the drafts. */
static bool
is_final(const struct check *k)
{
	return k->declared.major >= 1;
}

static int
hex_digit(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The digits at the start of a line; false unless they are exactly size bytes. */
static bool
read_hex(struct bytes *line, unsigned char *to, size_t size)
{
	size_t i;

	if (line->len < 2 * size)
		return false;
	for (i = 0; i < size; i++) {
		int high = hex_digit(line->at[2 * i]),
		    low = hex_digit(line->at[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		to[i] = (unsigned char)(high << 4 | low);
	}
	*line = bytes_cut(*line, 2 * size, line->len);
	return true;
}

/* Spaces or tabs, at least one; then an asterisk may say "binary". */
static bool
skip_gap(struct bytes *line)
{
	size_t i = 0;

	while (i < line->len && (line->at[i] == ' ' || line->at[i] == '\t'))
		i++;
	if (i == 0)
		return false;
	if (i < line->len && line->at[i] == '*')
		i++;
	*line = bytes_cut(*line, i, line->len);
	return line->len > 0;
}

/* %0A, %0D and %25 stand for the bytes that a line could not hold (RFC 8493, 2.1.3);
 * any other per cent sign is itself. */
static struct bytes
decode(struct bytes path, struct arena *a)
{
	unsigned char *to = arena_get(a, path.len + 1, 1);
	size_t i, len = 0;
	int c;

	for (i = 0; i < path.len; i++) {
		c = -1;
		if (path.at[i] == '%' && i + 2 < path.len &&
		    hex_digit(path.at[i + 1]) >= 0 && hex_digit(path.at[i + 2]) >= 0)
			c = hex_digit(path.at[i + 1]) << 4 | hex_digit(path.at[i + 2]);
		if (c == '\n' || c == '\r' || c == '%') {
			to[len++] = (unsigned char)c;
			i += 2;
		} else {
			to[len++] = path.at[i];
		}
	}
	return (struct bytes){ to, len };
}

/* Stays inside the bag: no "..", not absolute, no "~" of a shell. */
static bool
is_inside(struct bytes path)
{
	struct bytes part;

	if (path.len == 0 || path.at[0] == '/' || path.at[0] == '~' ||
	    path.at[0] == '\\' || memchr(path.at, 0, path.len) != NULL)
		return false;
	while (bytes_next(&path, '/', &part))
		if (bytes_are(part, ".."))
			return false;
	return true;
}

struct list {
	const struct bag_member *file; /* manifest-sha256.txt */
	enum bag_digest kind;
	bool tags; /* a tag manifest */
};

/* Which member a line of a list speaks of. */
static const struct bag_member *
find_listed(struct check *k, struct bytes path)
{
	const struct bag_member *m;

	if (bytes_start(path, "./"))
		path = bytes_cut(path, 2, path.len);
	m = find_member(k->members, decode(path, k->arena));
	return m != NULL ? m : find_member(k->members, path);
}

static int
check_line(struct check *k, const struct list *l, struct bytes line, uint64_t number,
    struct fail *f)
{
	unsigned char want[BAG_DIGEST_MAX], have[BAG_DIGEST_MAX];
	size_t size = bag_digest_size(l->kind), i;
	const struct bag_member *m;

	if (!read_hex(&line, want, size) || !skip_gap(&line))
		return refuse(k, l->file->name, number, "bag-list-form", f);
	if (!is_inside(line) || !is_inside(decode(line, k->arena)))
		return refuse(k, l->file->name, number, "bag-list-path", f);
	m = find_listed(k, line);
	if (m == NULL)
		return refuse(k, l->file->name, number, "bag-file-missing", f);
	if (l->tags ? is_final(k) && bytes_start(m->name, "tagmanifest-")
		    : !is_payload(m->name))
		return refuse(k, l->file->name, number, "bag-list-path", f);
	i = (size_t)(m - k->members->at);
	if (k->listed[i])
		return refuse(k, l->file->name, number, "bag-list-twice", f);
	k->listed[i] = true;
	bag_digest(l->kind, m->content, have);
	k->form->checks++;
	if (memcmp(want, have, size) != 0)
		return refuse(k, m->name, 0, "bag-file-changed", f);
	return 0;
}

/* What a list must name: every payload file; a list of tag files, every list of
 * payload files. Before 1.0 the lists could share that out. */
static int
check_complete(struct check *k, const struct list *l, struct fail *f)
{
	size_t i;

	if (!l->tags && !is_final(k)) {
		for (i = 0; i < k->members->len; i++)
			k->seen[i] = k->seen[i] || k->listed[i];
		return 0;
	}
	if (l->tags && !is_final(k))
		return 0;
	for (i = 0; i < k->members->len; i++) {
		struct bytes name = k->members->at[i].name;

		if (l->tags ? bytes_start(name, "manifest-") : is_payload(name)) {
			if (!k->listed[i])
				return refuse(k, name, 0, "bag-file-unlisted", f);
			k->seen[i] = true;
		}
	}
	return 0;
}

static int
check_list(struct check *k, const struct list *l, struct fail *f)
{
	struct bytes text, line;
	uint64_t number = 0;

	if (!bag_tag_text(l->file->content, k->declared.encoding, k->arena, &text))
		return refuse(k, l->file->name, 0, "bag-encoding", f);
	memset(k->listed, 0, k->members->len * sizeof *k->listed);
	while (bag_tag_line(&text, &line))
		if (check_line(k, l, line, ++number, f) < 0)
			return -1;
	return check_complete(k, l, f);
}

/* "manifest-sha256.txt" at the top: its list. False: another file. */
static bool
is_list(const struct bag_member *m, bool tags, struct bytes *algorithm)
{
	const char *start = tags ? "tagmanifest-" : "manifest-";
	size_t len = strlen(start), end = strlen(".txt");

	if (!bytes_start(m->name, start) || m->name.len <= len + end ||
	    memchr(m->name.at, '/', m->name.len) != NULL ||
	    memcmp(m->name.at + m->name.len - end, ".txt", end) != 0)
		return false;
	*algorithm = bytes_cut(m->name, len, m->name.len - end);
	return true;
}

static int
check_lists(struct check *k, bool tags, unsigned *count, struct fail *f)
{
	struct bytes algorithm;
	size_t i;

	for (i = 0; i < k->members->len; i++) {
		struct list l = { .file = &k->members->at[i], .tags = tags };

		if (!is_list(l.file, tags, &algorithm))
			continue;
		if (!bag_digest_named(algorithm, &l.kind))
			return refuse(k, l.file->name, 0, "bag-list-kind", f);
		if (check_list(k, &l, f) < 0)
			return -1;
		(*count)++;
	}
	return 0;
}

static int
check_payload(struct check *k, struct fail *f)
{
	size_t i;

	if (!k->members->data)
		return refuse(k, bytes_of("data/"), 0, "bag-no-data", f);
	for (i = 0; i < k->members->len; i++)
		if (is_payload(k->members->at[i].name)) {
			k->form->files++;
			k->form->bytes += k->members->at[i].content.len;
		}
	if (check_lists(k, false, &k->form->manifests, f) < 0)
		return -1;
	if (k->form->manifests == 0)
		return refuse(k, bytes_of(""), 0, "bag-no-manifest", f);
	for (i = 0; i < k->members->len; i++)
		if (is_payload(k->members->at[i].name) && !k->seen[i])
			return refuse(
			    k, k->members->at[i].name, 0, "bag-file-unlisted", f);
	return 0;
}

/* Payload-Oxum: bytes "." files. */
static int
check_info(struct check *k, struct fail *f)
{
	const struct bag_member *m = bag_member(k->members, "bag-info.txt");
	struct bytes text, value;
	size_t found;

	if (m == NULL)
		return 0;
	if (!bag_tag_text(m->content, k->declared.encoding, k->arena, &text))
		return refuse(k, m->name, 0, "bag-encoding", f);
	if (!bag_info_find(text, "Payload-Oxum", &value, &found) || found > 1)
		return refuse(k, m->name, 0, "bag-info-form", f);
	k->form->checks++;
	if (found && !bytes_are(value, arena_printf(k->arena, "%llu.%llu",
					   (unsigned long long)k->form->bytes,
					   (unsigned long long)k->form->files)))
		return refuse(k, m->name, 0, "bag-oxum", f);
	return 0;
}

/* Every file that was to be fetched must be here: "URL LENGTH PATH" a line. */
static int
check_fetch(struct check *k, struct fail *f)
{
	const struct bag_member *m = bag_member(k->members, "fetch.txt");
	struct bytes text, line, word;
	uint64_t number = 0;
	int i;

	if (m == NULL)
		return 0;
	if (!bag_tag_text(m->content, k->declared.encoding, k->arena, &text))
		return refuse(k, m->name, 0, "bag-encoding", f);
	while (bag_tag_line(&text, &line)) {
		number++;
		for (i = 0; i < 2; i++) {
			bag_tag_word(&line, &word);
			if (word.len == 0)
				return refuse(k, m->name, number, "bag-fetch", f);
		}
		if (!is_inside(line) || find_listed(k, line) == NULL)
			return refuse(k, m->name, number, "bag-fetch", f);
	}
	return 0;
}

int
bag_form_check(const struct bag_members *members, struct arena *a,
    struct bag_form *form, struct fail *f)
{
	struct check k = { .members = members, .arena = a, .form = form };
	const struct bag_member *m = bag_member(members, "bagit.txt");

	memset(form, 0, sizeof *form);
	k.seen = arena_get(a, members->len, sizeof *k.seen);
	k.listed = arena_get(a, members->len, sizeof *k.listed);
	if (m == NULL || !bag_declaration_read(m->content, &k.declared))
		return refuse(&k, bytes_of("bagit.txt"), 0, "bag-declaration", f);
	form->major = k.declared.major;
	form->minor = k.declared.minor;
	if (k.declared.encoding == BAG_ENCODING_NONE)
		return refuse(&k, bytes_of("bagit.txt"), 0, "bag-encoding", f);
	if (check_payload(&k, f) < 0)
		return -1;
	if (check_lists(&k, true, &form->tag_manifests, f) < 0)
		return -1;
	if (check_info(&k, f) < 0)
		return -1;
	return check_fetch(&k, f);
}
