#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "find/check.h"
#include "format/line_label.h"
#include "format/package.h"
#include "format/source.h"
#include "format/xlsx_inside.h"
#include "text/utf8.h"

enum {
	LONG = 8,     /* digits of a number that may be somebody's */
	WITHOUT = 10, /* digits of an identity number without its first zero */
	STEMS = 64
};

/*
 * What the reader of XML gives, made fit: numbers are passed over or become text, "_x000D_"
 * in a text is the character that it says.
 */
struct reader {
	struct reader *xml;
	const struct xlsx_with *with;
	struct arena *arena;
	uint64_t turns;
	struct buf text; /* in place of the utterance's own */
	struct segment *segment;
	size_t segments, segment_cap;
	struct removal *removal;
	size_t removals, removal_cap;
	struct arena *scratch; /* of what is written instead */
};

static bool
is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* A string that only cells refer to that are taken out, is taken out. */
static void
turn_string(const struct xlsx_with *with, struct xml_turn *t)
{
	const struct xlsx_place *p = with->place;
	uint8_t flags;

	if (p->strings == 0 || p->strings > with->strings->len)
		return;
	flags = with->strings->flags[p->strings - 1];
	if ((flags & STRING_STAYS) != 0 ||
	    (flags & (STRING_TIME | STRING_PROPERTY)) == 0)
		return;
	t->act = XML_DROP;
	t->what = (flags & STRING_TIME) != 0 ? HIDDEN_TIME : HIDDEN_PROPERTY;
}

static void
turn_row(struct reader *r, struct xlsx_place *p, struct xml_turn *t)
{
	const char *row = xml_value(r, "r");
	size_t n = 0;

	for (; row != NULL && isdigit((unsigned char)*row) && n < UINT32_MAX; row++)
		n = n * 10 + (size_t)(*row - '0');
	p->row = n > 0 ? n : p->row + 1;
	p->column = 0;
	p->gap = false;
	t->what = is_true(xml_value(r, "hidden")) ? HIDDEN_SHEET : HIDDEN_NONE;
}

static enum csv_column
kind_here(const struct xlsx_with *with)
{
	const struct xlsx_sheet *s = with->sheet;
	const struct xlsx_place *p = with->place;

	if (p->row == s->head || p->column > s->kinds || p->column == 0)
		return CSV_TEXT;
	return (enum csv_column)s->kind[p->column - 1];
}

static enum xlsx_cell
type_of(const char *type)
{
	static const char *const types[] = {
		[CELL_NUMBER] = "n",
		[CELL_INDEX] = "s",
		[CELL_TEXT] = "str",
		[CELL_INLINE] = "inlineStr",
		[CELL_BOOLEAN] = "b",
		[CELL_ERROR] = "e",
		[CELL_DAY] = "d",
	};
	size_t i;

	for (i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++)
		if (strcmp(type, types[i]) == 0)
			return (enum xlsx_cell)i;
	return type == NULL ? CELL_NUMBER : CELL_ODD;
}

/* Of a column that is the survey program's own. */
static bool
drop_survey(const struct xlsx_place *p, struct xml_turn *t)
{
	if (p->kind != CSV_TIME && p->kind != CSV_PROPERTY)
		return false;
	t->act = XML_DROP;
	t->what = p->kind == CSV_TIME ? HIDDEN_TIME : HIDDEN_PROPERTY;
	return true;
}

static void
turn_cell(struct reader *r, const struct xlsx_with *with, struct xml_turn *t)
{
	struct xlsx_place *p = with->place;
	const char *reference = xml_value(r, "r"), *type = xml_value(r, "t");
	const char *style = xml_value(r, "s");
	size_t row, format = 0;

	p->column++;
	if (reference != NULL && !xlsx_is_reference(reference, &p->column, &row))
		p->bad = true;
	p->kind = kind_here(with);
	p->type = type_of(type);
	p->bad = p->bad || p->type == CELL_ODD;
	for (; style != NULL && isdigit((unsigned char)*style) && format < 1 << 20;
	     style++)
		format = format * 10 + (size_t)(*style - '0');
	p->format = (struct number_format){ .date = false };
	if (format < with->book->formats)
		p->format = with->book->format[format];
	p->name_end = xml_name_end(r);
	p->has_type = xml_value_at(r, "t", &p->type_at, &p->type_end);
	p->typed = false;
	/* without a reference, the place of a cell is where the one before it is */
	p->bad = p->bad || (reference == NULL && p->gap);
	if (reference != NULL && drop_survey(p, t))
		p->gap = true;
}

/* Letters of a code that say nothing about anybody: one letter over and over ("yyyy"),
 * or one of these words. */
static bool
is_code_word(struct bytes word)
{
	static const char *const words[] = { "General", "Standard", "AM", "PM", "kr",
		"Kr", "NOK", "SEK", "DKK", "EUR", "USD", "GBP", "\xE2\x82\xAC",
		"\xC2\xA3", "Red", "Black", "Blue", "Green", "Cyan", "Magenta", "White",
		"Yellow", "Color", "E" };
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (bytes_are(word, words[i]))
			return true;
	for (i = 1; i < word.len; i++)
		if (word.at[i] != word.at[0])
			return false;
	return word.at[0] < 0x80;
}

static bool
is_code_letter(unsigned char c)
{
	return isalpha(c) || c >= 0x80;
}

/* A code of a number format without words of somebody's own, or long numbers. */
static bool
is_plain_code(const char *code)
{
	size_t i = 0, from;

	while (code[i] != '\0') {
		from = i;
		while (is_code_letter((unsigned char)code[i]))
			i++;
		if (i > from && !is_code_word(bytes_cut(bytes_of(code), from, i)))
			return false;
		from = i;
		while (code[i] >= '1' && code[i] <= '9')
			i++;
		if (i - from > 4)
			return false;
		i += code[i] != '\0' && !is_code_letter((unsigned char)code[i]);
	}
	return i < 256;
}

/* Attributes that refer to cells hold nothing else. */
static bool
refers_well(struct reader *r)
{
	static const char *const names[] = { "r", "ref", "sqref", "topLeftCell",
		"activeCell" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		value = xml_value(r, names[i]);
		if (value != NULL && !xlsx_is_reference(value, NULL, NULL))
			return false;
	}
	return true;
}

void
xlsx_turn(struct reader *r, const struct xml_element *e, struct xml_turn *t)
{
	const struct xlsx_with *with = xml_with(r);
	const char *name = e->name + 2, *code; /* without "s:" */

	if (with == NULL || e->name[0] != 's')
		return;
	if (strcmp(name, "numFmt") == 0) {
		code = xml_value(r, "formatCode");
		if (code == NULL || !is_plain_code(code)) {
			t->act = XML_DROP;
			t->what = HIDDEN_NAME;
		}
	} else if (with->strings != NULL) {
		if (strcmp(name, "si") == 0)
			with->place->strings++;
		else if (strcmp(name, "t") == 0 || strcmp(name, "r") == 0)
			turn_string(with, t);
	} else if (with->sheet == NULL)
		return;
	else if (strcmp(name, "row") == 0)
		turn_row(r, with->place, t);
	else if (strcmp(name, "c") == 0)
		turn_cell(r, with, t);
	else if (strcmp(name, "v") == 0 || strcmp(name, "is") == 0)
		drop_survey(with->place, t);
	else if (strcmp(name, "col") == 0)
		t->what = is_true(xml_value(r, "hidden")) ? HIDDEN_SHEET : HIDDEN_NONE;
	else if (!refers_well(r)) {
		t->act = XML_DROP;
		t->what = HIDDEN_UNKNOWN;
	}
}

static struct reader *
part_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	const struct xml_context *context = part->with;
	struct reader *r = arena_get(a, 1, sizeof *r);

	r->with = context->with;
	r->arena = a;
	r->scratch = arena_new();
	*r->with->place = (struct xlsx_place){ .row = 0 };
	r->xml = xml_open(source, context, a, f);
	if (r->xml == NULL)
		arena_free(r->scratch);
	return r->xml != NULL ? r : NULL;
}

static void
take_out(
    struct reader *r, uint64_t at, uint64_t end, const char *instead, enum hidden what)
{
	r->removal = arena_grow(
	    r->arena, r->removal, r->removals, &r->removal_cap, sizeof *r->removal);
	r->removal[r->removals++] =
	    (struct removal){ at, end, bytes_of(instead), what };
}

/* The cell holds text from now on: t="str". */
static void
type_cell(struct reader *r)
{
	struct xlsx_place *p = r->with->place;

	if (p->typed)
		return;
	p->typed = true;
	if (p->has_type)
		take_out(r, p->type_at, p->type_end, "str", HIDDEN_NONE);
	else
		take_out(r, p->name_end - 1, p->name_end, "c t=\"str\"", HIDDEN_NONE);
}

/* Said in other words than stand there: the whole of it is one segment. */
static void
respell(struct reader *r, struct utterance *u)
{
	r->segment =
	    arena_grow(r->arena, r->segment, 0, &r->segment_cap, sizeof *r->segment);
	r->segment[0] = (struct segment){ .at = u->segment[0].at,
		.end = u->segment[u->segments - 1].end,
		.from = 0,
		.to = (uint32_t)r->text.len,
		.kind = SEGMENT_WHOLE,
		.escape = ESCAPE_XML };
	u->text = buf_bytes(&r->text);
	u->segment = r->segment;
	u->segments = 1;
}

/* As xsd:double writes it; *digits of its whole part. */
static bool
is_number(struct bytes text, size_t *digits)
{
	size_t i = text.len > 0 && (text.at[0] == '-' || text.at[0] == '+'), after = 0;

	for (*digits = 0; i < text.len && isdigit(text.at[i]); i++)
		++*digits;
	if (i < text.len && text.at[i] == '.')
		for (i++; i < text.len && isdigit(text.at[i]); i++)
			after++;
	if (*digits + after == 0 || *digits + after > 20)
		return false;
	if (i + 1 < text.len && (text.at[i] == 'e' || text.at[i] == 'E')) {
		i += text.at[i + 1] == '-' || text.at[i + 1] == '+' ? 2 : 1;
		for (after = 0; i < text.len && isdigit(text.at[i]); i++)
			after++;
		if (after == 0 || after > 3)
			return false;
	}
	return i == text.len;
}

/* true: the number stays what it is, and is nothing to search. */
static bool
handle_number(struct reader *r, struct utterance *u)
{
	const struct xlsx_place *p = r->with->place;
	struct bytes number = bytes_trim(u->text);
	size_t digits;

	if (!is_number(number, &digits)) {
		type_cell(r);
		return false;
	}
	if (p->format.date) {
		buf_clear(&r->text);
		number_show(number, p->format, r->with->book->since_1904, &r->text);
		take_out(r, u->segment[0].at, u->segment[u->segments - 1].end,
		    arena_text(r->scratch, buf_bytes(&r->text)), HIDDEN_NONE);
		respell(r, u);
	} else if (digits < LONG)
		return true;
	else if (digits == WITHOUT && number.len == WITHOUT) {
		buf_clear(&r->text);
		buf_byte(&r->text, '0');
		buf_add(&r->text, number);
		if (check_fnr(buf_bytes(&r->text)) != CHECK_FAILS)
			respell(r, u);
	}
	type_cell(r);
	return false;
}

/* A segment of the new text. */
static void
add_segment(struct reader *r, struct bytes text, struct segment s)
{
	s.from = (uint32_t)r->text.len;
	buf_add(&r->text, text);
	s.to = (uint32_t)r->text.len;
	r->segment = arena_grow(
	    r->arena, r->segment, r->segments, &r->segment_cap, sizeof *r->segment);
	r->segment[r->segments++] = s;
}

/* A plain segment, cut where it says a character by its number. */
static void
decode_segment(struct reader *r, struct bytes text, struct segment s)
{
	struct segment part = s;
	struct buf said = { 0 };
	size_t i, from = 0;
	long c;

	for (i = 0; i < text.len; i++) {
		c = workbook_escape(text, i);
		if (c < 0)
			continue;
		if (i > from) {
			part.at = s.at + from;
			part.end = s.at + i;
			add_segment(r, bytes_cut(text, from, i), part);
		}
		buf_clear(&said);
		utf8_add(&said,
		    c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : (uint32_t)c);
		part.at = s.at + i;
		part.end = s.at + i + 7;
		part.kind = SEGMENT_WHOLE;
		add_segment(r, buf_bytes(&said), part);
		part.kind = s.kind;
		from = i + 7;
		i = from - 1;
	}
	if (from < text.len) {
		part.at = s.at + from;
		part.end = s.end;
		add_segment(r, bytes_cut(text, from, text.len), part);
	}
	buf_free(&said);
}

static void
decode(struct reader *r, struct utterance *u)
{
	struct bytes text;
	size_t i;

	if (memmem(u->text.at, u->text.len, "_x", 2) == NULL)
		return;
	buf_clear(&r->text);
	r->segments = 0;
	for (i = 0; i < u->segments; i++) {
		text = bytes_cut(u->text, u->segment[i].from, u->segment[i].to);
		if (u->segment[i].kind == SEGMENT_PLAIN)
			decode_segment(r, text, u->segment[i]);
		else
			add_segment(r, text, u->segment[i]);
	}
	u->text = buf_bytes(&r->text);
	u->segment = r->segment;
	u->segments = r->segments;
}

/* Cells that are file names: their stems go. */
static bool
remove_stems(struct reader *r, struct utterance *u)
{
	struct csv_stem stem[STEMS];
	size_t n = u->continued ? 0 : csv_stems(u->text, stem, STEMS), i;
	uint64_t at, end;

	for (i = 0; i < n; i++) {
		utterance_place(u, ENCODING_UTF8, (uint32_t)stem[i].from,
		    (uint32_t)stem[i].to, &at, &end);
		take_out(r, at, end, "fil", HIDDEN_LINK);
	}
	return n > 0;
}

/* Who speaks: in a column of names all of the cell, else as in any text. */
static void
set_label(const struct reader *r, struct utterance *u)
{
	const struct xlsx_place *p = r->with->place;
	const struct xlsx_strings *s = r->with->strings;
	struct bytes name = bytes_trim(u->text);
	bool speaker = p->kind == CSV_SPEAKER;
	struct line_label l;

	if (s != NULL)
		speaker = p->strings > 0 && p->strings <= s->len &&
		          (s->flags[p->strings - 1] & STRING_SPEAKER) != 0;
	if (u->continued)
		return;
	if (!speaker) {
		l = line_label_of(u->text);
		u->label = l.shape;
		u->label_from = (uint32_t)l.from;
		u->label_to = (uint32_t)l.to;
		return;
	}
	if (name.len > LIMIT_LABEL || name.len == 0)
		return;
	u->label = LABEL_COLON;
	u->label_from = (uint32_t)(name.at - u->text.at);
	u->label_to = u->label_from + (uint32_t)name.len;
}

/* What is not written as text: true if it stays as it is, and is nothing to search. */
static bool
handle_value(struct reader *r, struct utterance *u)
{
	static const char *const errors[] = { "#NULL!", "#DIV/0!", "#VALUE!", "#REF!",
		"#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!" };
	struct xlsx_place *p = r->with->place;
	struct bytes value = bytes_trim(u->text);
	size_t digits = 0, i;

	switch (p->type) {
	case CELL_INDEX:
		p->bad = p->bad || !is_number(value, &digits) || digits > LONG ||
		         digits < value.len;
		return true;
	case CELL_NUMBER:
		return handle_number(r, u);
	case CELL_BOOLEAN:
		if (bytes_are(value, "0") || bytes_are(value, "1") ||
		    bytes_are(value, "true") || bytes_are(value, "false"))
			return true;
		break;
	case CELL_ERROR:
		for (i = 0; i < sizeof errors / sizeof errors[0]; i++)
			if (bytes_are(value, errors[i]))
				return true;
		break;
	case CELL_TEXT:
	case CELL_INLINE:
	case CELL_ODD:
		return false;
	case CELL_DAY:
		break;
	}
	type_cell(r);
	return false;
}

/* What there is to search in it; false: nothing. */
static bool
handle_text(struct reader *r, struct utterance *u)
{
	if (r->with->sheet != NULL && handle_value(r, u))
		return false;
	decode(r, u);
	if (remove_stems(r, u))
		return false;
	set_label(r, u);
	return true;
}

static int
part_next(struct reader *r, struct utterance *u, struct fail *f)
{
	bool said;
	size_t i;
	int rc;

	do {
		rc = xml_next(r->xml, u, f);
		if (rc != 1)
			return rc;
		r->removals = 0;
		arena_clear(r->scratch);
		for (i = 0; i < u->removals; i++)
			take_out(r, u->removal[i].at, u->removal[i].end, NULL,
			    u->removal[i].what);
		for (i = 0; i < u->removals; i++)
			r->removal[i].instead = u->removal[i].instead;
		said = u->text.len > 0 && handle_text(r, u);
		if (r->with->place->bad) {
			fail_with(f, FAIL_INPUT, "workbook-cell", "%s", "");
			return fail_at(f, NULL, r->with->place->row);
		}
		if (!said) {
			u->text.len = 0;
			u->segments = 0;
			u->label = LABEL_NONE;
		}
	} while (!said && r->removals == 0);
	r->turns += said && !u->continued;
	u->number = r->turns ? r->turns : 1;
	u->line =
	    r->with->sheet && r->with->place->row ? r->with->place->row : u->number;
	u->removal = r->removal;
	u->removals = r->removals;
	return 1;
}

static void
part_close(struct reader *r)
{
	if (r == NULL)
		return;
	xml_close(r->xml);
	buf_free(&r->text);
	arena_free(r->scratch);
}

const struct format format_xlsx_part = {
	.name = "xlsx",
	.open = part_open,
	.next = part_next,
	.close = part_close,
	.says_encoding = true,
};
