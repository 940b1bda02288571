#ifndef FORMAT_XLSX_H
#define FORMAT_XLSX_H

#include "format/format.h"

/*
 * Workbooks (ECMA-376, ISO/IEC 29500: SpreadsheetML, transitional and strict) as
 * documents; as tables of a study format/workbook.h reads them.
 *
 * Searched: strings that sheets share, each an utterance; text in cells; results of
 * formulas that are text; whole numbers of eight digits or more (a telephone number that
 * was typed as a number), and days, which are numbers with a number format. Such numbers become text, days as ISO 8601, whether they are covered or
 * not; ten digits that are an identity number without its first zero are read with it.
 * Other numbers stay as they are, and the results of formulas without their formulas.
 *
 * What csv.h says of columns that are the survey program's own, of columns of names and of
 * cells that are file names holds here too. Sheets have neutral names, if theirs is not
 * what the program gave ("Sheet1", "Ark1"). Hidden sheets, rows and columns are counted,
 * stay hidden, and are searched as the rest.
 *
 * What comes out is a package made anew: strings, sheets, styles, theme. Comments, drawings,
 * headers of printed pages, charts, pivot tables, queries, links, names of ranges, filters, rules of validation and
 * formatting, properties, macros, printer settings and all else stay behind.
 */
extern const struct format format_xlsx;

#endif
