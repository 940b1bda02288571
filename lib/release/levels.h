#ifndef RELEASE_LEVELS_H
#define RELEASE_LEVELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fail;
struct table1_spec;

/*
 * The levels of one variable of Table 1 (categories, ordered levels, bands of a
 * number) and which of them each person has. Holds true values: for the builder of
 * the table only.
 */
struct level {
	const char *first, *last; /* the same text where nothing was merged */
	size_t count;             /* persons */
};

enum { LEVEL_NONE = SIZE_MAX };

struct levels {
	struct level *level;
	size_t len;
	size_t *of; /* by person: number of the level, LEVEL_NONE: not stated */
	size_t persons;
	bool unstated; /* somebody has none */
	const char
	    *between; /* first and last, when merged; NULL: no order, no merging */
};

/* Of the spec's variable with this number, in the arena. Messages: see table1.h;
 * FAIL_LIMIT ("table-cells") for too many levels. */
int levels_read(const struct table1_spec *, size_t variable, struct arena *,
    struct levels *, struct fail *);

/* One level fewer: the two neighbours that have fewest persons together, the lower
 * ones first, become one. False, and nothing done, where two or fewer are left or
 * the levels have no order. */
bool levels_merge(const struct levels *, struct arena *, struct levels *merged);

/* "30-39", with an en dash: no spreadsheet takes it for a date. */
const char *level_label(const struct levels *, size_t level, struct arena *);

/* A person's number in thousandths; -1: not stated. FAIL_INPUT "table1-number" {1}
 * column. */
int level_number(const struct table1_spec *, size_t variable, size_t person,
    int64_t *thousandths, struct fail *);

#endif
