#ifndef FIND_SETTLED_H
#define FIND_SETTLED_H

#include <stdint.h>

#include "find/finder.h"
#include "text/language.h"
#include "text/word.h"

struct arena;

/*
 * Words of a document that need no second look: WORD_PLAIN, and no list, name or rule
 * begins at them, and there is nothing to learn from them that is not known. Most of a
 * text is a few hundred such words again and again. Which they are is said by what the
 * finder was given and by the names proved so far: when one of these changes, all are
 * forgotten. For the room find/ only.
 */
enum { SETTLED_SLOTS = 4096 }; /* a power of two; 64 KiB */

struct settled_word {
	uint64_t hash; /* of the word, which is its own skeleton; 0: free */
	enum language language;
};

struct settled {
	struct finder asked;                     /* what was asked: */
	size_t people, stay, known;              /* entries */
	struct settled_word word[SETTLED_SLOTS]; /* a word has one place, or none */
};

struct settled *settled_new(struct arena *);

/* Before an utterance: these are asked, and known, the names proved so far. */
void settled_begin(
    struct settled *, const struct finder *, const struct lexicon *known);

void settled_forget(struct settled *);

/* From now on the word is settled, perhaps instead of another. */
void settled_add(struct settled *, const struct word *);

/* NULL: it is not. */
static inline const struct settled_word *
settled_find(const struct settled *s, const struct word *word)
{
	const struct settled_word *found = &s->word[word->hash % SETTLED_SLOTS];

	return (word->flags & WORD_PLAIN) && found->hash == word->hash ? found : NULL;
}

#endif
