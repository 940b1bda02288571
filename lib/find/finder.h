#ifndef FIND_FINDER_H
#define FIND_FINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "text/language.h"
#include "text/lexicon.h"
#include "text/near.h"
#include "text/span.h"

struct arena;
struct fail;
struct rulebook;
struct seen;

/*
 * Text in, spans out, in one walk over its words for all lists and rules. A word
 * is hashed once and looked up once in everything that is known; a rule's pattern
 * runs, anchored, only where the rule can begin. It never sees a format or a
 * person: the roster's names come in as a lexicon whose values it hands back.
 */
struct finder {
	const struct rulebook *rulebook;
	const struct lexicon *people; /* may be NULL; see below */
	const struct near *near;      /* misspellings of people; may be NULL */
	const struct lexicon *stay;   /* names that stay; may be NULL */
	bool find_only_people;        /* lists and rules are not asked */

	/* Words of names of persons that documents of the study show, as memory_shown()
	 * said of each (find/seen.h): those that are ordinary words too, and others. Both
	 * may be NULL. */
	const struct seen *shown, *shown_words;

	/*
	 * Is [[inside]] one of our markers? NULL: every [[...]] is ordinary text.
	 * What stands in a marker is not searched, and a marker ends what a rule can
	 * see: it is no evidence for anything, so that scrubbing twice is scrubbing
	 * once.
	 */
	bool (*opaque)(const void *opaque_ctx, struct bytes inside);
	const void *opaque_ctx;
};

/*
 * The lexicon of people holds what is known before a document is opened: names of the
 * people (RULE_ROSTER, the value is handed back), codes of theirs (RULE_CODE), and words
 * that a person decided about (RULE_DECIDED, the value is finder_decided()).
 *
 * as_name: it was decided about as a name with a capital, so a word in small letters is
 * another one, but where there are no capitals at all.
 */
uint32_t finder_decided(enum category, bool as_name);

/*
 * What a document has shown so far: names proved anywhere in it are known
 * everywhere in it. Filled by the finding read, only looked at in the next.
 * Bounded: LIMIT_PROVED, then FAIL_LIMIT "document-names".
 */
struct memory;

struct memory *memory_new(struct arena *);
void memory_close_learning(struct memory *); /* from here on it is only looked at */
enum language memory_language(const struct memory *);

/* Letter case says nothing here (an automatic transcript in lower case): fewer
 * than 1 word with a capital in 400 letters at the end of the finding read, of
 * which there must be 400 at least, or 80 where there is no capital at all. While
 * learning: so far. */
bool memory_is_lower(const struct memory *);

/*
 * The words of persons' names that the document shows when learning is closed, by their
 * hashes (text/word.h): written with a capital inside a sentence, and no doubt. Those of
 * the people, which are known already, are not among them. ordinary: those that are
 * ordinary words too, else the others. *at is 0 before the first; false: that was the
 * last. None where letter case says nothing.
 */
bool memory_shown(const struct memory *, bool ordinary, size_t *at, uint64_t *word);

/* This document or another of the study shows so far that the word, of UTF-8, is one of
 * somebody's name; or a list has it. */
bool finder_shows(const struct finder *, const struct memory *, struct bytes word);

/*
 * Names and their numbers. Every span of category PER, LOC or ORG but those of
 * RULE_ROSTER and RULE_NEAR bears in .entity the number of its name: one number
 * for all mentions of a name, in any case and spelling of one skeleton
 * (text/word.h). "Roy", "Haugland" and "Roy Haugland" share one where no other
 * name of the document holds the word; that is settled when learning closes, and
 * until then numbers are provisional. A name that only the second read meets has
 * a number above NAMES_MOST, still one for each spelling.
 */
enum { NAMES_MOST = 0x7fffffff };

struct memory_name {
	enum category category;
	uint32_t to;       /* the relation or generalisation first said of it: a value
			      of the rulebook, 0 none */
	struct bytes text; /* as first written, in the document's arena; "" for a name
			      above NAMES_MOST */
};

uint32_t memory_names(const struct memory *); /* numbers are 1 to this */
struct memory_name memory_name(const struct memory *, uint32_t entity);

/*
 * text is UTF-8: one utterance, its first carry bytes the end of the one before
 * (0 where a label stands between). Spans that end in the carry are dropped,
 * those that begin in it are cut to begin where the utterance does; offsets count
 * bytes of text. start says that text begins a sentence. The first label bytes after
 * the carry say who speaks (0: nothing does); they are searched, but say nothing about
 * language and letter case: a machine that knows no capitals writes "Speaker 1".
 *
 * Spans come unsorted and may overlap: where several entries of a list share a
 * spelling there is one for each. .value is, for RULE_ROSTER and RULE_NEAR, the
 * value of the entry; for RULE_DECIDED 0; for all others one of the rulebook's (rulebook_value()): what
 * the rule says of the thing, for RULE_PROPAGATED what the proving rule said.
 *
 * What the rules found is learnt while learning: names of a score of 70 or more
 * whose rule proves them, and of a person each word of the name that is no ordinary
 * word. FAIL_LIMIT "rule-limit" {1} rule id: a pattern met PCRE2's match limit (never
 * a shorter answer); "document-names" {1} the limit.
 */
int finder_find(const struct finder *, struct memory *, struct bytes text, size_t carry,
    size_t label, bool start, struct arena *, struct spans *, struct fail *);

#endif
