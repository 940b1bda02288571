#include "format/rtf.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/rtf_scan.h"
#include "format/rtf_word.h"
#include "format/source.h"
#include "format/xml_block.h"
#include "text/encoding_table.h"
#include "text/utf8.h"

enum {
	FLOWS = 4, /* a text box in a note in a header in a text */
	REMOVALS = 256,
	FONTS = 1 << 15,
	NO_FONT = UINT16_MAX
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

/* Text that goes on below another one: the text itself, a header, a note. */
struct flow {
	bool open;          /* a paragraph of it is */
	enum hidden hidden; /* to be counted with its first text */
};

/* A character that waits for what else belongs to it. */
struct waiting {
	uint32_t character; /* 0: none */
	uint64_t at, end;
	uint8_t flow;
};

struct reader {
	struct rtf_scan scan;
	struct xml_blocks *blocks;
	struct group *group; /* LIMIT_RTF_DEPTH */
	size_t depth;
	struct flow flow[FLOWS];
	bool ready; /* an utterance is */
	bool ended;

	uint16_t *page; /* FONTS: of each font, 0 that of the document */
	uint16_t font, deff;
	unsigned ansi;     /* the code page of the document */
	uint32_t fallback; /* characters that are still to come behind \u */
	struct waiting unit, high, cell;

	struct removal removal[REMOVALS];
	size_t removals;
};

static int
rtf_bid(struct bytes head)
{
	return bytes_start(head, "{\\rtf") ? 100 : 0;
}

static struct reader *
rtf_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);

	(void)part;
	(void)f;
	r->scan.source = source;
	r->blocks = xml_blocks_new(a);
	r->group = arena_get(a, LIMIT_RTF_DEPTH, sizeof *r->group);
	r->page = arena_get(a, FONTS, sizeof *r->page);
	r->deff = NO_FONT;
	r->ansi = 1252;
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

static void
add(struct reader *r, uint8_t flow, struct bytes text, uint64_t at, uint64_t end,
    enum segment_kind kind)
{
	struct flow *w = &r->flow[flow];

	if (w->hidden != HIDDEN_NONE)
		count(r, w->hidden, at);
	w->hidden = HIDDEN_NONE;
	if (!w->open)
		xml_block_open(r->blocks, at);
	w->open = true;
	if (xml_block_add(r->blocks, text, at, end, kind, ESCAPE_RTF))
		r->ready = true;
}

static void
add_waiting(struct reader *r, struct waiting *c, enum segment_kind kind)
{
	unsigned char room[8];
	struct buf utf8 = { room, 0, sizeof room };

	if (c->character != 0) {
		utf8_add(&utf8, c->character);
		add(r, c->flow, buf_bytes(&utf8), c->at, c->end, kind);
	}
	c->character = 0;
}

/* What waits, before what comes now. */
static void
add_before(struct reader *r)
{
	if (r->cell.character != 0 && r->cell.flow == inner(r)->flow)
		add_waiting(r, &r->cell, SEGMENT_MARK);
	add_waiting(r, &r->unit, SEGMENT_WHOLE);
	r->high.character = 0;
}

static bool
is_taken(const struct group *g)
{
	return !g->skip && !g->deleted;
}

static void
put_character(struct reader *r, uint32_t c, uint64_t at, uint64_t end)
{
	struct waiting now = { c, at, end, inner(r)->flow };

	if (!is_taken(inner(r)) || (c < 0x20 && c != '\t' && c != '\n'))
		return;
	add_before(r);
	add_waiting(r, &now, c < 0x20 ? SEGMENT_MARK : SEGMENT_WHOLE);
}

/* What stands behind \u for readers that do not know it belongs to it. */
static void
fall_back(struct reader *r, uint64_t end, uint32_t characters)
{
	r->fallback -= characters;
	r->unit.end = r->high.end = end;
}

static void
close_paragraph(struct reader *r)
{
	struct group *g = inner(r);

	add_waiting(r, &r->unit, SEGMENT_WHOLE);
	r->fallback = 0;
	if (r->cell.flow == g->flow)
		r->cell.character = 0;
	if (!r->flow[g->flow].open) /* an empty one parts, as an empty line does */
		xml_block_open(r->blocks, r->scan.at);
	r->flow[g->flow].open = false;
	if (xml_block_close(r->blocks, true, g->flow + 1, NULL))
		r->ready = true;
}

static void
end_paragraph(struct reader *r)
{
	if (!inner(r)->skip)
		close_paragraph(r);
}

/* Cells are parted by a tab; the last is followed by none. */
static void
end_cell(struct reader *r, const struct rtf_token *t)
{
	struct group *g = inner(r);

	if (!is_taken(g))
		return;
	add_waiting(r, &r->unit, SEGMENT_WHOLE);
	if (r->cell.character == 0 || r->cell.flow != g->flow)
		r->cell = (struct waiting){ '\t', t->at, t->end, g->flow };
	r->cell.end = t->end;
}

static int
begin_group(struct reader *r, struct fail *f)
{
	struct group *g;

	add_waiting(r, &r->unit, SEGMENT_WHOLE);
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
	struct group *g = inner(r);

	add_waiting(r, &r->unit, SEGMENT_WHOLE);
	if (g->opened && r->flow[g->flow].open)
		close_paragraph(r);
	if (g->opened && xml_blocks_leave(r->blocks, g->flow))
		r->ready = true;
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
		r->flow[++g->flow] = (struct flow){ false, what };
		g->opened = true;
	} else if (r->flow[g->flow].open)
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
	uint32_t c = (uint32_t)t->number & 0xFFFF;
	struct waiting high = r->high;

	if (!is_taken(inner(r)))
		return;
	add_before(r);
	r->fallback = inner(r)->uc;
	if (c >= 0xD800 && c < 0xDC00) {
		r->high = (struct waiting){ c, t->at, t->end, inner(r)->flow };
		return;
	}
	r->unit = (struct waiting){ c, t->at, t->end, inner(r)->flow };
	if (c >= 0xDC00 && c < 0xE000) {
		r->unit.character = 0xFFFD;
		if (high.character == 0)
			return;
		r->unit.at = high.at;
		r->unit.character =
		    0x10000 + ((high.character - 0xD800) << 10) + (c - 0xDC00);
	} else if (c < 0x20)
		r->unit.character = 0;
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
take_character(struct reader *r, uint32_t c, const struct rtf_token *t)
{
	if (r->fallback > 0 && c >= 0x20) {
		fall_back(r, t->end, 1);
		return;
	}
	r->fallback = 0;
	put_character(r, c, t->at, t->end);
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
		take_character(r, w->value, t);
		break;
	case RTF_CELL:
		end_cell(r, t);
		break;
	case RTF_PARAGRAPH:
		end_paragraph(r);
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
	else if (t->byte == '\n')
		end_paragraph(r);
	for (i = 0; i < sizeof symbols / sizeof *symbols; i++)
		if (symbols[i].symbol == t->byte)
			take_character(r, symbols[i].character, t);
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
		fall_back(r, t->end, 1);
		return 0;
	}
	if (!is_taken(g))
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
		fall_back(r, t->at + n, (uint32_t)n);
	if (n == t->text.len || !is_taken(inner(r)))
		return;
	add_before(r);
	add(r, inner(r)->flow, bytes_cut(t->text, n, t->text.len), t->at + n, t->end,
	    SEGMENT_PLAIN);
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

/* Until something may be told. */
static int
read_on(struct reader *r, struct fail *f)
{
	struct rtf_token t;
	int got;

	r->ready = false;
	while (!r->ready && !r->ended && r->removals + 4 < REMOVALS) {
		got = rtf_scan_next(&r->scan, &t, f);
		if (got == 0)
			got = fail(f, FAIL_INPUT, "rtf-cut");
		if (got == -1 || take(r, &t, f) == -1)
			return fail_at(f, NULL, xml_blocks_said(r->blocks) + 1);
	}
	return 0;
}

/* What waits is told later. */
static uint64_t
settled(const struct reader *r)
{
	const struct waiting *const waiting[] = { &r->unit, &r->high, &r->cell };
	uint64_t at = r->scan.at;
	size_t i;

	for (i = 0; i < sizeof waiting / sizeof *waiting; i++)
		if (waiting[i]->character != 0 && waiting[i]->at < at)
			at = waiting[i]->at;
	return xml_blocks_settled(r->blocks, at);
}

static int
rtf_next(struct reader *r, struct utterance *u, struct fail *f)
{
	bool got;

	r->removals = 0;
	*u = (struct utterance){ .number = 0 };
	got = xml_blocks_next(r->blocks, u);
	if (!got && read_on(r, f) == -1)
		return -1;
	got = got || xml_blocks_next(r->blocks, u);
	if (!got && r->removals == 0)
		return 0;
	u->removal = r->removal;
	u->removals = r->removals;
	u->settled = settled(r);
	return 1;
}

static void
rtf_close(struct reader *r)
{
	if (r != NULL)
		xml_blocks_free(r->blocks);
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
