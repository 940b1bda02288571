#include <stdio.h>

#include "base/buf.h"
#include "base/fail.h"
#include "cmd/command.h"
#include "cmd/transcripts.h"
#include "cmd/ui.h"

static const struct option options[] = {
	TRANSCRIPTS_OPTIONS,
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ "clues", OPTION_FLAG, NULL, "opt-survey-clues" },
	{ "only", OPTION_TEXT, "CATEGORIES", "opt-survey-only" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

static int
acquire(struct invocation *inv, struct fail *f)
{
	int rc = inv->operands > 0 ? transcripts_of_operands(inv, f)
	                           : transcripts_of_study(inv, f);

	return rc == -1
	           ? -1
	           : transcripts_only(transcripts_of(inv), option_text(inv, "only"), f);
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
	else if (!option_given(inv, "json"))
		transcripts_tell(transcripts_of(inv), d);
	return 0;
}

static int
conclude(struct invocation *inv, struct fail *f)
{
	if (!option_given(inv, "json") && !option_given(inv, "clues") &&
	    transcripts_of(inv)->in_study)
		say("survey-next", "%s", "");
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
