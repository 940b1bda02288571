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
	s->times = arena_get(a, SLOTS_FIRST, sizeof *s->times);
	return s;
}

/* The number of the slot where the hash stands, or would. */
static size_t
slot_of(const struct seen *s, uint64_t hash)
{
	size_t i = (size_t)hash & s->mask;

	while (s->slot[i] != 0 && s->slot[i] != hash)
		i = (i + 1) & s->mask;
	return i;
}

static void
double_slots(struct seen *s)
{
	const uint64_t *old = s->slot;
	const uint8_t *times = s->times;
	const size_t slots = s->mask + 1;
	size_t i, at;

	s->mask = slots * 2 - 1;
	s->slot = arena_get(s->arena, slots * 2, sizeof *s->slot);
	s->times = arena_get(s->arena, slots * 2, sizeof *s->times);
	for (i = 0; i < slots; i++) {
		if (old[i] == 0)
			continue;
		at = slot_of(s, old[i]);
		s->slot[at] = old[i];
		s->times[at] = times[i];
	}
}

bool
seen_add(struct seen *s, uint64_t hash)
{
	const size_t at = slot_of(s, hash);

	if (hash == 0)
		return true;
	if (s->slot[at] == hash) {
		s->times[at] += s->times[at] < UINT8_MAX;
		return true;
	}
	if (s->len == SEEN_MOST)
		return false;
	s->slot[at] = hash;
	s->times[at] = 1;
	if (++s->len * 2 > s->mask)
		double_slots(s);
	return true;
}

bool
seen_has(const struct seen *s, uint64_t hash)
{
	return hash != 0 && s->slot[slot_of(s, hash)] == hash;
}

unsigned
seen_times(const struct seen *s, uint64_t hash)
{
	return seen_has(s, hash) ? s->times[slot_of(s, hash)] : 0;
}

bool
seen_next(const struct seen *s, size_t *at, uint64_t *hash)
{
	while (*at <= s->mask) {
		*hash = s->slot[(*at)++];
		if (*hash != 0)
			return true;
	}
	return false;
}
