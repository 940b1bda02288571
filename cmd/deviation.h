#ifndef CMD_DEVIATION_H
#define CMD_DEVIATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/releases.h"

struct fail;
struct missed_in;
struct session;

/*
 * The record of a deviation: that something which points to somebody stood in what has, or
 * may have, been handed on. GDPR article 33: the controller tells the supervisory authority
 * within 72 hours of knowing of it, unless it is unlikely to be a risk to anybody, and keeps
 * a record of it all the same (33.5). Whether it is, the institution decides; this is the
 * paper that it decides by. In the language of the study; no name and no word of a
 * transcript stands in it.
 */
struct deviation {
	int64_t time;               /* when it was found */
	const char *by;             /* a label */
	const struct missed_in *in; /* in which copies */
	size_t ins;
	const struct releases *releases;
};

/* An archive held it, or may have: one that cannot be looked into any more, where copies
 * held it. */
bool deviation_is(const struct deviation *);

/* Begin documents/deviation-YYYY-MM-DD.md ("-2.md" for a second one that day) and record
 * it. *name is where, below the study. */
int deviation_begin(
    struct session *, const struct deviation *, const char **name, struct fail *);

/* When 72 hours have passed, as people write it: "2026-12-01 03:20 UTC". */
const char *deviation_until(const struct session *, const struct deviation *);

#endif
