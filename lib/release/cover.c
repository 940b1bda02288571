#include "release/cover.h"

#include "base/arena.h"
#include "base/fail.h"

enum { STEPS = 20000 };

struct list {
	size_t *item; /* cheapest first */
	size_t count;
};

struct cover {
	struct arena *arena;
	size_t items;
	const uint64_t *cost;
	struct list *list;
	size_t lists, cap;

	/* the search */
	unsigned *in, *out; /* by item: taken, ruled out (how often) */
	unsigned *mark;     /* scratch of the bound */
	unsigned marks;
	bool *best;
	uint64_t best_cost;
	size_t steps;
};

struct cover *
cover_new(struct arena *a, size_t items, const uint64_t *cost)
{
	struct cover *c = arena_get(a, 1, sizeof(*c));

	c->arena = a;
	c->items = items;
	c->cost = cost;
	c->in = arena_get(a, items, sizeof(*c->in));
	c->out = arena_get(a, items, sizeof(*c->out));
	c->mark = arena_get(a, items, sizeof(*c->mark));
	return c;
}

/* Cheaper items before dearer, earlier before later. */
static bool
item_before(const struct cover *c, size_t x, size_t y)
{
	return c->cost[x] != c->cost[y] ? c->cost[x] < c->cost[y] : x < y;
}

void
cover_require(struct cover *c, const size_t *item, size_t count)
{
	struct list *l;

	if (count == 0)
		die("cover_require: nothing to take");
	c->list = arena_grow(c->arena, c->list, c->lists, &c->cap, sizeof(*c->list));
	l = &c->list[c->lists++];
	l->item = arena_get(c->arena, count, sizeof(*l->item));
	for (l->count = 0; l->count < count; l->count++) {
		size_t at = l->count;

		while (at > 0 && item_before(c, item[l->count], l->item[at - 1])) {
			l->item[at] = l->item[at - 1];
			at--;
		}
		l->item[at] = item[l->count];
	}
}

static bool
list_is_hit(const struct cover *c, const struct list *l)
{
	for (size_t i = 0; i < l->count; i++)
		if (c->in[l->item[i]] > 0)
			return true;
	return false;
}

/* What the lists not yet hit must still cost: those that share no item, each at its
 * cheapest. *next is the one with fewest items left; NULL if all are hit. False if
 * one cannot be hit any more. */
static bool
cover_bound(struct cover *c, uint64_t *bound, const struct list **next)
{
	size_t fewest = SIZE_MAX;

	*bound = 0;
	*next = NULL;
	c->marks++;
	for (size_t k = 0; k < c->lists; k++) {
		const struct list *l = &c->list[k];
		uint64_t cheapest = 0;
		size_t left = 0;
		bool apart = true;

		if (list_is_hit(c, l))
			continue;
		for (size_t i = 0; i < l->count; i++) {
			if (c->out[l->item[i]] > 0)
				continue;
			if (left++ == 0)
				cheapest = c->cost[l->item[i]];
			apart = apart && c->mark[l->item[i]] != c->marks;
		}
		if (left == 0)
			return false;
		if (left < fewest) {
			fewest = left;
			*next = l;
		}
		if (!apart)
			continue;
		*bound += cheapest;
		for (size_t i = 0; i < l->count; i++)
			c->mark[l->item[i]] = c->marks;
	}
	return true;
}

static void
cover_branch(struct cover *c, uint64_t cost)
{
	const struct list *l;
	uint64_t bound;
	size_t i;

	if (c->steps == STEPS)
		return;
	c->steps++;
	if (!cover_bound(c, &bound, &l) || cost + bound >= c->best_cost)
		return;
	if (l == NULL) {
		c->best_cost = cost;
		for (i = 0; i < c->items; i++)
			c->best[i] = c->in[i] > 0;
		return;
	}
	for (i = 0; i < l->count; i++) {
		size_t item = l->item[i];

		if (c->out[item] == 0) {
			c->in[item]++;
			cover_branch(c, cost + c->cost[item]);
			c->in[item]--;
		}
		c->out[item]++; /* the branches to come do without */
	}
	for (i = 0; i < l->count; i++)
		c->out[l->item[i]]--;
}

bool
cover_solve(struct cover *c, bool *chosen, uint64_t *cost)
{
	c->best = chosen;
	c->best_cost = UINT64_MAX;
	c->steps = 0;
	cover_branch(c, 0);
	if (c->best_cost == UINT64_MAX)
		die("cover_solve: no way down"); /* the first descent always ends */
	*cost = c->best_cost;
	return c->steps < STEPS;
}
