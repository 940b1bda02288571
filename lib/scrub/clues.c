#include "scrub/clues.h"

#include "base/arena.h"
#include "find/rulebook.h"

/* What a category tells where its rule says nothing; a doubt tells one less. */
static const struct {
	enum clue kind;
	uint8_t weight;
} by_category[CATEGORIES] = {
	[CATEGORY_LOC] = { CLUE_PLACE, 2 },
	[CATEGORY_ADDRESS] = { CLUE_PLACE, 2 },
	[CATEGORY_POSTCODE] = { CLUE_PLACE, 1 },
	[CATEGORY_ORG] = { CLUE_WORKPLACE, 1 },
	[CATEGORY_DATE] = { CLUE_TIME, 1 },
	[CATEGORY_AGE] = { CLUE_TIME, 1 },
	[CATEGORY_TITLE] = { CLUE_JOB, 3 },
	[CATEGORY_SPECIAL] = { CLUE_BELONGING, 2 },
};

enum { DOUBT = 50 };

/* A span as a clue. */
struct told {
	const struct span *span;
	enum clue kind;
	uint8_t weight;
	bool only;   /* a rule's word, not a category's */
	bool silent; /* another speaks for it */
};

static struct told
told_by(const struct rulebook *b, const struct span *s)
{
	const struct rule *r = rulebook_rule(b, s->rule);
	struct told t = { s, by_category[s->category].kind,
		by_category[s->category].weight, r->only_clue, false };

	if (r->clue != CLUE_NONE) {
		t.kind = (enum clue)r->clue;
		t.weight = r->weight;
	} else if (t.weight > 1 && s->score < DOUBT) {
		t.weight--;
	}
	return t;
}

static bool
covers(const struct told *outer, const struct told *inner)
{
	return outer->span->from <= inner->span->from &&
	       outer->span->to >= inner->span->to;
}

/* Another clue speaks for this one: a rule of its kind, or the name of a workplace
 * that holds the name of its place. */
static bool
is_spoken_for(const struct told *t, const struct told *all, size_t len)
{
	size_t i;

	for (i = 0; !t->only && i < len; i++) {
		if (&all[i] == t || !covers(&all[i], t))
			continue;
		if (all[i].only && all[i].kind == t->kind)
			return true;
		if (t->kind == CLUE_PLACE && all[i].kind == CLUE_WORKPLACE &&
		    !all[i].only)
			return true;
	}
	return false;
}

/* What speaks for itself, in front. Returns how many. */
static size_t
keep_speaking(struct told *all, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		all[i].silent = all[i].weight == 0 || is_spoken_for(&all[i], all, len);
	for (i = 0; i < len; i++)
		if (!all[i].silent)
			all[n++] = all[i];
	return n;
}

/* The same stretch, seen by another rule as more of the same kind. */
static bool
is_same(const struct told *t, const struct told *all, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (&all[i] != t && all[i].kind == t->kind &&
		    all[i].span->from < t->span->to &&
		    t->span->from < all[i].span->to &&
		    (all[i].weight > t->weight ||
			(all[i].weight == t->weight && &all[i] < t)))
			return true;
	return false;
}

static void
add_rule(struct clues *c, uint32_t rule)
{
	size_t i;

	for (i = 0; i < c->rules; i++)
		if (c->rule[i] == rule)
			return;
	if (c->rules < RECORD_RULES)
		c->rule[c->rules++] = rule;
}

static void
weigh(struct clues *c, const struct told *t)
{
	const enum clue k = t->kind;

	if (t->weight > c->weight[k]) {
		if (c->heaviest[k] != t->span->rule)
			c->second[k] = c->weight[k];
		c->weight[k] = t->weight;
		c->heaviest[k] = t->span->rule;
	} else if (c->heaviest[k] != t->span->rule && t->weight > c->second[k]) {
		c->second[k] = t->weight;
	}
}

void
clues_add(struct clues *c, const struct rulebook *b, const struct spans *spans,
    struct arena *a)
{
	struct told *told = arena_get(a, spans->len, sizeof *told);
	size_t i, n = 0;

	for (i = 0; i < spans->len; i++) {
		told[n] = told_by(b, &spans->at[i]);
		n += told[n].kind != CLUE_NONE;
	}
	n = keep_speaking(told, n);
	for (i = 0; i < n; i++) {
		if (!is_same(&told[i], told, n))
			weigh(c, &told[i]);
		if (told[i].kind != CLUE_CLIENT)
			add_rule(c, told[i].span->rule);
	}
}

void
clues_add_client(struct clues *c)
{
	c->weight[CLUE_CLIENT] = 1;
}

static bool
points_alone(const struct clues *c)
{
	uint32_t kind;

	for (kind = CLUE_NONE + 1; kind < CLUE_CLIENT; kind++)
		if (kind != CLUE_PLACE &&
		    c->weight[kind] + c->second[kind] >= CLUES_POINT_ALONE)
			return true;
	return false;
}

/* What secrecy covers: institution, time, unusual diagnosis or event. */
static bool
tells_of_client(const struct clues *c)
{
	return c->weight[CLUE_CLIENT] > 0 &&
	       (c->weight[CLUE_WORKPLACE] > 0 || c->weight[CLUE_TIME] > 0 ||
		   c->weight[CLUE_HEALTH] >= CLUES_UNUSUAL ||
		   c->weight[CLUE_EVENT] >= CLUES_UNUSUAL);
}

bool
clues_point(const struct clues *c, bool professional, struct record_clues *out)
{
	uint32_t kind;
	size_t i;

	*out = (struct record_clues){ .rules = (uint32_t)c->rules };
	for (i = 0; i < c->rules; i++)
		out->rule[i] = c->rule[i];
	for (kind = CLUE_NONE + 1; kind < CLUE_CLIENT; kind++) {
		if (c->weight[kind] == 0)
			continue;
		out->kinds |= UINT32_C(1) << kind;
		out->count++;
		out->weight += c->weight[kind];
	}
	return (out->count >= 2 && out->weight >= CLUES_POINT) || points_alone(c) ||
	       (professional && tells_of_client(c));
}

static int
most_first(uint64_t a, uint64_t b)
{
	return (a < b) - (a > b);
}

int
clues_compare(const struct record_clues *a, const struct record_clues *b)
{
	if (a->count != b->count)
		return most_first(a->count, b->count);
	if (a->weight != b->weight)
		return most_first(a->weight, b->weight);
	return a->line != b->line ? -most_first(a->line, b->line)
	                          : -most_first(a->turn, b->turn);
}
