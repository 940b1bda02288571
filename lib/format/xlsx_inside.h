#ifndef FORMAT_XLSX_INSIDE_H
#define FORMAT_XLSX_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format/csv_cell.h"
#include "format/workbook_inside.h"
#include "format/xml.h"

/* What xlsx.c, xlsx_scan.c, xlsx_part.c and xlsx_table.c share. */

enum xlsx_string {
	STRING_STAYS = 1,    /* a cell that comes out refers to it */
	STRING_TIME = 2,     /* one that is taken out does */
	STRING_PROPERTY = 4, /* the same */
	STRING_SPEAKER = 8   /* a cell in a column of names does */
};

/* The strings that sheets share. */
struct xlsx_strings {
	uint8_t *kind;  /* enum csv_column that each would make of a column */
	uint8_t *flags; /* enum xlsx_string */
	size_t len, kind_cap;
};

struct xlsx_sheet {
	size_t head;   /* row that names the columns, from 1; 0: none */
	uint8_t *kind; /* enum csv_column, by column from 0 */
	size_t kinds, kind_cap;
};

/* What a part is read with: xml_context.with. */
struct xlsx_with {
	const struct workbook *book;
	const struct xlsx_strings *strings; /* of the strings' part, else NULL */
	const struct xlsx_sheet *sheet;     /* of a sheet, else NULL */
	struct xlsx_place *place;           /* where its reader stands */
};

/* What a cell holds, as its attribute t says. */
enum xlsx_cell {
	CELL_NUMBER,
	CELL_INDEX, /* the number of a string */
	CELL_TEXT,
	CELL_INLINE,
	CELL_BOOLEAN,
	CELL_ERROR,
	CELL_DAY,
	CELL_ODD
};

/* The string or the cell at hand. */
struct xlsx_place {
	size_t strings;     /* begun so far */
	size_t row, column; /* from 1 */
	enum csv_column kind;
	enum xlsx_cell type;
	struct number_format format;
	bool has_type;
	uint64_t name_end, type_at, type_end;
	bool typed; /* said to be text already */
	bool gap;   /* a cell of the row was taken out */
	bool bad;   /* a reference that is none */
};

/* What columns hold, by the names in the first row of each sheet, and what that makes
 * of the strings. sheet has room for book->sheets. FAIL_INPUT "xml-...", "zip-...". */
int xlsx_scan(struct workbook *, const struct zip_entry *strings, struct xlsx_strings *,
    struct xlsx_sheet *sheet, struct arena *, struct fail *);

/* "AB12", "$A$1:B7 C3", and nothing else; column and row of the first, if wanted. */
bool xlsx_is_reference(const char *, size_t *column, size_t *row);

/* xlsx_table.c, xlsx_part.c */
extern const struct xml_profile xlsx_profile;
void xlsx_turn(struct reader *, const struct xml_element *, struct xml_turn *);

/* A part with strings or cells: .with is its xml_context, with a struct xlsx_with. */
extern const struct format format_xlsx_part;

#endif
