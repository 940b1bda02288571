#include "scrub/treat.h"

#include "base/arena.h"
#include "unit.h"

struct example {
	const char *text, *coarse;
};

static void
check(const struct example *e, size_t count, enum language language,
    struct bytes (*treat)(struct bytes, enum language, struct arena *),
    bool (*is_ours)(struct bytes))
{
	struct arena *a = arena_new();
	struct bytes out;
	size_t i;

	for (i = 0; i < count; i++) {
		out = treat(bytes_of(e[i].text), language, a);
		if (!bytes_are(out, e[i].coarse))
			print_error("%s:\n", e[i].text);
		assert_string_equal(arena_text(a, out), e[i].coarse);
		if (out.len == 0)
			continue;
		assert_true(is_ours(out));
	}
	arena_free(a);
}

#define CHECK(list, language, treat, is_ours) \
	check(list, sizeof(list) / sizeof(list)[0], language, treat, is_ours)

TEST(every_form_of_a_date_becomes_its_month)
{
	static const struct example e[] = { { "8.2.2015", "februar 2015" },
		{ "08.02.2015", "februar 2015" }, { "8.2.15", "februar 2015" },
		{ "23.03.17", "mars 2017" }, { "17.05.85", "mai 1985" },
		{ "8. februar 2015", "februar 2015" },
		{ "den 5. juni 2014", "juni 2014" }, { "juni 2014", "juni 2014" },
		{ "5.6.", "juni" }, { "3.–6. juni", "juni" },
		{ "8.–12. februar", "februar" }, { "16., 17. og 18. mai", "mai" },
		{ "16., 17. og 18. mai 2018", "mai 2018" },
		{ "8.-12. februar 2017", "februar 2017" }, { "040895", "august 1995" },
		{ "230317", "mars 2017" }, { "2014-05-17", "mai 2014" },
		{ "2017/11/03", "november 2017" }, { "20140517", "mai 2014" },
		{ "23032017", "mars 2017" }, { "5/6 2014", "juni 2014" },
		{ "8/2-15", "februar 2015" }, { "12/11-2017", "november 2017" },
		{ "7/11", "november" }, { "8 februar", "februar" },
		{ "4.5. 2017", "mai 2017" },
		{ "8.\xc2\xa0"
		  "februar 2015",
		    "februar 2015" },
		{ "8. FEBRUAR", "februar" }, { "8. februar 15", "februar 2015" },
		{ "1. jan. 2017", "januar 2017" }, { "okt. 2016", "oktober 2016" },
		{ "12. des", "desember" }, { "mars '18", "mars 2018" },
		{ "mars ’18", "mars 2018" }, { "mars/april 2017", "mars 2017" },
		{ "28. mai - 3. juni 2017", "mai 2017" },
		{ "28. mai - 12. juni", "mai" }, { "1. mars til 30. april", "mars" },
		{ "femte mars nittenåttifire", "mars 1984" },
		{ "tjueandre november", "november" }, { "17. mai 2018", "mai 2018" },
		{ "2018", "2018" }, { "i 1985", "1985" }, { "1.1.00", "januar 2000" },
		{ "1.1.19", "januar 2019" }, { "1.1.20", "januar 1920" },
		{ "1.1.1799", "januar" }, { "8. februar 9999", "februar" },
		{ "9999-05-17", "mai" } };

	CHECK(e, LANGUAGE_BOKMAL, treat_month, treat_is_month);
	CHECK(e, LANGUAGE_NYNORSK, treat_month, treat_is_month);
}

TEST(years_from_one_to_another_stay_years)
{
	static const struct example e[] = { { "2014-2016", "2014-2016" },
		{ "2014 – 2016", "2014-2016" }, { "1998/2001", "1998-2001" },
		{ "fra 2014 til 2016", "2014-2016" }, { "2014/15", "2014-2015" },
		{ "2011/12", "2011-2012" }, { "2014-16", "2014-2016" },
		{ "1999-00", "1999-2000" }, { "2016-2014", "" },
		{ "2016/14", "" }, { "2014-2014", "2014" } };

	CHECK(e, LANGUAGE_BOKMAL, treat_month, treat_is_month);
	CHECK(e, LANGUAGE_ENGLISH, treat_month, treat_is_month);
}

TEST(dates_and_years_said_in_words_become_months_and_years)
{
	static const struct example e[] = { { "nittenåttini", "1989" },
		{ "nitten åtti ni", "1989" }, { "nittenhundreogåttifire", "1984" },
		{ "nittenfireogåtti", "1984" }, { "nitten null fem", "1905" },
		{ "tjuefjorten", "2014" }, { "tjue tjuetre", "2023" },
		{ "tjue null ni", "2009" }, { "totusenogfem", "2005" },
		{ "to tusen og femten", "2015" }, { "to tusen", "2000" },
		{ "nittiåtte", "1998" }, { "null sju", "2007" }, { "femten", "2015" },
		{ "søttiseks", "1976" }, { "oktober nittenåttini", "oktober 1989" },
		{ "august totusenogfemten", "august 2015" },
		{ "syttende i femte åttifem", "mai 1985" },
		{ "tredje i åttende, syttini", "august 1979" },
		{ "femte i tredje", "mars" }, { "tjueførste i tolvte", "desember" },
		{ "femogtyvende juni", "juni" },
		{ "enogtyvende juni, nitten åtti fem", "juni 1985" },
		{ "fjortende februar", "februar" }, { "'04", "2004" },
		{ "-85", "1985" }, { "98", "1998" },
		{ "8. februar åttifem", "februar 1985" }, { "tjuende", "" },
		{ "14.", "" }, { "fem", "" } };

	CHECK(e, LANGUAGE_BOKMAL, treat_month, treat_is_month);
}

TEST(english_dates_said_in_words)
{
	static const struct example e[] = { { "October nineteen eighty-nine",
						"October 1989" },
		{ "seventeenth of May, eighty-five", "May 1985" },
		{ "august two thousand and fifteen", "August 2015" },
		{ "march twenty-first two thousand and nine", "March 2009" },
		{ "twenty-first of june nineteen oh four", "June 1904" },
		{ "third of the eighth, seventy-nine", "August 1979" },
		{ "nineteen eighty two", "1982" }, { "twenty fourteen", "2014" },
		{ "oh three", "2003" }, { "fourteenth of february", "February" },
		{ "the twentieth", "" } };

	CHECK(e, LANGUAGE_ENGLISH, treat_month, treat_is_month);
}

TEST(dates_in_english)
{
	static const struct example e[] = { { "March 3rd, 2018", "March 2018" },
		{ "3 March 2018", "March 2018" }, { "March 23", "March" },
		{ "May 5", "May" }, { "12th of Dec. 2017", "December 2017" },
		{ "8.2.2015", "February 2015" }, { "Sept 2017", "September 2017" } };

	CHECK(e, LANGUAGE_ENGLISH, treat_month, treat_is_month);
}

TEST(what_is_no_date_gives_nothing)
{
	static const struct example e[] = { { "", "" }, { "femte", "" },
		{ "8.13.2015", "" }, { "julaften", "" },
		{ "12", "" }, { "9999", "" }, { "markedet", "" }, { "\xff\xfe", "" } };

	CHECK(e, LANGUAGE_BOKMAL, treat_month, treat_is_month);
}

TEST(every_form_of_an_age_becomes_its_band)
{
	static const struct example e[] = { { "i slutten av femtiåra", "50-59 år" },
		{ "tidlig i tjueårene", "20-29 år" }, { "først i 40-årene", "40-49 år" },
		{ "godt ut i sekstiåra", "60+ år" }, { "34 år", "30-39 år" },
		{ "34", "30-39 år" }, { "34-åring", "30-39 år" },
		{ "52åringen", "50-59 år" }, { "34 år gammel", "30-39 år" },
		{ "trettifire", "30-39 år" }, { "trettifire år gammel", "30-39 år" },
		{ "fireogtredve", "30-39 år" }, { "Åttiåring", "60+ år" },
		{ "tjueåring", "20-29 år" }, { "førti", "40-49 år" },
		{ "førr", "40-49 år" }, { "femtiårene", "50-59 år" },
		{ "40-årene", "40-49 år" }, { "trettiåra", "30-39 år" },
		{ "nitten", "under 20 år" }, { "fem", "under 20 år" },
		{ "fem år", "under 20 år" }, { "tolvåring", "under 20 år" },
		{ "søtten", "under 20 år" }, { "søttitre", "60+ år" },
		{ "hundre", "60+ år" }, { "16- og 17-åringer", "under 20 år" },
		{ "19", "under 20 år" }, { "20", "20-29 år" }, { "59", "50-59 år" },
		{ "60", "60+ år" }, { "104 år", "60+ år" }, { "34,5 år", "30-39 år" },
		{ "40 uker gammel", "under 20 år" },
		{ "22 måneder gammel", "under 20 år" },
		{ "åtte månader gamalt", "under 20 år" }, { "ænogtjue", "20-29 år" },
		{ "sæksten", "under 20 år" }, { "fem og tjue", "20-29 år" },
		{ "treåførti", "40-49 år" }, { "fem og åtte", "under 20 år" },
		{ "einogtjue", "20-29 år" }, { "hundre og to", "60+ år" },
		{ "fæmti", "50-59 år" }, { "tre og et halvt", "under 20 år" },
		{ "50-årsdagen", "50-59 år" }, { "sekstenårsalderen", "under 20 år" },
		{ "otti", "60+ år" } };

	CHECK(e, LANGUAGE_BOKMAL, treat_age_band, treat_is_age_band);
}

TEST(ages_in_english)
{
	static const struct example e[] = { { "in his mid-to-late sixties", "60+ years" },
		{ "in her late 50s", "50-59 years" }, { "aged 34", "30-39 years" },
		{ "thirty-four", "30-39 years" },
		{ "eight years old", "under 20 years" },
		{ "eighteen", "under 20 years" }, { "eighty-one", "60+ years" },
		{ "in her forties", "40-49 years" }, { "six months", "under 20 years" },
		{ "teens", "under 20 years" }, { "fifty-two", "50-59 years" },
		{ "twenty four", "20-29 years" }, { "forty-something", "40-49 years" },
		{ "six and eight", "under 20 years" },
		{ "nineteen-year-old", "under 20 years" } };

	CHECK(e, LANGUAGE_ENGLISH, treat_age_band, treat_is_age_band);
}

TEST(what_is_no_age_gives_nothing)
{
	static const struct example e[] = { { "", "" }, { "gammel", "" },
		{ "1962", "" }, { "årgang 1962", "" }, { "\xc3", "" } };

	CHECK(e, LANGUAGE_BOKMAL, treat_age_band, treat_is_age_band);
}

TEST(only_its_own_forms_are_its_own)
{
	assert_false(treat_is_month(bytes_of("Mars 2018")));
	assert_false(treat_is_month(bytes_of("mars 2018 ")));
	assert_false(treat_is_month(bytes_of("mars  2018")));
	assert_false(treat_is_month(bytes_of("mars 9999")));
	assert_false(treat_is_month(bytes_of("5. mars")));
	assert_false(treat_is_month(bytes_of("2014-15")));
	assert_false(treat_is_month(bytes_of("2014-9999")));
	assert_false(treat_is_month(bytes_of("2014-2015-2016")));
	assert_false(treat_is_age_band(bytes_of("34 år")));
	assert_false(treat_is_age_band(bytes_of("30-39")));
	assert_false(treat_is_age_band(bytes_of("35-44 år")));
}

UNIT(cmocka_unit_test(every_form_of_a_date_becomes_its_month),
    cmocka_unit_test(years_from_one_to_another_stay_years),
    cmocka_unit_test(dates_and_years_said_in_words_become_months_and_years),
    cmocka_unit_test(english_dates_said_in_words), cmocka_unit_test(dates_in_english),
    cmocka_unit_test(what_is_no_date_gives_nothing),
    cmocka_unit_test(every_form_of_an_age_becomes_its_band),
    cmocka_unit_test(ages_in_english), cmocka_unit_test(what_is_no_age_gives_nothing),
    cmocka_unit_test(only_its_own_forms_are_its_own))
