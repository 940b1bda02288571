#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "find/book.h"

/*
 * Any bytes as a rule file, beside one list; what stands behind a NUL is taken as
 * that list. Rules that are known and have both kinds of example, or no rules and a
 * reason with its place.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add_source(struct rulebook *b, const char *name, struct bytes bytes)
{
	book_source(
	    b, (struct source){
		   .name = name, .path = name, .language = "no", .bytes = bytes });
}

static void
check_rules(const struct rulebook *b)
{
	const struct rule *r;
	size_t i;

	for (i = RULES_OWN; i < rulebook_count(b); i++) {
		r = rulebook_rule(b, i);
		if (strncmp(r->id, "fuzz/", 5) != 0 || r->examples < 2)
			die("rule %zu has no name or no examples", i);
		if (r->category >= CATEGORIES || r->score < 1 || r->sure > 100)
			die("rule %zu is out of range", i);
		rulebook_value(b, r->to);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char notes[] = "# source: x\n# date: x\n# licence: x\nAbc\tx\n";
	const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
	size_t yaml = nul ? (size_t)(nul - data) : size;
	struct arena *a = arena_new();
	struct rulebook *b = book_new(a);
	struct fail f = { 0 };

	add_source(b, "no/fuzz.yaml", (struct bytes){ data, yaml });
	if (nul != NULL)
		add_source(
		    b, "no/list.txt", (struct bytes){ nul + 1, size - yaml - 1 });
	else
		add_source(b, "no/list.txt", bytes_of(notes));
	if (book_add_yaml(b, 0, &f) == 0) {
		book_index(b);
		if (book_run_examples(b, NULL, NULL, &f) == 0)
			check_rules(b);
	}
	if (f.kind != FAIL_NONE && (f.what[0] == '\0' || f.path[0] == '\0'))
		die("refused without a reason or a place: %s", f.what);
	rulebook_close(b);
	arena_free(a);
	return 0;
}
