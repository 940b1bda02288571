#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "format/xml.h"

struct symbols {
	struct arena *arena;
	struct map *numbers; /* "kind\0name": from 1 within the kind */
	struct map *kinds;   /* the last number given of each */
	struct map *given;   /* "S1" */
};

struct symbols *
symbols_new(struct arena *a)
{
	struct symbols *s = arena_get(a, 1, sizeof *s);

	*s = (struct symbols){ a, map_new(a), map_new(a), map_new(a) };
	return s;
}

/* "S12" of the kind "S": 12; 0: it is none. */
static uint32_t
own_number(const char *kind, struct bytes name)
{
	size_t i, len = strlen(kind);
	uint32_t n = 0;

	if (!bytes_start(name, kind) || name.len == len || name.len > len + 4 ||
	    name.at[len] == '0')
		return 0;
	for (i = len; i < name.len; i++) {
		if (name.at[i] < '0' || name.at[i] > '9')
			return 0;
		n = n * 10 + (uint32_t)(name.at[i] - '0');
	}
	return n;
}

static bool
give(struct symbols *s, const char *kind, uint32_t number)
{
	int added;

	map_put(s->given, bytes_of(arena_printf(s->arena, "%s%u", kind, number)), 1,
	    &added);
	return added;
}

static uint32_t
new_number(struct symbols *s, const char *kind, struct bytes name)
{
	uint32_t *count, own = own_number(kind, name);

	if (own > 0 && give(s, kind, own))
		return own;
	count = map_put(s->kinds, bytes_of(kind), 0, NULL);
	while (!give(s, kind, ++*count))
		;
	return *count;
}

const char *
symbol_for(struct symbols *s, const char *kind, struct bytes name)
{
	struct buf key = { 0 };
	uint32_t *number;
	int added;

	buf_text(&key, kind);
	buf_byte(&key, '\0');
	buf_add(&key, name);
	number = map_put(s->numbers, buf_bytes(&key), 0, &added);
	if (added)
		*number = new_number(s, kind, name);
	buf_free(&key);
	return arena_printf(s->arena, "%s%u", kind, *number);
}
