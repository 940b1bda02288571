#ifndef CMD_COPY_STATE_H
#define CMD_COPY_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "vault/digest.h"

struct fail;
struct meeting;
struct session;
struct setup;

/*
 * How the copies stand. A copy is a draft until a person has read it to its end, and is
 * one again as soon as anything it was made from is another: its original, its row in
 * Meetings, the people, the names that stay, the decisions, the rules, the policy, taus.
 *
 * What it was made from stands in out/report/meetings.jsonl as two digests under the
 * linking key (vault/keyed.h), which only who opens that can compare or try. A new form
 * of consent, and what only tables show of the people, is not in them.
 */
enum copy_state {
	COPY_NONE,   /* there is no copy */
	COPY_EDITED, /* changed by hand, and not adopted */
	COPY_STALE,  /* made from other than what is there now: scrub */
	COPY_UNREAD,
	COPY_READ,
	COPY_STATES
};

struct copy_states {
	enum copy_state *at; /* in the order of Meetings */
	bool *adopted;       /* edited by hand, and the one that counts */
	size_t count[COPY_STATES];
};

/* As it is now; the session's. FAIL_SEAL "report-changed"; as setup_load(), and as
 * reading a file fails. */
int copy_states_of(struct session *, const struct copy_states **, struct fail *);

/* Those that stand so, "M01-1, M02-1", and "..." behind the first 40. In the arena. */
const char *copy_states_list(
    const struct session *, const struct copy_states *, enum copy_state);

/* Of a copy that would be made now: by what, and of which original ("" where that is no
 * longer there, which is no change of it). */
struct made {
	struct digest_text by, original;
};
int copy_made(struct session *, const struct setup *, const struct meeting *,
    struct made *, struct fail *);

/*
 * An output is as the log knows it, or there is none; else somebody has changed it, and
 * it is not to be overwritten, signed or handed on unseen. in_between: also what a run
 * that was killed was about to put there.
 */
int copy_ours(
    struct session *, const char *object, bool in_between, bool *ours, struct fail *);

/* The copy that is there was adopted. */
bool copy_adopted(struct session *, const struct meeting *);

#endif
