#include "unit.h"

#include "base/arena.h"
#include "text/language.h"

static struct language_count
count(const char *text)
{
	struct arena *a = arena_new();
	struct words words = words_of(bytes_of(text), true, a);
	struct language_count c = { { 0 } };

	language_count(&c, &words);
	arena_free(a);
	return c;
}

static const char *
language(const char *text)
{
	struct language_count c = count(text);

	return language_code(language_of(&c));
}

TEST(tells_bokmal_nynorsk_and_english)
{
	assert_string_equal(language("Jeg vet ikke hva hun mener med det."), "nb");
	assert_string_equal(language("Eg veit ikkje kva ho meiner med det."), "nn");
	assert_string_equal(language("I do not know what she meant by that."), "en");
}

TEST(says_bokmal_where_nothing_tells)
{
	assert_string_equal(language(""), "nb");
	assert_string_equal(language("Kari og Ola"), "nb");
	assert_string_equal(language("ikke ikkje"), "nb");
}

/* The table holds hashes that a generator wrote: they must be those of the words. */
TEST(counts_each_of_its_words)
{
	assert_int_equal(count("ikke jeg fra noe hva hvordan hvor mye være bare "
			       "vært hvis henne hun noen gjør kommer hvem selv ble "
			       "en et mer nå de hvorfor sier hver dere altså "
			       "skjønner")
			     .seen[LANGUAGE_BOKMAL],
	    31);
	assert_int_equal(count("ikkje eg frå noko kva korleis kor mykje vere berre "
			       "vore dersom dei nokon gjer kjem kven sjølv vart ein "
			       "eit meir då kvifor seier kvar dykk saman skjønar hjå")
			     .seen[LANGUAGE_NYNORSK],
	    30);
	assert_int_equal(count("the and you that have was with this but what "
			       "they of it not are would there about from because "
			       "been know were which their could then think she")
			     .seen[LANGUAGE_ENGLISH],
	    29);
}

UNIT(cmocka_unit_test(tells_bokmal_nynorsk_and_english),
    cmocka_unit_test(says_bokmal_where_nothing_tells),
    cmocka_unit_test(counts_each_of_its_words))
