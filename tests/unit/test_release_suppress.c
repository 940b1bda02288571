#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include "base/arena.h"
#include "base/fail.h"
#include "release/cover.h"
#include "release/suppress.h"

/*
 * The test values of the design's section on disclosure control, as grids: body and
 * totals, in which '!' marks cells below k. Totals are design counts unless said.
 */
enum { MOST = 64 };

struct example {
	struct arena *arena;
	struct suppress_cell cell[MOST];
	struct suppress_grid grid;
	struct fail fail;
	uint64_t lo[MOST], hi[MOST];
};

static bool
in_totals(const struct suppress_grid *g, size_t i)
{
	return (g->columns > 1 && i % g->columns == g->columns - 1) ||
	       (g->rows > 1 && i / g->columns == g->rows - 1);
}

/* rows and columns without totals; value row by row; k 0: nothing unsafe yet. */
static void
setup(struct example *e, size_t rows, size_t columns, const unsigned *value, unsigned k)
{
	struct suppress_grid *g = &e->grid;

	memset(e, 0, sizeof(*e));
	e->arena = arena_new();
	*g = (struct suppress_grid){ rows + (rows > 1), columns + (columns > 1),
		e->cell, rows == 1 || columns == 1 };
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++) {
			unsigned v = value[r * columns + c];

			e->cell[r * g->columns + c].value = v;
			if (columns > 1)
				e->cell[r * g->columns + columns].value += v;
			if (rows > 1)
				e->cell[rows * g->columns + c].value += v;
			if (rows > 1 && columns > 1)
				e->cell[rows * g->columns + columns].value += v;
		}
	for (size_t i = 0; i < g->rows * g->columns; i++) {
		struct suppress_cell *c = &e->cell[i];

		c->lo = c->hi = c->value;
		c->exempt = in_totals(g, i);
		c->unsafe = c->hidden = !c->exempt && c->value > 0 && c->value < k;
		c->need = k;
	}
}

static int
protect(struct example *e)
{
	if (suppress_grid(&e->grid, e->arena, &e->fail) < 0)
		return -1;
	return suppress_audit(&e->grid, e->lo, e->hi, &e->fail);
}

/* "x" hidden, "." shown, body and totals row by row */
static const char *
pattern(const struct example *e)
{
	static char text[MOST + 1];
	size_t i;

	for (i = 0; i < e->grid.rows * e->grid.columns; i++)
		text[i] = e->cell[i].hidden ? 'x' : '.';
	text[i] = '\0';
	return text;
}

static void
row_gives(const unsigned *value, size_t count, unsigned k, const char *expected)
{
	struct example e;

	setup(&e, 1, count, value, k);
	assert_int_equal(protect(&e), 0);
	assert_string_equal(pattern(&e), expected);
	arena_free(e.arena);
}

TEST(hides_the_smallest_further_cell_of_a_row)
{
	row_gives((const unsigned[]){ 2, 3, 5 }, 3, 3, "xx..");
}

TEST(adds_nothing_where_two_hidden_cells_reach_k)
{
	row_gives((const unsigned[]){ 2, 3, 5 }, 3, 5, "xx..");
}

TEST(adds_a_third_cell_where_two_hidden_ones_stay_below_k)
{
	row_gives((const unsigned[]){ 1, 1, 8 }, 3, 3, "xxx.");
}

TEST(hides_the_first_of_equal_cells)
{
	row_gives((const unsigned[]){ 8, 8, 8, 4 }, 4, 5, "x..x.");
}

TEST(hides_both_halves_of_ten_under_the_rule_of_six)
{
	row_gives((const unsigned[]){ 5, 5 }, 2, 6, "xx.");
}

TEST(prefers_a_person_to_a_zero_as_company)
{
	row_gives((const unsigned[]){ 2, 0, 5 }, 3, 3, "x.x.");
}

TEST(leaves_a_safe_row_alone)
{
	row_gives((const unsigned[]){ 3, 0, 5 }, 3, 3, "....");
}

TEST(refuses_a_row_whose_known_total_is_below_k)
{
	struct example e;

	setup(&e, 1, 2, (const unsigned[]){ 1, 1 }, 3);
	assert_int_equal(protect(&e), -1);
	assert_int_equal(e.fail.kind, FAIL_REFUSED);
	assert_string_equal(e.fail.what, "table-unsafe");
	arena_free(e.arena);
}

TEST(hides_a_single_cell_as_its_own_total)
{
	row_gives((const unsigned[]){ 2 }, 1, 3, "x");
}

/* role x sex of the yardstick study */
static const unsigned by_sex[] = { 5, 3, 6, 2, 4, 4, 3, 1 };

TEST(protects_a_crossed_table_by_a_rectangle)
{
	struct example e;

	setup(&e, 4, 2, by_sex, 3);
	assert_int_equal(protect(&e), 0);
	assert_string_equal(pattern(&e), "...xx....xx....");
	assert_int_equal(e.lo[3], 5); /* T women */
	assert_int_equal(e.hi[3], 8);
	assert_int_equal(e.lo[4], 0); /* T men */
	assert_int_equal(e.hi[4], 3);
	assert_int_equal(e.lo[9], 1); /* ES women */
	assert_int_equal(e.hi[9], 4);
	assert_int_equal(e.lo[10], 0); /* ES men */
	assert_int_equal(e.hi[10], 3);
	arena_free(e.arena);
}

TEST(hides_a_whole_crossed_table_that_is_too_thin)
{
	struct example e;

	setup(&e, 4, 2, by_sex, 5);
	assert_int_equal(protect(&e), 0);
	assert_string_equal(pattern(&e), "xx.xx.xx.xx....");
	arena_free(e.arena);
}

/* The published example of a sensitive zero (SSB, GaussSuppression). */
static void
setup_zero(struct example *e)
{
	setup(e, 2, 3, (const unsigned[]){ 3, 4, 6, 2, 0, 5 }, 0);
	e->cell[5].unsafe = e->cell[5].hidden = true;
	e->cell[5].need = 1;
}

TEST(a_zero_hidden_alone_is_recovered_exactly)
{
	struct example e;

	setup_zero(&e);
	assert_int_equal(suppress_audit(&e.grid, e.lo, e.hi, &e.fail), 0);
	assert_int_equal(e.lo[5], 0);
	assert_int_equal(e.hi[5], 0);
	arena_free(e.arena);
}

TEST(protects_a_sensitive_zero_as_the_statistics_office_does)
{
	struct example e;

	setup_zero(&e);
	assert_int_equal(protect(&e), 0);
	assert_string_equal(pattern(&e), "xx..xx......");
	assert_int_equal(e.lo[0], 3);
	assert_int_equal(e.hi[0], 5);
	assert_int_equal(e.lo[1], 2);
	assert_int_equal(e.hi[1], 4);
	assert_int_equal(e.lo[4], 0);
	assert_int_equal(e.hi[4], 2);
	assert_int_equal(e.lo[5], 0);
	assert_int_equal(e.hi[5], 2);
	arena_free(e.arena);
}

/* Two hidden cells and more in every row and column, and yet one of them is known: the
 * bridge by which two blocks hang together. */
TEST(the_audit_sees_what_counting_hidden_cells_does_not)
{
	static const unsigned value[] = { 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
		9 };
	struct example e;
	static const size_t hidden[] = { 0, 1, 5, 6, 7, 12, 13, 17, 18 };

	setup(&e, 4, 4, value, 0);
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		e.cell[hidden[i]].hidden = true;
	assert_int_equal(suppress_audit(&e.grid, e.lo, e.hi, &e.fail), 0);
	assert_true(e.hi[0] > e.lo[0]);
	assert_int_equal(e.lo[7], 9); /* the bridge */
	assert_int_equal(e.hi[7], 9);
	arena_free(e.arena);
}

TEST(hides_totals_only_where_the_body_cannot_protect)
{
	struct example e;

	/* everybody in one column: every cell follows from the two totals */
	setup(&e, 2, 2, (const unsigned[]){ 4, 0, 8, 0 }, 5);
	for (size_t c = 0; c < 2; c++)
		e.cell[6 + c].exempt = false;
	assert_int_equal(protect(&e), 0);
	assert_true(e.cell[6].hidden && e.cell[7].hidden);
	assert_true(e.hi[0] > e.lo[0]);
	arena_free(e.arena);
}

TEST(refuses_where_design_counts_give_a_cell_away)
{
	struct example e;

	setup(&e, 2, 2, (const unsigned[]){ 4, 0, 8, 0 }, 5);
	assert_int_equal(protect(&e), -1);
	assert_int_equal(e.fail.kind, FAIL_REFUSED);
	arena_free(e.arena);
}

TEST(labels_from_the_data_say_that_nobody_is_alone_with_zero)
{
	struct example e;

	/* three kinds that occur, three persons: each is one */
	setup(&e, 1, 3, (const unsigned[]){ 1, 1, 1 }, 3);
	assert_int_equal(protect(&e), 0);
	arena_free(e.arena);
	setup(&e, 1, 3, (const unsigned[]){ 1, 1, 1 }, 3);
	for (size_t c = 0; c < 3; c++)
		e.cell[c].least = 1;
	assert_int_equal(protect(&e), -1);
	arena_free(e.arena);
}

TEST(gives_the_same_pattern_each_time)
{
	static const unsigned value[] = { 4, 4, 9, 4, 4, 9, 9, 9, 1, 2, 7, 7, 7, 7, 3,
		3 };
	char first[MOST + 1];
	struct example e;

	for (int i = 0; i < 5; i++) {
		setup(&e, 4, 4, value, 5);
		assert_int_equal(protect(&e), 0);
		if (i == 0)
			strcpy(first, pattern(&e));
		assert_string_equal(pattern(&e), first);
		arena_free(e.arena);
	}
}

TEST(refuses_more_cells_than_it_would_audit)
{
	struct fail f = { 0 };
	struct arena *a = arena_new();
	struct suppress_grid g = { SUPPRESS_CELLS, 2, NULL, false };

	assert_int_equal(suppress_grid(&g, a, &f), -1);
	assert_int_equal(f.kind, FAIL_LIMIT);
	arena_free(a);
}

/* every pattern of the body tried: nothing safe is cheaper */
static uint64_t
cheapest_by_trying(struct example *e, size_t body, const size_t *at)
{
	uint64_t best = UINT64_MAX, need[MOST];
	bool unsafe[MOST];

	for (size_t i = 0; i < body; i++)
		e->cell[at[i]].hidden = true;
	assert_int_equal(suppress_audit(&e->grid, e->lo, e->hi, &e->fail), 0);
	for (size_t i = 0; i < body; i++) {
		const struct suppress_cell *c = &e->cell[at[i]];

		unsafe[i] = c->unsafe;
		need[i] = c->need < e->hi[at[i]] ? c->need : e->hi[at[i]];
	}
	for (unsigned mask = 0; mask < 1U << body; mask++) {
		uint64_t cost = 0;
		bool safe = true;

		for (size_t i = 0; i < body; i++) {
			e->cell[at[i]].hidden = mask >> i & 1;
			cost += mask >> i & 1 ? e->cell[at[i]].value : 0;
			safe = safe && (!unsafe[i] || mask >> i & 1);
		}
		if (!safe || cost >= best)
			continue;
		assert_int_equal(suppress_audit(&e->grid, e->lo, e->hi, &e->fail), 0);
		for (size_t i = 0; i < body; i++)
			safe = safe && (!unsafe[i] || (e->hi[at[i]] >= need[i] &&
							  e->hi[at[i]] > e->lo[at[i]]));
		if (safe)
			best = cost;
	}
	return best;
}

TEST(no_safe_pattern_is_cheaper)
{
	static const size_t at[] = { 0, 1, 2, 4, 5, 6, 8, 9, 10 };
	unsigned seed = 7;

	for (int round = 0; round < 25; round++) {
		unsigned value[9];
		uint64_t cost = 0;
		struct example e;

		for (size_t i = 0; i < 9; i++) {
			seed = seed * 1103515245 + 12345;
			value[i] =
			    1 + (seed >> 16) % 12; /* no zeros: they have a price */
		}
		setup(&e, 3, 3, value, 4);
		assert_int_equal(protect(&e), 0);
		for (size_t i = 0; i < 9; i++)
			cost += e.cell[at[i]].hidden ? e.cell[at[i]].value : 0;
		assert_int_equal(cost, cheapest_by_trying(&e, 9, at));
		arena_free(e.arena);
	}
}

TEST(cover_takes_the_cheapest_set_that_meets_all_lists)
{
	static const uint64_t cost[] = { 3, 3, 5, 1 };
	struct arena *a = arena_new();
	struct cover *c = cover_new(a, 4, cost);
	bool chosen[4];
	uint64_t sum;

	assert_true(cover_solve(c, chosen, &sum));
	assert_int_equal(sum, 0);
	cover_require(c, (const size_t[]){ 2, 0 }, 2);
	cover_require(c, (const size_t[]){ 1, 2 }, 2);
	assert_true(cover_solve(c, chosen, &sum));
	assert_int_equal(sum, 5); /* one that is in both, not two of three */
	assert_true(chosen[2] && !chosen[0] && !chosen[1]);
	cover_require(c, (const size_t[]){ 3 }, 1);
	assert_true(cover_solve(c, chosen, &sum));
	assert_int_equal(sum, 6);
	arena_free(a);
}

UNIT(cmocka_unit_test(hides_the_smallest_further_cell_of_a_row),
    cmocka_unit_test(adds_nothing_where_two_hidden_cells_reach_k),
    cmocka_unit_test(adds_a_third_cell_where_two_hidden_ones_stay_below_k),
    cmocka_unit_test(hides_the_first_of_equal_cells),
    cmocka_unit_test(hides_both_halves_of_ten_under_the_rule_of_six),
    cmocka_unit_test(prefers_a_person_to_a_zero_as_company),
    cmocka_unit_test(leaves_a_safe_row_alone),
    cmocka_unit_test(refuses_a_row_whose_known_total_is_below_k),
    cmocka_unit_test(hides_a_single_cell_as_its_own_total),
    cmocka_unit_test(protects_a_crossed_table_by_a_rectangle),
    cmocka_unit_test(hides_a_whole_crossed_table_that_is_too_thin),
    cmocka_unit_test(a_zero_hidden_alone_is_recovered_exactly),
    cmocka_unit_test(protects_a_sensitive_zero_as_the_statistics_office_does),
    cmocka_unit_test(the_audit_sees_what_counting_hidden_cells_does_not),
    cmocka_unit_test(hides_totals_only_where_the_body_cannot_protect),
    cmocka_unit_test(refuses_where_design_counts_give_a_cell_away),
    cmocka_unit_test(labels_from_the_data_say_that_nobody_is_alone_with_zero),
    cmocka_unit_test(gives_the_same_pattern_each_time),
    cmocka_unit_test(refuses_more_cells_than_it_would_audit),
    cmocka_unit_test(no_safe_pattern_is_cheaper),
    cmocka_unit_test(cover_takes_the_cheapest_set_that_meets_all_lists))
