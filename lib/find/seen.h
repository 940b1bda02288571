#ifndef FIND_SEEN_H
#define FIND_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * A bounded set of words by the hashes of their skeletons (text/word.h), and how often
 * each came: what documents have shown of a word, whichever word it is. Exact but for
 * hashes that collide (one in 2^64 a pair).
 */
struct seen {
	struct arena *arena;
	uint64_t *slot; /* open addressing; 0: free */
	uint8_t *times; /* by slot; no more than 255 */
	size_t mask, len;
};

enum { SEEN_MOST = 1 << 16 };

/* In the arena: 9 bytes a slot, at least twice the words, and what it grew out of stays
 * there: at most 4.5 MiB. */
struct seen *seen_new(struct arena *);

/* False: it holds SEEN_MOST words and not this one, and takes no more. */
bool seen_add(struct seen *, uint64_t hash);

bool seen_has(const struct seen *, uint64_t hash);

unsigned seen_times(const struct seen *, uint64_t hash); /* 0 to 255 */

/* The words one after the other, in no order; *at is 0 before the first. False: that was
 * the last. */
bool seen_next(const struct seen *, size_t *at, uint64_t *hash);

#endif
