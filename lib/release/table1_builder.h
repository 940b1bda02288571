#ifndef RELEASE_TABLE1_BUILDER_H
#define RELEASE_TABLE1_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "release/table1.h"

struct arena;
struct fail;
struct table1_words;

/*
 * What the parts of Table 1 share while it is built (table1.c the frame, table1_block.c
 * counts, table1_range.c numbers without bands, table1_notes.c what stands below).
 */
enum {
	PERCENT_BASE = 20, /* fewest persons under a percentage */
	MEAN_FEWEST = 5    /* and under a range, mean or standard deviation */
};

struct builder {
	const struct table1_spec *spec;
	const struct table1_words *words;
	struct arena *arena;
	struct table1 *out;
	unsigned marginal, crossed;
	size_t *role;            /* by person */
	size_t *persons, *seats; /* by role, all roles last */
	bool has_range, has_percent;
	size_t groups;
};

/* Roles, and all of them together where there is more than one. */
size_t builder_columns(const struct builder *);
bool builder_percent(const struct builder *, size_t column); /* it has percentages */
unsigned builder_fewest(const struct builder *);             /* persons under a range */
const char *builder_title(const struct table1_variable *);

/* A cell of text in the current row; its percentage stays empty. */
void builder_text(const struct builder *, size_t column, const char *text);

/* The first form of the variable, from the finest levels to the coarsest, that says
 * something; *block stays as it is when none does. */
int builder_levels(const struct builder *, size_t variable, bool by_role,
    struct table1_block *, struct fail *);
void builder_block(struct builder *, const struct table *, bool by_role);

/* Range, mean and standard deviation, if that may be: else *block stays as it is. */
int builder_range(
    struct builder *, size_t variable, struct table1_block *, struct fail *);

void builder_notes(const struct builder *);

#endif
