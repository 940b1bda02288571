#include "scrub/splice.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "format/source.h"
#include "unit.h"

static struct arena *a;
static int in, out;
static struct sink sink;

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	in = memfd_create("in", MFD_CLOEXEC);
	out = memfd_create("out", MFD_CLOEXEC);
	assert_true(in >= 0 && out >= 0);
	sink = sink_of_fd(&out);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	close(in);
	close(out);
	arena_free(a);
	return 0;
}

static struct source *
source(struct bytes raw, enum encoding e)
{
	struct fail f = { 0 };
	struct source *s;

	assert_int_equal(ftruncate(in, 0), 0);
	assert_int_equal(ftruncate(out, 0), 0);
	lseek(in, 0, SEEK_SET);
	lseek(out, 0, SEEK_SET);
	assert_int_equal(file_write_fd(in, raw, NULL, &f), 0);
	s = source_of_file(in, a, &f);
	assert_non_null(s);
	assert_int_equal(source_tell_encoding(s, &e, &f), 0);
	return s;
}

static struct bytes
written(void)
{
	struct fail f = { 0 };
	struct bytes b;

	lseek(out, 0, SEEK_SET);
	assert_int_equal(file_read_fd(out, "out", 1 << 24, a, &b, &f), 0);
	return b;
}

static struct bytes
encoded(enum encoding e, const char *text)
{
	struct buf b = { 0 };
	struct fail f = { 0 };
	struct bytes kept;

	assert_int_equal(encoding_encode(e, bytes_of(text), &b, &f), 0);
	kept = arena_bytes(a, buf_bytes(&b));
	buf_free(&b);
	return kept;
}

TEST(with_nothing_to_exchange_it_is_the_source)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 700001 };
	struct fail f = { 0 };
	unsigned char *raw = arena_get(a, 700001, 1);
	size_t i, k;

	for (i = 0; i < 700001; i++)
		raw[i] = (unsigned char)(1 + i * 7 % 127);
	for (k = 0; k < sizeof sizes / sizeof *sizes; k++) {
		struct bytes all = { raw, sizes[k] };
		struct splice *s =
		    splice_new(source(all, ENCODING_WINDOWS_1252), &sink, false, a);

		assert_int_equal(splice_finish(s, &f), 0);
		splice_close(s);
		assert_true(bytes_equal(written(), all));
	}
	splice_close(NULL);
}

TEST(stretches_are_exchanged_in_the_encoding_of_the_source)
{
	static const enum encoding each[] = { ENCODING_UTF8, ENCODING_UTF16LE,
		ENCODING_UTF16BE, ENCODING_WINDOWS_1252, ENCODING_MACROMAN,
		ENCODING_CP865 };
	struct fail f = { 0 };
	size_t i;

	for (i = 0; i < 6; i++) {
		uint64_t from = encoding_width(each[i], bytes_of("på ")), width;
		struct splice *s =
		    splice_new(source(encoded(each[i], "på Åsen og så Bø"), each[i]),
			&sink, false, a);

		width = encoding_width(each[i], bytes_of("Åsen"));
		splice_exchange(
		    s, from, from + width, bytes_of("[[Sørlandet]]"), ESCAPE_NONE);
		from += encoding_width(each[i], bytes_of("Åsen og så "));
		width = encoding_width(each[i], bytes_of("Bø"));
		splice_exchange(s, from, from + width, bytes_of("[[år]]"), ESCAPE_NONE);
		assert_int_equal(splice_finish(s, &f), 0);
		splice_close(s);
		assert_true(bytes_equal(
		    written(), encoded(each[i], "på [[Sørlandet]] og så [[år]]")));
	}
}

TEST(to_utf8_writes_all_of_it_in_utf8_without_a_mark)
{
	struct bytes raw = encoded(ENCODING_UTF16LE, "\xef\xbb\xbfpå Åsen\r\n");
	struct fail f = { 0 };
	struct splice *s = splice_new(source(raw, ENCODING_UTF16LE), &sink, true, a);

	splice_exchange(s, 8, 16, bytes_of("[[Čáhppe]]"), ESCAPE_NONE);
	assert_int_equal(splice_finish(s, &f), 0);
	splice_close(s);
	assert_true(bytes_are(written(), "på [[Čáhppe]]\r\n"));
}

TEST(characters_cut_by_a_window_come_out_whole)
{
	enum { COUNT = 100001 };
	char *text = arena_get(a, COUNT * 2 + 2, 1);
	struct fail f = { 0 };
	struct splice *s;
	size_t i;

	text[0] = 'x';
	for (i = 0; i < COUNT; i++)
		memcpy(text + 1 + 2 * i, "å", 2);
	s = splice_new(source(bytes_of(text), ENCODING_UTF8), &sink, true, a);
	assert_int_equal(splice_finish(s, &f), 0);
	splice_close(s);
	assert_true(bytes_are(written(), text));
}

TEST(what_the_encoding_cannot_say_is_refused)
{
	struct fail f = { 0 };
	struct splice *s =
	    splice_new(source(bytes_of("abc"), ENCODING_WINDOWS_1252), &sink, false, a);

	splice_exchange(s, 0, 1, bytes_of("Č"), ESCAPE_NONE);
	assert_int_equal(splice_finish(s, &f), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, "encoding-cannot");
	splice_close(s);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(with_nothing_to_exchange_it_is_the_source),
    WITH(stretches_are_exchanged_in_the_encoding_of_the_source),
    WITH(to_utf8_writes_all_of_it_in_utf8_without_a_mark),
    WITH(characters_cut_by_a_window_come_out_whole),
    WITH(what_the_encoding_cannot_say_is_refused))
