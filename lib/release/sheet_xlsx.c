#include "release/sheet.h"

#include "release/xlsx_file.h"

enum { LABEL_WIDTH = 60, NUMBER_WIDTH = 14 };

struct styles {
	lxw_format *bold, *head, *number;
};

static size_t
characters(const char *s)
{
	size_t count = 0;

	for (; *s != '\0'; s++)
		count += ((unsigned char)*s & 0xc0) != 0x80;
	return count;
}

/* The label column as wide as its longest label, within reason. */
static void
widths_set(const struct sheet *s, lxw_worksheet *w)
{
	size_t widest = 10;

	for (size_t r = 0; r < s->rows; r++) {
		const char *label = s->row[r].cell[0].text;

		if (label != NULL && characters(label) > widest)
			widest = characters(label);
	}
	if (widest > LABEL_WIDTH)
		widest = LABEL_WIDTH;
	worksheet_set_column(w, 0, 0, (double)widest + 2, NULL);
	if (s->columns > 1)
		worksheet_set_column(
		    w, 1, (lxw_col_t)(s->columns - 1), NUMBER_WIDTH, NULL);
}

static lxw_error
text_write(
    lxw_worksheet *w, lxw_row_t r, size_t c, const char *text, lxw_format *format)
{
	if (*text == '\0')
		return LXW_NO_ERROR;
	return worksheet_write_string(w, r, (lxw_col_t)c, text, format);
}

static lxw_error
row_write(lxw_worksheet *w, lxw_row_t at, const struct sheet_row *row, size_t columns,
    const struct styles *style)
{
	lxw_format *label = row->part == SHEET_BODY ? NULL : style->bold;
	lxw_format *other = row->part == SHEET_BODY ? style->number : style->head;
	lxw_error e = LXW_NO_ERROR;

	for (size_t c = 0; c < columns && e == LXW_NO_ERROR; c++) {
		const struct sheet_cell *cell = &row->cell[c];
		lxw_format *format = c == 0 ? label : other;

		if (cell->text != NULL)
			e = text_write(w, at, c, cell->text, format);
		else
			e = worksheet_write_number(
			    w, at, (lxw_col_t)c, (double)cell->number, format);
	}
	return e;
}

static lxw_error
rows_write(const struct sheet *s, lxw_worksheet *w, const struct styles *style)
{
	lxw_row_t at = 0, head = 0;
	lxw_error e = text_write(w, at++, 0, s->title, style->bold);

	for (size_t r = 0; r < s->rows && e == LXW_NO_ERROR; r++) {
		head += s->row[r].part == SHEET_HEADER;
		e = row_write(w, at++, &s->row[r], s->columns, style);
	}
	worksheet_freeze_panes(w, head + 1, 1);
	at++;
	for (size_t i = 0; i < s->notes && e == LXW_NO_ERROR; i++)
		e = text_write(w, at++, 0, s->note[i], NULL);
	return e;
}

static lxw_error
workbook_fill(lxw_workbook *book, const void *with)
{
	const struct sheet *s = with;
	lxw_worksheet *w = workbook_add_worksheet(book, NULL);
	struct styles style = { workbook_add_format(book), workbook_add_format(book),
		workbook_add_format(book) };

	if (w == NULL || !style.bold || !style.head || !style.number)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	format_set_bold(style.bold);
	format_set_bold(style.head);
	format_set_align(style.head, LXW_ALIGN_RIGHT);
	format_set_align(style.number, LXW_ALIGN_RIGHT);
	widths_set(s, w);
	worksheet_set_landscape(w);
	worksheet_fit_to_pages(w, 1, 0);
	return rows_write(s, w, &style);
}

int
sheet_write_xlsx(
    const struct sheet *s, const char *path, int64_t created, struct fail *f)
{
	return xlsx_file_write(path, 0644, created, s->title, workbook_fill, s, f);
}
