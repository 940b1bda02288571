#include "unit.h"

#include "base/buf.h"
#include "base/fail.h"
#include "text/encoding.h"
#include "text/utf8.h"

enum { ALL = ENCODING_CP865 + 1 };

static const char norwegian[] =
    "Kari: Ja, jeg bor på Lund og jobber på Åsane. «Så fint», sa Øyvind.\r\n"
    "Ola: Æsj – det var ærlig talt ikke bra. Vi så på bøker i går, og på været…\r\n";

static const char plain[] =
    "Jeg så åtte ører på bordet. Ærlig talt var Øystein på Åsane.\n";

static struct encoding_guess
guess(struct bytes sample, bool whole)
{
	struct encoding_guess g = { 0 };
	struct fail f = { 0 };

	assert_int_equal(encoding_guess(sample, whole, &g, &f), 0);
	return g;
}

static const char *
refused(struct bytes sample, bool whole)
{
	static struct fail f;
	struct encoding_guess g;

	f = (struct fail){ 0 };
	assert_int_equal(encoding_guess(sample, whole, &g, &f), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	return f.what;
}

static struct buf
encoded(enum encoding e, const char *text)
{
	struct buf b = { 0 };
	struct fail f = { 0 };

	assert_int_equal(encoding_encode(e, bytes_of(text), &b, &f), 0);
	return b;
}

#define BYTES(s) ((struct bytes){ (const unsigned char *)(s), sizeof(s) - 1 })

TEST(tells_every_encoding_of_norwegian_text)
{
	struct buf b;
	int e;

	for (e = 0; e < ALL; e++) {
		b = encoded((enum encoding)e, e == ENCODING_CP865 ? plain : norwegian);
		assert_int_equal(guess(buf_bytes(&b), true).encoding, e);
		assert_int_equal(guess(buf_bytes(&b), true).bom, 0);
		buf_free(&b);
		b = encoded((enum encoding)e, plain);
		assert_int_equal(guess(buf_bytes(&b), true).encoding, e);
		buf_free(&b);
	}
}

TEST(tells_short_texts)
{
	struct buf b;
	int e;

	for (e = ENCODING_WINDOWS_1252; e < ALL; e++) {
		b = encoded((enum encoding)e, "Hei på deg");
		assert_int_equal(guess(buf_bytes(&b), true).encoding, e);
		buf_free(&b);
		b = encoded((enum encoding)e, "Øyvind kom");
		assert_int_equal(guess(buf_bytes(&b), true).encoding, e);
		buf_free(&b);
	}
	assert_int_equal(
	    guess(BYTES("It\x92s fine"), true).encoding, ENCODING_WINDOWS_1252);
	assert_int_equal(
	    guess(BYTES("It\xD5s fine"), true).encoding, ENCODING_MACROMAN);
	assert_int_equal(guess(BYTES("abc"), true).encoding, ENCODING_UTF8);
	assert_int_equal(guess(BYTES(""), true).encoding, ENCODING_UTF8);
}

TEST(tells_byte_order_marks)
{
	assert_int_equal(guess(BYTES("\xEF\xBB\xBF"
				     "a"),
			     true)
			     .bom,
	    3);
	assert_int_equal(guess(BYTES("\xFF\xFE"
				     "a\0"),
			     true)
			     .encoding,
	    ENCODING_UTF16LE);
	assert_int_equal(guess(BYTES("\xFF\xFE"
				     "a\0"),
			     true)
			     .bom,
	    2);
	assert_int_equal(guess(BYTES("\xFE\xFF\0a"), true).encoding, ENCODING_UTF16BE);
	assert_string_equal(
	    refused(BYTES("\xFF\xFE\0\0a\0\0\0"), true), "encoding-binary");
}

TEST(does_not_guess_spoilt_utf8_away)
{
	assert_string_equal(refused(BYTES("på Åsane\xE5 så"), true), "encoding-utf8");
	assert_string_equal(
	    refused(BYTES("på \xE5 så \xE5 \xE5 \xE5"), true), "encoding-utf8");
	assert_string_equal(
	    refused(BYTES("\xEF\xBB\xBF p\xE5"), true), "encoding-utf8");
	assert_string_equal(refused(BYTES("så p\xC3"), true), "encoding-utf8");
	assert_int_equal(guess(BYTES("så p\xC3"), false).encoding, ENCODING_UTF8);
}

TEST(refuses_what_is_no_text)
{
	assert_string_equal(refused(BYTES("\x7F"
					  "ELF\2\1\1\0\0\0\0\0\0\0"),
				true),
	    "encoding-binary");
	assert_string_equal(
	    refused(BYTES("abc\0def ghi jkl"), true), "encoding-binary");
	assert_string_equal(refused(BYTES("a\1b\2c\3d\4e\5"), true), "encoding-binary");
	assert_string_equal(refused(BYTES("a\0b\0c"), true), "encoding-binary");
}

TEST(knows_its_names)
{
	enum encoding named;
	int e;

	for (e = 0; e < ALL; e++) {
		assert_int_equal(
		    encoding_named(encoding_name((enum encoding)e), &named), 0);
		assert_int_equal(named, e);
	}
	assert_int_equal(encoding_named("latin-9", &named), -1);
}

/* Also from the tables' side: all 255 bytes that are not NUL. */
TEST(gives_back_every_byte)
{
	struct buf text = { 0 }, back = { 0 };
	struct fail f = { 0 };
	unsigned char all[255];
	size_t used;
	int e, i;

	for (i = 0; i < 255; i++)
		all[i] = (unsigned char)(i + 1);
	for (e = ENCODING_WINDOWS_1252; e < ALL; e++) {
		buf_clear(&text);
		buf_clear(&back);
		assert_int_equal(encoding_decode((enum encoding)e,
				     (struct bytes){ all, 255 }, &text, &used, &f),
		    0);
		assert_int_equal(used, 255);
		assert_int_equal(utf8_valid(buf_bytes(&text)), text.len);
		assert_int_equal(
		    encoding_width((enum encoding)e, buf_bytes(&text)), 255);
		encoding_encode((enum encoding)e, buf_bytes(&text), &back, &f);
		assert_memory_equal(back.at, all, 255);
	}
	buf_free(&text);
	buf_free(&back);
}

TEST(gives_back_what_it_could_read_of_random_bytes)
{
	struct buf text = { 0 }, back = { 0 };
	unsigned char raw[40];
	unsigned seed = 3, round, i;
	struct bytes part;
	struct fail f;
	size_t used;
	int e;

	for (round = 0; round < 60000; round++) {
		for (i = 0; i < sizeof raw; i++) {
			seed = seed * 1103515245u + 12345u;
			raw[i] =
			    (unsigned char)(seed >> 16 & (round % 3 ? 0xFF : 0x7F));
			if (round % 3 == 2 && i % 2)
				raw[i] = 0xD8 | (raw[i] & 7);
		}
		e = (int)(round % ALL);
		buf_clear(&text);
		buf_clear(&back);
		f = (struct fail){ 0 };
		encoding_decode((enum encoding)e, (struct bytes){ raw, sizeof raw },
		    &text, &used, &f);
		part = (struct bytes){ raw, used };
		assert_int_equal(
		    encoding_width((enum encoding)e, buf_bytes(&text)), used);
		f = (struct fail){ 0 };
		assert_int_equal(
		    encoding_encode((enum encoding)e, buf_bytes(&text), &back, &f), 0);
		assert_true(bytes_equal(buf_bytes(&back), part));
	}
	buf_free(&text);
	buf_free(&back);
}

TEST(says_where_bytes_are_none_of_the_encoding)
{
	struct buf text = { 0 };
	struct fail f = { 0 };
	size_t used;

	assert_int_equal(encoding_decode(ENCODING_UTF8,
			     BYTES("ab\xFF"
				   "c"),
			     &text, &used, &f),
	    -1);
	assert_string_equal(f.what, "encoding-bytes");
	assert_string_equal(f.args, "2");
	f = (struct fail){ 0 };
	assert_int_equal(
	    encoding_decode(ENCODING_UTF16LE, BYTES("a\0\0\xDC"), &text, &used, &f),
	    -1);
	assert_string_equal(f.args, "2");
	f = (struct fail){ 0 };
	assert_int_equal(
	    encoding_decode(ENCODING_CP865, BYTES("abc\0"), &text, &used, &f), -1);
	assert_string_equal(f.args, "3");
	buf_free(&text);
}

TEST(waits_for_the_rest_of_a_cut_character)
{
	struct buf text = { 0 };
	struct fail f = { 0 };
	size_t used;

	assert_int_equal(
	    encoding_decode(ENCODING_UTF8, BYTES("a\xE2\x80"), &text, &used, &f), 0);
	assert_int_equal(used, 1);
	assert_int_equal(encoding_decode(ENCODING_UTF16BE, BYTES("\0a\xD8\x3D\xDE"),
			     &text, &used, &f),
	    0);
	assert_int_equal(used, 2);
	assert_int_equal(encoding_decode(ENCODING_UTF16BE, BYTES("\xD8\x3D\xDE\0"),
			     &text, &used, &f),
	    0);
	assert_int_equal(used, 4);
	buf_free(&text);
}

TEST(says_what_an_encoding_cannot_write)
{
	struct buf b = { 0 };
	struct fail f = { 0 };

	assert_int_equal(
	    encoding_encode(ENCODING_WINDOWS_1252, bytes_of("Č"), &b, &f), -1);
	assert_string_equal(f.what, "encoding-cannot");
	assert_string_equal(f.args, "windows-1252");
	buf_free(&b);
}

UNIT(cmocka_unit_test(tells_every_encoding_of_norwegian_text),
    cmocka_unit_test(tells_short_texts), cmocka_unit_test(tells_byte_order_marks),
    cmocka_unit_test(does_not_guess_spoilt_utf8_away),
    cmocka_unit_test(refuses_what_is_no_text), cmocka_unit_test(knows_its_names),
    cmocka_unit_test(gives_back_every_byte),
    cmocka_unit_test(gives_back_what_it_could_read_of_random_bytes),
    cmocka_unit_test(says_where_bytes_are_none_of_the_encoding),
    cmocka_unit_test(waits_for_the_rest_of_a_cut_character),
    cmocka_unit_test(says_what_an_encoding_cannot_write))
