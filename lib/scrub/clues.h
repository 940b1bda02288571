#ifndef SCRUB_CLUES_H
#define SCRUB_CLUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "find/clue.h"
#include "scrub/record.h"
#include "text/span.h"

struct arena;
struct rulebook;

/*
 * Clues together: does this turn point to one person? Nothing is changed by it; such
 * turns are listed, and a person reads them (issue of judgement, not of search: "the
 * only midwife in the valley" names nobody and tells everybody who it is).
 *
 * A clue is a stretch of some kind (find/clue.h) that weighs
 *
 *	1  common: an age, a year, a large town, a named shop, angst, a benefit
 *	2  few share it in one place: a small place, Sámi, psychosis, vicar, twins
 *	3  hardly anybody shares it: mayor, triplets, won the championship, ALS
 *	0  nothing, though its category would count (a rule's "not this")
 *
 * as its rule says (clue:, weight:), else as its category does: a table in clues.c.
 * A rule that is nothing but a clue goes before a category where it covers the
 * stretch, a place within a workplace's name is not said twice, and of a kind the
 * heaviest clue counts.
 *
 * A turn points to one person where one of these holds:
 *
 *	rare	one kind, not a place, weighs CLUES_POINT_ALONE: something that hardly
 *		anybody shares (3), or two stretches of the kind, seen by two rules, that
 *		few share (2 + 2: in prison, and the farm burned);
 *	joined	two kinds or more weigh CLUES_POINT: something that few share and
 *		anything else (2 + 1), or three common things (1 + 1 + 1).
 *
 * The sum stands for how many people are left: a step is about a power of ten in a
 * country of millions, so that three leave so few that whoever knows the person finds the
 * person. A large town and a year, or a benefit and an age, are what all talk is made of,
 * and listed they would hide the others. On 174 000 words of conversation this lists
 * some 5 turns in 10 000 words.
 *
 * What a speaker of a professional role says of a client is bound by secrecy: there one
 * institution, time, unusual illness or event is enough, if a client is spoken of
 * (CLUE_CLIENT, or a name or code of somebody of another role).
 */
enum { CLUES_POINT = 3, CLUES_POINT_ALONE = 3, CLUES_UNUSUAL = 2 };

/* The clues of one turn, as they come. Zeroes are an empty one. */
struct clues {
	uint8_t weight[CLUES];    /* of the heaviest of each kind */
	uint8_t second[CLUES];    /* of the heaviest after it that another rule saw */
	uint32_t heaviest[CLUES]; /* the rule of .weight */
	uint32_t rule[RECORD_RULES];
	size_t rules; /* those that told something, at most RECORD_RULES */
};

/* Take in what was found in a stretch of the turn: spans count bytes of it. The arena
 * is scratch; nothing is kept in it. */
void clues_add(
    struct clues *, const struct rulebook *, const struct spans *, struct arena *);

/* A client is spoken of. */
void clues_add_client(struct clues *);

/* It points to one person: *out is filled but for its place, and is to be listed.
 * professional: whoever speaks has the duty of secrecy. */
bool clues_point(const struct clues *, bool professional, struct record_clues *out);

/* Orders records for reading: most kinds first, then the heaviest, then by line. */
int clues_compare(const struct record_clues *, const struct record_clues *);

#endif
