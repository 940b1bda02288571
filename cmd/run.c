#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/decision_sheet.h"
#include "cmd/session.h"
#include "cmd/standing.h"
#include "cmd/tables.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "people/linking.h"

static const struct option options[] = {
	{ "draft", OPTION_FLAG, NULL, "opt-run-draft" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* Whether there is anything for a step to do. */
typedef bool is_due_fn(struct session *, struct fail *);

/* Nothing is filled in, and nothing was sealed: what to do the sentence at the end says. */
static bool
has_people(struct session *s, struct fail *f)
{
	(void)f;
	return s->has_linking;
}

static bool
has_tables(struct session *s, struct fail *f)
{
	(void)f;
	return tables_first(s) != NULL;
}

/* Without declared columns, or anybody who has consented, there is no Table 1. */
static bool
has_columns(struct session *s, struct fail *f)
{
	(void)f;
	return s->has_linking && s->study.columns > 0 && s->linking.consents.len > 0;
}

/* What a trial would write is not there to be searched. */
static bool
has_copies(struct session *s, struct fail *f)
{
	return has_people(s, f) && !is_trial();
}

static bool
has_answers(struct session *s, struct fail *f)
{
	return s->has_linking && decision_sheet_is_filled(s, f);
}

/* A workbook of what is to be decided: where there is none and something is, or where
 * something has changed since it was written. */
static bool
has_questions(struct session *s, struct fail *f)
{
	struct standing now;

	if (!s->has_linking || standing_of_study(s, &now, f) == -1 ||
	    decision_sheet_is_open(s))
		return false;
	if (now.sheet)
		return ledger_entries(s->ledger) > s->began;
	return now.doubts + now.codes > 0 || !now.reviewed;
}

/* The steps that need no question, in their order. */
static const char *const add[] = { "add", NULL };
static const char *const decisions[] = { "decisions", "", NULL };

static const struct step {
	const char *command;
	const char *const *operands, *const *options;
	is_due_fn *is_due;
} steps[] = {
	{ "roster", NULL, NULL, has_tables },
	{ "consent", add, NULL, has_people },
	{ "review", NULL, NULL, has_answers },
	{ "scrub", NULL, NULL, has_people },
	{ "survey", NULL, decisions, has_questions },
	{ "table", NULL, NULL, has_columns },
	{ "check", NULL, NULL, has_copies },
};

/* The tables are as init wrote them: no failure, but what is to be done next. */
static bool
is_nothing_yet(const struct session *s, struct fail *f)
{
	if (s->has_linking || strcmp(f->what, "roster-empty") != 0)
		return false;
	*f = (struct fail){ 0 };
	return true;
}

static int
run_steps(struct invocation *inv, struct session *s, struct fail *f)
{
	const struct step *step;
	size_t i;

	for (i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		step = &steps[i];
		if (!step->is_due(s, f))
			continue;
		if (run_step(inv, step->command, step->operands, step->options, f) ==
		    -1)
			return is_nothing_yet(s, f) ? 0 : -1;
		if (inv->status > FAIL_OPEN) /* a document failed: no more on top */
			return 0;
	}
	inv->status = 0; /* what check found open it has said; that is no failure */
	return f->kind == FAIL_NONE && s->has_linking ? session_checkpoint(s, f) : 0;
}

static int
finish_visit(struct invocation *inv, struct session *s, bool draft, struct fail *f)
{
	static const char *const as_draft[] = { "draft", "", NULL };
	struct standing now;

	if (standing_of_study(s, &now, f) == -1)
		return -1;
	if (is_trial()) /* nothing stands as it would */
		return 0;
	if (now.has_people && now.holders >= 2 &&
	    (draft || (now.unread == NULL && now.doubts + now.codes == 0 &&
			  now.gaps == 0 && !now.archived))) {
		if (run_step(inv, "deposit", NULL, as_draft, f) == -1)
			return -1;
	} else if (draft && now.holders < 2) {
		say("run-next-holder", "%s", "");
		return 0;
	}
	standing_say_need(s, &now);
	return 0;
}

static int
acquire_run(struct invocation *inv, struct fail *f)
{
	struct session *s = session_of(inv, f);

	if (s == NULL || session_open_key(s, false, f) == -1 ||
	    run_steps(inv, s, f) == -1)
		return -1;
	if (inv->status > FAIL_OPEN)
		return 0;
	return finish_visit(inv, s, option_given(inv, "draft"), f);
}

static int
acquire_visit(struct invocation *inv, struct fail *f)
{
	struct session *s = session_of(inv, f);
	struct standing now;

	if (s == NULL || session_open_key(s, false, f) == -1 ||
	    standing_of_study(s, &now, f) == -1)
		return -1;
	standing_say(s, &now);
	if (run_steps(inv, s, f) == -1)
		return -1;
	return inv->status > FAIL_OPEN ? 0 : finish_visit(inv, s, false, f);
}

const struct command command_run = {
	.name = "run",
	.operands = "",
	.summary = "cmd-run",
	.example = "taus run --draft",
	.options = options,
	.acquire = acquire_run,
};

static const struct option none[] = {
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* taus alone, in a study: it has no name of its own. */
const struct command command_visit = {
	.name = "",
	.operands = "",
	.summary = "cmd-visit",
	.example = "taus",
	.options = none,
	.acquire = acquire_visit,
};
