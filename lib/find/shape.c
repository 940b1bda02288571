#include "find/shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"

/*
 * A part of the text is a word, perhaps empty, and two bytes behind it. The next
 * part begins behind a blank; behind any other sign no more is looked at.
 */
enum { PARTS = 4, PAIRS = SIGNS * SIGNS, LENGTHS = 16 };

struct part {
	struct rule_mask *first;  /* by the signs of its bytes 1 and 2 */
	struct rule_mask *second; /* of its bytes 2 and 3 */
	struct rule_mask *behind; /* of the two behind the word */
	/* By the sign that it begins with and the bytes of the word (the last: or
	 * more): rules whose match may go on behind it; whose match may end in it. */
	struct rule_mask (*goes_on)[LENGTHS], (*ends)[LENGTHS];
	struct rule_mask any; /* rules to which it may be whatever it is */
};

struct shapes {
	struct part part[PARTS];
};

struct shapes *
shapes_new(struct arena *a)
{
	struct shapes *s = arena_get(a, 1, sizeof *s);
	struct part *p;

	for (p = s->part; p < s->part + PARTS; p++) {
		p->first = arena_get(a, PAIRS, sizeof *p->first);
		p->second = arena_get(a, PAIRS, sizeof *p->second);
		p->behind = arena_get(a, PAIRS, sizeof *p->behind);
		p->goes_on = arena_get(a, SIGNS, sizeof *p->goes_on);
		p->ends = arena_get(a, SIGNS, sizeof *p->ends);
		memset(&p->any, 0xff, sizeof p->any);
	}
	return s;
}

/* The nodes reached, of those that read a byte. ended: the end is too. */
struct front {
	uint32_t *at;
	size_t len;
	bool ended;
};

/* How many bytes of a word may be read from a node on, a bit each. */
struct lengths {
	uint16_t goes_on; /* to where a byte of no word is read */
	uint16_t ends;    /* at least so many, and the match is over */
};

/* Ways through the graph of one pattern. */
struct ways {
	struct graph graph;
	uint32_t *seen; /* by node: the number of the last front that it was put in */
	uint32_t number;
	uint32_t *stack;
	struct front now, after, one;
	uint64_t pair[SIGNS];
	struct lengths *lengths; /* by node */
	uint32_t *from;          /* the first edge that leads to a node; 0: none */
	uint32_t *other;         /* by edge, which is twice a node or one more: the next
				  * that leads to the same node */
};

static void *
by_node(const struct graph *g, size_t size)
{
	void *at = calloc(g->len, size);

	if (at == NULL)
		die("out of memory");
	return at;
}

static void
ways_open(struct ways *w)
{
	const struct graph *g = &w->graph;

	w->seen = by_node(g, sizeof *w->seen);
	w->stack = by_node(g, sizeof *w->stack);
	w->now.at = by_node(g, sizeof *w->now.at);
	w->after.at = by_node(g, sizeof *w->after.at);
	w->one.at = by_node(g, sizeof *w->one.at);
	w->lengths = by_node(g, sizeof *w->lengths);
	w->from = by_node(g, sizeof *w->from);
	w->other = by_node(g, 2 * sizeof *w->other);
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
	free(w->lengths);
	free(w->from);
	free(w->other);
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

/* Where the bytes of a word lead, however many. */
static void
front_over_word(struct ways *w, struct front *f)
{
	size_t i;

	w->number++;
	for (i = 0; i < f->len; i++)
		w->seen[f->at[i]] = w->number;
	for (i = 0; i < f->len; i++)
		if (set_of(w, f->at[i]) & SIGNS_WORD)
			front_add(w, f, w->graph.at[f->at[i]].a);
}

/* Signs of the first byte read from here, if it is one of these, with those of the
 * second. */
static void
find_pairs(struct ways *w, const struct front *f, uint64_t of)
{
	uint64_t set, next;
	size_t i, k;

	memset(w->pair, 0, sizeof w->pair);
	for (i = 0; i < f->len; i++) {
		set = set_of(w, f->at[i]) & of;
		if (set == 0)
			continue;
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
			rule_mask_add(
			    &by_pair[a * SIGNS + (size_t)__builtin_ctzll(set)], rule);
}

static void
front_swap(struct front *a, struct front *b)
{
	struct front was = *a;

	*a = *b;
	*b = was;
}

static uint16_t
one_more(uint16_t lengths)
{
	return (uint16_t)(lengths << 1 | (lengths & 1 << (LENGTHS - 1)));
}

static struct lengths
lengths_of(const struct ways *w, uint32_t node)
{
	const struct graph_node *n = &w->graph.at[node];
	struct lengths l = { 0, 0 };

	if (node == w->graph.end)
		l.ends = UINT16_MAX;
	if (n->set == 0) {
		l.goes_on |= w->lengths[n->a].goes_on | w->lengths[n->b].goes_on;
		l.ends |= w->lengths[n->a].ends | w->lengths[n->b].ends;
	}
	if (n->set & SIGNS_WORD) {
		l.goes_on = one_more(w->lengths[n->a].goes_on);
		l.ends = one_more(w->lengths[n->a].ends);
	}
	if (n->set & ~SIGNS_WORD)
		l.goes_on |= 1;
	return l;
}

/* Which nodes lead to a node. */
static void
find_edges(struct ways *w)
{
	const struct graph_node *n;
	uint32_t i;

	for (i = 1; i < w->graph.len; i++) {
		n = &w->graph.at[i];
		w->other[2 * i] = w->from[n->a];
		w->from[n->a] = 2 * i;
		w->other[2 * i + 1] = w->from[n->b];
		w->from[n->b] = 2 * i + 1;
	}
	w->from[0] = 0;
}

/* Every node once, and again when one that it leads to has changed. */
static void
find_lengths(struct ways *w)
{
	struct lengths l;
	uint32_t n, edge;
	size_t depth = 0;

	find_edges(w);
	w->number++;
	for (n = 1; n < w->graph.len; n++)
		push(w, n, &depth);
	while (depth > 0) {
		n = w->stack[--depth];
		w->seen[n] = 0;
		l = lengths_of(w, n);
		if (l.goes_on == w->lengths[n].goes_on && l.ends == w->lengths[n].ends)
			continue;
		w->lengths[n] = l;
		for (edge = w->from[n]; edge != 0; edge = w->other[edge])
			push(w, edge / 2, &depth);
	}
}

/* How long the word may be, by how it begins. */
static void
add_lengths(struct part *p, const struct ways *w, size_t rule)
{
	struct lengths by_sign[SIGNS] = { { 0, 0 } }, l;
	uint64_t set;
	size_t i, k;

	for (i = 0; i < w->now.len; i++) {
		l = w->lengths[w->graph.at[w->now.at[i]].a];
		for (set = set_of(w, w->now.at[i]); set != 0; set &= set - 1) {
			k = (size_t)__builtin_ctzll(set);
			if (!(SIGNS_WORD >> k & 1)) {
				by_sign[k].goes_on |= 1;
				continue;
			}
			by_sign[k].goes_on |= one_more(l.goes_on);
			by_sign[k].ends |= one_more(l.ends);
		}
	}
	for (i = 0; i < SIGNS; i++)
		for (k = 0; k < LENGTHS; k++) {
			if (by_sign[i].goes_on >> k & 1)
				rule_mask_add(&p->goes_on[i][k], rule);
			if (by_sign[i].ends >> k & 1)
				rule_mask_add(&p->ends[i][k], rule);
		}
}

/* The three bytes that a part begins with. */
static void
add_first(struct part *p, struct ways *w, size_t rule)
{
	size_t i;

	find_pairs(w, &w->now, SIGNS_ALL);
	put_pairs(p->first, w, rule);
	front_step(w, &w->now, SIGNS_ALL, &w->after);
	find_pairs(w, &w->after, SIGNS_ALL);
	for (i = 0; w->after.ended && i < SIGNS; i++)
		w->pair[i] = SIGNS_ALL;
	put_pairs(p->second, w, rule);
}

/* One part, from the front where it begins, which goes on to the next. False: the
 * pattern may end here, and nothing can be told from here on. */
static bool
add_part(struct part *p, struct ways *w, size_t rule)
{
	const uint64_t blank = UINT64_C(1) << SIGN_BLANK | UINT64_C(1) << SIGN_BREAK;

	if (w->now.ended)
		return false;
	mask_drop(&p->any, rule);
	add_first(p, w, rule);
	add_lengths(p, w, rule);
	front_over_word(w, &w->now);
	find_pairs(w, &w->now, ~SIGNS_WORD);
	put_pairs(p->behind, w, rule);
	if (w->now.ended)
		return false;
	front_step(w, &w->now, blank, &w->after);
	front_swap(&w->now, &w->after);
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
		find_lengths(&w);
		front_clear(&w, &w.now);
		front_add(&w, &w.now, w.graph.start);
		for (i = 0; i < PARTS && add_part(&s->part[i], &w, rule); i++)
			;
	}
	ways_close(&w);
	return known;
}

static inline unsigned
sign_at(struct bytes text, size_t at)
{
	return at < text.len ? sign_of[text.at[at]] : SIGN_END;
}

/* What a part of the text looks like. */
struct sight {
	unsigned sign[3], behind[2];
	size_t length;
};

/* Narrow the mask by the two bytes that a part begins with. False: nothing is left,
 * as at most places; that is why they are asked first. */
static inline bool
narrow_first(const struct part *p, const struct sight *l, struct rule_mask *m)
{
	const struct rule_mask *first = &p->first[l->sign[0] * SIGNS + l->sign[1]];
	uint64_t left = 0;
	size_t i;

	for (i = 0; i < SHAPE_MASK; i++) {
		m->bit[i] &= first->bit[i] | p->any.bit[i];
		left |= m->bit[i];
	}
	return left != 0;
}

/* And by all else of the part. */
static inline bool
narrow(const struct part *p, const struct sight *l, struct rule_mask *m)
{
	const struct rule_mask *second = &p->second[l->sign[1] * SIGNS + l->sign[2]];
	const struct rule_mask *behind =
	    &p->behind[l->behind[0] * SIGNS + l->behind[1]];
	const size_t length = l->length < LENGTHS ? l->length : LENGTHS - 1;
	const struct rule_mask *goes_on = &p->goes_on[l->sign[0]][length];
	const struct rule_mask *ends = &p->ends[l->sign[0]][length];
	uint64_t left = 0;
	size_t i;

	for (i = 0; i < SHAPE_MASK; i++) {
		if (m->bit[i] == 0) /* often all but one */
			continue;
		m->bit[i] &= (second->bit[i] &
				 ((behind->bit[i] & goes_on->bit[i]) | ends->bit[i])) |
		             p->any.bit[i];
		left |= m->bit[i];
	}
	return left != 0;
}

void
shapes_allowed(const struct shapes *s, struct bytes text, size_t at,
    const struct rule_mask *rules, struct rule_mask *allowed)
{
	struct sight l;
	size_t i, from;

	*allowed = *rules;
	for (i = 0; i < PARTS; i++) {
		from = at;
		l.sign[0] = sign_at(text, at);
		l.sign[1] = sign_at(text, at + 1);
		if (!narrow_first(&s->part[i], &l, allowed))
			return;
		l.sign[2] = sign_at(text, at + 2);
		while (SIGNS_WORD >> (l.behind[0] = sign_at(text, at)) & 1)
			at++;
		l.behind[1] = sign_at(text, at + 1);
		l.length = at - from;
		if (!narrow(&s->part[i], &l, allowed) ||
		    (l.behind[0] != SIGN_BLANK && l.behind[0] != SIGN_BREAK))
			return;
		at++;
	}
}

void
shapes_begin_of(
    const struct shapes *s, const struct rule_mask *rules, struct shape_begin *begin)
{
	const struct part *p = &s->part[0];
	uint64_t some;
	size_t i, k;

	memset(begin, 0, sizeof *begin);
	for (i = 0; i < PAIRS; i++) {
		some = 0;
		for (k = 0; k < SHAPE_MASK; k++)
			some |= (p->first[i].bit[k] | p->any.bit[k]) & rules->bit[k];
		if (some != 0)
			begin->sign[i / SIGNS] |= UINT64_C(1) << i % SIGNS;
	}
}
