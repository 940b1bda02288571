#ifndef FIND_SHAPE_H
#define FIND_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/*
 * Which rules can match at a place of a text, told by one walk over its bytes for all
 * of them: their patterns as graphs (find/pattern_graph.h), run together as one
 * deterministic automaton whose states are made when a text first asks for them (K.
 * Thompson 1968; the lazy construction as in A. Aho, "Algorithms for finding patterns
 * in strings", 1990). Only rules that it allows are worth a call of PCRE2. For the
 * room find/ only.
 *
 * It never loses a match: what is not understood of a pattern is taken to match
 * anything, and what is not followed to its end is allowed.
 */
struct shapes;

struct shapes *shapes_new(void);
void shapes_free(struct shapes *); /* NULL is fine */

/* The pattern, which must last as long as the shapes, is read when it is first asked
 * for. A rule whose pattern is not understood is always allowed. */
void shapes_add(struct shapes *, uint16_t rule, const char *pattern);

/* From now on these rules, in ascending order, are asked together, by this number.
 * The list must last as long as the shapes. */
uint32_t shapes_start(struct shapes *, const uint16_t *rules, size_t len);

/*
 * Those of the rules of start that may match at this byte of the text, in ascending
 * order; how many. There is room for all of them. The shapes remember what they have
 * worked out, up to some MiB, and then begin anew.
 */
size_t shapes_allowed(
    struct shapes *, uint32_t start, struct bytes text, size_t at, uint16_t *allowed);

/* Read all patterns now, and work out where each start begins: before processes are forked
 * that would each do it anew. */
void shapes_hasten(struct shapes *);

/* A rule of start may match where a text has these bytes, whatever follows them. */
bool shapes_may_begin(struct shapes *, uint32_t start, struct bytes);

#endif
