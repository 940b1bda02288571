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
	const unsigned char *text; /* "skeleton\0gap\0skeleton\0" */
	struct lexicon_entry entry;
	uint32_t next;     /* item number + 1; 0: none */
	uint16_t capitals; /* bit k: LEXICON_CAPITAL asks it of word k */
	uint8_t kind;      /* enum item_kind */
};

enum { ITEMS_BLOCK = 1024 };

struct item_slot {
	uint32_t tag;  /* both halves of the hash: its low bits say the place */
	uint32_t head; /* item number + 1; 0: free */
};

struct lexicon {
	struct arena *arena;
	struct item **block;
	size_t blocks_cap;
	uint32_t items;
	size_t entries;
	struct item_slot *slot;
	size_t slots, used; /* slots is a power of two */
	unsigned char *pool;
	size_t pool_left;
	bool prefix_capital, prefix_any;
	uint32_t ends[32];   /* by the last letter but one: bits of the last */
	bool ends_any;       /* an entry ends otherwise than in two letters of ASCII */
	uint32_t starts[32]; /* of those that may begin compounds: by the first letter
			      * bits of the second */
};

static inline struct item *
items_at(const struct lexicon *l, uint32_t number)
{
	return &l->block[number / ITEMS_BLOCK][number % ITEMS_BLOCK];
}

static inline uint32_t
items_tag(uint64_t hash)
{
	return (uint32_t)(hash ^ hash >> 32);
}

/* Where the hash is, or would be. Inline, with the next: a probe for every word. */
static inline size_t
items_slot(const struct lexicon *l, uint64_t hash)
{
	uint32_t tag = items_tag(hash);
	size_t i = tag & (l->slots - 1);

	while (
	    l->slot[i].head != 0 &&
	    (l->slot[i].tag != tag || items_at(l, l->slot[i].head - 1)->hash != hash))
		i = (i + 1) & (l->slots - 1);
	return i;
}

/* The first item of this hash, or NULL. */
static inline const struct item *
items_first(const struct lexicon *l, uint64_t hash)
{
	uint32_t head = l->slot[items_slot(l, hash)].head;

	return head != 0 ? items_at(l, head - 1) : NULL;
}

static inline const struct item *
items_next(const struct lexicon *l, const struct item *item)
{
	return item->next != 0 ? items_at(l, item->next - 1) : NULL;
}

uint64_t items_pair(uint64_t first, uint64_t second);

/* The part after this one in an item's text. */
const unsigned char *item_text_after(const unsigned char *text);

/* Some entry may begin compounds that themselves begin so, and as this word does. */
static inline bool
items_may_start(const struct lexicon *l, bool capital, const unsigned char *word)
{
	return (l->prefix_any || (capital && l->prefix_capital)) &&
	       (word[0] >= 0x80 || word[1] >= 0x80 ||
		   (l->starts[word[0] & 31] >> (word[1] & 31) & 1));
}

/* No: no entry of one word ends as this word does. */
bool items_may_end(const struct lexicon *, struct bytes word);

#endif
