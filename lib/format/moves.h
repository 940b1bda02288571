#ifndef FORMAT_MOVES_H
#define FORMAT_MOVES_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct exchange;
struct utterance;

/*
 * Where the characters of a text went when stretches of it were exchanged. Places are
 * boundaries between characters (Unicode code points), from 0.
 */
struct moves;

struct moves *moves_new(struct arena *);
void moves_clear(struct moves *);

/* [from, to) became len characters. In order, not overlapping. */
void moves_add(struct moves *, uint64_t from, uint64_t to, uint64_t len);

/* What was exchanged in an utterance whose text begins at this place. */
void moves_learn(struct moves *, uint64_t at, const struct utterance *);

/* Where a place went. Inside of an exchanged stretch: a start to its start, an end to its
 * end. NULL: nothing was exchanged. */
uint64_t moves_start(const struct moves *, uint64_t at);
uint64_t moves_end(const struct moves *, uint64_t at);

#endif
