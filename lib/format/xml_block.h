#ifndef FORMAT_XML_BLOCK_H
#define FORMAT_XML_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "format/format.h"

struct arena;

/*
 * What is said in a document of elements, gathered into utterances: blocks (paragraphs,
 * cells), which may stand inside one another as a text box stands in a paragraph. A
 * closed block waits to be taken by xml_blocks_next().
 */
struct xml_blocks;

struct xml_blocks *xml_blocks_new(struct arena *);
void xml_blocks_free(struct xml_blocks *); /* NULL is fine */

/* A block begins inside the one that is open, if one is; at: of its first byte. */
void xml_block_open(struct xml_blocks *, uint64_t at);
bool xml_blocks_open(const struct xml_blocks *); /* one is open */

/* Text of the innermost open block, which the part's bytes [at, end) say. A block that
 * gets longer than LIMIT_UTTERANCE is cut: true then, for a piece of it is ready. With no
 * block open nothing happens. */
bool xml_block_add(struct xml_blocks *, struct bytes text, uint64_t at, uint64_t end,
    enum segment_kind, enum escape);

/* The innermost one ends. speech: it may begin with a label. True: it said something, and
 * is ready. */
bool xml_block_close(struct xml_blocks *, bool speech);

/* The first that is ready, without removals and .settled; it lives until the next call. */
bool xml_blocks_next(struct xml_blocks *, struct utterance *);

/* Nothing open or ready has bytes before this, if nothing else has before at. */
uint64_t xml_blocks_settled(const struct xml_blocks *, uint64_t at);

#endif
