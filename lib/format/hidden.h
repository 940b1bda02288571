#ifndef FORMAT_HIDDEN_H
#define FORMAT_HIDDEN_H

#include <stdbool.h>

/*
 * What files hold besides the words that everybody sees: counted while a document is
 * read, told by survey in words (message "hidden-NAME"), kept in the report. Each is
 * searched and stays, or does not come out at all.
 */
enum hidden {
	HIDDEN_NONE, /* plain syntax; not counted */

	/* searched as the rest */
	HIDDEN_HEADER,   /* page headers and footers */
	HIDDEN_NOTE,     /* foot- and endnotes */
	HIDDEN_TEXTBOX,  /* text boxes */
	HIDDEN_TEXT,     /* text marked as hidden */
	HIDDEN_INSERTED, /* tracked insertions: accepted */
	HIDDEN_ALT,      /* descriptions of pictures and boxes */
	HIDDEN_SHEET,    /* hidden sheets, rows or columns */
	HIDDEN_LABEL,    /* names of speakers in the syntax: voice tags, tiers */

	/* taken out */
	HIDDEN_DELETED,   /* tracked deletions, moved-from text */
	HIDDEN_COMMENT,   /* comments and their anchors */
	HIDDEN_AUTHOR,    /* who wrote, changed, annotated; lists of people */
	HIDDEN_TIME,      /* when it was made, changed, recorded */
	HIDDEN_PROPERTY,  /* title, company, template and other properties */
	HIDDEN_REVISION,  /* ids of editing sessions and of paragraphs */
	HIDDEN_LINK,      /* links, paths and addresses outside the file */
	HIDDEN_FIELD,     /* field codes; their result stays */
	HIDDEN_BOOKMARK,  /* bookmarks */
	HIDDEN_PICTURE,   /* pictures and their metadata */
	HIDDEN_MEDIA,     /* sound and film, and the paths to them */
	HIDDEN_EMBEDDED,  /* embedded files and objects */
	HIDDEN_MACRO,     /* macros, scripts, printer settings */
	HIDDEN_CUSTOM,    /* custom XML and content controls' data */
	HIDDEN_THUMBNAIL, /* a picture of the first page */
	HIDDEN_NAME,      /* names of styles, sheets, parts: neutral ones instead */
	HIDDEN_FORMULA,   /* formulas; their values stay */
	HIDDEN_REMARK,    /* remarks in the syntax: NOTE, STYLE, XML comments */
	HIDDEN_CUE,       /* ids and settings of cues */
	HIDDEN_TIER,      /* tiers that repeat the words: lemmas, sounds */
	HIDDEN_EXTRA,     /* extra fields and comments of the zip */
	HIDDEN_UNKNOWN,   /* what taus does not know: refused with --strict */
	HIDDENS
};

const char *hidden_name(enum hidden); /* "header": in the report */
bool hidden_stays(enum hidden);       /* searched, not taken out */

/* The message that says it in words, "hidden-header", for one and for several; argument 1
 * is how many. */
const char *hidden_said(enum hidden);

#endif
