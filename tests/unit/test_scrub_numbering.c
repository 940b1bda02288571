#include "scrub/numbering.h"

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "unit.h"

static uint32_t
number(struct numbering *n, const char *word, uint32_t entity, const char *text)
{
	struct fail f = { 0 };
	uint32_t number = 0;

	assert_int_equal(
	    numbering_of(n, bytes_of(word), entity, bytes_of(text), &number, &f), 0);
	return number;
}

TEST(each_name_has_the_next_number_of_its_word_and_keeps_it)
{
	struct arena *a = arena_new();
	struct numbering *n = numbering_new(a);

	assert_int_equal(number(n, "sjef", 5, "Roy"), 1);
	assert_int_equal(number(n, "sjef", 9, "Eva"), 2);
	assert_int_equal(number(n, "venn", 9, "Eva"), 1);
	assert_int_equal(number(n, "sjef", 5, "Roy Haugland"), 1);
	assert_int_equal(number(n, "sjef", 0, "Eva"), 3);
	assert_int_equal(number(n, "sjef", 0, "Ida"), 4);
	assert_int_equal(number(n, "sjef", 0, "Eva"), 3);
	assert_int_equal(number(n, "sjef", 0, "5"), 5);
	assert_int_equal(number(n, "sjef", 6, ""), 6);
	arena_free(a);
}

TEST(more_names_than_a_marker_can_number_are_refused)
{
	struct arena *a = arena_new();
	struct numbering *n = numbering_new(a);
	struct fail f = { 0 };
	uint32_t i, last;

	for (i = 1; i <= LIMIT_THIRD; i++)
		assert_int_equal(number(n, "person", i, ""), i);
	assert_int_equal(
	    numbering_of(n, bytes_of("person"), i, bytes_of(""), &last, &f), -1);
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_string_equal(f.what, "document-names");
	assert_string_equal(f.args, "9999");
	assert_int_equal(number(n, "person", 1, ""), 1);
	arena_free(a);
}

UNIT(cmocka_unit_test(each_name_has_the_next_number_of_its_word_and_keeps_it),
    cmocka_unit_test(more_names_than_a_marker_can_number_are_refused))
