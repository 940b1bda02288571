#ifndef FORMAT_CHA_TEXT_H
#define FORMAT_CHA_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "format/format.h"
#include "text/encoding.h"

struct arena;
struct cha_speakers;

/*
 * The text that a tier of a CHAT file says, with where each piece of it stands.
 *
 * Marks of speech inside a word are no part of it: "Ka(ri)" and "Ka:^ri" say "Kari",
 * and "Kari_Nordhaug" is two words; each mark goes with the letter at it. Bullets (the
 * times between two U+0015) are no text and stay; one that says more than two times
 * names a file, and is taken out.
 */
struct cha_text {
	struct bytes raw; /* decoded: the tier, or a part of it */
	uint64_t at;      /* of .raw in the file */
	enum encoding encoding;
	size_t known; /* a place in .raw and where it stands in the file */
	uint64_t known_at;

	unsigned char *text; /* LIMIT_UTTERANCE */
	size_t len;
	struct segment *segment;
	size_t segments;
	size_t plain_to; /* in .raw: where the last segment, a plain one, ends */

	struct arena *arena;
	struct removal *removal;
	size_t removals, cap;
};

struct cha_text *cha_text_new(struct arena *);

/* Other bytes are read now; no text, no removals. */
void cha_text_of(struct cha_text *, struct bytes raw, uint64_t at, enum encoding);

/* Where the byte of .raw stands in the file. */
uint64_t cha_text_place(struct cha_text *, size_t raw);

/* No text again; removals stay. */
void cha_text_clear(struct cha_text *);

/* Append what raw [from, to) says: itself; or something else. At most LIMIT_UTTERANCE
 * in all, which what stands in the place of something may not pass: cha_text_fits(). */
void cha_text_plain(struct cha_text *, size_t from, size_t to);
void cha_text_whole(struct cha_text *, size_t from, size_t to, struct bytes says);
void cha_text_mark(struct cha_text *, size_t at, const char *says); /* no bytes */
bool cha_text_fits(const struct cha_text *, size_t says, size_t raw_to_come);

/* Running text; spoken: with marks of speech in words. A code that was made from a name
 * says the name. */
void cha_text_running(struct cha_text *, size_t from, size_t to, bool spoken,
    const struct cha_speakers *);

/* The lemmas of a %mor tier: "n:prop|Kari v|gå-PAST ." says "Kari gå .". */
void cha_text_lemmas(struct cha_text *, size_t from, size_t to);

/* Take raw [from, to) out. */
void cha_text_take_out(
    struct cha_text *, size_t from, size_t to, enum hidden, const char *instead);

#endif
