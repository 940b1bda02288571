#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/copy_state.h"
#include "cmd/reading.h"
#include "cmd/release_checks.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/ui.h"
#include "vault/digest.h"

static const struct option options[] = {
	{ "all", OPTION_FLAG, NULL, "opt-read-all" },
	{ "by", OPTION_TEXT, "LABEL", "opt-read-by" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

static uint64_t
replaced_in(const struct meeting_report *report, size_t count, const struct meeting *m)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(report[i].meeting, m->id) == 0)
			return report[i].replaced;
	return 0;
}

/* Signed are the copies as they are now: one that changes is unread again. */
static int
sign(struct session *s, struct read_copy *copy, size_t count, const char *by,
    struct fail *f)
{
	struct meeting_report *report;
	size_t reports, i;

	if (count == 0)
		return 0;
	if (report_read(s, s->arena, &report, &reports, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		const char *object = copy_object(copy[i].meeting, s->arena);

		copy[i].replaced = replaced_in(report, reports, copy[i].meeting);
		if (digest_file(DIGEST_SHA256, session_path(s, object), &copy[i].sha256,
			f) == -1)
			return -1;
	}
	if (reading_add_read(s, copy, count, by, f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		if (session_record(s, by, EVENT_FIXITY_CHECK,
			copy_reading(copy[i].meeting, s->arena), REASON_READ,
			copy[i].sha256.at, f) == -1)
			return -1;
	return session_checkpoint(s, f);
}

/* What may be read is what the log knows and what is made from what is there now. */
static int
check_one(const struct meeting *m, enum copy_state how, struct fail *f)
{
	if (how == COPY_NONE)
		fail(f, FAIL_INPUT, "check-no-copy");
	else if (how == COPY_EDITED)
		fail(f, FAIL_REFUSED, "output-edited");
	else if (how == COPY_STALE)
		fail(f, FAIL_REFUSED, "read-stale");
	else
		return 0;
	return fail_at(f, m->id, 0);
}

static bool
is_named(const struct invocation *inv, const struct meeting *m)
{
	size_t i;

	for (i = 0; i < inv->operands; i++)
		if (strcmp(inv->operand[i], m->id) == 0)
			return true;
	return option_given(inv, "all");
}

static int
check_operands(const struct invocation *inv, const struct session *s, struct fail *f)
{
	size_t i;

	for (i = 0; i < inv->operands; i++)
		if (meeting_named(&s->linking.meetings, inv->operand[i]) == NULL)
			return fail(f, FAIL_USAGE, "without-meeting");
	return 0;
}

/* All or none of them: nothing is signed before each can be. */
static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *by = option_text(inv, "by");
	const struct copy_states *st;
	const struct meetings *ms;
	struct read_copy *copy;
	struct session *s;
	size_t i, done = 0;

	if (session_check_label(by, f) == -1)
		return -1;
	if (option_given(inv, "all") == (inv->operands > 0))
		return fail(f, FAIL_USAGE, "read-which");
	s = session_of(inv, f);
	if (s == NULL || session_open_key(s, true, f) == -1 ||
	    check_operands(inv, s, f) == -1 || copy_states_of(s, &st, f) == -1)
		return -1;
	ms = &s->linking.meetings;
	for (i = 0; i < ms->len; i++)
		if (is_named(inv, &ms->at[i]) &&
		    check_one(&ms->at[i], st->at[i], f) == -1)
			return -1;
	copy = arena_get(s->arena, ms->len, sizeof *copy);
	for (i = 0; i < ms->len; i++)
		if (is_named(inv, &ms->at[i]) && st->at[i] != COPY_READ)
			copy[done++].meeting = &ms->at[i];
	if (sign(s, copy, done, by, f) == -1)
		return -1;
	say("read-done", "%zu\t%s", done, by);
	return reading_say(s, f);
}

const struct command command_read = {
	.name = "read",
	.operands = "[MEETING...]",
	.summary = "cmd-read",
	.example = "taus read M01-1 --by AB",
	.options = options,
	.acquire = acquire,
};
