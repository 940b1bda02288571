#include "format/cues.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/cue.h"
#include "format/gather.h"
#include "format/line_label.h"
#include "format/source.h"
#include "text/utf8.h"

enum {
	REMOVALS = 1024, /* told of with one utterance */
	SPEAKER = 4 * LIMIT_LABEL
};

struct line {
	struct bytes text; /* without its end */
	uint64_t at, stop; /* the text in the part */
	uint64_t end;      /* and its line end */
	uint64_t number;
	bool rest; /* of a line longer than an utterance may be */
	bool cr;   /* ends in a CR alone */
	bool lf;   /* is an LF alone */
};

/* What a line says from one voice tag to the next. */
struct run {
	struct gather said; /* lines count from its own */
	enum { RUN_PLAIN, RUN_LABEL, RUN_VOICE } kind;
	size_t label_from, label_to, speech; /* in its text: name, and what is said */
	enum label_shape shape;
	bool weak;
	bool begins_line, begins_cue, rest;
	uint64_t line, line_at;
};

/* A label that is said again, in .again of the reader. */
struct head {
	size_t from, to, label_from, label_to;
	size_t segment; /* the first of it */
	uint64_t line;
};

struct reader {
	struct source *source;
	struct arena *arena;
	bool web; /* WebVTT */

	struct line now, ahead;
	bool have_ahead, inside; /* .inside: the last line fetched goes on */

	enum { IN_HEAD, IN_REMARK, BETWEEN, IN_TEXT } state;
	bool cuts;       /* the line before was taken out, so the rest of it is too */
	bool cr;         /* the last line that stays ends in a CR alone */
	enum hidden cut; /* as what */
	bool new_cue;    /* no text of it was read yet */

	/* the text line that is being read */
	bool in_line;
	size_t i;
	struct place place;
	struct run run;
	bool have_run;

	/* the utterance under way */
	struct gather said;
	uint64_t line, breaks, number, line_end, settled;
	enum label_shape label;
	size_t label_from, label_to;
	bool voice, continued, go_on;
	unsigned char speaker[SPEAKER];
	size_t speaker_len;

	/* and the labels in it that are said again */
	struct gather again, one;
	struct head *head;
	size_t heads, head_cap, heads_given;
};

struct reader *
cues_open(struct source *source, bool web, struct arena *a)
{
	struct reader *r = arena_get(a, 1, sizeof *r);
	enum encoding e = source_encoding(source).encoding;

	r->source = source;
	r->arena = a;
	r->web = web;
	r->state = web ? IN_HEAD : BETWEEN;
	r->said = gather_new(a, e);
	r->run.said = gather_new(a, e);
	r->again = gather_new(a, e);
	r->one = gather_new(a, e);
	r->place.encoding = e;
	source_rewind(source);
	return r;
}

void
cues_close(struct reader *r)
{
	(void)r; /* all of it is the arena's */
}

/* 1: *l holds the next line. 0: there is none. */
static int
read_line(struct reader *r, struct line *l, struct fail *f)
{
	struct bytes whole;
	size_t len;
	int got = source_line(r->source, &whole, &l->at, &l->number, f);

	if (got <= 0)
		return got;
	len = whole.len;
	if (whole.at[len - 1] == '\n')
		len--;
	if (len > 0 && whole.at[len - 1] == '\r')
		len--;
	l->text = bytes_cut(whole, 0, len);
	l->stop = l->at + encoding_width(r->place.encoding, l->text);
	l->end = l->stop +
	         encoding_width(r->place.encoding, bytes_cut(whole, len, whole.len));
	l->rest = r->inside;
	l->cr = whole.at[whole.len - 1] == '\r';
	l->lf = whole.at[0] == '\n';
	r->inside = len == whole.len;
	return 1;
}

/* The line at hand and, where there is one, the line behind it. */
static int
fetch(struct reader *r, struct fail *f)
{
	int got = 1;

	if (r->have_ahead)
		r->now = r->ahead;
	else
		got = read_line(r, &r->now, f);
	r->have_ahead = false;
	if (got <= 0)
		return got;
	got = read_line(r, &r->ahead, f);
	r->have_ahead = got == 1;
	return got == -1 ? -1 : 1;
}

static bool
is_blank(const struct reader *r, const struct line *l)
{
	return r->web ? l->text.len == 0 : bytes_trim(l->text).len == 0;
}

static bool
is_time(const struct line *l)
{
	size_t settings;

	return !l->rest && cue_line_of(l->text, &settings) == CUE_LINE_TIME;
}

static void
take_out(struct reader *r, uint64_t at, uint64_t end, enum hidden what)
{
	gather_remove(&r->said, (struct removal){ .at = at, .end = end, .what = what });
}

/* The line at hand does not stay, nor its end. */
static void
cut_line(struct reader *r, enum hidden what)
{
	struct removal cut = { .at = r->now.at, .end = r->now.end, .what = what };

	/* else the two would be one line end */
	if (r->cr && r->have_ahead && r->ahead.lf)
		cut.instead = bytes_of("\r");
	gather_remove(&r->said, cut);
	r->cuts = true;
	r->cut = what;
}

static void
begin_place(struct reader *r)
{
	r->place.text = r->now.text;
	r->place.at = r->now.at;
	r->place.known = 0;
	r->place.away = 0;
}

static void
cut_in_line(struct reader *r, size_t from, size_t to, enum hidden what)
{
	begin_place(r);
	take_out(r, place_of(&r->place, from), place_of(&r->place, to), what);
}

/* A time line stays, but for settings that are not known. */
static void
take_time(struct reader *r, size_t settings)
{
	size_t from;
	bool known;

	while (cue_setting(r->now.text, &settings, &from, &known))
		if (!known)
			cut_in_line(r, from, settings, HIDDEN_CUE);
	r->cr = r->now.cr;
	r->cuts = true; /* what is longer than a line */
	r->cut = HIDDEN_CUE;
	r->state = IN_TEXT;
	r->new_cue = true;
}

/* "NOTE", "NOTE words", "STYLE", "REGION" (WebVTT 4.1). */
static bool
begins_remark(const struct reader *r)
{
	struct bytes t = r->now.text;

	if (!r->web)
		return false;
	if (bytes_start(t, "NOTE") && (t.len == 4 || t.at[4] == ' ' || t.at[4] == '\t'))
		return true;
	t = bytes_trim(t);
	return bytes_are(t, "STYLE") || bytes_are(t, "REGION");
}

/* The first line of a WebVTT file, and those up to a blank one. */
static void
take_head(struct reader *r)
{
	static const char mark[] = "WEBVTT";

	if (r->now.number > 1) {
		cut_line(r, HIDDEN_REMARK);
		return;
	}
	if (bytes_trim(r->now.text).len > strlen(mark))
		cut_in_line(r, strlen(mark), r->now.text.len, HIDDEN_REMARK);
	r->cr = r->now.cr;
	r->cuts = true;
	r->cut = HIDDEN_REMARK;
}

static void
take_text(struct reader *r)
{
	if (r->state != IN_TEXT)
		r->new_cue = true;
	r->state = IN_TEXT;
	r->cuts = false;
	r->in_line = true;
	r->i = 0;
	begin_place(r);
}

/* The line at hand, by where it stands. */
static int
take_line(struct reader *r, struct fail *f)
{
	const struct line *l = &r->now;
	bool id = r->have_ahead && is_time(&r->ahead);
	enum cue_line kind;
	size_t settings;

	if (l->rest) {
		if (r->cuts)
			cut_line(r, r->cut);
		else
			take_text(r);
		return 1;
	}
	r->cuts = false;
	if (r->state == IN_HEAD && l->number == 1 && !bytes_start(l->text, "WEBVTT"))
		r->state = BETWEEN;
	kind = cue_line_of(l->text, &settings);
	if (kind == CUE_LINE_BAD && r->state != IN_REMARK && r->state != IN_HEAD) {
		fail(f, FAIL_INPUT, "cue-time");
		return fail_at(f, NULL, l->number);
	}
	if (kind == CUE_LINE_TIME)
		take_time(r, settings);
	else if (is_blank(r, l)) {
		if (r->state == IN_REMARK)
			cut_line(r, HIDDEN_REMARK);
		r->state = BETWEEN;
	} else if (r->state == IN_HEAD)
		take_head(r);
	else if (r->state == IN_REMARK)
		cut_line(r, HIDDEN_REMARK);
	else if (id && cue_is_number(l->text))
		r->state = BETWEEN;
	else if (id && r->state == BETWEEN)
		cut_line(r, HIDDEN_CUE);
	else if (r->state == BETWEEN && begins_remark(r)) {
		cut_line(r, HIDDEN_REMARK);
		r->state = IN_REMARK;
	} else
		take_text(r);
	return 1;
}

/* A piece [from, to) of the line at hand goes into the run as this text. */
static void
say(struct reader *r, size_t from, size_t to, struct bytes text, enum segment_kind kind,
    enum escape escape)
{
	struct segment s = { .kind = (uint8_t)kind, .escape = (uint8_t)escape };

	s.at = place_of(&r->place, from);
	s.end = place_of(&r->place, to);
	gather_add(&r->run.said, text, s);
}

static enum escape
escape_of(const struct reader *r)
{
	return r->web ? ESCAPE_CUE : ESCAPE_CUE_PLAIN;
}

/* Text of the line with its references: up to a tag, or to. */
static size_t
say_text(struct reader *r, size_t from, size_t to, enum escape escape)
{
	struct buf said = { 0 };
	struct bytes line = r->now.text;
	size_t end, len;
	uint32_t c;

	if (line.at[from] == '&') {
		c = cue_reference(bytes_cut(line, 0, to), from, &len);
		if (c != 0) {
			utf8_add(&said, c);
			say(r, from, from + len, buf_bytes(&said), SEGMENT_WHOLE,
			    escape);
			buf_free(&said);
			return from + len;
		}
	}
	for (end = from + 1; end < to; end++)
		if (line.at[end] == '<' || line.at[end] == '{' || line.at[end] == '&')
			break;
	say(r, from, end, bytes_cut(line, from, end), SEGMENT_PLAIN, escape);
	return end;
}

/* "<v Kari>": the name is text, with a colon that the file does not have. */
static void
say_voice(struct reader *r, const struct cue_tag *t)
{
	struct run *run = &r->run;
	uint64_t at = place_of(&r->place, t->name_from);
	size_t i;

	if (t->name_from == t->name_to)
		return;
	gather_remove(
	    &run->said, (struct removal){ .at = at, .end = at, .what = HIDDEN_LABEL });
	for (i = t->name_from; i < t->name_to;)
		i = say_text(r, i, t->name_to, ESCAPE_CUE);
	run->kind = RUN_VOICE;
	run->shape = LABEL_COLON;
	run->label_from = 0;
	run->label_to = run->said.len;
	say(r, i, i, bytes_of(": "), SEGMENT_MARK, ESCAPE_CUE);
	run->speech = run->said.len;
}

/* A tag at r->i. false: it is text. */
static bool
take_tag(struct reader *r, const struct cue_tag *t)
{
	struct removal cut = { .what = t->cut };

	if (t->kind == CUE_TAG_NONE || (t->kind == CUE_TAG_UNKNOWN && !r->web))
		return false;
	if (t->kind == CUE_TAG_UNKNOWN) {
		cut.what = HIDDEN_UNKNOWN;
		cut.instead = bytes_of("<>"); /* so that nothing comes to touch */
	}
	cut.at = place_of(&r->place, t->kind == CUE_TAG_UNKNOWN ? r->i : t->cut_from);
	cut.end = place_of(&r->place, t->kind == CUE_TAG_UNKNOWN ? t->end : t->cut_to);
	if (cut.at < cut.end)
		gather_remove(&r->run.said, cut);
	if (t->kind == CUE_TAG_VOICE)
		say_voice(r, t);
	r->i = t->end;
	return true;
}

/* The start of a line may say who speaks. */
static void
find_label(struct run *run)
{
	struct bytes text = { run->said.text, run->said.len };
	struct line_label l = line_label_of(text);

	if (l.shape == LABEL_NONE)
		return;
	run->kind = RUN_LABEL;
	run->label_from = l.from;
	run->label_to = run->speech = l.to;
	run->shape = l.shape;
	run->weak = l.weak || l.shape == LABEL_BARE;
	while (run->speech < text.len && text.at[run->speech] != 0 &&
	       strchr(" \t:]})>*_", text.at[run->speech]) != NULL)
		run->speech++;
	if (l.shape == LABEL_BARE)
		run->speech = text.len; /* as it stands, wherever it stands */
}

/* From r->i to the next voice, or the end of the line. */
static void
read_run(struct reader *r)
{
	struct run *run = &r->run;
	struct bytes line = r->now.text;
	struct cue_tag t;

	gather_clear(&run->said);
	run->kind = RUN_PLAIN;
	run->label_from = run->label_to = run->speech = 0;
	run->weak = false;
	run->begins_line = r->i == 0;
	run->begins_cue = r->new_cue;
	run->rest = r->now.rest && r->i == 0;
	run->line = r->now.number;
	run->line_at = r->now.at;
	while (r->i < line.len) {
		if (line.at[r->i] == '<' || line.at[r->i] == '{') {
			t = cue_tag_of(line, r->i);
			if (t.kind == CUE_TAG_VOICE && run->said.len > 0)
				break;
			if (take_tag(r, &t))
				continue;
		}
		r->i = say_text(r, r->i, line.len, escape_of(r));
	}
	r->in_line = r->i < line.len;
	r->have_run = run->said.len > 0;
	if (r->have_run)
		r->new_cue = false;
	if (r->have_run && run->kind == RUN_PLAIN && run->begins_line && !run->rest)
		find_label(run);
}

static void
move_removals(struct reader *r)
{
	const struct gather *from = &r->run.said;
	size_t i;

	for (i = 0; i < from->removals; i++)
		gather_remove(&r->said, from->removal[i]);
}

static bool
is_speaker(const struct reader *r, struct bytes name)
{
	return name.len > 0 &&
	       bytes_equal(name, (struct bytes){ r->speaker, r->speaker_len });
}

static struct bytes
name_of(const struct run *run)
{
	return bytes_cut((struct bytes){ run->said.text, run->said.len },
	    run->label_from, run->label_to);
}

/* "- Ja": somebody else, as subtitles have it. */
static bool
begins_with_dash(struct bytes text)
{
	return bytes_start(text, "- ") || bytes_start(text, "\xE2\x80\x93 ") ||
	       bytes_start(text, "\xE2\x80\x94 ");
}

/* The run belongs to the utterance under way. */
static bool
goes_on(struct reader *r)
{
	struct run *run = &r->run;
	struct bytes said = { r->said.text, r->said.len };
	bool ended = gather_ends_sentence(said);

	if (run->rest && run->kind == RUN_PLAIN)
		return true;
	if (run->kind == RUN_LABEL && run->weak && !ended)
		run->kind = RUN_PLAIN;
	if (run->kind != RUN_PLAIN)
		return !ended && r->label != LABEL_NONE &&
		       r->voice == (run->kind == RUN_VOICE) &&
		       run->speech > run->label_to && run->speech < run->said.len &&
		       is_speaker(r, name_of(run));
	if (begins_with_dash((struct bytes){ run->said.text, run->said.len }))
		return false;
	return !run->begins_cue || (!ended && !r->voice);
}

static void
begin(struct reader *r)
{
	struct run *run = &r->run;
	bool same = run->kind != RUN_PLAIN && is_speaker(r, name_of(run));

	r->continued = r->go_on && run->kind == RUN_PLAIN;
	r->go_on = false;
	if (!r->continued && !same)
		r->number++;
	if (!r->continued) {
		r->label = LABEL_NONE;
		r->voice = false;
		r->speaker_len = 0;
	}
	if (run->kind != RUN_PLAIN) {
		r->label = run->shape;
		r->voice = run->kind == RUN_VOICE;
		if (name_of(run).len <= SPEAKER) {
			memcpy(r->speaker, name_of(run).at, name_of(run).len);
			r->speaker_len = name_of(run).len;
		}
	}
	r->label_from = run->label_from;
	r->label_to = run->label_to;
	r->line = run->line;
	r->breaks = 0;
	gather_part(&r->said, &run->said, 0, run->said.len, 0);
}

/* What stands between two runs is a mark: a line end, or nothing. */
static void
separate(struct reader *r, size_t from)
{
	const struct run *run = &r->run;
	const struct segment *last = &r->said.segment[r->said.segments - 1];
	struct segment s = { .kind = SEGMENT_MARK };
	unsigned char before = r->said.text[r->said.len - 1];
	unsigned char behind = run->said.text[from];
	bool line_end = run->begins_line && !run->begins_cue;

	if ((run->rest && run->kind == RUN_PLAIN) || before == ' ' || behind == ' ')
		return;
	s.escape = last->escape;
	s.down = last->down;
	s.at = s.end = last->end;
	if (line_end) {
		s.at = r->line_end;
		s.end = run->line_at;
	}
	if (line_end &&
	    gather_ends_sentence((struct bytes){ r->said.text, r->said.len })) {
		gather_add(&r->said, bytes_of("\n"), s);
		r->breaks++;
	} else
		gather_add(&r->said, bytes_of(" "), s);
}

/* The label of a run that joins in gives an utterance of its own later. */
static void
keep_head(struct reader *r)
{
	const struct run *run = &r->run;
	struct head *h;

	r->head =
	    arena_grow(r->arena, r->head, r->heads, &r->head_cap, sizeof *r->head);
	h = &r->head[r->heads++];
	h->from = r->again.len;
	h->segment = r->again.segments;
	gather_part(&r->again, &run->said, 0, run->speech, 0);
	h->to = r->again.len;
	h->label_from = run->label_from;
	h->label_to = run->label_to;
	h->line = run->line;
}

/* false: there is no room, the utterance is cut here. */
static bool
join(struct reader *r)
{
	const struct run *run = &r->run;
	size_t from = run->kind == RUN_PLAIN ? 0 : run->speech;

	if (r->said.len + 1 + run->said.len - from > LIMIT_UTTERANCE ||
	    r->again.len + from > LIMIT_UTTERANCE) {
		r->go_on = true;
		return false;
	}
	separate(r, from);
	if (from > 0)
		keep_head(r);
	gather_part(&r->said, &run->said, from, run->said.len,
	    (uint32_t)(run->line - r->line - r->breaks));
	return true;
}

/* The run that was read goes where it belongs. false: it begins another utterance. */
static bool
place_run(struct reader *r)
{
	if (r->have_run && r->said.len == 0)
		begin(r);
	else if (r->have_run && (!goes_on(r) || !join(r)))
		return false;
	move_removals(r);
	gather_clear(&r->run.said);
	if (r->have_run)
		r->line_end = r->now.stop;
	r->have_run = false;
	return true;
}

/* A label that was said again, as an utterance of its own. */
static int
give_head(struct reader *r, struct utterance *u)
{
	const struct head *h = &r->head[r->heads_given++];
	const struct segment *s = r->again.segment;
	struct bytes text = { r->again.text, r->again.len };
	size_t i;

	gather_clear(&r->one);
	for (i = h->segment; i < r->again.segments && s[i].from < h->to; i++)
		gather_add(&r->one, bytes_cut(text, s[i].from, s[i].to), s[i]);
	*u = (struct utterance){ .number = r->number, .line = h->line };
	gather_give(&r->one, u);
	u->label = LABEL_COLON;
	u->label_from = (uint32_t)h->label_from;
	u->label_to = (uint32_t)h->label_to;
	u->settled = r->heads_given == r->heads
	                 ? r->settled
	                 : r->one.segment[r->one.segments - 1].end;
	return 1;
}

static int
give(struct reader *r, struct utterance *u)
{
	const struct gather *g = &r->said;
	uint64_t end = 0;

	*u = (struct utterance){ .number = r->number, .line = r->line };
	gather_give(g, u);
	if (g->len == 0)
		u->line = r->now.number;
	if (g->len > 0 && !r->continued) {
		u->label = r->label;
		u->label_from = (uint32_t)r->label_from;
		u->label_to = (uint32_t)r->label_to;
	}
	u->continued = r->continued;
	if (g->segments > 0)
		end = g->segment[g->segments - 1].end;
	if (g->removals > 0 && g->removal[g->removals - 1].end > end)
		end = g->removal[g->removals - 1].end;
	r->settled = end;
	u->settled = r->heads > 0 ? r->again.segment[0].at : end;
	return 1;
}

int
cues_next(struct reader *r, struct utterance *u, struct fail *f)
{
	int got = 1;

	if (r->heads_given < r->heads)
		return give_head(r, u);
	r->heads = r->heads_given = 0;
	gather_clear(&r->again);
	gather_clear(&r->said);
	while (place_run(r) && r->said.removals < REMOVALS) {
		if (r->in_line) {
			read_run(r);
			continue;
		}
		got = fetch(r, f);
		if (got == 1)
			got = take_line(r, f);
		if (got == 1 && !r->cuts)
			r->cr = r->now.cr;
		if (got <= 0)
			break;
	}
	if (got == -1)
		return -1;
	if (r->said.len == 0 && r->said.removals == 0)
		return 0;
	return give(r, u);
}
