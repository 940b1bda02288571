#ifndef FIND_SHAPE_H
#define FIND_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;

/*
 * What a text looks like where a match of a rule begins, read off its pattern once
 * (find/pattern_graph.h): the first three bytes of each of its first words, two and
 * two, and what stands behind the word. A look at these tells for all rules at once
 * which can match at a place; only those are tried. For the room find/ only.
 *
 * It never loses a match: what is not understood of a pattern is taken to match
 * anything, and what looks round is left out.
 */
enum { SHAPE_RULES = 256, SHAPE_MASK = SHAPE_RULES / 64 };

/* One bit a rule. */
struct rule_mask {
	uint64_t bit[SHAPE_MASK];
};

struct shapes;

struct shapes *shapes_new(struct arena *);

/* rule is an index below SHAPE_RULES, or it is always allowed. False: the pattern is
 * not understood, and the rule always allowed too. */
bool shapes_add(struct shapes *, size_t rule, const char *pattern);

/* Those of the rules that may match at this byte of the text. */
void shapes_allowed(const struct shapes *, struct bytes text, size_t at,
    const struct rule_mask *rules, struct rule_mask *allowed);

#endif
