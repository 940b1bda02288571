#ifndef TEXT_NEAR_H
#define TEXT_NEAR_H

#include <stdint.h>

#include "base/bytes.h"

struct arena;

/*
 * Words within one edit (a letter more, less, other, or two neighbours swapped:
 * Damerau 1964) of known ones, found by their deletions (the symmetric-delete
 * method of W. Garbe, 2012): cost does not grow with the number of words.
 */
struct near;

struct near *near_new(struct arena *);

/* Words of fewer than 5 characters (of skeleton) are too short to be told from
 * others by one edit, and are not taken in; nor are words of more than 40. */
void near_add(struct near *, struct bytes word, uint32_t value);

/* 1 and the value of a word at a distance of exactly one; the smallest value
 * where several are. 0 where there is none. */
int near_find(const struct near *, struct bytes word, uint32_t *value);

#endif
