#include "scrub/expression.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "find/rulebook.h"
#include "people/names.h"
#include "scrub/judged.h"
#include "text/near.h"
#include "text/span.h"
#include "text/utf8.h"

enum { NEAR_LETTERS = 6 };

/* What reads the same. Those that are one expression point to its first one. */
struct node {
	uint32_t first;
	struct bytes folded; /* "" for a participant, who has several */
	uint32_t category, person;
	bool participant, kept, undecided;
	struct spelling *spelling;
	size_t spellings, spelling_cap;
	uint64_t places, doubts;
	const char **meeting;
	size_t meetings, meeting_cap;
	struct expression_context context[EXPRESSION_CONTEXTS];
	size_t contexts;
	uint32_t rule, score;
	bool of_doubt; /* rule and score are of a doubt */
	struct bytes code;
};

struct gathering {
	struct arena *arena;
	const struct near *people;
	struct map *by_key;    /* kind, folded -> node */
	struct map *by_entity; /* meeting, entity -> node */
	struct node *node;
	size_t nodes, node_cap;
	struct expression_place *place;
	size_t places, place_cap;
	struct expression_turn turn[2 * SAMPLE_TURNS];
	size_t turns;
	uint64_t seen; /* turns that came in */
	uint64_t left_out;
	struct buf key;
};

struct gathering *
gathering_new(struct arena *a, const struct near *people)
{
	struct gathering *g = arena_get(a, 1, sizeof *g);

	g->arena = a;
	g->people = people;
	g->by_key = map_new(a);
	g->by_entity = map_new(a);
	return g;
}

/* The first node of the expression that this one belongs to. */
static uint32_t
first_of(struct gathering *g, uint32_t n)
{
	while (g->node[n].first != n) {
		g->node[n].first = g->node[g->node[n].first].first;
		n = g->node[n].first;
	}
	return n;
}

static void
unite(struct gathering *g, uint32_t a, uint32_t b)
{
	a = first_of(g, a);
	b = first_of(g, b);
	if (a < b)
		g->node[b].first = a;
	else
		g->node[a].first = b;
}

/* Each place by itself: a word or a name, nobody knows whose name, or a code. */
static bool
stands_apart(const struct record_mention *m)
{
	return (m->doubt && (m->of_people || m->ordinary)) ||
	       (m->kept && m->at_place) || m->rule == RULE_CODE;
}

/* Surely that person, and under their code. */
static bool
is_participant(const struct record_mention *m)
{
	return !m->doubt && !m->kept && m->person != RECORD_NOBODY && m->of_people;
}

/* The node of what reads like this; UINT32_MAX: there is no more room. */
static uint32_t
node_of(struct gathering *g, const struct record_mention *m)
{
	bool participant = is_participant(m);
	struct node *n;
	uint32_t *at;
	size_t head;
	int added;

	buf_clear(&g->key);
	buf_printf(&g->key, "%c%u ", participant ? 'p' : 'n',
	    participant ? m->person : m->category);
	head = g->key.len;
	if (!participant)
		judged_fold(bytes_of(m->text), &g->key);
	at = map_put(g->by_key, buf_bytes(&g->key), (uint32_t)g->nodes, &added);
	if (!added)
		return *at;
	if (g->nodes == EXPRESSIONS_MOST) {
		*at = UINT32_MAX;
		return UINT32_MAX;
	}
	g->node =
	    arena_grow(g->arena, g->node, g->nodes, &g->node_cap, sizeof *g->node);
	n = &g->node[g->nodes];
	*n = (struct node){ .first = (uint32_t)g->nodes,
		.category = m->category,
		.person = m->person,
		.participant = participant };
	n->folded =
	    arena_bytes(g->arena, bytes_cut(buf_bytes(&g->key), head, g->key.len));
	return (uint32_t)g->nodes++;
}

static void
add_spelling(struct gathering *g, struct node *n, struct bytes text, uint64_t places)
{
	size_t i;

	for (i = 0; i < n->spellings; i++)
		if (bytes_equal(n->spelling[i].text, text)) {
			n->spelling[i].places += places;
			return;
		}
	n->spelling = arena_grow(
	    g->arena, n->spelling, n->spellings, &n->spelling_cap, sizeof *n->spelling);
	n->spelling[n->spellings++] =
	    (struct spelling){ arena_bytes(g->arena, text), places };
}

static void
add_meeting(struct gathering *g, struct node *n, const char *meeting)
{
	size_t i;

	for (i = n->meetings; i > 0; i--)
		if (strcmp(n->meeting[i - 1], meeting) == 0)
			return;
	n->meeting = arena_grow(
	    g->arena, n->meeting, n->meetings, &n->meeting_cap, sizeof *n->meeting);
	n->meeting[n->meetings++] = meeting;
}

/* Of a new meeting, or while there is room. */
static void
add_context(struct node *n, const struct expression_context *c, bool new_meeting)
{
	if (n->contexts < EXPRESSION_CONTEXTS)
		n->context[n->contexts++] = *c;
	else if (new_meeting && n->meetings <= EXPRESSION_CONTEXTS)
		n->context[n->meetings - 1] = *c;
}

static struct expression_context
context_of(struct gathering *g, const char *meeting, const struct record_mention *m)
{
	return (struct expression_context){ meeting, m->line,
		arena_bytes(g->arena, bytes_of(m->before)),
		arena_bytes(g->arena, bytes_of(m->text)),
		arena_bytes(g->arena, bytes_of(m->after)) };
}

static void
add_mention(struct gathering *g, struct node *n, const char *meeting,
    const struct record_mention *m)
{
	size_t meetings = n->meetings;
	struct expression_context c;

	add_spelling(g, n, bytes_of(m->text), 1);
	add_meeting(g, n, meeting);
	if (n->contexts < EXPRESSION_CONTEXTS || n->meetings > meetings) {
		c = context_of(g, meeting, m);
		add_context(n, &c, n->meetings > meetings);
	}
	n->places++;
	n->doubts += m->doubt;
	n->kept = n->kept || m->kept;
	n->undecided = n->undecided || !m->decided;
	if (n->rule == 0 || (m->doubt && !n->of_doubt)) {
		n->rule = m->rule + 1;
		n->score = m->score;
		n->of_doubt = m->doubt;
	}
	if (n->code.len == 0 && !m->doubt)
		n->code = arena_bytes(g->arena, bytes_of(m->code));
}

/* One name of the document, in all its forms. */
static void
unite_entity(struct gathering *g, uint32_t n, const char *meeting,
    const struct record_mention *m)
{
	uint32_t *at;
	int added;

	if (m->entity == 0 || g->node[n].participant)
		return;
	buf_clear(&g->key);
	buf_printf(&g->key, "%s/%u/%u", meeting, m->category, m->entity);
	at = map_put(g->by_entity, buf_bytes(&g->key), n, &added);
	if (!added)
		unite(g, n, *at);
}

static void
add_place(struct gathering *g, const char *meeting, const struct record_mention *m)
{
	struct record_mention *copy;

	if (g->places == EXPRESSION_PLACES_MOST) {
		g->left_out++;
		return;
	}
	copy = arena_get(g->arena, 1, sizeof *copy);
	*copy = *m;
	g->place =
	    arena_grow(g->arena, g->place, g->places, &g->place_cap, sizeof *g->place);
	g->place[g->places++] = (struct expression_place){ meeting, copy };
}

void
gathering_add(struct gathering *g, const char *meeting, const struct record_mention *m)
{
	uint32_t n;

	if (m->cut || strchr(m->text, '|') != NULL) { /* bars part spellings */
		g->left_out += m->doubt;
		return;
	}
	if (m->rule == RULE_CODE && !m->doubt && !m->kept)
		return; /* it was decided to be something else */
	if (stands_apart(m)) {
		add_place(g, meeting, m);
		return;
	}
	n = node_of(g, m);
	if (n == UINT32_MAX) {
		g->left_out++;
		return;
	}
	add_mention(g, &g->node[n], meeting, m);
	unite_entity(g, n, meeting, m);
}

static int
by_rank(const void *a, const void *b)
{
	const struct expression_turn *x = a, *y = b;

	return strcmp(x->turn.rank, y->turn.rank);
}

/* The lowest are kept. */
static void
draw_turns(struct gathering *g)
{
	qsort(g->turn, g->turns, sizeof *g->turn, by_rank);
	if (g->turns > SAMPLE_TURNS)
		g->turns = SAMPLE_TURNS;
}

static int
by_order(const void *a, const void *b)
{
	const struct expression_turn *x = a, *y = b;

	if (strcmp(x->meeting, y->meeting) != 0)
		return x->order < y->order ? -1 : 1;
	return (x->turn.turn > y->turn.turn) - (x->turn.turn < y->turn.turn);
}

void
gathering_turn(struct gathering *g, const char *meeting, const struct record_turn *t)
{
	if (g->turns == 2 * SAMPLE_TURNS)
		draw_turns(g);
	g->turn[g->turns++] = (struct expression_turn){ meeting, *t, g->seen++ };
}

/* The node of a name that reads like this; UINT32_MAX: none. */
static uint32_t
node_named(struct gathering *g, uint32_t category, struct bytes folded)
{
	const uint32_t *at;

	buf_clear(&g->key);
	buf_printf(&g->key, "n%u ", category);
	buf_add(&g->key, folded);
	at = map_get(g->by_key, buf_bytes(&g->key));
	return at ? *at : UINT32_MAX;
}

static bool
is_name(const struct node *n)
{
	return !n->participant &&
	       (n->category == CATEGORY_PER || n->category == CATEGORY_LOC ||
		   n->category == CATEGORY_ORG);
}

static void
unite_genitives(struct gathering *g)
{
	struct bytes stem;
	uint32_t i, other;

	for (i = 0; i < g->nodes; i++) {
		stem = g->node[i].folded;
		if (!is_name(&g->node[i]) || stem.len < 3 ||
		    stem.at[stem.len - 1] != 's')
			continue;
		stem.len--;
		other = node_named(g, g->node[i].category, stem);
		if (other != UINT32_MAX)
			unite(g, i, other);
	}
}

/* A slip of the pen seldom begins a name. */
static bool
begin_alike(struct bytes a, struct bytes b)
{
	size_t len;

	return utf8_next(a, &len) == utf8_next(b, &len);
}

/* Long enough to be told from others by one letter, and one word. */
static bool
may_be_near(const struct node *n)
{
	return !n->participant && n->category == CATEGORY_PER &&
	       utf8_count(n->folded) >= NEAR_LETTERS &&
	       memchr(n->folded.at, ' ', n->folded.len) == NULL;
}

static void
unite_near(struct gathering *g)
{
	struct near *near = near_new(g->arena);
	uint32_t i, other;

	for (i = 0; i < g->nodes; i++)
		if (may_be_near(&g->node[i]))
			near_add(near, g->node[i].folded, i);
	for (i = 0; i < g->nodes; i++)
		if (may_be_near(&g->node[i]) &&
		    near_find(near, g->node[i].folded, &other) == 1 &&
		    g->node[i].person == g->node[other].person &&
		    begin_alike(g->node[i].folded, g->node[other].folded))
			unite(g, i, other);
}

/* A node into the first one of its expression. */
static void
join(struct gathering *g, struct node *to, const struct node *from)
{
	size_t i, before;

	for (i = 0; i < from->spellings; i++)
		add_spelling(g, to, from->spelling[i].text, from->spelling[i].places);
	for (i = 0; i < from->contexts; i++) {
		before = to->meetings;
		add_meeting(g, to, from->context[i].meeting);
		add_context(to, &from->context[i], to->meetings > before);
	}
	for (i = 0; i < from->meetings; i++)
		add_meeting(g, to, from->meeting[i]);
	to->places += from->places;
	to->doubts += from->doubts;
	to->kept = to->kept || from->kept;
	to->undecided = to->undecided || from->undecided;
	if (from->of_doubt && !to->of_doubt) {
		to->rule = from->rule;
		to->score = from->score;
		to->of_doubt = true;
	}
	if (to->code.len == 0)
		to->code = from->code;
	if (to->person == RECORD_NOBODY)
		to->person = from->person;
}

static int
by_places(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;

	if (x->places != y->places)
		return x->places < y->places ? 1 : -1;
	return bytes_compare(x->text, y->text);
}

/* Persons, places, bodies, the rest. */
static uint32_t
rank_of(uint32_t category)
{
	switch (category) {
	case CATEGORY_PER:
		return 0;
	case CATEGORY_LOC:
		return 1;
	case CATEGORY_ORG:
		return 2;
	default:
		return 3 + category;
	}
}

static int
by_worth(const void *a, const void *b)
{
	const struct expression *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (rank_of(x->category) != rank_of(y->category))
		return rank_of(x->category) < rank_of(y->category) ? -1 : 1;
	if (x->participant != y->participant)
		return x->participant ? 1 : -1;
	if ((x->like == RECORD_NOBODY) != (y->like == RECORD_NOBODY))
		return x->like == RECORD_NOBODY ? 1 : -1;
	if (x->places != y->places)
		return x->places < y->places ? 1 : -1;
	return bytes_compare(x->spelling[0].text, y->spelling[0].text);
}

/* A participant whose name one of the spellings may be, if it is a slip of the pen. */
static uint32_t
like_whom(const struct gathering *g, const struct node *n)
{
	uint32_t value;
	size_t i;

	if (g->people == NULL || n->participant || n->category != CATEGORY_PER)
		return RECORD_NOBODY;
	for (i = 0; i < n->spellings; i++)
		if (near_find(g->people, n->spelling[i].text, &value) == 1)
			return name_person_of(value);
	return RECORD_NOBODY;
}

static struct expression
expression_of(const struct gathering *g, struct node *n)
{
	struct expression e = { .category = n->category,
		.person = n->person,
		.participant = n->participant,
		.like = like_whom(g, n),
		.kept = n->kept,
		.spelling = n->spelling,
		.spellings = n->spellings,
		.places = n->places,
		.doubts = n->doubts,
		.meeting = n->meeting,
		.meetings = n->meetings,
		.contexts = n->contexts,
		.rule = n->rule - 1,
		.score = n->score,
		.code = n->code };

	e.section = n->doubts > 0  ? EXPRESSION_DOUBT
	            : n->undecided ? EXPRESSION_SURE
	                           : EXPRESSION_DECIDED;
	memcpy(e.context, n->context, sizeof e.context);
	qsort(n->spelling, n->spellings, sizeof *n->spelling, by_places);
	return e;
}

void
gathering_close(struct gathering *g, struct expressions *out)
{
	struct expression *list;
	size_t len = 0;
	uint32_t i, first;

	unite_genitives(g);
	unite_near(g);
	for (i = 0; i < g->nodes; i++) {
		first = first_of(g, i);
		if (first != i)
			join(g, &g->node[first], &g->node[i]);
	}
	list = arena_get(g->arena, g->nodes, sizeof *list);
	for (i = 0; i < g->nodes; i++)
		if (first_of(g, i) == i)
			list[len++] = expression_of(g, &g->node[i]);
	if (len > 1)
		qsort(list, len, sizeof *list, by_worth);
	draw_turns(g);
	qsort(g->turn, g->turns, sizeof *g->turn, by_order);
	*out = (struct expressions){ list, len, g->place, g->places, g->turn, g->turns,
		g->left_out };
	buf_free(&g->key);
}
