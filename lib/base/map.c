#include "base/map.h"

#include "base/arena.h"

/* Open addressing: a slot is free where key.at is NULL; half of them always are. */
struct slot {
	struct bytes key;
	uint64_t hash;
	uint32_t value;
};

struct map {
	struct arena *arena;
	struct slot *slots;
	size_t size, count; /* size: a power of two */
};

/* Fowler, Noll, Vo: FNV-1a with their offset basis and prime for 64 bits. */
uint64_t
hash_bytes(struct bytes b)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < b.len; i++)
		hash = (hash ^ b.at[i]) * UINT64_C(0x100000001b3);
	return hash;
}

struct map *
map_new(struct arena *a)
{
	struct map *m = arena_get(a, 1, sizeof *m);

	m->arena = a;
	m->size = 16;
	m->slots = arena_get(a, m->size, sizeof *m->slots);
	return m;
}

/* The slot of the key, or the free one where it would stand. FNV's low bits mix
 * less than its high ones. */
static struct slot *
find_slot(struct slot *slots, size_t size, uint64_t hash, struct bytes key)
{
	size_t i = (size_t)(hash ^ hash >> 32) & (size - 1);

	while (slots[i].key.at != NULL) {
		if (slots[i].hash == hash && bytes_equal(slots[i].key, key))
			break;
		i = (i + 1) & (size - 1);
	}
	return &slots[i];
}

static void
map_double(struct map *m)
{
	struct slot *old = m->slots;
	size_t i, size = m->size * 2;

	m->slots = arena_get(m->arena, size, sizeof *m->slots);
	for (i = 0; i < m->size; i++)
		if (old[i].key.at != NULL)
			*find_slot(m->slots, size, old[i].hash, old[i].key) = old[i];
	m->size = size;
}

uint32_t *
map_put(struct map *m, struct bytes key, uint32_t value, int *added)
{
	uint64_t hash = hash_bytes(key);
	struct slot *s = find_slot(m->slots, m->size, hash, key);
	int is_new = s->key.at == NULL;

	if (added != NULL)
		*added = is_new;
	if (!is_new)
		return &s->value;
	if (m->count >= m->size / 2) {
		map_double(m);
		s = find_slot(m->slots, m->size, hash, key);
	}
	s->key = arena_bytes(m->arena, key); /* never NULL, also when it is empty */
	s->hash = hash;
	s->value = value;
	m->count++;
	return &s->value;
}

const uint32_t *
map_get(const struct map *m, struct bytes key)
{
	const struct slot *s = find_slot(m->slots, m->size, hash_bytes(key), key);

	return s->key.at ? &s->value : NULL;
}

size_t
map_count(const struct map *m)
{
	return m->count;
}
