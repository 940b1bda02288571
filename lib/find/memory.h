#ifndef FIND_MEMORY_H
#define FIND_MEMORY_H

#include "find/finder.h"
#include "find/seen.h"
#include "text/word.h"

struct rule_scratch;
struct rulebook;
struct settled;

/* What the finder does with a document's memory; for the room find/ only. */

/* What tells the language and the letter case of a document. A marker is as a capital,
 * since it mostly stands for one. */
struct tally {
	struct language_count languages;
	uint64_t letters, capitals;
};

/* Count these too. */
void memory_count(struct memory *, const struct tally *);

/* The finding read: what is found is learnt. */
bool memory_is_learning(const struct memory *);

/* Words that the document writes small, outside of what is covered; words of names:
 * with a capital inside a sentence that a name was found on or that nothing explains,
 * or with more of a person's name behind it. Filled while learning. */
struct seen *memory_small(const struct memory *);
struct seen *memory_inside(const struct memory *);

/* Those of the words of names that are no ordinary word and were found alone, as a
 * person's or as what nothing explains: not the school of "Solbakken Skole". */
struct seen *memory_alone(const struct memory *);

/* Words of names that were found as a person's, and no doubt, as they are written: ordinary
 * words, and others. */
struct seen *memory_persons(const struct memory *, bool ordinary);

/* Words that the document writes small behind an article: no names, but by mistake. */
struct seen *memory_nouns(const struct memory *);

/*
 * A name that was written small by mistake is none the less one. What the document writes
 * with a capital inside a sentence as often as small is a name where it has the capital,
 * and where it is small too if that is half as often; what has an article, if it is a
 * third as often. What is small four times is a word. The word, or what it is the
 * genitive of.
 */
enum { NAME_OVER = 1, NAME_OVER_SMALL = 2, NAME_OVER_NOUN = 3, SMALL_WORD = 4 };
bool memory_is_name(const struct memory *, const struct word *);
bool memory_is_name_small(const struct memory *, const struct word *);

/* FAIL_LIMIT "document-names": it shows more names than are held. Returns -1. */
int memory_full(struct fail *);

/* The names that were proved so far: entry.value is a name's number. */
const struct lexicon *memory_known(const struct memory *);

struct settled *memory_settled(const struct memory *);

struct rule_scratch *memory_scratch(struct memory *);

/* A name as it stands in a shadow. */
struct phrase {
	struct bytes text;
	enum category category;
	uint32_t to; /* what the rule says of it; 0 nothing */
	bool proved; /* known everywhere from here on */
};

/* The number of the name, new or known. Scratch is cleared by nobody. */
int memory_meet(struct memory *, const struct rulebook *, const struct phrase *,
    struct arena *scratch, uint32_t *entity, struct fail *);

/* The number as mentions bear it. */
uint32_t memory_entity(const struct memory *, uint32_t number);

#endif
