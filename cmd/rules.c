#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/setup.h"
#include "cmd/ui.h"
#include "find/rulebook.h"

static const struct option options[] = {
	{ "list", OPTION_FLAG, NULL, "list every rule: id, category, why" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

static void
list(const struct rulebook *book)
{
	const struct rule *r;
	size_t i;

	for (i = 0; i < rulebook_count(book); i++) {
		r = rulebook_rule(book, i);
		printf("%-28s %-9s %s\n", r->id, category_name(r->category), r->why);
	}
}

/* A failing example is the failure here. */
static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *study = session_find(".", inv->arena);
	struct rulebook *book;
	struct setup setup;
	uint64_t examples = 0;
	size_t i;

	if (inv->operands > 1 ||
	    (inv->operands == 1 && strcmp(inv->operand[0], "check") != 0))
		return fail_with(
		    f, FAIL_USAGE, "operand-choice", "%s\t%s", "rules", "check");
	if (setup_load(&setup, NULL, study, inv->arena, f) == -1)
		return -1;
	book = setup.rulebook;
	if (rulebook_check(book, f) == -1)
		return -1;
	if (option_given(inv, "list"))
		list(book);
	for (i = 0; i < rulebook_count(book); i++)
		examples += rulebook_rule(book, i)->examples;
	tell("rules-done", "%zu\t%llu\t%s", rulebook_count(book),
	    (unsigned long long)examples, rulebook_digest(book));
	return 0;
}

const struct command command_rules = {
	.name = "rules",
	.operands = "[check]",
	.summary = "run every example of every rule",
	.example = "taus rules check",
	.options = options,
	.acquire = acquire,
};
