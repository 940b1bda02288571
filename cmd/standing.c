#include "cmd/standing.h"

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/copies.h"
#include "cmd/decision_sheet.h"
#include "cmd/release_checks.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/tables.h"
#include "cmd/ui.h"
#include "vault/identity.h"
#include "vault/keyring.h"

static int
count_copies(struct session *s, struct standing *st, struct fail *f)
{
	const struct meetings *ms = &s->linking.meetings;
	struct meeting_report *report;
	struct fail none_yet = { 0 };
	size_t i, count;

	st->meetings = ms->len;
	for (i = 0; i < ms->len; i++) {
		if (!file_exists(session_path(s, copy_object(&ms->at[i], s->arena))))
			continue;
		st->copies++;
		if (is_read(s, ms->at[i].id))
			st->read++;
		else if (st->unread == NULL)
			st->unread = ms->at[i].id;
	}
	if (report_read(s, s->arena, &report, &count, &none_yet) == -1) {
		if (none_yet.kind == FAIL_INPUT)
			return 0;
		*f = none_yet;
		return -1;
	}
	for (i = 0; i < count; i++) {
		st->doubts += report[i].doubts;
		st->codes += report[i].codes_in_text;
	}
	return 0;
}

static bool
has_archive(struct session *s)
{
	const char *dir = session_path(s, "out/archive");
	struct fail ignored = { 0 };
	char **name;
	size_t count = 0;

	return file_is_dir(dir) &&
	       file_list(dir, false, s->arena, &name, &count, &ignored) == 0 &&
	       count > 0;
}

int
standing_of_study(struct session *s, struct standing *st, struct fail *f)
{
	struct recipients *r = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_LINKING, s->arena, f);
	struct consent_gap *gap;

	*st = (struct standing){ .has_people = s->has_linking };
	if (r == NULL)
		return -1;
	st->holders = recipients_count(r);
	st->tables = tables_first(s) != NULL;
	st->sheet = file_exists(session_path(s, decision_sheet_path));
	st->reviewed = ledger_success_for(s->ledger, "review/decisions") != NULL;
	st->archived = has_archive(s);
	if (!s->has_linking)
		return 0;
	st->persons = s->linking.roster.persons;
	st->plain = tables_first(s);
	if (consent_gaps(s, NULL, &gap, &st->gaps, f) == -1)
		return -1;
	return count_copies(s, st, f);
}

void
standing_say(const struct session *s, const struct standing *st)
{
	say(st->has_people ? "standing-people" : "standing-nobody", "%s\t%zu\t%zu",
	    s->study.project, st->persons, st->meetings);
	say("standing-copies", "%zu\t%zu\t%llu", st->copies, st->read,
	    (unsigned long long)st->doubts);
	say("standing-key", "%zu", st->holders);
}

void
standing_say_need(const struct session *s, const struct standing *st)
{
	(void)s;
	if (!st->has_people)
		say("need-tables", "%s", "");
	else if (st->sheet && st->doubts > 0)
		say("need-decisions", "%llu", (unsigned long long)st->doubts);
	else if (st->sheet && st->codes > 0)
		say("need-codes", "%llu", (unsigned long long)st->codes);
	else if (st->sheet && !st->reviewed)
		say("need-look", "%s", "");
	else if (st->unread != NULL)
		say("need-reading", "%zu\t%s", st->copies - st->read, st->unread);
	else if (st->holders < 2)
		say("need-holder", "%s", "");
	else if (st->gaps > 0)
		say("need-consents", "%zu", st->gaps);
	else if (st->plain != NULL)
		say("need-plain", "%s", path_base(st->plain));
	else
		say("need-nothing", "%s", "");
}
