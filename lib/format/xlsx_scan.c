#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/workbook_part.h"
#include "format/xlsx_inside.h"

enum { NAME = 64, COLUMNS = 16384, ROWS = 1 << 20 };

/* One part on its way. */
struct scan {
	struct arena *arena;
	struct xlsx_strings *strings;
	struct xlsx_sheet *sheet;
	struct buf text, value;
	bool phonetic;
	size_t row, column;
	bool shared; /* the cell holds the number of a string */
	bool inside;
};

bool
xlsx_is_reference(const char *text, size_t *column, size_t *row)
{
	size_t c, r, digits, first = 0;

	for (;; first++) {
		text += *text == '$';
		for (c = 0; *text >= 'A' && *text <= 'Z'; text++)
			c = c > COLUMNS ? c : c * 26 + (size_t)(*text - 'A' + 1);
		text += *text == '$';
		for (r = digits = 0; isdigit((unsigned char)*text) && digits < 8;
		     text++, digits++)
			r = r * 10 + (size_t)(*text - '0');
		if (c < 1 || c > COLUMNS || r < 1 || r > ROWS)
			return false;
		if (first == 0 && column != NULL) {
			*column = c;
			*row = r;
		}
		if (*text == '\0')
			return true;
		if (*text != ':' && *text != ' ')
			return false;
		text++;
	}
}

static void
start_string(struct part_reader *r, const char *name, const char **attribute)
{
	struct scan *s = part_with(r);

	(void)attribute;
	if (strcmp(name, "si") == 0)
		buf_clear(&s->value);
	else if (strcmp(name, "rPh") == 0)
		s->phonetic = true;
	else if (strcmp(name, "t") == 0 && !s->phonetic)
		part_gather(r, &s->text, NAME);
}

static void
end_string(struct part_reader *r, const char *name)
{
	struct scan *s = part_with(r);
	struct xlsx_strings *all = s->strings;

	if (strcmp(name, "rPh") == 0)
		s->phonetic = false;
	if (strcmp(name, "t") == 0 && !s->phonetic) {
		part_gather(r, NULL, 0);
		if (s->value.len <= NAME)
			buf_add(&s->value, buf_bytes(&s->text));
		buf_clear(&s->text);
	}
	if (strcmp(name, "si") != 0)
		return;
	all->kind = arena_grow(
	    s->arena, all->kind, all->len, &all->kind_cap, sizeof *all->kind);
	all->kind[all->len++] = (uint8_t)csv_column_of(buf_bytes(&s->value));
}

static void
start_cell(struct scan *s, const char **attribute)
{
	const char *reference = part_attribute(attribute, "r");
	const char *type = part_attribute(attribute, "t");
	size_t column, row;

	s->column++;
	if (reference != NULL && xlsx_is_reference(reference, &column, &row))
		s->column = column;
	s->shared = type != NULL && strcmp(type, "s") == 0;
	s->inside = true;
	buf_clear(&s->value);
}

static void
start_in_sheet(struct part_reader *r, const char *name, const char **attribute)
{
	struct scan *s = part_with(r);
	const char *row;

	if (strcmp(name, "row") == 0) {
		row = part_attribute(attribute, "r");
		s->row = row ? strtoul(row, NULL, 10) : s->row + 1;
		s->column = 0;
	} else if (strcmp(name, "c") == 0)
		start_cell(s, attribute);
	else if (strcmp(name, "rPh") == 0)
		s->phonetic = true;
	else if (s->inside && !s->phonetic &&
		 (strcmp(name, "v") == 0 || strcmp(name, "t") == 0))
		part_gather(r, &s->text, NAME);
}

/* The name of a column. */
static void
name_column(struct scan *s, enum csv_column kind)
{
	struct xlsx_sheet *sheet = s->sheet;

	while (sheet->kinds < s->column) {
		sheet->kind = arena_grow(s->arena, sheet->kind, sheet->kinds,
		    &sheet->kind_cap, sizeof *sheet->kind);
		sheet->kind[sheet->kinds++] = CSV_TEXT;
	}
	sheet->kind[s->column - 1] = (uint8_t)kind;
}

/* A cell with something in it. */
static void
end_cell(struct scan *s)
{
	static const uint8_t flags[] = {
		[CSV_TEXT] = STRING_STAYS,
		[CSV_SPEAKER] = STRING_STAYS | STRING_SPEAKER,
		[CSV_TIME] = STRING_TIME,
		[CSV_PROPERTY] = STRING_PROPERTY,
	};
	struct xlsx_sheet *sheet = s->sheet;
	size_t string = SIZE_MAX;
	enum csv_column kind;

	if (s->column > COLUMNS)
		return;
	if (s->shared) {
		buf_byte(&s->value, '\0');
		string = strtoul((const char *)s->value.at, NULL, 10);
	}
	if (sheet->head == 0)
		sheet->head = s->row;
	if (s->row == sheet->head) {
		kind = s->shared && string < s->strings->len
		           ? (enum csv_column)s->strings->kind[string]
		           : csv_column_of(buf_bytes(&s->value));
		name_column(s, kind);
		kind = CSV_TEXT;
	} else
		kind = s->column <= sheet->kinds
		           ? (enum csv_column)sheet->kind[s->column - 1]
		           : CSV_TEXT;
	if (string < s->strings->len)
		s->strings->flags[string] |= flags[kind];
}

static void
end_in_sheet(struct part_reader *r, const char *name)
{
	struct scan *s = part_with(r);

	if (strcmp(name, "rPh") == 0)
		s->phonetic = false;
	else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !s->phonetic)) {
		part_gather(r, NULL, 0);
		if (s->inside && s->value.len <= NAME)
			buf_add(&s->value, buf_bytes(&s->text));
		buf_clear(&s->text);
	} else if (strcmp(name, "c") == 0) {
		if (s->value.len > 0)
			end_cell(s);
		s->inside = false;
	}
}

int
xlsx_scan(struct workbook *book, const struct zip_entry *strings,
    struct xlsx_strings *all, struct xlsx_sheet *sheet, struct arena *a, struct fail *f)
{
	static const struct part_handler in_strings = { start_string, end_string };
	static const struct part_handler in_sheet = { start_in_sheet, end_in_sheet };
	struct scan s = { .arena = a, .strings = all };
	size_t i;
	int rc = 0;

	*all = (struct xlsx_strings){ .len = 0 };
	if (strings != NULL)
		rc = part_read(book->zip, strings, "sst", &in_strings, &s, a, f);
	all->flags = arena_get(a, all->len, sizeof *all->flags);
	for (i = 0; rc == 0 && i < book->sheets; i++) {
		s.sheet = &sheet[i];
		s.row = s.column = 0;
		s.phonetic = s.inside = false;
		rc = part_read(
		    book->zip, book->sheet[i].entry, "worksheet", &in_sheet, &s, a, f);
	}
	buf_free(&s.text);
	buf_free(&s.value);
	return rc;
}
