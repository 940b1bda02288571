#ifndef TEXT_SHADOW_H
#define TEXT_SHADOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;

/*
 * The normalised shadow of a text: what rules and lists see. NFC; the
 * apostrophes ' ’ ‘ ´ ` as '; hyphens and the short dashes (U+2010..2013, U+2212)
 * as -; every space but the line break as one blank each; CRLF and CR as LF;
 * soft hyphens, zero-width characters, byte order marks and controls left out; a
 * letter, a hyphen, one or two line breaks and a lower-case letter ("Nord-\nli")
 * joined to one word. Case stays.
 *
 * at[0..len) is UTF-8 (bytes that are not become U+FFFD). Most text is its own shadow
 * and is not copied.
 */
struct shadow {
	const unsigned char *at;
	size_t len;
	const uint32_t *map; /* len + 1 offsets into the text; NULL: the same */
};

/* The shadow lives in the arena, or is the text itself. */
struct shadow shadow_of(struct bytes text, struct arena *);

/*
 * Where the shadow's [from, to) stands in the text, exclusive at the end, always
 * between characters; what is left out of the shadow inside it is inside.
 */
void shadow_place(const struct shadow *, size_t from, size_t to, uint32_t *text_from,
    uint32_t *text_to);

#endif
