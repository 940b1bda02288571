#include "release/form.h"

#include <stdbool.h>
#include <string.h>

#include "release/xlsx_file.h"

enum {
	ROWS = 1000, /* that have lists to choose from, beyond those filled in */
	NARROW = 10, /* characters */
	EXPLAIN = 90,
	SHEET_NAME = 22,
	CHOICES = 64
};

struct styles {
	lxw_format *head, *bold, *wrap;
	lxw_format *column[FORM_KINDS];
};

static bool
make_styles(lxw_workbook *book, struct styles *s)
{
	static const char *const format[] = {
		[FORM_TEXT] = "@",
		[FORM_DAY] = "yyyy-mm-dd",
		[FORM_NUMBER] = "0",
		[FORM_LINES] = "@",
	};
	size_t i;

	s->head = workbook_add_format(book);
	s->bold = workbook_add_format(book);
	s->wrap = workbook_add_format(book);
	if (!s->head || !s->bold || !s->wrap)
		return false;
	format_set_bold(s->head);
	format_set_bottom(s->head, LXW_BORDER_THIN);
	format_set_bold(s->bold);
	format_set_text_wrap(s->wrap);
	format_set_align(s->wrap, LXW_ALIGN_VERTICAL_TOP);
	for (i = 0; i < sizeof format / sizeof format[0]; i++) {
		s->column[i] = workbook_add_format(book);
		if (s->column[i] == NULL)
			return false;
		format_set_num_format(s->column[i], format[i]);
		format_set_align(s->column[i], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_text_wrap(s->column[FORM_LINES]);
	return true;
}

static size_t
columns_of(const struct form_sheet *sheet)
{
	size_t n = 0;

	while (sheet->column[n].name != NULL)
		n++;
	return n;
}

static lxw_error
offer_choices(lxw_worksheet *w, size_t column, size_t rows, const char *const *choice)
{
	const char *list[CHOICES] = { NULL };
	lxw_data_validation v = { .validate = LXW_VALIDATION_TYPE_LIST };
	size_t i;

	if (choice == NULL)
		return LXW_NO_ERROR;
	for (i = 0; choice[i] != NULL && i + 1 < CHOICES; i++)
		list[i] = choice[i];
	v.value_list = (char **)(uintptr_t)list; /* only read */
	v.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
	v.show_error = LXW_VALIDATION_OFF;
	return worksheet_data_validation_range(
	    w, 1, (lxw_col_t)column, (lxw_row_t)(rows + ROWS), (lxw_col_t)column, &v);
}

static lxw_error
write_text(
    lxw_worksheet *w, size_t row, size_t column, const char *text, lxw_format *format)
{
	if (text == NULL || *text == '\0')
		return LXW_NO_ERROR;
	return worksheet_write_string(
	    w, (lxw_row_t)row, (lxw_col_t)column, text, format);
}

static lxw_error
write_column(lxw_worksheet *w, const struct form_sheet *sheet, size_t column,
    size_t columns, const struct styles *style)
{
	const struct form_column *c = &sheet->column[column];
	unsigned width = c->width ? c->width : (unsigned)strlen(c->name) + 4;
	lxw_format *format = style->column[c->kind];
	lxw_error e;
	size_t i;

	e = worksheet_set_column(w, (lxw_col_t)column, (lxw_col_t)column,
	    width > NARROW ? width : NARROW, format);
	if (e == LXW_NO_ERROR)
		e = write_text(w, 0, column, c->name, style->head);
	for (i = 0; i < sheet->rows && e == LXW_NO_ERROR; i++)
		e = write_text(
		    w, i + 1, column, sheet->cell[i * columns + column], format);
	return e == LXW_NO_ERROR ? offer_choices(w, column, sheet->rows, c->choice) : e;
}

static lxw_error
write_sheet(
    lxw_workbook *book, const struct form_sheet *sheet, const struct styles *style)
{
	lxw_worksheet *w = workbook_add_worksheet(book, sheet->name);
	size_t columns = columns_of(sheet), i;
	lxw_error e = w ? LXW_NO_ERROR : LXW_ERROR_PARAMETER_VALIDATION;

	for (i = 0; i < columns && e == LXW_NO_ERROR; i++)
		e = write_column(w, sheet, i, columns, style);
	if (e == LXW_NO_ERROR)
		worksheet_freeze_panes(w, 1, 0);
	return e;
}

static lxw_error
write_explanations(lxw_worksheet *w, size_t row, const struct form_sheet *sheet,
    const struct styles *style)
{
	lxw_error e = LXW_NO_ERROR;
	size_t i;

	for (i = 0; sheet->column[i].name != NULL && e == LXW_NO_ERROR; i++) {
		e = write_text(w, row + i, 0, sheet->name, style->wrap);
		if (e == LXW_NO_ERROR)
			e = write_text(
			    w, row + i, 1, sheet->column[i].name, style->wrap);
		if (e == LXW_NO_ERROR)
			e = write_text(
			    w, row + i, 2, sheet->column[i].explain, style->wrap);
	}
	return e;
}

static lxw_error
write_about(lxw_workbook *book, const struct form *form, const struct styles *style)
{
	lxw_worksheet *w = workbook_add_worksheet(book, form->about);
	lxw_error e = w ? LXW_NO_ERROR : LXW_ERROR_PARAMETER_VALIDATION;
	const struct form_sheet *sheet;
	size_t row = 0, i;

	if (e == LXW_NO_ERROR)
		e = write_text(w, row++, 0, form->title, style->bold);
	for (i = 0; e == LXW_NO_ERROR && form->about_line[i] != NULL; i++)
		e = write_text(w, row++, 0, form->about_line[i], NULL);
	row++;
	for (i = 0; i < 3 && e == LXW_NO_ERROR; i++)
		e = write_text(w, row, i, form->about_head[i], style->head);
	row++;
	for (sheet = form->sheet; e == LXW_NO_ERROR && sheet->name != NULL; sheet++) {
		e = write_explanations(w, row, sheet, style);
		row += columns_of(sheet);
	}
	if (e != LXW_NO_ERROR)
		return e;
	worksheet_set_column(w, 0, 1, SHEET_NAME, NULL);
	worksheet_set_column(w, 2, 2, EXPLAIN, NULL);
	return e;
}

static lxw_error
fill(lxw_workbook *book, const void *with)
{
	const struct form *form = with;
	const struct form_sheet *sheet;
	struct styles style;
	lxw_error e;

	if (!make_styles(book, &style))
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	e = write_about(book, form, &style);
	for (sheet = form->sheet; e == LXW_NO_ERROR && sheet->name != NULL; sheet++)
		e = write_sheet(book, sheet, &style);
	return e;
}

int
form_write(const struct form *form, const char *path, mode_t mode, int64_t created,
    struct fail *f)
{
	return xlsx_file_write(path, mode, created, form->title, fill, form, f);
}
