#ifndef FORMAT_RTF_WORD_H
#define FORMAT_RTF_WORD_H

#include <stdint.h>

#include "format/hidden.h"

/*
 * The control words that matter where text is looked for (Rich Text Format Specification
 * 1.9.1, appendix "Index of RTF Control Words"). All others are about looks.
 */
enum rtf_action {
	RTF_LOOKS, /* nothing to do with text */

	/* what the rest of the group is (a "destination") */
	RTF_SKIP,    /* not text, or text that is not taken over; .hidden is counted */
	RTF_FLOW,    /* text of its own: a header, a note; .hidden is counted */
	RTF_PASS,    /* what is around it */
	RTF_FONTS,   /* the table of fonts */
	RTF_INFO,    /* skipped, and what is in it counted */
	RTF_TWICE,   /* \upr: skipped, but for its \ud */
	RTF_UNICODE, /* \ud */

	/* text */
	RTF_CHARACTER, /* .value */
	RTF_CELL,      /* one of a table ends */
	RTF_PARAGRAPH, /* it ends, or a row */
	RTF_U,         /* \uN */

	/* how text is spelt, and what it is */
	RTF_UC,
	RTF_FONT,
	RTF_DEFAULT_FONT,
	RTF_CHARSET,
	RTF_FONT_PAGE,
	RTF_PAGE,      /* \ansicpgN */
	RTF_PAGE_NAME, /* \mac: .value is the code page */
	RTF_PLAIN,
	RTF_HIDDEN,
	RTF_DELETED,
	RTF_REVISED,
	RTF_COUNT /* .hidden is counted */
};

struct rtf_word {
	const char *name;
	enum rtf_action action;
	enum hidden hidden;
	uint32_t value;
};

/* Never NULL: of a word that does not matter the name is "". */
const struct rtf_word *rtf_word_of(const char *name);

/* The code page that goes with \fcharsetN: 0, that of the document. */
unsigned rtf_page_of_charset(int32_t charset);

#endif
