#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/check.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/copy_put.h"
#include "cmd/copy_state.h"
#include "cmd/hidden_words.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/shown.h"
#include "cmd/transcripts.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "scrub/places.h"

/*
 * A copy edited by hand becomes the one that counts. It is searched as check searches it,
 * by the same reading that writes it anew: so what the program it was edited with left
 * in it (who changed what, and when) goes, and nothing else.
 */
static const struct option options[] = {
	{ NULL, OPTION_FLAG, NULL, NULL },
};

static int
add_copy(struct invocation *inv, const struct meeting *m, struct fail *f)
{
	struct session *s = inv->session;
	const char *object = copy_object(m, inv->arena);
	struct document *d;
	bool ours;

	if (!file_exists(session_path(s, object))) {
		fail(f, FAIL_INPUT, "check-no-copy");
		return fail_at(f, m->id, 0);
	}
	if (copy_ours(s, object, false, &ours, f) == -1)
		return -1;
	if (ours) {
		say("adopt-same", "%s", m->id);
		return 0;
	}
	d = document_add(inv, m, session_path(s, object));
	d->target = d->path;
	d->adopted = true;
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct transcripts *t = arena_get(inv->arena, 1, sizeof *t);
	struct session *s = session_of(inv, f);
	const struct meeting *m;
	size_t i, k;

	inv->state = t;
	if (s == NULL)
		return -1;
	if (inv->operands == 0)
		return fail(f, FAIL_USAGE, "adopt-which");
	if (session_open_key(s, true, f) == -1 ||
	    setup_load(&t->setup, &s->linking, s->dir, inv->arena, f) == -1 ||
	    shown_gather(inv, &t->setup, f) == -1)
		return -1;
	t->in_study = true;
	t->setup.scrub.study = &s->study;
	inv->document = arena_get(inv->arena, inv->operands, sizeof *inv->document);
	for (i = 0; i < inv->operands; i++) {
		m = meeting_named(&s->linking.meetings, inv->operand[i]);
		if (m == NULL)
			return fail(f, FAIL_USAGE, "without-meeting");
		for (k = 0; k < i && strcmp(inv->operand[k], m->id) != 0; k++)
			;
		if (k == i && add_copy(inv, m, f) == -1)
			return -1;
	}
	return 0;
}

static int
prepare(struct invocation *inv, struct document *d, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	struct made *made = arena_get(inv->arena, 1, sizeof *made);

	if (check_prepare(inv, d, f) == -1)
		return -1;
	t->raw = !format_of_name(d->meeting->file)->rewritten;
	d->places = t->setup.scrub.judge.places;
	d->made = made;
	return copy_made(inv->session, &t->setup, d->meeting, made, f);
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	const struct record_span *s = record;
	struct record_kept kept;

	if (kind == RECORD_KEPT && len == sizeof kept) {
		memcpy(&kept, record, sizeof kept);
		kept.part[sizeof kept.part - 1] = '\0';
		if (!places_original(
			d->places, kept.part, &kept.kept.at, &kept.kept.end))
			return 0;
		record = &kept;
	}
	if (transcripts_take(inv, d, kind, record, len, f) == -1)
		return -1;
	if (kind == RECORD_SPAN)
		tell("check-left", "%s\t%llu\t%s", d->name, (unsigned long long)s->line,
		    rulebook_rule(t->setup.rulebook, s->rule)->id);
	return 0;
}

static int
finish(struct invocation *inv, struct document *d, struct fail *f)
{
	const struct found *found = d->found;

	if (found->spans > 0)
		return fail_with(f, FAIL_REFUSED, "adopt-left", "%llu",
		    (unsigned long long)found->spans);
	return copy_put(inv->session, d, EVENT_MODIFICATION, REASON_ADOPT, f);
}

static int
conclude(struct invocation *inv, struct fail *f)
{
	uint64_t hidden[HIDDENS] = { 0 };
	const struct found *found;
	size_t i, k, done = 0;

	for (i = 0; i < inv->documents; i++) {
		found = inv->document[i].found;
		done += found != NULL;
		for (k = 0; found != NULL && k < HIDDENS; k++)
			hidden[k] += found->done.hidden[k];
	}
	if (done == 0)
		return 0; /* each has said why */
	if (report_write(inv, f) == -1 || session_checkpoint(inv->session, f) == -1)
		return -1;
	hidden_say_left_out(hidden);
	say("adopt-done", "%zu", done);
	return 0;
}

const struct command command_adopt = {
	.name = "adopt",
	.operands = "MEETING...",
	.summary = "cmd-adopt",
	.example = "taus adopt M01-1",
	.options = options,
	.acquire = acquire,
	.prepare = prepare,
	.process = check_process,
	.take = take,
	.finish = finish,
	.conclude = conclude,
};
