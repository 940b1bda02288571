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

/* All of the innermost one is the label of a speaker, or all but "[v]" behind it. */
void xml_block_label(struct xml_blocks *);

/*
 * The innermost one ends. True: something is ready.
 *
 * speech: it may begin with a label, and a sentence may go on in the next block of the same
 * kind (a title goes on in no description) in the same element (depth: how many elements
 * are open around it): where a paragraph does not end
 * a sentence and the next begins with no label, the two are one utterance, with a line end
 * between, as two lines of plain text are. So it is held back until that is known.
 */
bool xml_block_close(struct xml_blocks *, bool speech, size_t depth, const void *kind);

/* The innermost one ends, and whether what it says stays in the document will be known
 * later: all that wait so are ready when xml_blocks_decide() is called (true: there is
 * one), but for those behind the first few, which xml_blocks_forget() takes away. */
void xml_block_close_undecided(struct xml_blocks *);
size_t xml_blocks_undecided(const struct xml_blocks *);
void xml_blocks_forget(struct xml_blocks *, size_t but_first);
bool xml_blocks_decide(struct xml_blocks *);

/* An element ended, and depth are open: what is held back in it is ready (true). */
bool xml_blocks_leave(struct xml_blocks *, size_t depth);

/* How many blocks said something. */
uint64_t xml_blocks_said(const struct xml_blocks *);

/* The first that is ready, without removals and .settled; it lives until the next call. */
bool xml_blocks_next(struct xml_blocks *, struct utterance *);

/* Nothing open or ready has bytes before this, if nothing else has before at. */
uint64_t xml_blocks_settled(const struct xml_blocks *, uint64_t at);

#endif
