#include "scrub/places.h"

#include "base/arena.h"
#include "base/fail.h"

/* One replacement: where it stands in the copy, and in the original. */
struct place {
	uint64_t copy, copy_end, original, original_end;
};

struct places {
	struct arena *arena;
	struct place *at;
	size_t len, cap;
};

struct places *
places_new(struct arena *a)
{
	struct places *p = arena_get(a, 1, sizeof *p);

	p->arena = a;
	return p;
}

void
places_add(struct places *p, uint64_t start, uint64_t end, uint64_t len)
{
	const struct place *last = p->len ? &p->at[p->len - 1] : NULL;
	uint64_t copy = last ? last->copy_end + (start - last->original_end) : start;

	if (end < start || (last != NULL && start < last->original_end))
		die("places_add: out of order");
	p->at = arena_grow(p->arena, p->at, p->len, &p->cap, sizeof *p->at);
	p->at[p->len++] = (struct place){ copy, copy + len, start, end };
}

uint64_t
places_original(const struct places *p, uint64_t at)
{
	const struct place *before = NULL;
	size_t low = 0, high = p->len, middle;

	while (low < high) { /* the last one that begins at or before it */
		middle = low + (high - low) / 2;
		if (p->at[middle].copy <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return at;
	before = &p->at[low - 1];
	if (at < before->copy_end)
		return before->original;
	return before->original_end + (at - before->copy_end);
}
