#ifndef FIND_NEEDS_H
#define FIND_NEEDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;

/*
 * What a text must hold for a rule to match there: one of some words ("skole",
 * "barnehage"), or a digit, read off its pattern once. One look over an utterance
 * for all rules tells which need not be tried where. For the room find/ only.
 *
 * It never loses a match: a pattern of which no need can be told is always allowed,
 * and letters are compared without regard to case, as PCRE2 does at most. What a
 * rule needs has to stand within NEEDS_REACH bytes behind where it is tried, which
 * is more than any rule spans.
 */
enum { NEEDS_RULES = 256, NEEDS_REACH = 512, NEEDS_WORDS = NEEDS_RULES / 64 };

/* One bit a rule. */
struct rule_mask {
	uint64_t bit[NEEDS_WORDS];
};

struct needs;

struct needs *needs_new(struct arena *);

/* Before the first needs_mark(). rule is an index below NEEDS_RULES, or the rule is
 * always allowed. */
void needs_add(struct needs *, size_t rule, const char *pattern);

/* Where in the text is what rules need. Lives in the arena. */
struct needed;

struct needed *needs_mark(const struct needs *, struct bytes text, struct arena *);

/* The rules that may match from this byte of the text on. */
const struct rule_mask *needs_allowed(const struct needed *, size_t at);

#endif
