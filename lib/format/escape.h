#ifndef FORMAT_ESCAPE_H
#define FORMAT_ESCAPE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/bytes.h"

/*
 * How a replacement is spelt where it is written: what it says stays text, and no
 * character of it is syntax there.
 */
enum escape {
	ESCAPE_NONE,      /* plain text: as it is */
	ESCAPE_XML,       /* content and attribute values (XML 1.0, 2.4): & < > " ' */
	ESCAPE_CDATA,     /* a CDATA section (2.7): as it is, without "]]>" */
	ESCAPE_JSON,      /* a string (RFC 8259, 7) */
	ESCAPE_CSV,       /* a quoted field (RFC 4180): quotes doubled */
	ESCAPE_CSV_PLAIN, /* one without quotes: what would be syntax is a blank */
	ESCAPE_RTF,       /* RTF 1.9.1: \ { } and what is not ASCII as \uN? */
	ESCAPE_CUE,       /* cue text of WebVTT: & < >, and a blank for nothing, for an
	                     empty line would end the cue */
	ESCAPE_CUE_PLAIN, /* the same of SubRip, which knows no "&lt;" */
	ESCAPES
};

/*
 * Append the text as it is to be written. next is the byte that stands behind it in the
 * source (0: none), for what two pieces together would say ("]]" before ">").
 */
void escape_text(enum escape, struct bytes utf8, unsigned char next, struct buf *);

/* No text at all is spelt there too. */
bool escape_spells_nothing(enum escape);

#endif
