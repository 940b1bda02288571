#ifndef FORMAT_CUE_H
#define FORMAT_CUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "format/hidden.h"

/*
 * The syntax that WebVTT (W3C, WebVTT: The Web Video Text Tracks Format, 4 and 6) and
 * SubRip share: time lines, tags and character references in the text of a cue. All of
 * it is told from decoded text and in its bytes.
 */

/* What a line with "-->" is. */
enum cue_line {
	CUE_LINE_OTHER,
	CUE_LINE_TIME, /* "00:00:01.000 --> 00:00:04,000 align:start" */
	CUE_LINE_BAD   /* begins like one and goes on otherwise */
};

/* line without its end. *settings: where what comes behind the second time begins, its
 * blanks included. Hours may be missing, "," and "." part the fraction. */
enum cue_line cue_line_of(struct bytes line, size_t *settings);

/* The same, as strict as programs write it: two digits of minutes and seconds, three
 * behind; Teams' plain text ("0:0:0.0 --> 0:0:1.250") is none. */
bool cue_line_is_strict(struct bytes line);

/* The next setting in line from *i on, blanks in front included: [*from, *i). known:
 * one of WebVTT 4.4 but the region, whose id is a name, or SubRip's coordinates, with a
 * value that says nothing else. false: there is none. */
bool cue_setting(struct bytes line, size_t *i, size_t *from, bool *known);

/* Up to six digits and nothing else: the number of a cue. */
bool cue_is_number(struct bytes line);

enum cue_tag_kind {
	CUE_TAG_NONE,   /* text after all */
	CUE_TAG_KNOWN,  /* stays, but for what is cut out of it */
	CUE_TAG_VOICE,  /* begins what somebody says */
	CUE_TAG_UNKNOWN /* shows nothing in WebVTT; text in SubRip */
};

struct cue_tag {
	enum cue_tag_kind kind;
	size_t end;                /* behind it */
	size_t cut_from, cut_to;   /* what does not stay; often nothing */
	enum hidden cut;           /* what that is */
	size_t name_from, name_to; /* of a voice; may be empty */
};

/* What begins at line.at[i], which is '<', or '{' before '\'. A class stays if it is a
 * colour of WebVTT 5, an attribute if it is a colour or size. */
struct cue_tag cue_tag_of(struct bytes line, size_t i);

/* The character that a reference at line.at[i] ('&') says, and the reference's length;
 * 0: it is no reference. */
uint32_t cue_reference(struct bytes line, size_t i, size_t *len);

#endif
