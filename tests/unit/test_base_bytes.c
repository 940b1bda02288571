#include "unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"

TEST(takes_no_string_for_no_bytes)
{
	assert_int_equal(bytes_of(NULL).len, 0);
	assert_null(bytes_of(NULL).at);
	assert_int_equal(bytes_of("").len, 0);
	assert_int_equal(bytes_of("abc").len, 3);
}

TEST(cuts_from_inclusive_to_exclusive)
{
	assert_true(bytes_are(bytes_cut(bytes_of("abcdef"), 2, 4), "cd"));
	assert_true(bytes_are(bytes_cut(bytes_of("abc"), 3, 3), ""));
	assert_int_equal(bytes_cut(bytes_of(NULL), 0, 0).len, 0);
}

TEST(dies_when_a_cut_leaves_the_bytes)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		close(STDERR_FILENO);
		bytes_cut(bytes_of("abc"), 2, 4);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

TEST(compares_by_byte_value_and_the_shorter_first)
{
	assert_true(bytes_compare(bytes_of("ab"), bytes_of("abc")) < 0);
	assert_true(bytes_compare(bytes_of("b"), bytes_of("abc")) > 0);
	assert_true(bytes_compare(bytes_of("\xc3\xa5"), bytes_of("z")) > 0);
	assert_int_equal(bytes_compare(bytes_of(""), bytes_of(NULL)), 0);
	assert_false(bytes_equal(bytes_of("ab"), bytes_of("abc")));
	assert_true(bytes_equal(bytes_of(""), bytes_of(NULL)));
}

TEST(knows_what_it_starts_with)
{
	assert_true(bytes_start(bytes_of("fornavn"), "for"));
	assert_true(bytes_start(bytes_of(NULL), ""));
	assert_false(bytes_start(bytes_of("fo"), "for"));
	assert_false(bytes_start(bytes_of("nor"), "for"));
}

TEST(trims_both_ends_and_not_the_middle)
{
	assert_true(bytes_are(bytes_trim(bytes_of(" \ta b\r\n")), "a b"));
	assert_int_equal(bytes_trim(bytes_of(" \t ")).len, 0);
	assert_int_equal(bytes_trim(bytes_of(NULL)).len, 0);
}

TEST(takes_parts_between_separators)
{
	struct bytes rest = bytes_of("a;;b"), part;

	assert_true(bytes_next(&rest, ';', &part) && bytes_are(part, "a"));
	assert_true(bytes_next(&rest, ';', &part) && bytes_are(part, ""));
	assert_true(bytes_next(&rest, ';', &part) && bytes_are(part, "b"));
	assert_false(bytes_next(&rest, ';', &part));
	rest = bytes_of("");
	assert_false(bytes_next(&rest, ';', &part));
}

UNIT(cmocka_unit_test(takes_no_string_for_no_bytes),
    cmocka_unit_test(cuts_from_inclusive_to_exclusive),
    cmocka_unit_test(dies_when_a_cut_leaves_the_bytes),
    cmocka_unit_test(compares_by_byte_value_and_the_shorter_first),
    cmocka_unit_test(knows_what_it_starts_with),
    cmocka_unit_test(trims_both_ends_and_not_the_middle),
    cmocka_unit_test(takes_parts_between_separators))
