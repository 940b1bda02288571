#include "cmd/decision_sheet.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/rows.h"
#include "base/worker.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/ui.h"
#include "format/source.h"
#include "format/workbook.h"

enum { PIECE_OF_ROWS = 1 };

/* What is read of a sheet, by its heads in either language. */
enum { SPELLINGS, ANSWER, WHO, TAIL, READ };

static const struct {
	const char *sheet;
	const char *name[READ];
} reads[SHEETS] = {
	[SHEET_NAMES] = { "sheet-names",
	    { "column-spellings", "column-decision", "column-who", "column-tail" } },
	[SHEET_PLACES] = { "sheet-places",
	    { "column-word", "column-decision", "column-who", "column-tail" } },
	[SHEET_TURNS] = { "sheet-turns",
	    { "column-turn", "column-missed", "column-who", "column-tail" } },
};

struct reading {
	int fd;
	struct arena *arena;
	struct buf rows; /* sheet, row, spellings, answer, who, tail: as CSV */
};

static const char *
both(struct arena *a, const char *id)
{
	return arena_printf(
	    a, "%s|%s", ui_text_in(id, UI_ENGLISH), ui_text_in(id, UI_NORWEGIAN));
}

static const char *
sheet_said(struct arena *a, int sheet)
{
	return arena_printf(
	    a, "%s, %s", path_base(decision_sheet_path), ui_text(reads[sheet].sheet));
}

static int
read_sheet(struct reading *r, int sheet, struct bytes csv, struct fail *f)
{
	struct column column[READ + 1] = { { NULL, NULL, false } };
	struct bytes cell[READ + 2];
	struct rows rows;
	size_t i;
	int c;

	for (c = 0; c < READ; c++)
		column[c] = (struct column){ ui_text(reads[sheet].name[c]),
			both(r->arena, reads[sheet].name[c]), true };
	if (rows_parse(csv, sheet_said(r->arena, sheet), column, r->arena, &rows, f) ==
	    -1)
		return -1;
	for (i = 0; i < rows.len; i++) {
		cell[0] = bytes_of(arena_printf(r->arena, "%d", sheet));
		cell[1] = bytes_of(arena_printf(
		    r->arena, "%llu", (unsigned long long)rows.at[i].line));
		memcpy(cell + 2, rows.at[i].cell, sizeof *cell * READ);
		rows_record(&r->rows, cell, READ + 2, ',');
	}
	return 0;
}

static int
read_book(struct reading *r, struct fail *f)
{
	struct source *source = source_of_file(r->fd, r->arena, f);
	struct workbook *book = source ? workbook_open(source, r->arena, f) : NULL;
	struct bytes csv;
	int i, n;

	if (book == NULL)
		return -1;
	for (i = 0; i < SHEETS; i++) {
		n = workbook_sheet(book, both(r->arena, reads[i].sheet));
		if (n == -1 && i == SHEET_NAMES)
			return fail(f, FAIL_INPUT, "review-no-sheet");
		if (n == -1)
			continue;
		if (workbook_csv(book, n, r->arena, &csv, f) == -1)
			return fail_at(f, sheet_said(r->arena, i), f->line);
		if (csv.len > 0 && read_sheet(r, i, csv, f) == -1)
			return -1;
	}
	return 0;
}

/* In the worker. */
static int
read_and_send(void *with, int records, struct fail *f)
{
	struct reading r = { .fd = *(int *)with, .arena = arena_new() };
	size_t at, len;

	if (read_book(&r, f) == -1)
		return -1;
	for (at = 0; at < r.rows.len; at += len) {
		len = r.rows.len - at < WORKER_RECORD ? r.rows.len - at : WORKER_RECORD;
		if (worker_send(records, PIECE_OF_ROWS, r.rows.at + at, len, f) == -1)
			return -1;
	}
	return 0;
}

static int
receive(struct worker *w, struct buf *csv, struct fail *f)
{
	unsigned char piece[WORKER_RECORD];
	uint32_t kind;
	size_t len;
	int rc;

	buf_text(csv, "sheet,row,spellings,answer,who,tail\n");
	while ((rc = worker_next(w, &kind, piece, &len, f)) == 1) {
		if (kind != PIECE_OF_ROWS || csv->len + len > LIMIT_CSV)
			return fail(f, FAIL_INPUT, "worker-answer");
		buf_add(csv, (struct bytes){ piece, len });
	}
	return rc;
}

/* In the keeper, of rows in our own form. */
static int
take_rows(struct session *s, struct bytes csv, struct sheet_row **out, size_t *count,
    struct fail *f)
{
	static const struct column column[] = { { "sheet", NULL, true },
		{ "row", NULL, true }, { "spellings", NULL, true },
		{ "answer", NULL, true }, { "who", NULL, true }, { "tail", NULL, true },
		{ NULL, NULL, false } };
	struct sheet_row *row;
	struct rows rows;
	int sheet;
	size_t i;

	if (rows_parse(csv, NULL, column, s->arena, &rows, f) == -1)
		return -1;
	*out = arena_get(s->arena, rows.len, sizeof **out);
	*count = rows.len;
	for (i = 0; i < rows.len; i++) {
		const struct bytes *cell = rows.at[i].cell;

		sheet = cell[0].len == 1 ? cell[0].at[0] - '0' : SHEETS;
		if (sheet < 0 || sheet >= SHEETS)
			return fail(f, FAIL_INPUT, "worker-answer");
		row = &(*out)[i];
		row->sheet = sheet_said(s->arena, sheet);
		row->turn = sheet == SHEET_TURNS;
		row->row = strtoull(arena_text(s->arena, cell[1]), NULL, 10);
		row->spellings = arena_text(s->arena, cell[2]);
		row->answer = arena_text(s->arena, cell[3]);
		row->who = arena_text(s->arena, cell[4]);
		row->tail = arena_text(s->arena, cell[5]);
	}
	return 0;
}

int
decision_sheet_read(
    struct session *s, struct sheet_row **out, size_t *count, struct fail *f)
{
	const char *path = session_path(s, decision_sheet_path);
	struct worker *w = NULL;
	struct buf csv = { 0 };
	int fd = file_open(path, f), rc = -1;

	if (fd == -1)
		return -1;
	w = worker_start(
	    read_and_send, &fd, &fd, 1, global_value(GLOBAL_NO_SANDBOX) != NULL, f);
	if (w != NULL && receive(w, &csv, f) == 0)
		rc =
		    take_rows(s, arena_bytes(s->arena, buf_bytes(&csv)), out, count, f);
	if (rc == -1 && f->path[0] == '\0')
		fail_at(f, path_base(path), f->line);
	worker_end(w);
	close(fd);
	buf_free(&csv);
	return rc;
}
