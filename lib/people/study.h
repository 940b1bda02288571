#ifndef PEOPLE_STUDY_H
#define PEOPLE_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "people/roster.h"

struct arena;
struct fail;

/*
 * The facts and settings of a study: study.yaml, without personal data. Every
 * setting that decides a result stands here or in the rules. Nothing about
 * retention is guessed: a date that is not given is DAY_NONE and said to be missing.
 */
struct study_role {
	const char *code;  /* "SW" */
	const char *name;  /* "social worker" */
	const char *names; /* what it is called in talk, "|" between */
	bool professional; /* speaks of clients */
};

/* A column of Table 1: as release/table1.h takes it. */
struct study_column {
	const char *column, *title;
	const char *kind; /* "category", "ordered", "number" */
	const char *const *level;
	size_t levels;
	unsigned band;
	bool sensitive;
};

struct study_retention {
	const char *what; /* "linking-key", "consents", "contacts" */
	int32_t until;
	const char *rule; /* who demands it, in words */
};

struct study {
	const char *project; /* [a-z0-9-]: names files */
	const char *title, *controller, *leader;
	const char *approval_body, *approval_reference;
	int32_t approval_from, approval_to, from, to;
	const char *language; /* "no", "en": of messages and tables */
	struct roster_policy policy;
	const struct study_role *role;
	size_t roles;
	unsigned invited, declined, excluded, withdrawn; /* counts and nothing more */
	unsigned one_way, crossed; /* fewest persons in a shown count */
	bool
	    design_counts; /* the size of each role is said anyway: no threshold for it */
	const struct study_column *column;
	size_t columns;
	const struct study_retention *retention;
	size_t retentions;
};

/*
 * FAIL_INPUT with path, and line where it is known: "yaml-..." of base/config.h;
 * "study-version"; "study-project"; "study-date" {1} key; "study-choice" {1} key, {2}
 * what it may be; "study-threshold" {1} key (below 2); "study-column" {1} an ordered
 * column without levels.
 */
int study_load(const char *path, struct arena *, struct study *, struct fail *);

/* The last day of this retention, DAY_NONE where the study does not say. */
int32_t study_until(const struct study *, const char *what);

#endif
