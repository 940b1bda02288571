#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <errno.h>

#include "base/fail.h"

TEST(keeps_the_first_trouble)
{
	struct fail f = { 0 };

	assert_int_equal(fail_with(&f, FAIL_INPUT, "csv-cells", "%d\t%d", 4, 3), -1);
	assert_int_equal(fail(&f, FAIL_SYSTEM, "file-open"), -1);
	assert_int_equal(fail_with(&f, FAIL_LIMIT, "file-large", "%d", 1), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, "csv-cells");
	assert_string_equal(f.args, "4\t3");
}

TEST(keeps_the_nearest_place)
{
	struct fail f = { 0 };

	fail(&f, FAIL_INPUT, "csv-quote");
	assert_int_equal(fail_at(&f, NULL, 7), -1);
	assert_int_equal(fail_at(&f, "people.csv", 9), -1);
	assert_int_equal(fail_at(&f, "study", 0), -1);
	assert_string_equal(f.path, "people.csv");
	assert_int_equal(f.line, 7);
}

TEST(says_what_the_system_said)
{
	struct fail f = { 0 };

	errno = ENOENT;
	assert_int_equal(fail_errno(&f, "file-open", "x"), -1);
	assert_int_equal(f.kind, FAIL_SYSTEM);
	assert_string_equal(f.args, strerror(ENOENT));
	assert_string_equal(f.path, "x");
}

TEST(cuts_what_is_too_long)
{
	struct fail f = { 0 };
	char path[2000];

	memset(path, 'p', sizeof path - 1);
	path[sizeof path - 1] = '\0';
	fail_with(&f, FAIL_INPUT, "an-id", "%s", path);
	fail_at(&f, path, 1);
	assert_int_equal(strlen(f.args), sizeof f.args - 1);
	assert_int_equal(strlen(f.path), sizeof f.path - 1);
}

UNIT(cmocka_unit_test(keeps_the_first_trouble),
    cmocka_unit_test(keeps_the_nearest_place),
    cmocka_unit_test(says_what_the_system_said),
    cmocka_unit_test(cuts_what_is_too_long))
