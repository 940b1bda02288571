#include "release/bag_ledger.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/map.h"
#include "release/bag_sign.h"
#include "vault/age_header.h"
#include "vault/digest.h"
#include "vault/name.h"
#include "vault/sign.h"

static const char ledger_name[] = "data/audit/ledger.jsonl";
static const char checkpoints_dir[] = "data/audit/checkpoints/";
static const char recipients_name[] = "data/audit/keys/recipients.txt";

enum { CHECKPOINTS_MAX = 999999 };

int
ledger_lines_next(struct ledger_lines *l, struct fail *f)
{
	const unsigned char *end;
	struct bytes line;
	uint64_t n = l->line.entry.n;
	int64_t time = l->line.entry.time;

	if (n == 0)
		memcpy(l->head, digest_none, sizeof l->head);
	if (l->rest.len == 0)
		return 0;
	end = memchr(l->rest.at, '\n', l->rest.len);
	if (end == NULL)
		goto broken;
	line = bytes_cut(l->rest, 0, (size_t)(end - l->rest.at));
	if (!ledger_line_read(line, &l->line) || l->line.entry.n != n + 1 ||
	    strcmp(l->line.prev, l->head) != 0 || (n && l->line.entry.time < time))
		goto broken;
	line.len++; /* the LF is part of what the next entry cites */
	memcpy(l->head, digest_bytes(DIGEST_SHA256, line).at, sizeof l->head);
	l->rest = bytes_cut(l->rest, line.len, l->rest.len);
	return 1;
broken:
	fail_with(f, FAIL_SEAL, "bag-ledger", "%llu", (unsigned long long)n + 1);
	return fail_at(f, NULL, n + 1);
}

/* What the ledger says last of an object. */
struct object {
	const char *name;
	char sha256[65];
	bool deleted;   /* by the last entry */
	bool destroyed; /* by any */
};

struct mark {
	uint64_t entries;
	char head[65];
};

struct check {
	const struct bag_members *members;
	struct arena *arena;
	struct bag_result *result;
	struct map *map;
	struct object *object;
	size_t objects, cap;
	struct mark *mark; /* checkpoints in their order */
	size_t marks, next;
};

static int
refuse(struct fail *f, const char *what, const char *path)
{
	fail(f, FAIL_SEAL, what);
	return fail_at(f, path, 0);
}

static void
note_object(struct check *k, const struct ledger_entry *e)
{
	int added;
	uint32_t *i =
	    map_put(k->map, bytes_of(e->object), (uint32_t)k->objects, &added);
	struct object *o;

	if (added) {
		k->object = arena_grow(
		    k->arena, k->object, k->objects, &k->cap, sizeof *k->object);
		o = &k->object[k->objects++];
		o->name = arena_text(k->arena, bytes_of(e->object));
	}
	o = &k->object[*i];
	memcpy(o->sha256, e->sha256 ? e->sha256 : digest_none, sizeof o->sha256);
	o->deleted = e->event == EVENT_DELETION;
	o->destroyed = o->destroyed || o->deleted;
}

/* Those checkpoints that speak of this entry say what it is? */
static bool
meets(struct check *k, uint64_t n, const char *head)
{
	for (; k->next < k->marks && k->mark[k->next].entries == n; k->next++)
		if (strcmp(k->mark[k->next].head, head) != 0)
			return false;
	return true;
}

static const char *
checkpoint_name(struct check *k, size_t i)
{
	return arena_printf(k->arena, "%s%06zu.txt", checkpoints_dir, i + 1);
}

static int
walk_ledger(struct check *k, struct fail *f)
{
	const struct bag_member *m = bag_member(k->members, ledger_name);
	struct ledger_lines lines = { 0 };
	int got;

	if (m == NULL)
		return refuse(f, "bag-ledger-missing", ledger_name);
	lines.rest = m->content;
	while ((got = ledger_lines_next(&lines, f)) == 1) {
		note_object(k, &lines.line.entry);
		if (!meets(k, lines.line.entry.n, lines.head))
			return refuse(f, "bag-checkpoint", checkpoint_name(k, k->next));
		k->result->entries = lines.line.entry.n;
		k->result->time = lines.line.entry.time;
		k->result->checks++;
	}
	if (got < 0)
		return fail_at(f, ledger_name, 0);
	memcpy(k->result->head, lines.head, sizeof k->result->head);
	if (k->result->entries == 0)
		return refuse(f, "bag-ledger-empty", ledger_name);
	if (k->next < k->marks) /* it speaks of entries that are not there */
		return refuse(f, "bag-checkpoint", checkpoint_name(k, k->next));
	if (k->marks == 0 || k->mark[k->marks - 1].entries != k->result->entries)
		return refuse(f, "bag-ledger-uncovered", ledger_name);
	return 0;
}

static bool
take(struct bytes *rest, const char *start, struct bytes *value)
{
	return bytes_next(rest, '\n', value) && bytes_start(*value, start) &&
	       (*value = bytes_cut(*value, strlen(start), value->len), true);
}

/* Exactly the five lines that vault/ledger.h writes. */
static bool
read_checkpoint(struct bytes file, struct arena *a, struct mark *m)
{
	struct bytes rest = file, word, project, entries, head, time;
	size_t i;

	if (!take(&rest, "taus-ledger-checkpoint/v1", &word) || word.len ||
	    !take(&rest, "project: ", &project) ||
	    !take(&rest, "entries: ", &entries) || !take(&rest, "head: ", &head) ||
	    !take(&rest, "time: ", &time))
		return false;
	if (!name_is_label(project, 64) || !digest_is_sha256(head) || time.len != 20 ||
	    entries.len == 0 || entries.len > 15)
		return false;
	m->entries = 0;
	for (i = 0; i < entries.len; i++) {
		if (entries.at[i] < '0' || entries.at[i] > '9')
			return false;
		m->entries = m->entries * 10 + (uint64_t)(entries.at[i] - '0');
	}
	memcpy(m->head, head.at, head.len);
	m->head[head.len] = '\0';
	return bytes_are(file,
	    arena_printf(a,
		"taus-ledger-checkpoint/v1\nproject: %.*s\nentries: %llu\nhead: %s\n"
		"time: %.*s\n",
		(int)project.len, (const char *)project.at,
		(unsigned long long)m->entries, m->head, (int)time.len,
		(const char *)time.at));
}

static int
check_signature(struct check *k, const struct bag_member *m, const char *name,
    const char *suffix, const struct verifying *v, bool lax, struct fail *f)
{
	const char *path = arena_printf(k->arena, "%s%s", name, suffix);
	const struct bag_member *s = bag_member(k->members, path);

	k->result->checks++;
	if (bag_signature(v, m->content, s ? s->content : (struct bytes){ NULL, 0 },
		lax, k->arena, NULL, f) < 0)
		return fail_at(f, path, 0);
	return 0;
}

static int
read_one(struct check *k, size_t i, const struct verifying *pi,
    const struct verifying *witness, struct fail *f)
{
	const char *name = checkpoint_name(k, i);
	const struct bag_member *m = bag_member(k->members, name);
	struct mark *mark = &k->mark[i];

	if (m == NULL || !read_checkpoint(m->content, k->arena, mark) ||
	    mark->entries == 0 || (i && mark->entries < mark[-1].entries))
		return refuse(f, "bag-checkpoint", name);
	if (check_signature(k, m, name, ".pi.minisig", pi, false, f) < 0)
		return -1;
	if (witness == NULL)
		return 0;
	k->result->witnessed++;
	return check_signature(k, m, name, ".witness.minisig", witness, true, f);
}

static bool
ends(struct bytes name, const char *suffix)
{
	size_t len = strlen(suffix);

	return name.len >= len && memcmp(name.at + name.len - len, suffix, len) == 0;
}

/* 000001.txt and so on without a gap, as many as there are texts. */
static int
read_checkpoints(struct check *k, const struct verifying *pi,
    const struct verifying *witness, struct fail *f)
{
	size_t i;

	for (i = 0; i < k->members->len; i++)
		k->marks += bytes_start(k->members->at[i].name, checkpoints_dir) &&
		            ends(k->members->at[i].name, ".txt");
	if (k->marks > CHECKPOINTS_MAX)
		return refuse(f, "bag-checkpoint", checkpoints_dir);
	k->mark = arena_get(k->arena, k->marks, sizeof *k->mark);
	for (i = 0; i < k->marks; i++)
		if (read_one(k, i, pi, witness, f) < 0)
			return -1;
	k->result->checkpoints = (unsigned)k->marks;
	return 0;
}

static bool
is_same(const struct bag_member *m, const struct object *o)
{
	return strcmp(digest_bytes(DIGEST_SHA256, m->content).at, o->sha256) == 0;
}

/*
 * A consent volume has the ledger of the whole study but not the data: there the
 * objects below data/ lie in another archive.
 */
static int
check_objects(struct check *k, struct fail *f)
{
	bool all = k->result->kind == BAG_DATA;
	const struct bag_member *m;
	size_t i;

	for (i = 0; i < k->objects; i++) {
		const struct object *o = &k->object[i];

		if (strncmp(o->name, "data/", 5) != 0)
			continue;
		m = bag_member(k->members, o->name);
		k->result->checks++;
		if (o->destroyed && m != NULL)
			return refuse(f, "bag-destroyed", o->name);
		if (m == NULL && all && !o->deleted)
			return refuse(f, "bag-object-missing", o->name);
		if (m != NULL && !is_same(m, o))
			return refuse(f, "bag-object-changed", o->name);
	}
	return 0;
}

/* "data/consents/4f2c.pdf.age" is known by its name here or by that in the study,
 * "consents/4f2c.pdf.age". */
static int
check_known(
    struct check *k, const struct bag_member *m, const char *name, struct fail *f)
{
	struct bytes inside = bytes_cut(m->name, strlen("data/"), m->name.len);
	const uint32_t *i = map_get(k->map, m->name);
	const struct object *o;

	if (i == NULL)
		i = map_get(k->map, inside);
	if (i == NULL)
		return refuse(f, "bag-sealed-unknown", name);
	o = &k->object[*i];
	if (o->destroyed)
		return refuse(f, "bag-destroyed", name);
	return is_same(m, o) ? 0 : refuse(f, "bag-object-changed", name);
}

/* Lines that begin with "age1". */
static uint64_t
count_recipients(const struct bag_members *members)
{
	const struct bag_member *m = bag_member(members, recipients_name);
	struct bytes rest = m ? m->content : bytes_of(""), line;
	uint64_t count = 0;

	while (bytes_next(&rest, '\n', &line))
		count += bytes_start(line, "age1");
	return count;
}

static int
check_sealed(struct check *k, struct fail *f)
{
	struct fail inner = { 0 };
	struct age_header h;
	size_t i;

	k->result->recipients = count_recipients(k->members);
	for (i = 0; i < k->members->len; i++) {
		const struct bag_member *m = &k->members->at[i];
		const char *name;

		if (!bytes_start(m->name, "data/") || !ends(m->name, ".age"))
			continue;
		name = arena_text(k->arena, m->name);
		if (age_header_read(m->content, &h, &inner) < 0 || h.passphrase ||
		    h.unknown || h.keys != k->result->recipients)
			return refuse(f, "bag-sealed", name);
		if (check_known(k, m, name, f) < 0)
			return -1;
		k->result->sealed++;
		k->result->checks += 2;
	}
	return 0;
}

int
bag_ledger_check(const struct bag_members *members, const struct verifying *pi,
    const struct verifying *witness, struct arena *a, struct bag_result *result,
    struct fail *f)
{
	struct check k = { .members = members, .arena = a, .result = result };

	k.map = map_new(a);
	if (read_checkpoints(&k, pi, witness, f) < 0 || walk_ledger(&k, f) < 0)
		return -1;
	if (check_objects(&k, f) < 0)
		return -1;
	return check_sealed(&k, f);
}
