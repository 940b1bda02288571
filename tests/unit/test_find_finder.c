#include "people/names.h"
#include "test_find_world.h"

static void
add_person(struct world *w, const char *name, uint32_t value, uint8_t flags)
{
	struct lexicon_entry e = {
		.value = value, .rule = RULE_ROSTER, .flags = flags
	};

	assert_int_equal(lexicon_add(w->people, bytes_of(name), e), 0);
	near_add(w->near, bytes_of(name), value);
}

TEST(finds_people_in_any_case_with_genitive_and_compound)
{
	struct world *w = *state;

	add_person(w, "Haugmo", 7, LEXICON_PREFIX);
	find(w, "Vi så haugmo der.", 0);
	assert_int_equal(score_of(w, "roster", "haugmo"), 90);
	find(w, "Det er Haugmos bil.", 0);
	assert_int_equal(score_of(w, "roster", "Haugmo"), 95);
	assert_int_equal(span_of(w, "roster", "Haugmo")->value, 7);
	assert_int_equal(span_of(w, "roster", "Haugmo")->entity, 0);
	find(w, "Det er Haugmosaken.", 0);
	assert_int_equal(score_of(w, "roster", "Haugmo"), 95);
}

static void
add_decided(struct world *w, const char *name, enum category c, bool as_name)
{
	struct lexicon_entry e = { .rule = RULE_DECIDED };

	e.value = finder_decided(c, as_name);
	e.flags = (uint8_t)names_flags(
	    bytes_of(name), rulebook_words(w->book), rulebook_common(w->book));
	assert_int_equal(lexicon_add(w->people, bytes_of(name), e), 0);
}

TEST(what_was_decided_is_found_in_every_spelling)
{
	struct world *w = *state;

	add_decided(w, "Gunnvaar", CATEGORY_PER, false);
	find(w, "hos gunnvår og GUNNVÅRS sak, Gunnvårsaken.", 0);
	assert_int_equal(score_of(w, "decided", "gunnvår"), 97);
	assert_int_equal(score_of(w, "decided", "GUNNVÅR"), 97);
	assert_int_equal(score_of(w, "decided", "Gunnvår"), 97);
	assert_true(span_of(w, "decided", "gunnvår")->entity > 0);
	assert_int_equal(span_of(w, "decided", "gunnvår")->category, CATEGORY_PER);
}

TEST(what_was_decided_to_be_a_name_is_no_word_in_small_letters)
{
	struct world *w = *state;

	add_decided(w, "Gjengen", CATEGORY_ORG, true);
	add_decided(w, "Liv", CATEGORY_PER, false);
	find(w, "Nå kom gjengen fra Gjengen, og livet til Liv er liv.", 0);
	assert_null(span_of(w, "decided", "gjengen"));
	assert_int_equal(span_of(w, "decided", "Gjengen")->category, CATEGORY_ORG);
	assert_int_equal(score_of(w, "decided", "Liv"), 95);
	assert_null(span_of(w, "decided", "liv"));
}

TEST(a_decision_goes_before_a_name_that_stays)
{
	struct world *w = *state;

	add_decided(w, "Zoom", CATEGORY_ORG, false);
	find(w, "Vi var hos Zoom da.", 0);
	assert_int_equal(score_of(w, "decided", "Zoom"), 97);
}

TEST(says_every_person_of_one_spelling)
{
	struct world *w = *state;

	add_person(w, "Xari", 1, 0);
	add_person(w, "Xari", 2, 0);
	find(w, "så kom Xari.", 0);
	assert_int_equal(w->spans.len, 2);
	assert_int_equal(w->spans.at[0].value, 1);
	assert_int_equal(w->spans.at[1].value, 2);
}

TEST(weighs_a_name_that_is_a_word_by_its_place)
{
	struct world *w = *state;

	add_person(w, "Dag", 3, LEXICON_WORD);
	find(w, "Vi ses i dag.", 0);
	assert_null(span_of(w, "roster", "dag"));
	find(w, "Vi ser Dag i morgen.", 0);
	assert_int_equal(score_of(w, "roster", "Dag"), 95);
	find(w, "Dag kommer.", 0);
	assert_int_equal(score_of(w, "roster", "Dag"), 40);
	find(w, "Dag Nordli kommer.", 0);
	assert_int_equal(score_of(w, "roster", "Dag"), 95);
	assert_non_null(span_of(w, "roster", "Dag Nordli"));
}

TEST(covers_what_stands_between_the_names_of_a_person)
{
	struct world *w = *state;

	add_person(w, "Xari", 4, 0);
	add_person(w, "Haugmo", 5, 0);
	find(w, "så kom Xari H. Berg Haugmo inn.", 0);
	assert_int_equal(score_of(w, "roster", "Xari H. Berg Haugmo"), 95);
	assert_int_equal(span_of(w, "roster", "Xari H. Berg Haugmo")->value, 4);
	find(w, "så kom Xari van der Berg inn.", 0);
	assert_int_equal(score_of(w, "roster", "Xari van der Berg"), 60);
	find(w, "så kom Xari. Haugmo gikk.", 0);
	assert_null(span_of(w, "roster", "Xari. Haugmo"));
}

TEST(takes_initials_before_a_name)
{
	struct world *w = *state;

	add_person(w, "Haugmo", 5, 0);
	add_person(w, "Xari", 4, 0);
	find(w, "så kom K. Haugmo inn.", 0);
	assert_int_equal(span_of(w, "roster", "K. Haugmo")->value, 5);
	assert_int_equal(span_of(w, "roster", "Haugmo")->value, 5);
	find(w, "Vi K.A. Haugmo kom.", 0);
	assert_non_null(span_of(w, "roster", "K.A. Haugmo"));
	find(w, "så kom E. Hagumo inn.", 0);
	assert_non_null(span_of(w, "near", "E. Hagumo"));
	find(w, "så kom T. Nordli inn.", 0);
	assert_non_null(span_of(w, "names/given", "T. Nordli"));
	find(w, "og Xari N. Haugmo kom.", 0); /* the letter is of the name before it */
	assert_null(span_of(w, "roster", "N. Haugmo"));
	find(w, "tog f.eks. Haugmo, el. Haugmo", 0);
	assert_null(span_of(w, "roster", "eks. Haugmo"));
	find(w, "så kom Xari N., og", 0);
	assert_non_null(span_of(w, "roster", "Xari N"));
}

TEST(takes_small_letters_for_initials_where_there_are_no_capitals)
{
	struct world *w = *state;
	size_t i;

	add_person(w, "Haugmo", 5, 0);
	add_person(w, "X H", 5, LEXICON_DOTS | LEXICON_CAPITAL | LEXICON_EXACT);
	add_person(w, "I Rypemo", 6, LEXICON_DOTS | LEXICON_CAPITAL);
	for (i = 0; i < 40; i++)
		find(w, "vi gikk og gikk og det var ola som gikk", 0);
	memory_close_learning(w->memory);
	find(w, "det var x. haugmo som gikk i. haugmo gikk", 0);
	assert_non_null(span_of(w, "roster", "x. haugmo"));
	assert_null(span_of(w, "roster", "i. haugmo"));
	find(w, "og i. rypemo. men i rypemo", 0);
	assert_int_equal(span_of(w, "roster", "i. rypemo")->value, 6);
	assert_null(span_of(w, "roster", "i rypemo"));
	find(w, "så kom haugmo i., haugmo å. og liv n. inn per dag", 0);
	assert_non_null(span_of(w, "roster", "haugmo i"));
	assert_non_null(span_of(w, "roster", "haugmo å"));
	assert_int_equal(score_of(w, "names/given", "liv n"), 40);
	assert_null(span_of(w, "names/given", "per"));
	find(w, "det var x.h. som gikk", 0);
	assert_int_equal(score_of(w, "roster", "x.h"), 40);
}

TEST(weighs_lists_by_case_and_place)
{
	struct world *w = *state;

	find(w, "vi var i Oslo og i Lund.", 0);
	assert_int_equal(score_of(w, "names/town", "Oslo"), 85);
	assert_int_equal(score_of(w, "names/town", "Lund"), 85);
	find(w, "Oslo er fint. Lund er fint.", 0);
	assert_int_equal(score_of(w, "names/town", "Oslo"), 75);
	assert_int_equal(score_of(w, "names/town", "Lund"), 40);
	find(w, "i oslo og en lund", 0);
	assert_int_equal(w->spans.len, 0);
	find(w, "det er Else.", 0);
	assert_null(span_of(w, "names/given", "Else"));
}

TEST(decides_a_word_that_begins_a_sentence_by_what_follows)
{
	struct world *w = *state;

	find(w, "Liv er her.", 0);
	assert_int_equal(score_of(w, "names/given", "Liv"), 40);
	find(w, "Liv?", 0);
	assert_int_equal(score_of(w, "names/given", "Liv"), 40);
	find(w, "Liv på landet er fint.", 0);
	assert_null(span_of(w, "names/given", "Liv"));
	find(w, "Der er Liv.", 0); /* somebody is called so here */
	find(w, "Liv på landet er fin.", 0);
	assert_non_null(span_of(w, "names/given", "Liv"));
}

TEST(gives_the_value_of_an_entry)
{
	struct world *w = *state;
	const struct span *s;

	find(w, "det var i Grimstad den gang", 0);
	s = span_of(w, "names/town", "Grimstad");
	assert_true(bytes_are(rulebook_value(w->book, s->value), "Sørlandet"));
	find(w, "det var i Lund den gang", 0);
	assert_int_equal(span_of(w, "names/town", "Lund")->value, 0);
}

TEST(grows_a_name_over_what_follows)
{
	struct world *w = *state;

	find(w, "møtte Kari Nordli-Haugstad i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari Nordli-Haugstad"), 90);
	find(w, "møtte Kari Haugstads bror", 0);
	assert_int_equal(score_of(w, "names/given", "Kari Haugstad"), 90);
	find(w, "møtte Kari Xylo i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari Xylo"), 90);
	find(w, "møtte Kari Xylo jr. og Ola sr i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari Xylo jr"), 90);
	assert_int_equal(score_of(w, "names/given", "Ola sr"), 80);
	find(w, "møtte Kari B Xylo i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari B Xylo"), 90);
	find(w, "møtte Kari I Xylo i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari"), 80);
	find(w, "møtte Kari\nNordli i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari\nNordli"), 90);
	find(w, "møtte Kari\nNordli\nOla", 0);
	assert_null(span_of(w, "names/given", "Kari\nNordli"));
	find(w, "møtte Kari el-Haugstad Nordli i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari el-Haugstad Nordli"), 90);
	find(w, "møtte Kari NAV i går", 0);
	assert_int_equal(score_of(w, "names/given", "Kari"), 80);
	find(w, "møtte Kari. Vi gikk", 0);
	assert_int_equal(score_of(w, "names/given", "Kari"), 80);
	find(w, "Per Haugstad kom", 0);
	assert_int_equal(score_of(w, "names/given", "Per Haugstad"), 90);
}

TEST(knows_a_proved_name_everywhere_under_one_number)
{
	struct world *w = *state;
	uint32_t roy;

	find(w, "Og sjefen min, Xoy Haugland, sa nei.", 0);
	find(w, "Vi gikk.", 0);
	memory_close_learning(w->memory);
	find(w, "Da sa xoy at Hauglands bil var borte. Haugland-saken.", 0);
	roy = span_of(w, "propagated", "xoy")->entity;
	assert_int_equal(span_of(w, "propagated", "Haugland")->entity, roy);
	assert_true(roy >= 1 && roy <= memory_names(w->memory));
	assert_int_equal(memory_name(w->memory, roy).category, CATEGORY_PER);
	assert_true(bytes_are(memory_name(w->memory, roy).text, "Xoy Haugland"));
	assert_true(
	    bytes_are(rulebook_value(w->book, memory_name(w->memory, roy).to), "sjef"));
	find(w, "Og sjefen min, Xoy Haugland, sa nei.", 0);
	assert_int_equal(span_of(w, "names/relation", "Xoy Haugland")->entity, roy);
}

TEST(takes_letters_that_were_proved_for_no_common_word)
{
	struct world *w = *state;

	find(w, "så til noen (STØTTE) og noen (XEKST).", 0);
	memory_close_learning(w->memory);
	find(w, "da ringte STØTTE. Støtte kom ikke. XEKST kom.", 0);
	assert_non_null(span_of(w, "propagated", "STØTTE"));
	assert_null(span_of(w, "propagated", "Støtte"));
	assert_non_null(span_of(w, "propagated", "XEKST"));
}

TEST(looks_again_at_a_word_that_is_a_name_now)
{
	struct world *w = *state;
	unsigned i;

	for (i = 0; i < 4; i++)
		find(w, "vi tar xoylo og haugmo og xoylo", 0);
	assert_int_equal(w->spans.len, 0);
	find(w, "Og sjefen min, Xoylo, sa nei til xoylo.", 0);
	assert_int_equal(score_of(w, "propagated", "xoylo"), 75);
	add_person(w, "Haugmo", 7, 0);
	find(w, "vi tar xoylo og haugmo", 0);
	assert_int_equal(score_of(w, "propagated", "xoylo"), 75);
	assert_int_equal(score_of(w, "roster", "haugmo"), 90);
	for (i = 0; i < 4; i++)
		find(w, "vi er i sjefens bil", 0);
	w->finder.people = lexicon_new(w->run);
	find(w, "vi tar haugmo", 0);
	assert_int_equal(w->spans.len, 0);
}

TEST(knows_a_firm_by_its_first_word_and_without_its_form)
{
	struct world *w = *state;

	find(w, "så til Ord og Xekst AS og til Kvikkbil Xerksted AS.", 0);
	memory_close_learning(w->memory);
	find(w, "da ringte Ord og Xekst til Kvikkbil om en Ord.", 0);
	assert_non_null(span_of(w, "propagated", "Ord og Xekst"));
	assert_non_null(span_of(w, "propagated", "Kvikkbil"));
	assert_null(span_of(w, "propagated", "Ord")); /* too short to stand for it */
}

TEST(keeps_two_names_with_one_word_apart)
{
	struct world *w = *state;
	uint32_t one, two, alone;

	find(w, "Hun heter Xoy Haugland. Han heter Xoy Bergmo.", 0);
	memory_close_learning(w->memory);
	find(w, "Så kom Haugland og Bergmo og Xoy.", 0);
	one = span_of(w, "propagated", "Haugland")->entity;
	two = span_of(w, "propagated", "Bergmo")->entity;
	alone = span_of(w, "propagated", "Xoy")->entity;
	assert_int_not_equal(one, two);
	assert_int_not_equal(alone, one);
	assert_int_not_equal(alone, two);
}

TEST(numbers_a_name_that_only_the_second_read_meets)
{
	struct world *w = *state;
	uint32_t one;

	memory_close_learning(w->memory);
	find(w, "Hun heter Xoy.", 0);
	one = span_of(w, "names/heter", "Xoy")->entity;
	assert_true(one > NAMES_MOST);
	assert_int_equal(memory_name(w->memory, one).text.len, 0);
	find(w, "Ja, hun heter Xoy.", 0);
	assert_int_equal(span_of(w, "names/heter", "Xoy")->entity, one);
}

TEST(proposes_what_is_one_letter_from_a_person)
{
	struct world *w = *state;

	add_person(w, "Haugmo", 9, 0);
	find(w, "så kom Haugno inn", 0);
	assert_int_equal(score_of(w, "near", "Haugno"), 40);
	assert_int_equal(span_of(w, "near", "Haugno")->value, 9);
	find(w, "så kom Haugno N., og", 0);
	assert_int_equal(span_of(w, "near", "Haugno N")->value, 9);
	find(w, "Haugno kom igjen", 0);
	assert_non_null(span_of(w, "near", "Haugno"));
	find(w, "og haugno gikk", 0);
	assert_null(span_of(w, "near", "haugno"));
	find(w, "Haugno kom igjen", 0); /* as the document shows, a word */
	assert_null(span_of(w, "near", "Haugno"));
	add_person(w, "Karin", 10, 0);
	find(w, "der var Karen igjen", 0); /* a common word */
	assert_null(span_of(w, "near", "Karen"));
}

TEST(searches_no_marker_and_takes_none_as_evidence)
{
	struct world *w = *state;

	find(w, "jeg heter [[sjef 1]] og Kari [[sjef Kari]] Nordli", 0);
	assert_int_equal(w->spans.len, 2);
	assert_non_null(span_of(w, "names/given", "Kari"));
	assert_non_null(span_of(w, "names/given", "Nordli"));
	find(w, "se [[Kari]] der", 0); /* no marker of ours */
	assert_non_null(span_of(w, "names/given", "Kari"));
	find(w, "[[sjef ring]] 412 34 [[sjef]] 567", 0);
	assert_int_equal(w->spans.len, 0);
	find(w, "[[sjef", 0);
	assert_int_equal(w->spans.len, 0);
}

TEST(scores_by_check_and_by_near_words)
{
	struct world *w = *state;

	find(w, "fra 412 34 567 til", 0);
	assert_int_equal(score_of(w, "numbers/phone", "412 34 567"), 90);
	find(w, "fra 012 34 567 til", 0);
	assert_int_equal(score_of(w, "numbers/phone", "012 34 567"), 40);
	find(w, "bare ring meg på 012 34 567", 0);
	assert_int_equal(score_of(w, "numbers/phone", "012 34 567"), 90);
	find(w, "svar (+47) 412 34 567", 0);
	assert_int_equal(score_of(w, "numbers/phone", "(+47) 412 34 567"), 90);
}

TEST(finds_addresses_in_brackets_and_read_out)
{
	struct world *w = *state;

	find(w, "se <kari.n@example.org>, ikke @noen", 0);
	assert_int_equal(w->spans.len, 1);
	assert_non_null(span_of(w, "numbers/mail", "kari.n@example.org"));
	find(w, "skriv til kari punktum n krøllalfa example", 0);
	assert_non_null(
	    span_of(w, "numbers/spoken", "kari punktum n krøllalfa example"));
}

TEST(cuts_what_begins_in_the_utterance_before)
{
	struct world *w = *state;

	find(w, "hun heter Kari Nordli ja", strlen("hun heter Kari "));
	assert_non_null(span_of(w, "names/given", "Nordli"));
	assert_null(span_of(w, "names/given", "Kari Nordli"));
	find(w, "hun heter Kari ja", strlen("hun heter Kari"));
	assert_int_equal(w->spans.len, 0);
}

TEST(finds_in_the_bytes_as_they_lie)
{
	struct world *w = *state;

	find(w, "i Grim\u00adstad nå", 0); /* a soft hyphen */
	assert_non_null(span_of(w, "names/town", "Grim\u00adstad"));
	find(w, "i Ka\u0301ri", 0); /* a mark apart */
	assert_non_null(span_of(w, "names/given", "Ka\u0301ri"));
}

TEST(tells_a_document_without_capitals)
{
	struct world *w = *state;
	size_t i;

	add_person(w, "Dag", 3, LEXICON_WORD);
	for (i = 0; i < 40; i++)
		find(w, "vi gikk og gikk og det var ola som gikk", 0);
	assert_true(memory_is_lower(w->memory));
	memory_close_learning(w->memory);
	find(w, "så kom kari nordli fra oslo i dag per", 0);
	assert_int_equal(score_of(w, "names/given", "kari nordli"), 90);
	assert_int_equal(score_of(w, "names/town", "oslo"), 70);
	assert_int_equal(score_of(w, "roster", "dag"), 40);
	assert_null(span_of(w, "names/given", "per"));
}

TEST(takes_no_label_for_a_capital)
{
	struct world *w = *state;
	size_t i;

	for (i = 0; i < 40; i++)
		find_labelled(w, "Taler 1: vi gikk og det var ola som gikk", 0, 7);
	assert_true(memory_is_lower(w->memory));
	for (i = 0; i < 40; i++)
		find_labelled(w, "Taler 1: vi gikk. Det var ola som gikk", 0, 7);
	assert_false(memory_is_lower(w->memory));
}

TEST(takes_a_marker_for_a_capital)
{
	struct world *w = *state;

	find(w,
	    "så gikk vi og gikk vi og gikk vi og gikk vi og gikk vi og gikk vi "
	    "og gikk vi og gikk vi og gikk vi og gikk vi da",
	    0);
	assert_true(memory_is_lower(w->memory));
	find(w, "så kom [[sjef 1]] da", 0);
	assert_false(memory_is_lower(w->memory));
}

TEST(takes_an_english_i_for_an_initial_where_no_sentence_ends)
{
	struct world *w = *state;
	size_t i;

	add_person(w, "Haugmo", 5, 0);
	for (i = 0; i < 20; i++)
		find(w, "and that was what they said about the house", 0);
	memory_close_learning(w->memory);
	find(w, "Everybody likes I. Haugmo. Nor did I. Haugmo came.", 0);
	assert_non_null(span_of(w, "roster", "I. Haugmo"));
	assert_int_equal(w->spans.len, 3);
}

TEST(takes_foreign_letters_for_no_ordinary_word)
{
	struct world *w = *state;

	add_person(w, "Éven", 5, LEXICON_WORD);
	add_person(w, "Évén", 5, LEXICON_WORD);
	add_person(w, "Máttö", 5, LEXICON_WORD);
	find(w, "det er even, éven og máttö", 0);
	assert_int_equal(score_of(w, "roster", "máttö"), 90);
	assert_int_equal(w->spans.len, 1);
}

TEST(takes_common_words_with_capitals_for_no_name_in_english)
{
	struct world *w = *state;

	find(w, "så gjettet Jobb Støtte", 0);
	assert_int_equal(score_of(w, "names/guess", "Jobb Støtte"), 45);
	find(w, "And then there was what they would have been with all of it", 0);
	find(w, "så gjettet Jobb Støtte, eller gjettet Jobb Obelu", 0);
	assert_null(span_of(w, "names/guess", "Jobb Støtte"));
	assert_int_equal(score_of(w, "names/guess", "Jobb Obelu"), 45);
	find(w, "han gjettet Jobb", 0);
	assert_int_equal(score_of(w, "names/guess", "Jobb"), 45);
}

TEST(takes_a_common_word_for_no_genitive)
{
	struct world *w = *state;

	find(w, "så sa han This og Olas bil og Thi's bil", 0);
	assert_int_equal(w->spans.len, 2);
	assert_int_equal(score_of(w, "names/given", "Ola"), 80);
	assert_int_equal(score_of(w, "names/given", "Thi"), 80);
}

TEST(asks_nothing_but_people_where_told)
{
	struct world *w = *state;

	w->finder.find_only_people = true;
	add_person(w, "Kari", 1, 0);
	find(w, "så ring Kari Nordli i Oslo på 412 34 567 eller a@example.org", 0);
	assert_int_equal(w->spans.len, 1);
	assert_non_null(span_of(w, "roster", "Kari"));
}

TEST(leaves_names_that_stay)
{
	struct world *w = *state;
	struct lexicon *stay = lexicon_new(w->run);

	assert_int_equal(
	    lexicon_add(stay, bytes_of("Anne Grete"), (struct lexicon_entry){ 0 }), 0);
	w->finder.stay = stay;
	find(w, "boka til Anne Grete og Anne", 0);
	assert_int_equal(w->spans.len, 1);
	assert_int_equal(w->spans.at[0].to, strlen(w->text));
}

TEST(bounds_what_a_document_may_prove)
{
	struct world *w = *state;
	struct fail f = { 0 };
	char text[64];
	unsigned i;

	for (i = 0; i < 30000 && f.kind == FAIL_NONE; i++) {
		arena_clear(w->utterance);
		w->spans = (struct spans){ 0 };
		snprintf(text, sizeof text, "hun heter X%c%c%c%c", 'a' + i % 26,
		    'a' + i / 26 % 26, 'a' + i / 676 % 26, 'b' + i / 17576 % 26);
		finder_find(&w->finder, w->memory, bytes_of(text), 0, 0, true,
		    w->utterance, &w->spans, &f);
	}
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_string_equal(f.what, "document-names");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN(finds_people_in_any_case_with_genitive_and_compound),
		IN(what_was_decided_is_found_in_every_spelling),
		IN(what_was_decided_to_be_a_name_is_no_word_in_small_letters),
		IN(a_decision_goes_before_a_name_that_stays),
		IN(says_every_person_of_one_spelling),
		IN(weighs_a_name_that_is_a_word_by_its_place),
		IN(covers_what_stands_between_the_names_of_a_person),
		IN(takes_initials_before_a_name),
		IN(takes_small_letters_for_initials_where_there_are_no_capitals),
		IN(weighs_lists_by_case_and_place),
		IN(decides_a_word_that_begins_a_sentence_by_what_follows),
		IN(gives_the_value_of_an_entry),
		IN(grows_a_name_over_what_follows),
		IN(knows_a_proved_name_everywhere_under_one_number),
		IN(looks_again_at_a_word_that_is_a_name_now),
		IN(knows_a_firm_by_its_first_word_and_without_its_form),
		IN(takes_letters_that_were_proved_for_no_common_word),
		IN(keeps_two_names_with_one_word_apart),
		IN(numbers_a_name_that_only_the_second_read_meets),
		IN(proposes_what_is_one_letter_from_a_person),
		IN(searches_no_marker_and_takes_none_as_evidence),
		IN(scores_by_check_and_by_near_words),
		IN(finds_addresses_in_brackets_and_read_out),
		IN(cuts_what_begins_in_the_utterance_before),
		IN(finds_in_the_bytes_as_they_lie),
		IN(tells_a_document_without_capitals),
		IN(takes_no_label_for_a_capital),
		IN(takes_a_marker_for_a_capital),
		IN(takes_an_english_i_for_an_initial_where_no_sentence_ends),
		IN(takes_foreign_letters_for_no_ordinary_word),
		IN(takes_common_words_with_capitals_for_no_name_in_english),
		IN(takes_a_common_word_for_no_genitive),
		IN(asks_nothing_but_people_where_told),
		IN(leaves_names_that_stay),
		IN(bounds_what_a_document_may_prove),
	};

	return cmocka_run_group_tests(tests, make_files, remove_files);
}
