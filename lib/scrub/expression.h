#ifndef SCRUB_EXPRESSION_H
#define SCRUB_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "scrub/mention.h"
#include "scrub/record.h"

struct arena;
struct near;

/*
 * What a person decides about, gathered from the mentions of all documents: each name or
 * expression once, with all its spellings together. Spellings are together that
 *
 *	read the same but for case, marks, å/aa (the skeleton of text/word.h),
 *	are names of one participant, where it is sure who is meant,
 *	are one name in a document (Gunnvor, Tveitnes, Gunnvor Tveitnes),
 *	differ by the s of a genitive, or, of six letters and more, by one letter that
 *	is not the first, and are persons (Solvei, Solveig).
 *
 * Apart stand places: where a word may be a name or not (Per, per), or a name of the
 * people is there and nobody knows whose, each place is decided about by itself, since
 * one answer for all of them would cover a word or uncover a person.
 */
enum expression_section {
	EXPRESSION_DOUBT,   /* some of its places are covered as doubtful */
	EXPRESSION_SURE,    /* none is */
	EXPRESSION_DECIDED, /* somebody decided about all of them */
	EXPRESSION_SECTIONS
};

struct spelling {
	struct bytes text; /* as first written */
	uint64_t places;
};

enum { EXPRESSION_CONTEXTS = 3 };

struct expression_context {
	const char *meeting;
	uint64_t line;
	struct bytes before, text, after;
};

struct expression {
	enum expression_section section;
	uint32_t category;
	uint32_t person;  /* of the roster, RECORD_NOBODY */
	bool participant; /* it is that person for sure, and has their code */
	uint32_t like;    /* a name, but one letter from that of this person, or
			  RECORD_NOBODY */
	bool kept;        /* somebody decided to keep it */
	const struct spelling *spelling; /* those written most often first */
	size_t spellings;
	uint64_t places, doubts;
	const char *const *meeting; /* in the order of the documents */
	size_t meetings;
	struct expression_context
	    context[EXPRESSION_CONTEXTS]; /* of several meetings */
	size_t contexts;
	uint32_t rule,
	    score; /* of the first mention that is a doubt, else of the first */
	struct bytes
	    code; /* what stands for it: of the first mention that is sure, else "" */
};

/* A place by itself: one record_mention and its meeting. */
struct expression_place {
	const char *meeting;
	const struct record_mention *mention;
};

/* A turn in which nothing was found. */
struct expression_turn {
	const char *meeting;
	struct record_turn turn;
	uint64_t order; /* in which it came in */
};

struct expressions {
	const struct expression *at; /* by section, category, places; persons first */
	size_t len;
	const struct expression_place *place; /* in order */
	size_t places;
	const struct expression_turn *turn; /* the sample, in order */
	size_t turns;
	uint64_t
	    left_out; /* mentions beyond what is held, or too long to decide about */
};

enum { EXPRESSIONS_MOST = 20000, EXPRESSION_PLACES_MOST = 5000 };

struct gathering;

/* What is gathered lives in the arena. people knows their names when they are misspelt, by
 * values of people/names.h; may be NULL. */
struct gathering *gathering_new(struct arena *, const struct near *people);

/* In the order of documents and of their text. meeting must live as long. */
void gathering_add(
    struct gathering *, const char *meeting, const struct record_mention *);

void gathering_turn(
    struct gathering *, const char *meeting, const struct record_turn *);

void gathering_close(struct gathering *, struct expressions *);

#endif
