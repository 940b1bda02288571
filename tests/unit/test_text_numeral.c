#include "text/numeral.h"

#include "unit.h"

static size_t
values_of(const char *word, unsigned value[NUMERALS_MOST])
{
	struct numeral n[NUMERALS_MOST];
	size_t i, count = numerals_of(bytes_of(word), n);

	for (i = 0; i < count; i++)
		value[i] = n[i].value;
	return count;
}

static unsigned
year_said(const char *word)
{
	unsigned value[NUMERALS_MOST];

	return numeral_year(value, values_of(word, value));
}

static int
number_said(const char *word)
{
	unsigned value[NUMERALS_MOST];

	return numeral_below_hundred(value, values_of(word, value));
}

TEST(a_number_of_one_word_is_read_in_all_its_forms)
{
	assert_int_equal(number_said("trettifire"), 34);
	assert_int_equal(number_said("fireogtredve"), 34);
	assert_int_equal(number_said("firåtredve"), 34);
	assert_int_equal(number_said("ænogtjue"), 21);
	assert_int_equal(number_said("sæksten"), 16);
	assert_int_equal(number_said("femten"), 15);
	assert_int_equal(number_said("nullsju"), 7);
	assert_int_equal(number_said("fourteen"), 14);
	assert_int_equal(number_said("tjuetretti"), -1);
	assert_int_equal(number_said("hundre"), -1);
}

TEST(a_year_is_told_from_a_number)
{
	assert_int_equal(year_said("nittenåttifire"), 1984);
	assert_int_equal(year_said("nittenfireogåtti"), 1984);
	assert_int_equal(year_said("nittenhundreogåttifire"), 1984);
	assert_int_equal(year_said("totusenogfemten"), 2015);
	assert_int_equal(year_said("totusen"), 2000);
	assert_int_equal(year_said("tjuefjorten"), 2014);
	assert_int_equal(year_said("tjuetjuetre"), 2023);
	assert_int_equal(year_said("tjuefire"), 0);
	assert_int_equal(year_said("åttifire"), 0);
	assert_int_equal(year_said("nitten"), 0);
}

TEST(ordinals_are_told_from_numbers)
{
	struct numeral n[NUMERALS_MOST];

	assert_int_equal(numerals_of(bytes_of("femogtyvende"), n), 2);
	assert_false(n[0].is_ordinal);
	assert_true(n[1].is_ordinal);
	assert_int_equal(n[1].value, 20);
	assert_int_equal(numerals_of(bytes_of("femte"), n), 1);
	assert_true(n[0].is_ordinal);
}

TEST(a_word_with_anything_else_in_it_is_no_number)
{
	struct numeral n[NUMERALS_MOST];

	assert_int_equal(numerals_of(bytes_of("femtiåring"), n), 0);
	assert_int_equal(numerals_of(bytes_of("og"), n), 0);
	assert_int_equal(numerals_of(bytes_of("toog"), n), 0);
	assert_int_equal(numerals_of(bytes_of(""), n), 0);
	assert_int_equal(
	    numerals_of(bytes_of("totototototototototo"), n), 0); /* too many */
}

UNIT(cmocka_unit_test(a_number_of_one_word_is_read_in_all_its_forms),
    cmocka_unit_test(a_year_is_told_from_a_number),
    cmocka_unit_test(ordinals_are_told_from_numbers),
    cmocka_unit_test(a_word_with_anything_else_in_it_is_no_number))
