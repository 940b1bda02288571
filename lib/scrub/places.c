#include "scrub/places.h"

#include <string.h>

#include "base/arena.h"

struct place {
	const char *part;
	struct kept kept;
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
places_add(struct places *p, const char *part, const struct kept *kept)
{
	p->at = arena_grow(p->arena, p->at, p->len, &p->cap, sizeof *p->at);
	p->at[p->len++] = (struct place){ arena_text(p->arena, bytes_of(part)), *kept };
}

/* They are few: each was decided by hand. */
bool
places_original(const struct places *p, const char *part, uint64_t *at, uint64_t *end)
{
	const struct place *one;
	size_t i;

	for (i = 0; i < p->len; i++) {
		one = &p->at[i];
		if (one->kept.copy_at != *at || one->kept.copy_end != *end ||
		    strcmp(one->part, part) != 0)
			continue;
		*at = one->kept.at;
		*end = one->kept.end;
		return true;
	}
	return false;
}
