#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/limits.h"
#include "base/rows.h"
#include "format/workbook.h"
#include "format/workbook_inside.h"
#include "format/workbook_part.h"
#include "format/zip.h"
#include "text/utf8.h"

enum { COLUMNS_MOST = 16384, ROWS_MOST = 1 << 20 };

/* A sheet on its way to CSV. */
struct reading {
	struct workbook *book;
	struct arena *arena; /* of the row at hand */
	struct buf csv;
	size_t lines; /* ends of lines written */
	const char *path;
	struct faults *faults; /* or NULL */

	size_t row, column; /* at hand, from 1; 0: none yet */
	struct bytes cell[LIMIT_CSV_COLUMNS];
	size_t cells; /* up to the last that holds something */

	const char *type; /* of the cell: "s", "n" ... */
	char type_room[12], name[24];
	unsigned style;
	bool formula, has_value, inside, phonetic;
	struct buf text, value;
};

long
workbook_escape(struct bytes text, size_t i)
{
	char digits[5] = "";
	size_t k;

	if (i + 7 > text.len || text.at[i] != '_' || text.at[i + 1] != 'x' ||
	    text.at[i + 6] != '_')
		return -1;
	for (k = 0; k < 4; k++) {
		digits[k] = (char)text.at[i + 2 + k];
		if (!isxdigit((unsigned char)digits[k]))
			return -1;
	}
	return strtol(digits, NULL, 16);
}

struct bytes
workbook_text(struct bytes text, struct arena *a)
{
	struct buf out = { 0 };
	struct bytes result;
	size_t i;
	long c;

	for (i = 0; i < text.len; i++) {
		c = workbook_escape(text, i);
		if (c == '\r' || c == '\n' || text.at[i] == '\r' || text.at[i] == '\n')
			buf_byte(&out, ' ');
		else if (c > 0 && (c < 0xD800 || c > 0xDFFF))
			utf8_add(&out, (uint32_t)c);
		else if (c < 0)
			buf_byte(&out, text.at[i]);
		i += c >= 0 ? 6 : 0;
	}
	result = arena_bytes(a, buf_bytes(&out));
	buf_free(&out);
	return result;
}

static void
give_up(struct part_reader *r, enum fail_kind kind, const char *what, const char *arg)
{
	struct reading *s = part_with(r);

	fail_with(part_fail(r), kind, what, "%s", arg);
	fail_at(part_fail(r), s->path, s->row);
	part_stop(r);
}

/* Wrong in this cell ("AB12"), and the rest can be read all the same. */
static void
cell_wrong(struct part_reader *r, const char *what, size_t row, const char *cell)
{
	struct reading *s = part_with(r);
	struct fail *f = part_fail(r);
	char letters[8];

	fail_with(f, FAIL_INPUT, what, "%s", cell);
	fail_at(f, s->path, row);
	if (s->faults != NULL) {
		snprintf(letters, sizeof letters, "%.*s",
		    (int)strcspn(cell, "0123456789"), cell);
		fail_column(f, letters);
	}
	if (faults_take(s->faults, f) == -1)
		part_stop(r);
}

static void
limit_reached(struct part_reader *r, const char *what, int limit)
{
	char number[16];

	snprintf(number, sizeof number, "%d", limit);
	give_up(r, FAIL_LIMIT, what, number);
}

/* "AB12": its column and row from 1; false: it is none. */
static bool
parse_reference(const char *text, size_t *column, size_t *row)
{
	char *end;

	for (*column = 0; *text >= 'A' && *text <= 'Z'; text++) {
		*column = *column * 26 + (size_t)(*text - 'A' + 1);
		if (*column > COLUMNS_MOST)
			return false;
	}
	if (*column == 0 || !isdigit((unsigned char)*text))
		return false;
	*row = strtoul(text, &end, 10);
	return *end == '\0' && *row >= 1 && *row <= ROWS_MOST;
}

static void
start_row(struct part_reader *r, const char **attribute)
{
	struct reading *s = part_with(r);
	const char *number = part_attribute(attribute, "r");
	size_t row = number ? strtoul(number, NULL, 10) : s->row + 1;

	if (row <= s->row || row > ROWS_MOST) {
		give_up(r, FAIL_INPUT, "workbook-cell", "row");
		return;
	}
	s->row = row;
	s->column = s->cells = 0;
	s->book->besides.rows += part_is_true(part_attribute(attribute, "hidden"));
}

static void
start_cell(struct part_reader *r, const char **attribute)
{
	struct reading *s = part_with(r);
	const char *reference = part_attribute(attribute, "r");
	const char *type = part_attribute(attribute, "t");
	const char *style = part_attribute(attribute, "s");
	size_t column = s->column + 1, row = s->row;

	if (reference != NULL && (!parse_reference(reference, &column, &row) ||
				     row != s->row || column <= s->column)) {
		give_up(r, FAIL_INPUT, "workbook-cell", "");
		return;
	}
	s->column = column;
	snprintf(s->name, sizeof s->name, "%s", reference ? reference : "");
	snprintf(s->type_room, sizeof s->type_room, "%s", type ? type : "n");
	s->type = s->type_room;
	s->style = style ? (unsigned)strtoul(style, NULL, 10) : 0;
	s->formula = s->has_value = false;
	buf_clear(&s->value);
}

/* Behind the cells: those that are seen as one. Below the table nothing is lost. */
static void
start_merged(struct part_reader *r, const char **attribute)
{
	struct reading *s = part_with(r);
	const char *range = part_attribute(attribute, "ref"), *colon;
	size_t column, row, last_column, last_row;
	char first[16];

	colon = range ? strchr(range, ':') : NULL;
	if (s->faults == NULL || colon == NULL)
		return;
	snprintf(first, sizeof first, "%.*s", (int)(colon - range), range);
	if (parse_reference(first, &column, &row) &&
	    parse_reference(colon + 1, &last_column, &last_row) && row <= s->lines)
		cell_wrong(r, "workbook-merged", row, range);
}

static void
on_start(struct part_reader *r, const char *name, const char **attribute)
{
	struct reading *s = part_with(r);

	if (strcmp(name, "row") == 0)
		start_row(r, attribute);
	else if (strcmp(name, "col") == 0)
		s->book->besides.columns +=
		    part_is_true(part_attribute(attribute, "hidden"));
	else if (strcmp(name, "mergeCell") == 0)
		start_merged(r, attribute);
	else if (s->row == 0)
		return;
	else if (strcmp(name, "c") == 0) {
		start_cell(r, attribute);
		s->inside = true;
	} else if (s->inside && strcmp(name, "f") == 0)
		s->formula = true;
	else if (s->inside && strcmp(name, "rPh") == 0)
		s->phonetic = true;
	else if (s->inside && !s->phonetic &&
		 (strcmp(name, "v") == 0 || strcmp(name, "t") == 0))
		part_gather(r, &s->text, LIMIT_CELL);
}

/* What the cell shows; {NULL, 1}: what it refers to is not there. */
static struct bytes
shown(struct reading *s)
{
	const struct workbook *b = s->book;
	struct number_format format = { .date = false };
	struct bytes v = buf_bytes(&s->value), none = { NULL, 1 };
	unsigned long i;

	if (strcmp(s->type, "s") == 0) {
		i = strtoul(arena_text(s->arena, v), NULL, 10);
		return i < b->shareds ? b->shared[i] : none;
	}
	if (strcmp(s->type, "b") == 0)
		return bytes_of(
		    bytes_are(v, "1") || bytes_are(v, "true") ? "TRUE" : "FALSE");
	if (strcmp(s->type, "d") == 0) {
		v = workbook_text(v, s->arena);
		if (v.len >= 19 && memcmp(v.at + 10, "T00:00:00", 9) == 0)
			v.len = 10;
		return v;
	}
	if (strcmp(s->type, "n") != 0)
		return workbook_text(v, s->arena);
	if (s->style < b->formats)
		format = b->format[s->style];
	buf_clear(&s->text);
	number_show(v, format, b->since_1904, &s->text);
	return arena_bytes(s->arena, buf_bytes(&s->text));
}

static void
end_cell(struct part_reader *r)
{
	struct reading *s = part_with(r);
	struct bytes text;

	s->inside = false;
	if (s->formula && !s->has_value) {
		cell_wrong(r, "workbook-formula", s->row, s->name);
		return;
	}
	if (!s->has_value || s->value.len == 0)
		return;
	text = shown(s);
	if (text.at == NULL && text.len > 0)
		give_up(r, FAIL_INPUT, "workbook-cell", s->name);
	else if (text.len > LIMIT_CELL || s->value.len > LIMIT_CELL)
		limit_reached(r, "csv-cell-large", LIMIT_CELL);
	else if (bytes_trim(text).len == 0)
		return;
	else if (s->column > LIMIT_CSV_COLUMNS)
		limit_reached(r, "csv-columns", LIMIT_CSV_COLUMNS);
	else {
		while (s->cells < s->column)
			s->cell[s->cells++] = bytes_of("");
		s->cell[s->column - 1] = text;
	}
}

/* One line a row, empty ones for rows that are not there. */
static void
end_row(struct part_reader *r)
{
	struct reading *s = part_with(r);

	if (s->cells > 0 && s->row > LIMIT_CSV_ROWS) {
		limit_reached(r, "csv-rows", LIMIT_CSV_ROWS);
		return;
	}
	if (s->cells > 0) {
		for (; s->lines + 1 < s->row; s->lines++)
			buf_byte(&s->csv, '\n');
		rows_record(&s->csv, s->cell, s->cells, ',');
		s->lines++;
	}
	arena_clear(s->arena);
	if (s->csv.len > LIMIT_CSV)
		limit_reached(r, "csv-large", LIMIT_CSV);
}

static void
on_end(struct part_reader *r, const char *name)
{
	struct reading *s = part_with(r);

	if (strcmp(name, "rPh") == 0)
		s->phonetic = false;
	else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !s->phonetic)) {
		part_gather(r, NULL, 0);
		if (s->inside && s->value.len <= LIMIT_CELL)
			buf_add(&s->value, buf_bytes(&s->text));
		buf_clear(&s->text);
		s->has_value = true;
	} else if (strcmp(name, "c") == 0 && s->inside)
		end_cell(r);
	else if (strcmp(name, "row") == 0)
		end_row(r);
	else if (strcmp(name, "sheetData") == 0)
		s->row = 0;
}

/* Comments hang on the sheet: "../comments1.xml". */
static void
start_comment(struct part_reader *r, const char *name, const char **attribute)
{
	struct workbook_besides *b = part_with(r);

	(void)attribute;
	b->comments += strcmp(name, "comment") == 0;
}

static void
end_comment(struct part_reader *r, const char *name)
{
	(void)r;
	(void)name;
}

static int
count_comments(struct workbook *b, struct arena *a, struct fail *f)
{
	static const struct part_handler handler = { start_comment, end_comment };
	const struct zip_entry *e;
	size_t i;

	if (b->besides.comments > 0)
		return 0;
	for (i = 0; i < zip_count(b->zip); i++) {
		e = zip_at(b->zip, i);
		if (bytes_start(e->name, "xl/comments") &&
		    part_read(b->zip, e, "comments", &handler, &b->besides, a, f) == -1)
			return -1;
	}
	return 0;
}

int
workbook_csv(
    struct workbook *b, int sheet, struct arena *a, struct bytes *csv, struct fail *f)
{
	return workbook_gather(b, sheet, NULL, a, csv, NULL, f);
}

int
workbook_gather(struct workbook *b, int sheet, const char *path, struct arena *a,
    struct bytes *csv, struct faults *faults, struct fail *f)
{
	static const struct part_handler handler = { on_start, on_end };
	struct reading *s = arena_get(a, 1, sizeof *s);
	int rc;

	s->book = b;
	s->path = path;
	s->faults = faults;
	s->arena = arena_new();
	rc = part_read(b->zip, b->sheet[sheet].entry, "worksheet", &handler, s, a, f);
	if (rc == 0)
		rc = count_comments(b, a, f);
	b->besides.sheets += b->sheet[sheet].hidden;
	*csv = arena_bytes(a, buf_bytes(&s->csv));
	buf_free(&s->csv);
	buf_free(&s->text);
	buf_free(&s->value);
	arena_free(s->arena);
	return rc;
}
