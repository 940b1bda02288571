#include "release/suppress.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "release/cover.h"
#include "release/lp.h"

enum { ROUNDS = 40 };

struct search {
	const struct suppress_grid *grid;
	size_t cells;
	struct arena *arena;
	struct linear *linear;
	bool *proof;    /* scratch: of the last bound asked for */
	uint64_t *need; /* by cell: how far up, as far as that can be had */
	uint64_t *cost;
	bool *may; /* by cell: may be hidden to protect another */
};

static bool
is_total(const struct suppress_grid *g, size_t cell)
{
	return (g->columns > 1 && cell % g->columns == g->columns - 1) ||
	       (g->rows > 1 && cell / g->columns == g->rows - 1);
}

/* The sums that the reader knows: each row and each column to its total. */
static struct linear *
grid_sums(const struct suppress_grid *g)
{
	struct linear *l = linear_new(g->rows * g->columns);
	size_t part[SUPPRESS_CELLS];

	for (size_t r = 0; g->columns > 1 && r < g->rows; r++) {
		size_t first = r * g->columns;

		for (size_t c = 0; c < g->columns; c++)
			part[c] = first + c;
		linear_sum(l, part, g->columns - 1, first + g->columns - 1);
	}
	for (size_t c = 0; g->rows > 1 && c < g->columns; c++) {
		for (size_t r = 0; r < g->rows; r++)
			part[r] = r * g->columns + c;
		linear_sum(l, part, g->rows - 1, (g->rows - 1) * g->columns + c);
	}
	return l;
}

static void
pattern_apply(struct linear *l, const struct suppress_grid *g, const bool *hidden)
{
	for (size_t i = 0; i < g->rows * g->columns; i++) {
		const struct suppress_cell *c = &g->cell[i];

		if (c->unsaid)
			linear_bounds(l, i, 0, LINEAR_NO_END);
		else if (hidden[i])
			linear_bounds(l, i, c->least, LINEAR_NO_END);
		else
			linear_bounds(l, i, c->lo, c->hi);
	}
}

/* 1: the cell is protected under the bounds that apply. 0: it is not, and s->proof
 * says by which. -1: failed. */
static int
cell_protected(struct search *s, size_t i, struct fail *f)
{
	uint64_t value = s->grid->cell[i].value, most, least;

	if (linear_most(s->linear, i, &most, s->proof, f) < 0)
		return -1;
	if (most < s->need[i])
		return 0;
	if (most > value)
		return 1;
	if (linear_least(s->linear, i, &least, s->proof, f) < 0)
		return -1;
	return least < value;
}

/* 1: every unsafe cell is protected by this pattern. 0: not. -1: failed. */
static int
pattern_safe(struct search *s, const bool *hidden, struct fail *f)
{
	pattern_apply(s->linear, s->grid, hidden);
	for (size_t i = 0; i < s->cells; i++) {
		int safe = s->grid->cell[i].unsafe ? cell_protected(s, i, f) : 1;

		if (safe <= 0)
			return safe;
	}
	return 1;
}

/*
 * With everything hidden that may be: what can be had for each unsafe cell. Lowers
 * .need to that. weak says of which cells it cannot be had at all; their number is
 * returned, -1 failed.
 */
static int
needs_settle(struct search *s, const bool *hidden, bool *weak, struct fail *f)
{
	const struct suppress_grid *g = s->grid;
	uint64_t most, least;
	int count = 0;

	pattern_apply(s->linear, g, hidden);
	for (size_t i = 0; i < s->cells; i++) {
		uint64_t value = g->cell[i].value;

		weak[i] = false;
		if (!g->cell[i].unsafe)
			continue;
		if (linear_most(s->linear, i, &most, NULL, f) < 0 ||
		    linear_least(s->linear, i, &least, NULL, f) < 0)
			return -1;
		weak[i] =
		    g->strict ? most < s->need[i] : most <= value && least >= value;
		if (weak[i])
			count++;
		else if (most < s->need[i])
			s->need[i] = most;
	}
	return count;
}

/* Put the cheapest cell of those that the proof rests on into the pattern, and the
 * demand for one of them into the cover. False if there is none. */
static bool
proof_break(struct search *s, bool *hidden, struct cover *cover)
{
	size_t item[SUPPRESS_CELLS], count = 0, cheapest = 0;

	for (size_t i = 0; i < s->cells; i++)
		if (s->proof[i] && s->may[i] && !hidden[i])
			item[count++] = i;
	if (count == 0)
		return false;
	for (size_t i = 1; i < count; i++)
		if (s->cost[item[i]] < s->cost[item[cheapest]])
			cheapest = i;
	hidden[item[cheapest]] = true;
	cover_require(cover, item, count);
	return true;
}

/* Hide more until every unsafe cell is protected. *more: how many it took. */
static int
pattern_complete(
    struct search *s, bool *hidden, struct cover *cover, size_t *more, struct fail *f)
{
	bool again;

	*more = 0;
	pattern_apply(s->linear, s->grid, hidden);
	do {
		again = false;
		for (size_t i = 0; i < s->cells; i++) {
			int safe =
			    s->grid->cell[i].unsafe ? cell_protected(s, i, f) : 1;

			if (safe < 0)
				return -1;
			if (safe)
				continue;
			if (!proof_break(s, hidden, cover))
				return fail(f, FAIL_REFUSED, "table-unsafe");
			pattern_apply(s->linear, s->grid, hidden);
			again = true;
			++*more;
		}
	} while (again);
	return 0;
}

static uint64_t
pattern_cost(const struct search *s, const bool *hidden)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < s->cells; i++)
		if (hidden[i] && s->may[i])
			sum += s->cost[i];
	return sum;
}

/* Show again what need not be hidden, dearest first. */
static int
pattern_thin(struct search *s, bool *hidden, const bool *keep, struct fail *f)
{
	bool *tried = arena_get(s->arena, s->cells, sizeof(*tried));

	for (;;) {
		size_t next = s->cells;
		int safe;

		for (size_t i = 0; i < s->cells; i++)
			if (hidden[i] && !keep[i] && !tried[i] &&
			    (next == s->cells || s->cost[i] >= s->cost[next]))
				next = i;
		if (next == s->cells)
			return 0;
		tried[next] = true;
		hidden[next] = false;
		safe = pattern_safe(s, hidden, f);
		if (safe < 0)
			return -1;
		hidden[next] = !safe;
	}
}

/* The cheapest safe pattern that holds `from` and else only cells that may go. */
static int
pattern_search(struct search *s, const bool *from, bool *best, struct fail *f)
{
	struct cover *cover = cover_new(s->arena, s->cells, s->cost);
	bool *chosen = arena_get(s->arena, s->cells, sizeof(*chosen));
	bool *hidden = arena_get(s->arena, s->cells, sizeof(*hidden));
	bool *unsafe = arena_get(s->arena, s->cells, sizeof(*unsafe));
	uint64_t floor_cost, best_cost = UINT64_MAX;

	for (size_t i = 0; i < s->cells; i++)
		unsafe[i] = s->grid->cell[i].unsafe;
	for (int round = 0; round < ROUNDS; round++) {
		bool cheapest = cover_solve(cover, chosen, &floor_cost);
		size_t more;

		if (cheapest && best_cost != UINT64_MAX &&
		    floor_cost + pattern_cost(s, from) >= best_cost)
			return pattern_thin(s, best, unsafe, f);
		for (size_t i = 0; i < s->cells; i++)
			hidden[i] = from[i] || chosen[i];
		if (pattern_complete(s, hidden, cover, &more, f) < 0)
			return -1;
		if (pattern_cost(s, hidden) < best_cost) {
			best_cost = pattern_cost(s, hidden);
			memcpy(best, hidden, s->cells * sizeof(*best));
		}
		if (cheapest && more == 0)
			break;
	}
	return pattern_thin(s, best, unsafe, f);
}

/* Zeros are not hidden before others: that nobody can be there (no child is a
 * retired nurse) is often known anyway, and then they protect nothing. */
static void
search_costs(struct search *s)
{
	uint64_t zero = 1;

	for (size_t i = 0; i < s->cells; i++) {
		const struct suppress_cell *c = &s->grid->cell[i];

		s->need[i] = c->need > c->value ? c->need : c->value;
		if (c->unsafe && c->need > zero)
			zero = c->need;
	}
	for (size_t i = 0; i < s->cells; i++) {
		uint64_t value = s->grid->cell[i].value;

		s->cost[i] = (value > 0 ? value : zero) * (SUPPRESS_CELLS + 1) + 1;
	}
}

/*
 * First with the totals as they are and body cells only; where that cannot protect
 * a cell, totals may go as well. Which cells may go ends up in s->may.
 */
static int
search_scope(struct search *s, const bool *from, struct fail *f)
{
	bool *all = arena_get(s->arena, s->cells, sizeof(*all));
	bool *weak = arena_get(s->arena, s->cells, sizeof(*weak));
	bool *weaker = arena_get(s->arena, s->cells, sizeof(*weaker));
	int count;

	for (size_t i = 0; i < s->cells; i++) {
		const struct suppress_cell *c = &s->grid->cell[i];

		s->may[i] = !is_total(s->grid, i) && !c->exempt && !c->unsaid;
		all[i] = from[i] || s->may[i];
	}
	count = needs_settle(s, all, weak, f);
	if (count <= 0)
		return count;
	for (size_t i = 0; i < s->cells; i++) {
		const struct suppress_cell *c = &s->grid->cell[i];

		s->may[i] = !c->exempt && !c->unsaid;
		all[i] = from[i] || s->may[i];
		if (weak[i] && !s->grid->strict)
			s->need[i] = c->value + 1;
	}
	count = needs_settle(s, all, weaker, f);
	return count > 0 ? fail(f, FAIL_REFUSED, "table-unsafe") : count;
}

/* A line of totals protected by itself, before the body is looked at: if that has
 * no safe pattern the totals among body and totals have to go. */
static void
totals_settle(
    struct suppress_grid *g, size_t first, size_t step, size_t count, struct arena *a)
{
	struct suppress_grid line = { 1, count, NULL, false };
	struct fail ignored = { 0 };
	bool unsafe = false;

	line.cell = arena_get(a, count, sizeof(*line.cell));
	for (size_t i = 0; i < count; i++) {
		line.cell[i] = g->cell[first + i * step];
		unsafe = unsafe || line.cell[i].unsafe;
	}
	if (!unsafe || suppress_grid(&line, a, &ignored) < 0)
		return;
	for (size_t i = 0; i < count; i++)
		g->cell[first + i * step].hidden = line.cell[i].hidden;
}

int
suppress_grid(struct suppress_grid *g, struct arena *a, struct fail *f)
{
	struct search s = { .grid = g, .cells = g->rows * g->columns, .arena = a };
	bool *from = arena_get(a, s.cells, sizeof(*from));
	bool *best = arena_get(a, s.cells, sizeof(*best));
	int status = -1;

	if (s.cells > SUPPRESS_CELLS)
		return fail_with(f, FAIL_LIMIT, "table-cells", "%d", SUPPRESS_CELLS);
	if (g->rows > 1 && g->columns > 1) {
		totals_settle(g, (g->rows - 1) * g->columns, 1, g->columns, a);
		totals_settle(g, g->columns - 1, g->columns, g->rows, a);
	}
	s.proof = arena_get(a, s.cells, sizeof(*s.proof));
	s.need = arena_get(a, s.cells, sizeof(*s.need));
	s.cost = arena_get(a, s.cells, sizeof(*s.cost));
	s.may = arena_get(a, s.cells, sizeof(*s.may));
	for (size_t i = 0; i < s.cells; i++)
		from[i] = g->cell[i].hidden;
	search_costs(&s);
	s.linear = grid_sums(g);
	if (search_scope(&s, from, f) < 0 || pattern_search(&s, from, best, f) < 0)
		goto out;
	status = pattern_safe(&s, best, f);
	if (status == 0)
		status = fail(f, FAIL_REFUSED, "table-unsafe");
	for (size_t i = 0; i < s.cells; i++)
		g->cell[i].hidden = best[i];
out:
	linear_free(s.linear);
	return status < 0 ? -1 : 0;
}

int
suppress_audit(
    const struct suppress_grid *g, uint64_t *lo, uint64_t *hi, struct fail *f)
{
	bool hidden[SUPPRESS_CELLS];
	struct linear *l;
	int status = 0;

	if (g->rows * g->columns > SUPPRESS_CELLS)
		return fail_with(f, FAIL_LIMIT, "table-cells", "%d", SUPPRESS_CELLS);
	l = grid_sums(g);
	for (size_t i = 0; i < g->rows * g->columns; i++)
		hidden[i] = g->cell[i].hidden;
	pattern_apply(l, g, hidden);
	for (size_t i = 0; status == 0 && i < g->rows * g->columns; i++)
		if (linear_least(l, i, &lo[i], NULL, f) < 0 ||
		    linear_most(l, i, &hi[i], NULL, f) < 0)
			status = -1;
	linear_free(l);
	return status;
}
