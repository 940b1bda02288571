#include "find/finder.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "find/rulebook.h"
#include "unit.h"

/* A rulebook of a few rules and lists, written below a folder that the test makes;
 * people are entries with the values 1, 2, 3. */
#define NOTES "# source: invented\n# date: 2024-01-01\n# licence: none\n"

static const char names_yaml[] =
    "v: 1\n"
    "parts:\n"
    "  - {name: name, pattern: '\\p{Lu}\\p{Ll}+'}\n"
    "rules:\n"
    "  - name: given\n"
    "    category: PER\n"
    "    why: given names\n"
    "    list: given.txt\n"
    "    compound: true\n"
    "    score: 80\n"
    "    sure: 90\n"
    "    proves: true\n"
    "    match: ['hos «Kari» i dag', 'hos «Kari Nordli» i dag']\n"
    "    no-match: ['hos oss']\n"
    "  - name: heter\n"
    "    category: PER\n"
    "    why: an introduction\n"
    "    begins: word\n"
    "    words: [heter]\n"
    "    pattern: '(?i:heter) (?<x>{name})'\n"
    "    score: 95\n"
    "    proves: true\n"
    "    match: ['jeg heter «Xylo» her']\n"
    "    no-match: ['det heter noe']\n"
    "  - name: guess\n"
    "    category: PER\n"
    "    why: two words with capitals; a doubt\n"
    "    begins: word\n"
    "    words: [gjettet]\n"
    "    pattern: 'gjettet (?<x>{name}(?: {name})?)'\n"
    "    score: 45\n"
    "    match: ['han gjettet «Xylo Obelu» da']\n"
    "    no-match: ['han gjettet feil']\n"
    "  - name: relation\n"
    "    category: PER\n"
    "    why: a relation and a name\n"
    "    begins: word\n"
    "    words: [sjefen, søsteren]\n"
    "    pattern: '(?<who>sjef|søster)en min,? (?<x>{name}(?: {name})?)'\n"
    "    score: 95\n"
    "    proves: true\n"
    "    match: ['sjefen min, «Xylo», sa']\n"
    "    no-match: ['sjefen min sa']\n"
    "  - name: firm\n"
    "    category: ORG\n"
    "    why: a firm by its form\n"
    "    begins: capital\n"
    "    pattern: '{name}(?: (?:og )?{name})* AS'\n"
    "    score: 90\n"
    "    proves: true\n"
    "    match: ['hos «Xylo AS» nå']\n"
    "    no-match: ['hos oss']\n"
    "  - name: letters\n"
    "    category: ORG\n"
    "    why: the letters of a body in brackets\n"
    "    begins: capital\n"
    "    pattern: '(?<=\\()\\p{Lu}{2,}(?=\\))'\n"
    "    score: 90\n"
    "    proves: true\n"
    "    match: ['hos noen («XB») nå']\n"
    "    no-match: ['hos oss']\n"
    "  - name: town\n"
    "    category: LOC\n"
    "    why: towns\n"
    "    list: towns.txt\n"
    "    compound: true\n"
    "    score: 85\n"
    "    match: ['i «Grimstad» nå', 'på «Grimstad»kontoret']\n"
    "    no-match: ['i går', 'i grimstad']\n";

static const char numbers_yaml[] =
    "v: 1\n"
    "rules:\n"
    "  - name: phone\n"
    "    category: PHONE\n"
    "    why: eight digits\n"
    "    begins: digit\n"
    "    pattern: '(?<!\\w)(?:\\(\\+47\\) |\\+47 )?\\d{3} ?\\d{2} ?\\d{3}(?!\\w)'\n"
    "    check: phone\n"
    "    near: [ring]\n"
    "    score: 40\n"
    "    sure: 90\n"
    "    match: ['til «412 34 567» nå']\n"
    "    no-match: ['412']\n"
    "  - name: mail\n"
    "    category: EMAIL\n"
    "    why: an address\n"
    "    begins: at\n"
    "    pattern: '[\\w.]+@[\\w.]+\\w'\n"
    "    score: 98\n"
    "    match: ['(«kari@example.org»)']\n"
    "    no-match: ['@ 20']\n"
    "  - name: spoken\n"
    "    category: EMAIL\n"
    "    why: an address read out\n"
    "    begins: word\n"
    "    words: [krøllalfa]\n"
    "    back: 3\n"
    "    pattern: '\\w+(?: punktum \\w+)? krøllalfa \\w+'\n"
    "    score: 90\n"
    "    match: ['skriv til «ola punktum n krøllalfa example» da']\n"
    "    no-match: ['krøllalfa']\n";

struct world {
	struct arena *run, *document, *utterance;
	struct rulebook *book;
	struct lexicon *people;
	struct near *near;
	struct memory *memory;
	struct finder finder;
	struct spans spans;
	char text[512];
};

static char folder[] = "/tmp/taus-test-XXXXXX";

static void
put(struct arena *a, const char *name, const char *text)
{
	struct fail f = { 0 };

	assert_int_equal(
	    file_replace(path_join(a, folder, name), 0600, bytes_of(text), &f), 0);
}

static void
add_person(struct world *w, const char *name, uint32_t value, uint8_t flags)
{
	struct lexicon_entry e = {
		.value = value, .rule = RULE_ROSTER, .flags = flags
	};

	assert_int_equal(lexicon_add(w->people, bytes_of(name), e), 0);
	near_add(w->near, bytes_of(name), value);
}

static bool
is_marker(const void *ctx, struct bytes inside)
{
	return ctx != NULL && bytes_start(inside, "sjef");
}

static int
open_world(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	struct fail f = { 0 };

	w->run = arena_new();
	w->document = arena_new();
	w->utterance = arena_new();
	w->book = rulebook_load(folder, NULL, w->run, &f);
	if (w->book == NULL)
		print_error("%s %s %s:%u\n", f.what, f.args, f.path, (unsigned)f.line);
	assert_non_null(w->book);
	w->people = lexicon_new(w->run);
	w->near = near_new(w->run);
	w->memory = memory_new(w->document);
	w->finder = (struct finder){ .rulebook = w->book,
		.people = w->people,
		.near = w->near,
		.opaque = is_marker,
		.opaque_ctx = w };
	*state = w;
	return 0;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	rulebook_close(w->book);
	arena_free(w->utterance);
	arena_free(w->document);
	arena_free(w->run);
	free(w);
	return 0;
}

static int
make_files(void **state)
{
	struct arena *a = arena_new();
	struct fail f = { 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(file_make_dir(path_join(a, folder, "no"), 0700, &f), 0);
	put(a, "no/names.yaml", names_yaml);
	put(a, "no/numbers.yaml", numbers_yaml);
	put(a, "no/given.txt",
	    NOTES "Kari\nOla\nPer\nAnne\nAnne Grete\nNordli\nLiv\nElse\nThi\n");
	put(a, "no/given.except.txt", "Else\n");
	put(a, "no/towns.txt", NOTES "Grimstad\tSørlandet\nOslo\tØstlandet\nLund\n");
	put(a, "no/words.txt", NOTES "per\nliv\nlund\n");
	put(a, "no/common.txt", NOTES "vi\nmåtte\nkaren\nthis\njobb\nstøtte\n");
	put(a, "no/tails.txt", NOTES "kontoret\nsaken\n");
	put(a, "no/deeds.txt", NOTES "er\nkommer\n");
	put(a, "no/stay.txt", NOTES "Zoom\nBlå Kors\n");
	arena_free(a);
	return 0;
}

static int
remove_files(void **state)
{
	static const char *const names[] = { "no/names.yaml", "no/numbers.yaml",
		"no/given.txt", "no/given.except.txt", "no/towns.txt", "no/words.txt",
		"no/common.txt", "no/tails.txt", "no/stay.txt" };
	struct arena *a = arena_new();
	struct fail f = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof *names; i++)
		file_remove(path_join(a, folder, names[i]), &f);
	rmdir(path_join(a, folder, "no"));
	rmdir(folder);
	arena_free(a);
	return 0;
}

static void
find(struct world *w, const char *text, size_t carry)
{
	struct fail f = { 0 };

	arena_clear(w->utterance);
	w->spans = (struct spans){ 0 };
	snprintf(w->text, sizeof w->text, "%s", text);
	assert_int_equal(finder_find(&w->finder, w->memory, bytes_of(w->text), carry,
			     true, w->utterance, &w->spans, &f),
	    0);
	spans_sort(&w->spans);
}

/* The span of this rule over exactly these words of the text; NULL: none. */
static const struct span *
span_of(const struct world *w, const char *rule, const char *words)
{
	size_t i, len = strlen(words);
	const struct span *s;

	for (i = 0; i < w->spans.len; i++) {
		s = &w->spans.at[i];
		if (strcmp(rulebook_rule(w->book, s->rule)->id, rule) == 0 &&
		    s->to - s->from == len &&
		    memcmp(w->text + s->from, words, len) == 0)
			return s;
	}
	return NULL;
}

static unsigned
score_of(const struct world *w, const char *rule, const char *words)
{
	const struct span *s = span_of(w, rule, words);

	return s ? s->score : 0;
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
	    "Den troen (Kjelke) er det som Rype/Fylgjesvein sa.\nKQRT sa nei. Kðuru kom.");
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

TEST(leaves_words_that_stay_unless_more_is_said)
{
	struct world *w = *state;

	find_again(w, "", "så hun heter Zoom, og Zoom, Blå Kors, men Zoom Nordli gikk");
	assert_int_equal(w->spans.len, 1);
	assert_non_null(span_of(w, "names/given", "Nordli"));
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
		finder_find(&w->finder, w->memory, bytes_of(text), 0, true,
		    w->utterance, &w->spans, &f);
	}
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_string_equal(f.what, "document-names");
}

#define IN(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN(finds_people_in_any_case_with_genitive_and_compound),
		IN(says_every_person_of_one_spelling),
		IN(weighs_a_name_that_is_a_word_by_its_place),
		IN(covers_what_stands_between_the_names_of_a_person),
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
		IN(takes_a_marker_for_a_capital),
		IN(takes_common_words_with_capitals_for_no_name_in_english),
		IN(takes_a_common_word_for_no_genitive),
		IN(asks_nothing_but_people_where_told),
		IN(leaves_names_that_stay),
		IN(covers_a_capital_that_nothing_explains),
		IN(takes_a_capital_for_nothing_where_any_word_has_one),
		IN(takes_a_capital_for_a_name_in_brackets_letters_and_foreign_letters),
		IN(takes_common_words_in_a_row_of_capitals_for_a_name),
		IN(believes_what_the_document_writes_small),
		IN(takes_a_line_that_was_broken_to_fit_for_one_sentence),
		IN(leaves_words_that_stay_unless_more_is_said),
		IN(bounds_what_a_document_may_prove),
	};

	return cmocka_run_group_tests(tests, make_files, remove_files);
}
