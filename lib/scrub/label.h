#ifndef SCRUB_LABEL_H
#define SCRUB_LABEL_H

#include <stdbool.h>

#include "base/bytes.h"
#include "people/meeting.h"
#include "people/roster.h"

struct finder;
struct lexicon;
struct memory;
struct utterance;

/*
 * Who a label says is speaking (DESIGN.md 4). A code at a label position is the
 * label of that seat and stays. Nothing is ever corrected: a label that is no
 * code, but looks like one, is named and stays as well.
 */
enum label_kind {
	LABEL_NOT,        /* no label, or ordinary words */
	LABEL_CODE,       /* a code or seat of somebody: stays */
	LABEL_MAPPED,     /* Meetings says whose it is: becomes the code */
	LABEL_NEUTRAL,    /* I, Intervjuer, SPEAKER_00, 019: stays */
	LABEL_UNKNOWN,    /* W4 where nobody is W4: stays, is listed */
	LABEL_INCOMPLETE, /* ES, a role without number: stays, is listed */
	LABEL_CAPITALS,   /* two to four capitals of nobody we know, KH: initials, or a
			     code without number; see label_count */
	LABEL_STRANGER    /* a name-like label of nobody we know: covered, is listed */
};

struct speaker {
	enum label_kind kind;
	const struct holding *holding; /* whose, where that is known */
	bool person; /* LABEL_MAPPED: known, perhaps without a code for this occasion */
};

/* What labels are judged by; each but the occasion may be NULL. */
struct label_judge {
	const struct roster *roster;
	const struct meeting *meeting;
	struct occasion occasion;
	const struct lexicon *words, *common;
	const struct finder *finder; /* with memory says what is a name too */
	const struct memory *memory;
};

struct speaker speaker_of(const struct label_judge *, const struct utterance *);

/*
 * What labels a document has. Where somebody is called by a number or a code and
 * nobody by a name, whoever made the document has coded its speakers: capitals there
 * are a code too, elsewhere they may be initials.
 */
struct label_count {
	unsigned coded, named;
};

void label_count(struct label_count *, const struct utterance *, struct speaker);
bool label_are_coded(const struct label_count *);

/*
 * Which seats a label that is no code may have meant: those within one edit of it, and
 * for a role without number those of that role; of the meeting's team where it is
 * known. At most room indices of holdings, one a seat, in the roster's order; more
 * than that are none (they would be a guess). For a person to choose from.
 */
size_t label_candidates(
    const struct label_judge *, struct bytes label, uint32_t *holding, size_t room);

#endif
