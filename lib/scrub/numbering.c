#include "scrub/numbering.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/map.h"

struct numbering {
	struct map *numbers; /* word, NUL, entity or text -> number */
	struct map *used;    /* word -> how many so far */
};

struct numbering *
numbering_new(struct arena *a)
{
	struct numbering *n = arena_get(a, 1, sizeof *n);

	n->numbers = map_new(a);
	n->used = map_new(a);
	return n;
}

int
numbering_of(struct numbering *n, struct bytes word, uint32_t entity, struct bytes text,
    uint32_t *number, struct fail *f)
{
	struct buf key = { 0 };
	uint32_t *used;
	int added;

	buf_add(&key, word);
	buf_byte(&key, '\0');
	if (entity != 0)
		buf_printf(&key, "%u", entity);
	else {
		buf_byte(&key, '\0');
		buf_add(&key, text);
	}
	used = map_put(n->used, word, 0, NULL);
	*number = *map_put(n->numbers, buf_bytes(&key), *used + 1, &added);
	if (added)
		++*used;
	buf_free(&key);
	if (*number > LIMIT_THIRD)
		return fail_with(f, FAIL_LIMIT, "document-names", "%d", LIMIT_THIRD);
	return 0;
}
