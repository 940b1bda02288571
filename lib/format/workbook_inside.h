#ifndef FORMAT_WORKBOOK_INSIDE_H
#define FORMAT_WORKBOOK_INSIDE_H

#include "format/workbook.h"
#include "format/workbook_value.h"

struct zip;

/* What workbook.c and workbook_sheet.c share. */
struct sheet_entry {
	const char *name;
	const char *part; /* "xl/worksheets/sheet1.xml" */
	bool hidden;
};

struct workbook {
	struct zip *zip;
	bool since_1904;
	struct sheet_entry *sheet;
	size_t sheets;
	struct bytes
	    *shared; /* strings; one that is too long has LIMIT_CELL + 1 bytes */
	size_t shareds;
	struct number_format *format; /* by a cell's style */
	size_t formats;
	struct workbook_besides besides;
};

/* "_x000D_" says a character (ECMA-376 part 1, 22.9.2.19), a line break is a blank:
 * the text in the arena. */
struct bytes workbook_text(struct bytes, struct arena *);

#endif
