#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/answer.h"
#include "cmd/aside.h"
#include "cmd/command.h"
#include "cmd/copy_state.h"
#include "cmd/reading.h"
#include "cmd/release_checks.h"
#include "cmd/report.h"
#include "cmd/sample_report.h"
#include "cmd/session.h"
#include "vault/identity.h"

static const struct option options[] = {
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* How many things are open; each says itself. */
struct standing {
	const struct invocation *inv;
	struct session *session;
	size_t open;
};

static void
open_thing(struct standing *st, const char *id, const char *what, size_t count)
{
	answer(st->inv, id, "what=%s\tcount#=%zu\tstate=open", what, count);
	st->open++;
}

/* Copies that stand so, by their meetings. */
static void
open_copies(struct standing *st, const struct copy_states *copies,
    enum copy_state which, const char *id)
{
	if (copies->count[which] == 0)
		return;
	answer(st->inv, id, "count#=%zu\tmeetings=%s\tstate=open", copies->count[which],
	    copy_states_list(st->session, copies, which));
	st->open++;
}

static int
look_at_copies(struct standing *st, struct fail *f)
{
	struct session *s = st->session;
	size_t meetings = s->linking.meetings.len, aside;
	const struct copy_states *copies;

	if (copy_states_of(s, &copies, f) == -1 || aside_count(s, &aside, f) == -1)
		return -1;
	answer(st->inv, "status-meetings", "count#=%zu\tcopies#=%zu\tread#=%zu",
	    meetings, meetings - copies->count[COPY_NONE], copies->count[COPY_READ]);
	if (copies->count[COPY_NONE] > 0)
		open_thing(st, "status-missing", "", copies->count[COPY_NONE]);
	open_copies(st, copies, COPY_STALE, "status-stale");
	open_copies(st, copies, COPY_EDITED, "status-edited");
	open_copies(st, copies, COPY_UNREAD, "status-unread");
	if (aside > 0)
		answer(st->inv, "status-aside", "count#=%zu", aside);
	return reading_answer(st->inv, f) == 0 ? sample_answer(st->inv, f) : -1;
}

static int
look_at_reports(struct standing *st, struct fail *f)
{
	struct session *s = st->session;
	struct meeting_report *report;
	struct fail none_yet = { 0 };
	size_t i, doubts = 0, codes = 0, clues = 0, count;

	if (report_read(s, s->arena, &report, &count, &none_yet) == -1) {
		if (none_yet.kind == FAIL_INPUT)
			return 0;
		*f = none_yet;
		return -1;
	}
	for (i = 0; i < count; i++) {
		doubts += report[i].doubts;
		codes += report[i].codes_in_text;
		clues += report[i].clues;
	}
	if (doubts > 0)
		open_thing(st, "status-doubts", "", doubts);
	if (codes > 0)
		open_thing(st, "status-codes", "", codes);
	if (clues > 0) /* reading is what closes it, and that is asked for each copy */
		answer(st->inv, "status-clues", "count#=%zu", clues);
	return 0;
}

static int
look_at_consents(struct standing *st, struct fail *f)
{
	struct consent_gap *gap;
	size_t gaps;

	if (consent_gaps(st->session, NULL, &gap, &gaps, f) == -1)
		return -1;
	if (gaps > 0)
		open_thing(st, "status-consents", "", gaps);
	return 0;
}

static int
look_at_holders(struct standing *st, struct fail *f)
{
	struct session *s = st->session;
	struct recipients *r = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_LINKING, s->arena, f);

	if (r == NULL)
		return -1;
	if (recipients_count(r) < 2)
		open_thing(st, "status-holder", "", recipients_count(r));
	return 0;
}

static void
look_at_plain(struct standing *st)
{
	static const char *const plain[] = { "private/people.csv",
		"private/meetings.csv", "private/consents.csv", "private/people.xlsx",
		"private/meetings.xlsx", "private/consents.xlsx",
		"private/study.xlsx" };
	size_t i;

	for (i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (st->session->has_linking &&
		    file_exists(session_path(st->session, plain[i])))
			open_thing(st, "status-plain", plain[i], 1);
}

/* What is to end, and when; a date that is missing is never guessed. */
static void
look_at_deadlines(struct standing *st)
{
	const struct study *y = &st->session->study;
	int32_t today = (int32_t)(clock_now() / 86400);
	size_t i;

	for (i = 0; i < y->retentions; i++) {
		if (y->retention[i].until == DAY_NONE)
			open_thing(st, "status-no-date", y->retention[i].what, 1);
		else if (y->retention[i].until < today)
			open_thing(st, "status-overdue", y->retention[i].what, 1);
		else
			answer(st->inv, "status-until", "what=%s\tuntil=%s",
			    y->retention[i].what, day_text(y->retention[i].until).at);
	}
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct session *s = session_of(inv, f);
	struct standing st = { inv, s, 0 };

	if (s == NULL || session_open_key(s, false, f) == -1)
		return -1;
	if (!s->has_linking)
		open_thing(&st, "status-no-roster", "", 0);
	else if (look_at_copies(&st, f) == -1 || look_at_reports(&st, f) == -1 ||
		 look_at_consents(&st, f) == -1)
		return -1;
	if (look_at_holders(&st, f) == -1)
		return -1;
	look_at_plain(&st);
	look_at_deadlines(&st);
	answer(inv, st.open > 0 ? "status-open" : "status-fine", "count#=%zu", st.open);
	if (st.open > 0 && inv->status < FAIL_OPEN)
		inv->status = FAIL_OPEN;
	return 0;
}

const struct command command_status = {
	.name = "status",
	.operands = "",
	.summary = "cmd-status",
	.example = "taus status",
	.options = options,
	.acquire = acquire,
};
