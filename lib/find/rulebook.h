#ifndef FIND_RULEBOOK_H
#define FIND_RULEBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "find/clue.h"
#include "text/lexicon.h"
#include "text/span.h"

struct arena;
struct fail;

/*
 * Rules are data. rules/<language>/<group>.yaml holds them:
 *
 *	v: 1
 *	parts:				# pieces that patterns name as {month}, or
 *					# call as (?&month) if they are long
 *	  - {name: month, pattern: 'januar|februar|...'}
 *	rules:
 *	  - name: mobile		# its id is "phone/mobile" in group phone.yaml
 *	    category: PHONE
 *	    why: eight digits that begin with 4 or 9, in any grouping
 *	    hvorfor: åtte sifre som begynner med 4 eller 9	# the same in bokmål; a rule
 *					# of the study's own may leave it out
 *	    begins: digit		# where a match may begin; see enum rule_begins
 *	    words: [ring, telefon]	# for begins: word, the words themselves
 *	    back: 4			# for begins: word or at: a match may begin up to
 *					# so many words before it (default 0, most 12)
 *	    pattern: '...'		# PCRE2, over the shadow; (?<x>...) is the span,
 *					# else the whole match; (?<who>...) a relation:
 *					# plain words in lower case with | between
 *	    check: phone		# find/check.h
 *	    near: [tlf, ring]		# such a word within 6 words raises the score
 *	    score: 60			# below 50 is a doubt: covered and listed
 *	    sure: 95			# the score when the check holds or a near word is
 *					# there (default: the score)
 *	    to: telefonnummer		# marker word or generalisation, if the category's
 *					# own does not do (default: the category's)
 *	    proves: true		# what it finds is a name known in the document
 *	    small: true			# asked only where the document has no capitals;
 *					# what it finds ends before the first ordinary
 *					# word
 *	    clue: job			# which kind of clue it is (find/clue.h); without a
 *					# category it is nothing but a clue, see below
 *	    weight: 2			# of a clue: 0 to 3, how much it tells
 *	    match: ['Ring «412 34 567» i dag']
 *	    no-match: ['Det kostet 412 kroner']
 *	  - name: town
 *	    category: LOC
 *	    why: ...
 *	    list: towns.txt		# instead of pattern, begins and check
 *	    case: capital		# capital (default) or any
 *	    compound: true		# its entries may begin compounds
 *	    later: true			# where an entry is an ordinary word, it does not
 *					# begin a sentence as a name (Berg er bratt)
 *					# unless the document has it as one elsewhere
 *	    match / no-match as above
 *
 * In match, « and » stand round what must be found, exactly and by this rule. A
 * rule without both kinds of example, or whose examples fail, is refused at load
 * ("rule-example" with the file and line of the rule, {1} its id, {2} "match" or
 * "no-match", {3} which).
 *
 * A rule of category PER says where a name begins: its span grows over the family
 * names, initials and particles that follow, and a list's score becomes .sure then.
 * A rule with a clue and no category changes nothing, whatever the policy: what it
 * finds only counts where a turn's clues are weighed (scrub/clues.h). It stands in
 * books as SPECIAL. It must have a pattern, since an entry of a list hides shorter
 * names in it.
 * A pattern that begins in several ways is two rules; a pattern never looks past the
 * utterance or into a marker. What its matches are spelt with is read off it
 * (find/shape.h), and it is not tried where the text reads otherwise.
 *
 * Refused with file, line and {1} id: "rule-pattern" {2} offset, "rule-part" {1} the
 * part, "rule-who", "rule-groups", "rule-category" {2}, "rule-check" {2},
 * "rule-begins" {2}, "rule-back", "rule-words", "rule-word" {2}, "rule-score", "rule-name",
 * "rule-twice", "rule-clue" {2}, "rule-clue-keys", "rule-weight", "rule-pattern-list", "rule-list-keys", "rule-pattern-keys",
 * "rule-case" {2}, "rule-list-missing" {2}, "rule-no-example", "rule-version" {1}.
 *
 * A list is plain text, UTF-8, one entry a line; "entry<TAB>value" gives the
 * value that the entry generalises to; lines that begin with # are notes, of which
 * the first three must say "# source:", "# date:" and "# licence:". NAME.except.txt
 * beside it holds entries that are not taken in. Refused with file and line:
 * "rule-list-notes", "rule-list-line", "rule-list-twice", "rule-list-utf8".
 *
 * rules/<language>/words.txt lists ordinary words that are names or places too
 * (per, dag, liv, lund); tails.txt words that end compounds (kontoret, saken);
 * common.txt the commonest words, which are never a misspelt name; stay.txt what is
 * written with a capital and is no name to be covered, alone (NAV, Excel, Norge);
 * deeds.txt the verbs that follow a person's name where it begins a sentence.
 */
enum rule_begins {
	BEGINS_DIGIT,   /* at a run of digits, or at a + or ( before it */
	BEGINS_CAPITAL, /* at a word with a capital */
	BEGINS_WORD,    /* at one of .words, whatever the case */
	BEGINS_AT, /* at the start of a run without blanks that holds an @ or :// or
			   "www." or a dot between two letters, and at its words before
			   that (brackets and labels may stand first) */
	BEGINS_ANY /* at every word, if all else fails */
};

struct rule {
	const char *id;            /* "phone/mobile" */
	const char *why, *hvorfor; /* in English, and in bokmål or as .why */
	const char *language;      /* "no", "en": the folder it stands in */
	enum category category;
	uint8_t score, sure;
	bool proves;
	bool only_clue;    /* what it finds is never changed */
	uint8_t clue;      /* enum clue; CLUE_NONE: as its category says */
	uint8_t weight;    /* of .clue, 0 to CLUE_WEIGHT_MOST */
	uint32_t to;       /* a value, or 0 */
	uint32_t examples; /* how many were run */
};

/* The rules every rulebook begins with: names of the people, what was proved
 * elsewhere in the document or in another of the study, what a person decided to be a
 * name. */
enum {
	RULE_ROSTER = 0,
	RULE_PROPAGATED = 1,
	RULE_NEAR = 2,
	RULE_CODE = 3,
	RULE_LABEL = 4,
	RULE_CAPITAL = 5,
	RULE_DECIDED = 6,
	RULE_SHOWN = 7,
	RULES_OWN = 8 /* how many these are */
};

struct rulebook;

/*
 * All rule files and lists below dir (no/, en/) and, if not NULL, below study_dir,
 * in byte order of their names. Compiles every pattern and runs every example, unless
 * the build has done so for these very files. What it returns lives in the arena, is
 * read-only but for what the finder remembers of patterns, and is given to workers by
 * forking.
 */
struct rulebook *rulebook_load(
    const char *dir, const char *study_dir, struct arena *, struct fail *);

/* An example that does not come out as marked. Lives until the function that is told
 * of it returns. */
struct rule_failing {
	const char *id;
	const char *path; /* where the rule stands */
	uint64_t line;
	bool match;        /* under match, not under no-match */
	uint32_t number;   /* which of them, from 1 */
	bool sound;        /* its marks are in order: each « has its », and they stand
			      under match alone */
	struct bytes text; /* without « and » */
	const struct spans *want, *said; /* bytes of .text; what this rule said */
};
typedef void rulebook_failing(void *with, const struct rule_failing *);

/* The same, but an example that fails is told and the others run on: for finding out
 * what is wrong, not for reading documents by. */
struct rulebook *rulebook_check(const char *dir, const char *study_dir,
    rulebook_failing *, void *with, struct arena *, struct fail *);

/* The nth example of a rule, from 0, as it stands in its file with « and ». False:
 * there are no more. */
struct rule_example {
	bool match;
	uint32_t number;
	struct bytes text;
};
bool rulebook_example(
    const struct rulebook *, uint32_t rule, uint32_t nth, struct rule_example *);

/* Where a rule stands; "" and 0 for those that stand in no file. */
void rulebook_place(const struct rulebook *, uint32_t rule, struct arena *,
    const char **path, uint64_t *line);

size_t rulebook_count(const struct rulebook *);
const struct rule *rulebook_rule(const struct rulebook *, size_t index);

/* The name, one word of UTF-8, stands in a list of names of persons. */
bool rulebook_is_person(const struct rulebook *, struct bytes name);

/*
 * Prepare for so many documents, before workers are forked: they have then what would
 * cost each of them anew. For a few it would cost more than it saves, and nothing is
 * done. What is found stays the same.
 */
void rulebook_hasten(struct rulebook *, size_t documents);

/* Gives back what is not the arena's (compiled code). Nobody may use the rulebook
 * after it; NULL is fine. */
void rulebook_close(struct rulebook *);

/* SHA-256, in hex, over the names and bytes of all files read: cited by report,
 * decisions and ledger. */
const char *rulebook_digest(const struct rulebook *);

/* The digest of the rules that were there when the program was built and whose examples
 * held; "" if they did not, or in a program that was built without rules. */
extern const char rulebook_shipped[65];

/* A value by its number: a generalisation ("Sørlandet"), a marker word ("søster")
 * or what (?<who>...) said, in lower case. */
struct bytes rulebook_value(const struct rulebook *, uint32_t value);
size_t rulebook_values(const struct rulebook *);

/* Word lists that others ask: ordinary words and common words. */
const struct lexicon *rulebook_words(const struct rulebook *);
const struct lexicon *rulebook_common(const struct rulebook *);

#endif
