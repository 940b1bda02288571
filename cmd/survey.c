#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "cmd/asking.h"
#include "cmd/command.h"
#include "cmd/decision_sheet.h"
#include "cmd/transcripts.h"
#include "cmd/ui.h"

static const struct option options[] = {
	TRANSCRIPTS_OPTIONS,
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ "clues", OPTION_FLAG, NULL, "opt-survey-clues" },
	{ "decisions", OPTION_FLAG, NULL, "opt-survey-decisions" },
	{ "only", OPTION_TEXT, "CATEGORIES", "opt-survey-only" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* Words for people, of a study: then there is something to decide. */
static bool
is_for_people(const struct invocation *inv)
{
	return inv->operands == 0 && !option_given(inv, "json") &&
	       !option_given(inv, "clues");
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	int rc = inv->operands > 0 ? transcripts_of_operands(inv, f)
	                           : transcripts_of_study(inv, f);
	struct transcripts *t = transcripts_of(inv);

	if (rc == -1 || transcripts_only(t, option_text(inv, "only"), f) == -1)
		return -1;
	if (!is_for_people(inv))
		return 0;
	t->asking = arena_get(inv->arena, 1, sizeof *t->asking);
	return asking_begin(inv, t->asking, f);
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	const struct record_span *s = record;
	struct buf line = { 0 };

	if (transcripts_take(inv, d, kind, record, len, f) == -1)
		return -1;
	if (kind != RECORD_SPAN || !option_given(inv, "json") ||
	    option_given(inv, "clues") ||
	    (t->only != 0 && (t->only & UINT32_C(1) << s->category) == 0))
		return 0;
	transcripts_span_json(t, d, s, &line);
	ui_print(buf_bytes(&line));
	buf_free(&line);
	return 0;
}

static void
print_clues(const struct transcripts *t, const struct document *d)
{
	struct found *found = d->found;
	struct buf lines = { 0 };

	if (found == NULL)
		return;
	clue_list_json(&found->clues, t->setup.rulebook, d->name, t->in_study, &lines);
	ui_print(buf_bytes(&lines));
	buf_free(&lines);
	if (found->clues.all > found->clues.len)
		say("clues-kept", "%s\t%zu\t%llu", d->name, found->clues.len,
		    (unsigned long long)found->clues.all);
}

static int
finish(struct invocation *inv, struct document *d, struct fail *f)
{
	(void)f;
	if (option_given(inv, "clues"))
		print_clues(transcripts_of(inv), d);
	else if (!option_given(inv, "json") && !option_given(inv, "decisions"))
		transcripts_tell(transcripts_of(inv), d);
	return 0;
}

static size_t
count_doubts(const struct expressions *all)
{
	size_t n = 0;

	while (n < all->len && all->at[n].section == EXPRESSION_DOUBT)
		n++;
	return n;
}

/* What is to be decided, into the workbook. */
static int
write_sheet(struct invocation *inv, struct fail *f)
{
	struct asking *asking = transcripts_of(inv)->asking;
	bool written;

	asking_end(asking);
	if (decision_sheet_write(inv->session, asking, &written, f) == -1)
		return -1;
	if (!written) {
		say("review-sheet-waits", "%s", "");
		return 0;
	}
	say("review-sheet-written", "%zu\t%zu\t%zu", asking->all.len,
	    count_doubts(&asking->all), asking->all.places);
	if (asking->all.left_out > 0)
		say("review-left-out", "%llu",
		    (unsigned long long)asking->all.left_out);
	say_next(inv, "survey-next");
	return 0;
}

static int
conclude(struct invocation *inv, struct fail *f)
{
	if (is_for_people(inv) && inv->status == 0 && write_sheet(inv, f) == -1)
		return -1;
	if (fflush(stdout) == EOF)
		return fail_errno(f, "output-write", NULL);
	return 0;
}

const struct command command_survey = {
	.name = "survey",
	.operands = "[FILE...]",
	.summary = "cmd-survey",
	.example = "taus survey",
	.options = options,
	.acquire = acquire,
	.process = transcripts_process,
	.take = take,
	.finish = finish,
	.conclude = conclude,
};
