#include "cmd/shown.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/document.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "find/rulebook.h"
#include "find/seen.h"

struct gathering {
	struct transcripts
	    transcripts;       /* first: what is asked for by transcripts_of() */
	struct seen *shown[2]; /* by whether it is an ordinary word too */
	bool full;
};

static int
process(struct invocation *inv, struct document *d, int records, struct fail *f)
{
	struct scrub scrub;
	struct source *source = transcripts_source(inv, d, &scrub, f);

	return source ? scrub_learn(&scrub, source, transcripts_send, &records, f) : -1;
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	const struct record_bounds none = { 0, 0, 0, 0 };
	const struct record_shown *shown = record;
	struct gathering *g = inv->state;
	uint32_t i;

	(void)d;
	if (kind != RECORD_SHOWN || !record_fits(kind, record, len, &none))
		return fail(f, FAIL_INPUT, "worker-answer");
	for (i = 0; i < shown->words; i++)
		g->full =
		    !seen_add(g->shown[shown->ordinary], shown->word[i]) || g->full;
	return 0;
}

/* A command of no name, for its workers. */
static const struct command command_learn = {
	.is_silent = true,
	.process = process,
	.take = take,
};

static const char *
original_of(struct session *s, const struct meeting *m)
{
	return path_join(s->arena, session_path(s, "private/raw"), m->file);
}

int
shown_gather(struct invocation *outer, struct setup *setup, struct fail *f)
{
	const struct meetings *ms = &outer->session->linking.meetings;
	const struct transcripts *asked = transcripts_of(outer);
	struct gathering g = { .transcripts = { .setup = *setup,
				   .raw = true,
				   .named_encoding = asked->named_encoding,
				   .encoding = asked->encoding },
		.shown = { seen_new(outer->arena), seen_new(outer->arena) } };

	if (ms->len < 2)
		return 0;
	rulebook_hasten(setup->rulebook, ms->len);
	documents_of_meetings(outer, &command_learn, &g, original_of);
	setup->scrub.finder.shown = g.shown[false];
	setup->scrub.finder.shown_words = g.shown[true];
	return g.full ? fail_with(f, FAIL_LIMIT, "study-names", "%d", SEEN_MOST) : 0;
}
