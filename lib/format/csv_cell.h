#ifndef FORMAT_CSV_CELL_H
#define FORMAT_CSV_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/* What a column of a table holds, told by its name in the first row. */
enum csv_column {
	CSV_TEXT,
	CSV_SPEAKER, /* names: its cells are labels */
	CSV_TIME,    /* when somebody answered: taken out */
	CSV_PROPERTY /* the survey program's own ids, addresses, places: taken out */
};

/*
 * The columns of Nettskjema ("$submission_id" and all else that begins with "$"),
 * Qualtrics, Microsoft Forms; names of columns for speakers and names. Any case, blanks
 * around do not matter.
 */
enum csv_column csv_column_of(struct bytes name);

/* A spreadsheet would make a formula of it: it begins with = + - @ and is neither a
 * number nor a dash alone. */
bool csv_is_formula(struct bytes cell);

/* The stem of a file name in a cell: [from, to). */
struct csv_stem {
	size_t from, to;
};

/*
 * The stems of a cell that is a file name of a known kind (pictures, sound, films,
 * documents), or a list of them with , ; | or line ends between; "fil" is none. Gives
 * their number, at most room: what would be more is in the last. 0: the cell is
 * something else.
 */
size_t csv_stems(struct bytes cell, struct csv_stem *, size_t room);

#endif
