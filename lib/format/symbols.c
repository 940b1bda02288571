#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "format/xml.h"

struct symbols {
	struct arena *arena;
	struct map *numbers; /* "kind\0name": from 1 within the kind */
	struct map *kinds;   /* how many of each */
};

struct symbols *
symbols_new(struct arena *a)
{
	struct symbols *s = arena_get(a, 1, sizeof *s);

	*s = (struct symbols){ a, map_new(a), map_new(a) };
	return s;
}

const char *
symbol_for(struct symbols *s, const char *kind, struct bytes name)
{
	struct buf key = { 0 };
	uint32_t *number, *count;
	int added;

	buf_text(&key, kind);
	buf_byte(&key, '\0');
	buf_add(&key, name);
	number = map_put(s->numbers, buf_bytes(&key), 0, &added);
	if (added) {
		count = map_put(s->kinds, bytes_of(kind), 0, NULL);
		*number = ++*count;
	}
	buf_free(&key);
	return arena_printf(s->arena, "%s%u", kind, *number);
}
