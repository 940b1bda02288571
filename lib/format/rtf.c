#include "format/rtf.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/line_label.h"
#include "format/rtf_scan.h"
#include "format/rtf_word.h"
#include "format/source.h"
#include "text/encoding_table.h"
#include "text/utf8.h"

enum {
	FLOWS = 4,                     /* a text box in a note in a header in a text */
	TEXT = LIMIT_UTTERANCE + 4096, /* a token more than an utterance may have */
	REMOVALS = 256,
	FONTS = 1 << 15,
	NO_FONT = UINT16_MAX,
	BYTES_OF_MARK = 4
};

/* What holds inside of a group and those in it. */
struct group {
	bool skip;   /* its text is not taken */
	bool info;   /* it is skipped, and what is in it counted */
	bool twice;  /* the same text comes again in \ud, and is to be taken there */
	bool fonts;  /* it is the table of fonts */
	bool opened; /* it has a flow of its own */
	bool star;   /* \* was just before */
	bool hidden, deleted, revised;
	uint8_t flow;
	uint32_t uc;   /* characters behind \u for those who do not know it */
	uint16_t font; /* NO_FONT: that of \deff */
};

/* Text that goes on below another one. */
struct flow {
	unsigned char *text; /* TEXT */
	size_t len;
	struct segment *segment; /* TEXT */
	size_t segments;
	uint64_t number;    /* of the turn */
	size_t given;       /* of .text, by the last next() */
	bool ended;         /* the paragraph is complete */
	bool continued;     /* of what is here, a part was given before */
	enum hidden hidden; /* to be counted with its first text */
};

struct reader {
	struct rtf_scan scan;
	struct arena *arena;
	struct group *group; /* LIMIT_RTF_DEPTH */
	size_t depth;
	struct flow flow[FLOWS];
	struct flow *ready; /* holds an utterance */
	bool ended;
	uint64_t turns, line;

	uint16_t *page; /* FONTS: of each font, 0 that of the document */
	uint16_t font, deff;
	unsigned ansi; /* the code page of the document */
	uint32_t fallback, high;
	uint64_t high_at;

	struct removal removal[REMOVALS];
	size_t removals, removals_given;
};

static int
rtf_bid(struct bytes head)
{
	return bytes_start(head, "{\\rtf") ? 100 : 0;
}

static struct flow *
flow_open(struct reader *r, size_t number, enum hidden hidden)
{
	struct flow *w = &r->flow[number];

	if (w->text == NULL) {
		w->text = arena_get(r->arena, TEXT, 1);
		w->segment = arena_get(r->arena, TEXT, sizeof *w->segment);
	}
	w->hidden = hidden;
	return w;
}

static struct reader *
rtf_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);

	(void)part;
	(void)f;
	r->scan.source = source;
	r->arena = a;
	r->group = arena_get(a, LIMIT_RTF_DEPTH, sizeof *r->group);
	r->page = arena_get(a, FONTS, sizeof *r->page);
	r->deff = NO_FONT;
	r->ansi = 1252;
	r->line = 1;
	flow_open(r, 0, HIDDEN_NONE);
	return r;
}

/* The innermost group. */
static struct group *
inner(struct reader *r)
{
	return &r->group[r->depth - 1];
}

static void
count(struct reader *r, enum hidden what, uint64_t at)
{
	if (what != HIDDEN_NONE)
		r->removal[r->removals++] =
		    (struct removal){ at, at, { NULL, 0 }, what };
}

/* Text that was found at [at, end). */
static void
put(struct reader *r, struct bytes text, uint64_t at, uint64_t end,
    enum segment_kind kind)
{
	struct group *g = inner(r);
	struct flow *w = &r->flow[g->flow];
	struct segment *last = w->segments ? &w->segment[w->segments - 1] : NULL;

	r->high = 0;
	if (g->skip || g->deleted || text.len == 0)
		return;
	if (w->hidden != HIDDEN_NONE)
		count(r, w->hidden, at);
	w->hidden = HIDDEN_NONE;
	memcpy(w->text + w->len, text.at, text.len);
	w->len += text.len;
	if (kind == SEGMENT_PLAIN && last != NULL && last->kind == SEGMENT_PLAIN &&
	    last->end == at) {
		last->end = end;
		last->to = (uint32_t)w->len;
	} else
		w->segment[w->segments++] =
		    (struct segment){ at, end, (uint32_t)(w->len - text.len),
			    (uint32_t)w->len, (uint8_t)kind, ESCAPE_RTF };
	if (w->len > LIMIT_UTTERANCE)
		r->ready = w;
}

static void
put_character(struct reader *r, uint32_t c, uint64_t at, uint64_t end)
{
	unsigned char room[BYTES_OF_MARK * 2];
	struct buf utf8 = { room, 0, sizeof room };

	if (c < 0x20 && c != '\t' && c != '\n')
		return;
	utf8_add(&utf8, c);
	put(r, buf_bytes(&utf8), at, end, c < 0x20 ? SEGMENT_MARK : SEGMENT_WHOLE);
}

/* What stands behind \u for readers that do not know it belongs to it. */
static void
fall_back(struct reader *r, uint64_t at, uint64_t end, uint32_t characters)
{
	struct flow *w = &r->flow[inner(r)->flow];
	struct segment *last = w->segments ? &w->segment[w->segments - 1] : NULL;

	r->fallback -= characters;
	if (last != NULL && last->end == at && last->kind == SEGMENT_WHOLE)
		last->end = end;
}

static bool
is_blank(struct bytes text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if (text.at[i] != ' ' && text.at[i] != '\t' && text.at[i] != '\n')
			return false;
	return true;
}

static void
end_paragraph(struct reader *r)
{
	struct flow *w = &r->flow[inner(r)->flow];

	if (!w->continued && is_blank((struct bytes){ w->text, w->len }))
		w->len = w->segments = 0;
	if (w->len == 0) {
		w->continued = false;
		r->line++;
		return;
	}
	w->ended = true;
	r->ready = w;
}

/* The tab behind the last cell says nothing. */
static void
end_row(struct reader *r)
{
	struct flow *w = &r->flow[inner(r)->flow];

	while (w->segments > 0 && w->segment[w->segments - 1].kind == SEGMENT_MARK)
		w->len = w->segment[--w->segments].from;
	end_paragraph(r);
}

static int
begin_group(struct reader *r, struct fail *f)
{
	struct group *g;

	if (r->depth == LIMIT_RTF_DEPTH)
		return fail(f, FAIL_LIMIT, "rtf-depth");
	g = &r->group[r->depth++];
	if (r->depth == 1)
		*g = (struct group){ .opened = true, .uc = 1, .font = NO_FONT };
	else {
		*g = g[-1];
		g->opened = g->star = false;
	}
	return 0;
}

/* Behind the last group stands nothing that anybody sees. */
static void
end_file(struct reader *r)
{
	struct rtf_token t;
	struct fail ignored = { 0 };
	uint64_t at = r->scan.at;

	r->ended = true;
	if (rtf_scan_next(&r->scan, &t, &ignored) != 0)
		count(r, HIDDEN_UNKNOWN, at);
}

static void
end_group(struct reader *r)
{
	if (inner(r)->opened && r->flow[inner(r)->flow].len > 0)
		end_paragraph(r);
	if (--r->depth == 0)
		end_file(r);
}

/* The rest of the group is not taken. */
static void
skip(struct reader *r, enum hidden what, uint64_t at)
{
	struct group *g = inner(r);

	if (!g->skip || g->info)
		count(r, what, at);
	g->skip = true;
	g->info = g->twice = g->fonts = false;
}

/* A header, a note, a text box: it has paragraphs of its own. */
static void
open_flow(struct reader *r, enum hidden what)
{
	struct group *g = inner(r);

	if (g->skip || g->opened)
		return;
	if (g->flow + 1 < FLOWS) {
		flow_open(r, ++g->flow, what);
		g->opened = true;
	} else if (r->flow[g->flow].len > 0)
		end_paragraph(r);
}

static void
set_page(struct reader *r, const struct group *g, uint32_t page)
{
	if (g->fonts && r->font < FONTS)
		r->page[r->font] = (uint16_t)page;
}

static uint16_t
font_of(const struct rtf_token *t)
{
	return t->number >= 0 && t->number < FONTS ? (uint16_t)t->number : NO_FONT;
}

static uint32_t
number_of(const struct rtf_token *t)
{
	return t->number > 0 ? (uint32_t)t->number : 0;
}

/* \v, \deleted, \revised: on, or with 0 off. */
static void
toggle(struct reader *r, bool *what, enum hidden hidden, const struct rtf_token *t)
{
	bool on = !t->has_number || t->number != 0;

	if (on && !*what && !inner(r)->skip)
		count(r, hidden, t->at);
	*what = on;
}

/* \uN: a unit of UTF-16, often negative. */
static void
take_unit(struct reader *r, const struct rtf_token *t)
{
	uint32_t c = (uint32_t)t->number & 0xFFFF, high = r->high;
	uint64_t at = t->at;

	r->fallback = inner(r)->uc;
	if (c >= 0xD800 && c < 0xDC00) {
		r->high = c;
		r->high_at = t->at;
		return;
	}
	if (c >= 0xDC00 && c < 0xE000 && high != 0) {
		c = 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
		at = r->high_at;
	} else if (c >= 0xDC00 && c < 0xE000)
		c = 0xFFFD;
	put_character(r, c, at, t->end);
}

/* How text is spelt, and what becomes of it. */
static void
take_setting(struct reader *r, const struct rtf_word *w, const struct rtf_token *t)
{
	struct group *g = inner(r);

	switch (w->action) {
	case RTF_UC:
		g->uc = number_of(t);
		break;
	case RTF_FONT:
		if (g->fonts)
			r->font = font_of(t);
		else
			g->font = font_of(t);
		break;
	case RTF_DEFAULT_FONT:
		r->deff = font_of(t);
		break;
	case RTF_CHARSET:
		set_page(r, g, rtf_page_of_charset(t->number));
		break;
	case RTF_FONT_PAGE:
		set_page(r, g, number_of(t));
		break;
	case RTF_PAGE:
		r->ansi = number_of(t);
		break;
	case RTF_PAGE_NAME:
		r->ansi = w->value;
		break;
	case RTF_PLAIN:
		g->hidden = g->deleted = g->revised = false;
		g->font = NO_FONT;
		break;
	case RTF_HIDDEN:
		toggle(r, &g->hidden, HIDDEN_TEXT, t);
		break;
	case RTF_DELETED:
		toggle(r, &g->deleted, HIDDEN_DELETED, t);
		break;
	case RTF_REVISED:
		toggle(r, &g->revised, HIDDEN_INSERTED, t);
		break;
	default: /* of looks */
		break;
	}
}

static void
take_word(struct reader *r, const struct rtf_token *t, bool star)
{
	const struct rtf_word *w = rtf_word_of(t->word);
	struct group *g = inner(r);

	switch (w->action) {
	case RTF_SKIP:
		skip(r, w->hidden, t->at);
		break;
	case RTF_FLOW:
		open_flow(r, w->hidden);
		break;
	case RTF_PASS:
	case RTF_COUNT:
		if (!g->skip)
			count(r, w->hidden, t->at);
		break;
	case RTF_FONTS:
		g->fonts = g->skip = true;
		break;
	case RTF_INFO:
		g->info = !g->skip;
		g->skip = true;
		break;
	case RTF_TWICE:
		g->twice = !g->skip;
		g->skip = true;
		break;
	case RTF_UNICODE:
		g->skip = g->skip && !g->twice;
		g->twice = false;
		break;
	case RTF_CHARACTER:
		if (r->fallback > 0 && w->value >= 0x20)
			fall_back(r, t->at, t->end, 1);
		else
			put_character(r, w->value, t->at, t->end);
		r->fallback = w->value < 0x20 ? 0 : r->fallback;
		break;
	case RTF_PARAGRAPH:
		r->fallback = 0;
		if (!g->skip)
			end_paragraph(r);
		break;
	case RTF_ROW:
		if (!g->skip)
			end_row(r);
		break;
	case RTF_U:
		take_unit(r, t);
		break;
	case RTF_LOOKS:
		if (star)
			skip(r, HIDDEN_UNKNOWN, t->at);
		break;
	default:
		take_setting(r, w, t);
	}
}

static void
take_symbol(struct reader *r, const struct rtf_token *t)
{
	static const struct {
		unsigned char symbol;
		uint32_t character;
	} symbols[] = { { '~', 0xA0 }, { '-', 0xAD }, { '_', 0x2011 }, { '{', '{' },
		{ '}', '}' }, { '\\', '\\' }, { '\t', '\t' } };
	size_t i;

	if (t->byte == '*')
		inner(r)->star = true;
	else if (t->byte == '\n' && !inner(r)->skip)
		end_paragraph(r);
	for (i = 0; i < sizeof symbols / sizeof *symbols; i++) {
		if (symbols[i].symbol != t->byte)
			continue;
		if (r->fallback > 0)
			fall_back(r, t->at, t->end, 1);
		else
			put_character(r, symbols[i].character, t->at, t->end);
	}
}

/* A byte in the code page of its font. */
static int
take_byte(struct reader *r, const struct rtf_token *t, struct fail *f)
{
	static const struct {
		unsigned page;
		const uint16_t *table;
	} pages[] = { { 1252, encoding_windows_1252 }, { 10000, encoding_macroman },
		{ 865, encoding_cp865 } };
	const struct group *g = inner(r);
	uint16_t font = g->font == NO_FONT ? r->deff : g->font;
	unsigned page = font < FONTS && r->page[font] ? r->page[font] : r->ansi;
	size_t i;

	if (r->fallback > 0) {
		fall_back(r, t->at, t->end, 1);
		return 0;
	}
	if (g->skip || g->deleted)
		return 0;
	if (t->byte < 0x80) {
		put_character(r, t->byte, t->at, t->end);
		return 0;
	}
	for (i = 0; i < sizeof pages / sizeof *pages; i++)
		if (pages[i].page == page) {
			put_character(r, pages[i].table[t->byte - 0x80], t->at, t->end);
			return 0;
		}
	return fail_with(f, FAIL_INPUT, "rtf-codepage", "%u", page);
}

static void
take_text(struct reader *r, const struct rtf_token *t)
{
	size_t n = t->text.len < r->fallback ? t->text.len : r->fallback;

	if (n > 0)
		fall_back(r, t->at, t->at + n, (uint32_t)n);
	put(r, bytes_cut(t->text, n, t->text.len), t->at + n, t->end, SEGMENT_PLAIN);
}

static int
take(struct reader *r, const struct rtf_token *t, struct fail *f)
{
	bool star;

	if (r->depth == 0 && t->kind != RTF_BEGIN)
		return fail(f, FAIL_INPUT, "rtf-start");
	if (t->kind == RTF_BEGIN || t->kind == RTF_END)
		r->fallback = 0;
	if (t->kind == RTF_BEGIN)
		return begin_group(r, f);
	star = inner(r)->star;
	inner(r)->star = false;
	if (t->kind == RTF_BYTE)
		return take_byte(r, t, f);
	if (t->kind == RTF_END)
		end_group(r);
	else if (t->kind == RTF_WORD)
		take_word(r, t, star);
	else if (t->kind == RTF_SYMBOL)
		take_symbol(r, t);
	else
		take_text(r, t);
	return 0;
}

/* So much of a paragraph that is too long: up to a blank, else to a character. */
static size_t
cut_of(const struct flow *w)
{
	size_t i = LIMIT_UTTERANCE;

	while (i > LIMIT_UTTERANCE / 2 && w->text[i - 1] != ' ')
		i--;
	if (i > LIMIT_UTTERANCE / 2)
		return i;
	for (i = LIMIT_UTTERANCE; (w->text[i] & 0xC0) == 0x80;)
		i--;
	return i;
}

/* How many segments say what is given. One that goes on behind it, which only text as it
 * is can do, is made two. */
static size_t
segments_of(struct flow *w)
{
	struct segment *s;
	size_t n = 0;

	while (n < w->segments && w->segment[n].from < w->given)
		n++;
	s = &w->segment[n - 1];
	if (s->to == w->given)
		return n;
	memmove(s + 1, s, (w->segments - n + 1) * sizeof *s);
	w->segments++;
	s[1].at += w->given - s->from;
	s[1].from = s->to = (uint32_t)w->given;
	s->end = s[1].at;
	return n;
}

static uint64_t
line_ends(struct bytes text)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < text.len; i++)
		n += text.at[i] == '\n';
	return n;
}

static void
set_label(struct utterance *u)
{
	struct bytes rest = u->text, line;
	struct line_label label;

	bytes_next(&rest, '\n', &line);
	label = line_label_of(line);
	u->label = label.shape;
	u->label_from = (uint32_t)label.from;
	u->label_to = (uint32_t)label.to;
}

/* What was given goes; the rest of a paragraph that is too long moves up. */
static void
release(struct reader *r)
{
	struct flow *w = r->ready;
	size_t gone, i;

	memmove(r->removal, r->removal + r->removals_given,
	    (r->removals - r->removals_given) * sizeof *r->removal);
	r->removals -= r->removals_given;
	r->removals_given = 0;
	if (w == NULL || w->given == 0)
		return;
	for (gone = 0; gone < w->segments && w->segment[gone].to <= w->given; gone++)
		;
	w->len -= w->given;
	w->segments -= gone;
	memmove(w->text, w->text + w->given, w->len);
	memmove(w->segment, w->segment + gone, w->segments * sizeof *w->segment);
	for (i = 0; i < w->segments; i++) {
		w->segment[i].from -= (uint32_t)w->given;
		w->segment[i].to -= (uint32_t)w->given;
	}
	w->given = 0;
	w->continued = w->len > 0;
	w->ended = w->ended && w->len > 0;
	if (!w->ended && w->len <= LIMIT_UTTERANCE)
		r->ready = NULL;
}

/* What is still open begins here, or later. */
static uint64_t
settled(const struct reader *r)
{
	uint64_t at = r->scan.at;
	size_t i;

	for (i = 0; i < FLOWS; i++)
		if (r->flow[i].segments > 0 && &r->flow[i] != r->ready &&
		    r->flow[i].segment[0].at < at)
			at = r->flow[i].segment[0].at;
	return at;
}

static void
give(struct reader *r, struct utterance *u)
{
	struct flow *w = r->ready;

	*u = (struct utterance){ .number = r->turns, .line = r->line };
	u->removal = r->removal;
	u->removals = r->removals_given = r->removals;
	u->settled = settled(r);
	if (w == NULL)
		return;
	if (!w->continued)
		w->number = ++r->turns;
	w->given = w->len <= LIMIT_UTTERANCE ? w->len : cut_of(w);
	u->number = w->number;
	u->text = (struct bytes){ w->text, w->given };
	u->segment = w->segment;
	u->segments = segments_of(w);
	u->continued = w->continued;
	r->line += line_ends(u->text) + (w->given == w->len);
	if (!w->continued)
		set_label(u);
}

static int
rtf_next(struct reader *r, struct utterance *u, struct fail *f)
{
	struct rtf_token t;
	int got;

	release(r);
	while (r->ready == NULL && !r->ended && r->removals + 2 < REMOVALS) {
		got = rtf_scan_next(&r->scan, &t, f);
		if (got == 0)
			got = fail(f, FAIL_INPUT, "rtf-cut");
		if (got == -1 || take(r, &t, f) == -1)
			return fail_at(f, NULL, r->line);
	}
	if (r->ready == NULL && r->removals == 0)
		return 0;
	give(r, u);
	return 1;
}

static void
rtf_close(struct reader *r)
{
	(void)r; /* all of it is the arena's */
}

const struct format format_rtf = {
	.name = "rtf",
	.suffix = ".rtf",
	.said = "format-rtf",
	.bid = rtf_bid,
	.open = rtf_open,
	.next = rtf_next,
	.close = rtf_close,
	.says_encoding = true,
	.rewritten = true,
};
