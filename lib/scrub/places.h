#ifndef SCRUB_PLACES_H
#define SCRUB_PLACES_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * The way from a place in a copy back to its place in the original: decisions about
 * a place are about the original. Filled in order from what was replaced.
 */
struct places;

struct places *places_new(struct arena *);

/* The original's bytes [start, end) became len bytes. In order, not overlapping. */
void places_add(struct places *, uint64_t start, uint64_t end, uint64_t len);

/* Where the copy's byte stood in the original; inside a replacement, its start. */
uint64_t places_original(const struct places *, uint64_t at);

#endif
