#include "unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "text/shadow.h"
#include "text/utf8.h"

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void
shadow_is(const char *text, const char *expected)
{
	struct shadow s = shadow_of(bytes_of(text), arena);

	assert_string_equal(arena_text(arena, (struct bytes){ s.at, s.len }), expected);
}

/* Where the part of the shadow stands in the text. */
static const char *
place(const char *text, const char *part)
{
	struct shadow s = shadow_of(bytes_of(text), arena);
	const char *shadow = arena_text(arena, (struct bytes){ s.at, s.len });
	const char *at = strstr(shadow, part);
	uint32_t from, to;

	assert_non_null(at);
	shadow_place(&s, (size_t)(at - shadow), (size_t)(at - shadow) + strlen(part),
	    &from, &to);
	return arena_text(arena, bytes_cut(bytes_of(text), from, to));
}

TEST(leaves_ordinary_text_alone)
{
	static const char text[] = "Kari sa: «Jeg bor på Lund – nei, Vågsbygd…»";
	struct shadow s = shadow_of(bytes_of("Ja, på Lund «der» -- ok…\n"), arena);

	assert_null(s.map);
	s = shadow_of(bytes_of("Kari-Anne\nNord-\nNorge"), arena);
	assert_null(s.map);
	s = shadow_of(bytes_of(text), arena);
	assert_non_null(s.map); /* the dash */
	s = shadow_of(bytes_of(""), arena);
	assert_int_equal(s.len, 0);
}

TEST(folds_apostrophes_hyphens_blanks_and_line_ends)
{
	shadow_is("a\xE2\x80\x99\xE2\x80\x98\xC2\xB4`'b", "a'''''b");
	shadow_is("a\xE2\x80\x90\xE2\x80\x91\xE2\x80\x92\xE2\x80\x93\xE2\x88\x92-b",
	    "a------b");
	shadow_is("a\t\xC2\xA0\xE2\x80\x89\xE3\x80\x80 b", "a     b");
	shadow_is("a\r\nb\rc\nd\r\r\n", "a\nb\nc\nd\n\n");
}

TEST(leaves_out_what_is_not_seen)
{
	shadow_is("\xEF\xBB\xBFNord\xC2\xADmann\xE2\x80\x8B", "Nordmann");
	shadow_is("K\x01"
		  "a\x7F"
		  "ri",
	    "Kari");
	assert_string_equal(
	    place("xNord\xC2\xADmann y", "Nordmann"), "Nord\xC2\xADmann");
}

TEST(composes_letters_and_keeps_their_places)
{
	shadow_is("A\xCC\x8Ase o\xCC\x88l", "Åse öl");
	shadow_is("C\xCC\x8C\xCC\x81", "Č\xCC\x81");
	shadow_is("A\xC2\xAD\xCC\x8Ase", "Åse");
	shadow_is("\xE2\x84\xABse", "Åse"); /* the angstrom sign */
	shadow_is("\xCC\x8A"
		  "a",
	    "\xCC\x8A"
	    "a");
	shadow_is("q\xCC\x81\xCC\xA3", "q\xCC\xA3\xCC\x81"); /* canonical order */
	shadow_is("\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80");
	assert_string_equal(place("i A\xCC\x8Ase du", "Åse"), "A\xCC\x8Ase");
	assert_string_equal(place("i A\xCC\x8Ase du", "Å"), "A\xCC\x8A");
	assert_string_equal(place("q\xCC\x81\xCC\xA3z", "q"), "q\xCC\x81\xCC\xA3");
}

TEST(joins_words_that_a_line_end_parts)
{
	shadow_is("Nord-\nli kom", "Nordli kom");
	shadow_is("Nord-\r\n  li", "Nordli");
	shadow_is("perfec-\n\ntionism", "perfectionism");
	shadow_is("Nord\xC2\xAD\nli", "Nordli");
	shadow_is("Nord\xE2\x80\x90\nåli", "Nordåli");
	shadow_is("Anne-\nGrete", "Anne-\nGrete");
	shadow_is("9-\nli", "9-\nli");
	shadow_is("a -\nli", "a -\nli");
	shadow_is("Nord-\n\n\nli", "Nord-\n\n\nli");
	shadow_is("Nord- li-", "Nord- li-");
	assert_string_equal(place("x Nord-\nli y", "Nordli"), "Nord-\nli");
}

TEST(writes_valid_utf8_whatever_comes)
{
	shadow_is("a\xFF"
		  "b\xC3",
	    "a\xEF\xBF\xBD"
	    "b\xEF\xBF\xBD");
}

TEST(rounds_places_to_whole_characters)
{
	struct shadow s = shadow_of(bytes_of("æøå"), arena);
	uint32_t from, to;

	assert_null(s.map);
	shadow_place(&s, 1, 3, &from, &to);
	assert_int_equal(from, 0);
	assert_int_equal(to, 4);
}

/* Random texts: places are in order, whole characters, and together all of it. */
TEST(places_are_monotone_and_inside)
{
	static const char *const part[] = { "a", "k", "-", "\n", "\r", "å", "\xCC\x8A",
		"\xCC\x81", "\xC2\xAD", "\xE2\x80\x8B", "\xE2\x80\x99", " ", "\t", "K",
		"\xE2\x84\xAB", "\xF0\x9F\x98\x80", "`", "\xE1\x85\xA1",
		"\xE1\x84\x80" };
	struct buf text = { 0 };
	unsigned seed = 7, round, i;
	uint32_t from, to, last;
	struct shadow s;

	for (round = 0; round < 4000; round++) {
		buf_clear(&text);
		for (i = 0; i < 16; i++) {
			seed = seed * 1103515245u + 12345u;
			buf_text(
			    &text, part[(seed >> 16) % (sizeof part / sizeof *part)]);
		}
		arena_clear(arena);
		s = shadow_of(buf_bytes(&text), arena);
		assert_int_equal(utf8_valid((struct bytes){ s.at, s.len }), s.len);
		for (i = 0, last = 0; i < s.len; i++) {
			shadow_place(&s, i, i + 1, &from, &to);
			assert_true(from >= last && from < to && to <= text.len);
			assert_true((text.at[from] & 0xC0) != 0x80);
			assert_true(to == text.len || (text.at[to] & 0xC0) != 0x80);
			last = from;
		}
		if (s.map != NULL)
			assert_int_equal(s.map[s.len], text.len);
	}
	buf_free(&text);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(leaves_ordinary_text_alone), T(folds_apostrophes_hyphens_blanks_and_line_ends),
    T(leaves_out_what_is_not_seen), T(composes_letters_and_keeps_their_places),
    T(joins_words_that_a_line_end_parts), T(writes_valid_utf8_whatever_comes),
    T(rounds_places_to_whole_characters), T(places_are_monotone_and_inside))
