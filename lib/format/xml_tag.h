#ifndef FORMAT_XML_TAG_H
#define FORMAT_XML_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/bytes.h"

/*
 * A start tag taken apart once more, after expat has read it and found it well formed:
 * expat says what its attributes are, not where they stand (XML 1.0, 3.1).
 */
struct xml_raw {
	size_t from, to;         /* bytes of the tag: with the blanks before it */
	size_t value, value_end; /* of the value, without its quotes */
	struct bytes name;       /* with its prefix */
};

/* The next attribute behind *place, which is 0 at first. tag is "<w:p w:x='1'/>". */
bool xml_raw_next(struct bytes tag, size_t *place, struct xml_raw *);

/* One character of a value or of text as it is written: its own bytes, or a reference
 * to a character ("&amp;", "&#248;"), decoded. *used bytes were read; 0: none left. */
void xml_raw_character(struct bytes raw, struct buf *decoded, size_t *used);

#endif
