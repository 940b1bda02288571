#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "text/word.h"

struct arena;

/*
 * Phrases looked up as text is walked: one probe a word, however many entries.
 * Entries are matched by skeleton (text/word.h), so case, marks and å/aa do not
 * count; flags say what else must hold.
 */
enum lexicon_flag {
	/* Each word must begin with a capital in the text, but those that the phrase
	 * writes small among capitals (Mo i Rana), and those behind an initial and its
	 * dot (K. nordli). */
	LEXICON_CAPITAL = 1,
	/* Its first word is an ordinary word too: see below. */
	LEXICON_WORD = 2,
	/* Initials: a dot after each single letter but the last word is allowed
	 * (K. N., K. Nordli, Kari N.). */
	LEXICON_DOTS = 4,
	/* One comma stands between its words (Nordli, Kari). */
	LEXICON_COMMA = 8,
	/* No genitive, no compound, not joined to one word. */
	LEXICON_EXACT = 16,
	/* One word that may begin a compound written in one. */
	LEXICON_PREFIX = 32
};

struct lexicon_entry {
	uint32_t value; /* the caller's */
	uint16_t rule;  /* the caller's */
	uint8_t flags;  /* enum lexicon_flag */
	uint8_t words;  /* how many words it has: lexicon_add() counts them */
};

struct lexicon;

struct lexicon *lexicon_new(struct arena *);

/*
 * Take the phrase in (UTF-8; split into words as text is). Two entries may have
 * one spelling. Phrases without a letter or digit, or of more than 12 words, are
 * refused: -1, nothing added.
 */
int lexicon_add(struct lexicon *, struct bytes phrase, struct lexicon_entry);

size_t lexicon_count(const struct lexicon *);

struct lexicon_hit {
	struct lexicon_entry entry;
	uint32_t from, to; /* bytes of the shadow; a genitive s or ' is outside */
	uint32_t words;    /* words of the text it covers */
	bool genitive;     /* an s, 's or ' of the genitive follows */
	bool compound;     /* the rest of a compound follows in the same word */
};

/*
 * All entries that begin at word i and hold there, longest first, then in order
 * of rule and value; at most room. Gaps between words may be blanks, a line break
 * or a hyphen, or what the entry itself has (O'Brien, St. Olav), with LEXICON_DOTS
 * also dots, with LEXICON_COMMA one comma. An entry of two to four words, "anne grete",
 * also holds for Annegrete, and "annegrete" does not for Anne Grete.
 * Flags but LEXICON_WORD are checked here; that one is the caller's to judge.
 *
 * tails (may be NULL) holds words that end compounds (kontoret, saken): for an
 * entry with LEXICON_PREFIX, Grimstadkontoret holds with .compound, to the end of the
 * first part, or of the word where that has two letters only (Åsvei).
 */
size_t lexicon_find(const struct lexicon *, struct bytes shadow, const struct words *,
    size_t i, const struct lexicon *tails, struct lexicon_hit *, size_t room);

/* A first look, where lexicon_find() would have most words to no end: false, and it finds
 * nothing at this word. */
bool lexicon_may_find(const struct lexicon *, struct bytes shadow, const struct word *,
    const struct lexicon *tails);

/* The word (as written) is an entry of one word, whatever its flags. */
bool lexicon_has(const struct lexicon *, struct bytes word);

/* The same of a word of this shadow, whose hash is known. */
bool lexicon_has_word(const struct lexicon *, struct bytes shadow, const struct word *);

#endif
