#ifndef SCRUB_MENTION_H
#define SCRUB_MENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scrub/record.h"

struct arena;
struct decision;
struct decisions;
struct fail;
struct passage;
struct span;
struct stretch_kept;
struct utterance;

/*
 * What a person is asked about, with the words of the document: told only where struct
 * scrub has .asked, to who lets somebody decide. Each stretch that is exchanged, and each
 * that somebody decided to keep, is a RECORD_MENTION, right after its RECORD_SPAN if it has
 * one; and some turns in which nothing was found are RECORD_TURNs, drawn at random.
 */
int mention_say(
    struct passage *, const struct utterance *, const struct decision *, struct fail *);
int mention_say_kept(struct passage *, const struct utterance *,
    const struct stretch_kept *, struct fail *);

/* A code of the people in running text, which somebody decided to keep there or nobody
 * decided about. */
int mention_say_code(struct passage *, const struct utterance *, const struct span *,
    bool kept, struct fail *);

/* What was found in this utterance. */
void sample_see(struct passage *, const struct utterance *, const struct decisions *);

/* The turns that were drawn, when the document is read. */
int sample_say(struct passage *, struct fail *);

/*
 * Draws the SAMPLE_TURNS of lowest rank: of SHA-256 over seed, meeting and turn. So which
 * turns they are nobody can choose, and the same seed draws the same ones again, whichever
 * documents are read in whichever order; the lowest of all documents are the sample of all.
 */
enum {
	SAMPLE_TURNS = 30,
	SAMPLE_WORDS = 4 /* shorter turns ("Ja, det er det") tell nothing */
};

struct sample {
	struct record_turn *turn; /* unsorted, at most SAMPLE_TURNS */
	size_t turns;
	struct record_turn now; /* the turn that is being read */
	size_t words;
	bool reading, found;
};

/* Take one more, if its rank is low enough. */
void sample_add(struct sample *, const struct record_turn *, struct arena *);

/* In order of rank. */
void sample_sort(struct sample *);

#endif
