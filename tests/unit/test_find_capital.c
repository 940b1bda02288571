#include "test_find_world.h"

/* What is found in the second read of a document of this text and that. */
static void
find_again(struct world *w, const char *first, const char *text)
{
	find(w, first, 0);
	find(w, text, 0);
	memory_close_learning(w->memory);
	find(w, text, 0);
}

TEST(covers_a_capital_that_nothing_explains)
{
	struct world *w = *state;

	find_again(w, "Ja, det var fint.",
	    "Vi så på Xylobo med Skogmus Hyttegård og traff Skau Nordli. Xylobo er "
	    "fin.");
	assert_int_equal(score_of(w, "capital", "Skogmus Hyttegård"), 45);
	assert_int_equal(score_of(w, "capital", "Skau Nordli"), 60);
	assert_int_equal(span_of(w, "capital", "Xylobo")->category, CATEGORY_LOC);
	assert_int_equal(w->spans.at[w->spans.len - 1].to,
	    strlen("Vi så på Xylobo "
		   "med Skogmus Hyttegård og traff Skau Nordli. Xylobo"));
}

TEST(takes_a_capital_for_nothing_where_any_word_has_one)
{
	struct world *w = *state;

	find_again(w, "Fylgjesvein. «Hyttegård» er et ord.",
	    "Fylgjesvein var det. Han sa: Hyttegård. (Kjelke)\n- Rype\n"
	    "Måne\nSol ALLE ROPER HØYT");
	assert_int_equal(w->spans.len, 0);
}

TEST(takes_a_capital_for_a_name_in_brackets_letters_and_foreign_letters)
{
	struct world *w = *state;

	find_again(w, "Ja, det var fint.",
	    "Den troen (Kjelke) er det som Rype/Fylgjesvein sa.\nKQRT sa nei. Kðuru "
	    "kom.");
	assert_int_equal(score_of(w, "capital", "Kjelke"), 45);
	assert_int_equal(score_of(w, "capital", "Fylgjesvein"), 45);
	assert_int_equal(score_of(w, "capital", "KQRT"), 45);
	assert_int_equal(score_of(w, "capital", "Kðuru"), 45);
	find_again(w, "", "KQRT SA NEI");
	assert_int_equal(w->spans.len, 0);
}

TEST(takes_common_words_in_a_row_of_capitals_for_a_name)
{
	struct world *w = *state;

	find_again(w, "Ja, det var fint.", "så kom Jobb Støtte, og Jobb kom");
	assert_int_equal(score_of(w, "capital", "Jobb Støtte"), 45);
	assert_int_equal(w->spans.len, 1);
}

TEST(believes_what_the_document_writes_small)
{
	struct world *w = *state;

	find_again(
	    w, "og så kom en fylgjesvein til", "Det er en Fylgjesvein og Fylgjesvein.");
	assert_int_equal(w->spans.len, 0);
}

TEST(takes_a_line_that_was_broken_to_fit_for_one_sentence)
{
	struct world *w = *state;

	find_again(w, "",
	    "det var en gang vi gikk en lang tur langs elva sammen med\nFylgjesvein "
	    "da");
	assert_int_equal(score_of(w, "capital", "Fylgjesvein"), 45);
}

TEST(covers_what_may_be_the_rest_of_a_name_in_the_next_line)
{
	struct world *w = *state;

	find_again(w, "Ja, det var fint.", "Nå gikk vi til Kari\nXylobo kom.");
	assert_non_null(span_of(w, "names/given", "Kari"));
	assert_non_null(span_of(w, "capital", "Xylobo"));
}

TEST(the_next_line_is_another_matter_where_the_one_before_ended)
{
	struct world *w = *state;

	find_again(w, "Ja, det var fint.", "Nå gikk vi til Kari.\nXylobo kom.");
	assert_null(span_of(w, "capital", "Xylobo"));
}

TEST(a_word_in_the_genitive_of_names_begins_a_sentence_where_somebody_is_called_so)
{
	struct world *w = *state;

	find_again(w, "I saw Even there.", "Even's plan was better.");
	assert_non_null(span_of(w, "capital", "Even"));
}

TEST(a_word_in_the_genitive_is_no_name_where_nobody_is_called_so)
{
	struct world *w = *state;

	find_again(w, "I saw them there.", "Even's plan was better.");
	assert_int_equal(w->spans.len, 0);
}

TEST(takes_whoever_owns_something_for_somebody_where_a_sentence_begins)
{
	struct world *w = *state;

	find_again(w, "Ja, det var fint.",
	    "Rypemos svar var nei. Kjelkes er det som Hytters. Vis sykkelen. Lunds "
	    "kart");
	assert_int_equal(score_of(w, "capital", "Rypemos"), 45);
	assert_null(span_of(w, "capital", "Kjelkes"));
	assert_null(span_of(w, "capital", "Lunds"));
	find_again(w, "", "Kjelker svarte. Vis det.");
	assert_int_equal(w->spans.len, 0);
}

TEST(leaves_words_that_stay_unless_more_is_said)
{
	struct world *w = *state;

	find_again(w, "", "så hun heter Zoom, og Zoom, Blå Kors, men Zoom Nordli gikk");
	assert_int_equal(w->spans.len, 1);
	assert_non_null(span_of(w, "names/given", "Nordli"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN(covers_a_capital_that_nothing_explains),
		IN(takes_a_capital_for_nothing_where_any_word_has_one),
		IN(takes_a_capital_for_a_name_in_brackets_letters_and_foreign_letters),
		IN(takes_common_words_in_a_row_of_capitals_for_a_name),
		IN(believes_what_the_document_writes_small),
		IN(takes_a_line_that_was_broken_to_fit_for_one_sentence),
		IN(covers_what_may_be_the_rest_of_a_name_in_the_next_line),
		IN(the_next_line_is_another_matter_where_the_one_before_ended),
		IN(a_word_in_the_genitive_of_names_begins_a_sentence_where_somebody_is_called_so),
		IN(a_word_in_the_genitive_is_no_name_where_nobody_is_called_so),
		IN(takes_whoever_owns_something_for_somebody_where_a_sentence_begins),
		IN(leaves_words_that_stay_unless_more_is_said),
	};

	return cmocka_run_group_tests(tests, make_files, remove_files);
}
