#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/source.h"
#include "format/txt.h"
#include "text/utf8.h"

static struct arena *arena;
static FILE *file;
static struct source *source;
static struct reader *reader;

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

static void
read_file(struct bytes content, const enum encoding *named)
{
	struct fail f = { 0 };

	arena_clear(arena);
	rewind(file);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(fwrite(content.at, 1, content.len, file), content.len);
	fflush(file);
	source = source_of_file(fileno(file), arena, &f);
	assert_non_null(source);
	assert_int_equal(source_tell_encoding(source, named, &f), 0);
	reader = format_txt.open(source, NULL, arena, &f);
	assert_non_null(reader);
}

static void
read_text(const char *text)
{
	read_file(bytes_of(text), NULL);
}

/* The next utterance: its turn, line, text and label ("" for none). */
static void
next_is(uint64_t number, uint64_t line, const char *text, const char *label)
{
	struct utterance u;
	struct fail f = { 0 };

	assert_int_equal(format_txt.next(reader, &u, &f), 1);
	assert_string_equal(arena_text(arena, u.text), text);
	assert_int_equal(u.number, number);
	assert_int_equal(u.line, line);
	assert_true(bytes_are(bytes_cut(u.text, u.label_from, u.label_to), label));
	assert_int_equal(u.label != LABEL_NONE, label[0] != '\0');
	assert_false(u.continued);
}

static void
is_at_end(void)
{
	struct utterance u;
	struct fail f = { 0 };

	assert_int_equal(format_txt.next(reader, &u, &f), 0);
	assert_int_equal(format_txt.next(reader, &u, &f), 0);
	format_txt.close(reader);
}

TEST(begins_a_turn_at_each_label)
{
	read_text("Kari: Ja,\ndet var det.\nOla: Nei.\n\nSW4\nJo.\n");
	next_is(1, 1, "Kari: Ja,\ndet var det.", "Kari");
	next_is(2, 3, "Ola: Nei.", "Ola");
	next_is(3, 5, "SW4\nJo.", "SW4");
	is_at_end();
}

TEST(begins_a_block_behind_blank_lines)
{
	read_text("\n \nEn\nto.\n\t\nTre\r\n\r\n\r\nFire");
	next_is(1, 3, "En\nto.", "");
	next_is(2, 6, "Tre", "");
	next_is(3, 9, "Fire", "");
	is_at_end();
}

TEST(keeps_a_lone_label_and_its_turn_together)
{
	read_text("SW7:\n\nJa det.\n\nMer.\n\nT4\n\nES2:\n\nNei.");
	next_is(1, 1, "SW7:\n\nJa det.", "SW7");
	next_is(2, 5, "Mer.", "");
	next_is(3, 7, "T4", "T4");
	next_is(4, 9, "ES2:\n\nNei.", "ES2");
	is_at_end();
}

TEST(keeps_a_word_together_that_a_blank_line_parts)
{
	read_text("det er perfec-\n\ntionism her\n\nAnne-\n\nGrete");
	next_is(1, 1, "det er perfec-\n\ntionism her", "");
	next_is(2, 5, "Anne-", "");
	next_is(3, 7, "Grete", "");
	is_at_end();
}

TEST(believes_weak_labels_only_where_a_sentence_may_begin)
{
	read_text("Vi så Anne\nGrete og Per: de kom.\nNAV Arendal: nei");
	next_is(1, 1, "Vi så Anne\nGrete og Per: de kom.", "");
	next_is(2, 3, "NAV Arendal: nei", "NAV Arendal");
	is_at_end();
	read_text("hun var på\nNAV Arendal i går");
	next_is(1, 1, "hun var på\nNAV Arendal i går", "");
	is_at_end();
}

TEST(cuts_a_long_turn_at_a_line_end)
{
	struct buf text = { 0 };
	struct utterance u;
	struct fail f = { 0 };
	size_t sum = 0, parts = 0;

	buf_text(&text, "Kari: ");
	while (text.len < 5 * LIMIT_UTTERANCE)
		buf_text(&text, "en linje til\n");
	read_file(buf_bytes(&text), NULL);
	while (format_txt.next(reader, &u, &f) == 1) {
		assert_int_equal(u.number, 1);
		assert_int_equal(u.continued, parts > 0);
		assert_int_equal(u.label != LABEL_NONE, parts == 0);
		assert_int_equal(u.segment[0].at, sum);
		assert_true(u.text.len <= LIMIT_UTTERANCE);
		assert_memory_equal(u.text.at, text.at + sum, u.text.len);
		sum += u.text.len;
		parts++;
	}
	assert_int_equal(sum, text.len - 1);
	assert_int_equal(parts, 6);
	buf_free(&text);
}

TEST(says_where_text_stands_in_the_file)
{
	enum encoding e = ENCODING_UTF16BE;
	struct buf raw = { 0 };
	struct utterance u;
	struct fail f = { 0 };
	uint64_t at, end;

	encoding_encode(e, bytes_of("å\n\nI: \xF0\x9F\x98\x80 på\r\nLund"), &raw, &f);
	read_file(buf_bytes(&raw), &e);
	format_txt.next(reader, &u, &f);
	format_txt.next(reader, &u, &f);
	utterance_place(&u, e, 3, 7, &at, &end);
	assert_int_equal(at, 6 + 6);
	assert_int_equal(end, 6 + 10);
	utterance_place(&u, e, 13, 17, &at, &end);
	assert_int_equal(end, raw.len);
	assert_int_equal(at, raw.len - 8);
	assert_int_equal(utterance_line(&u, 0), 3);
	assert_int_equal(utterance_line(&u, 12), 3);
	assert_int_equal(utterance_line(&u, 13), 4);
	buf_free(&raw);
}

TEST(places_text_over_segments)
{
	static const struct segment segment[] = {
		{ .at = 100, .end = 102, .from = 0, .to = 2 },
		{ .at = 200, .end = 203, .from = 2, .to = 5 },
		{ .at = 300, .end = 301, .from = 5, .to = 6 },
	};
	struct utterance u = {
		.text = bytes_of("abcdef"), .segment = segment, .segments = 3
	};
	uint64_t at, end;

	utterance_place(&u, ENCODING_UTF8, 0, 2, &at, &end);
	assert_int_equal(at, 100);
	assert_int_equal(end, 102);
	utterance_place(&u, ENCODING_UTF8, 1, 6, &at, &end);
	assert_int_equal(at, 101);
	assert_int_equal(end, 301);
	utterance_place(&u, ENCODING_UTF8, 2, 5, &at, &end);
	assert_int_equal(at, 200);
	assert_int_equal(end, 203);
}

TEST(fails_where_the_encoding_does)
{
	struct buf text = { 0 };
	enum encoding e = ENCODING_UTF8;
	struct utterance u;
	struct fail f = { 0 };

	buf_text(&text, "Kari: ja\n\nOla: n\xE5\n");
	read_file(buf_bytes(&text), &e);
	assert_int_equal(format_txt.next(reader, &u, &f), -1);
	assert_string_equal(f.what, "encoding-later");
	assert_int_equal(f.line, 3);
	buf_free(&text);
}

/* A random document of lines as they occur, in the encoding. */
static void
random_document(unsigned *seed, struct buf *text)
{
	static const char *const part[] = { "Kari: ", "SW4 ", "\n", "\n\n", "\r\n",
		"\r", " ", "ord ", "Åse-", "perfec-\n\ntion", "ES Ja. ", "[00:12:34] ",
		"**Kari:** ", ". ", "å", "nei\t", "SW4\n\n", "Taler 1\n", "(", "<v " };
	unsigned i;

	buf_clear(text);
	for (i = 0; i < 40; i++) {
		*seed = *seed * 1103515245u + 12345u;
		buf_text(text, part[(*seed >> 16) % (sizeof part / sizeof *part)]);
	}
}

static void
accounts_for(enum encoding e, const struct buf *text)
{
	struct buf raw = { 0 }, back = { 0 };
	struct utterance u;
	struct fail f = { 0 };
	uint64_t at, end, done = 0, i;
	uint32_t last;
	size_t used;

	assert_int_equal(encoding_encode(e, buf_bytes(text), &raw, &f), 0);
	read_file(buf_bytes(&raw), &e);
	while (format_txt.next(reader, &u, &f) == 1) {
		utterance_place(&u, e, 0, (uint32_t)u.text.len, &at, &end);
		assert_true(at >= done && end > at && end <= raw.len);
		encoding_encode(e, u.text, &back, &f);
		assert_int_equal(back.len, end - at);
		assert_memory_equal(back.at, raw.at + at, back.len);
		buf_clear(&back);
		for (i = done; i < at; i++) /* between: blanks and line ends alone */
			assert_non_null(memchr(" \t\r\n\0", raw.at[i], 5));
		for (i = 0; i < u.text.len; i += used) {
			utf8_next(bytes_cut(u.text, i, u.text.len), &used);
			last = (uint32_t)(i + used);
			utterance_place(&u, e, (uint32_t)i, last, &at, &end);
			assert_true(at >= done && end > at);
			done = end;
		}
	}
	assert_int_equal(f.kind, FAIL_NONE);
	for (i = done; i < raw.len; i++)
		assert_non_null(memchr(" \t\r\n\0", raw.at[i], 5));
	buf_free(&raw);
	buf_free(&back);
}

TEST(accounts_for_every_byte_in_every_encoding)
{
	struct buf text = { 0 };
	unsigned seed = 11, round;

	for (round = 0; round < 600; round++) {
		random_document(&seed, &text);
		accounts_for((enum encoding)(round % 6), &text);
	}
	buf_free(&text);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(begins_a_turn_at_each_label), T(begins_a_block_behind_blank_lines),
    T(keeps_a_lone_label_and_its_turn_together),
    T(keeps_a_word_together_that_a_blank_line_parts),
    T(believes_weak_labels_only_where_a_sentence_may_begin),
    T(cuts_a_long_turn_at_a_line_end), T(says_where_text_stands_in_the_file),
    T(places_text_over_segments), T(fails_where_the_encoding_does),
    T(accounts_for_every_byte_in_every_encoding))
