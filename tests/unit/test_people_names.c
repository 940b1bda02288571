#include "people/names.h"

#include "base/arena.h"
#include "base/fail.h"
#include "people/roster.h"
#include "text/shadow.h"
#include "unit.h"

enum { RULE = 7, HITS = 32 };

static struct arena *a;
static struct lexicon *people, *words, *common, *tails;
static struct near *near;

static void
add_words(struct lexicon *to, const char *list)
{
	struct bytes rest = bytes_of(list), word;

	while (bytes_next(&rest, ' ', &word))
		lexicon_add(to, word, (struct lexicon_entry){ .value = 1 });
}

/* Persons 0, 1, 2 ... of rows "given;family;aliases". */
static void
make(const char *rows)
{
	static const struct roster_policy bare = { CODES_BARE, false, NULL };
	struct fail f = { 0 };
	struct roster r;

	people = lexicon_new(a);
	near = near_new(a);
	assert_int_equal(
	    roster_parse(bytes_of(arena_printf(a, "given;family;aliases\n%s", rows)),
		NULL, &bare, a, &r, NULL, &f),
	    0);
	names_add(&r, RULE, words, common, people, near);
}

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	words = lexicon_new(a);
	common = lexicon_new(a);
	tails = lexicon_new(a);
	add_words(words, "per dag liv bo moe");
	add_words(common, "og der i du en");
	add_words(tails, "saken kontoret");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

/* The bytes of the longest hit in the text, between bars: "hos |Kari|s mor". "" none. */
static const char *
found(const char *text)
{
	struct shadow s = shadow_of(bytes_of(text), a);
	struct bytes shadow = { s.at, s.len };
	struct words w = words_of(shadow, false, a);
	struct lexicon_hit hit[HITS];
	uint32_t from, to;
	size_t i;

	for (i = 0; i < w.len; i++) {
		if (lexicon_find(people, shadow, &w, i, tails, hit, HITS) == 0)
			continue;
		assert_int_equal(hit[0].entry.rule, RULE);
		shadow_place(&s, hit[0].from, hit[0].to, &from, &to);
		return arena_printf(a, "%.*s|%.*s|%s", (int)from, text,
		    (int)(to - from), text + from, text + to);
	}
	return "";
}

/* Kind and person of what a text names, as one of several. */
static bool
names(const char *text, enum name_kind kind, uint32_t person)
{
	struct bytes b = bytes_of(text);
	struct words w = words_of(b, false, a);
	struct lexicon_hit hit[HITS];
	size_t n = lexicon_find(people, b, &w, 0, tails, hit, HITS), i;

	for (i = 0; i < n; i++)
		if (hit[i].entry.value == name_value(kind, person) &&
		    hit[i].to == b.len)
			return true;
	return false;
}

static unsigned
flags_of(const char *text)
{
	struct bytes b = bytes_of(text);
	struct words w = words_of(b, false, a);
	struct lexicon_hit hit;

	assert_int_equal(lexicon_find(people, b, &w, 0, tails, &hit, 1), 1);
	return hit.entry.flags;
}

TEST(a_value_holds_kind_and_person)
{
	assert_int_equal(name_kind_of(name_value(NAME_LETTERS, 4711)), NAME_LETTERS);
	assert_int_equal(name_person_of(name_value(NAME_LETTERS, 4711)), 4711);
	assert_int_not_equal(name_value(NAME_FULL, 0), 0);
}

TEST(every_spelling_is_known)
{
	make("Kari;Nordli;Kaja|Misse Mus\n");
	assert_true(names("Kari", NAME_GIVEN, 0));
	assert_true(names("Nordli", NAME_FAMILY, 0));
	assert_true(names("Kari Nordli", NAME_FULL, 0));
	assert_true(names("Nordli, Kari", NAME_FULL, 0));
	assert_true(names("Kaja", NAME_ALIAS, 0));
	assert_true(names("Misse Mus", NAME_ALIAS, 0));
	assert_true(names("K. Nordli", NAME_INITIALS, 0));
	assert_true(names("Kari N", NAME_INITIALS, 0));
	assert_true(names("K.N", NAME_INITIALS, 0));
	assert_true(names("KN", NAME_LETTERS, 0));
	assert_string_equal(found("hos k. n. her"), "");
}

TEST(every_inflection_is_found)
{
	make("Kari;Nordli;\nHans;Åsen;\nMáret;Čáhppe;\nHåkon;Sæther;\n");
	assert_string_equal(found("hos Karis mor"), "hos |Kari|s mor");
	assert_string_equal(found("hos Hans' mor"), "hos |Hans|' mor");
	assert_string_equal(found("hos Hans’ mor"), "hos |Hans|’ mor");
	assert_string_equal(found("hos Kari`s mor"), "hos |Kari|`s mor");
	assert_string_equal(found("hos Kari's mor"), "hos |Kari|'s mor");
	assert_string_equal(found("Kari sin bil"), "|Kari| sin bil");
	assert_string_equal(found("spurte KARI om"), "spurte |KARI| om");
	assert_string_equal(found("spurte kari om"), "spurte |kari| om");
	assert_string_equal(found("ved A\xcc\x8asen i"), "ved |A\xcc\x8asen| i");
	assert_string_equal(found("ved Aasen i"), "ved |Aasen| i");
	assert_string_equal(found("med Haakon i"), "med |Haakon| i");
	assert_string_equal(found("med Saether i"), "med |Saether| i");
	assert_string_equal(found("med Maret i"), "med |Maret| i");
	assert_string_equal(found("med CAHPPE i"), "med |CAHPPE| i");
	assert_string_equal(found("med Ka\xc2\xadri i"), "med |Ka\xc2\xadri| i");
	assert_string_equal(
	    found("med Ka\xe2\x80\x8bri i"), "med |Ka\xe2\x80\x8bri| i");
	assert_string_equal(found("med Nord-\nli i"), "med |Nord-\nli| i");
	assert_string_equal(found("med Kari\nNordli i"), "med |Kari\nNordli| i");
	assert_string_equal(
	    found("med Kari\xc2\xa0Nordli i"), "med |Kari\xc2\xa0Nordli| i");
	assert_string_equal(found("hele Kari-saken er"), "hele |Kari|-saken er");
	assert_string_equal(found("på Nordlikontoret i"), "på |Nordli|kontoret i");
	assert_string_equal(found("K. Nordlis mor"), "|K. Nordli|s mor");
	assert_string_equal(found("karikatur er"), "");
}

TEST(double_names_are_known_whole_joined_and_in_parts)
{
	make("Anne Grete;Berg-Hansen;\n");
	assert_true(names("Anne-Grete", NAME_GIVEN, 0));
	assert_true(names("Annegrete", NAME_GIVEN, 0));
	assert_true(names("Grete", NAME_GIVEN, 0));
	assert_true(names("Hansen", NAME_FAMILY, 0));
	assert_true(names("Berg Hansen", NAME_FAMILY, 0));
	assert_true(names("Anne Grete Berg-Hansen", NAME_FULL, 0));
	assert_true(names("A. Berg-Hansen", NAME_INITIALS, 0));
	assert_true(names("A.G.B.H", NAME_INITIALS, 0));
	assert_true(names("AGBH", NAME_LETTERS, 0));
}

TEST(particles_and_initials_are_no_parts)
{
	make("Ellen Å;van der Berg;\nBo Erik;al-Hassan;\n");
	assert_string_equal(found("hos der van al å Å i"), "");
	assert_true(names("Berg", NAME_FAMILY, 0));
	assert_true(names("Hassan", NAME_FAMILY, 1));
	assert_true(names("van der Berg", NAME_FAMILY, 0));
	assert_true(names("Erik", NAME_GIVEN, 1));
}

TEST(words_that_are_names_and_short_names_are_marked)
{
	make("Per;Li;\nLiv;Nordli;\n");
	assert_true(flags_of("Per") & LEXICON_WORD);
	assert_true(flags_of("Li") & LEXICON_WORD);
	assert_false(flags_of("Nordli") & LEXICON_WORD);
	assert_true(flags_of("Nordli") & LEXICON_PREFIX);
	assert_false(flags_of("Per Li") & LEXICON_WORD);
	assert_string_equal(found("hos Lis mor"), "hos |Li|s mor");
}

TEST(initials_that_are_a_word_are_not_taken)
{
	make("Ola;Grane;\nIda;Xu;\n");
	assert_string_equal(found("OG"), "");
	assert_string_equal(found("Og"), "");
	assert_true(names("O.G", NAME_INITIALS, 0));
	assert_true(names("IX", NAME_LETTERS, 1));
}

TEST(homonyms_are_all_given)
{
	make("Kari;Nordli;\nKari;Moe;\n");
	assert_true(names("Kari", NAME_GIVEN, 0));
	assert_true(names("Kari", NAME_GIVEN, 1));
}

TEST(misspellings_of_long_names_are_near)
{
	uint32_t value = 0;

	make("Kristin;Nordli;Stinemor\nBo;Moe;\n");
	assert_int_equal(near_find(near, bytes_of("Kristn"), &value), 1);
	assert_int_equal(value, name_value(NAME_GIVEN, 0));
	assert_int_equal(near_find(near, bytes_of("Norldi"), &value), 1);
	assert_int_equal(value, name_value(NAME_FAMILY, 0));
	assert_int_equal(near_find(near, bytes_of("Stinemoor"), &value), 1);
	assert_int_equal(near_find(near, bytes_of("Moo"), &value), 0);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(a_value_holds_kind_and_person), WITH(every_spelling_is_known),
    WITH(every_inflection_is_found),
    WITH(double_names_are_known_whole_joined_and_in_parts),
    WITH(particles_and_initials_are_no_parts),
    WITH(words_that_are_names_and_short_names_are_marked),
    WITH(initials_that_are_a_word_are_not_taken), WITH(homonyms_are_all_given),
    WITH(misspellings_of_long_names_are_near))
