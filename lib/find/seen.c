#include "find/seen.h"

#include "base/arena.h"

enum { SLOTS_FIRST = 256 };

struct seen *
seen_new(struct arena *a)
{
	struct seen *s = arena_get(a, 1, sizeof *s);

	s->arena = a;
	s->mask = SLOTS_FIRST - 1;
	s->slot = arena_get(a, SLOTS_FIRST, sizeof *s->slot);
	return s;
}

/* The slot where the hash stands, or would. */
static uint64_t *
slot_of(const struct seen *s, uint64_t hash)
{
	size_t i = (size_t)hash & s->mask;

	while (s->slot[i] != 0 && s->slot[i] != hash)
		i = (i + 1) & s->mask;
	return &s->slot[i];
}

static void
double_slots(struct seen *s)
{
	const uint64_t *old = s->slot;
	const size_t slots = s->mask + 1;
	size_t i;

	s->mask = slots * 2 - 1;
	s->slot = arena_get(s->arena, slots * 2, sizeof *s->slot);
	for (i = 0; i < slots; i++)
		if (old[i] != 0)
			*slot_of(s, old[i]) = old[i];
}

bool
seen_add(struct seen *s, uint64_t hash)
{
	uint64_t *slot = slot_of(s, hash);

	if (hash == 0 || *slot == hash)
		return true;
	if (s->len == SEEN_MOST)
		return false;
	*slot = hash;
	if (++s->len * 2 > s->mask)
		double_slots(s);
	return true;
}

bool
seen_has(const struct seen *s, uint64_t hash)
{
	return hash != 0 && *slot_of(s, hash) == hash;
}
