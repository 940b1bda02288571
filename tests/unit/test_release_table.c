#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "release/sheet.h"
#include "release/table.h"

static struct arena *arena;
static struct fail trouble;

static int
enter(void **state)
{
	(void)state;
	arena = arena_new();
	memset(&trouble, 0, sizeof(trouble));
	return 0;
}

static int
leave(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* One line of cells, a person each count: rows of one column. */
static struct table *
line(const struct table_policy *p, const unsigned *value, size_t count)
{
	struct table *t = table_new(arena, p);
	uint32_t person = 0;

	for (size_t i = 0; i < count; i++) {
		const char *label = arena_printf(arena, "r%zu", i);

		table_add_row(t, label);
		table_add_column(t, "n");
		for (unsigned n = 0; n < value[i]; n++)
			assert_int_equal(
			    table_add(t, label, "n", person++, 1, &trouble), 0);
	}
	return t;
}

static const char *
csv(const struct table *t)
{
	struct sheet *s = table_sheet(t, "", "", "Total", arena);
	struct buf b = { 0 };
	char *text;

	sheet_csv(s, false, &b);
	text = arena_text(arena, buf_bytes(&b));
	buf_free(&b);
	return text;
}

static struct table *
crossed(
    const struct table_policy *p, size_t rows, size_t columns, const unsigned *value)
{
	struct table *t = table_new(arena, p);
	uint32_t person = 0;

	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++) {
			const char *row = arena_printf(arena, "r%zu", r);
			const char *column = arena_printf(arena, "c%zu", c);

			table_add_row(t, row);
			table_add_column(t, column);
			for (unsigned n = 0; n < value[r * columns + c]; n++)
				assert_int_equal(
				    table_add(t, row, column, person++, 1, &trouble),
				    0);
		}
	return t;
}

TEST(one_way_tables_take_the_threshold_of_margins)
{
	static const unsigned value[] = { 2, 3, 5 };
	struct table *t = line(&table_policy_default, value, 3);

	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(csv(t), ",n\nr0,:\nr1,:\nr2,5\nTotal,10\n");
	assert_int_equal(table_suppressed(t), 2);
	assert_int_equal(table_shown(t), 1);
}

TEST(crossed_tables_take_the_higher_threshold)
{
	static const unsigned value[] = { 9, 4, 9, 9, 9, 9 };
	struct table *t = crossed(&table_policy_default, 3, 2, value);

	assert_int_equal(table_protect(t, &trouble), 0);
	assert_int_equal(table_cell(t, 0, 1).state, CELL_SUPPRESSED);
	assert_int_equal(table_cell(t, 0, 1).value, 0);
	assert_int_equal(table_suppressed(t), 4);
	assert_int_equal(table_cell(t, 3, 2).value, 49);
}

TEST(hides_a_small_total_and_another_with_it)
{
	static const unsigned value[] = { 9, 1, 9, 1, 9, 0 };
	struct table *t = crossed(&table_policy_default, 3, 2, value);

	assert_int_equal(table_protect(t, &trouble), 0);
	assert_int_equal(table_cell(t, 3, 1).state, CELL_SUPPRESSED);
	assert_int_equal(table_cell(t, 3, 0).state, CELL_SUPPRESSED);
	assert_int_equal(table_cell(t, 3, 2).value, 29);
}

TEST(shows_design_counts_whatever_they_are)
{
	static const unsigned value[] = { 5, 3, 6, 2, 4, 4, 3, 1 };
	struct table_policy p = table_policy_default;
	struct table *t;

	p.exempt_row_totals = p.exempt_total = true;
	t = crossed(&p, 4, 2, value);
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(csv(t),
	    ",c0,c1,Total\nr0,:,:,8\nr1,:,:,8\nr2,:,:,8\nr3,:,:,4\nTotal,18,10,28\n");
	assert_int_equal(table_shown(t), 0);
}

TEST(a_line_of_design_counts_is_shown_when_declared_and_not_else)
{
	static const unsigned value[] = { 8, 8, 8, 4 };
	struct table_policy p = table_policy_default;
	struct table *t;

	p.marginal = 5;
	t = line(&p, value, 4);
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(csv(t), ",n\nr0,:\nr1,8\nr2,8\nr3,:\nTotal,28\n");
	p.exempt_row_totals = true;
	t = line(&p, value, 4);
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(csv(t), ",n\nr0,8\nr1,8\nr2,8\nr3,4\nTotal,28\n");
}

TEST(a_person_counts_once_towards_the_threshold)
{
	struct table *t = table_new(arena, &table_policy_default);

	for (int i = 0; i < 40; i++) /* forty turns of two persons */
		assert_int_equal(table_add(t, "a", "turns", i % 2, 1, &trouble), 0);
	for (uint32_t i = 0; i < 5; i++) {
		assert_int_equal(table_add(t, "b", "turns", 10 + i, 9, &trouble), 0);
		assert_int_equal(table_add(t, "c", "turns", 20 + i, 7, &trouble), 0);
	}
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(csv(t), ",turns\na,:\nb,45\nc,:\nTotal,120\n");
}

TEST(hides_what_one_person_dominates)
{
	struct table_policy p = table_policy_default;
	struct table *t;

	p.dominance_n = 1;
	p.dominance_percent = 75;
	t = table_new(arena, &p);
	assert_int_equal(table_add(t, "a", "minutes", 0, 900, &trouble), 0);
	for (uint32_t i = 1; i < 11; i++) {
		assert_int_equal(table_add(t, "a", "minutes", i, 10, &trouble), 0);
		assert_int_equal(table_add(t, "b", "minutes", i, 100, &trouble), 0);
		assert_int_equal(table_add(t, "c", "minutes", i, 60, &trouble), 0);
	}
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(csv(t), ",minutes\na,:\nb,1000\nc,:\nTotal,2600\n");
}

TEST(hides_zeros_and_full_rows_of_a_sensitive_variable)
{
	static const unsigned value[] = { 8, 0, 5, 6, 7, 9 };
	struct table_policy p = table_policy_default;
	struct table *t;

	p.exempt_row_totals = p.exempt_total = true;
	t = crossed(&p, 3, 2, value);
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_int_equal(table_suppressed(t), 0);
	assert_int_equal(table_group_disclosures(t), 1);

	p.sensitive = true;
	t = crossed(&p, 3, 2, value);
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_int_equal(table_cell(t, 0, 0).state, CELL_SUPPRESSED);
	assert_int_equal(table_cell(t, 0, 1).state, CELL_SUPPRESSED);
	assert_int_equal(table_suppressed(t), 4);
	assert_int_equal(table_group_disclosures(t), 0);
}

TEST(protects_the_published_example_of_a_sensitive_zero)
{
	static const unsigned value[] = { 3, 4, 6, 2, 0, 5 };
	struct table_policy p = { .threshold = 2, .marginal = 2, .sensitive = true };
	struct table *t = crossed(&p, 2, 3, value);

	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(
	    csv(t), ",c0,c1,c2,Total\nr0,:,:,6,13\nr1,:,:,5,7\nTotal,5,4,11,20\n");
}

TEST(rounds_ones_and_twos_as_the_statistics_office)
{
	static const unsigned value[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
	static const unsigned shown[] = { 0, 0, 3, 3, 4, 5, 6, 7 };
	struct table_policy p = table_policy_default;
	struct table *t;

	p.round_to = 3;
	t = line(&p, value, 8);
	assert_int_equal(table_protect(t, &trouble), 0);
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(table_cell(t, i, 0).value, shown[i]);
		assert_int_equal(table_cell(t, i, 0).state,
		    shown[i] == 0 || shown[i] == 3 ? CELL_ROUNDED : CELL_SHOWN);
	}
	assert_int_equal(table_cell(t, 8, 0).value, 28); /* what is shown adds up */
}

TEST(rounds_to_five_above_seven_as_the_health_service)
{
	static const unsigned shown[24] = {
		[8] = 10, 10, 10, 10, 10, 15, 15, 15, 15, 15, 20, 20, 20, 20, 20, 25
	};
	struct table_policy p = { .threshold = 8, .marginal = 8, .round_to = 5 };
	unsigned value[24];
	struct table *t;

	for (unsigned i = 0; i < 24; i++)
		value[i] = i;
	t = line(&p, value, 24);
	assert_int_equal(table_protect(t, &trouble), 0);
	for (size_t i = 0; i < 24; i++) {
		assert_int_equal(table_cell(t, i, 0).value, shown[i]);
		assert_int_equal(
		    table_cell(t, i, 0).state == CELL_SUPPRESSED, i > 0 && i < 8);
	}
	assert_int_equal(table_cell(t, 24, 0).value, 275);
}

TEST(rounding_gives_way_to_hiding_where_a_known_total_undoes_it)
{
	static const unsigned value[] = { 1, 1, 8 };
	struct table_policy p = table_policy_default;
	struct table *t;

	p.round_to = 3;
	p.exempt_column_totals = true;
	t = line(&p, value, 3); /* 0 0 8 of 10 would say 1 1 8 */
	assert_int_equal(table_protect(t, &trouble), 0);
	assert_true(table_suppressed(t) > 0);
	assert_int_equal(table_cell(t, 3, 0).value, 10);
}

TEST(refuses_when_no_pattern_is_safe)
{
	static const unsigned value[] = { 1, 1 };
	struct table_policy p = table_policy_default;
	struct table *t;

	p.exempt_total = true;
	t = line(&p, value, 2);
	assert_int_equal(table_protect(t, &trouble), -1);
	assert_int_equal(trouble.kind, FAIL_REFUSED);
	assert_string_equal(trouble.what, "table-unsafe");
}

TEST(a_label_from_the_data_says_that_somebody_has_it)
{
	static const unsigned value[] = { 1, 1, 1 };
	struct table_policy p = table_policy_default;
	struct table *t;

	p.exempt_total = true;
	t = line(&p, value, 3);
	assert_int_equal(table_protect(t, &trouble), 0);
	p.row_labels_observed = true; /* three kinds, three persons: one each */
	t = line(&p, value, 3);
	assert_int_equal(table_protect(t, &trouble), -1);
	assert_string_equal(trouble.what, "table-unsafe");
}

TEST(hides_the_total_as_well_when_it_is_small_and_not_a_design_count)
{
	static const unsigned value[] = { 1, 1 };
	struct table *t = line(&table_policy_default, value, 2);

	assert_int_equal(table_protect(t, &trouble), 0);
	assert_string_equal(csv(t), ",n\nr0,:\nr1,:\nTotal,:\n");
}

TEST(refuses_an_empty_table_and_a_huge_one)
{
	struct table *t = table_new(arena, &table_policy_default);

	assert_int_equal(table_protect(t, &trouble), -1);
	assert_string_equal(trouble.what, "table-empty");
	memset(&trouble, 0, sizeof(trouble));
	assert_int_equal(table_add(t, "a", "b", 0, 2000000000, &trouble), -1);
	assert_int_equal(trouble.kind, FAIL_LIMIT);
	assert_string_equal(trouble.what, "table-large");
}

/* The status of a child that does this: it must die, not answer. */
static int
dies(void (*act)(struct table *), bool protect)
{
	static const unsigned value[] = { 2, 3, 5 };
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		struct table *t = line(&table_policy_default, value, 3);

		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(1);
		if (protect && table_protect(t, &trouble) < 0)
			_exit(1);
		signal(SIGABRT, SIG_DFL);
		act(t);
		_exit(0);
	}
	assert_true(child > 0);
	waitpid(child, &status, 0);
	return WIFSIGNALED(status);
}

static void
read_cell(struct table *t)
{
	table_cell(t, 0, 0);
}

static void
read_label(struct table *t)
{
	table_row_label(t, 0);
}

static void
add_late(struct table *t)
{
	table_add(t, "r0", "n", 99, 1, &trouble);
}

static void
protect_again(struct table *t)
{
	table_protect(t, &trouble);
}

TEST(nothing_is_read_before_and_nothing_added_after_protection)
{
	assert_true(dies(read_cell, false));
	assert_true(dies(read_label, false));
	assert_true(dies(add_late, true));
	assert_true(dies(protect_again, true));
	assert_false(dies(read_cell, true));
}

#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, enter, leave)

UNIT(IN_ARENA(one_way_tables_take_the_threshold_of_margins),
    IN_ARENA(crossed_tables_take_the_higher_threshold),
    IN_ARENA(hides_a_small_total_and_another_with_it),
    IN_ARENA(shows_design_counts_whatever_they_are),
    IN_ARENA(a_line_of_design_counts_is_shown_when_declared_and_not_else),
    IN_ARENA(a_person_counts_once_towards_the_threshold),
    IN_ARENA(hides_what_one_person_dominates),
    IN_ARENA(hides_zeros_and_full_rows_of_a_sensitive_variable),
    IN_ARENA(protects_the_published_example_of_a_sensitive_zero),
    IN_ARENA(rounds_ones_and_twos_as_the_statistics_office),
    IN_ARENA(rounds_to_five_above_seven_as_the_health_service),
    IN_ARENA(rounding_gives_way_to_hiding_where_a_known_total_undoes_it),
    IN_ARENA(refuses_when_no_pattern_is_safe),
    IN_ARENA(a_label_from_the_data_says_that_somebody_has_it),
    IN_ARENA(hides_the_total_as_well_when_it_is_small_and_not_a_design_count),
    IN_ARENA(refuses_an_empty_table_and_a_huge_one),
    IN_ARENA(nothing_is_read_before_and_nothing_added_after_protection))
