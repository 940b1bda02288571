#include "unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "text/lexicon.h"
#include "text/shadow.h"

static struct arena *arena;
static struct lexicon *names, *tails;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	names = lexicon_new(arena);
	tails = lexicon_new(arena);
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
add(const char *phrase, unsigned flags, uint32_t value)
{
	struct lexicon_entry entry = { .value = value, .flags = (uint8_t)flags };

	assert_int_equal(lexicon_add(names, bytes_of(phrase), entry), 0);
}

static void
add_tail(const char *word)
{
	assert_int_equal(
	    lexicon_add(tails, bytes_of(word), (struct lexicon_entry){ 0 }), 0);
}

/*
 * All that is found in the text, as "[hit]" or "[hit>" where a genitive or the rest of
 * a compound follows, the longest at each word.
 */
static const char *
found(const char *text)
{
	static struct buf out;
	struct shadow s = shadow_of(bytes_of(text), arena);
	struct bytes shadow = { s.at, s.len };
	struct words words = words_of(shadow, true, arena);
	struct lexicon_hit hit[8];
	size_t i, n;

	buf_clear(&out);
	for (i = 0; i < words.len; i++) {
		n = lexicon_find(names, shadow, &words, i, tails, hit, 8);
		if (n == 0)
			continue;
		buf_byte(&out, '[');
		buf_add(&out, bytes_cut(shadow, hit[0].from, hit[0].to));
		buf_text(&out, hit[0].genitive ? "'" : hit[0].compound ? "-" : "");
		buf_byte(&out, ']');
		assert_true(hit[0].words >= 1 && i + hit[0].words <= words.len);
	}
	return arena_text(arena, buf_bytes(&out));
}

#define FOUND(text, expected) assert_string_equal(found(text), expected)

TEST(finds_a_name_in_every_spelling)
{
	add("Håkon", 0, 1);
	FOUND("Så kom Haakon, HÅKON og håkon.", "[Haakon][HÅKON][håkon]");
	FOUND("Ha\xCC\x8Akon", "[Håkon]");
	FOUND("Hå\xC2\xADkon", "[Håkon]");
	FOUND("Håkonsen og Hakon", "");
}

TEST(finds_sami_names_without_their_marks)
{
	add("Máret Ánne", LEXICON_CAPITAL, 1);
	FOUND("Máret Ánne, Maret Anne, MARET ANNE",
	    "[Máret Ánne][Maret Anne][MARET ANNE]");
	FOUND("maret anne", "");
}

TEST(finds_genitives_and_leaves_their_ending_out)
{
	add("Kari", 0, 1);
	add("Thomas", 0, 2);
	add("Hans", 0, 3);
	FOUND("Karis bok, Kari's bok, KARIS", "[Kari'][Kari'][KARI']");
	FOUND("Thomass hus", "[Thomas']");
	FOUND("Hans hus, Hans' hus, Hans\xE2\x80\x99 hus", "[Hans][Hans'][Hans']");
	FOUND("'Kari'", "[Kari]");
	FOUND("Kariss", "");
}

TEST(does_not_take_an_s_away_from_an_entry)
{
	add("Karis", 0, 1);
	FOUND("Kari kom", "");
	FOUND("Karis kom", "[Karis]");
}

TEST(finds_names_over_hyphens_line_ends_and_joined)
{
	add("Anne Grete", LEXICON_CAPITAL, 1);
	FOUND("Anne-Grete, Anne\nGrete, Annegrete, Anne-\ngrete",
	    "[Anne-Grete][Anne\nGrete][Annegrete][Annegrete]");
	FOUND("Anne-\nGretes", "[Anne-\nGrete']");
	FOUND("Anne. Grete", "");
	FOUND("Anne, Grete", "");
	FOUND("Anne\n\n\nGrete", "");
}

TEST(does_not_part_an_entry_of_one_word)
{
	add("annegrete", 0, 1);
	FOUND("Anne Grete", "");
	FOUND("Annegretes", "[Annegrete']");
}

TEST(finds_the_longest_first)
{
	struct shadow s = { (const unsigned char *)"Kari Nordli Moe", 15, NULL };
	struct bytes shadow = { s.at, s.len };
	struct words words = words_of(shadow, true, arena);
	struct lexicon_hit hit[3];

	add("Kari", 0, 9);
	add("Kari", 0, 4);
	add("Kari Nordli Moe", 0, 7);
	add("Kari Nordli", 0, 8);
	assert_int_equal(lexicon_find(names, shadow, &words, 0, NULL, hit, 3), 3);
	assert_int_equal(hit[0].entry.value, 7);
	assert_int_equal(hit[0].words, 3);
	assert_int_equal(hit[1].entry.value, 8);
	assert_int_equal(hit[2].entry.value, 4);
	assert_int_equal(lexicon_count(names), 4);
}

TEST(asks_for_capitals_where_the_phrase_has_them)
{
	add("Mo i Rana", LEXICON_CAPITAL, 1);
	add("lund", LEXICON_CAPITAL, 2);
	FOUND("Mo i Rana", "[Mo i Rana]");
	FOUND("mo i rana", "");
	FOUND("en lund ved Lund", "[Lund]");
}

TEST(finds_initials_with_their_dots)
{
	add("k n", LEXICON_DOTS | LEXICON_CAPITAL, 1);
	add("k nordli", LEXICON_DOTS | LEXICON_CAPITAL, 2);
	add("kari n", LEXICON_DOTS | LEXICON_CAPITAL, 3);
	FOUND("K.N. og K. N. og K.N", "[K.N][K. N][K.N]");
	FOUND("K. Nordli, Kari N. og K Nordlis", "[K. Nordli][Kari N][K Nordli']");
	FOUND("Kari. N", "");
	FOUND("KN", "");
}

TEST(asks_for_the_comma_of_a_turned_name)
{
	add("Nordli Kari", LEXICON_COMMA, 1);
	FOUND("Nordli, Kari", "[Nordli, Kari]");
	FOUND("Nordli Kari", "");
	add("Nordli Berg Kari", LEXICON_COMMA, 1);
	FOUND("Nordli Berg, Kari", "[Nordli Berg, Kari]");
}

TEST(finds_what_stands_between_words_of_the_entry_itself)
{
	add("O'Brien", 0, 1);
	add("St. Olavs hospital", 0, 2);
	FOUND("O\xE2\x80\x99"
	      "Brien, O Brien, Obrien",
	    "[O'Brien][O Brien][Obrien]");
	FOUND("St.Olavs hospital", "[St.Olavs hospital]");
	FOUND("Sa O. Brien", "");
}

TEST(finds_the_first_part_of_a_compound)
{
	add("Grimstad", LEXICON_CAPITAL | LEXICON_PREFIX, 1);
	add("Kristiansand", LEXICON_CAPITAL | LEXICON_PREFIX, 2);
	add("Tana", LEXICON_CAPITAL | LEXICON_PREFIX, 3);
	add("Oslo", LEXICON_CAPITAL, 4);
	add_tail("kontoret");
	add_tail("avisa");
	FOUND("Grimstadkontoret", "[Grimstad-]");
	FOUND("Kristiansandskontorets", "[Kristiansand-]");
	FOUND("Tanaavisa", "[Tana-]");
	FOUND("grimstadkontoret", "");
	FOUND("Grimstadfjorden", "");
	FOUND("Oslokontoret", "");
	FOUND("Grimstad-kontoret", "[Grimstad]");
}

TEST(keeps_exact_entries_exact)
{
	add("SW4", LEXICON_EXACT | LEXICON_PREFIX, 1);
	add_tail("kontoret");
	FOUND("SW4 SW4s SW4kontoret", "[SW4]");
}

TEST(refuses_phrases_without_words_or_with_too_many)
{
	struct lexicon_entry e = { 0 };

	assert_int_equal(lexicon_add(names, bytes_of(" - "), e), -1);
	assert_int_equal(lexicon_add(names, bytes_of(""), e), -1);
	assert_int_equal(
	    lexicon_add(names, bytes_of("a b c d e f g h i j k l m"), e), -1);
	assert_int_equal(lexicon_count(names), 0);
	assert_int_equal(lexicon_add(names, bytes_of("a b c d e f g h i j k l"), e), 0);
	FOUND("x a b c d e f g h i j k l", "[a b c d e f g h i j k l]");
}

TEST(finds_every_entry_of_many)
{
	char phrase[40];
	unsigned i;

	for (i = 0; i < 20000; i++) {
		snprintf(phrase, sizeof phrase, "navn%u etternavn%u", i % 100, i);
		add(phrase, 0, i);
	}
	assert_int_equal(lexicon_count(names), 20000);
	for (i = 0; i < 20000; i += 37) {
		snprintf(phrase, sizeof phrase, "Navn%u Etternavn%u", i % 100, i);
		assert_int_equal(strlen(found(phrase)), strlen(phrase) + 2);
		snprintf(phrase, sizeof phrase, "Navn%u Etternavn%u", i % 100 + 1, i);
		assert_int_equal(strlen(found(phrase)), 0);
	}
}

TEST(says_whether_it_has_a_word)
{
	add("Kari", LEXICON_EXACT, 1);
	add("Anne Grete", 0, 1);
	assert_true(lexicon_has(names, bytes_of("KARI")));
	assert_false(lexicon_has(names, bytes_of("Karis")));
	assert_false(lexicon_has(names, bytes_of("Anne")));
	assert_false(lexicon_has(names, bytes_of("Annegrete")));
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(finds_a_name_in_every_spelling), T(finds_sami_names_without_their_marks),
    T(finds_genitives_and_leaves_their_ending_out),
    T(does_not_take_an_s_away_from_an_entry),
    T(finds_names_over_hyphens_line_ends_and_joined),
    T(does_not_part_an_entry_of_one_word), T(finds_the_longest_first),
    T(asks_for_capitals_where_the_phrase_has_them), T(finds_initials_with_their_dots),
    T(asks_for_the_comma_of_a_turned_name),
    T(finds_what_stands_between_words_of_the_entry_itself),
    T(finds_the_first_part_of_a_compound), T(keeps_exact_entries_exact),
    T(refuses_phrases_without_words_or_with_too_many), T(finds_every_entry_of_many),
    T(says_whether_it_has_a_word))
