#include "unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "text/shadow.h"
#include "text/skeleton.h"
#include "text/utf8.h"
#include "text/word.h"

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

static struct words
words(const char *text)
{
	return words_of(bytes_of(text), true, arena);
}

static uint64_t
hash(const char *word)
{
	struct words w = words(word);

	assert_int_equal(w.len, 1);
	return w.at[0].hash;
}

/* The words that begin a sentence, with a blank between. */
static const char *
starts(const char *text)
{
	struct words w = words(text);
	struct buf out = { 0 };
	const char *copy;
	size_t i;

	for (i = 0; i < w.len; i++) {
		if (!(w.at[i].flags & WORD_START))
			continue;
		if (out.len)
			buf_byte(&out, ' ');
		buf_add(&out, bytes_cut(bytes_of(text), w.at[i].from, w.at[i].to));
	}
	copy = arena_text(arena, buf_bytes(&out));
	buf_free(&out);
	return copy;
}

static void
gaps_are(const char *text, const char *expected)
{
	struct words w = words(text);
	size_t i;

	assert_int_equal(w.len, strlen(expected));
	for (i = 0; i < w.len; i++)
		assert_int_equal(w.at[i].gap, expected[i] == 's'   ? GAP_SPACE
					      : expected[i] == '-' ? GAP_HYPHEN
					      : expected[i] == '.' ? GAP_DOT
					      : expected[i] == ',' ? GAP_COMMA
								   : GAP_OTHER);
}

TEST(cuts_words_at_what_is_no_letter_or_digit)
{
	struct words w = words(" Kari, åtte-9x\n");

	assert_int_equal(w.len, 3);
	assert_int_equal(w.at[0].from, 1);
	assert_int_equal(w.at[0].to, 5);
	assert_int_equal(w.at[1].from, 7);
	assert_int_equal(w.at[1].to, 12);
	assert_int_equal(w.at[2].to, 15);
	assert_int_equal(words("").len, 0);
	assert_int_equal(words(" -.\n").len, 0);
	assert_int_equal(words("na\xC3\xB7ve \xC3\x97").len, 2);
}

TEST(hashes_spellings_of_one_name_alike)
{
	assert_true(hash("Haakon") == hash("håkon"));
	assert_true(hash("HÅKON") == hash("håkon"));
	assert_true(hash("Sæther") == hash("Saether"));
	assert_true(hash("Boe") == hash("Bø"));
	assert_true(hash("Bö") == hash("Bø"));
	assert_true(hash("Máret") == hash("MARET"));
	assert_true(hash("Ŋađŧe") == hash("nadte"));
	assert_true(hash("Čáhppu") == hash("cahppu"));
	assert_true(hash("José") == hash("jose"));
	assert_true(hash("Zoë") == hash("Zoe"));
	assert_true(hash("Nguy\xE1\xBB\x85n") == hash("nguyen"));
	assert_true(hash("Hakon") != hash("Håkon"));
	assert_true(hash("ao") != hash("å"));
	assert_true(hash("Dø") != hash("Do"));
}

TEST(hashes_the_skeleton_that_it_writes)
{
	static const char *const some[] = { "Haakon", "aaa", "aaaa", "oee", "aoe",
		"Máaret", "Åse", "s", "as", "aas", "Æsops", "Łukasz", "Ødegaards",
		"x9s", "SW4", "\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "Ǿae",
		"ạ\xCC\x8A"
		"e" };
	struct buf skeleton = { 0 };
	struct words w;
	size_t i;

	for (i = 0; i < sizeof some / sizeof *some; i++) {
		w = words(some[i]);
		assert_int_equal(w.len, 1);
		buf_clear(&skeleton);
		word_skeleton(bytes_of(some[i]), &skeleton);
		assert_true(w.at[0].hash == skeleton_hash_bytes(buf_bytes(&skeleton)));
		if (skeleton.len > 1 && skeleton.at[skeleton.len - 1] == 's') {
			skeleton.len--;
			assert_true(
			    w.at[0].stem == skeleton_hash_bytes(buf_bytes(&skeleton)));
		} else {
			assert_true(w.at[0].stem == 0);
		}
	}
	buf_free(&skeleton);
}

TEST(writes_the_skeleton_of_nfd_too)
{
	struct buf b = { 0 };

	word_skeleton(bytes_of("HA\xCC\x8AKON\xC2\xAD"), &b);
	assert_true(bytes_are(buf_bytes(&b), "håkon"));
	buf_free(&b);
}

TEST(flags_capitals_digits_and_mixtures)
{
	struct words w = words("kari Kari KARI K 9 SW4 4b Øye ØY");
	static const unsigned expected[] = { 0, WORD_CAPITAL, WORD_CAPITAL | WORD_UPPER,
		WORD_CAPITAL, WORD_DIGIT, WORD_CAPITAL | WORD_UPPER | WORD_MIXED,
		WORD_DIGIT | WORD_MIXED, WORD_CAPITAL, WORD_CAPITAL | WORD_UPPER };
	size_t i;

	assert_int_equal(w.len, 9);
	for (i = 0; i < w.len; i++)
		assert_int_equal(
		    w.at[i].flags & ~(WORD_START | WORD_PLAIN), expected[i]);
}

TEST(tells_plain_words)
{
	struct words w =
	    words("vår også åå arbeidstiltaket Arbeid vaar hoeg idé x9 as, "
		  "arbeidstiltakene");
	static const bool plain[] = { true, true, true, true, false, false, false,
		false, false, true, false };
	size_t i;

	assert_int_equal(w.len, 11);
	for (i = 0; i < w.len; i++)
		assert_int_equal(!!(w.at[i].flags & WORD_PLAIN), plain[i]);
}

TEST(tells_what_stands_between_words)
{
	gaps_are("a b\nc\n\nd\n\n\ne", "sssoo");
	gaps_are("a-b - c-\nd", "-o-o");
	gaps_are("a.b. c, d ; e", "..,oo");
	gaps_are("a., b", "oo");
	gaps_are("a  ,b", ",o");
	gaps_are("a's", "oo");
}

TEST(knows_where_sentences_begin)
{
	assert_string_equal(
	    starts("Hei du. Ja! Nei? Vel… Så: Her"), "Hei Ja Nei Vel Så Her");
	assert_string_equal(starts("Han sa. «Kom» nå"), "Han Kom");
	assert_string_equal(starts("Ja, Kari; Ola (Per) «Jo»"), "Ja");
	assert_string_equal(starts("en\nTo"), "en");
	assert_string_equal(starts("en.\nTo"), "en To");
	assert_string_equal(starts("en\n\nTo"), "en To");
	assert_string_equal(starts("- Ja da"), "Ja");
}

TEST(knows_dots_that_end_no_sentence)
{
	assert_string_equal(starts("se f.eks. Kari"), "se");
	assert_string_equal(starts("hos dr. Moe, kl. Ti, bl.a. Kari"), "hos");
	assert_string_equal(starts("K. Nordli og K.N. Moe"), "K");
	assert_string_equal(starts("den 5. Mai, 12:30"), "den");
	assert_string_equal(starts("i 2017. Kari"), "i Kari");
	assert_string_equal(starts("se nett.no"), "se");
}

TEST(begins_anew_behind_a_label)
{
	assert_string_equal(starts("Kari: Ja det"), "Kari Ja");
	assert_string_equal(starts("SW4 Ja det"), "SW4 Ja");
	assert_string_equal(starts("T4 (later): Ja det"), "T4 Ja");
	assert_string_equal(starts("NAV Arendal"), "NAV");
}

TEST(takes_a_text_that_begins_no_sentence)
{
	struct words w = words_of(bytes_of("Kari kom. Ola"), false, arena);

	assert_false(w.at[0].flags & WORD_START);
	assert_true(w.at[2].flags & WORD_START);
}

TEST(stops_where_there_is_no_more_room)
{
	struct word w[2];

	assert_int_equal(words_into(bytes_of("en to tre"), true, w, 2), 2);
	assert_int_equal(words_into(bytes_of("en"), true, w, 2), 1);
	assert_int_equal(words_into(bytes_of("en to"), true, w, 0), 0);
}

TEST(reads_bytes_that_are_no_characters)
{
	words("\xFF\xC3");
	words("a\xC3");
	words("\xE2\x80");
	words("o\xCC");
}

/* What a word is said to be, told character by character. */
static void
word_is(struct bytes text, const struct word *word, struct bytes skeleton)
{
	const struct bytes bytes = bytes_cut(text, word->from, word->to);
	const bool plain = word->flags & WORD_PLAIN;
	unsigned letters = 0, digits = 0, capitals = 0;
	struct bytes rest = bytes;
	size_t len;
	uint32_t c, first = utf8_next(bytes, &len);

	for (; rest.len > 0; rest = bytes_cut(rest, len, rest.len)) {
		c = utf8_next(rest, &len);
		assert_true(utf8_is_letter(c) || utf8_is_digit(c));
		letters += utf8_is_letter(c);
		digits += utf8_is_digit(c);
		capitals += utf8_is_upper(c);
	}
	if (word->to < text.len) {
		c = utf8_next(bytes_cut(text, word->to, text.len), &len);
		assert_false(utf8_is_letter(c) || utf8_is_digit(c));
	}
	assert_int_equal(!!(word->flags & WORD_CAPITAL), utf8_is_upper(first));
	assert_int_equal(!!(word->flags & WORD_DIGIT), utf8_is_digit(first));
	assert_int_equal(!!(word->flags & WORD_MIXED), letters > 0 && digits > 0);
	assert_true(!plain || (capitals + digits == 0 && bytes_equal(bytes, skeleton)));
}

/* Random letters: the walk and the skeleton must agree on every word. */
TEST(agrees_with_the_skeleton_on_random_words)
{
	static const char *const part[] = { "a", "A", "e", "o", "s", "k", "9", "å", "Ä",
		"é", "š", "ạ", "\xCC\x8A", "\xCC\x81", "d", "\xD0\xB9", " ", "-", " ",
		", ", "æ", "ø", "b", "t", "ordning", "E", "O", "Nord" };
	struct buf text = { 0 }, skeleton = { 0 };
	unsigned seed = 1, round, i;
	struct shadow s;
	struct words w;

	for (round = 0; round < 6000; round++) {
		buf_clear(&text);
		for (i = 0; i < 12; i++) {
			seed = seed * 1103515245u + 12345u;
			buf_text(
			    &text, part[(seed >> 16) % (sizeof part / sizeof *part)]);
		}
		arena_clear(arena);
		s = shadow_of(buf_bytes(&text), arena);
		w = words_of((struct bytes){ s.at, s.len }, true, arena);
		for (i = 0; i < w.len; i++) {
			buf_clear(&skeleton);
			word_skeleton(bytes_cut((struct bytes){ s.at, s.len },
					  w.at[i].from, w.at[i].to),
			    &skeleton);
			assert_true(
			    w.at[i].hash == skeleton_hash_bytes(buf_bytes(&skeleton)));
			word_is((struct bytes){ s.at, s.len }, &w.at[i],
			    buf_bytes(&skeleton));
		}
	}
	buf_free(&text);
	buf_free(&skeleton);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(cuts_words_at_what_is_no_letter_or_digit), T(hashes_spellings_of_one_name_alike),
    T(hashes_the_skeleton_that_it_writes), T(writes_the_skeleton_of_nfd_too),
    T(flags_capitals_digits_and_mixtures), T(tells_plain_words),
    T(tells_what_stands_between_words), T(knows_where_sentences_begin),
    T(knows_dots_that_end_no_sentence), T(begins_anew_behind_a_label),
    T(takes_a_text_that_begins_no_sentence), T(stops_where_there_is_no_more_room),
    T(reads_bytes_that_are_no_characters), T(agrees_with_the_skeleton_on_random_words))
