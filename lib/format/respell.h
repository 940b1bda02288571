#ifndef FORMAT_RESPELL_H
#define FORMAT_RESPELL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "format/format.h"

struct arena;

/*
 * An utterance that says other words than stand in the file: those that will stand
 * in the copy, or those that a reader sees. Put together from the left, piece by
 * piece, from another one; zeroes are an empty one.
 */
struct respelling {
	struct buf text;
	struct segment *segment;
	size_t segments, cap;
};

void respell_begin(struct respelling *);

/* Text [from, to) as it stands. */
void respell_keep(struct respelling *, const struct utterance *, enum encoding,
    uint32_t from, uint32_t to, struct arena *);

/* Text [from, to), one byte or more, says this instead: it goes whole. */
void respell_as(struct respelling *, const struct utterance *, enum encoding,
    uint32_t from, uint32_t to, struct bytes said, struct arena *);

/* The utterance has this text now, which lives until the next respell_begin(); it has no
 * label. */
void respell_end(const struct respelling *, struct utterance *);

#endif
