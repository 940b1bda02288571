#include "release/sheet.h"

#include <errno.h>
#include <expat.h>
#include <fcntl.h>
#include <minizip/unzip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"

enum { LABEL_WIDTH = 60, NUMBER_WIDTH = 14, XLSX_MOST = 64 << 20 };

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

/* created 0 would be taken for "now" by the library. */
static lxw_error
workbook_fill(const struct sheet *s, lxw_workbook *book, int64_t created)
{
	lxw_doc_properties properties = { .title = (char *)(uintptr_t)s->title,
		.created = (time_t)(created > 0 ? created : 1) };
	lxw_worksheet *w = workbook_add_worksheet(book, NULL);
	struct styles style = { workbook_add_format(book), workbook_add_format(book),
		workbook_add_format(book) };
	lxw_error e;

	if (w == NULL || !style.bold || !style.head || !style.number)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	format_set_bold(style.bold);
	format_set_bold(style.head);
	format_set_align(style.head, LXW_ALIGN_RIGHT);
	format_set_align(style.number, LXW_ALIGN_RIGHT);
	e = workbook_set_properties(book, &properties);
	if (e != LXW_NO_ERROR)
		return e;
	widths_set(s, w);
	worksheet_set_landscape(w);
	worksheet_fit_to_pages(w, 1, 0);
	return rows_write(s, w, &style);
}

/* The current part of the package, read to its end, is a whole XML document. */
static bool
part_is_whole(unzFile zip)
{
	XML_Parser xml = XML_ParserCreate(NULL);
	char part[4096];
	bool whole = xml != NULL && unzOpenCurrentFile(zip) == UNZ_OK;
	int got = 1;

	while (whole && got > 0) {
		got = unzReadCurrentFile(zip, part, sizeof(part));
		whole =
		    got >= 0 && XML_Parse(xml, part, got, got == 0) == XML_STATUS_OK;
	}
	if (xml != NULL)
		XML_ParserFree(xml);
	return unzCloseCurrentFile(zip) == UNZ_OK && whole;
}

/* The library does not look whether its temporary files could be written: on a full
 * disk it may pack half a part and call it done. */
static bool
workbook_is_whole(const char *path)
{
	unzFile zip = unzOpen(path);
	int at = zip != NULL ? unzGoToFirstFile(zip) : UNZ_ERRNO;
	bool whole = at == UNZ_OK;

	for (; whole && at == UNZ_OK; at = unzGoToNextFile(zip))
		whole = part_is_whole(zip);
	if (zip != NULL)
		unzClose(zip);
	return whole && at == UNZ_END_OF_LIST_OF_FILE;
}

/* The library tells standard error what went wrong, with the path of the temporary
 * file; we tell the caller. Returns what to give to words_free(), -1 if there is no
 * other place for its words. */
static int
words_catch(void)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int saved = nowhere < 0 ? -1 : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);

	fflush(stderr);
	if (saved >= 0)
		dup2(nowhere, STDERR_FILENO);
	if (nowhere >= 0)
		close(nowhere);
	return saved;
}

static void
words_free(int saved)
{
	fflush(stderr);
	if (saved < 0)
		return;
	dup2(saved, STDERR_FILENO);
	close(saved);
}

/* 0, or what went wrong in a number that strerror() knows. */
static int
workbook_write(const struct sheet *s, const char *temp, char *dir, int64_t created)
{
	lxw_workbook_options options = { .tmpdir = dir };
	lxw_workbook *book = workbook_new_opt(temp, &options);
	lxw_error filled, closed;

	if (book == NULL)
		die("out of memory");
	filled = workbook_fill(s, book, created);
	errno = 0;
	closed = workbook_close(book); /* frees it, whatever comes */
	if (filled != LXW_NO_ERROR)
		return EINVAL; /* a text too long for a cell, say */
	if (closed != LXW_NO_ERROR)
		return errno != 0 ? errno : EIO;
	return workbook_is_whole(temp) ? 0 : ENOSPC;
}

int
sheet_write_xlsx(
    const struct sheet *s, const char *path, int64_t created, struct fail *f)
{
	struct arena *a = arena_new();
	char *dir = path_dir(a, path);
	char *temp = path_join(a, dir, ".taus-XXXXXX"); /* file_sweep() knows it */
	struct bytes content;
	int fd = mkstemp(temp), status = -1, words, wrong;

	if (fd < 0) {
		fail_errno(f, "file-write", path);
		goto out;
	}
	close(fd);
	words = words_catch();
	wrong = workbook_write(s, temp, dir, created);
	words_free(words);
	if (wrong != 0)
		fail_with(f, FAIL_SYSTEM, "sheet-write", "%s", strerror(wrong));
	else if (file_read(temp, XLSX_MOST, a, &content, f) == 0 &&
		 file_replace(path, 0644, content, f) == 0)
		status = 0;
	unlink(temp);
	if (status < 0)
		fail_at(f, path, 0);
out:
	arena_free(a);
	return status;
}
