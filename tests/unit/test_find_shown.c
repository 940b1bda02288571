#include "find/memory.h"
#include "test_find_world.h"

/* Words that documents have shown, by whether they are ordinary ones too. */
static struct seen *shown[2];

/* One document of the study, read for what it shows; the next one begins. */
static void
show(struct world *w, const char *text)
{
	size_t at, k;
	uint64_t word;

	find(w, text, 0);
	memory_close_learning(w->memory);
	for (k = 0; k < 2; k++)
		for (at = 0; memory_shown(w->memory, k, &at, &word);)
			seen_add(shown[k], word);
	arena_clear(w->document);
	w->memory = memory_new(w->document);
}

/* In another document. */
static void
read_next(struct world *w, const char *before, const char *text)
{
	w->finder.shown = shown[false];
	w->finder.shown_words = shown[true];
	arena_clear(w->document);
	w->memory = memory_new(w->document);
	find(w, before, 0);
	find(w, text, 0);
	memory_close_learning(w->memory);
	find(w, text, 0);
}

static int
begin(void **state)
{
	int rc = open_world(state);
	struct world *w = *state;

	shown[false] = seen_new(w->run);
	shown[true] = seen_new(w->run);
	return rc;
}

TEST(what_one_document_shows_is_a_name_in_the_next)
{
	struct world *w = *state;

	show(w, "så kom Kari Xylomo inn");
	read_next(w, "", "Xylomo, hva nå? Bilen til xylomo og Xylomos hund.");
	assert_int_equal(score_of(w, "shown", "Xylomo"), 55);
	assert_int_equal(score_of(w, "shown", "xylomo"), 55);
	assert_int_equal(score_of(w, "shown", "Xylomos"), 55);
	read_next(w, "Vi sa xylomo, xylomo og xylomo.", "Ja, xylomo.");
	assert_null(span_of(w, "shown", "xylomo")); /* a word here */
	assert_int_equal(w->spans.len, 0);
}

TEST(nothing_is_shown_by_a_doubt_nor_by_a_capital_alone)
{
	struct world *w = *state;

	show(w, "han gjettet Xylo Obelu da, og så kom Rypemo med Skau");
	show(w, "XYLOMO");
	read_next(w, "", "Xylo, Obelu, Rypemo, Skau, Xylomo.");
	assert_int_equal(shown[false]->len, 0);
	assert_int_equal(shown[true]->len, 0);
}

TEST(what_the_people_are_called_is_known_already)
{
	struct world *w = *state;
	struct lexicon_entry e = { .value = 1, .rule = RULE_ROSTER };

	lexicon_add(w->people, bytes_of("Xari"), e);
	show(w, "så kom Xari Obelu inn");
	assert_int_equal(shown[false]->len, 1);
	read_next(w, "", "Obelu, hva nå?");
	assert_int_equal(score_of(w, "shown", "Obelu"), 55);
}

TEST(a_word_that_is_a_name_elsewhere_is_one_where_it_stands_as_one)
{
	struct world *w = *state;

	show(w, "hun heter Even da");
	assert_int_equal(shown[true]->len, 1);
	read_next(w, "", "Even og jeg gikk. Even om det regner. Nå er det even.");
	assert_int_equal(w->spans.len, 1);
	assert_int_equal(w->spans.at[0].from, 0);
	assert_int_equal(score_of(w, "shown", "Even"), 40);
	read_next(w, "", "Evens bil. Vi så Even.");
	assert_int_equal(score_of(w, "shown", "Evens"), 40);
	assert_int_equal(score_of(w, "shown", "Even"), 40);
}

TEST(a_document_without_capitals_knows_names_by_the_others)
{
	struct world *w = *state;

	show(w, "så kom Kari Xylomo inn, og hun heter Even da");
	read_next(w,
	    "vi gikk og gikk og gikk og gikk og det var fint og vi gikk og gikk og "
	    "det var fint",
	    "vi så xylomo og even i går");
	assert_true(memory_is_lower(w->memory));
	assert_int_equal(score_of(w, "shown", "xylomo"), 55);
	assert_int_equal(score_of(w, "shown", "even"), 40);
	show(w, "vi gikk og gikk og gikk og gikk og gikk og gikk og gikk og gikk og "
		"gikk og så kom kari obelu");
	assert_int_equal(shown[false]->len, 2); /* it shows nothing itself */
}

TEST(a_word_is_counted_once_though_it_is_read_again_with_what_follows)
{
	struct world *w = *state;
	struct words words = words_of(bytes_of("hytta"), false, w->run);

	find(w, "vi var på hytta", 0);
	find(w, "vi var på hytta\n\nog gikk", strlen("vi var på hytta\n\n"));
	assert_int_equal(seen_times(memory_small(w->memory), words.at->hash), 1);
}

#define SHOWN(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SHOWN(what_one_document_shows_is_a_name_in_the_next),
		SHOWN(nothing_is_shown_by_a_doubt_nor_by_a_capital_alone),
		SHOWN(what_the_people_are_called_is_known_already),
		SHOWN(a_word_that_is_a_name_elsewhere_is_one_where_it_stands_as_one),
		SHOWN(a_document_without_capitals_knows_names_by_the_others),
		SHOWN(a_word_is_counted_once_though_it_is_read_again_with_what_follows),
	};

	return cmocka_run_group_tests(tests, make_files, remove_files);
}
