#ifndef RELEASE_FORM_H
#define RELEASE_FORM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct fail;

/*
 * A workbook that people fill in: sheets whose first row names the columns and stays in
 * sight, lists to choose from, widths to read by, and a first sheet that explains each
 * column. Nothing in it is hidden or locked. format/workbook.h reads it back, also when
 * Excel or LibreOffice saved it.
 *
 * Text is UTF-8 and stays text: cells are strings and their columns have the format of
 * text, so that "=1+1", "007" and "1e5" stay what was written or is typed there. A
 * column of days shows them as ISO 8601.
 */
/* FORM_LINES: text of several lines, all of them in sight. */
enum { FORM_CHOICES = 255 }; /* bytes of a list to choose from, with "," between */

enum form_kind { FORM_TEXT, FORM_DAY, FORM_NUMBER, FORM_LINES, FORM_KINDS };

struct form_column {
	const char *name;    /* as base/rows.h knows it; NULL ends the list */
	const char *explain; /* one or two sentences */
	enum form_kind kind;
	unsigned width; /* characters; 0: by the name */
	const char *const
	    *choice; /* ends with NULL; none has a "," in it; FORM_CHOICES;
	                              other words may be typed all the same. NULL: none */
};

struct form_sheet {
	const char *name; /* at most 31 characters, none of []:*?/\ */
	const struct form_column *column;
	const char *const
	    *cell; /* rows that are filled in, row by row; NULL is empty */
	size_t rows;
};

struct form {
	const char *title;
	const char *about;              /* name of the sheet that explains */
	const char *const *about_line;  /* above the explanations; ends with NULL */
	const char *about_head[3];      /* "Sheet", "Column", "What goes there" */
	const struct form_sheet *sheet; /* the last has name NULL */
};

/* As xlsx_file_write() says (release/xlsx_file.h): the same form gives the same bytes. */
int form_write(
    const struct form *, const char *path, mode_t mode, int64_t created, struct fail *);

#endif
