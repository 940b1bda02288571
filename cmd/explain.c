#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "scrub/decide.h"
#include "scrub/policy.h"

static const struct option options[] = {
	TRANSCRIPTS_OPTIONS,
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

enum { LINE_DIGITS = 15 };

/* What came of a stretch: its name in JSON; how it is told, and with a rule or not. */
static const struct {
	const char *name, *message;
	bool rule, policy;
} fates[FATES] = {
	[FATE_NAMED] = { "changed", "explain-changed", true, false },
	[FATE_OUTVOTED] = { "outvoted", "explain-outvoted", false, false },
	[FATE_POLICY] = { "kept-by-policy", "explain-kept", true, true },
	[FATE_DECISION] = { "kept-by-decision", "explain-kept-decided", true, false },
	[FATE_CODE] = { "code", "explain-code", false, false },
	[FATE_LABEL] = { "label", "explain-label", true, false },
	[FATE_INITIALS] = { "not-initials", "explain-initials", false, false },
	[FATE_STAYS] = { "name-that-stays", "explain-stays", false, false },
	[FATE_MARKER] = { "marker", "explain-marker", false, false },
};

/* What a change rests on: its name in JSON, and how it is told. */
static const struct {
	const char *name, *message;
} bases[BASES] = {
	[BASIS_POLICY] = { "policy", "explain-policy" },
	[BASIS_PERSON] = { "person", "explain-person" },
	[BASIS_UNSURE] = { "unsure", "explain-unsure" },
	[BASIS_WHO] = { "who", "explain-who" },
	[BASIS_DECISION] = { "decision", "explain-decision" },
	[BASIS_STALE] = { "stale", "explain-stale" },
	[BASIS_LABEL] = { "label", "explain-by-label" },
};

/* FILE:LINE at its last colon, so that a name may have one too. */
static int
read_operand(struct invocation *inv, const char **file, uint64_t *line, struct fail *f)
{
	const char *operand = inv->operands == 1 ? inv->operand[0] : "";
	const char *colon = strrchr(operand, ':'), *c;

	if (colon == NULL || colon == operand)
		return fail(f, FAIL_USAGE, "explain-operand");
	*line = 0;
	for (c = colon + 1; isdigit((unsigned char)*c) && c - colon <= LINE_DIGITS; c++)
		*line = *line * 10 + (uint64_t)(*c - '0');
	if (*c != '\0' || *line == 0)
		return fail(f, FAIL_USAGE, "explain-operand");
	*file = arena_printf(inv->arena, "%.*s", (int)(colon - operand), operand);
	return 0;
}

/* A transcript of the study, or the name of a meeting; other files are read as survey
 * reads them. */
static bool
is_of_study(struct invocation *inv, const char *file)
{
	const char *study = session_find(".", inv->arena), *raw;

	if (study == NULL || option_given(inv, "roster") || strcmp(file, "-") == 0)
		return false;
	raw = path_join(inv->arena, study, "private/raw");
	return !file_exists(file) || file_same(path_dir(inv->arena, file), raw);
}

static int
choose_meeting(struct invocation *inv, const char *file, struct fail *f)
{
	struct document *d;
	size_t i;

	for (i = 0; i < inv->documents; i++) {
		d = &inv->document[i];
		if (strcmp(d->name, file) != 0 && !file_same(d->path, file))
			continue;
		inv->document = d;
		inv->documents = 1;
		return 0;
	}
	return fail(f, FAIL_USAGE, "explain-stranger");
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *file = "";
	uint64_t line = 0;

	if (read_operand(inv, &file, &line, f) == -1)
		return -1;
	if (is_of_study(inv, file)) {
		if (transcripts_of_study(inv, f) == -1 ||
		    choose_meeting(inv, file, f) == -1)
			return -1;
	} else {
		inv->operand[0] = file;
		if (transcripts_of_operands(inv, f) == -1)
			return -1;
	}
	transcripts_of(inv)->explain = line;
	return 0;
}

static const char *
columns_of(const struct record_finding *r, char *text, size_t size)
{
	if (r->line != r->line_last)
		snprintf(text, size, "%llu:%llu-%llu:%llu", (unsigned long long)r->line,
		    (unsigned long long)r->column, (unsigned long long)r->line_last,
		    (unsigned long long)r->column_last);
	else if (r->column == r->column_last)
		snprintf(text, size, "%llu", (unsigned long long)r->column);
	else
		snprintf(text, size, "%llu-%llu", (unsigned long long)r->column,
		    (unsigned long long)r->column_last);
	return text;
}

static void
tell_basis(const struct transcripts *t, const struct found *found,
    const struct record_finding *r)
{
	tell(bases[r->basis].message, "%s\t%s",
	    policy_at(t->setup.policy, r->policy)->name,
	    treatment_name((enum treatment)found->last.action));
}

/* A rule that only counts as a clue says nothing of a category. */
static const char *
what_of(const struct rule *rule, const struct record_finding *r)
{
	return rule->only_clue ? "clue" : category_name((enum category)r->category);
}

/* What stays for the same reason as the finding before, in the same place. */
static bool
is_another(const struct found *found, const struct record_finding *r)
{
	const struct record_finding *before = &found->finding;

	return found->findings > 0 && fates[r->fate].rule && r->fate != FATE_NAMED &&
	       before->fate == r->fate && before->start == r->start &&
	       before->end == r->end && before->category == r->category;
}

static void
tell_finding(const struct transcripts *t, const struct found *found,
    const struct record_finding *r)
{
	const struct rule *rule = rulebook_rule(t->setup.rulebook, r->rule);
	char columns[96];

	if (is_another(found, r)) {
		tell("explain-also", "%s\t%u", rule->id, (unsigned)r->score);
		return;
	}
	tell(fates[r->fate].message, "%s\t%s\t%s\t%s\t%u",
	    columns_of(r, columns, sizeof columns), what_of(rule, r), found->last.code,
	    rule->id, (unsigned)r->score);
	if (fates[r->fate].rule)
		tell("explain-rule", "%s\t%u\t%s", rule->id, (unsigned)r->score,
		    ui_why(rule));
	if (fates[r->fate].rule && r->proved_line > 0)
		tell("explain-proved", "%s\t%llu",
		    rulebook_rule(t->setup.rulebook, r->proved_by)->id,
		    (unsigned long long)r->proved_line);
	if (fates[r->fate].policy)
		tell("explain-policy", "%s\t%s",
		    policy_at(t->setup.policy, r->policy)->name,
		    treatment_name(TREAT_KEEP));
	if (r->fate == FATE_NAMED)
		tell_basis(t, found, r);
}

static void
finding_json(const struct transcripts *t, const struct document *d,
    const struct record_finding *r)
{
	const struct record_span *span = &((const struct found *)d->found)->last;
	const struct rule *rule = rulebook_rule(t->setup.rulebook, r->rule);
	const bool named = r->fate == FATE_NAMED, ruled = r->score > 0;
	struct buf line = { 0 };
	struct json j = jsonl_open(&line);

	if (named) {
		jsonl_text(
		    &j, "action", bytes_of(action_name((enum treatment)span->action)));
		jsonl_text(&j, "basis", bytes_of(bases[r->basis].name));
	}
	if (ruled)
		jsonl_text(&j, "category", bytes_of(what_of(rule, r)));
	if (named)
		jsonl_text(&j, "code", bytes_of(span->code));
	jsonl_number(&j, "column", r->column);
	jsonl_number(&j, "column_last", r->column_last);
	jsonl_number(&j, "end", r->end);
	jsonl_text(&j, "fate", bytes_of(fates[r->fate].name));
	if (!t->in_study)
		jsonl_text(&j, "file", bytes_of(d->name));
	jsonl_number(&j, "line", r->line);
	jsonl_number(&j, "line_last", r->line_last);
	if (t->in_study)
		jsonl_text(&j, "meeting", bytes_of(d->name));
	if (ruled)
		jsonl_text(&j, "policy",
		    bytes_of(policy_at(t->setup.policy, r->policy)->name));
	if (r->proved_line > 0) {
		jsonl_text(&j, "proved_by",
		    bytes_of(rulebook_rule(t->setup.rulebook, r->proved_by)->id));
		jsonl_number(&j, "proved_line", r->proved_line);
	}
	if (ruled) {
		jsonl_text(&j, "rule", bytes_of(rule->id));
		jsonl_number(&j, "score", r->score);
	}
	jsonl_number(&j, "start", r->start);
	jsonl_number(&j, "v", 1);
	if (ruled)
		jsonl_text(&j, "why", bytes_of(rule->why));
	jsonl_close(&j);
	buf_byte(&line, '\n');
	ui_print(buf_bytes(&line));
	buf_free(&line);
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	const struct record_finding *r = record;
	struct found *found;

	if (transcripts_take(inv, d, kind, record, len, f) == -1)
		return -1;
	found = d->found;
	if (kind == RECORD_SPAN)
		memcpy(&found->last, record, sizeof found->last);
	if (kind != RECORD_FINDING)
		return 0;
	if (option_given(inv, "json"))
		finding_json(t, d, r);
	else {
		if (found->findings == 0)
			tell("explain-line", "%s\t%llu", d->name,
			    (unsigned long long)t->explain);
		tell_finding(t, found, r);
	}
	found->finding = *r;
	found->findings++;
	found->changes += r->fate == FATE_NAMED;
	return 0;
}

static int
finish(struct invocation *inv, struct document *d, struct fail *f)
{
	const struct transcripts *t = transcripts_of(inv);
	const struct found *found = d->found;

	if (t->explain > found->done.lines)
		return fail_with(f, FAIL_USAGE, "explain-no-line", "%llu",
		    (unsigned long long)found->done.lines);
	if (option_given(inv, "json"))
		return 0;
	if (found->findings == 0)
		tell("explain-nothing", "%s\t%llu\t%zu", d->name,
		    (unsigned long long)t->explain, rulebook_count(t->setup.rulebook));
	else if (found->changes == 0)
		tell("explain-unchanged", "%s", "");
	return 0;
}

static int
conclude(struct invocation *inv, struct fail *f)
{
	(void)inv;
	return fflush(stdout) == EOF ? fail_errno(f, "output-write", NULL) : 0;
}

const struct command command_explain = {
	.name = "explain",
	.operands = "FILE:LINE",
	.summary = "cmd-explain",
	.example = "taus explain M01-1:12",
	.options = options,
	.reads_only = true,
	.acquire = acquire,
	.process = transcripts_process,
	.take = take,
	.finish = finish,
	.conclude = conclude,
};
