#ifndef TEXT_WORD_H
#define TEXT_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"

struct arena;

/*
 * A word is a run of letters and digits of a shadow. Each is hashed once, over
 * its skeleton: lower case, marks taken off all letters but å æ ø, ö as ø, ä as
 * æ, "aa" as å, "oe" as ø, "ae" as æ, the letters of Sámi without their strokes
 * (đ d, ŋ n, ŧ t), nor ð, ł, ı. Máret, Maret and MARET are one skeleton; so are
 * Håkon, Haakon. The hash is that of text/skeleton.h.
 */
enum word_flag {
	WORD_CAPITAL = 1, /* begins with a capital */
	WORD_UPPER = 2,   /* two letters or more, all capitals */
	WORD_DIGIT = 4,   /* begins with a digit */
	WORD_START =
	    8, /* first of a sentence, a line or a turn: a capital proves nothing */
	WORD_MIXED = 16, /* letters and digits */
	WORD_PLAIN = 32  /* in small letters, and surely its own skeleton */
};

/* What stands between a word and the next. */
enum word_gap {
	GAP_SPACE = 1,  /* blanks and line breaks, at most one empty line */
	GAP_HYPHEN = 2, /* - alone, or at the end of a line */
	GAP_DOT = 4,    /* . and perhaps blanks */
	GAP_COMMA = 8,  /* , and blanks */
	GAP_OTHER = 16  /* anything else, and the end */
};

struct word {
	uint64_t hash; /* of the skeleton */
	uint64_t stem; /* of the skeleton without its final s; 0 where there is none */
	uint32_t from, to; /* bytes of the shadow, [from, to) */
	uint8_t flags;     /* enum word_flag */
	uint8_t gap;       /* enum word_gap: what follows */
};

struct words {
	struct word *at;
	size_t len;
};

/* start says that the text begins a sentence (a new turn). */
struct words words_of(struct bytes shadow, bool start, struct arena *);

/* The first words, at most room; how many there are of them. */
size_t words_into(struct bytes shadow, bool start, struct word *, size_t room);

/* It has a Latin letter that neither Norwegian nor its loan words have, so it is no word
 * of theirs; ä, ö and ü also write dialect. */
bool word_is_foreign(struct bytes word);

/* Append the skeleton of one word. */
void word_skeleton(struct bytes word, struct buf *);

#endif
