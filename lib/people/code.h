#ifndef PEOPLE_CODE_H
#define PEOPLE_CODE_H

#include "people/roster.h"

/*
 * Codes of seats (DESIGN.md 4; domain.md 0.1, 6.3): role and team ("SW4"), with a
 * letter from b on for later holders in working copies. A code says nothing of a
 * name, is never used again, and numbers that are drawn come from the system's
 * random source. roster_parse() calls this; holding is roster->holding, to fill.
 */
int codes_make(struct roster *, struct holding *holding, const char *path,
    const struct roster_policy *, struct arena *, struct faults *, struct fail *);

#endif
