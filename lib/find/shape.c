#include "find/shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "find/pattern_graph.h"

/*
 * A state is a set of places of the graph: nodes from which a way goes on, those at
 * the end of their rule first. A rule that has come to its end is allowed, and is
 * followed no further. LOOK bytes are read at most; what is not over by then is
 * allowed too.
 */
enum {
	STATES_MOST = 32768,
	SLOTS = 2 * STATES_MOST,
	PLACES_MOST = 1 << 20,
	LOOK = 200,
	DEAD = 1
};

struct state {
	uint16_t next[SIGNS]; /* by the byte that is read; 0: not yet worked out */
	uint32_t first;       /* in shapes.places */
	uint32_t ends;        /* how many of the places are ends */
	uint32_t len;         /* how many places; ends == len: no byte leads on */
	uint32_t hash;
};

/* A way on from a place: a byte of these leads to another. */
struct way {
	uint64_t set;
	uint32_t to;
};

/* A node of a rule's graph to which a way leads. */
struct place {
	uint64_t set;  /* all bytes that lead on from it */
	uint32_t ways; /* the first of these, in shapes.ways */
	uint32_t len;
	uint16_t rule;
	bool ends; /* the rule may be over here */
};

/* What is known of a node while its rule is read. */
struct mark {
	uint32_t place; /* the node as a place; 0: it is none yet */
	uint32_t met;   /* the last place from which it was reached */
};

struct start {
	const uint16_t *rules;
	size_t len;
	uint16_t state; /* 0: not yet made */
};

struct shape_rule {
	const char *pattern;
	uint32_t start, end; /* 0: not yet read */
	uint32_t ended;      /* the number of the last front that it ended in */
};

struct shapes {
	struct graph graph; /* of the rule that is being read */
	struct mark *mark;  /* by node */
	uint32_t *node;     /* the nodes that are places, in the order of these */
	uint32_t *stack;    /* the nodes that are reached from a place */
	size_t mark_cap, node_cap, stack_cap;

	struct place *place; /* of all rules read so far, from 1 */
	struct way *ways;
	size_t place_len, place_cap, ways_len, ways_cap;
	uint32_t *front; /* the places of a state in the making */
	uint32_t *seen;  /* by place: the number of the last front that it was put in */
	size_t front_len, front_cap, seen_cap;
	uint32_t front_number;

	struct shape_rule *rules;
	size_t rules_len, rules_cap;
	struct start *starts;
	size_t starts_len, starts_cap;

	struct state *states; /* from 1; the first is dead */
	size_t states_len, states_cap;
	uint32_t *places; /* of states */
	size_t places_len, places_cap;
	uint16_t *slots; /* states by hash, open addressing; 0: free */
};

/* Room for so many, what is new zeroed. */
static void *
room_for(void *array, size_t *cap, size_t len, size_t size)
{
	const size_t was = *cap;

	if (len <= was)
		return array;
	*cap = was * 2 > len ? was * 2 : len + 64;
	array = realloc(array, *cap * size);
	if (array == NULL)
		die("out of memory");
	memset((unsigned char *)array + was * size, 0, (*cap - was) * size);
	return array;
}

struct shapes *
shapes_new(void)
{
	size_t cap = 0;
	struct shapes *s = room_for(NULL, &cap, 1, sizeof *s);

	cap = 0;
	s->slots = room_for(NULL, &cap, SLOTS, sizeof *s->slots);
	return s;
}

/* What is needed to read rules, and not to ask. */
static void
free_reading(struct shapes *s)
{
	graph_free(&s->graph);
	free(s->mark);
	free(s->node);
	free(s->stack);
	s->mark = NULL;
	s->node = s->stack = NULL;
	s->mark_cap = s->node_cap = s->stack_cap = 0;
}

void
shapes_free(struct shapes *s)
{
	if (s == NULL)
		return;
	free_reading(s);
	free(s->place);
	free(s->ways);
	free(s->front);
	free(s->seen);
	free(s->rules);
	free(s->starts);
	free(s->states);
	free(s->places);
	free(s->slots);
	free(s);
}

void
shapes_add(struct shapes *s, uint16_t rule, const char *pattern)
{
	s->rules = room_for(s->rules, &s->rules_cap, rule + 1u, sizeof *s->rules);
	if (s->rules_len <= rule)
		s->rules_len = rule + 1u;
	s->rules[rule].pattern = pattern;
}

uint32_t
shapes_start(struct shapes *s, const uint16_t *rules, size_t len)
{
	s->starts =
	    room_for(s->starts, &s->starts_cap, s->starts_len + 1, sizeof *s->starts);
	s->starts[s->starts_len] = (struct start){ rules, len, 0 };
	return (uint32_t)s->starts_len++;
}

/* What does nothing is passed over, so that one place has one number. */
static uint32_t
place_of(const struct shapes *s, uint32_t node)
{
	const struct graph_node *n = &s->graph.at[node];

	while (n->set == 0 && n->b == 0 && n->a != 0)
		n = &s->graph.at[node = n->a];
	return node;
}

/* The number of a node as a place. */
static uint32_t
place_at(struct shapes *s, uint32_t node, uint32_t first)
{
	struct mark *mark;

	node = place_of(s, node);
	mark = &s->mark[node];
	if (mark->place != 0)
		return mark->place;
	s->place =
	    room_for(s->place, &s->place_cap, s->place_len + 1, sizeof *s->place);
	s->node =
	    room_for(s->node, &s->node_cap, s->place_len - first + 1, sizeof *s->node);
	s->node[s->place_len - first] = node;
	return mark->place = (uint32_t)s->place_len++;
}

static void
meet(struct shapes *s, uint32_t node, uint32_t from, size_t *len)
{
	if (node == 0 || s->mark[node].met == from)
		return;
	s->mark[node].met = from;
	s->stack = room_for(s->stack, &s->stack_cap, *len + 1, sizeof *s->stack);
	s->stack[(*len)++] = node;
}

/* The nodes that are reached from that of a place without reading, which are left in
 * stack; how many. */
static size_t
find_near(struct shapes *s, uint32_t node, uint32_t place)
{
	const struct graph_node *n;
	size_t i, len = 0;

	meet(s, node, place, &len);
	for (i = 0; i < len; i++) {
		n = &s->graph.at[s->stack[i]];
		if (n->set != 0)
			continue;
		meet(s, n->a, place, &len);
		meet(s, n->b, place, &len);
	}
	return len;
}

/* Find all ways on from a place; where they lead may be places that are new. */
static void
make_place(struct shapes *s, uint16_t rule, uint32_t place, uint32_t first)
{
	struct place p = { .ways = (uint32_t)s->ways_len, .rule = rule };
	size_t i, len = find_near(s, s->node[place - first], place);
	const struct graph_node *n;

	s->ways = room_for(s->ways, &s->ways_cap, s->ways_len + len, sizeof *s->ways);
	for (i = 0; i < len; i++) {
		n = &s->graph.at[s->stack[i]];
		p.ends = p.ends || s->stack[i] == s->rules[rule].end;
		if (n->set == 0)
			continue;
		p.set |= n->set;
		s->ways[s->ways_len++] =
		    (struct way){ n->set, place_at(s, n->a, first) };
	}
	p.len = (uint32_t)s->ways_len - p.ways;
	s->place[place] = p;
}

/* The rule's graph is told by its places, and forgotten. */
static void
read_rule(struct shapes *s, uint16_t rule)
{
	struct shape_rule *r = &s->rules[rule];
	const uint32_t first = s->place_len ? (uint32_t)s->place_len : 1;
	uint32_t i, start;

	s->graph.len = 0;
	graph_read(&s->graph, r->pattern, &start, &r->end);
	s->mark = room_for(s->mark, &s->mark_cap, s->graph.len, sizeof *s->mark);
	memset(s->mark, 0, s->graph.len * sizeof *s->mark);
	s->place_len = first;
	r->start = place_at(s, start, first);
	for (i = first; i < s->place_len; i++)
		make_place(s, rule, i, first);
	s->front = room_for(s->front, &s->front_cap, s->place_len, sizeof *s->front);
	s->seen = room_for(s->seen, &s->seen_cap, s->place_len, sizeof *s->seen);
}

/* All that has been worked out is forgotten: the dead state alone is there. */
static void
forget(struct shapes *s)
{
	size_t i;

	memset(s->slots, 0, SLOTS * sizeof *s->slots);
	s->places_len = 0;
	s->states_len = 0;
	s->states = room_for(s->states, &s->states_cap, DEAD + 1, sizeof *s->states);
	s->states_len = DEAD + 1;
	for (i = 0; i < s->starts_len; i++)
		s->starts[i].state = 0;
}

/* Marks of earlier fronts mean nothing in this one, nor when their numbers are used
 * up. */
static void
front_begin(struct shapes *s)
{
	size_t i;

	s->front_len = 0;
	if (++s->front_number != 0)
		return;
	memset(s->seen, 0, s->place_len * sizeof *s->seen);
	for (i = 0; i < s->rules_len; i++)
		s->rules[i].ended = 0;
	s->front_number = 1;
}

static void
front_add(struct shapes *s, uint32_t place)
{
	const struct place *p = &s->place[place];
	struct shape_rule *r = &s->rules[p->rule];

	if (s->seen[place] == s->front_number || r->ended == s->front_number)
		return;
	s->seen[place] = s->front_number;
	if (p->ends)
		r->ended = s->front_number;
	s->front[s->front_len++] = place;
}

/* Ends first, and of the rules that ended no more than that. How many ends. */
static uint32_t
front_order(struct shapes *s)
{
	size_t i, kept = 0;
	uint32_t place, ends = 0;

	for (i = 0; i < s->front_len; i++) {
		place = s->front[i];
		if (s->rules[s->place[place].rule].ended == s->front_number &&
		    !s->place[place].ends)
			continue;
		s->front[kept++] = place;
		if (s->place[place].ends) {
			s->front[kept - 1] = s->front[ends];
			s->front[ends++] = place;
		}
	}
	s->front_len = kept;
	return ends;
}

/* The state has these places, in whatever order: all have been seen in this front, and
 * none of them is of a rule that ended but its end. */
static bool
is_front(const struct shapes *s, const struct state *t, uint32_t ends)
{
	size_t i;

	if (t->len != s->front_len || t->ends != ends)
		return false;
	for (i = 0; i < t->len; i++)
		if (s->seen[s->places[t->first + i]] != s->front_number)
			return false;
	return true;
}

static void
keep_places(struct shapes *s)
{
	s->places = room_for(
	    s->places, &s->places_cap, s->places_len + s->front_len, sizeof *s->places);
	memcpy(s->places + s->places_len, s->front, s->front_len * sizeof *s->front);
	s->places_len += s->front_len;
}

/* The state of this front, known or new. */
static uint16_t
state_of_front(struct shapes *s)
{
	struct state t = { .first = (uint32_t)s->places_len };
	size_t i, slot;

	t.ends = front_order(s);
	t.len = (uint32_t)s->front_len;
	if (t.len == 0)
		return DEAD;
	for (i = 0; i < t.len; i++)
		t.hash += (uint32_t)(s->front[i] * UINT64_C(0x9E3779B97F4A7C15) >> 24);
	for (slot = t.hash % SLOTS; s->slots[slot] != 0; slot = (slot + 1) % SLOTS)
		if (s->states[s->slots[slot]].hash == t.hash &&
		    is_front(s, &s->states[s->slots[slot]], t.ends))
			return s->slots[slot];
	keep_places(s);
	s->states =
	    room_for(s->states, &s->states_cap, s->states_len + 1, sizeof *s->states);
	s->states[s->states_len] = t;
	return s->slots[slot] = (uint16_t)s->states_len++;
}

/* Is there no room for one more state? Then all are forgotten. */
static bool
is_full(struct shapes *s)
{
	if (s->states_len != 0 && s->states_len < STATES_MOST &&
	    s->places_len < PLACES_MOST)
		return false;
	forget(s);
	return true;
}

static uint16_t
state_of_start(struct shapes *s, struct start *start)
{
	size_t i;

	for (i = 0; i < start->len; i++)
		if (s->rules[start->rules[i]].start == 0)
			read_rule(s, start->rules[i]);
	is_full(s);
	front_begin(s);
	for (i = 0; i < start->len; i++)
		front_add(s, s->rules[start->rules[i]].start);
	return start->state = state_of_front(s);
}

/* Where a byte of this sign leads. */
static uint16_t
step(struct shapes *s, uint16_t from, unsigned sign)
{
	const uint32_t *at = s->places + s->states[from].first;
	const uint32_t len = s->states[from].len;
	const struct place *p;
	bool forgotten;
	uint16_t to;
	size_t i, k;

	front_begin(s);
	for (i = s->states[from].ends; i < len; i++) {
		p = &s->place[at[i]];
		if (!(p->set >> sign & 1))
			continue;
		for (k = 0; k < p->len; k++)
			if (s->ways[p->ways + k].set >> sign & 1)
				front_add(s, s->ways[p->ways + k].to);
	}
	forgotten = is_full(s);
	to = state_of_front(s);
	if (!forgotten)
		s->states[from].next[sign] = to;
	return to;
}

void
shapes_hasten(struct shapes *s)
{
	size_t i;

	for (i = 0; i < s->starts_len; i++)
		if (s->starts[i].state == 0)
			state_of_start(s, &s->starts[i]);
	free_reading(s);
}

/* The rules of some places of a state, each once and in ascending order. */
static size_t
allow(const struct shapes *s, const uint32_t *places, size_t count, uint16_t *allowed,
    size_t len)
{
	uint16_t rule;
	size_t i, at;

	for (i = 0; i < count; i++) {
		rule = s->place[places[i]].rule;
		for (at = len; at > 0 && allowed[at - 1] > rule; at--)
			;
		if (at > 0 && allowed[at - 1] == rule)
			continue;
		memmove(allowed + at + 1, allowed + at, (len - at) * sizeof *allowed);
		allowed[at] = rule;
		len++;
	}
	return len;
}

static inline uint16_t
first_state(struct shapes *s, uint32_t start)
{
	const uint16_t state = s->starts[start].state;

	return state != 0 ? state : state_of_start(s, &s->starts[start]);
}

static inline uint16_t
next_state(struct shapes *s, uint16_t from, unsigned char byte)
{
	const uint16_t to = s->states[from].next[sign_of[byte]];

	return to != 0 ? to : step(s, from, sign_of[byte]);
}

size_t
shapes_allowed(
    struct shapes *s, uint32_t start, struct bytes text, size_t at, uint16_t *allowed)
{
	uint16_t state = first_state(s, start);
	const size_t last = text.len - at > LOOK ? at + LOOK : text.len;
	const struct state *t;
	size_t len = 0;

	for (;; at++) {
		t = &s->states[state];
		if (t->ends > 0)
			len = allow(s, s->places + t->first, t->ends, allowed, len);
		if (t->ends == t->len || at == text.len)
			return len;
		if (at == last)
			break;
		state = next_state(s, state, text.at[at]);
	}
	return allow(s, s->places + t->first, t->len, allowed, len);
}

bool
shapes_may_begin(struct shapes *s, uint32_t start, struct bytes text)
{
	uint16_t state = first_state(s, start);
	size_t i;

	for (i = 0; i < text.len && state != DEAD && s->states[state].ends == 0; i++)
		state = next_state(s, state, text.at[i]);
	return state != DEAD;
}
