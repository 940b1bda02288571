#ifndef CMD_ASIDE_H
#define CMD_ASIDE_H

#include <stdbool.h>
#include <stddef.h>

struct document;
struct fail;
struct invocation;
struct meeting;
struct session;

/*
 * Copies that were edited by hand, or adopted, and are to be made anew from their
 * originals (scrub --again). They go to private/aside/ under their name and the day,
 * "M01-1 2026-11-28.txt", and never out again: what somebody typed may hold names.
 */

/* This copy goes: it is named, or none is, and it was edited or adopted. FAIL_USAGE
 * "without-meeting": an operand that is none. */
int aside_wanted(struct invocation *, const struct document *, bool *, struct fail *);

/* Recorded. */
int aside_put(struct session *, const struct meeting *, struct fail *);

/* How many lie there. */
int aside_count(const struct session *, size_t *, struct fail *);

#endif
