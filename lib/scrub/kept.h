#ifndef SCRUB_KEPT_H
#define SCRUB_KEPT_H

#include <stdint.h>

struct fail;

/*
 * A stretch that somebody decided to keep at its place: where it stands in the part of
 * the original, and where in that of the copy. Told by who writes the copy, who alone
 * knows what went before; a copy that is checked later is not blamed for it.
 */
struct kept {
	uint64_t at, end;
	uint64_t copy_at, copy_end;
};

/* Takes one. -1 stops the writing. */
typedef int kept_fn(void *with, const struct kept *, struct fail *);

struct kept_sink {
	kept_fn *take; /* NULL: nobody wants to know */
	void *with;
};

#endif
