#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/import.h"
#include "cmd/session.h"
#include "cmd/study_book.h"
#include "cmd/tables.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "scrub/judged_table.h"
#include "vault/digest.h"
#include "vault/secret.h"

static const struct option options[] = {
	{ "show", OPTION_FLAG, NULL, "opt-roster-show" },
	{ "check", OPTION_FLAG, NULL, "opt-roster-check" },
	{ "remove-plain", OPTION_FLAG, NULL, "opt-roster-remove-plain" },
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* Each table as CSV or as a workbook; all of them may be sheets of one. */
static const char *const plain[] = { "private/people.csv", "private/meetings.csv",
	"private/consents.csv", "private/names-that-stay.csv", "private/decisions.csv",
	"private/people.xlsx", "private/meetings.xlsx", "private/consents.xlsx",
	"private/names-that-stay.xlsx", "private/decisions.xlsx",
	"private/study.xlsx" };

enum { PLAIN = sizeof plain / sizeof plain[0], TABLES = 5, STUDY = 10 };

static const char *
if_there(const struct session *s, const char *name)
{
	const char *path = session_path(s, name);

	return file_exists(path) ? path : NULL;
}

/* The forms that were sealed before keep their ids. */
static void
keep_form_ids(const struct consents *before, struct consents *now,
    const struct roster *roster_before, const struct roster *roster, struct arena *a)
{
	struct consent *list = arena_get(a, now->len, sizeof *list);
	const struct consent *b;
	size_t i, k;

	for (i = 0; i < now->len; i++) {
		list[i] = now->at[i];
		for (k = 0; k < before->len && list[i].form_id[0] == '\0'; k++) {
			b = &before->at[k];
			if (strcmp(b->form, list[i].form) == 0 &&
			    b->day == list[i].day &&
			    roster_same_person(&roster_before->person[b->person],
				&roster->person[list[i].person]))
				list[i].form_id = b->form_id;
		}
	}
	now->at = list;
}

/* The file that holds a table, if there is one. */
static int
find_table(const struct session *s, int table, const char **path, struct fail *f)
{
	const char *book = if_there(s, plain[TABLES + table]);

	*path = if_there(s, plain[table]);
	if (*path != NULL && book != NULL) {
		fail_with(f, FAIL_INPUT, "import-twice", "%s", path_base(book));
		return fail_at(f, *path, 0);
	}
	if (*path == NULL)
		*path = book;
	return 0;
}

/* What was said to taus stays beside what the file says, if there is one. */
static int
keep_decisions(struct session *s, bool file, struct linking *l, struct fail *f)
{
	struct bytes before = s->has_linking ? s->linking.decisions : bytes_of("");

	if (!file && l->decisions.len == 0) {
		l->decisions = before;
		return 0;
	}
	return judged_merge(before, l->decisions, s->arena, &l->decisions, f);
}

/* What the tables say, with what the key remembers of codes and forms. */
static int
read_tables(struct session *s, struct linking *l, struct fail *f)
{
	struct import from = { .study = if_there(s, plain[STUDY]),
		.policy = s->study.policy };
	const char **path[TABLES] = { &from.people, &from.meetings, &from.consents,
		&from.stay, &from.decisions };
	int i;

	for (i = 0; i < TABLES; i++)
		if (find_table(s, i, path[i], f) == -1)
			return -1;
	from.policy.before = s->has_linking ? &s->linking.roster : NULL;
	if (import_tables(&from, s->arena, l, f) == -1)
		return -1;
	if (s->has_linking) {
		keep_form_ids(&s->linking.consents, &l->consents, &s->linking.roster,
		    &l->roster, s->arena);
		if (from.stay == NULL && l->stay.len == 0)
			l->stay = s->linking.stay;
	}
	return keep_decisions(s, from.decisions != NULL, l, f);
}

/* Whether sealing them again would say the same. */
static bool
is_same(struct session *s, const struct linking *l, struct fail *f)
{
	struct secret *tar = secret_new(0);
	bool same = s->has_linking && linking_write(l, tar, f) == 0 &&
	            bytes_equal(secret_bytes(tar), secret_bytes(s->linking_tar));

	secret_close(tar);
	return same;
}

static int
remove_plain(struct session *s, struct fail *f)
{
	int i;

	for (i = 0; i < PLAIN; i++)
		if (is_trial() && file_exists(session_path(s, plain[i]))) {
			trial_remove(plain[i]);
			trial_log(1);
		} else if (file_exists(session_path(s, plain[i])) &&
			   (file_remove(session_path(s, plain[i]), f) == -1 ||
			       session_record(s, NULL, EVENT_DELETION, plain[i],
				   REASON_PLAIN_REMOVED, NULL, f) == -1))
			return -1;
	return 0;
}

static void
say_plain(const struct session *s)
{
	const char *list = "";
	int i;

	for (i = 0; i < PLAIN; i++)
		if (file_exists(session_path(s, plain[i])))
			list = arena_printf(s->arena, "%s%s%s", list,
			    list[0] ? ", " : "", path_base(plain[i]));
	if (list[0])
		say("roster-plain", "%s", list);
}

static int
import(struct invocation *inv, struct session *s, struct fail *f)
{
	struct linking l;

	if (read_tables(s, &l, f) == -1)
		return -1;
	if (option_given(inv, "check")) {
		say("roster-checked", "%zu\t%zu\t%zu", l.roster.persons,
		    l.roster.holdings, l.meetings.len);
		return 0;
	}
	if (is_same(s, &l, f)) {
		if (!inv->step)
			say("roster-same", "%s", "");
	} else {
		s->linking = l;
		if (session_seal_linking(s, REASON_ROSTER, f) == -1 ||
		    session_reopen_linking(s, f) == -1)
			return -1;
		say("roster-sealed", "%zu\t%zu\t%zu", l.roster.persons,
		    l.roster.holdings, l.meetings.len);
	}
	if (option_given(inv, "remove-plain"))
		return remove_plain(s, f);
	if (!inv->step)
		say_plain(s);
	return 0;
}

static void
show(const struct invocation *inv, const struct session *s)
{
	const struct holding *h;
	size_t i;

	for (i = 0; i < s->linking.roster.holdings; i++) {
		h = &s->linking.roster.holding[i];
		answer_row(inv,
		    arena_printf(s->arena, "%-8s %-8s %s - %s", h->code, h->seat,
			day_text(h->from).at, day_text(h->to).at),
		    "seat", "code=%s\tseat=%s\tfrom=%s\tto=%s", h->code, h->seat,
		    day_text(h->from).at, day_text(h->to).at);
	}
}

/* The sealed tables as a workbook, for a change. */
static int
edit(struct session *s, struct fail *f)
{
	if (tables_first(s) != NULL)
		return fail(f, FAIL_REFUSED, "roster-edit-there");
	if (session_open_key(s, true, f) == -1)
		return -1;
	if (is_trial()) {
		trial_write(study_book_path);
		return 0;
	}
	if (study_book_write(session_path(s, study_book_path), &s->linking, &s->study,
		s->arena, f) == -1)
		return -1;
	say("roster-edit", "%s", "");
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const bool edits = inv->operands == 1 && strcmp(inv->operand[0], "edit") == 0;
	struct session *s;
	bool have;

	if (inv->operands > 0 && !edits)
		return fail(f, FAIL_USAGE, "roster-operand");
	if (edits && (option_given(inv, "show") || option_given(inv, "check") ||
			 option_given(inv, "remove-plain")))
		return fail(f, FAIL_USAGE, "roster-edit-alone");
	s = session_of(inv, f);
	if (s == NULL)
		return -1;
	if (edits)
		return edit(s, f);
	have = file_exists(session_path(s, plain[0])) ||
	       file_exists(session_path(s, plain[TABLES])) ||
	       file_exists(session_path(s, plain[STUDY]));
	if (session_open_key(s, option_given(inv, "show"), f) == -1)
		return -1;
	if (option_given(inv, "show")) {
		show(inv, s);
		return 0;
	}
	if (have)
		return import(inv, s, f);
	if (!s->has_linking)
		return fail(f, FAIL_INPUT, "roster-none");
	say("roster-same", "%s", "");
	return 0;
}

const struct command command_roster = {
	.name = "roster",
	.operands = "[edit]",
	.summary = "cmd-roster",
	.example = "taus roster --remove-plain",
	.options = options,
	.acquire = acquire,
};
