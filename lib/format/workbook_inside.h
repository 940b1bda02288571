#ifndef FORMAT_WORKBOOK_INSIDE_H
#define FORMAT_WORKBOOK_INSIDE_H

#include "format/workbook.h"
#include "format/workbook_value.h"

struct arena;
struct fail;
struct zip;
struct zip_entry;

/* What workbook.c and workbook_sheet.c share. */
struct sheet_entry {
	const char *name;
	const struct zip_entry *entry;
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
	size_t names; /* of ranges */
	struct workbook_besides besides;
};

/* The workbook of a package; without strings: .shared is not read. FAIL_INPUT as
 * workbook_open(). */
struct workbook *workbook_of_zip(
    struct zip *, bool strings, struct arena *, struct fail *);

/* The character that "_x000D_" at i says (ECMA-376 part 1, 22.9.2.19); -1: it is none.
 * Surrogates are given as they are. */
long workbook_escape(struct bytes text, size_t i);

/* "_x000D_" says a character, a line break is a blank:
 * the text in the arena. */
struct bytes workbook_text(struct bytes, struct arena *);

#endif
