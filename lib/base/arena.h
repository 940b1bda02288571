#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/bytes.h"

/*
 * Memory that is given back all at once. There are three in a run, named for
 * how long they live: the run's (rules, roster), the document's, and the
 * utterance's, which is cleared before each utterance. What a function returns
 * lives in the arena it was handed; there is no other rule.
 *
 * Running out of memory ends the program (see fail.h): no output has been put
 * in place by then, so nothing half-written can be mistaken for a result.
 */
struct arena;

struct arena *arena_new(void);

/* Zeroed, aligned for anything; count 0 gives a valid pointer. */
void *arena_get(struct arena *, size_t count, size_t size);

/* Make room for one more: returns the array, moved and doubled when len == *cap.
 * The old array stays in the arena, so nothing that points to it dangles. */
void *arena_grow(struct arena *, void *array, size_t len, size_t *cap, size_t size);

/* A copy of the bytes; as text, a copy with a NUL behind it. */
struct bytes arena_bytes(struct arena *, struct bytes);
char *arena_text(struct arena *, struct bytes);
char *arena_printf(struct arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

void arena_clear(struct arena *); /* all is given back; the first block is kept */
void arena_free(struct arena *);  /* NULL is fine */

#endif
