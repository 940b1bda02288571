#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "vault/digest.h"
#include "vault/ledger.h"
#include "vault/ledger_read.h"
#include "vault/name.h"
#include "vault/sign.h"

/* audit/checkpoints/000001.txt and so on without a gap; each signed beside it. */
enum { CHECKPOINT_FILE = 1024, CHECKPOINTS_MAX = 999999 };

struct checkpoint {
	uint64_t entries;
	char head[65];
};

static const char *
text_path(struct arena *a, const char *audit_dir, unsigned number)
{
	return path_join(a, audit_dir, arena_printf(a, "checkpoints/%06u.txt", number));
}

static const char *
signature_path(struct arena *a, const char *audit_dir, unsigned number)
{
	return arena_printf(a, "%s.pi.minisig", text_path(a, audit_dir, number));
}

/* How many there are: the first number that is free, less one. */
static unsigned
count_checkpoints(const char *audit_dir)
{
	struct arena *a = arena_new();
	unsigned number = 0;

	while (number < CHECKPOINTS_MAX &&
	       file_exists(text_path(a, audit_dir, number + 1))) {
		number++;
		arena_clear(a);
	}
	arena_free(a);
	return number;
}

static const char *
checkpoint_text(struct arena *a, struct bytes project, const struct checkpoint *c,
    struct bytes time)
{
	return arena_printf(a,
	    "taus-ledger-checkpoint/v1\nproject: %.*s\nentries: %llu\nhead: %s\n"
	    "time: %.*s\n",
	    (int)project.len, (const char *)project.at, (unsigned long long)c->entries,
	    c->head, (int)time.len, (const char *)time.at);
}

static bool
take(struct bytes *rest, const char *start, struct bytes *value)
{
	return bytes_next(rest, '\n', value) && bytes_start(*value, start) &&
	       (*value = bytes_cut(*value, strlen(start), value->len), true);
}

/* Exactly what checkpoint_text() gives for what stands in it. */
static bool
parse(struct bytes file, struct arena *a, struct checkpoint *c)
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
	c->entries = 0;
	for (i = 0; i < entries.len; i++) {
		if (entries.at[i] < '0' || entries.at[i] > '9')
			return false;
		c->entries = c->entries * 10 + (uint64_t)(entries.at[i] - '0');
	}
	memcpy(c->head, head.at, head.len);
	c->head[head.len] = '\0';
	return bytes_are(file, checkpoint_text(a, project, c, time));
}

static int
bad_checkpoint(const char *path, unsigned number, struct fail *f)
{
	fail_with(f, FAIL_SEAL, "ledger-checkpoint", "%u", number);
	return fail_at(f, path, 0);
}

/* One checkpoint, its form and its signature. What was read is what is verified. */
static int
load(const char *audit_dir, unsigned number, const struct verifying *v,
    struct checkpoint *c, struct fail *f)
{
	struct arena *a = arena_new();
	const char *path = text_path(a, audit_dir, number);
	struct bytes file;
	int rc = -1;

	if (file_read(path, CHECKPOINT_FILE, a, &file, f) < 0)
		goto out;
	if (!parse(file, a, c))
		bad_checkpoint(path, number, f);
	else
		rc = verify_bytes(
		    v, file, signature_path(a, audit_dir, number), a, NULL, f);
out:
	arena_free(a);
	return rc;
}

/* The newest one already says where the ledger stands. */
static bool
is_covered(const struct ledger *l, unsigned newest, const struct signing *s)
{
	struct fail unused = { 0 };
	struct checkpoint c;

	return newest > 0 &&
	       load(ledger_dir(l), newest, signing_verifying(s), &c, &unused) == 0 &&
	       c.entries == ledger_entries(l) && strcmp(c.head, ledger_head(l)) == 0;
}

/* The signature first: a signature without its text says nothing, a text without
 * its signature would not verify. */
static int
write_checkpoint(const struct ledger *l, const char *project, unsigned number,
    const struct signing *s, struct fail *f)
{
	struct arena *a = arena_new();
	const char *dir = ledger_dir(l);
	struct checkpoint c = { .entries = ledger_entries(l) };
	int64_t now = clock_now();
	struct time_text time = time_text(now > ledger_time(l) ? now : ledger_time(l));
	struct bytes text;
	const char *comment;
	int rc = -1;

	memcpy(c.head, ledger_head(l), sizeof c.head);
	text = bytes_of(checkpoint_text(a, bytes_of(project), &c, bytes_of(time.at)));
	comment = arena_printf(a,
	    "checkpoint=%06u sha256=%s ledger-entries=%llu ledger-head=%s", number,
	    digest_bytes(DIGEST_SHA256, text).at, (unsigned long long)c.entries,
	    c.head);
	if (file_make_dir(path_join(a, dir, "checkpoints"), 0755, f) == 0 &&
	    sign_bytes(s, text, signature_path(a, dir, number), comment, f) == 0)
		rc = file_replace(text_path(a, dir, number), 0644, text, f);
	arena_free(a);
	return rc;
}

int
ledger_checkpoint(struct ledger *l, const char *project, const struct signing *s,
    unsigned *number, struct fail *f)
{
	unsigned newest = count_checkpoints(ledger_dir(l));

	if (!name_is_label(bytes_of(project), 64))
		return fail(f, FAIL_INPUT, "ledger-project");
	if (number != NULL)
		*number = 0;
	if (ledger_entries(l) == 0)
		return 0;
	if (newest >= CHECKPOINTS_MAX)
		return fail_with(
		    f, FAIL_LIMIT, "ledger-checkpoints", "%d", CHECKPOINTS_MAX);
	if (!is_covered(l, newest, s)) {
		newest++;
		if (write_checkpoint(l, project, newest, s, f) < 0)
			return -1;
	}
	if (number != NULL)
		*number = newest;
	return 0;
}

struct check {
	struct checkpoint *list; /* by number, from 1 at [0] */
	unsigned count, next;    /* next: the first that is not met yet */
};

/* Those that speak of this entry say what it is? */
static bool
meets(struct check *k, const struct ledger_entry *e)
{
	for (; k->next < k->count && k->list[k->next].entries == e->n; k->next++)
		if (strcmp(k->list[k->next].head, e->head) != 0)
			return false;
	return true;
}

/* Is there a checkpoint behind a missing one? */
static int
find_gap(const char *audit_dir, unsigned count, struct arena *a, struct fail *f)
{
	const char *dir = path_join(a, audit_dir, "checkpoints");
	size_t files, i, len;
	unsigned texts = 0;
	char **names;

	if (!file_is_dir(dir))
		return 0;
	if (file_list(dir, false, a, &names, &files, f) < 0)
		return -1;
	for (i = 0; i < files; i++) {
		len = strlen(names[i]);
		texts += len > 4 && strcmp(names[i] + len - 4, ".txt") == 0;
	}
	return texts == count
	           ? 0
	           : bad_checkpoint(text_path(a, audit_dir, count + 1), count + 1, f);
}

static int
load_all(const char *audit_dir, const struct verifying *v, struct arena *a,
    struct check *k, struct fail *f)
{
	unsigned i;

	k->count = count_checkpoints(audit_dir);
	k->list = arena_get(a, k->count, sizeof *k->list);
	for (i = 0; i < k->count; i++) {
		if (load(audit_dir, i + 1, v, &k->list[i], f) < 0)
			return -1;
		if (k->list[i].entries == 0 ||
		    (i && k->list[i].entries < k->list[i - 1].entries))
			return bad_checkpoint(text_path(a, audit_dir, i + 1), i + 1, f);
	}
	return find_gap(audit_dir, k->count, a, f);
}

static int
walk(struct ledger_read *r, struct check *k, struct ledger_state *state, struct fail *f)
{
	struct ledger_entry e;
	int got;

	while ((got = ledger_read_next(r, &e, f)) == 1) {
		if (!meets(k, &e))
			return fail_with(
			    f, FAIL_SEAL, "ledger-checkpoint", "%u", k->next + 1);
		state->entries = e.n;
		state->time = e.time;
		memcpy(state->head, e.head, sizeof state->head);
	}
	if (got < 0)
		return -1;
	if (ledger_read_torn(r))
		return fail_with(f, FAIL_SEAL, "ledger-torn", "%llu",
		    (unsigned long long)state->entries + 1);
	if (k->next < k->count) /* it speaks of entries that are gone */
		return fail_with(f, FAIL_SEAL, "ledger-checkpoint", "%u", k->next + 1);
	return 0;
}

int
ledger_verify(const char *audit_dir, const struct verifying *v,
    struct ledger_state *state, struct fail *f)
{
	struct arena *a = arena_new();
	struct ledger_read *r = NULL;
	struct check k = { 0 };
	int rc = -1;

	memset(state, 0, sizeof *state);
	memcpy(state->head, digest_none, sizeof state->head);
	if (load_all(audit_dir, v, a, &k, f) < 0)
		goto out;
	r = ledger_read_open(audit_dir, f);
	if (r == NULL || walk(r, &k, state, f) < 0)
		goto out;
	state->checkpoints = k.count;
	state->covered = k.count ? k.list[k.count - 1].entries : 0;
	rc = 0;
out:
	if (rc < 0)
		fail_at(f, path_join(a, audit_dir, ledger_file_name), 0);
	ledger_read_close(r);
	arena_free(a);
	return rc;
}
