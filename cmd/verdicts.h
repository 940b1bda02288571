#ifndef CMD_VERDICTS_H
#define CMD_VERDICTS_H

#include <stddef.h>
#include <stdint.h>

#include "cmd/question.h"

struct fail;
struct session;

/* What one person has answered, gathered before any of it counts. */
struct verdicts {
	struct decided *at;
	size_t len, cap;
	size_t empty; /* questions without an answer */

	size_t turns, looked,
	    with; /* of the sample: how many there were, were looked at,
				       and had something that was missed */
};

void verdicts_add(
    struct verdicts *, const struct decided *, size_t count, struct arena *);

/*
 * Seal what is new of it into the key, by whom (a label, "" not said): all or nothing.
 * Says what was decided. *changed tells whether there was anything new. The key is open.
 */
int verdicts_seal(struct session *, const struct verdicts *, const char *by,
    bool *changed, struct fail *);

#endif
