#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "find/book.h"
#include "find/finder.h"
#include "text/utf8.h"

/*
 * Any text: spans stand in the utterance, between characters, never in a marker;
 * the same text gives the same spans; no limit is met. The first byte says how much
 * of the text is the end of the utterance before.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char yaml[] =
    "v: 1\nrules:\n"
    "  - {name: given, category: PER, why: w, list: given.txt, compound: true,"
    " score: 80, sure: 90, proves: true, match: ['se «Kari» der'], no-match: [x]}\n"
    "  - {name: any, category: ID, why: w, list: any.txt, case: any, score: 60,"
    " match: ['se «null»'], no-match: [x]}\n"
    "  - {name: heter, category: PER, why: w, begins: word, words: [heter],"
    " pattern: 'heter (?<x>\\p{Lu}\\p{Ll}*)', score: 90, proves: true,"
    " match: ['heter «Xylo»'], no-match: [x]}\n"
    "  - {name: digits, category: PHONE, why: w, begins: digit, check: phone,"
    " pattern: '[+(]*\\d[\\d ]{3,11}\\d', near: [ring], score: 40, sure: 90,"
    " match: ['«12 34 56 78»'], no-match: [x]}\n"
    "  - {name: day, category: DATE, why: w, begins: digit, check: date,"
    " pattern: '\\d+\\. ?\\w+(?: \\d+)?', score: 40, sure: 90, match: ['«5. mai»'],"
    " no-match: [x]}\n"
    "  - {name: fnr, category: FNR, why: w, begins: digit, check: fnr,"
    " pattern: '\\d{6} ?\\d{5}', score: 70, sure: 90, match: ['«010139 50187»'],"
    " no-match: [x]}\n"
    "  - {name: mail, category: EMAIL, why: w, begins: at,"
    " pattern: '[\\w.]+@[\\w.]+', score: 90, match: ['«a@b»'], no-match: [x]}\n"
    "  - {name: plate, category: PLATE, why: w, begins: capital,"
    " pattern: '\\p{Lu}{2} ?\\d+', score: 90, match: ['«AB 1»'], no-match: [x]}\n"
    "  - {name: every, category: SPECIAL, why: w, begins: any,"
    " pattern: '(?:a+ ?)+!', score: 40, match: ['«aa aa!»'], no-match: [x]}\n";

#define NOTES "# source: x\n# date: x\n# licence: x\n"

struct world {
	struct arena *run;
	struct rulebook *book;
	struct finder finder;
};

static bool
is_marker(const void *ctx, struct bytes inside)
{
	(void)ctx;
	return inside.len < 8;
}

static struct world *
open_world(void)
{
	static struct world w;
	const struct source sources[] = {
		{ .name = "no/x.yaml", .path = "x", .language = "no" },
		{ .name = "no/given.txt",
		    .path = "x",
		    .bytes = bytes_of(NOTES "Kari\nAnne Grete\nNordli\nÅse\n") },
		{ .name = "no/any.txt",
		    .path = "x",
		    .bytes = bytes_of(NOTES "null\na a\n") },
	};
	struct lexicon_entry e = { .value = 1, .flags = LEXICON_PREFIX };
	struct lexicon *people;
	struct near *near;
	struct fail f = { 0 };
	size_t i;

	if (w.run != NULL)
		return &w;
	w.run = arena_new();
	w.book = book_new(w.run);
	for (i = 0; i < sizeof sources / sizeof *sources; i++)
		book_source(w.book, sources[i]);
	w.book->sources[0].bytes = bytes_of(yaml);
	if (book_add_yaml(w.book, 0, &f) == -1)
		die("%s %s line %u", f.what, f.args, (unsigned)f.line);
	book_index(w.book);
	if (book_run_examples(w.book, NULL, NULL, &f) == -1)
		die("%s %s line %u", f.what, f.args, (unsigned)f.line);
	people = lexicon_new(w.run);
	near = near_new(w.run);
	lexicon_add(people, bytes_of("Haugmo"), e);
	near_add(near, bytes_of("Haugmo"), 1);
	e = (struct lexicon_entry){ .value = 2, .flags = LEXICON_WORD };
	lexicon_add(people, bytes_of("Dag"), e);
	w.finder = (struct finder){
		.rulebook = w.book, .people = people, .near = near, .opaque = is_marker
	};
	return &w;
}

static bool
between_characters(struct bytes text, size_t at)
{
	return at == text.len || (text.at[at] & 0xc0) != 0x80;
}

static void
check_span(struct bytes text, size_t carry, const struct span *s)
{
	if (s->from < carry || s->from >= s->to || s->to > text.len)
		die("[%u, %u) of %zu", (unsigned)s->from, (unsigned)s->to, text.len);
	if (!between_characters(text, s->from) || !between_characters(text, s->to))
		die("inside a character");
	if (s->score < 1 || s->score > 100 || s->category >= CATEGORIES)
		die("no score or category");
	if (s->category == CATEGORY_PER && s->rule != RULE_ROSTER &&
	    s->rule != RULE_NEAR && s->entity == 0)
		die("a name without a number");
}

static struct spans
find(const struct world *w, struct memory *m, struct bytes text, size_t carry,
    struct arena *a)
{
	struct spans spans = { 0 };
	struct fail f = { 0 };
	size_t i;

	if (finder_find(&w->finder, m, text, carry, 0, true, a, &spans, &f) == -1 &&
	    strcmp(f.what, "rule-limit") != 0)
		die("%s", f.what);
	for (i = 0; i < spans.len; i++)
		check_span(text, carry, &spans.at[i]);
	spans_sort(&spans);
	return spans;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct world *w = open_world();
	struct arena *document, *a;
	struct bytes text;
	struct memory *m;
	struct spans one, two;
	size_t carry;

	if (size < 2)
		return 0;
	text = (struct bytes){ data + 1, size - 1 };
	text.len = utf8_valid(text);
	carry = data[0] % 16 < text.len ? data[0] % 16 : 0;
	while (!between_characters(text, carry))
		carry--;
	document = arena_new();
	a = arena_new();
	m = memory_new(document);
	find(w, m, text, carry, a);
	memory_close_learning(m);
	one = find(w, m, text, carry, a);
	two = find(w, m, text, carry, a);
	if (one.len != two.len ||
	    (one.len > 0 && memcmp(one.at, two.at, one.len * sizeof *one.at) != 0))
		die("two reads differ");
	arena_free(a);
	arena_free(document);
	return 0;
}
