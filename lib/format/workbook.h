#ifndef FORMAT_WORKBOOK_H
#define FORMAT_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct faults;
struct source;

/*
 * A workbook (XLSX: ECMA-376 part 1, 18) read as tables, in a worker: each sheet as CSV
 * that base/rows.h reads, line n of it row n of the sheet. So what is said of a table
 * by its line is said of a sheet by its row.
 *
 * A cell is what the sheet shows of it: text (all runs of it, without phonetic signs;
 * line breaks are blanks), numbers as decimals, booleans as TRUE and FALSE, errors as
 * #N/A, dates and times by their number format as ISO 8601 ("2024-05-06",
 * "2024-05-06 13:30:00", "00:45:00"), in the date system of the workbook (1900 or 1904),
 * zeroes before a number by a format of zeroes ("0000"). Of a formula its stored result.
 * Hidden sheets, rows and columns are read like the others, and counted; comments are
 * counted.
 *
 * FAIL_INPUT: "zip-..."; "workbook-none" (a package without a workbook, or not one);
 * "workbook-old" (what Excel wrote before 2007, or with a password: both look alike);
 * "xml-form" {1} expat's word, "xml-doctype"; and with the row: "workbook-formula" {1}
 * cell (it has no stored result), "workbook-cell" {1} cell (a reference that is none).
 * FAIL_LIMIT: "csv-large", "csv-rows", "csv-columns", "csv-cell-large", as for CSV.
 */
struct workbook;

/* The bytes are a package or an old workbook, no CSV. */
bool workbook_is(struct bytes head);

/* In the arena; the source must outlive it. */
struct workbook *workbook_open(struct source *, struct arena *, struct fail *);

/* The sheet that has one of these names ("People|Personer", any case), as a number;
 * -1: none. */
int workbook_sheet(const struct workbook *, const char *names);

/* How many sheets of cells it has. */
size_t workbook_sheets(const struct workbook *);

/* The first that is not hidden; of those the only one that holds a table, mostly. */
int workbook_first(const struct workbook *);

/* What it holds besides, in all that was opened and read so far. */
struct workbook_besides {
	size_t sheets, rows, columns; /* hidden; of columns, ranges of them */
	size_t comments;              /* not read */
};

struct workbook_besides workbook_besides(const struct workbook *);

/* The sheet as CSV with ",", in the arena; "" if nothing stands in it. */
int workbook_csv(
    struct workbook *, int sheet, struct arena *, struct bytes *csv, struct fail *);

/*
 * The same for one who puts it right, path said with it (may be NULL): with faults, a
 * formula without a result is kept there, its cell left empty, and so are cells of the table
 * that are merged, FAIL_INPUT "workbook-merged" {1} range: only the first of them holds what
 * is seen in all. With faults NULL merged cells are read as they are.
 */
int workbook_gather(struct workbook *, int sheet, const char *path, struct arena *,
    struct bytes *csv, struct faults *, struct fail *);

#endif
