#include "base/arena.h"
#include "base/fail.h"
#include "release/levels.h"
#include "release/sheet.h"
#include "release/table.h"
#include "release/table1_builder.h"
#include "release/table1_words.h"

/*
 * Rows are levels, columns roles or all of them together. The reader is taken to know
 * that a level stands there because somebody has it. What is one level for everybody
 * is no design count, so nothing is exempt there.
 */
static struct table_policy
policy_of(const struct builder *b, const struct table1_variable *v, size_t rows)
{
	struct table_policy p = table_policy_default;

	p.threshold = b->crossed;
	p.marginal = v->sensitive ? b->crossed : b->marginal;
	p.sensitive = v->sensitive;
	p.row_labels_observed = true;
	p.exempt_column_totals = p.exempt_total = rows > 1;
	return p;
}

/* 1: *table can be read and says something. 0: not. -1: failed. */
static int
levels_table(const struct builder *b, const struct table1_variable *v,
    const struct levels *l, bool by_role, struct table **table, struct fail *f)
{
	size_t rows = l->len + l->unstated;
	struct table_policy policy = policy_of(b, v, rows);
	struct table *t = table_new(b->arena, &policy);
	const char *const *role = b->spec->role;
	struct fail refused = { 0 };

	if (rows == 0 || (rows == 1 && (by_role || v->sensitive)))
		return 0;
	for (size_t i = 0; i < l->len; i++)
		table_add_row(t, level_label(l, i, b->arena));
	for (size_t r = 0; by_role && r < b->spec->roles; r++)
		table_add_column(t, role[r]);
	for (size_t p = 0; p < l->persons; p++) {
		const char *row = l->of[p] == LEVEL_NONE
		                      ? b->words->unstated
		                      : level_label(l, l->of[p], b->arena);
		const char *column = by_role ? role[b->role[p]] : b->words->all;

		if (table_add(t, row, column, (uint32_t)p, 1, f) < 0)
			return -1;
	}
	if (table_protect(t, &refused) < 0) {
		if (refused.kind == FAIL_REFUSED)
			return 0;
		*f = refused;
		return -1;
	}
	*table = t;
	return table_shown(t) > 0;
}

/* The first form, from the finest levels to the coarsest, that says something. */
int
builder_levels(const struct builder *b, size_t variable, bool by_role,
    struct table1_block *block, struct fail *f)
{
	const struct table1_variable *v = &b->spec->variable[variable];
	struct levels now, merged;
	struct table *t;
	bool first = true;

	if (levels_read(b->spec, variable, b->arena, &now, f) < 0)
		return -1;
	for (;; now = merged, first = false) {
		int says = levels_table(b, v, &now, by_role, &t, f);

		if (says < 0)
			return -1;
		if (says) {
			block->form = by_role ? first ? TABLE1_CROSSED : TABLE1_MERGED
			              : first ? TABLE1_ALL
			                      : TABLE1_ALL_MERGED;
			block->table = t;
			block->suppressed = table_suppressed(t);
			return 0;
		}
		if (!levels_merge(&now, b->arena, &merged))
			return 0;
	}
}

static void
cell_write(const struct builder *b, struct cell cell, size_t column)
{
	struct sheet *s = b->out->sheet;

	if (cell.state == CELL_SUPPRESSED)
		sheet_text(s, TABLE_HIDDEN);
	else
		sheet_number(s, (int64_t)cell.value);
	if (!builder_percent(b, column))
		return;
	if (cell.state == CELL_SUPPRESSED)
		sheet_text(s, "");
	else
		sheet_number(s, (int64_t)((cell.value * 200 + b->persons[column]) /
					  (2 * b->persons[column])));
}

void
builder_block(struct builder *b, const struct table *t, bool by_role)
{
	size_t last = builder_columns(b) - 1;

	for (size_t r = 0; r < table_rows(t); r++) {
		sheet_row(b->out->sheet, SHEET_BODY);
		sheet_text(b->out->sheet, table_row_label(t, r));
		for (size_t c = 0; c <= last; c++)
			if (by_role)
				cell_write(b, table_cell(t, r, c), c);
			else if (c == last)
				cell_write(b, table_cell(t, r, 0), c);
			else
				builder_text(b, c, "");
	}
	b->groups += table_group_disclosures(t);
}
