#ifndef FIND_PATTERN_NEEDS_H
#define FIND_PATTERN_NEEDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What every match of a pattern holds: one of some literal factors. A factor has
 * three bytes or more, or it is one rare byte: a digit, or a sign as @ or /.
 * Read off the pattern's text (its concatenations, groups and alternatives); what
 * is not understood is taken to match anything. For the room find/ only.
 */
enum { NEED_LETTERS = 12, NEEDS_MOST = 512 };

/* Folded by need_fold: ASCII and Latin-1 letters in lower case, digits as 0. */
struct need {
	unsigned char text[NEED_LETTERS]; /* the last ones, if it is longer */
	uint8_t len;
};

struct need_set {
	struct need at[NEEDS_MOST];
	size_t len;
};

extern const unsigned char need_fold[256];

/* False: no need can be told. */
bool pattern_needs(const char *pattern, struct need_set *);

#endif
