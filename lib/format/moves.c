#include "format/moves.h"

#include "base/arena.h"
#include "base/fail.h"
#include "format/format.h"
#include "text/utf8.h"

struct move {
	uint64_t from, to;         /* before */
	uint64_t now_from, now_to; /* after */
};

struct moves {
	struct arena *arena;
	struct move *at;
	size_t len, cap;
};

struct moves *
moves_new(struct arena *a)
{
	struct moves *m = arena_get(a, 1, sizeof *m);

	m->arena = a;
	return m;
}

void
moves_clear(struct moves *m)
{
	m->len = 0;
}

void
moves_add(struct moves *m, uint64_t from, uint64_t to, uint64_t len)
{
	const struct move *last = m->len ? &m->at[m->len - 1] : NULL;
	uint64_t now = last ? last->now_to + (from - last->to) : from;

	if (to < from || (last != NULL && from < last->to))
		die("moves_add: out of order");
	m->at = arena_grow(m->arena, m->at, m->len, &m->cap, sizeof *m->at);
	m->at[m->len++] = (struct move){ from, to, now, now + len };
}

void
moves_learn(struct moves *m, uint64_t at, const struct utterance *u)
{
	const struct exchange *e;
	uint64_t from;
	size_t i;

	for (i = 0; i < u->exchanges; i++) {
		e = &u->exchanged[i];
		from = at + utf8_count(bytes_cut(u->text, 0, e->from));
		moves_add(m, from,
		    from + utf8_count(bytes_cut(u->text, e->from, e->to)),
		    utf8_count(e->instead));
	}
}

/* The last one that begins before the place; NULL: none. */
static const struct move *
before(const struct moves *m, uint64_t at)
{
	size_t low = 0, high = m ? m->len : 0, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (m->at[middle].from < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &m->at[low - 1] : NULL;
}

uint64_t
moves_start(const struct moves *m, uint64_t at)
{
	const struct move *last = before(m, at);

	if (last == NULL)
		return at;
	return at < last->to ? last->now_from : last->now_to + (at - last->to);
}

uint64_t
moves_end(const struct moves *m, uint64_t at)
{
	const struct move *last = before(m, at);

	if (last == NULL)
		return at;
	return at < last->to ? last->now_to : last->now_to + (at - last->to);
}
