#ifndef TEXT_SKELETON_H
#define TEXT_SKELETON_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/*
 * The skeleton of a word (text/word.h), letter by letter: for the files of this
 * room that hash, compare or cut words. A word may also stand in NFD, and what is
 * no letter or digit in it (a soft hyphen) does not count.
 */

/* The next letter at or after *at, which moves behind it and its marks: folded,
 * but two letters not yet joined to one. 0 at the end. */
uint32_t skeleton_letter(struct bytes word, size_t *at);

/* One character without its marks, in lower case: å æ ø stay, ö ä are ø æ. */
uint32_t skeleton_fold(uint32_t character);

/* å, ø or æ for "aa", "oe", "ae"; 0 for two letters that stay two. */
uint32_t skeleton_joined(uint32_t first, uint32_t second);

/* The hash of the letters so far, FNV-1a over their UTF-8. */
struct skeleton_hash {
	uint64_t hash;
	uint64_t before; /* without the last letter */
	uint32_t last;   /* 0: none that may join with the next */
	uint32_t letters;
};

#define SKELETON_START                                                           \
	{                                                                        \
		UINT64_C(0xcbf29ce484222325), UINT64_C(0xcbf29ce484222325), 0, 0 \
	}

void skeleton_add(struct skeleton_hash *, uint32_t letter);

/* The same for a letter a to z behind which and before which nothing joins. */
static inline void
skeleton_add_plain(struct skeleton_hash *s, unsigned char letter)
{
	s->before = s->hash;
	s->hash = (s->hash ^ letter) * UINT64_C(0x100000001b3);
	s->last = letter;
	s->letters++;
}

/* Of a whole word; *stem as in struct word. */
uint64_t skeleton_hash(struct bytes word, uint64_t *stem);

/* The word has this skeleton (NUL-terminated UTF-8). */
int skeleton_is(struct bytes word, const unsigned char *skeleton);

#endif
