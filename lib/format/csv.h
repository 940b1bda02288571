#ifndef FORMAT_CSV_H
#define FORMAT_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "format/format.h"

/*
 * Tables as text: CSV (RFC 4180) with ";", "," or tab between fields, as Excel,
 * LibreOffice and survey programs write it (UTF-8 with and without BOM, UTF-16,
 * Windows-1252), among them the ".txt" report of Nettskjema.
 *
 * Each cell that is not blank is an utterance, the cells of one row one turn; its line
 * is the line of the file. The header's cells are searched too. Taken out, and what
 * stands there instead:
 *
 *	columns that are the survey program's own: ids that lead back to it, times,
 *	addresses of machines (csv_cell.h): nothing
 *	a cell that is a list of file names, which are names ("kari.png"): "fil.png"
 *	a first character that makes a formula of a text: an apostrophe before it
 *
 * FAIL_INPUT "csv-quote" with the line: a quoted field that never ends, or that goes
 * on behind its quote. A quote inside a field without quotes is a character.
 *
 * libcsv, which reads the tables of a study (base/rows.h), does not say where in the
 * file a cell stands, so the fields are told apart here.
 */
extern const struct format format_csv;

struct csv_shape {
	char separator; /* ";" where nothing tells */
	unsigned sure;  /* the bid: 0 (text) to 95 */
	size_t skip;    /* bytes of a line "sep=;" at the start */
	bool speakers;  /* two columns without names: who speaks, and what is said */
};

/*
 * What a text looks like as a table, from its start (UTF-8 without BOM); whole says
 * that it is all of it. A table has a first row of quoted fields; or else the same
 * number of fields in every row, quotes that balance, no empty rows inside, no blanks
 * behind its separators, and no labels with a colon before them: so a transcript with a
 * ";" here and there is none. Lines that each hold exactly one separator are a table
 * from three lines on.
 */
struct csv_shape csv_shape_of(struct bytes text, bool whole);

#endif
