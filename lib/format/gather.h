#ifndef FORMAT_GATHER_H
#define FORMAT_GATHER_H

#include "format/format.h"

/*
 * Text on its way into an utterance: the words, where each piece of them stands, and
 * what is taken out between. Formats whose text is strewn over syntax gather with it.
 *
 * All of it lives in the arena; what is cleared keeps its memory.
 */
struct gather {
	struct arena *arena;
	enum encoding encoding; /* of the part */
	unsigned char *text;
	size_t len, cap;
	struct segment *segment;
	size_t segments, segment_cap;
	struct removal *removal;
	size_t removals, removal_cap;
};

struct gather gather_new(struct arena *, enum encoding);
void gather_clear(struct gather *);

/*
 * Append UTF-8 text that stands in the part at [at, end). down is the line of the part
 * less the line where the utterance begins, and less the line ends of the text before
 * (struct segment). What touches the piece before and is of its kind becomes one with
 * it. A mark may be empty ([at, at)): then it is only said, as the blank between two
 * cues.
 */
void gather_add(struct gather *, struct bytes text, struct segment where);

/* Append a stretch to be taken out, or with end == at only counted. Two of the same
 * kind that touch are one, and counted once. instead must outlive it. */
void gather_remove(struct gather *, struct removal);

/* Append the text's [from, to) of another, not its removals. No segment but a plain one
 * may be cut by from or to. down is added to that of each segment. */
void gather_part(
    struct gather *, const struct gather *of, size_t from, size_t to, uint32_t down);

/* The utterance's text, segments and removals are this one's, until it changes. */
void gather_give(const struct gather *, struct utterance *);

/* Where byte i of decoded text stands in the part; quick if i grows from call to call. */
struct place {
	struct bytes text;
	uint64_t at; /* of .text in the part */
	enum encoding encoding;
	size_t known;  /* a byte of the text */
	uint64_t away; /* and how far in the part it is from .at */
};
uint64_t place_of(struct place *, size_t i);

/* Text ends a sentence: its last sign that is no blank says so. "" does. */
bool gather_ends_sentence(struct bytes text);

/* The first bytes of a file as text, without a byte order mark; "" if it is none. The
 * buffer is the caller's to free. */
struct bytes gather_head(struct bytes head, struct buf *);

#endif
