#ifndef FORMAT_WORKBOOK_VALUE_H
#define FORMAT_WORKBOOK_VALUE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/bytes.h"

/* How a cell's number is shown: what its number format says of it. */
struct number_format {
	bool date, time; /* both: a point in time, or what the number is */
	bool elapsed;    /* [h]: hours may be more than 24 */
	unsigned zeroes; /* digits at least */
};

/* A format that has a number and no code (ECMA-376 part 1, 18.8.30): 14-22, 45-47, and
 * 27-36 and 50-58, which are dates or times by the language of who opens it. */
struct number_format number_format_built_in(unsigned id);

/* A format by its code: "d. mmmm yyyy", "[h]:mm", "0000". The first section counts. */
struct number_format number_format_of(struct bytes code);

/* Append the number as it is shown. value is what the file says ("44.5", "1E-3"); what
 * is no number is appended as it is. */
void number_show(
    struct bytes value, struct number_format, bool since_1904, struct buf *);

#endif
