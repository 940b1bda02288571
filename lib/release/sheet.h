#ifndef RELEASE_SHEET_H
#define RELEASE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct fail;

/*
 * A printed table: a title, header rows, body rows, notes; and its ways out:
 * workbook, CSV, Markdown. All of them say the same. Text is UTF-8, copied in, and
 * stays text: no way out makes a formula of it. The first column holds the labels.
 *
 *	s = sheet_new(a, "Table 1", 3);
 *	sheet_row(s, SHEET_HEADER);
 *	sheet_text(s, ""); sheet_text(s, "SW"); sheet_text(s, "All");
 *	sheet_row(s, SHEET_BODY);
 *	sheet_text(s, "women"); sheet_text(s, ":"); sheet_number(s, 18);
 *	sheet_note(s, "...");
 */
enum sheet_part {
	SHEET_HEADER,  /* stays in sight; before any other */
	SHEET_SECTION, /* a heading among the rows */
	SHEET_BODY
};

struct sheet_cell {
	const char *text; /* NULL: a number */
	int64_t number;
};

struct sheet_row {
	enum sheet_part part;
	struct sheet_cell *cell; /* .columns of them; those not given are "" */
	size_t len;              /* given so far */
};

struct sheet {
	struct arena *arena;
	const char *title;
	size_t columns;
	struct sheet_row *row;
	size_t rows, rows_cap;
	const char **note;
	size_t notes, notes_cap;
};

/* In the arena. columns >= 1. */
struct sheet *sheet_new(struct arena *, const char *title, size_t columns);

/* Begin a row; then give its cells from the left. More cells than columns, or a
 * header after the body has begun, dies. */
void sheet_row(struct sheet *, enum sheet_part);
void sheet_text(struct sheet *, const char *text); /* NULL is "" */
void sheet_number(struct sheet *, int64_t number);

/* A line under the table. */
void sheet_note(struct sheet *, const char *text);

/*
 * RFC 4180 with "," and LF. Every record has all columns. Text that a spreadsheet
 * would take for a formula (it starts with = + - @, tab or CR and is not a plain
 * number) gets an apostrophe before it. Without the title; notes, if wanted, follow
 * as records whose first field is the note.
 */
void sheet_csv(const struct sheet *, bool notes, struct buf *);

/* A pipe table (GitHub Flavored Markdown 0.29, "Tables"): title above in bold,
 * notes below as a list. */
void sheet_markdown(const struct sheet *, struct buf *);

/*
 * The workbook (Office Open XML), written whole or not at all: beside its place, then
 * renamed. created (seconds since 1970) is its date of creation; nothing else in it
 * depends on when or where it was written, so that the same sheet gives the same
 * bytes. Header rows are frozen, text cells are strings. Mode 0644 whatever the
 * umask, as file_replace(). FAIL_SYSTEM ("sheet-write" {1} why) or what file.h
 * says.
 */
int sheet_write_xlsx(
    const struct sheet *, const char *path, int64_t created, struct fail *);

#endif
