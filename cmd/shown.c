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

int
shown_gather(struct invocation *outer, struct setup *setup, struct fail *f)
{
	struct session *s = outer->session;
	const struct meetings *ms = &s->linking.meetings;
	const struct transcripts *asked = transcripts_of(outer);
	struct gathering g = { .transcripts = { .setup = *setup,
				   .raw = true,
				   .named_encoding = asked->named_encoding,
				   .encoding = asked->encoding },
		.shown = { seen_new(outer->arena), seen_new(outer->arena) } };
	struct invocation inv = { .command = &command_learn,
		.arena = outer->arena,
		.session = s,
		.state = &g };
	struct document *d;
	const char *path;
	size_t i;

	inv.document = arena_get(inv.arena, ms->len, sizeof *inv.document);
	for (i = 0; ms->len > 1 && i < ms->len; i++) {
		path = path_join(
		    inv.arena, session_path(s, "private/raw"), ms->at[i].file);
		if (!file_exists(path))
			continue;
		d = &inv.document[inv.documents++];
		d->name = ms->at[i].id;
		d->meeting = &ms->at[i];
		d->path = path;
		d->out_fd = -1;
	}
	rulebook_hasten(setup->rulebook, inv.documents);
	documents_run(&inv);
	setup->scrub.finder.shown = g.shown[false];
	setup->scrub.finder.shown_words = g.shown[true];
	return g.full ? fail_with(f, FAIL_LIMIT, "study-names", "%d", SEEN_MOST) : 0;
}
