#include "find/shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "find/pattern_graph.h"

/*
 * A part of the text is a word, perhaps empty, and one byte behind it that is of no
 * word. A part begins where the one before ends.
 */
enum { PARTS = 4, PAIRS = SIGNS * SIGNS };

struct part {
	struct rule_mask *first;  /* by the signs of its bytes 1 and 2 */
	struct rule_mask *second; /* of its bytes 2 and 3 */
	struct rule_mask *behind; /* by the sign of the byte behind the word */
	struct rule_mask any;     /* rules to which it may be whatever it is */
};

struct shapes {
	struct part part[PARTS];
};

struct shapes *
shapes_new(struct arena *a)
{
	struct shapes *s = arena_get(a, 1, sizeof *s);
	size_t i;

	for (i = 0; i < PARTS; i++) {
		s->part[i].first = arena_get(a, PAIRS, sizeof(struct rule_mask));
		s->part[i].second = arena_get(a, PAIRS, sizeof(struct rule_mask));
		s->part[i].behind = arena_get(a, SIGNS, sizeof(struct rule_mask));
		memset(&s->part[i].any, 0xff, sizeof s->part[i].any);
	}
	return s;
}

/* The nodes reached, of those that read a byte. ended: the end is too. */
struct front {
	uint32_t *at;
	size_t len;
	bool ended;
};

/* Ways through the graph of one pattern. */
struct ways {
	struct graph graph;
	uint32_t *seen; /* by node: the number of the last front that it was put in */
	uint32_t number;
	uint32_t *stack;
	struct front now, after, one;
	uint64_t pair[SIGNS];
};

static uint32_t *
nodes_new(const struct graph *g)
{
	uint32_t *at = calloc(g->len, sizeof *at);

	if (at == NULL)
		die("out of memory");
	return at;
}

static void
ways_open(struct ways *w)
{
	w->seen = nodes_new(&w->graph);
	w->stack = nodes_new(&w->graph);
	w->now.at = nodes_new(&w->graph);
	w->after.at = nodes_new(&w->graph);
	w->one.at = nodes_new(&w->graph);
}

static void
ways_close(struct ways *w)
{
	graph_free(&w->graph);
	free(w->seen);
	free(w->stack);
	free(w->now.at);
	free(w->after.at);
	free(w->one.at);
}

static void
front_clear(struct ways *w, struct front *f)
{
	f->len = 0;
	f->ended = false;
	w->number++;
}

static void
push(struct ways *w, uint32_t node, size_t *depth)
{
	if (node == 0 || w->seen[node] == w->number)
		return;
	w->seen[node] = w->number;
	w->stack[(*depth)++] = node;
}

/* Put in what is reached from the node without reading. */
static void
front_add(struct ways *w, struct front *f, uint32_t node)
{
	const struct graph_node *n;
	size_t depth = 0;

	push(w, node, &depth);
	while (depth > 0) {
		node = w->stack[--depth];
		n = &w->graph.at[node];
		f->ended = f->ended || node == w->graph.end;
		if (n->set != 0) {
			f->at[f->len++] = node;
			continue;
		}
		push(w, n->a, &depth);
		push(w, n->b, &depth);
	}
}

static uint64_t
set_of(const struct ways *w, uint32_t node)
{
	return w->graph.at[node].set;
}

/* Where a byte of these leads from a front. */
static void
front_step(struct ways *w, const struct front *from, uint64_t set, struct front *to)
{
	size_t i;

	front_clear(w, to);
	for (i = 0; i < from->len; i++)
		if (set_of(w, from->at[i]) & set)
			front_add(w, to, w->graph.at[from->at[i]].a);
}

/* On over what else of a word may follow. */
static void
front_over_word(struct ways *w, struct front *f)
{
	size_t i;

	front_clear(w, &w->one); /* as a copy: the same nodes, marked as seen */
	w->one.len = f->len;
	memcpy(w->one.at, f->at, f->len * sizeof *f->at);
	for (i = 0; i < f->len; i++)
		w->seen[f->at[i]] = w->number;
	for (i = 0; i < f->len; i++)
		if (set_of(w, f->at[i]) & SIGNS_WORD)
			front_add(w, f, w->graph.at[f->at[i]].a);
}

/* Signs of the first byte read from here, with those of the second. */
static void
find_pairs(struct ways *w, const struct front *f)
{
	uint64_t set, next;
	size_t i, k;

	memset(w->pair, 0, sizeof w->pair);
	for (i = 0; i < f->len; i++) {
		set = set_of(w, f->at[i]);
		front_clear(w, &w->one);
		front_add(w, &w->one, w->graph.at[f->at[i]].a);
		next = w->one.ended ? SIGNS_ALL : 0;
		for (k = 0; k < w->one.len; k++)
			next |= set_of(w, w->one.at[k]);
		for (; set != 0; set &= set - 1)
			w->pair[__builtin_ctzll(set)] |= next;
	}
}

static void
mask_add(struct rule_mask *m, size_t rule)
{
	m->bit[rule / 64] |= UINT64_C(1) << rule % 64;
}

static void
mask_drop(struct rule_mask *m, size_t rule)
{
	m->bit[rule / 64] &= ~(UINT64_C(1) << rule % 64);
}

static void
put_pairs(struct rule_mask *by_pair, const struct ways *w, size_t rule)
{
	uint64_t set;
	size_t a;

	for (a = 0; a < SIGNS; a++)
		for (set = w->pair[a]; set != 0; set &= set - 1)
			mask_add(
			    &by_pair[a * SIGNS + (size_t)__builtin_ctzll(set)], rule);
}

/* One part, from the front where it begins, which goes on to the next. False: the
 * pattern may end here, and nothing can be told from here on. */
static bool
add_part(struct part *p, struct ways *w, size_t rule)
{
	uint64_t set = 0;
	size_t i;

	if (w->now.ended)
		return false;
	mask_drop(&p->any, rule);
	find_pairs(w, &w->now);
	put_pairs(p->first, w, rule);
	front_step(w, &w->now, SIGNS_ALL, &w->after);
	find_pairs(w, &w->after);
	for (i = 0; w->after.ended && i < SIGNS; i++)
		w->pair[i] = SIGNS_ALL;
	put_pairs(p->second, w, rule);
	front_over_word(w, &w->now);
	for (i = 0; i < w->now.len; i++)
		set |= set_of(w, w->now.at[i]) & ~SIGNS_WORD;
	if (w->now.ended)
		set = SIGNS_ALL;
	for (i = 0; i < SIGNS; i++)
		if (set >> i & 1)
			mask_add(&p->behind[i], rule);
	if (w->now.ended)
		return false;
	front_step(w, &w->now, ~SIGNS_WORD, &w->after);
	w->one = w->now;
	w->now = w->after;
	w->after = w->one;
	return true;
}

bool
shapes_add(struct shapes *s, size_t rule, const char *pattern)
{
	struct ways w = { .number = 0 };
	bool known;
	size_t i;

	if (rule >= SHAPE_RULES)
		return false;
	known = graph_read(&w.graph, pattern);
	if (known) {
		ways_open(&w);
		front_clear(&w, &w.now);
		front_add(&w, &w.now, w.graph.start);
		for (i = 0; i < PARTS && add_part(&s->part[i], &w, rule); i++)
			;
	}
	ways_close(&w);
	return known;
}
