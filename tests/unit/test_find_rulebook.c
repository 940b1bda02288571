#include "find/rulebook.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "find/finder.h"
#include "unit.h"

/* A folder with rules/no/group.yaml and no/list.txt, written anew by each test. */
#define NOTES "# source: invented\n# date: 2024-01-01\n# licence: none\n"
#define HEAD "v: 1\nrules:\n"
#define EXAMPLES "    match: ['se «abc» her']\n    no-match: ['se her']\n"
#define RULE                                                                   \
	"  - name: one\n    category: ID\n    why: a test\n    begins: word\n" \
	"    words: [abc]\n    score: 60\n"

struct book {
	char folder[32];
	struct arena *arena;
	struct rulebook *book;
	struct fail fail;
};

static const char *const files[] = { "no/group.yaml", "no/list.txt",
	"no/list.except.txt", "no/words.txt", "no/README" };

static int
open_folder(void **state)
{
	struct book *b = calloc(1, sizeof *b);

	strcpy(b->folder, "/tmp/taus-test-XXXXXX");
	b->arena = arena_new();
	assert_non_null(mkdtemp(b->folder));
	assert_int_equal(
	    file_make_dir(path_join(b->arena, b->folder, "no"), 0700, &b->fail), 0);
	*state = b;
	return 0;
}

static int
close_folder(void **state)
{
	struct book *b = *state;
	struct fail f = { 0 };
	size_t i;

	rulebook_close(b->book);
	for (i = 0; i < sizeof files / sizeof *files; i++)
		file_remove(path_join(b->arena, b->folder, files[i]), &f);
	rmdir(path_join(b->arena, b->folder, "no"));
	rmdir(b->folder);
	arena_free(b->arena);
	free(b);
	return 0;
}

static void
put(struct book *b, const char *name, const char *text)
{
	assert_int_equal(file_replace(path_join(b->arena, b->folder, name), 0600,
			     bytes_of(text), &b->fail),
	    0);
}

static void
load(struct book *b, const char *yaml)
{
	put(b, "no/group.yaml", yaml);
	rulebook_close(b->book);
	b->fail = (struct fail){ 0 };
	b->book = rulebook_load(b->folder, NULL, b->arena, &b->fail);
}

static void
loads(struct book *b, const char *yaml)
{
	load(b, yaml);
	if (b->book == NULL)
		print_error(
		    "%s %s:%u\n", b->fail.what, b->fail.args, (unsigned)b->fail.line);
	assert_non_null(b->book);
}

/* Refused with this message, arguments and line of the rule file. */
static void
refuses(
    struct book *b, const char *yaml, const char *what, const char *args, unsigned line)
{
	load(b, yaml);
	assert_null(b->book);
	assert_int_equal(b->fail.kind, FAIL_INPUT);
	assert_string_equal(b->fail.what, what);
	if (args != NULL)
		assert_string_equal(b->fail.args, args);
	assert_string_equal(path_base(b->fail.path), "group.yaml");
	if (line != 0)
		assert_int_equal(b->fail.line, line);
}

TEST(loads_a_rule_with_what_it_says)
{
	struct book *b = *state;
	const struct rule *r;

	loads(b, HEAD RULE "    pattern: 'abc'\n    sure: 70\n    to: sted\n    "
			   "proves: true\n" EXAMPLES);
	assert_int_equal(rulebook_count(b->book), RULES_OWN + 1);
	assert_string_equal(rulebook_rule(b->book, RULE_ROSTER)->id, "roster");
	assert_string_equal(rulebook_rule(b->book, RULE_PROPAGATED)->id, "propagated");
	assert_string_equal(rulebook_rule(b->book, RULE_NEAR)->id, "near");
	assert_string_equal(rulebook_rule(b->book, RULE_CODE)->id, "code");
	assert_string_equal(rulebook_rule(b->book, RULE_LABEL)->id, "label");
	assert_string_equal(rulebook_rule(b->book, RULE_CAPITAL)->id, "capital");
	r = rulebook_rule(b->book, RULES_OWN);
	assert_string_equal(r->id, "group/one");
	assert_string_equal(r->why, "a test");
	assert_string_equal(r->language, "no");
	assert_int_equal(r->category, CATEGORY_ID);
	assert_int_equal(r->score, 60);
	assert_int_equal(r->sure, 70);
	assert_true(r->proves);
	assert_int_equal(r->examples, 2);
	assert_true(bytes_are(rulebook_value(b->book, r->to), "sted"));
	assert_int_equal(rulebook_value(b->book, 0).len, 0);
}

TEST(refuses_a_rule_without_both_kinds_of_example)
{
	struct book *b = *state;

	refuses(b, HEAD RULE "    pattern: 'abc'\n    match: ['«abc»']\n",
	    "rule-no-example", "group/one\t", 3);
	refuses(b, HEAD RULE "    pattern: 'abc'\n    no-match: ['x']\n",
	    "rule-no-example", "group/one\t", 3);
}

struct told {
	unsigned count;
	uint32_t number[8];
	bool match[8], sound[8];
	size_t wanted[8], said[8], from[8];
	uint64_t line;
};

static void
tell_failing(void *with, const struct rule_failing *r)
{
	struct told *t = with;

	assert_true(t->count < 8);
	assert_string_equal(r->id, "group/one");
	assert_string_equal(path_base(r->path), "group.yaml");
	t->line = r->line;
	t->number[t->count] = r->number;
	t->match[t->count] = r->match;
	t->sound[t->count] = r->sound;
	t->wanted[t->count] = r->want->len;
	t->said[t->count] = r->said->len;
	t->from[t->count++] = r->said->len > 0 ? r->said->at[0].from : 0;
}

TEST(a_check_tells_every_example_that_fails_and_what_was_found)
{
	struct book *b = *state;
	struct told t = { 0 };

	put(b, "no/group.yaml",
	    HEAD RULE "    pattern: 'abc'\n"
		      "    match: ['«abc»', 'så «x» abc', 'abc', '«abc']\n"
		      "    no-match: ['x', 'og abc', '«abc»']\n");
	b->book = rulebook_check(b->folder, NULL, tell_failing, &t, b->arena, &b->fail);
	assert_non_null(b->book);
	assert_int_equal(t.count, 5);
	assert_int_equal(t.line, 3);
	assert_true(t.match[0] && t.sound[0]);
	assert_int_equal(t.number[0], 2);
	assert_int_equal(t.wanted[0], 1);
	assert_int_equal(t.said[0], 1);
	assert_int_equal(t.from[0], 6);
	assert_false(t.sound[1] || t.sound[2] || t.sound[4]);
	assert_true(t.sound[3] && !t.match[3]);
	assert_int_equal(t.number[3], 2);
	assert_int_equal(t.wanted[3], 0);
	assert_int_equal(t.from[3], 3);
}

TEST(examples_and_place_of_a_rule_can_be_asked)
{
	struct book *b = *state;
	struct rule_example e;
	const char *path;
	uint64_t line;

	loads(b, HEAD RULE "    pattern: 'abc'\n" EXAMPLES);
	assert_true(
	    rulebook_example(b->book, RULES_OWN, 0, &e) && e.match && e.number == 1);
	assert_true(bytes_are(e.text, "se «abc» her"));
	assert_true(
	    rulebook_example(b->book, RULES_OWN, 1, &e) && !e.match && e.number == 1);
	assert_false(rulebook_example(b->book, RULES_OWN, 2, &e));
	assert_false(rulebook_example(b->book, RULE_ROSTER, 0, &e));
	rulebook_place(b->book, RULES_OWN, b->arena, &path, &line);
	assert_string_equal(path_base(path), "group.yaml");
	assert_int_equal(line, 3);
	rulebook_place(b->book, RULE_ROSTER, b->arena, &path, &line);
	assert_string_equal(path, "");
	assert_int_equal(line, 0);
}

TEST(refuses_a_rule_whose_examples_fail)
{
	struct book *b = *state;
	static const char *const wrong[] = { "    match: ['abc']\n", /* no mark */
		"    match: ['«abc d»']\n", "    match: ['«ab»c']\n",
		"    match: ['abc «abc»']\n", "    match: ['«abc']\n",
		"    match: ['«»abc']\n", "    match: ['«x»']\n" };
	size_t i;

	for (i = 0; i < sizeof wrong / sizeof *wrong; i++)
		refuses(b,
		    arena_printf(b->arena,
			"%s%s    pattern: abc\n%s    no-match: [x]\n", HEAD, RULE,
			wrong[i]),
		    "rule-example", "group/one\tmatch\t1", 3);
	refuses(b,
	    HEAD RULE "    pattern: abc\n    match: ['«abc»']\n"
		      "    no-match: [x, 'se abc']\n",
	    "rule-example", "group/one\tno-match\t2", 3);
}

TEST(says_where_a_pattern_is_wrong)
{
	struct book *b = *state;

	refuses(b, HEAD RULE "    pattern: 'ab(c'\n" EXAMPLES, "rule-pattern",
	    "group/one\t4", 3);
	refuses(b,
	    HEAD RULE "    pattern: 'abc'\n" EXAMPLES
		      "  - name: two\n    category: ID\n    why: a\n"
		      "    begins: digit\n    score: 5\n    pattern: '\\1'\n" EXAMPLES,
	    "rule-pattern", NULL, 12);
	refuses(
	    b, HEAD RULE "    pattern: '{month}'\n" EXAMPLES, "rule-part", "month", 3);
	refuses(b, HEAD RULE "    pattern: 'abc (?<who>sjef(?:en)?)'\n" EXAMPLES,
	    "rule-who", "group/one\t", 3);
}

TEST(refuses_what_it_does_not_know)
{
	struct book *b = *state;

	refuses(b,
	    HEAD
	    "  - {name: x, category: NAME, why: w, begins: any, pattern: a, score: 5,"
	    " match: ['«a»'], no-match: [b]}\n",
	    "rule-category", "group/x\tNAME", 3);
	refuses(b,
	    HEAD
	    "  - {name: x, category: ID, why: w, begins: all, pattern: a, score: 5,"
	    " match: ['«a»'], no-match: [b]}\n",
	    "rule-begins", "group/x\tall", 3);
	refuses(b,
	    HEAD
	    "  - {name: x, category: ID, why: w, begins: any, pattern: a, score: 5,"
	    " check: mod12, match: ['«a»'], no-match: [b]}\n",
	    "rule-check", "group/x\tmod12", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    purpose: red\n" EXAMPLES,
	    "yaml-key-stranger", NULL, 10);
	refuses(b, "v: 2\nrules: []\n", "rule-version", "2", 0);
	refuses(b, HEAD RULE "    pattern: abc\n    proves: ja\n" EXAMPLES, "yaml-bad",
	    NULL, 10);
}

TEST(refuses_a_rule_that_contradicts_itself)
{
	struct book *b = *state;

	refuses(b, HEAD RULE EXAMPLES, "rule-pattern-list", "group/one\t", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    list: list.txt\n" EXAMPLES,
	    "rule-pattern-list", "group/one\t", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    compound: true\n" EXAMPLES,
	    "rule-pattern-keys", "group/one\t", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    sure: 50\n" EXAMPLES, "rule-score",
	    "group/one\t", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    sure: 101\n" EXAMPLES, "rule-score",
	    "group/one\t", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    clue: nothing\n" EXAMPLES,
	    "rule-clue", "group/one\tnothing", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    weight: 1\n" EXAMPLES,
	    "rule-weight", "group/one\t", 3);
	refuses(b,
	    HEAD RULE "    pattern: abc\n    clue: job\n    weight: 4\n" EXAMPLES,
	    "rule-weight", "group/one\t", 3);
	refuses(b,
	    HEAD "  - {name: x, why: w, begins: any, pattern: a, score: 5,"
		 " match: ['«a»'], no-match: [b]}\n",
	    "rule-clue", "group/x\t", 3);
	refuses(b,
	    HEAD "  - {name: x, clue: job, why: w, list: list.txt, score: 5,"
		 " match: ['«a»'], no-match: [b]}\n",
	    "rule-clue-keys", "group/x\t", 3);
	refuses(b,
	    HEAD "  - {name: x, clue: job, why: w, begins: any, pattern: a, to: sted,"
		 " score: 5, match: ['«a»'], no-match: [b]}\n",
	    "rule-clue-keys", "group/x\t", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    back: 13\n" EXAMPLES, "rule-back",
	    "group/one\t", 3);
	refuses(b, HEAD RULE "    pattern: abc\n    near: ['to ord']\n" EXAMPLES,
	    "rule-word", "group/one\tto ord", 3);
	refuses(b,
	    HEAD RULE "    pattern: abc\n" EXAMPLES RULE "    pattern: abc\n" EXAMPLES,
	    "rule-twice", "group/one\t", 12);
	refuses(b,
	    HEAD
	    "  - {name: x, category: ID, why: w, begins: any, words: [a], pattern: a,"
	    " score: 5, match: ['«a»'], no-match: [b]}\n",
	    "rule-words", "group/x\t", 3);
	refuses(b,
	    HEAD "  - {name: x/y, category: ID, why: w, begins: any, pattern: a,"
		 " score: 5, match: ['«a»'], no-match: [b]}\n",
	    "rule-name", "group/x/y\t", 3);
}

#define LIST                                                                           \
	HEAD "  - name: one\n    category: LOC\n    why: a test\n    list: list.txt\n" \
	     "    score: 60\n    match: ['se «Abc» her']\n    no-match: ['se her']\n"

static void
refuses_list(struct book *b, const char *list, const char *what, unsigned line)
{
	put(b, "no/list.txt", list);
	load(b, LIST);
	assert_null(b->book);
	assert_string_equal(b->fail.what, what);
	assert_string_equal(path_base(b->fail.path), "list.txt");
	assert_int_equal(b->fail.line, line);
}

TEST(refuses_a_list_that_is_not_well_formed)
{
	struct book *b = *state;

	refuses(b, LIST, "rule-list-missing", "group/one\tlist.txt", 3);
	refuses_list(b, "Abc\n", "rule-list-notes", 1);
	refuses_list(
	    b, "# source: x\n# date: y\n# licence:\nAbc\n", "rule-list-notes", 3);
	refuses_list(b, NOTES "Abc\nDef\nAbc\n", "rule-list-twice", 6);
	refuses_list(b, NOTES "Abc\n Def\n", "rule-list-line", 5);
	refuses_list(b, NOTES "Abc\nDef\t\n", "rule-list-line", 5);
	refuses_list(b, NOTES "Abc\nDef\tx\ty\n", "rule-list-line", 5);
	refuses_list(b, NOTES "Abc\n---\n", "rule-list-line", 5);
	refuses_list(b,
	    NOTES "Abc\nD\xe9"
		  "f\n",
	    "rule-list-utf8", 5);
}

TEST(takes_a_list_without_its_exceptions)
{
	struct book *b = *state;

	put(b, "no/list.txt", NOTES "# more\n\nAbc\tsted\r\nDef\n");
	loads(b, LIST);
	put(b, "no/list.except.txt", "Abc\n");
	refuses(b, LIST, "rule-example", "group/one\tmatch\t1", 3);
}

TEST(uses_parts_in_parts_and_leaves_braces_of_patterns)
{
	struct book *b = *state;

	loads(b, "v: 1\nparts:\n  - {name: b, pattern: 'b|x'}\n"
		 "  - {name: bc, pattern: '{b}c'}\nrules:\n" RULE
		 "    pattern: 'abc {bc}{1,2}\\p{Zs}?(?!\\x{41})'\n"
		 "    match: ['se «abc bcxc »her', 'se «abc xc »her']\n"
		 "    no-match: ['se abc b', 'se abc bcA']\n");
}

TEST(defines_the_parts_that_a_pattern_calls)
{
	struct book *b = *state;

	loads(b, "v: 1\nparts:\n  - {name: no, pattern: 'Da|Ja'}\n"
		 "  - {name: not, pattern: '(?!(?&no)\\b)'}\nrules:\n" RULE
		 "    pattern: 'abc(?: {not}\\w+){2}'\n"
		 "    match: ['se «abc Dal Jan» her']\n"
		 "    no-match: ['se abc Dal Ja', 'se abc Da Dal']\n");
}

TEST(takes_relations_as_values)
{
	struct book *b = *state;
	size_t i, found = 0;

	loads(b, HEAD RULE "    pattern: 'abc (?<who>(?:sjef|min far)|søster)?'\n"
			   "    match: ['se «abc »her', 'se «abc sjef»']\n"
			   "    no-match: ['se her']\n");
	for (i = 0; i < rulebook_values(b->book); i++)
		found += bytes_are(rulebook_value(b->book, (uint32_t)i), "sjef") ||
		         bytes_are(rulebook_value(b->book, (uint32_t)i), "min far") ||
		         bytes_are(rulebook_value(b->book, (uint32_t)i), "søster");
	assert_int_equal(found, 3);
}

TEST(gives_one_digest_for_the_same_files)
{
	struct book *b = *state;
	char first[65];

	put(b, "no/README", "not ours\n");
	loads(b, HEAD RULE "    pattern: abc\n" EXAMPLES);
	assert_int_equal(strlen(rulebook_digest(b->book)), 64);
	strcpy(first, rulebook_digest(b->book));
	put(b, "no/README", "still not\n");
	loads(b, HEAD RULE "    pattern: abc\n" EXAMPLES);
	assert_string_equal(rulebook_digest(b->book), first);
	put(b, "no/words.txt", NOTES "per\n");
	loads(b, HEAD RULE "    pattern: abc\n" EXAMPLES);
	assert_string_not_equal(rulebook_digest(b->book), first);
	assert_true(lexicon_has(rulebook_words(b->book), bytes_of("Per")));
}

TEST(refuses_a_document_on_which_a_pattern_runs_without_end)
{
	struct book *b = *state;
	struct arena *a = arena_new();
	struct finder finder = { 0 };
	struct spans spans = { 0 };
	struct fail f = { 0 };

	loads(b,
	    HEAD RULE "    pattern: 'abc (?:(?:a|a)+)+(?:b|(?![ac]))'\n"
		      "    match: ['se «abc aab» her']\n    no-match: ['se her']\n");
	finder.rulebook = b->book;
	assert_int_equal(finder_find(&finder, memory_new(a),
			     bytes_of("se abc aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"),
			     0, 0, true, a, &spans, &f),
	    -1);
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_string_equal(f.what, "rule-limit");
	assert_string_equal(f.args, "group/one");
	arena_free(a);
}

TEST(reads_a_study_folder_beside_the_shipped_one)
{
	struct book *b = *state, *study;
	void *other;

	open_folder(&other);
	study = other;
	put(study, "no/group.yaml", HEAD RULE "    pattern: abc\n" EXAMPLES);
	put(b, "no/group.yaml", "v: 1\nrules: []\n");
	b->book = rulebook_load(b->folder, study->folder, b->arena, &b->fail);
	assert_non_null(b->book);
	assert_int_equal(rulebook_count(b->book), RULES_OWN + 1);
	close_folder(&other);
}

#define IN(test) cmocka_unit_test_setup_teardown(test, open_folder, close_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN(loads_a_rule_with_what_it_says),
		IN(refuses_a_rule_without_both_kinds_of_example),
		IN(a_check_tells_every_example_that_fails_and_what_was_found),
		IN(examples_and_place_of_a_rule_can_be_asked),
		IN(refuses_a_rule_whose_examples_fail),
		IN(says_where_a_pattern_is_wrong),
		IN(refuses_what_it_does_not_know),
		IN(refuses_a_rule_that_contradicts_itself),
		IN(refuses_a_list_that_is_not_well_formed),
		IN(takes_a_list_without_its_exceptions),
		IN(uses_parts_in_parts_and_leaves_braces_of_patterns),
		IN(defines_the_parts_that_a_pattern_calls),
		IN(takes_relations_as_values),
		IN(gives_one_digest_for_the_same_files),
		IN(refuses_a_document_on_which_a_pattern_runs_without_end),
		IN(reads_a_study_folder_beside_the_shipped_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
