#include "cmd/check.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/shown.h"
#include "cmd/transcripts.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "format/source.h"
#include "format/txt.h"

static const struct option options[] = {
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ "outputs-only", OPTION_FLAG, NULL, "opt-check-outputs-only" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* Text that leaves the study: transcripts by every rule, the rest by the people's
 * names, since months and places are what tables are about. The reports hold nothing
 * but codes, places and ids of rules, all of them from closed lists. */
static const char *const others[] = { "out/tables", "out/quotes" };

static bool
ends_in(const char *name, const char *suffix)
{
	size_t n = strlen(name), s = strlen(suffix);

	return n >= s && strcmp(name + n - s, suffix) == 0;
}

static bool
is_text(const char *name)
{
	return ends_in(name, ".csv") || ends_in(name, ".md") ||
	       ends_in(name, ".jsonl") || ends_in(name, ".txt");
}

/* Every text below out/ but the transcripts. */
static int
add_others(struct invocation *inv, struct session *s, size_t *cap, struct fail *f)
{
	size_t count, i, k;
	const char *path;
	char **name;

	for (k = 0; k < sizeof others / sizeof others[0]; k++) {
		if (!file_is_dir(session_path(s, others[k])))
			continue;
		if (file_list(session_path(s, others[k]), false, inv->arena, &name,
			&count, f) == -1)
			return -1;
		for (i = 0; i < count; i++) {
			path = path_join(inv->arena, others[k], name[i]);
			if (!is_text(name[i]))
				continue;
			inv->document = arena_grow(inv->arena, inv->document,
			    inv->documents, cap, sizeof *inv->document);
			document_add(inv, NULL, session_path(s, path))->name = path;
		}
	}
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct transcripts *t = arena_get(inv->arena, 1, sizeof *t);
	struct session *s = session_of(inv, f);
	const struct meetings *ms;
	size_t i, cap;
	const char *path;

	inv->state = t;
	if (s == NULL || session_open_key(s, true, f) == -1 ||
	    setup_load(&t->setup, &s->linking, s->dir, inv->arena, f) == -1 ||
	    shown_gather(inv, &t->setup, f) == -1)
		return -1;
	t->in_study = true;
	ms = &s->linking.meetings;
	cap = ms->len;
	inv->document = arena_get(inv->arena, cap, sizeof *inv->document);
	for (i = 0; i < ms->len; i++) {
		path = copy_object(&ms->at[i], inv->arena);
		if (!file_exists(session_path(s, path))) {
			fail(f, FAIL_INPUT, "check-no-copy");
			return fail_at(f, ms->at[i].id, 0);
		}
		document_add(inv, &ms->at[i], session_path(s, path));
	}
	return add_others(inv, s, &cap, f);
}

/* What the keeper gives the worker of one copy: decisions are about its original, and it is
 * in the encoding of that, which cannot be told anew where the letters that told it are
 * gone. */
int
check_prepare(struct invocation *inv, struct document *d, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	struct places *places = NULL;

	if (d->meeting != NULL &&
	    (report_places(inv->session, d->name, &places, f) == -1 ||
		report_encoding(inv->session, d->name, &t->encoding, f) == -1))
		return -1;
	t->named_encoding = d->meeting != NULL;
	t->setup.scrub.judge.places = places;
	return 0;
}

/* An editor may have saved the copy in UTF-8, whatever its original is in. Read as another
 * encoding its letters would be others, and no name with one of them be found. */
static int
tell_utf8(
    struct transcripts *t, const struct document *d, struct arena *a, struct fail *f)
{
	struct source *source = source_of_file(d->fd, a, f);
	struct encoding_guess guess;
	struct fail unknown = { 0 };
	struct bytes head;
	size_t i;

	if (source == NULL || source_raw(source, 0, LIMIT_WINDOW, &head, f) == -1)
		return -1;
	for (i = 0; i < head.len && head.at[i] < 0x80; i++)
		;
	if (i < head.len && encoding_guess(head, false, &guess, &unknown) == 0 &&
	    guess.encoding == ENCODING_UTF8)
		t->encoding = ENCODING_UTF8;
	return 0;
}

int
check_process(struct invocation *inv, struct document *d, int records, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);

	if (d->meeting == NULL) /* of this worker's copy */
		t->setup.scrub.finder.find_only_people = true;
	if (d->meeting == NULL || format_of_name(d->meeting->file)->rewritten) {
		t->named_encoding = true;
		t->encoding = ENCODING_UTF8;
		t->setup.scrub.format =
		    &format_txt; /* tables, and copies that are plain text anew */
	} else if (t->encoding != ENCODING_UTF8 && d->spool == NULL &&
		   tell_utf8(t, d, inv->arena, f) == -1)
		return -1;
	return transcripts_process(inv, d, records, f);
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	struct buf line = { 0 };

	if (transcripts_take(inv, d, kind, record, len, f) == -1)
		return -1;
	if (kind == RECORD_SPAN && option_given(inv, "json")) {
		transcripts_span_json(t, d, record, &line);
		ui_print(buf_bytes(&line));
		buf_free(&line);
	} else if (kind == RECORD_SPAN) {
		const struct record_span *s = record;

		tell("check-left", "%s\t%llu\t%s", d->name, (unsigned long long)s->line,
		    rulebook_rule(t->setup.rulebook, s->rule)->id);
	}
	return 0;
}

/* Doubts that were covered and codes that stood in the raw text stay open until
 * somebody decides about them. */
static int
count_open(struct invocation *inv, uint64_t *doubts, uint64_t *codes, struct fail *f)
{
	struct session *s = inv->session;
	struct meeting_report *report;
	size_t count, i;

	*doubts = *codes = 0;
	if (report_read(s, s->arena, &report, &count, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		*doubts += report[i].doubts;
		*codes += report[i].codes_in_text;
		if (report[i].doubts > 0)
			answer(inv, "check-doubts", "meeting=%s\tcount#=%llu",
			    report[i].meeting, (unsigned long long)report[i].doubts);
		if (report[i].codes_in_text > 0)
			answer(inv, "check-codes", "meeting=%s\tcount#=%llu",
			    report[i].meeting,
			    (unsigned long long)report[i].codes_in_text);
	}
	return 0;
}

static int
conclude(struct invocation *inv, struct fail *f)
{
	uint64_t left = 0, doubts = 0, codes = 0;
	bool only = option_given(inv, "outputs-only");
	size_t i;

	for (i = 0; i < inv->documents; i++)
		if (inv->document[i].found != NULL)
			left += ((struct found *)inv->document[i].found)->spans;
	if (!only && count_open(inv, &doubts, &codes, f) == -1)
		return -1;
	if (!only)
		answer(inv, "check-done", "outputs#=%zu\tleft#=%llu\topen#=%llu",
		    inv->documents, (unsigned long long)left,
		    (unsigned long long)(doubts + codes));
	if (left + doubts + codes > 0 && inv->status < FAIL_OPEN)
		inv->status = FAIL_OPEN;
	return 0;
}

const struct command command_check = {
	.name = "check",
	.operands = "",
	.summary = "cmd-check",
	.example = "taus check",
	.options = options,
	.acquire = acquire,
	.prepare = check_prepare,
	.process = check_process,
	.take = take,
	.conclude = conclude,
};
