#ifndef SCRUB_PLACES_H
#define SCRUB_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scrub/kept.h"

struct arena;

/*
 * The way from a place in a copy back to its place in the original, for what somebody
 * decided to keep there: decisions about a place are about the original.
 */
struct places;

struct places *places_new(struct arena *);

/* part is copied. */
void places_add(struct places *, const char *part, const struct kept *);

/* The copy's bytes [*at, *end) of this part are one that was kept: it becomes its place in
 * the original. Else false. */
bool places_original(
    const struct places *, const char *part, uint64_t *at, uint64_t *end);

#endif
