#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <ctype.h>

#include "vault/bech32.h"

static void
round_trip(const char *word, size_t len)
{
	unsigned char raw[40], back[40];
	char text[160];
	size_t i, j;

	for (i = 0; i < 64; i++) {
		for (j = 0; j < len; j++)
			raw[j] = (unsigned char)(i * 37 + j * 11 + i * j);
		bech32_write(word, (struct bytes){ raw, len }, text, sizeof text);
		assert_int_equal(bech32_read(word, bytes_of(text), back, len), 0);
		assert_memory_equal(raw, back, len);
	}
}

TEST(reads_what_it_wrote_at_every_length)
{
	size_t len;

	for (len = 1; len <= 40; len++) {
		round_trip("age", len);
		round_trip("AGE-SECRET-KEY-", len);
	}
}

/* BIP 173, valid test vectors: words without data. */
TEST(agrees_with_the_published_vectors)
{
	unsigned char none[1];
	char text[128];

	assert_int_equal(bech32_read("A", bytes_of("A12UEL5L"), none, 0), 0);
	assert_int_equal(bech32_read("a", bytes_of("a12uel5l"), none, 0), 0);
	bech32_write("a", (struct bytes){ none, 0 }, text, sizeof text);
	assert_string_equal(text, "a12uel5l");
	assert_int_equal(bech32_read("?", bytes_of("?1ezyfcl"), none, 0), 0);
}

TEST(refuses_each_single_changed_letter)
{
	static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7lbio1QP \n";
	unsigned char raw[32] = { 7, 8, 9 }, back[32];
	char text[80], changed[80];
	size_t i, j;

	bech32_write("age", (struct bytes){ raw, 32 }, text, sizeof text);
	assert_int_equal(strlen(text), 62);
	for (i = 0; i < strlen(text); i++) {
		for (j = 0; j < sizeof letters; j++) {
			memcpy(changed, text, sizeof text);
			if (changed[i] == letters[j])
				continue;
			changed[i] = letters[j];
			assert_int_equal(
			    bech32_read("age",
				(struct bytes){ (unsigned char *)changed, 62 }, back,
				32),
			    -1);
		}
	}
}

TEST(refuses_another_case_word_or_length)
{
	unsigned char raw[32] = { 1 }, back[64];
	char text[80];
	size_t i;

	bech32_write("age", (struct bytes){ raw, 32 }, text, sizeof text);
	assert_int_equal(bech32_read("ag", bytes_of(text), back, 32), -1);
	assert_int_equal(bech32_read("agee", bytes_of(text), back, 32), -1);
	assert_int_equal(bech32_read("age", bytes_of(text), back, 31), -1);
	assert_int_equal(bech32_read("age", bytes_of(text), back, 33), -1);
	for (i = 0; i < strlen(text); i++)
		assert_int_equal(
		    bech32_read("age", bytes_cut(bytes_of(text), 0, i), back, 32), -1);
	for (i = 0; i < strlen(text); i++)
		text[i] = (char)toupper((unsigned char)text[i]);
	assert_int_equal(bech32_read("age", bytes_of(text), back, 32), -1);
	assert_int_equal(bech32_read("AGE", bytes_of(text), back, 32), 0);
}

UNIT(cmocka_unit_test(reads_what_it_wrote_at_every_length),
    cmocka_unit_test(agrees_with_the_published_vectors),
    cmocka_unit_test(refuses_each_single_changed_letter),
    cmocka_unit_test(refuses_another_case_word_or_length))
