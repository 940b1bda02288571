#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include "people/linking.h"
#include "people/roster.h"

struct arena;
struct fail;

/*
 * Tables that a user made (people, meetings, consents, names that stay, decisions),
 * read by a confined worker and handed back in canonical form. NULL: there is none.
 */
struct import {
	const char *people, *meetings, *consents, *stay, *decisions;
	struct roster_policy policy;
};

/* What is returned lives in the arena. Fails as the parsers of lib/people do. */
int import_tables(
    const struct import *, struct arena *, struct linking *, struct fail *);

#endif
