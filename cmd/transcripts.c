#include "cmd/transcripts.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "base/worker.h"
#include "cmd/asking.h"
#include "cmd/command.h"
#include "cmd/hidden_words.h"
#include "cmd/import.h"
#include "cmd/session.h"
#include "cmd/shown.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "format/source.h"
#include "scrub/policy.h"

struct transcripts *
transcripts_of(struct invocation *inv)
{
	return inv->state;
}

static int
read_only(const char *list, uint32_t *only, struct fail *f)
{
	struct bytes rest = bytes_of(list), name;
	char text[16];
	int category;

	while (bytes_next(&rest, ',', &name)) {
		category = -1;
		if (name.len < sizeof text) {
			memcpy(text, name.at, name.len);
			text[name.len] = '\0';
			category = category_named(text);
		}
		if (category < 0)
			return fail_with(f, FAIL_USAGE, "only-category", "%s", list);
		*only |= UINT32_C(1) << category;
	}
	return 0;
}

static int
read_options(struct invocation *inv, struct transcripts *t, struct fail *f)
{
	const char *encoding;

	if (!option_known(inv, "encoding"))
		return 0; /* a command that takes the files as survey does */
	encoding = option_text(inv, "encoding");
	t->strict = option_given(inv, "strict");
	if (encoding != NULL) {
		if (encoding_named(encoding, &t->encoding) == -1)
			return fail_with(
			    f, FAIL_USAGE, "encoding-name", "%s", encoding);
		t->named_encoding = true;
	}
	return 0;
}

/* --team and --date: where and when these files were recorded. */
static int
read_occasion(struct invocation *inv, struct occasion *o, struct fail *f)
{
	const char *team = option_text(inv, "team"), *date = option_text(inv, "date");

	*o = (struct occasion){ team ? team : "", DAY_NONE };
	if (date == NULL)
		return 0;
	o->day = day_parse(bytes_of(date));
	return o->day == DAY_NONE ? fail_with(f, FAIL_USAGE, "date-form", "%s", date)
	                          : 0;
}

static int
read_roster(struct invocation *inv, struct linking **out, struct fail *f)
{
	const char *path = option_text(inv, "roster");
	struct import from = { .people = path };

	*out = NULL;
	if (path == NULL)
		return 0;
	*out = arena_get(inv->arena, 1, sizeof **out);
	if (import_tables(&from, inv->arena, *out, f) == -1)
		return -1;
	if ((*out)->roster.by_row)
		say("roster-by-row", "%s", "");
	return 0;
}

enum { NOTES_KEPT = 1000 };

static void
name_operands(struct invocation *inv)
{
	struct document *d;
	size_t i;

	inv->document = arena_get(inv->arena, inv->operands, sizeof *inv->document);
	inv->documents = inv->operands;
	for (i = 0; i < inv->operands; i++) {
		d = &inv->document[i];
		d->name = inv->operand[i];
		d->path = strcmp(d->name, "-") == 0 ? NULL : d->name;
		d->out_fd = -1;
	}
}

int
transcripts_of_operands(struct invocation *inv, struct fail *f)
{
	struct transcripts *t = arena_get(inv->arena, 1, sizeof *t);
	struct linking *people;
	struct occasion occasion;

	inv->state = t;
	if (read_options(inv, t, f) == -1 || read_occasion(inv, &occasion, f) == -1 ||
	    read_roster(inv, &people, f) == -1 ||
	    setup_load(&t->setup, people, NULL, inv->arena, f) == -1)
		return -1;
	t->setup.scrub.judge.occasion = occasion;
	name_operands(inv);
	rulebook_hasten(transcripts_of(inv)->setup.rulebook, inv->documents);
	return 0;
}

/* Files of private/raw/ that no row of Meetings names. */
static int
check_files(struct session *s, struct fail *f)
{
	const struct meetings *ms = &s->linking.meetings;
	const char *raw = session_path(s, "private/raw");
	size_t count, i, k, strangers = 0;
	char **name;

	for (i = 0; i < ms->len; i++)
		if (!file_exists(path_join(s->arena, raw, ms->at[i].file))) {
			fail(f, FAIL_INPUT, "meeting-no-file");
			return fail_at(f, ms->at[i].id, 0);
		}
	if (file_list(raw, false, s->arena, &name, &count, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		for (k = 0; k < ms->len && strcmp(ms->at[k].file, name[i]) != 0; k++)
			;
		strangers += k == ms->len;
	}
	if (strangers > 0)
		return fail_with(f, FAIL_INPUT, "file-no-meeting", "%zu", strangers);
	return 0;
}

int
transcripts_of_study(struct invocation *inv, struct fail *f)
{
	struct transcripts *t = arena_get(inv->arena, 1, sizeof *t);
	struct session *s = session_of(inv, f);
	const struct meetings *ms;
	size_t i;

	inv->state = t;
	t->in_study = true;
	t->raw = true;
	if (read_options(inv, t, f) == -1)
		return -1;
	if (s == NULL || session_open_key(s, true, f) == -1 ||
	    check_files(s, f) == -1 ||
	    setup_load(&t->setup, &s->linking, s->dir, inv->arena, f) == -1)
		return -1;
	t->setup.scrub.study = &s->study;
	ms = &s->linking.meetings;
	inv->document = arena_get(inv->arena, ms->len, sizeof *inv->document);
	for (i = 0; i < ms->len; i++)
		document_add(inv, &ms->at[i],
		    path_join(
			inv->arena, session_path(s, "private/raw"), ms->at[i].file));
	return shown_gather(inv, &t->setup, f);
}

int
transcripts_send(
    void *with, uint32_t kind, const void *record, size_t len, struct fail *f)
{
	const int *records = with;

	return worker_send(*records, kind, record, len, f);
}

struct source *
transcripts_source(
    struct invocation *inv, struct document *d, struct scrub *scrub, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);

	*scrub = d->meeting ? setup_for_meeting(&t->setup, d->meeting) : t->setup.scrub;
	scrub->strict = t->strict;
	scrub->copy_as = t->copy_as;
	scrub->explain = t->explain;
	scrub->file = d->path;
	scrub->called = t->raw ? format_of_name(d->meeting->file) : NULL;
	scrub->encoding = t->named_encoding ? &t->encoding : NULL;
	return d->spool ? source_of_spool(d->spool, inv->arena)
	                : source_of_file(d->fd, inv->arena, f);
}

int
transcripts_process(
    struct invocation *inv, struct document *d, int records, struct fail *f)
{
	struct scrub scrub;
	struct source *source = transcripts_source(inv, d, &scrub, f);

	return source ? scrub_document(
			    &scrub, source, d->out_fd, transcripts_send, &records, f)
	              : -1;
}

void
transcripts_span_json(const struct transcripts *t, const struct document *d,
    const struct record_span *s, struct buf *to)
{
	const struct rule *rule = rulebook_rule(t->setup.rulebook, s->rule);
	const struct found *found = d->found;
	struct json j = jsonl_open(to);

	jsonl_text(&j, "action", bytes_of(action_name((enum treatment)s->action)));
	jsonl_text(&j, "category", bytes_of(category_name((enum category)s->category)));
	jsonl_text(&j, "code", bytes_of(s->code));
	jsonl_number(&j, "end", s->end);
	if (t->in_study)
		jsonl_text(&j, "meeting", bytes_of(d->name));
	else
		jsonl_text(&j, "file", bytes_of(d->name));
	if (s->part[0] != '\0')
		jsonl_text(&j, "part", bytes_of(s->part));
	if (s->pieces > 0)
		jsonl_raw(&j, "pieces", buf_bytes(&found->pieces));
	if (t->in_study)
		jsonl_text(&j, "policy",
		    bytes_of(policy_at(t->setup.policy, s->policy)->name));
	jsonl_text(&j, "rule", bytes_of(rule->id));
	jsonl_number(&j, "score", s->score);
	jsonl_number(&j, "start", s->start);
	if (t->in_study)
		jsonl_number(&j, "turn", s->turn);
	jsonl_number(&j, "v", 1);
	jsonl_close(&j);
	buf_byte(to, '\n');
}

/* [[12,15],[40,44]]: of the stretch that is told next. */
static void
take_piece(struct document *d, const struct record_piece *p)
{
	struct found *found = d->found;

	if (found->piece_count++ == 0) {
		buf_clear(&found->pieces);
		buf_byte(&found->pieces, '[');
	} else
		found->pieces.at[found->pieces.len - 1] = ',';
	buf_printf(&found->pieces, "[%llu,%llu]]", (unsigned long long)p->start,
	    (unsigned long long)p->end);
}

static void
take_kept(struct document *d, const struct record_kept *r)
{
	struct found *found = d->found;
	struct json j = jsonl_open(&found->kept_json);

	jsonl_number(&j, "copy_end", r->kept.copy_end);
	jsonl_number(&j, "copy_start", r->kept.copy_at);
	jsonl_number(&j, "end", r->kept.end);
	jsonl_text(&j, "meeting", bytes_of(d->name));
	jsonl_text(&j, "part", bytes_of(r->part));
	jsonl_number(&j, "start", r->kept.at);
	jsonl_number(&j, "v", 1);
	jsonl_close(&j);
	buf_byte(&found->kept_json, '\n');
}

static void
take_span(struct transcripts *t, struct document *d, const struct record_span *s)
{
	struct found *found = d->found;

	found->spans++;
	found->piece_count = 0;
	if (s->action != TREAT_ASK)
		return;
	found->doubts++;
	if (t->in_study) /* else there is no report, and memory must not grow */
		transcripts_span_json(t, d, s, &found->open_json);
}

/* The codes that a label may have meant, as a list for people and as JSON. */
static const char *
candidates_of(const struct roster *r, const struct record_note *n, struct arena *a,
    struct buf *json)
{
	const char *list = "", *seat;
	size_t i;

	buf_byte(json, '[');
	for (i = 0; i < NOTE_CANDIDATES && n->candidate[i] != RECORD_NOBODY; i++) {
		seat = r->holding[n->candidate[i]].seat;
		list = arena_printf(a, "%s%s%s", list, i ? ", " : "", seat);
		if (i > 0)
			buf_byte(json, ',');
		jsonl_string(json, bytes_of(seat));
	}
	buf_byte(json, ']');
	return list;
}

static void
note_json(struct document *d, const struct record_note *n, const struct buf *candidates)
{
	struct found *found = d->found;
	struct json j = jsonl_open(&found->open_json);

	jsonl_raw(&j, "candidates", buf_bytes(candidates));
	jsonl_number(&j, "end", n->end);
	jsonl_number(&j, "line", n->line);
	jsonl_text(&j, "meeting", bytes_of(d->name));
	jsonl_text(&j, "note", bytes_of(note_name((enum note)n->note)));
	jsonl_number(&j, "start", n->start);
	jsonl_number(&j, "turn", n->turn);
	jsonl_number(&j, "v", 1);
	jsonl_close(&j);
	buf_byte(&found->open_json, '\n');
}

/* The first ones are kept, to be told one by one; all are counted. */
static void
take_note(struct invocation *inv, struct document *d, const struct record_note *n)
{
	struct transcripts *t = transcripts_of(inv);
	struct found *found = d->found;
	struct buf candidates = { 0 };
	struct seen_note *seen;

	found->notes[n->note]++;
	if (!t->in_study && found->note_len == NOTES_KEPT)
		return;
	found->note = arena_grow(inv->arena, found->note, found->note_len,
	    &found->note_cap, sizeof *found->note);
	seen = &found->note[found->note_len++];
	seen->note = (enum note)n->note;
	seen->line = n->line;
	seen->candidates =
	    candidates_of(t->setup.scrub.judge.roster, n, inv->arena, &candidates);
	if (t->in_study)
		note_json(d, n, &candidates);
	buf_free(&candidates);
}

int
transcripts_take(struct invocation *inv, struct document *d, uint32_t kind,
    const void *record, size_t len, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	const struct roster *r = t->setup.scrub.judge.roster;
	const struct record_bounds bounds = { rulebook_count(t->setup.rulebook),
		policy_lines(t->setup.policy), r ? r->holdings : 0,
		r ? r->persons : 0 };
	const struct record_speaker *speaker = record;
	struct found *found;

	if (!record_fits(kind, record, len, &bounds))
		return fail(f, FAIL_INPUT, "worker-answer");
	if (d->found == NULL) {
		found = arena_get(inv->arena, 1, sizeof *found);
		found->heard =
		    arena_get(inv->arena, bounds.holdings, sizeof *found->heard);
		d->found = found;
	}
	found = d->found;
	if (kind == RECORD_SPAN)
		take_span(t, d, record);
	else if (kind == RECORD_NOTE)
		take_note(inv, d, record);
	else if (kind == RECORD_SPEAKER)
		found->heard[speaker->holding] = true;
	else if (kind == RECORD_CLUES)
		clue_list_add(&found->clues, record, inv->arena);
	else if (kind == RECORD_PIECE)
		take_piece(d, record);
	else if (kind == RECORD_KEPT && t->in_study)
		take_kept(d, record);
	else if (t->asking != NULL && (kind == RECORD_MENTION || kind == RECORD_TURN))
		asking_take(t->asking, d, kind, record);
	else if (kind == RECORD_DONE)
		memcpy(&found->done, record, sizeof found->done);
	return 0;
}

int
transcripts_only(struct transcripts *t, const char *list, struct fail *f)
{
	return list ? read_only(list, &t->only, f) : 0;
}

/* What is worth a line each; labels without a colon are many, and counted. */
static void
tell_notes(const struct found *found)
{
	static const char *const id[NOTES] = {
		[NOTE_LABEL_UNKNOWN] = "note-label-unknown",
		[NOTE_LABEL_INCOMPLETE] = "note-label-incomplete",
		[NOTE_CODE_IN_TEXT] = "note-code-in-text",
		[NOTE_SPEAKER_ABSENT] = "note-speaker-absent",
	};
	const struct seen_note *n;
	size_t i;

	for (i = 0; i < found->note_len; i++) {
		n = &found->note[i];
		if (id[n->note] != NULL)
			tell(id[n->note], "%llu\t%s%s%s", (unsigned long long)n->line,
			    n->candidates[0] ? " (" : "", n->candidates,
			    n->candidates[0] ? "?)" : "");
	}
	if (found->notes[NOTE_LABEL_COLON] > 0)
		tell("note-label-colon", "%llu",
		    (unsigned long long)found->notes[NOTE_LABEL_COLON]);
}

/* What kind of file it is, how sure that is, how much talk, how much would change. */
static void
tell_document(const struct document *d)
{
	const struct found *found = d->found;
	const struct record_done *done = &found->done;
	const struct format *format = formats[done->format];
	const char *kind = format->said ? ui_text(format->said) : format->name;
	char counts[128];

	snprintf(counts, sizeof counts, "%llu\t%llu\t%llu\t%llu",
	    (unsigned long long)done->turns, (unsigned long long)done->labels,
	    (unsigned long long)found->spans, (unsigned long long)found->doubts);
	if (format->plan != NULL || format->rewritten) /* it says its encoding */
		tell("survey-package", "%s\t%s\t%s", d->name, kind, counts);
	else
		tell("survey-document", "%s\t%s\t%s\t%u\t%s", d->name, kind,
		    encoding_name((enum encoding)done->encoding), done->encoding_sure,
		    counts);
}

void
transcripts_tell(const struct transcripts *t, const struct document *d)
{
	struct found *found = d->found;

	if (found == NULL)
		return;
	tell_document(d);
	hidden_tell(found->done.hidden);
	tell_notes(found);
	clue_list_tell(&found->clues, t->setup.rulebook);
}
