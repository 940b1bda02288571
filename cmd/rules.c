#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "base/nearest.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/session.h"
#include "cmd/setup.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "scrub/policy.h"
#include "text/utf8.h"

static const struct option options[] = {
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* A run of one of the three words. */
struct asking {
	struct invocation *inv;
	struct rulebook *book;
	uint64_t failed; /* examples */
};

/* The rules of taus and, inside a study, its own; the policies are read too, so that
 * a broken one does not wait for the first document. */
static int
load(struct asking *ask, rulebook_failing *failing, struct fail *f)
{
	struct arena *a = ask->inv->arena;
	const char *rules = setup_rules_dir(a, f), *study = session_find(".", a);
	const char *own_rules = NULL, *own_policy = NULL;
	struct policy *policy;

	if (rules == NULL)
		return -1;
	if (study != NULL) {
		own_rules = path_join(a, study, "rules");
		own_policy = path_join(a, study, "policy.yaml");
	}
	if (policy_load(path_join(a, rules, "policy.yaml"),
		own_policy && file_exists(own_policy) ? own_policy : NULL, a, &policy,
		f) == -1)
		return -1;
	ask->book = rulebook_check(rules,
	    own_rules && file_is_dir(own_rules) ? own_rules : NULL, failing, ask, a, f);
	return ask->book != NULL ? 0 : -1;
}

static size_t
characters(struct bytes text, size_t to)
{
	size_t i, len, n = 0;

	for (i = 0; i < to; i += len, n++)
		utf8_next(bytes_cut(text, i, text.len), &len);
	return n;
}

/* "6-14, 20-22" in characters from 1; "-" none. */
static const char *
columns(struct bytes text, const struct spans *s, struct arena *a)
{
	const char *list = "-";
	size_t i;

	for (i = 0; i < s->len; i++)
		list = arena_printf(a, "%s%s%zu-%zu", i ? list : "", i ? ", " : "",
		    characters(text, s->at[i].from) + 1, characters(text, s->at[i].to));
	return list;
}

static void
failing_json(const struct rule_failing *r, const char *want, const char *said)
{
	struct buf line = { 0 };
	struct json j = jsonl_open(&line);

	jsonl_text(&j, "example", bytes_of(r->match ? "match" : "no-match"));
	jsonl_text(&j, "file", bytes_of(r->path));
	jsonl_text(&j, "found", bytes_of(said));
	jsonl_number(&j, "line", r->line);
	jsonl_bool(&j, "marks", r->sound);
	jsonl_number(&j, "number", r->number);
	jsonl_text(&j, "rule", bytes_of(r->id));
	jsonl_number(&j, "v", 1);
	jsonl_text(&j, "want", bytes_of(want));
	jsonl_close(&j);
	buf_byte(&line, '\n');
	ui_print(buf_bytes(&line));
	buf_free(&line);
}

static void
tell_failing(void *with, const struct rule_failing *r)
{
	struct asking *ask = with;
	struct arena *a = ask->inv->arena;
	const char *want = columns(r->text, r->want, a);
	const char *said = columns(r->text, r->said, a);

	ask->failed++;
	if (option_given(ask->inv, "json"))
		failing_json(r, want, said);
	else
		tell(r->sound ? "rules-failing" : "rules-marks",
		    "%s:%llu\t%s\t%s\t%u\t%s\t%s", r->path, (unsigned long long)r->line,
		    r->id, r->match ? "match" : "no-match", (unsigned)r->number, want,
		    said);
}

static void
tell_nothing(void *with, const struct rule_failing *r)
{
	(void)with;
	(void)r;
}

static int
check(struct asking *ask, struct fail *f)
{
	uint64_t examples = 0;
	size_t i;

	if (load(ask, tell_failing, f) == -1)
		return -1;
	for (i = 0; i < rulebook_count(ask->book); i++)
		examples += rulebook_rule(ask->book, i)->examples;
	if (ask->failed > 0)
		ask->inv->status = FAIL_OPEN;
	if (option_given(ask->inv, "json"))
		return 0;
	if (ask->failed > 0)
		tell("rules-failed", "%zu\t%llu\t%llu", rulebook_count(ask->book),
		    (unsigned long long)examples, (unsigned long long)ask->failed);
	else
		tell("rules-done", "%zu\t%llu\t%s", rulebook_count(ask->book),
		    (unsigned long long)examples, rulebook_digest(ask->book));
	return 0;
}

static void
rule_json(const struct rule *r)
{
	struct buf line = { 0 };
	struct json j = jsonl_open(&line);

	jsonl_text(&j, "category", bytes_of(category_name(r->category)));
	jsonl_number(&j, "examples", r->examples);
	jsonl_text(&j, "id", bytes_of(r->id));
	jsonl_text(&j, "language", bytes_of(r->language));
	jsonl_number(&j, "score", r->score);
	jsonl_number(&j, "sure", r->sure);
	jsonl_number(&j, "v", 1);
	jsonl_text(&j, "why", bytes_of(r->why));
	jsonl_close(&j);
	buf_byte(&line, '\n');
	ui_print(buf_bytes(&line));
	buf_free(&line);
}

static int
list(struct asking *ask, struct fail *f)
{
	const struct rule *r;
	size_t i;

	if (load(ask, tell_nothing, f) == -1)
		return -1;
	for (i = 0; i < rulebook_count(ask->book); i++) {
		r = rulebook_rule(ask->book, i);
		if (option_given(ask->inv, "json"))
			rule_json(r);
		else
			printf("%-28s %-9s %3u  %s\n", r->id,
			    r->only_clue ? "clue" : category_name(r->category),
			    (unsigned)r->score, ui_why(r));
	}
	return 0;
}

/* The number of the rule; -1 and the nearest id. */
static int
find_rule(const struct asking *ask, const char *id, uint32_t *rule, struct fail *f)
{
	const size_t count = rulebook_count(ask->book);
	const char **ids = arena_get(ask->inv->arena, count + 1, sizeof *ids), *near;

	for (*rule = 0; *rule < count; ++*rule) {
		ids[*rule] = rulebook_rule(ask->book, *rule)->id;
		if (strcmp(ids[*rule], id) == 0)
			return 0;
	}
	near = nearest_word(id, ids);
	return fail_with(f, FAIL_USAGE, near ? "rules-unknown" : "rules-stranger",
	    "%s\t%s", id, near ? near : "");
}

static void
tell_rule(const struct asking *ask, uint32_t rule)
{
	const struct rule *r = rulebook_rule(ask->book, rule);
	struct rule_example e;
	const char *path;
	uint64_t line;
	uint32_t i;

	rulebook_place(ask->book, rule, ask->inv->arena, &path, &line);
	printf("%s %s\n", r->id, category_name(r->category));
	printf("  %s\n", ui_why(r));
	tell(r->sure > r->score ? "rules-score-sure" : "rules-score", "%u\t%u",
	    (unsigned)r->score, (unsigned)r->sure);
	if (r->proves)
		tell("rules-proves", "%s", "");
	if (line > 0)
		tell("rules-place", "%s:%llu", path, (unsigned long long)line);
	else
		tell("rules-built-in", "%s", "");
	for (i = 0; rulebook_example(ask->book, rule, i, &e); i++)
		printf("  %-8s %u  %.*s\n", e.match ? "match" : "no-match",
		    (unsigned)e.number, (int)e.text.len, (const char *)e.text.at);
}

static int
explain(struct asking *ask, const char *id, struct fail *f)
{
	uint32_t rule;

	if (load(ask, tell_nothing, f) == -1 || find_rule(ask, id, &rule, f) == -1)
		return -1;
	if (option_given(ask->inv, "json"))
		rule_json(rulebook_rule(ask->book, rule));
	else
		tell_rule(ask, rule);
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct asking ask = { .inv = inv };
	const char *word = inv->operands > 0 ? inv->operand[0] : "";
	int rc;

	if (inv->operands == 0)
		rc = list(&ask, f);
	else if (inv->operands == 1 && strcmp(word, "check") == 0)
		rc = check(&ask, f);
	else if (inv->operands == 2 && strcmp(word, "explain") == 0)
		rc = explain(&ask, inv->operand[1], f);
	else
		return fail_with(f, FAIL_USAGE, "operand-choice", "%s\t%s", "rules",
		    "check, explain ID");
	rulebook_close(ask.book);
	if (rc == 0 && fflush(stdout) == EOF)
		return fail_errno(f, "output-write", NULL);
	return rc;
}

const struct command command_rules = {
	.name = "rules",
	.operands = "[check | explain ID]",
	.summary = "cmd-rules",
	.example = "taus rules check",
	.options = options,
	.reads_only = true,
	.acquire = acquire,
};
