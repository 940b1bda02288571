#include "format/tsv.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/gather.h"
#include "format/line_label.h"
#include "format/source.h"

enum { DIGITS = 9 }; /* of a time: eleven days, and no number of a person */

/* The text of a row that belongs to no utterance yet. */
struct row {
	struct bytes text;
	uint64_t at, end, number;
	bool rest; /* of a row longer than an utterance may be */
	struct line_label label;
};

struct reader {
	struct source *source;
	struct gather said;
	struct row row;
	bool have_row, inside, ended, go_on;
	uint64_t turns;
};

static const char head[] = "start\tend\ttext";

static size_t
line_length(struct bytes line)
{
	size_t i;

	for (i = 0; i < line.len && line.at[i] != '\n' && line.at[i] != '\r';)
		i++;
	return i;
}

static int
tsv_bid(struct bytes bytes)
{
	struct buf buf = { 0 };
	struct bytes text = gather_head(bytes, &buf);
	int bid = bytes_are(bytes_cut(text, 0, line_length(text)), head) ? 80 : 0;

	buf_free(&buf);
	return bid;
}

static struct reader *
tsv_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);

	(void)part;
	(void)f;
	r->source = source;
	r->said = gather_new(a, source_encoding(source).encoding);
	source_rewind(source);
	return r;
}

static void
tsv_close(struct reader *r)
{
	(void)r; /* all of it is the arena's */
}

/* Where the text of a row begins, behind two numbers; 0: it has none. */
static size_t
text_from(struct bytes line)
{
	size_t i = 0, digits;
	unsigned column;

	for (column = 0; column < 2; column++) {
		for (digits = 0;
		     i < line.len && line.at[i] >= '0' && line.at[i] <= '9';)
			i++, digits++;
		if (digits == 0 || digits > DIGITS || i == line.len ||
		    line.at[i++] != '\t')
			return 0;
	}
	return i;
}

/* 1: r->row holds a row. 0: there is none. */
static int
fetch(struct reader *r, struct fail *f)
{
	struct row *row = &r->row;
	struct bytes line;
	size_t len, from = 0;
	int got;

	if (r->have_row)
		return 1;
	if (r->ended)
		return 0;
	got = source_line(r->source, &line, &row->at, &row->number, f);
	r->ended = got != 1;
	if (got <= 0)
		return got;
	row->rest = r->inside;
	len = line_length(line);
	r->inside = len == line.len;
	if (!row->rest && len > 0) {
		from = text_from(line);
		if (from == 0 && row->number == 1 &&
		    bytes_are(bytes_cut(line, 0, len), head))
			from = len;
		if (from == 0) {
			fail(f, FAIL_INPUT, "tsv-row");
			return fail_at(f, NULL, row->number);
		}
	}
	row->text = bytes_cut(line, from, len);
	row->at += encoding_width(r->said.encoding, bytes_cut(line, 0, from));
	row->end = row->at + encoding_width(r->said.encoding, row->text);
	row->label = (struct line_label){ .shape = LABEL_NONE };
	if (!row->rest)
		row->label = line_label_of(row->text);
	r->have_row = true;
	return 1;
}

/* The row belongs to what is said so far. */
static bool
goes_on(const struct reader *r)
{
	struct bytes said = { r->said.text, r->said.len };

	if (r->row.rest)
		return true;
	if (gather_ends_sentence(said))
		return false;
	return r->row.label.shape == LABEL_NONE || r->row.label.weak;
}

/* Add the row, with a blank in front that the file does not have. */
static void
take(struct reader *r, const struct utterance *u)
{
	const struct row *row = &r->row;
	struct gather *g = &r->said;
	struct segment s = { .kind = SEGMENT_MARK };
	const struct segment *last =
	    g->segments > 0 ? &g->segment[g->segments - 1] : NULL;

	r->have_row = false;
	if (row->text.len == 0)
		return;
	if (last != NULL && !row->rest && row->text.at[0] != ' ' &&
	    g->text[g->len - 1] != ' ') {
		s.at = s.end = last->end;
		s.down = last->down;
		gather_add(g, bytes_of(" "), s);
	}
	s = (struct segment){ .at = row->at, .end = row->end, .kind = SEGMENT_PLAIN };
	s.down = (uint32_t)(row->number - u->line);
	gather_add(g, row->text, s);
}

static void
begin(struct reader *r, struct utterance *u)
{
	*u = (struct utterance){ .line = r->row.number, .continued = r->go_on };
	if (!r->go_on) {
		r->turns++;
		u->label = r->row.label.shape;
		u->label_from = (uint32_t)r->row.label.from;
		u->label_to = (uint32_t)r->row.label.to;
	}
	u->number = r->turns;
	r->go_on = false;
	take(r, u);
}

static int
tsv_next(struct reader *r, struct utterance *u, struct fail *f)
{
	int got;

	gather_clear(&r->said);
	while ((got = fetch(r, f)) == 1 && r->row.text.len == 0)
		r->have_row = false;
	if (got <= 0)
		return got;
	begin(r, u);
	while ((got = fetch(r, f)) == 1 && goes_on(r)) {
		if (r->said.len + 1 + r->row.text.len > LIMIT_UTTERANCE) {
			r->go_on = true;
			break;
		}
		take(r, u);
	}
	if (got == -1)
		return -1;
	gather_give(&r->said, u);
	u->settled = r->said.segment[r->said.segments - 1].end;
	return 1;
}

const struct format format_tsv = {
	.name = "tsv",
	.suffix = ".tsv",
	.said = "format-tsv",
	.bid = tsv_bid,
	.open = tsv_open,
	.next = tsv_next,
	.close = tsv_close,
};
