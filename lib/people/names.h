#ifndef PEOPLE_NAMES_H
#define PEOPLE_NAMES_H

#include <stdint.h>

#include "text/lexicon.h"
#include "text/near.h"

struct arena;
struct roster;

/*
 * The spellings under which people are spoken of, made from the roster: given
 * name, family name, both, "Nordli, Kari", initials, "K. Nordli", "Kari N.", parts
 * of double names, aliases. Inflection, case, marks and line breaks are the
 * lexicon's matter. Words that are names too are told apart by the finder.
 */
enum name_kind {
	NAME_FULL,
	NAME_GIVEN,
	NAME_FAMILY,
	NAME_ALIAS,
	NAME_INITIALS, /* with dots, or with one whole name */
	NAME_LETTERS /* initials without dots (KN, AGM), unless they are a word: a doubt */
};

/* A lexicon value of the roster holds both. Never 0. */
uint32_t name_value(enum name_kind, uint32_t person);
enum name_kind name_kind_of(uint32_t value);
uint32_t name_person_of(uint32_t value);

/*
 * Add every spelling of everybody under this rule. words (ordinary words that are
 * names too) and common (the commonest words) may be NULL. near takes in the names
 * that are long enough to be known when misspelt.
 */
void names_add(const struct roster *, uint16_t rule, const struct lexicon *words,
    const struct lexicon *common, struct lexicon *, struct near *);

/* Add one name more of a person, as an alias in the table would be. */
void names_add_alias(uint32_t person, struct bytes name, uint16_t rule,
    const struct lexicon *words, const struct lexicon *common, struct lexicon *,
    struct near *);

/* How a name is matched, by what else it is and how long: flags of text/lexicon.h. */
unsigned names_flags(
    struct bytes name, const struct lexicon *words, const struct lexicon *common);

#endif
