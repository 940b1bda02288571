#ifndef RELEASE_BAG_TAG_H
#define RELEASE_BAG_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct arena;

/* The small texts of a bag (RFC 8493, 2.1.1 to 2.2.2): taken apart, not judged. */

enum bag_encoding { BAG_ENCODING_NONE, BAG_UTF8, BAG_UTF16, BAG_LATIN1 };

struct bag_declaration {
	unsigned major, minor;
	enum bag_encoding encoding; /* BAG_ENCODING_NONE: one that we do not know */
};

/* bagit.txt: exactly its two lines, spelled exactly, a version up to 1.0. */
bool bag_declaration_read(struct bytes file, struct bag_declaration *);

/* A tag file as UTF-8 without BOM. False where its bytes are not of that encoding. */
bool bag_tag_text(
    struct bytes file, enum bag_encoding, struct arena *, struct bytes *text);

/* Take a line off; it ends in LF, CR LF or CR, or with the text. */
bool bag_tag_line(struct bytes *rest, struct bytes *line);

/* Take a word off, and the spaces and tabs behind it. */
void bag_tag_word(struct bytes *rest, struct bytes *word);

/*
 * bag-info.txt: "Label: value" lines, continued by lines that begin with a space or
 * tab. The first value of a label (any case, without what continues it) and how
 * often the label stands there. False: a line that is neither.
 */
bool bag_info_find(
    struct bytes text, const char *label, struct bytes *value, size_t *found);

#endif
