#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;

/*
 * Bytes to a number. Keys are copied into the arena; nothing is ever removed.
 * The hash is SipHash-free FNV-1a with a fixed seed: a hostile text can make it
 * slow within the limits on what a document may prove, never wrong.
 */
struct map;

struct map *map_new(struct arena *);

/* The number of the key, set to value if the key is new; *added (may be NULL)
 * says which. */
uint32_t *map_put(struct map *, struct bytes key, uint32_t value, int *added);
const uint32_t *map_get(const struct map *, struct bytes key); /* NULL: not there */
size_t map_count(const struct map *);

uint64_t hash_bytes(struct bytes); /* FNV-1a, 64 bits */

#endif
