#include "cmd/clue_list.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd/ui.h"
#include "find/clue.h"
#include "find/rulebook.h"
#include "scrub/clues.h"

enum { PLACES_TOLD = 50 };

static int
by_clues(const void *a, const void *b)
{
	return clues_compare(a, b);
}

void
clue_list_sort(struct clue_list *l)
{
	if (l->len > 1)
		qsort(l->at, l->len, sizeof *l->at, by_clues);
	if (l->len > LIMIT_CLUES)
		l->len = LIMIT_CLUES;
}

void
clue_list_add(struct clue_list *l, const struct record_clues *r, struct arena *a)
{
	if (l->len == 2 * LIMIT_CLUES)
		clue_list_sort(l);
	l->at = arena_grow(a, l->at, l->len, &l->cap, sizeof *l->at);
	l->at[l->len++] = *r;
	l->all++;
}

static bool
has_kind(const struct record_clues *r, uint32_t kind)
{
	return (r->kinds & UINT32_C(1) << kind) != 0;
}

static void
names_json(const struct record_clues *r, const struct rulebook *book, struct buf *kinds,
    struct buf *rules)
{
	const char *between = "";
	uint32_t kind, i;

	for (kind = 0; kind < CLUES; kind++) {
		if (!has_kind(r, kind))
			continue;
		buf_printf(kinds, "%s\"%s\"", between, clue_name((enum clue)kind));
		between = ",";
	}
	for (i = 0; i < r->rules; i++)
		buf_printf(rules, "%s\"%s\"", i ? "," : "",
		    rulebook_rule(book, r->rule[i])->id);
}

static void
clue_json(const struct record_clues *r, const struct rulebook *book, const char *name,
    bool in_study, struct buf *to)
{
	struct buf kinds = { 0 }, rules = { 0 };
	struct json j = jsonl_open(to);

	buf_byte(&kinds, '[');
	buf_byte(&rules, '[');
	names_json(r, book, &kinds, &rules);
	buf_byte(&kinds, ']');
	buf_byte(&rules, ']');
	jsonl_raw(&j, "clues", buf_bytes(&kinds));
	if (!in_study)
		jsonl_text(&j, "file", bytes_of(name));
	jsonl_number(&j, "line", r->line);
	if (in_study)
		jsonl_text(&j, "meeting", bytes_of(name));
	jsonl_raw(&j, "rules", buf_bytes(&rules));
	jsonl_number(&j, "v", 1);
	jsonl_close(&j);
	buf_byte(to, '\n');
	buf_free(&kinds);
	buf_free(&rules);
}

void
clue_list_json(struct clue_list *l, const struct rulebook *book, const char *name,
    bool in_study, struct buf *to)
{
	size_t i;

	clue_list_sort(l);
	for (i = 0; i < l->len; i++)
		clue_json(&l->at[i], book, name, in_study, to);
}

/* Their names in the language of the messages. */
static const char *const kind_text[CLUES] = {
	[CLUE_JOB] = "clue-job",
	[CLUE_WORKPLACE] = "clue-workplace",
	[CLUE_EVENT] = "clue-event",
	[CLUE_FAMILY] = "clue-family",
	[CLUE_HEALTH] = "clue-health",
	[CLUE_TIME] = "clue-time",
	[CLUE_PLACE] = "clue-place",
	[CLUE_BELONGING] = "clue-belonging",
};

static void
place_tell(const struct record_clues *r, const struct rulebook *book)
{
	struct buf kinds = { 0 }, rules = { 0 };
	uint32_t kind, i;

	for (kind = 0; kind < CLUES; kind++)
		if (has_kind(r, kind))
			buf_printf(&kinds, "%s%s", kinds.len ? ", " : "",
			    ui_text(kind_text[kind]));
	for (i = 0; i < r->rules; i++)
		buf_printf(
		    &rules, "%s%s", i ? ", " : "", rulebook_rule(book, r->rule[i])->id);
	tell("clues-place", "%llu\t%.*s\t%.*s", (unsigned long long)r->line,
	    (int)kinds.len, (const char *)kinds.at, (int)rules.len,
	    (const char *)rules.at);
	buf_free(&kinds);
	buf_free(&rules);
}

void
clue_list_tell(struct clue_list *l, const struct rulebook *book)
{
	size_t i;

	if (l->all == 0)
		return;
	clue_list_sort(l);
	tell("clues-document", "%llu", (unsigned long long)l->all);
	for (i = 0; i < l->len && i < PLACES_TOLD; i++)
		place_tell(&l->at[i], book);
	if (l->all > i)
		tell("clues-more", "%llu", (unsigned long long)(l->all - i));
}
