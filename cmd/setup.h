#ifndef CMD_SETUP_H
#define CMD_SETUP_H

#include "scrub/scrub.h"

struct arena;
struct fail;
struct invocation;
struct linking;
struct policy;

/*
 * Everything that scrubbing needs besides the document, built once in the keeper
 * before the first worker is forked: rules, policy, the names of the people.
 */
struct setup {
	struct rulebook *rulebook;
	struct policy *policy;
	const struct linking *linking; /* NULL: nobody is known */
	struct lexicon *known; /* people and their codes, and what was decided */
	struct near *near;
	struct scrub scrub; /* complete but for what belongs to one document */
};

/*
 * linking may be NULL. dir is the study's folder, whose rules/ and policy.yaml go
 * before the shipped ones, or NULL.
 */
int setup_load(struct setup *, const struct linking *, const char *dir, struct arena *,
    struct fail *);

/* The same, but only what these decisions (a table as in the linking key) say is a name is
 * looked for: no other name, no rule, no misspelling. */
int setup_only(struct setup *, struct bytes decisions, struct arena *, struct fail *);

/* Where the shipped rules are: --rules, else beside the program, else where install
 * put them. FAIL_INPUT "rules-none". */
const char *setup_rules_dir(struct arena *, struct fail *);

/* The scrub of one meeting. */
struct scrub setup_for_meeting(const struct setup *, const struct meeting *);

#endif
