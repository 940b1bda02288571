#ifndef RELEASE_TABLE1_H
#define RELEASE_TABLE1_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fail;
struct sheet;
struct table;

/*
 * "Table 1": who took part, by role. One column a role and one for all roles; first
 * the design counts (persons and seats, both always printed), then one block a
 * variable. Never a row a person.
 *
 * Each variable is published in one form only, the first of these that can show
 * anything under disclosure control (table.h), so that no two forms can be
 * subtracted:
 *
 *	1. crossed with role, as declared
 *	2. crossed with role, neighbouring levels merged (ordered and number only)
 *	3. all roles together only, as declared, then merged likewise
 *	4. not shown, and said so
 *
 * Of a number without bands only the range, its ends rounded outward to 5, and mean
 * and standard deviation in whole numbers are given, and those only of five persons
 * or more; if one role has fewer, only for all roles together. Percentages are
 * given only where the base is at least 20 persons. The blocks share no counts but
 * those of persons in each role, which are published, so that each is safe when the
 * others are read too.
 */
enum table1_kind {
	TABLE1_CATEGORY,
	TABLE1_ORDERED, /* levels from low to high are declared */
	TABLE1_NUMBER   /* age, years: whole or decimal, never negative */
};

struct table1_variable {
	const char *name;  /* of the column, for messages */
	const char *title; /* as printed; NULL: the name */
	enum table1_kind kind;

	/* The values there are, in the order in which they are printed. ORDERED must
	 * have them, CATEGORY may: without, those that occur, by byte value. */
	const char *const *level;
	size_t levels;

	unsigned band; /* NUMBER: width of a band, from 0 up; 0: range and mean */

	/* Zeros and rows all in one cell are hidden as well, and the crossed
	 * threshold holds for all roles together too. */
	bool sensitive;

	bool consented; /* the form that the participants signed covers it */
};

struct table1_person {
	const char *role;         /* one of the spec's roles */
	unsigned seats;           /* that this person holds or held; 1 or more */
	const char *const *value; /* one a variable, in the order of the variables;
				   * NULL or "": not stated */
};

struct table1_words; /* the fixed words of the printed table, in one language */

struct table1_spec {
	const char *title;       /* NULL: the words' own */
	const char *const *role; /* columns, in this order */
	size_t roles;
	const struct table1_variable *variable;
	size_t variables;
	const struct table1_person *person; /* each human being once */
	size_t persons;
	unsigned marginal; /* 0: 3. Fewest persons in a shown count of all roles */
	unsigned crossed; /* 0: 5. Fewest in a shown count by role; at least marginal */
	bool percent;     /* a column of percentages beside each big enough base */
	const struct table1_words *words;
};

/* "nb" or "en"; anything else is English. */
const struct table1_words *table1_words(const char *language);

enum table1_form {
	TABLE1_CROSSED,    /* by role, as declared */
	TABLE1_MERGED,     /* by role, levels merged */
	TABLE1_ALL,        /* all roles only */
	TABLE1_ALL_MERGED, /* all roles only, levels merged */
	TABLE1_RANGE,      /* range and mean, by role */
	TABLE1_RANGE_ALL,  /* range and mean, all roles only */
	TABLE1_NOT_SHOWN
};

/* What became of a variable: for the report and the ledger. */
struct table1_block {
	enum table1_form form;
	size_t suppressed;         /* cells and totals hidden */
	const struct table *table; /* the protected table; NULL for ranges, not shown */
};

struct table1 {
	struct sheet *sheet;        /* with its notes */
	struct table1_block *block; /* one a variable */
	size_t persons, seats;
};

/*
 * Everything lives in the arena. A message names columns, never a value or person.
 * FAIL_REFUSED "table1-consent" {1} column: not covered by consent, leave it out.
 * FAIL_INPUT "table1-twice" {1} column: declared twice; "table1-role": a person
 * whose role is not declared; "table1-seats": a person without a seat;
 * "table1-level" {1} column: a value that is not among its levels; "table1-levels"
 * {1} column: an ordered variable without levels; "table1-number" {1} column: not a
 * number; "table1-nobody": no persons; "table1-threshold": a threshold of 1, which
 * protects nobody.
 */
int table1_build(
    const struct table1_spec *, struct arena *, struct table1 *, struct fail *);

#endif
