#include "unit.h"

#include "text/utf8.h"

static uint32_t
next(const char *text, size_t *len)
{
	return utf8_next(bytes_of(text), len);
}

TEST(reads_characters_of_every_length)
{
	size_t len;

	assert_int_equal(next("a", &len), 'a');
	assert_int_equal(len, 1);
	assert_int_equal(next("\xC3\xA5", &len), 0xE5);
	assert_int_equal(len, 2);
	assert_int_equal(next("\xE2\x80\xA6", &len), 0x2026);
	assert_int_equal(len, 3);
	assert_int_equal(next("\xF4\x8F\xBF\xBF", &len), 0x10FFFF);
	assert_int_equal(len, 4);
}

TEST(refuses_long_forms_surrogates_and_what_is_too_large)
{
	static const char *const bad[] = { "\x80", "\xC0\xAF", "\xC1\xBF",
		"\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80", "\xFF", "\xC3(", "\xE2\x80(" };
	size_t i, len;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_true(next(bad[i], &len) == UTF8_BAD);
		assert_int_equal(len, 1);
	}
}

TEST(tells_a_cut_character_from_a_bad_one)
{
	size_t len = 9;

	assert_true(next("", &len) == UTF8_BAD);
	assert_int_equal(len, 0);
	assert_true(next("\xF0\x9F\x98", &len) == UTF8_BAD);
	assert_int_equal(len, 0);
}

TEST(counts_the_valid_bytes)
{
	assert_int_equal(utf8_valid(bytes_of("vår åtte nitten år siden")), 27);
	assert_int_equal(utf8_valid(bytes_of("abcdefghijk\xE5lmn")), 11);
	assert_int_equal(utf8_valid(bytes_of("abc\xC3")), 3);
}

TEST(writes_every_character_as_it_was_read)
{
	struct buf b = { 0 };
	uint32_t c;
	size_t len;

	for (c = 1; c < 0x110000; c++) {
		if (c == 0xD800)
			c = 0xE000;
		buf_clear(&b);
		utf8_add(&b, c);
		assert_true(utf8_next(buf_bytes(&b), &len) == c);
		assert_int_equal(len, b.len);
	}
	buf_free(&b);
}

TEST(knows_letters_capitals_digits_and_blanks)
{
	assert_int_equal(utf8_lower(0xC5), 0xE5);
	assert_int_equal(utf8_lower(0xD7), 0xD7);
	assert_int_equal(utf8_lower(0x10C), 0x10D);
	assert_int_equal(utf8_lower(0x1E9E), 0xDF);
	assert_true(
	    utf8_is_letter(0xF8) && utf8_is_letter(0x30A) && utf8_is_letter(0x14B));
	assert_false(
	    utf8_is_letter(0xF7) || utf8_is_letter('_') || utf8_is_letter('0'));
	assert_true(utf8_is_upper(0xD8) && utf8_is_upper(0x14A));
	assert_false(utf8_is_upper(0xF8) || utf8_is_upper(0x14B));
	assert_true(utf8_is_digit('7') && utf8_is_digit(0x664));
	assert_false(utf8_is_digit(0xB2));
	assert_true(
	    utf8_is_space(0xA0) && utf8_is_space(0x2009) && utf8_is_space('\n'));
	assert_true(utf8_is_space(0x85) && utf8_is_space(0x2028));
	assert_false(utf8_is_space(0x200B) || utf8_is_space('_'));
}

UNIT(cmocka_unit_test(reads_characters_of_every_length),
    cmocka_unit_test(refuses_long_forms_surrogates_and_what_is_too_large),
    cmocka_unit_test(tells_a_cut_character_from_a_bad_one),
    cmocka_unit_test(counts_the_valid_bytes),
    cmocka_unit_test(writes_every_character_as_it_was_read),
    cmocka_unit_test(knows_letters_capitals_digits_and_blanks))
