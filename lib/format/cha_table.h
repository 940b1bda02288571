#ifndef FORMAT_CHA_TABLE_H
#define FORMAT_CHA_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "format/hidden.h"

/* What becomes of a header or a tier of a CHAT file. */
enum cha_act {
	CHA_BARE,         /* says nothing behind its name */
	CHA_BEGIN,        /* the same: @Begin */
	CHA_END,          /* the same: @End */
	CHA_TEXT,         /* text, searched */
	CHA_WORDS,        /* numbers and words of .words alone; else it is text */
	CHA_LANGUAGES,    /* codes of languages (ISO 639-3) alone; else it is text */
	CHA_OUT,          /* taken out, and counted as .what */
	CHA_PARTICIPANTS, /* codes stay, names are taken out */
	CHA_ID,
	CHA_MEDIA,
	CHA_CODES,  /* codes of speakers, parted by commas */
	CHA_SPOKEN, /* the main tiers: text with the marks of speech */

	/* These repeat the main tier: taken out where something in it was exchanged. */
	CHA_AGAIN_SPOKEN, /* the words */
	CHA_AGAIN_TEXT,   /* their sounds */
	CHA_AGAIN_MOR,    /* their lemmas */
	CHA_AGAIN_GRA     /* numbers and relations alone */
};

struct cha_row {
	const char *name;  /* without the "@" or "%" */
	uint8_t act, what; /* enum cha_act, enum hidden */
	bool of_code;      /* goes on with a speaker's code: "Birth of KAR" */
	const char *words; /* of CHA_WORDS: each between blanks */
};

/* NULL: unknown. A tier that begins with x is the user's own: text. */
const struct cha_row *cha_header(struct bytes name);
const struct cha_row *cha_tier(struct bytes name);
extern const struct cha_row cha_main;

/* Of the closed list of roles ("Target_Child"); of the usual codes for roles ("MOT"). */
bool cha_is_role(struct bytes);
bool cha_is_usual_code(struct bytes);

/* Of grammar ("SUBJ", "NMOD-POSS"), those of MOR's parser and of Universal
 * Dependencies, in any case. */
bool cha_is_relation(struct bytes);

/* The word stands in words, each of which stands between blanks. */
bool cha_has_word(const char *words, struct bytes word);

#endif
