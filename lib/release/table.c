#include "release/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/map.h"
#include "release/suppress.h"

enum { TABLE_MOST = 1000000000, ALL = UINT32_MAX };

struct contribution {
	uint32_t row, column, person;
	uint64_t amount;
};

struct labels {
	struct map *number;
	const char **text;
	size_t len, cap;
};

/* What is known of a cell or total before protection. */
struct facts {
	uint64_t sum, persons, largest; /* largest: of the n of the dominance rule */
};

struct table {
	struct arena *arena;
	struct table_policy policy;
	struct labels row, column;
	struct contribution *added;
	size_t len, cap;
	uint64_t sum;
	bool protected;

	/* with totals: see struct suppress_grid */
	size_t rows, columns;
	struct cell *cell;
};

const struct table_policy table_policy_default = { .threshold = 5, .marginal = 3 };

struct table *
table_new(struct arena *a, const struct table_policy *policy)
{
	struct table *t = arena_get(a, 1, sizeof(*t));

	if (policy->threshold < 2 || policy->marginal < 2)
		die("table_new: a threshold below 2 protects nobody");
	if (policy->round_to != 0 && policy->round_to != 3 && policy->round_to != 5)
		die("table_new: rounding to %u", policy->round_to);
	t->arena = a;
	t->policy = *policy;
	t->row.number = map_new(a);
	t->column.number = map_new(a);
	return t;
}

static uint32_t
label_number(struct table *t, struct labels *l, const char *text)
{
	int added;
	uint32_t *n = map_put(l->number, bytes_of(text), (uint32_t)l->len, &added);

	if (t->protected)
		die("table_add: after table_protect");
	if (added) {
		l->text =
		    arena_grow(t->arena, l->text, l->len, &l->cap, sizeof(*l->text));
		l->text[l->len++] = arena_text(t->arena, bytes_of(text));
	}
	return *n;
}

void
table_add_row(struct table *t, const char *label)
{
	label_number(t, &t->row, label);
}

void
table_add_column(struct table *t, const char *label)
{
	label_number(t, &t->column, label);
}

int
table_add(struct table *t, const char *row, const char *column, uint32_t person,
    uint64_t amount, struct fail *f)
{
	uint32_t r = label_number(t, &t->row, row);
	uint32_t c = label_number(t, &t->column, column);

	if (amount == 0)
		return 0;
	if (amount > TABLE_MOST - t->sum)
		return fail(f, FAIL_LIMIT, "table-large");
	t->sum += amount;
	t->added = arena_grow(t->arena, t->added, t->len, &t->cap, sizeof(*t->added));
	t->added[t->len++] = (struct contribution){ r, c, person, amount };
	return 0;
}

static int
by_person(const void *a, const void *b)
{
	const struct contribution *x = a, *y = b;

	return (x->person > y->person) - (x->person < y->person);
}

static int
by_amount(const void *a, const void *b)
{
	const struct contribution *x = a, *y = b;

	return (x->amount < y->amount) - (x->amount > y->amount);
}

/* Of a cell; of a total where row or column is ALL. scratch has room for all. */
static struct facts
facts_of(
    const struct table *t, uint32_t row, uint32_t column, struct contribution *scratch)
{
	struct facts facts = { 0 };
	size_t len = 0, people = 0;

	for (size_t i = 0; i < t->len; i++)
		if ((row == ALL || t->added[i].row == row) &&
		    (column == ALL || t->added[i].column == column))
			scratch[len++] = t->added[i];
	qsort(scratch, len, sizeof(*scratch), by_person);
	for (size_t i = 0; i < len; i++) {
		facts.sum += scratch[i].amount;
		if (people > 0 && scratch[people - 1].person == scratch[i].person)
			scratch[people - 1].amount += scratch[i].amount;
		else
			scratch[people++] = scratch[i];
	}
	facts.persons = people;
	qsort(scratch, people, sizeof(*scratch), by_amount);
	for (size_t i = 0; i < people && i < t->policy.dominance_n; i++)
		facts.largest += scratch[i].amount;
	return facts;
}

static bool
is_one_way(const struct table *t)
{
	return t->row.len == 1 || t->column.len == 1;
}

/* Which line of labels a line of the grid stands for; ALL for the total. A one-way
 * table has no line of totals beside its one line: that would be the same again. */
static uint32_t
grid_label(size_t line, size_t labels)
{
	return line < labels ? (uint32_t)line : ALL;
}

static bool
is_exempt(const struct table *t, uint32_t r, uint32_t c)
{
	const struct table_policy *p = &t->policy;
	bool row_total = c == ALL || t->column.len == 1;
	bool column_total = r == ALL || t->row.len == 1;

	if (row_total && column_total)
		return p->exempt_total || (p->exempt_row_totals && t->row.len == 1) ||
		       (p->exempt_column_totals && t->column.len == 1);
	return (row_total && p->exempt_row_totals) ||
	       (column_total && p->exempt_column_totals);
}

static uint64_t
rounded(uint64_t value, unsigned base)
{
	if (base == 3)
		return value == 1 ? 0 : value == 2 ? 3 : value;
	return base == 5 ? (value + 2) / 5 * 5 : value;
}

/* What a reader knows who sees the cell as it would be shown. */
static void
cell_seen(const struct table *t, struct suppress_cell *cell, unsigned k, bool total)
{
	uint64_t shown = rounded(cell->value, t->policy.round_to);

	cell->lo = cell->hi = cell->value;
	if (cell->exempt)
		return;
	if (t->policy.round_to == 3) {
		cell->unsaid = total;
		cell->lo = shown == 3 ? 2 : shown;
		cell->hi = shown == 0 ? 1 : shown;
	} else if (t->policy.round_to == 5 && cell->value >= k) {
		cell->lo = shown > k + 2 ? shown - 2 : k;
		cell->hi = shown + 2;
	}
}

static void
unsafe_by_people(const struct table *t, struct suppress_cell *cell,
    const struct facts *facts, unsigned k)
{
	const struct table_policy *p = &t->policy;
	uint64_t v = cell->value;

	if (p->round_to == 3) {
		cell->unsafe = v == 1 || v == 2;
		cell->need = v == 2 ? 3 : v;
		return;
	}
	if (facts->persons > 0 && facts->persons < k) {
		cell->unsafe = true;
		cell->need = v == facts->persons ? k : v + 1 + v / 10;
	}
	if (p->dominance_n > 0 && v > 0 &&
	    facts->largest * 100 > v * p->dominance_percent) {
		uint64_t percent = p->dominance_percent ? p->dominance_percent : 1;
		uint64_t need = (facts->largest * 100 + percent - 1) / percent;

		cell->unsafe = true;
		if (need > cell->need)
			cell->need = need > v ? need : v + 1;
	}
}

static void
cell_fill(struct table *t, struct suppress_grid *g, size_t i, struct facts *facts)
{
	struct suppress_cell *cell = &g->cell[i];
	uint32_t r = grid_label(i / g->columns, t->row.len);
	uint32_t c = grid_label(i % g->columns, t->column.len);
	bool row_total = c == ALL || t->column.len == 1;
	bool column_total = r == ALL || t->row.len == 1;
	unsigned k =
	    row_total || column_total ? t->policy.marginal : t->policy.threshold;

	cell->value = facts->sum;
	cell->exempt = is_exempt(t, r, c);
	if ((row_total && t->policy.row_labels_observed) ||
	    (column_total && t->policy.column_labels_observed))
		cell->least = cell->value > 0;
	cell_seen(t, cell, k, r == ALL || c == ALL);
	if (!cell->exempt && !cell->unsaid)
		unsafe_by_people(t, cell, facts, k);
	cell->hidden = cell->unsafe && t->policy.round_to != 3;
}

static bool
says_all(const struct suppress_grid *g, size_t cell, size_t total)
{
	return cell != total && g->cell[cell].value == g->cell[total].value;
}

/* Nobody, or everybody of a row or column: of a group one knows each member. Where a
 * design count is 0 there is nobody to know of. */
static void
unsafe_by_group(struct suppress_grid *g)
{
	for (size_t i = 0; i < g->rows * g->columns; i++) {
		struct suppress_cell *cell = &g->cell[i];
		size_t right = i - i % g->columns + g->columns - 1;
		size_t below = (g->rows - 1) * g->columns + i % g->columns;
		const struct suppress_cell *row = &g->cell[right],
					   *column = &g->cell[below];
		bool nobody = (row->exempt && row->value == 0) ||
		              (column->exempt && column->value == 0);

		if (cell->exempt || cell->unsaid || nobody || cell->unsafe)
			continue;
		if (cell->value != 0 && !says_all(g, i, right) &&
		    !says_all(g, i, below))
			continue;
		cell->unsafe = cell->hidden = true;
		cell->need = cell->value + 1;
	}
}

static struct cell
cell_printed(const struct table *t, const struct suppress_cell *from)
{
	unsigned base = from->exempt ? 0 : t->policy.round_to;
	struct cell cell = { CELL_SHOWN, from->value };

	if (from->hidden)
		return (struct cell){ CELL_SUPPRESSED, 0 };
	cell.value = rounded(from->value, base);
	if (base == 5 || (base == 3 && (cell.value == 0 || cell.value == 3)))
		cell.state = CELL_ROUNDED;
	return cell;
}

/* Under SSB rounding a total is the sum of what is shown, and hidden with it. */
static void
total_sum(struct table *t, size_t first, size_t step, size_t total)
{
	t->cell[total] = (struct cell){ CELL_ROUNDED, 0 };
	for (size_t i = first; i < total; i += step) {
		t->cell[total].value += t->cell[i].value;
		if (t->cell[i].state == CELL_SUPPRESSED)
			t->cell[total].state = CELL_SUPPRESSED;
	}
	if (t->cell[total].state == CELL_SUPPRESSED)
		t->cell[total].value = 0;
}

static void
table_print(struct table *t, const struct suppress_grid *g)
{
	size_t last = g->columns - 1;

	t->cell = arena_get(t->arena, g->rows * g->columns, sizeof(*t->cell));
	for (size_t i = 0; i < g->rows * g->columns; i++)
		t->cell[i] = cell_printed(t, &g->cell[i]);
	for (size_t i = 0; i < g->rows * g->columns; i++) {
		if (!g->cell[i].unsaid)
			continue;
		if (i % g->columns == last && last > 0)
			total_sum(t, i - last, 1, i);
		else
			total_sum(t, i % g->columns, g->columns, i);
	}
}

int
table_protect(struct table *t, struct fail *f)
{
	struct suppress_grid g = { t->row.len, t->column.len, NULL, is_one_way(t) };
	struct contribution *scratch;

	if (t->protected)
		die("table_protect: once only");
	if (g.rows == 0 || g.columns == 0)
		return fail(f, FAIL_INPUT, "table-empty");
	g.rows += t->row.len > 1;
	g.columns += t->column.len > 1;
	if (g.rows > SUPPRESS_CELLS || g.columns > SUPPRESS_CELLS ||
	    g.rows * g.columns > SUPPRESS_CELLS)
		return fail_with(f, FAIL_LIMIT, "table-cells", "%d", SUPPRESS_CELLS);
	g.cell = arena_get(t->arena, g.rows * g.columns, sizeof(*g.cell));
	scratch = arena_get(t->arena, t->len, sizeof(*scratch));
	for (size_t i = 0; i < g.rows * g.columns; i++) {
		struct facts facts = facts_of(t, grid_label(i / g.columns, t->row.len),
		    grid_label(i % g.columns, t->column.len), scratch);

		cell_fill(t, &g, i, &facts);
	}
	if (t->policy.sensitive)
		unsafe_by_group(&g);
	if (suppress_grid(&g, t->arena, f) < 0)
		return -1;
	t->rows = g.rows;
	t->columns = g.columns;
	table_print(t, &g);
	t->protected = true;
	return 0;
}

static void
must_be_protected(const struct table *t)
{
	if (!t->protected)
		die("table: read before table_protect");
}

size_t
table_rows(const struct table *t)
{
	must_be_protected(t);
	return t->row.len;
}

size_t
table_columns(const struct table *t)
{
	must_be_protected(t);
	return t->column.len;
}

const char *
table_row_label(const struct table *t, size_t row)
{
	if (row >= table_rows(t))
		die("table_row_label: row %zu", row);
	return t->row.text[row];
}

const char *
table_column_label(const struct table *t, size_t column)
{
	if (column >= table_columns(t))
		die("table_column_label: column %zu", column);
	return t->column.text[column];
}

struct cell
table_cell(const struct table *t, size_t row, size_t column)
{
	if (row > table_rows(t) || column > table_columns(t))
		die("table_cell: %zu, %zu", row, column);
	if (t->rows == 1)
		row = 0;
	if (t->columns == 1)
		column = 0;
	return t->cell[row * t->columns + column];
}
