#include "format/txt.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/cue.h"
#include "format/line_label.h"
#include "format/source.h"
#include "text/utf8.h"

/* A line that was fetched and belongs to no utterance yet. */
struct line {
	struct bytes text;
	uint64_t at, number;
	struct line_label label;
	bool blank;
	bool rest; /* of a line longer than an utterance may be */
};

struct reader {
	struct source *source;
	struct line next;
	bool have;   /* .next is fetched */
	bool ended;  /* the file is */
	bool inside; /* the line fetched last has no line end yet */
	bool cut;    /* the last utterance was: the next continues it */
	bool timed;  /* the last line that is not blank is two times, as Teams has it */
	uint64_t turns;

	unsigned char *text; /* LIMIT_UTTERANCE */
	size_t len;
	size_t solid; /* .text without blank lines at its end */
	struct segment segment;
	bool sentence_ended; /* the last line that is not blank ends a sentence */
	bool labelled;       /* it begins with a label */
};

static int
txt_bid(struct bytes head)
{
	struct encoding_guess g;
	struct fail why = { 0 };

	/* what is spoilt UTF-8 is text all the same, and will be refused as such */
	if (encoding_guess(head, false, &g, &why) != 0 &&
	    strcmp(why.what, "encoding-binary") == 0)
		return 0;
	return 10;
}

static struct reader *
txt_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);

	(void)part;
	(void)f;
	r->source = source;
	r->text = arena_get(a, LIMIT_UTTERANCE, 1);
	source_rewind(source);
	return r;
}

static bool
is_blank_line(struct bytes line)
{
	size_t i, len;
	uint32_t c;

	for (i = 0; i < line.len; i += len) {
		if (line.at[i] > ' ' && line.at[i] < 0x80)
			return false;
		c = utf8_next(bytes_cut(line, i, line.len), &len);
		if (c == UTF8_BAD || !utf8_is_space(c))
			return false;
	}
	return true;
}

/* Who speaks, at the start of the line fetched: behind two times that is all of it. */
static void
find_label(struct reader *r)
{
	struct bytes text = r->next.text;
	size_t settings;

	if (r->timed)
		r->next.label = line_label_alone(text);
	if (r->next.label.shape == LABEL_NONE)
		r->next.label = line_label_of(text);
	text = bytes_trim(text);
	r->timed =
	    cue_line_of(text, &settings) == CUE_LINE_TIME && settings == text.len;
}

/* 1: r->next holds a line. 0: there is none. */
static int
fetch(struct reader *r, struct fail *f)
{
	struct line *l = &r->next;
	int got;

	if (r->have)
		return 1;
	if (r->ended)
		return 0;
	got = source_line(r->source, &l->text, &l->at, &l->number, f);
	if (got <= 0) {
		r->ended = true;
		return got;
	}
	r->have = true;
	l->rest = r->inside;
	l->blank = !l->rest && is_blank_line(l->text);
	l->label = (struct line_label){ .shape = LABEL_NONE };
	if (!l->rest && !l->blank)
		find_label(r);
	r->inside =
	    l->text.at[l->text.len - 1] != '\n' && l->text.at[l->text.len - 1] != '\r';
	return 1;
}

/* The last character that is no blank, and the one before it; 0 for none. */
static uint32_t
last_of(struct bytes text, uint32_t *before)
{
	uint32_t c, last = 0;
	size_t i = text.len, len;

	*before = 0;
	while (i > 0) {
		do {
			i--;
		} while (i > 0 && (text.at[i] & 0xC0) == 0x80);
		c = utf8_next(bytes_cut(text, i, text.len), &len);
		if (last != 0) {
			*before = c;
			break;
		}
		if (!utf8_is_space(c))
			last = c;
	}
	return last;
}

static bool
ends_sentence(struct bytes line)
{
	static const char *const ends = ".!?:)]\"";
	uint32_t before, c = last_of(line, &before);

	return c == 0 || c == 0x2026 || c == 0xBB || c == 0x201D ||
	       (c < 0x80 && strchr(ends, (int)c) != NULL);
}

/* A word goes on over a blank line: "perfec-", "", "tionism". */
static bool
is_hyphenated(struct bytes text, struct bytes after)
{
	uint32_t before, c = last_of(text, &before);
	size_t i, len;

	if (c != '-' && c != 0x2010 && c != 0x2011 && c != 0xAD)
		return false;
	if (!utf8_is_letter(before))
		return false;
	for (i = 0; i < after.len; i += len) {
		c = utf8_next(bytes_cut(after, i, after.len), &len);
		if (!utf8_is_space(c))
			return utf8_is_letter(c) && !utf8_is_upper(c);
	}
	return false;
}

static void
take(struct reader *r)
{
	const struct line *l = &r->next;

	memcpy(r->text + r->len, l->text.at, l->text.len);
	r->len += l->text.len;
	r->have = false;
	if (l->blank)
		return;
	r->solid = r->len;
	r->sentence_ended = ends_sentence(l->text);
	r->labelled = l->label.shape != LABEL_NONE;
}

static bool
begins_turn(const struct reader *r, const struct line *l)
{
	if (l->label.shape == LABEL_NONE)
		return false;
	return !l->label.weak || r->sentence_ended || r->labelled;
}

/*
 * The line fetched belongs to the utterance under way: it is of the same block, or the
 * label stood alone and its turn comes after a blank line, or a word goes on.
 */
static bool
goes_on(const struct reader *r, const struct utterance *u, unsigned blanks,
    bool label_alone)
{
	const struct line *l = &r->next;
	struct bytes text = { r->text, r->solid };

	if (l->rest)
		return true;
	if (l->blank)
		return blanks < 2;
	if (begins_turn(r, l) || (blanks > 0 && l->label.shape != LABEL_NONE))
		return false;
	if (blanks == 0)
		return true;
	if (label_alone && u->label != LABEL_NONE)
		return true;
	return blanks == 1 && is_hyphenated(text, l->text);
}

/* Begin with the line fetched. */
static void
begin(struct reader *r, struct utterance *u)
{
	const struct line *l = &r->next;

	*u = (struct utterance){ .number = r->turns, .line = l->number };
	u->continued = r->cut;
	if (!r->cut)
		u->number = ++r->turns;
	r->segment.at = l->at;
	if (!r->cut) {
		u->label = l->label.shape;
		u->label_from = (uint32_t)l->label.from;
		u->label_to = (uint32_t)l->label.to;
	}
	r->cut = false;
	r->len = r->solid = 0;
}

static size_t
without_line_end(const unsigned char *text, size_t len)
{
	if (len > 0 && text[len - 1] == '\n')
		len--;
	if (len > 0 && text[len - 1] == '\r')
		len--;
	return len;
}

static int
txt_next(struct reader *r, struct utterance *u, struct fail *f)
{
	unsigned blanks = 0;
	bool label_alone;
	int got;

	while ((got = fetch(r, f)) == 1 && r->next.blank) {
		r->have = false;
		r->cut = false;
		r->sentence_ended = true;
	}
	if (got <= 0)
		return got;
	begin(r, u);
	label_alone = u->label != LABEL_NONE && r->next.label.alone;
	take(r);
	while ((got = fetch(r, f)) == 1 && goes_on(r, u, blanks, label_alone)) {
		if (r->len + r->next.text.len > LIMIT_UTTERANCE) {
			r->cut = !r->next.blank;
			break;
		}
		blanks = r->next.blank ? blanks + 1 : 0;
		label_alone = label_alone && r->next.blank;
		take(r);
	}
	if (got < 0)
		return -1;
	/* of a turn that goes on, what ends its part is text: the next joins on to it */
	r->len = r->cut ? r->solid : without_line_end(r->text, r->solid);
	u->text = (struct bytes){ r->text, r->len };
	r->segment.from = 0;
	r->segment.to = (uint32_t)r->len;
	r->segment.end = r->segment.at +
	                 encoding_width(source_encoding(r->source).encoding, u->text);
	u->settled = r->segment.end;
	u->segment = &r->segment;
	u->segments = 1;
	return 1;
}

static void
txt_close(struct reader *r)
{
	(void)r; /* all of it is the arena's */
}

const struct format format_txt = {
	.name = "txt",
	.suffix = ".txt",
	.said = "format-txt",
	.bid = txt_bid,
	.open = txt_open,
	.next = txt_next,
	.close = txt_close,
};
