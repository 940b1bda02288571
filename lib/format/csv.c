#include "format/csv.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/csv_cell.h"
#include "format/line_label.h"
#include "format/source.h"

enum { SAMPLE = 64 * 1024, STEMS = 64 };

/* Where in a field the reader stands. */
enum place {
	FIELD_START,
	FIELD_BARE,
	FIELD_QUOTED,
	FIELD_QUOTE, /* at a quote that ended a stretch: another may follow */
	FIELD_CLOSED
};

/* A stretch of lines is read as source_line() gives it: a line, or a piece of one. */
struct reader {
	struct source *source;
	struct arena *arena;
	enum encoding encoding;
	struct csv_shape shape;
	size_t skip; /* bytes still to be passed over at the start */

	struct bytes line;
	size_t i;        /* in .line */
	uint64_t raw;    /* of .i in the file */
	uint64_t number; /* of .line */
	bool ended;

	enum place place;
	bool quoted;
	size_t column;
	uint64_t turns;
	bool in_row;   /* a cell of this row was given out */
	bool headed;   /* the first row is behind us */
	uint8_t *kind; /* enum csv_column, by column */
	size_t kinds, kinds_cap;

	/* the cell, or the part of it, that is given out next */
	unsigned char *text; /* LIMIT_UTTERANCE */
	size_t len;
	struct segment *segment;
	size_t segments, segments_cap;
	uint64_t end, line_at; /* in the file; the line where it begins */
	size_t its_column;
	bool begun, cut, continued;
	bool row_over; /* it is the last of its row */
	struct removal removal[STEMS];
	size_t removals;
};

static int
csv_bid(struct bytes head)
{
	enum { HEAD = 4096 }; /* what formats.c shows */
	struct encoding_guess g;
	struct buf text = { 0 };
	struct fail why = { 0 };
	size_t used;
	int sure;

	if (encoding_guess(head, false, &g, &why) != 0)
		return 0;
	encoding_decode(
	    g.encoding, bytes_cut(head, g.bom, head.len), &text, &used, &why);
	sure = (int)csv_shape_of(buf_bytes(&text), head.len < HEAD).sure;
	buf_free(&text);
	return sure;
}

static struct reader *
csv_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);
	struct encoding_guess g = source_encoding(source);
	struct fail ignored = { 0 }; /* source_line() will say it, with the line */
	struct buf text = { 0 };
	struct bytes raw;
	size_t used;

	(void)part;
	if (source_raw(source, g.bom, SAMPLE, &raw, f) == -1)
		return NULL;
	encoding_decode(g.encoding, raw, &text, &used, &ignored);
	r->shape = csv_shape_of(buf_bytes(&text), raw.len < SAMPLE);
	buf_free(&text);
	r->source = source;
	r->arena = a;
	r->encoding = g.encoding;
	r->skip = r->shape.skip;
	r->text = arena_get(a, LIMIT_UTTERANCE, 1);
	source_rewind(source);
	return r;
}

static void
advance(struct reader *r, size_t to)
{
	r->raw += encoding_width(r->encoding, bytes_cut(r->line, r->i, to));
	r->i = to;
}

/* 1: there is something at .i; 0: the file is at its end. */
static int
fetch(struct reader *r, struct fail *f)
{
	int got;

	if (r->ended)
		return 0;
	got = source_line(r->source, &r->line, &r->raw, &r->number, f);
	r->i = 0;
	if (got <= 0) {
		r->line.len = 0;
		r->ended = true;
	}
	if (got == 1 && r->skip > 0) {
		r->skip = 0;
		return fetch(r, f); /* "sep=;" is one line */
	}
	return got;
}

static bool
is_line_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

static void
begin_part(struct reader *r)
{
	r->continued = r->cut;
	r->cut = r->begun = r->row_over = false;
	r->len = r->segments = r->removals = 0;
}

static void
begin_cell(struct reader *r)
{
	r->quoted = r->line.at[r->i] == '"';
	r->place = r->quoted ? FIELD_QUOTED : FIELD_BARE;
	if (r->quoted)
		advance(r, r->i + 1);
}

/* One character of the text that is spelt in [raw, end) of the file. */
static void
add_segment(struct reader *r, uint8_t kind, uint64_t at, uint64_t end, size_t len)
{
	struct segment *last = r->segments ? &r->segment[r->segments - 1] : NULL;

	if (last != NULL && kind == SEGMENT_PLAIN && last->kind == kind &&
	    last->end == at) {
		last->end = end;
		last->to += (uint32_t)len;
	} else {
		r->segment = arena_grow(r->arena, r->segment, r->segments,
		    &r->segments_cap, sizeof *r->segment);
		r->segment[r->segments++] = (struct segment){ .at = at,
			.end = end,
			.from = (uint32_t)r->len,
			.to = (uint32_t)(r->len + len),
			.kind = kind,
			.escape = r->quoted ? ESCAPE_CSV : ESCAPE_CSV_PLAIN };
	}
	r->len += len;
	r->end = end;
}

/* .line up to here, as it stands. */
static void
add_plain(struct reader *r, size_t to)
{
	size_t from = r->i;
	uint64_t at = r->raw;

	if (to == from)
		return;
	advance(r, to);
	memcpy(r->text + r->len, r->line.at + from, to - from);
	add_segment(r, SEGMENT_PLAIN, at, r->raw, to - from);
}

/* The second of two quotes, which say one, is at .i; the first is before it. */
static void
add_quote(struct reader *r)
{
	uint64_t width = encoding_width(r->encoding, bytes_of("\""));

	advance(r, r->i + 1);
	r->text[r->len] = '"';
	add_segment(r, SEGMENT_WHOLE, r->raw - 2 * width, r->raw, 1);
}

/* To the separator, the line end or what there is of the line. */
static size_t
bare_end(const struct reader *r)
{
	size_t i = r->i;

	while (i < r->line.len && r->line.at[i] != (unsigned char)r->shape.separator &&
	       !is_line_end(r->line.at[i]))
		i++;
	return i;
}

static size_t
next_quote(const struct reader *r)
{
	const unsigned char *from = r->line.at + r->i;
	const unsigned char *at = memchr(from, '"', r->line.len - r->i);

	return at != NULL ? r->i + (size_t)(at - from) : r->line.len;
}

/* The field is over at .i: pass the separator or the line end. */
static int
end_cell(struct reader *r)
{
	r->place = FIELD_START;
	r->its_column = r->column;
	if (r->line.at[r->i] == (unsigned char)r->shape.separator) {
		advance(r, r->i + 1);
		r->column++;
		return 1;
	}
	r->row_over = true;
	r->column = 0;
	advance(r, r->line.len);
	return 1;
}

/* The cell goes on, but not in this utterance. */
static int
cut_cell(struct reader *r)
{
	r->its_column = r->column;
	r->cut = true;
	return 1;
}

/* 1: the cell is over, or must be cut; 0: go on; -1. */
static int
step(struct reader *r, struct fail *f)
{
	bool full = r->len + (r->line.len - r->i) > LIMIT_UTTERANCE;
	size_t to;

	switch (r->place) {
	case FIELD_START:
		begin_cell(r);
		return 0;
	case FIELD_BARE:
		to = bare_end(r);
		if (full && r->len + (to - r->i) > LIMIT_UTTERANCE)
			return cut_cell(r);
		add_plain(r, to);
		return to < r->line.len ? end_cell(r) : 0;
	case FIELD_QUOTED:
		to = next_quote(r);
		if (full && r->len + (to - r->i) > LIMIT_UTTERANCE)
			return cut_cell(r);
		add_plain(r, to);
		if (to == r->line.len)
			return 0;
		advance(r, to + 1);
		r->place = FIELD_QUOTE;
		return 0;
	case FIELD_QUOTE:
		r->place = FIELD_CLOSED;
		if (r->line.at[r->i] != '"')
			return 0;
		r->place = FIELD_QUOTE; /* if it is cut here */
		if (r->len == LIMIT_UTTERANCE)
			return cut_cell(r);
		add_quote(r);
		r->place = FIELD_QUOTED;
		return 0;
	case FIELD_CLOSED:
		break;
	}
	while (r->i < r->line.len && r->line.at[r->i] == ' ')
		advance(r, r->i + 1);
	if (r->i == r->line.len)
		return 0;
	if (r->line.at[r->i] == (unsigned char)r->shape.separator ||
	    is_line_end(r->line.at[r->i]))
		return end_cell(r);
	fail(f, FAIL_INPUT, "csv-quote");
	return fail_at(f, NULL, r->number);
}

/* What the end of the file is to the cell under way: 1, 0 (there is none), -1. */
static int
end_file(struct reader *r, struct fail *f)
{
	if (r->place == FIELD_QUOTED) {
		fail(f, FAIL_INPUT, "csv-quote");
		return fail_at(f, NULL, r->line_at);
	}
	if (r->place == FIELD_START)
		return 0;
	r->place = FIELD_START;
	r->its_column = r->column;
	r->row_over = true;
	return 1;
}

/* A cell, or as much of it as an utterance may hold: 1, 0 at the end, -1. */
static int
read_cell(struct reader *r, struct fail *f)
{
	int got = 0;

	begin_part(r);
	while (got == 0) {
		if (r->i == r->line.len) {
			got = fetch(r, f);
			if (got <= 0)
				return got == -1 ? -1 : end_file(r, f);
		}
		if (!r->begun) {
			r->begun = true;
			r->line_at = r->number;
			r->end = r->raw;
		}
		got = step(r, f);
	}
	return got;
}

static bool
is_blank(struct bytes text)
{
	return bytes_trim(text).len == 0;
}

/* The first row names the columns. */
static int
learn_column(struct reader *r, struct bytes name, struct fail *f)
{
	if (r->its_column >= LIMIT_CSV_WIDE) {
		fail_with(f, FAIL_LIMIT, "csv-columns", "%d", LIMIT_CSV_WIDE);
		return fail_at(f, NULL, r->number);
	}
	while (r->kinds <= r->its_column) {
		r->kind = arena_grow(
		    r->arena, r->kind, r->kinds, &r->kinds_cap, sizeof *r->kind);
		r->kind[r->kinds++] = CSV_TEXT;
	}
	if (!r->continued && !r->cut)
		r->kind[r->its_column] = (uint8_t)csv_column_of(name);
	return 0;
}

static enum csv_column
kind_of(const struct reader *r)
{
	if (!r->headed || r->its_column >= r->kinds)
		return CSV_TEXT;
	return (enum csv_column)r->kind[r->its_column];
}

static void
take_out(struct reader *r, const struct utterance *u, size_t from, size_t to,
    enum hidden what, const char *instead)
{
	struct removal *rm = &r->removal[r->removals++];

	utterance_place(
	    u, r->encoding, (uint32_t)from, (uint32_t)to, &rm->at, &rm->end);
	rm->what = what;
	rm->instead = bytes_of(instead);
}

/* Its first character with an apostrophe before it. */
static const char *
as_text(unsigned char first)
{
	static const char *const with[] = { "'=", "'+", "'-", "'@", "'\t", "'\r",
		"'\n" };
	size_t i;

	for (i = 0; i < sizeof with / sizeof with[0]; i++)
		if ((unsigned char)with[i][1] == first)
			return with[i];
	die("csv: a formula that begins with %u", first);
}

/* What is taken out of the cell; true: its text goes with it. */
static bool
remove_hidden(struct reader *r, const struct utterance *u, enum csv_column kind)
{
	struct csv_stem stem[STEMS];
	size_t n, i;

	if (kind == CSV_TIME || kind == CSV_PROPERTY) {
		take_out(r, u, 0, u->text.len,
		    kind == CSV_TIME ? HIDDEN_TIME : HIDDEN_PROPERTY, "");
		return true;
	}
	if (r->continued)
		return false;
	n = r->cut ? 0 : csv_stems(u->text, stem, STEMS);
	for (i = 0; i < n; i++)
		take_out(r, u, stem[i].from, stem[i].to, HIDDEN_LINK, "fil");
	if (n == 0 && csv_is_formula(u->text))
		take_out(r, u, 0, 1, HIDDEN_FORMULA, as_text(u->text.at[0]));
	return n > 0;
}

static bool
is_speaker(const struct reader *r, enum csv_column kind)
{
	return kind == CSV_SPEAKER || (r->shape.speakers && r->its_column == 0);
}

/* Who speaks: all of the cell in a column of speakers, else as in any text. */
static void
set_label(const struct reader *r, struct utterance *u, enum csv_column kind)
{
	struct bytes name = bytes_trim(u->text);
	struct line_label l;

	if (r->continued)
		return;
	if (is_speaker(r, kind)) {
		if (r->cut || name.len > LIMIT_LABEL)
			return;
		u->label = LABEL_COLON;
		u->label_from = (uint32_t)(name.at - u->text.at);
		u->label_to = u->label_from + (uint32_t)name.len;
		return;
	}
	l = line_label_of(u->text);
	u->label = l.shape;
	u->label_from = (uint32_t)l.from;
	u->label_to = (uint32_t)l.to;
}

static void
set_utterance(struct reader *r, struct utterance *u)
{
	enum csv_column kind = kind_of(r);

	if (!r->in_row)
		r->turns++;
	r->in_row = true;
	*u = (struct utterance){ .number = r->turns,
		.line = r->line_at,
		.text = { r->text, r->len },
		.segment = r->segment,
		.segments = r->segments,
		.continued = r->continued,
		.settled = r->end };
	if (remove_hidden(r, u, kind)) {
		u->text.len = 0;
		u->segments = 0;
	} else if (r->headed || r->shape.speakers)
		set_label(r, u, kind);
	u->removal = r->removal;
	u->removals = r->removals;
}

static int
csv_next(struct reader *r, struct utterance *u, struct fail *f)
{
	struct bytes text;
	bool given;
	int got;

	while ((got = read_cell(r, f)) == 1) {
		text = (struct bytes){ r->text, r->len };
		if (!r->headed && learn_column(r, text, f) == -1)
			return -1;
		given = !is_blank(text);
		if (given)
			set_utterance(r, u);
		if (r->row_over) {
			r->headed = r->headed || r->in_row;
			r->in_row = false;
		}
		if (given)
			return 1;
	}
	return got;
}

static void
csv_close(struct reader *r)
{
	(void)r; /* all of it is the arena's */
}

const struct format format_csv = {
	.name = "csv",
	.suffix = ".csv",
	.said = "format-csv",
	.bid = csv_bid,
	.open = csv_open,
	.next = csv_next,
	.close = csv_close,
};
