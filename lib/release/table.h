#ifndef RELEASE_TABLE_H
#define RELEASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fail;
struct sheet;

/*
 * A table whose true counts go in and do not come out.
 *
 * Contributions are added with the person they come from; table_protect() then
 * decides once, for the whole table, what each cell and each total may show;
 * only after that can cells be read, and what is read is what may be printed.
 * There is no function that returns an unprotected count: a report, a workbook
 * or a debugger's printf that wants one has nothing to call.
 *
 * Words as in the field's handbooks (Hundepool et al., Statistical Disclosure
 * Control): a cell is unsafe by threshold (0 < people < k), by dominance (the
 * largest n hold more than k percent) or by group disclosure (nobody in it, or a
 * row or column all in it). Unsafe cells are suppressed (primary); so are as many
 * others as it takes that none of them can be worked out from the rest
 * (secondary, suppress.h).
 *
 * A table of one row or one column is one-way: its cells are counts of a margin
 * and take the threshold of one. Every other table is crossed.
 */
struct table_policy {
	unsigned threshold; /* fewest people in a shown cell of a crossed table; >= 2 */
	unsigned marginal;  /* fewest in a shown total, and in a one-way cell; >= 2 */
	unsigned dominance_n; /* 0: no dominance rule */
	unsigned dominance_percent;

	/* 0: no rounding. 3: ones become 0 and twos 3, totals are the sums of what is
	 * shown (SSB; the thresholds then say nothing). 5: to the nearest five, after
	 * suppression (NHS; with a threshold of 8). */
	unsigned round_to;

	/* Zeros, and cells with everybody of a row or column, are unsafe too. */
	bool sensitive;

	/* The row or column is there because somebody is in it, and the reader knows:
	 * labels come from the data, not from a list. */
	bool row_labels_observed, column_labels_observed;

	/* Design counts: totals that are shown whatever they are, because the study
	 * says them anyway (persons in each role). */
	bool exempt_row_totals, exempt_column_totals, exempt_total;
};

/* 5 in crossed tables, 3 at margins, nothing exempt, no rounding. */
extern const struct table_policy table_policy_default;

/* What stands for a hidden cell. */
#define TABLE_HIDDEN ":"

struct table;

/* Lives in the arena. Dies for a policy with a threshold below 2, or an unknown
 * round_to. */
struct table *table_new(struct arena *, const struct table_policy *);

/* Rows and columns stand in the order in which they are first named; these name
 * them ahead of any contribution, so that empty ones stand too. Labels are copied. */
void table_add_row(struct table *, const char *label);
void table_add_column(struct table *, const char *label);

/*
 * Count amount for this person in this cell; labels are copied. A person counts
 * once towards the threshold however often they are added. FAIL_LIMIT
 * ("table-large") when the table's sum would pass 10^9.
 */
int table_add(struct table *, const char *row, const char *column, uint32_t person,
    uint64_t amount, struct fail *);

/*
 * Decide what may be shown. Once only; afterwards table_add() dies. Fails with
 * FAIL_REFUSED ("table-unsafe") if no pattern of suppression is safe under the
 * policy; nothing can be read then either. FAIL_INPUT ("table-empty") without
 * rows or columns; FAIL_LIMIT ("table-cells" {1} most) for a table too big to
 * audit. The same contributions in the same order give the same pattern.
 */
int table_protect(struct table *, struct fail *);

enum cell_state {
	CELL_SHOWN,     /* .value is the count */
	CELL_ROUNDED,   /* .value may be rounded, by the policy's base */
	CELL_SUPPRESSED /* .value is 0; which rule did it is not told */
};

struct cell {
	enum cell_state state;
	uint64_t value;
};

/*
 * Before table_protect() these die. A total is the row or column past the end;
 * a one-way table has a total all the same, at the end of its one line.
 */
size_t table_rows(const struct table *);
size_t table_columns(const struct table *);
const char *table_row_label(const struct table *, size_t row);
const char *table_column_label(const struct table *, size_t column);
struct cell table_cell(const struct table *, size_t row, size_t column);

/* Cells, without totals, that show somebody: 0 means that the table says nothing. */
size_t table_shown(const struct table *);

/* Cells and totals that are suppressed. */
size_t table_suppressed(const struct table *);

/* Rows and columns, as shown, in which everybody stands in one cell: not
 * forbidden unless the policy says sensitive, but to be looked at. */
size_t table_group_disclosures(const struct table *);

/*
 * The table as it may be printed, totals last under the label total ("Total"),
 * hidden cells as TABLE_HIDDEN, without notes. In the arena.
 */
struct sheet *table_sheet(const struct table *, const char *title, const char *corner,
    const char *total, struct arena *);

#endif
