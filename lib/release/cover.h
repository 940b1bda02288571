#ifndef RELEASE_COVER_H
#define RELEASE_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * The cheapest set that holds at least one item of each of several lists (a minimum
 * hitting set). By branch and bound; lists can be added between two solutions.
 */
struct cover;

/* cost has items entries, each above 0, and stays the caller's. */
struct cover *cover_new(struct arena *, size_t items, const uint64_t *cost);

/* One of these must be in the set. count >= 1; copied. */
void cover_require(struct cover *, const size_t *item, size_t count);

/*
 * Fill chosen (items entries) with a set that holds one of each, and *cost. True if
 * no set is cheaper; false if the search was broken off after its fixed number of
 * steps: then the set is what was found by then. Of equally cheap sets the one found
 * first is taken: cheaper items before dearer, earlier before later.
 */
bool cover_solve(struct cover *, bool *chosen, uint64_t *cost);

#endif
