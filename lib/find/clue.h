#ifndef FIND_CLUE_H
#define FIND_CLUE_H

/*
 * What a stretch gives away of a person besides a name. Where several kinds meet in
 * one turn they point to one person, though each alone fits many (scrub/clues.h).
 */
enum clue {
	CLUE_NONE,
	CLUE_JOB,       /* a rare job, a post that one person holds */
	CLUE_WORKPLACE, /* named, or told so that it can be found; an institution */
	CLUE_EVENT,     /* what few have lived through, or what papers wrote of */
	CLUE_FAMILY,    /* a rare family: triplets, five children, two men's */
	CLUE_HEALTH,    /* illness, disability, benefit */
	CLUE_TIME,      /* age, year, date */
	CLUE_PLACE,
	CLUE_BELONGING, /* people, faith, union, party, sexuality */
	CLUE_CLIENT, /* somebody of whom a professional speaks: tells nothing itself */
	CLUES
};

/* How much a clue tells: where its rule does not say, and at most. */
enum { CLUE_WEIGHT_USUAL = 2, CLUE_WEIGHT_MOST = 3 };

const char *clue_name(enum clue); /* "job" */
int clue_named(const char *name); /* -1: no such name */

#endif
