/*
 * A workbook on the command line, for tests: what somebody at a desk does with it.
 *
 *	sheet show BOOK.xlsx SHEET		its cells as CSV, a row a line
 *	sheet fill BOOK.xlsx OUT.xlsx <EDITS	with some cells written anew
 *
 * An edit is a line SHEET<TAB>ROW<TAB>COLUMN<TAB>TEXT: ROW a number from 1, or * for every
 * row below the first that is not empty; COLUMN as the first row names it, or a number
 * from 1. The first that fits counts last: later edits go over earlier ones. Formats and
 * lists to choose from are not kept, as in a workbook that was copied by hand.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/source.h"
#include "format/workbook.h"

enum { ROWS = 30000, COLUMNS = 40, EDITS = 40000, SHEETS = 16 };

struct table {
	char *cell[COLUMNS];
};

static struct {
	char *sheet, *row, *column, *text;
} edit[EDITS];
static size_t edits;

static struct arena *arena;

static void
give_up(const char *what, const struct fail *f)
{
	fprintf(stderr, "sheet: %s %s\n", what, f ? f->what : "");
	exit(1);
}

static struct workbook *
open_book(const char *path)
{
	struct fail f = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct source *source = fd == -1 ? NULL : source_of_file(fd, arena, &f);
	struct workbook *book = source ? workbook_open(source, arena, &f) : NULL;

	if (book == NULL)
		give_up(path, &f);
	return book;
}

static struct bytes
csv_of(struct workbook *book, const char *name)
{
	struct fail f = { 0 };
	struct bytes csv;
	int sheet = workbook_sheet(book, name);

	if (sheet == -1 || workbook_csv(book, sheet, arena, &csv, &f) == -1)
		give_up(name, &f);
	return csv;
}

/* RFC 4180 into cells; row r is line r + 1 of the sheet. */
static size_t
cells_of(struct bytes csv, struct table *t)
{
	char *text = arena_text(arena, csv), *to = text, *from = text, *cell = text;
	size_t row = 0, column = 0;
	int quoted = 0;

	for (; *from; from++) {
		if (*from == '"' && quoted && from[1] == '"')
			*to++ = *from++;
		else if (*from == '"')
			quoted = !quoted;
		else if (!quoted && (*from == ',' || *from == '\n')) {
			char end = *from;

			*to++ = '\0';
			if (row < ROWS && column < COLUMNS)
				t[row].cell[column++] = cell;
			cell = to;
			if (end == '\n') {
				row++;
				column = 0;
			}
		} else
			*to++ = *from;
	}
	return row;
}

static void
read_edits(void)
{
	static char line[8192];
	char *text;

	while (fgets(line, sizeof line, stdin) != NULL && edits < EDITS) {
		line[strcspn(line, "\n")] = '\0';
		text = arena_text(arena, bytes_of(line));
		edit[edits].sheet = strsep(&text, "\t");
		edit[edits].row = strsep(&text, "\t");
		edit[edits].column = strsep(&text, "\t");
		edit[edits].text = text;
		if (edit[edits].column == NULL || text == NULL)
			give_up("an edit has four fields", NULL);
		edits++;
	}
}

static int
column_of(const struct table *head, const char *name)
{
	int i;

	for (i = 0; i < COLUMNS; i++)
		if (head->cell[i] != NULL && strcmp(head->cell[i], name) == 0)
			return i;
	return atoi(name) > 0 && atoi(name) <= COLUMNS ? atoi(name) - 1 : -1;
}

static void
apply(struct table *t, size_t rows, const char *sheet)
{
	struct table head = t[0];
	size_t i, r;
	int column;

	for (i = 0; i < edits; i++) {
		if (strcmp(edit[i].sheet, sheet) != 0)
			continue;
		column = column_of(&head, edit[i].column);
		if (column == -1)
			give_up("no such column", NULL);
		if (strcmp(edit[i].row, "*") != 0) {
			t[atoi(edit[i].row) - 1].cell[column] = edit[i].text;
			continue;
		}
		for (r = 1; r < rows; r++)
			if (t[r].cell[0] != NULL && t[r].cell[0][0] != '\0')
				t[r].cell[column] = edit[i].text;
	}
}

static void
write_sheet(lxw_workbook *out, const char *name, struct table *t)
{
	lxw_worksheet *w = workbook_add_worksheet(out, name);
	size_t r, c;

	for (r = 0; r < ROWS; r++)
		for (c = 0; c < COLUMNS; c++)
			if (t[r].cell[c] != NULL && t[r].cell[c][0] != '\0')
				worksheet_write_string(
				    w, (lxw_row_t)r, (lxw_col_t)c, t[r].cell[c], NULL);
}

/* The sheets that edits name, and those of a workbook of taus. */
static size_t
names_of(const struct workbook *book, const char **name)
{
	static const char *const known[] = { "Read this first", "Les dette først",
		"Decisions", "Avgjørelser", "Word or name", "Ord eller navn",
		"Missed anything", "Noe oversett", "People", "Personer", "Meetings",
		"Møter", "Consents", "Samtykker", "Names that stay", "Navn som blir",
		NULL };
	size_t n = 0, i;

	for (i = 0; known[i] != NULL && n < SHEETS; i++)
		if (workbook_sheet(book, known[i]) != -1)
			name[n++] = known[i];
	return n;
}

/* An edit of a sheet that is not there would change nothing, and look as if it had. */
static void
check_edits(const char *const *name, size_t n)
{
	size_t i, k;

	for (i = 0; i < edits; i++) {
		for (k = 0; k < n && strcmp(edit[i].sheet, name[k]) != 0; k++)
			;
		if (k == n)
			give_up(edit[i].sheet, NULL);
	}
}

static int
fill(const char *from, const char *to)
{
	struct workbook *book = open_book(from);
	lxw_workbook *out = workbook_new(to);
	const char *name[SHEETS];
	size_t n = names_of(book, name), i, rows;
	struct table *t;

	read_edits();
	check_edits(name, n);
	for (i = 0; i < n; i++) {
		t = calloc(ROWS, sizeof *t);
		rows = cells_of(csv_of(book, name[i]), t);
		apply(t, rows, name[i]);
		write_sheet(out, name[i], t);
		free(t);
	}
	return workbook_close(out) == LXW_NO_ERROR ? 0 : 1;
}

int
main(int argc, char **argv)
{
	struct bytes csv;

	arena = arena_new();
	if (argc == 4 && strcmp(argv[1], "show") == 0) {
		csv = csv_of(open_book(argv[2]), argv[3]);
		fwrite(csv.at, 1, csv.len, stdout);
		return 0;
	}
	if (argc == 4 && strcmp(argv[1], "fill") == 0)
		return fill(argv[2], argv[3]);
	fputs("usage: sheet show BOOK SHEET | sheet fill BOOK OUT\n", stderr);
	return 2;
}
