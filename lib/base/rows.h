#ifndef BASE_ROWS_H
#define BASE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"

struct arena;
struct fail;
struct faults;

/*
 * A table of text, read whole from CSV (RFC 4180). UTF-8, with or without BOM;
 * the separator (";" "," or tab) is the one that splits the first line into most
 * known names; header names are matched without regard to case and surrounding
 * spaces, in any order. Cells are trimmed. Empty lines, and rows of which every cell
 * is empty (spreadsheets leave such), are skipped.
 */
struct column {
	const char *name; /* as the code calls it: "given" */
	const char *also; /* other spellings, "|" between: "fornavn|first name" */
	bool required;    /* the column must be there (cells may be empty) */
};

struct row {
	uint64_t line;       /* in the file, from 1 */
	struct bytes *cell;  /* by number of the known column; "" where it is missing */
	struct bytes *extra; /* by number of the unknown column */
};

struct rows {
	size_t columns;      /* known ones, as in the column table */
	bool *present;       /* by known column: the file has it */
	const char **called; /* by known column: as the file names it; of one that is
				missing its name, in the language of the others */
	struct bytes *extra_name;
	size_t extras; /* columns nobody knows, in file order: kept, not understood */
	struct row *at;
	size_t len;
};

/*
 * Columns end with a NULL name. FAIL_INPUT with path, line and, where it is one, the column
 * ("C", as spreadsheets count): "csv-column-missing" {1} column, "csv-column-like" {1} column
 * (it is missing, and this one is called almost so), "csv-column-twice" {1} column,
 * "csv-cells" {1} which cell of the row {2} columns (it holds something, and its column has no
 * name), "csv-quote", "csv-encoding" (not UTF-8), "csv-empty". path may be NULL.
 */
int rows_parse(struct bytes csv, const char *path, const struct column *,
    struct arena *, struct rows *, struct fail *);

/*
 * The same for one who puts it right: with faults, a cell whose column has no name is kept
 * there and left out, and of what is wrong with the columns all but the last, which is the
 * failure.
 */
int rows_gather(struct bytes csv, const char *path, const struct column *,
    struct arena *, struct rows *, struct faults *, struct fail *);

/* Write one record: RFC 4180 quoting where needed, "\n" at the end. */
void rows_record(struct buf *, const struct bytes *cell, size_t count, char separator);

#endif
