#ifndef SCRUB_CLIENT_H
#define SCRUB_CLIENT_H

#include <stdbool.h>

#include "text/span.h"

struct roster;
struct study;

/* Who is spoken of as a client, and who speaks with the duty of secrecy: by the roles of
 * the study, which may be NULL, as the roster may. */
bool client_professional(const struct study *, const char *role);

/* What was found is the name or the code of a person whose roles are known and none of
 * whom has that duty. */
bool client_named(const struct study *, const struct roster *, const struct span *);

#endif
