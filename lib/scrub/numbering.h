#ifndef SCRUB_NUMBERING_H
#define SCRUB_NUMBERING_H

#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;

/*
 * The numbers of the placeholders of one document: each name gets the next number
 * of its word ([[sjef 1]], [[sjef 2]]) in order of appearance, and keeps it.
 */
struct numbering;

struct numbering *numbering_new(struct arena *);

/* A name is known by its entity, or where that is 0 by its text. FAIL_LIMIT
 * "document-names" {1} past LIMIT_THIRD of one word. */
int numbering_of(struct numbering *, struct bytes word, uint32_t entity,
    struct bytes text, uint32_t *number, struct fail *);

#endif
