#ifndef FORMAT_CHA_SPEAKER_H
#define FORMAT_CHA_SPEAKER_H

#include <stdbool.h>

#include "base/bytes.h"

struct arena;
struct fail;

/*
 * Who speaks in a CHAT file: the codes of @Participants and of the tiers, and what is
 * read for them. A code stands for the name that @Participants gives it, so that the
 * people are found by their names, and all places of the code become the same.
 */
struct cha_speaker {
	struct bytes code;   /* "KAR" */
	struct bytes said;   /* "Kari Nordhaug", else the code itself */
	const char *neutral; /* where a name must go that has no code of its own: "",
				 for it stays, if it is one for a role; else "P01" ... */
	bool usual;          /* a code for a role ("MOT") without a name: it stays,
				 unless somebody has said whose it is */
	struct bytes role;
};

struct cha_speakers;

struct cha_speakers *cha_speakers_new(struct arena *);

/* One of @Participants; name and role may be empty. All of them before the first
 * cha_speaker_of(). FAIL_LIMIT "cha-speakers". */
int cha_speakers_add(struct cha_speakers *, struct bytes code, struct bytes name,
    struct bytes role, struct fail *);

/* By the code; one that @Participants does not list is added. NULL: FAIL_LIMIT
 * "cha-speakers". */
const struct cha_speaker *cha_speaker_of(
    struct cha_speakers *, struct bytes code, struct fail *);

/* Of a word in running text: a listed code that was made from a name; else NULL. */
const struct cha_speaker *cha_speaker_in_text(
    const struct cha_speakers *, struct bytes word);

#endif
