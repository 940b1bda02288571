#include "unit.h"

#include "base/arena.h"
#include "text/span.h"

TEST(names_every_category_once)
{
	int c;

	for (c = 0; c < CATEGORIES; c++)
		assert_int_equal(category_named(category_name((enum category)c)), c);
	assert_int_equal(category_named("per"), -1);
	assert_int_equal(category_named(""), -1);
}

TEST(sorts_by_place_length_score_rule_and_value)
{
	static const struct span in_order[] = {
		{ .from = 1, .to = 9, .score = 10, .rule = 9 },
		{ .from = 1, .to = 4, .score = 90, .rule = 5 },
		{ .from = 1, .to = 4, .score = 80, .rule = 1, .value = 3 },
		{ .from = 1, .to = 4, .score = 80, .rule = 2, .value = 1 },
		{ .from = 1, .to = 4, .score = 80, .rule = 2, .value = 2 },
		{ .from = 2, .to = 3, .score = 99, .rule = 0 },
	};
	struct arena *a = arena_new();
	struct spans s = { 0 };
	size_t i, n = sizeof in_order / sizeof *in_order;

	for (i = n; i-- > 0;)
		spans_add(&s, a, in_order[i], 9);
	spans_sort(&s);
	assert_int_equal(s.len, n);
	for (i = 0; i < n; i++)
		assert_memory_equal(&s.at[i], &in_order[i], sizeof *s.at);
	arena_free(a);
}

UNIT(cmocka_unit_test(names_every_category_once),
    cmocka_unit_test(sorts_by_place_length_score_rule_and_value))
