#ifndef FIND_SHAPE_H
#define FIND_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "find/pattern_graph.h"

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
enum { SHAPE_RULES = 384, SHAPE_MASK = SHAPE_RULES / 64 };

/* One bit a rule. */
struct rule_mask {
	uint64_t bit[SHAPE_MASK];
};

static inline void
rule_mask_add(struct rule_mask *m, size_t rule)
{
	m->bit[rule / 64] |= UINT64_C(1) << rule % 64;
}

static inline bool
rule_mask_has(const struct rule_mask *m, size_t rule)
{
	return m->bit[rule / 64] >> rule % 64 & 1;
}

struct shapes;

struct shapes *shapes_new(struct arena *);

/* rule is an index below SHAPE_RULES, or it is always allowed. False: the pattern is
 * not understood, and the rule always allowed too. */
bool shapes_add(struct shapes *, size_t rule, const char *pattern);

/* Those of the rules that may match at this byte of the text. */
void shapes_allowed(const struct shapes *, struct bytes text, size_t at,
    const struct rule_mask *rules, struct rule_mask *allowed);

/* Which two signs one of these rules may begin with: a first look at a byte of the
 * text, false where none of them can. */
struct shape_begin {
	uint64_t sign[SIGNS]; /* bits of the second, by the first */
};

void shapes_begin_of(
    const struct shapes *, const struct rule_mask *rules, struct shape_begin *);

static inline bool
shapes_begin(const struct shape_begin *begin, struct bytes text, size_t at)
{
	unsigned next = at + 1 < text.len ? sign_of[text.at[at + 1]] : SIGN_END;

	return begin->sign[sign_of[text.at[at]]] >> next & 1;
}

#endif
