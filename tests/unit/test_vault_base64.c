#include "unit.h"

#include "vault/base64.h"

TEST(reads_what_it_wrote_padded_or_not)
{
	unsigned char raw[100], back[100];
	struct buf b = { 0 };
	size_t len, i;
	int padded;

	for (i = 0; i < sizeof raw; i++)
		raw[i] = (unsigned char)(i * 73 + 200);
	for (len = 0; len <= sizeof raw; len++) {
		for (padded = 0; padded < 2; padded++) {
			buf_clear(&b);
			base64_add(&b, raw, len, padded);
			assert_true(
			    base64_read_exactly(buf_bytes(&b), padded, back, len));
			assert_memory_equal(raw, back, len);
			if (len % 3)
				assert_false(base64_read_exactly(
				    buf_bytes(&b), !padded, back, len));
		}
	}
	buf_free(&b);
}

static bool
reads(const char *text, bool padded)
{
	unsigned char to[16];
	size_t len;

	return base64_read(bytes_of(text), padded, to, sizeof to, &len);
}

TEST(has_one_spelling_only)
{
	assert_true(reads("AA==", true));
	assert_true(reads("AA", false));
	assert_false(reads("AB==", true)); /* bits left over */
	assert_false(reads("AB", false));
	assert_false(reads("AA=", true));
	assert_false(reads("AA==\n", true));
	assert_false(reads(" AA==", true));
	assert_false(reads("A A==", true));
	assert_false(reads("A", false));
	assert_false(reads("-_-_", false));
	assert_false(reads("AAAAAAAAAAAAAAAAAAAAAAAA", false)); /* over 16 bytes */
}

/* 64 letters and no other byte, the upper half of them least of all. */
TEST(knows_exactly_sixty_four_letters)
{
	unsigned char four[4] = "AAAA", to[3];
	size_t len, count = 0;
	int c;

	for (c = 0; c < 256; c++) {
		four[1] = (unsigned char)c;
		count += base64_read((struct bytes){ four, 4 }, false, to, 3, &len);
	}
	assert_int_equal(count, 64);
}

UNIT(cmocka_unit_test(reads_what_it_wrote_padded_or_not),
    cmocka_unit_test(has_one_spelling_only),
    cmocka_unit_test(knows_exactly_sixty_four_letters))
