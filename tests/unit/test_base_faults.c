#include "base/faults.h"

#include "unit.h"

TEST(what_is_wrong_is_kept_and_the_reading_goes_on)
{
	struct faults faults = { .len = 0 };
	struct fail f = { 0 };

	assert_int_equal(faults_end(&faults, &f), 0);
	fail(&f, FAIL_INPUT, "one");
	fail_at(&f, "a.csv", 3);
	assert_int_equal(faults_take(&faults, &f), 0);
	assert_int_equal(f.kind, FAIL_NONE);
	fail(&f, FAIL_INPUT, "two");
	assert_int_equal(faults_take(&faults, &f), 0);
	assert_int_equal(faults.len, 2);
	assert_int_equal(faults_end(&faults, &f), -1);
	assert_string_equal(f.what, "one");
	assert_int_equal(f.line, 3);
}

TEST(without_a_place_for_them_the_first_stops)
{
	struct fail f = { 0 };

	fail(&f, FAIL_INPUT, "one");
	assert_int_equal(faults_take(NULL, &f), -1);
	assert_string_equal(f.what, "one");
	assert_int_equal(faults_end(NULL, &f), 0);
}

TEST(a_limit_stops_whatever_is_kept)
{
	struct faults faults = { .len = 0 };
	struct fail f = { 0 };

	fail(&f, FAIL_LIMIT, "large");
	assert_int_equal(faults_take(&faults, &f), -1);
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_int_equal(faults.len, 0);
}

TEST(more_than_there_is_room_for_are_counted)
{
	struct faults faults = { .len = 0 };
	struct fail f = { 0 };
	int i;

	for (i = 0; i < FAULTS_KEPT + 7; i++) {
		fail(&f, FAIL_INPUT, "one");
		assert_int_equal(faults_take(&faults, &f), 0);
	}
	assert_int_equal(faults.len, FAULTS_KEPT);
	assert_int_equal(faults.more, 7);
	assert_int_equal(faults_count(&faults), FAULTS_KEPT + 7);
	assert_int_equal(faults_count(NULL), 0);
}

UNIT(cmocka_unit_test(what_is_wrong_is_kept_and_the_reading_goes_on),
    cmocka_unit_test(without_a_place_for_them_the_first_stops),
    cmocka_unit_test(a_limit_stops_whatever_is_kept),
    cmocka_unit_test(more_than_there_is_room_for_are_counted))
