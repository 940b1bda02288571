#include "unit.h"

#include <math.h>

#include "release/interval.h"

static void
is(uint64_t hits, uint64_t trials, double low, double high)
{
	struct interval i = interval_wilson(hits, trials, INTERVAL_95);

	assert_true(fabs(i.low - low) < 0.00005);
	assert_true(fabs(i.high - high) < 0.00005);
}

/* R. G. Newcombe 1998, Stat. Med. 17: 857-872, table I, method 3. */
TEST(gives_the_published_values)
{
	is(81, 263, 0.2553, 0.3662);
	is(15, 148, 0.0624, 0.1605);
	is(0, 20, 0, 0.1611);
	is(1, 29, 0.0061, 0.1718);
}

TEST(is_the_same_seen_from_the_other_side)
{
	struct interval a = interval_wilson(3, 1150, INTERVAL_95);
	struct interval b = interval_wilson(1147, 1150, INTERVAL_95);

	assert_true(fabs(a.low - (1 - b.high)) < 1e-12);
	assert_true(fabs(a.high - (1 - b.low)) < 1e-12);
}

TEST(reaches_an_end_only_where_all_or_none_were_hits)
{
	assert_true(interval_wilson(0, 5, INTERVAL_95).low == 0);
	assert_true(interval_wilson(5, 5, INTERVAL_95).high == 1);
	assert_true(interval_wilson(4, 5, INTERVAL_95).high < 1);
	assert_true(interval_wilson(1, 5, INTERVAL_95).low > 0);
	assert_true(interval_wilson(0, 0, INTERVAL_95).low == 0);
	assert_true(interval_wilson(0, 0, INTERVAL_95).high == 1);
}

TEST(rounding_never_says_all_or_none)
{
	assert_int_equal(interval_about(1147, 1150), 997);
	assert_int_equal(interval_about(99999, 100000), 999);
	assert_int_equal(interval_about(1, 100000), 1);
	assert_int_equal(interval_about(7, 7), 1000);
	assert_int_equal(interval_about(0, 7), 0);
	assert_int_equal(
	    interval_floor(interval_wilson(1147, 1150, INTERVAL_95).low), 992);
	assert_int_equal(
	    interval_floor(interval_wilson(1147, 1150, INTERVAL_95).high), 999);
}

UNIT(cmocka_unit_test(gives_the_published_values),
    cmocka_unit_test(is_the_same_seen_from_the_other_side),
    cmocka_unit_test(reaches_an_end_only_where_all_or_none_were_hits),
    cmocka_unit_test(rounding_never_says_all_or_none))
