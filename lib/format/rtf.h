#ifndef FORMAT_RTF_H
#define FORMAT_RTF_H

#include "format/format.h"

/*
 * RTF, as Word, LibreOffice, TextEdit and f4 write it (Rich Text Format Specification
 * 1.9.1). A paragraph or a row of a table is an utterance, of which a header, a note or a
 * text box comes before the paragraph that it stands in; \line stays a line end inside of
 * it, cells are parted by tabs. Hidden text and tracked insertions are read as text;
 * tracked deletions, comments, properties, field codes, pictures and what stands in
 * groups that are not known are not, and are counted.
 *
 * It is read and not written: its copy is plain text (.rewritten). Its bytes are taken as
 * they are, whatever encoding they are thought to have, for RTF says its own; of the code
 * pages that are not read (format/rtf_word.h) only a byte that needs one is refused.
 *
 * FAIL_INPUT, with the paragraph as line: "rtf-start", "rtf-word", "rtf-hex", "rtf-cut",
 * "rtf-codepage" {1} which. FAIL_LIMIT "rtf-depth".
 */
extern const struct format format_rtf;

#endif
