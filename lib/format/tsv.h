#ifndef FORMAT_TSV_H
#define FORMAT_TSV_H

#include "format/format.h"

/*
 * Rows as Whisper writes them: "start", "end" and "text" with tabs between, then a row a
 * segment, times in milliseconds. A sentence that goes on over rows is one text. A row
 * that does not begin with two numbers is refused: FAIL_INPUT "tsv-row" with its line.
 */
extern const struct format format_tsv;

#endif
