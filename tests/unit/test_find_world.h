#ifndef TEST_FIND_WORLD_H
#define TEST_FIND_WORLD_H

/*
 * What the tests of the finder share: a rulebook of a few rules and lists, written
 * below a folder that the first test makes and the last removes, and for each test a
 * world of its own, IN() which it runs. find() looks, the functions below it say what
 * was found.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "find/finder.h"
#include "find/rulebook.h"
#include "unit.h"

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
	put(a, "no/words.txt", NOTES "per\nliv\nlund\neven\n");
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
find_labelled(struct world *w, const char *text, size_t carry, size_t label)
{
	struct fail f = { 0 };

	arena_clear(w->utterance);
	w->spans = (struct spans){ 0 };
	snprintf(w->text, sizeof w->text, "%s", text);
	assert_int_equal(finder_find(&w->finder, w->memory, bytes_of(w->text), carry,
			     label, true, w->utterance, &w->spans, &f),
	    0);
	spans_sort(&w->spans);
}

static void
find(struct world *w, const char *text, size_t carry)
{
	find_labelled(w, text, carry, 0);
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

#define IN(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

#endif
