#ifndef TEXT_SKELETON_H
#define TEXT_SKELETON_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/*
 * The skeleton of a word (text/word.h), letter by letter: for the files of this
 * room that hash, compare or cut words. A word may also stand in NFD, and what is
 * no letter or digit in it (a soft hyphen) does not count.
 */

/* The next letter at or after *at, which moves behind it and its marks: folded,
 * but two letters not yet joined to one. 0 at the end. */
uint32_t skeleton_letter(struct bytes word, size_t *at);

/* One character without its marks, in lower case: å æ ø stay, ö ä are ø æ. */
uint32_t skeleton_fold(uint32_t character);

/* å, ø or æ for "aa", "oe", "ae"; 0 for two letters that stay two. */
uint32_t skeleton_joined(uint32_t first, uint32_t second);

/*
 * The hash of a skeleton: its bytes, sixteen at a time as two numbers with the first
 * byte lowest and zeros behind the end, each pair mixed in by steps as those of
 * splitmix64 (G. Steele et al., "Fast splittable pseudorandom number generators",
 * 2014). Most words are one pair, and have no branch here.
 */
#define SKELETON_SEED UINT64_C(0x9e3779b97f4a7c15)

static inline uint64_t
skeleton_mix(uint64_t hash, uint64_t first, uint64_t second)
{
	second *= UINT64_C(0x94d049bb133111eb);
	hash = (hash ^ first) * UINT64_C(0xbf58476d1ce4e5b9);
	hash ^= second << 32 | second >> 32;
	hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
	return hash ^ hash >> 29;
}

uint64_t skeleton_hash_bytes(struct bytes skeleton);

/* The letters of a word so far. */
struct skeleton_letters {
	uint64_t hash;    /* of all pairs but the last */
	uint64_t pair[2]; /* the last */
	unsigned len;     /* bytes in it, fewer than 16 */
};

struct skeleton_hash {
	struct skeleton_letters now;
	struct skeleton_letters before; /* without the last letter */
	uint32_t last;                  /* 0: none that may join with the next */
	uint32_t letters;
};

#define SKELETON_NONE                      \
	{                                  \
		SKELETON_SEED, { 0, 0 }, 0 \
	}
#define SKELETON_START                             \
	{                                          \
		SKELETON_NONE, SKELETON_NONE, 0, 0 \
	}

static inline uint64_t
skeleton_hash_now(const struct skeleton_letters *s)
{
	return s->len == 0 ? s->hash : skeleton_mix(s->hash, s->pair[0], s->pair[1]);
}

void skeleton_add(struct skeleton_hash *, uint32_t letter);

/* Of a whole word; *stem as in struct word. */
uint64_t skeleton_hash(struct bytes word, uint64_t *stem);

/* The word has this skeleton (NUL-terminated UTF-8). */
int skeleton_is(struct bytes word, const unsigned char *skeleton);

#endif
