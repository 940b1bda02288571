#ifndef TEXT_LEXICON_TABLE_H
#define TEXT_LEXICON_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "text/lexicon.h"

/*
 * How a lexicon lies in memory, for lexicon.c alone: items in blocks that never
 * move; those of one hash are a chain, reached by a table of open addressing. Two
 * words may share a hash, so that the text of an item is what counts.
 */
enum item_kind {
	ITEM_WORD,   /* one word: under its hash */
	ITEM_JOINED, /* several words written as one: under the hash of that */
	ITEM_PAIR,   /* more words: under items_pair() of the first two */
	ITEM_MORE    /* says that a pair begins with this word: under its hash */
};

struct item {
	uint64_t hash;
	const unsigned char *text; /* "skeleton\0gap\0skeleton\0": see item_text_after() */
	struct lexicon_entry entry;
	uint32_t next;	   /* item number + 1; 0: none */
	uint16_t capitals; /* bit k: LEXICON_CAPITAL asks it of word k */
	uint8_t kind;	   /* enum item_kind */
};

const struct item *items_first(const struct lexicon *, uint64_t hash);
const struct item *items_next(const struct lexicon *, const struct item *);
uint64_t items_pair(uint64_t first, uint64_t second);

/* The part after this one in an item's text. */
const unsigned char *item_text_after(const unsigned char *text);

/* Some entry may begin compounds that themselves begin so. */
bool items_have_prefix(const struct lexicon *, bool capital);

/* No: no entry of one word ends as this word does. */
bool items_may_end(const struct lexicon *, struct bytes word);

#endif
