#include <stdbool.h>

#include "release/sheet.h"
#include "release/table.h"

/* Nothing here knows more of a table than any reader does. */

/* A one-way table has no line of totals beside its one line. */
static size_t
lines_with_total(size_t lines)
{
	return lines + (lines > 1);
}

size_t
table_shown(const struct table *t)
{
	size_t count = 0;

	for (size_t r = 0; r < table_rows(t); r++)
		for (size_t c = 0; c < table_columns(t); c++)
			count += table_cell(t, r, c).value > 0;
	return count;
}

size_t
table_suppressed(const struct table *t)
{
	size_t count = 0;

	for (size_t r = 0; r < lines_with_total(table_rows(t)); r++)
		for (size_t c = 0; c < lines_with_total(table_columns(t)); c++)
			count += table_cell(t, r, c).state == CELL_SUPPRESSED;
	return count;
}

/* A row, or a column, of two cells or more, all shown, of which one has everybody. */
static bool
line_is_group(const struct table *t, bool is_row, size_t line, size_t count)
{
	size_t with = 0;

	for (size_t i = 0; i < count; i++) {
		struct cell cell =
		    is_row ? table_cell(t, line, i) : table_cell(t, i, line);

		if (cell.state == CELL_SUPPRESSED)
			return false;
		with += cell.value > 0;
	}
	return count > 1 && with == 1;
}

size_t
table_group_disclosures(const struct table *t)
{
	size_t rows = table_rows(t), columns = table_columns(t), count = 0;

	for (size_t r = 0; r < rows; r++)
		count += line_is_group(t, true, r, columns);
	for (size_t c = 0; c < columns; c++)
		count += line_is_group(t, false, c, rows);
	return count;
}

static void
cell_print(struct sheet *s, struct cell cell)
{
	if (cell.state == CELL_SUPPRESSED)
		sheet_text(s, TABLE_HIDDEN);
	else
		sheet_number(s, (int64_t)cell.value);
}

struct sheet *
table_sheet(const struct table *t, const char *title, const char *corner,
    const char *total, struct arena *a)
{
	size_t rows = lines_with_total(table_rows(t));
	size_t columns = lines_with_total(table_columns(t));
	struct sheet *s = sheet_new(a, title, columns + 1);

	sheet_row(s, SHEET_HEADER);
	sheet_text(s, corner);
	for (size_t c = 0; c < columns; c++)
		sheet_text(s, c < table_columns(t) ? table_column_label(t, c) : total);
	for (size_t r = 0; r < rows; r++) {
		sheet_row(s, SHEET_BODY);
		sheet_text(s, r < table_rows(t) ? table_row_label(t, r) : total);
		for (size_t c = 0; c < columns; c++)
			cell_print(s, table_cell(t, r, c));
	}
	return s;
}
