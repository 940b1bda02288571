#ifndef FIND_WALK_H
#define FIND_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "find/book.h"
#include "find/finder.h"
#include "text/shadow.h"
#include "text/word.h"

/*
 * One utterance on its way through the finder; for the room find/ only. Offsets
 * are bytes of the shadow until a span is said.
 */
struct stretch {
	uint32_t from, to;
};

enum { SCORE_SURE = 50 }; /* below it a find is a doubt */

/* Bytes of a line: a shorter one was ended, not broken to fit. */
enum { LINE_FILLED = 50 };

/* What the walk has made of a word. */
enum word_state {
	WORD_SAID = 1,   /* something to be covered was found over it */
	WORD_PERSON = 2, /* and that is a person */
	WORD_STAYS = 4,  /* it is one of those that stay (stay.txt, names that stay) */
	WORD_SURE = 8    /* the person is no doubt */
};

struct walk {
	const struct finder *finder;
	const struct rulebook *book;
	struct memory *memory;
	struct arena *arena;
	struct spans *out;
	struct fail *fail;

	struct shadow shadow;
	struct bytes text;      /* of the shadow */
	size_t text_len, carry; /* of the utterance itself */
	size_t said;            /* where it begins behind its label */
	struct words words;     /* without those in markers */
	uint8_t *state;         /* of each word: enum word_state */
	uint32_t *open;         /* words that are not settled, in order */
	size_t opens;
	bool lower;

	struct stretch *stretch; /* between markers: what a rule sees */
	size_t stretches, now;   /* the one in which the walk is */
	uint32_t *until;         /* by rule: where its last span ends */
	uint16_t *allowed;       /* room for all rules: those to try at a place */
	uint32_t named;          /* lists have said what stands before this */
	uint32_t sure;           /* and have left no doubt before this */
	uint32_t stays;          /* names that stay reach to here */
	uint32_t people_to;      /* and names of the people */
};

/* What the walk has to say of a stretch of the shadow. */
struct find {
	uint32_t from, to;
	uint32_t value;
	uint32_t entity; /* 0: walk_say() numbers it */
	uint16_t rule;
	uint8_t category, score;
	bool proves;
};

/* Word i as it stands in the shadow. */
static inline struct bytes
walk_word(const struct walk *w, size_t i)
{
	return bytes_cut(w->text, w->words.at[i].from, w->words.at[i].to);
}

/* Say it: place it in the utterance, number it if it is a name, learn it. */
int walk_say(struct walk *, const struct find *);

/* The first word that ends after this byte of the shadow. */
size_t walk_word_at(const struct walk *, uint32_t at);

/* The first word that begins at this byte of the text or behind it: at .carry those of this
 * utterance, at .said those behind its label. */
size_t walk_word_from(const struct walk *, size_t at);

/* finder_names.c: mark the words of stay.txt, as they are written there. */
void walk_stays(struct walk *);

/* finder_names.c: word i is one letter from a name of the people, and may be it. */
bool walk_may_be_near(const struct walk *, size_t i);

/* finder_shown.c: how sure it is that word i is of a name that another document of the
 * study shows, 0 not: with a capital, or small where there are no capitals or it is seldom
 * so. Say it. */
uint8_t walk_judge_shown(const struct walk *, size_t i);
bool walk_has_shown(const struct walk *, size_t i); /* however it is written here */
int walk_shown(struct walk *, size_t i);

/* finder_names.c: people, lists, proved names, misspellings, names of other documents at
 * word i. */
int walk_names(struct walk *, size_t i);

/* finder_names.c: behind an ordinary word that is a name too, where a sentence begins, the
 * text from word next on goes on as behind people: with a verb, another capital, somebody
 * else, a mark, or nothing. */
bool walk_goes_on_as_name(const struct walk *, size_t next);

/* What a word is that may go on a person's name, weakest first. */
enum family {
	FAMILY_NONE,
	FAMILY_INITIAL, /* a letter and its dot; jr, sr */
	FAMILY_UNKNOWN, /* a capital in mid-sentence that nobody knows */
	FAMILY_FORM,    /* ends as family names do: -sen, -stad */
	FAMILY_LIST,
	FAMILY_PEOPLE
};

/* finder_family.c: the name that ends with word i stands in a line of talk, behind a word in
 * small letters. */
bool walk_in_talk(const struct walk *, size_t i);

/*
 * finder_family.c: move *to, the end of a person's name before word next, over the
 * family names, initials and particles that follow, and jr or sr. The strongest word that it grew
 * by; FAMILY_NONE: it did not.
 */
enum family walk_grow(const struct walk *, size_t next, uint32_t *to);

/* finder_family.c: where a person's name begins whose first word but initials is word i:
 * at them ("K. Nordli"), or there. */
uint32_t walk_initials(const struct walk *, size_t i);

/* finder_family.c: what follows an initial begins no sentence: "hos K. Nordli". */
void walk_initial_starts(struct walk *);

/* finder_family.c: in a document without capitals a letter with its dot is an initial as
 * well as one with a capital. */
void walk_lower_initials(struct walk *);

/* finder_rules.c: nothing can begin at word i, as at most words in small letters. Then
 * settles: nor can it wherever else the word stands. */
bool walk_is_plain(struct walk *, size_t i);
bool walk_settles(struct walk *, size_t i);

/* finder_rules.c: rules that may begin at word i; those that begin at an address. */
int walk_rules(struct walk *, size_t i);
int walk_addresses(struct walk *);

/* finder_capital.c: after all else, capitals that nothing has explained. */
int walk_capitals(struct walk *);

#endif
