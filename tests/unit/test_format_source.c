#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/spool.h"
#include "format/source.h"

static struct arena *arena;
static FILE *file;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	file = tmpfile();
	return file == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	fclose(file);
	arena_free(arena);
	return 0;
}

static struct source *
source(struct bytes content)
{
	struct fail f = { 0 };
	struct source *s;

	rewind(file);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(fwrite(content.at, 1, content.len, file), content.len);
	fflush(file);
	s = source_of_file(fileno(file), arena, &f);
	assert_non_null(s);
	return s;
}

#define BYTES(s) ((struct bytes){ (const unsigned char *)(s), sizeof(s) - 1 })

static void
line_is(struct source *s, const char *expected, uint64_t at, uint64_t line)
{
	struct fail f = { 0 };
	struct bytes got;
	uint64_t got_at, got_line;

	assert_int_equal(source_line(s, &got, &got_at, &got_line, &f), 1);
	assert_true(bytes_are(got, expected));
	assert_int_equal(got_at, at);
	assert_int_equal(got_line, line);
}

static void
is_at_end(struct source *s)
{
	struct fail f = { 0 };
	struct bytes got;
	uint64_t at, line;

	assert_int_equal(source_line(s, &got, &at, &line, &f), 0);
}

static void
tell(struct source *s)
{
	struct fail f = { 0 };

	assert_int_equal(source_tell_encoding(s, NULL, &f), 0);
}

TEST(gives_lines_with_their_ends)
{
	struct source *s = source(BYTES("en\nto\r\n\rtre\n\nfire"));

	tell(s);
	line_is(s, "en\n", 0, 1);
	line_is(s, "to\r\n", 3, 2);
	line_is(s, "\r", 7, 3);
	line_is(s, "tre\n", 8, 4);
	line_is(s, "\n", 12, 5);
	line_is(s, "fire", 13, 6);
	is_at_end(s);
	source_rewind(s);
	line_is(s, "en\n", 0, 1);
}

TEST(counts_offsets_in_the_file)
{
	struct source *s = source(BYTES("\xFF\xFE\xE5\0\n\0b\0\n\0"));

	tell(s);
	assert_int_equal(source_encoding(s).encoding, ENCODING_UTF16LE);
	line_is(s, "å\n", 2, 1);
	line_is(s, "b\n", 6, 2);
	is_at_end(s);
	s = source(BYTES("p\xE5\nb\xE5t\n"));
	tell(s);
	line_is(s, "på\n", 0, 1);
	line_is(s, "båt\n", 3, 2);
}

TEST(has_nothing_in_an_empty_file)
{
	struct source *s = source(BYTES(""));

	tell(s);
	assert_int_equal(source_size(s), 0);
	is_at_end(s);
}

TEST(takes_the_encoding_that_the_user_names)
{
	enum encoding named = ENCODING_MACROMAN;
	struct source *s = source(BYTES("p\xE5"));
	struct fail f = { 0 };

	assert_int_equal(source_tell_encoding(s, &named, &f), 0);
	line_is(s, "pÂ", 0, 1);
	named = ENCODING_UTF8;
	s = source(BYTES("\xEF\xBB\xBF"
			 "a"));
	assert_int_equal(source_tell_encoding(s, &named, &f), 0);
	assert_int_equal(source_encoding(s).bom, 3);
	line_is(s, "a", 3, 1);
}

/* Lines of all lengths and ends, over many blocks: together they are the file. */
static void
gives_all(const char *end, enum encoding e)
{
	struct buf raw = { 0 }, text = { 0 }, got = { 0 };
	struct bytes line, before = { 0 };
	struct fail f = { 0 };
	uint64_t at, number, expected_at = 0, lines = 1;
	unsigned i, k;
	struct source *s;

	for (i = 0; i < 4000; i++) {
		for (k = 0; k < i * 7919 % 300; k++)
			buf_text(&text, k % 9 ? "å" : " ");
		if (i == 2000)
			for (k = 0; k < 40000; k++)
				buf_text(&text, k % 11 ? "x" : " ");
		buf_text(&text, end);
	}
	assert_int_equal(encoding_encode(e, buf_bytes(&text), &raw, &f), 0);
	s = source(buf_bytes(&raw));
	assert_int_equal(source_tell_encoding(s, &e, &f), 0);
	while (source_line(s, &line, &at, &number, &f) == 1) {
		assert_true(line.len > 0 && line.len <= LIMIT_UTTERANCE);
		assert_int_equal(at, expected_at);
		assert_int_equal(number, lines);
		if (before.at != NULL) /* still there */
			assert_memory_equal(
			    before.at, got.at + got.len - before.len, before.len);
		buf_add(&got, line);
		expected_at += encoding_width(e, line);
		if (line.len >= strlen(end) &&
		    memcmp(line.at + line.len - strlen(end), end, strlen(end)) == 0)
			lines++;
		before = line;
	}
	assert_int_equal(f.kind, FAIL_NONE);
	assert_true(bytes_equal(buf_bytes(&got), buf_bytes(&text)));
	assert_int_equal(lines, 4001);
	buf_free(&raw);
	buf_free(&text);
	buf_free(&got);
}

TEST(gives_all_of_a_long_file_in_every_encoding)
{
	int e;

	for (e = ENCODING_UTF8; e <= ENCODING_CP865; e++) {
		gives_all("\n", (enum encoding)e);
		gives_all("\r\n", (enum encoding)e);
		gives_all("\r", (enum encoding)e);
	}
}

TEST(cuts_a_long_line_behind_a_sentence_or_a_word)
{
	struct buf text = { 0 };
	struct fail f = { 0 };
	struct bytes line;
	uint64_t at, number;
	struct source *s;

	while (text.len < LIMIT_UTTERANCE - 20)
		buf_text(&text, "ord ");
	buf_text(&text, "slutt. Nytt ord ");
	while (text.len < 3 * LIMIT_UTTERANCE)
		buf_text(&text, "ååå");
	s = source(buf_bytes(&text));
	tell(s);
	assert_int_equal(source_line(s, &line, &at, &number, &f), 1);
	assert_true(bytes_start(bytes_cut(line, line.len - 7, line.len), "slutt. "));
	assert_int_equal(source_line(s, &line, &at, &number, &f), 1);
	assert_true(bytes_are(line, "Nytt ord ") || line.len > LIMIT_UTTERANCE / 2);
	assert_int_equal(number, 1);
	buf_free(&text);
}

TEST(says_the_line_of_bytes_that_are_not_of_the_encoding)
{
	struct buf text = { 0 };
	struct fail f = { 0 };
	struct bytes line;
	uint64_t at, number;
	struct source *s;
	int got;

	while (text.len < LIMIT_ENCODING_SAMPLE + 5000)
		buf_text(&text, "ni tegn.\n");
	buf_text(&text, "p\xE5\n");
	s = source(buf_bytes(&text));
	tell(s);
	while ((got = source_line(s, &line, &at, &number, &f)) == 1)
		;
	assert_int_equal(got, -1);
	assert_string_equal(f.what, "encoding-later");
	assert_int_equal(f.line, text.len / 9 + 1);
	buf_free(&text);
}

TEST(refuses_a_character_that_the_end_cuts)
{
	enum encoding utf16 = ENCODING_UTF16LE;
	struct source *s = source(BYTES("a\0b"));
	struct fail f = { 0 };
	struct bytes line;
	uint64_t at, number;

	assert_int_equal(source_tell_encoding(s, &utf16, &f), 0);
	assert_int_equal(source_line(s, &line, &at, &number, &f), -1);
	assert_string_equal(f.what, "encoding-later");
}

TEST(gives_raw_bytes)
{
	struct source *s = source(BYTES("abcdef"));
	struct fail f = { 0 };
	struct bytes raw;

	assert_int_equal(source_raw(s, 2, 3, &raw, &f), 0);
	assert_true(bytes_are(raw, "cde"));
	assert_int_equal(source_raw(s, 4, 100, &raw, &f), 0);
	assert_true(bytes_are(raw, "ef"));
	assert_int_equal(source_raw(s, 9, 1, &raw, &f), 0);
	assert_int_equal(raw.len, 0);
}

TEST(reads_what_was_piped_in_as_often_as_needed)
{
	struct fail f = { 0 };
	struct source *s;
	struct spool *spool;
	int fd[2];

	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], "p\xC3\xA5\nLund", 8), 8);
	close(fd[1]);
	spool = spool_fill(fd[0], &f);
	assert_non_null(spool);
	close(fd[0]);
	s = source_of_spool(spool, arena);
	assert_int_equal(source_size(s), 8);
	tell(s);
	line_is(s, "på\n", 0, 1);
	line_is(s, "Lund", 4, 2);
	is_at_end(s);
	source_rewind(s);
	line_is(s, "på\n", 0, 1);
	spool_close(spool);
}

TEST(says_that_the_file_became_shorter)
{
	struct source *s = source(BYTES("abcdef"));
	struct fail f = { 0 };
	struct bytes raw;

	assert_int_equal(ftruncate(fileno(file), 3), 0);
	assert_int_equal(source_raw(s, 0, 6, &raw, &f), -1);
	assert_string_equal(f.what, "source-changed");
}

TEST(refuses_what_is_no_regular_file)
{
	struct fail f = { 0 };
	int fd[2];

	assert_int_equal(pipe(fd), 0);
	assert_null(source_of_file(fd[0], arena, &f));
	assert_string_equal(f.what, "source-kind");
	close(fd[0]);
	close(fd[1]);
}

TEST(gives_a_part_of_a_file_as_if_it_were_one)
{
	struct source *s;
	struct fail f = { 0 };
	struct bytes raw;

	source(BYTES("before\nSW1: Hei.\nJa.\nafter\n"));
	s = source_of_range(fileno(file), 7, 14, arena);
	assert_int_equal(source_size(s), 14);
	assert_int_equal(source_tell_encoding(s, NULL, &f), 0);
	line_is(s, "SW1: Hei.\n", 0, 1);
	line_is(s, "Ja.\n", 10, 2);
	assert_int_equal(source_raw(s, 4, 100, &raw, &f), 0);
	assert_true(bytes_are(raw, " Hei.\nJa.\n"));
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(gives_lines_with_their_ends), T(counts_offsets_in_the_file),
    T(has_nothing_in_an_empty_file), T(takes_the_encoding_that_the_user_names),
    T(gives_all_of_a_long_file_in_every_encoding),
    T(cuts_a_long_line_behind_a_sentence_or_a_word),
    T(says_the_line_of_bytes_that_are_not_of_the_encoding),
    T(refuses_a_character_that_the_end_cuts), T(gives_raw_bytes),
    T(reads_what_was_piped_in_as_often_as_needed), T(says_that_the_file_became_shorter),
    T(refuses_what_is_no_regular_file), T(gives_a_part_of_a_file_as_if_it_were_one))
