#ifndef SCRUB_POLICY_H
#define SCRUB_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "format/package.h"
#include "text/language.h"
#include "text/span.h"

struct arena;
struct fail;

/*
 * What is done with what was found (DESIGN.md 5). A study's policy.yaml comes
 * first, the shipped rules/policy.yaml behind it; the first line that fits wins
 * and is cited by name:
 *
 *	v: 1
 *	markers:			# words that may stand in [[...]]
 *	  - sjef|sjef|manager		# bokmål, nynorsk, English; or one for all
 *	treat:
 *	  - {name: places, category: LOC, do: generalise, to: sted}
 *	  - {name: therapists-keep-dates, category: DATE, role: T, do: keep}
 *
 * role: what speakers of this role say; meeting: in this meeting only.
 */
enum treatment {
	TREAT_CODE,
	TREAT_PLACEHOLDER,
	TREAT_GENERALISE,
	TREAT_BAND,
	TREAT_SHIFT,
	TREAT_COARSEN,
	TREAT_REMOVE,
	TREAT_KEEP,
	TREAT_ASK,
	TREATMENTS
};

const char *treatment_name(enum treatment); /* "placeholder" */
int treatment_named(const char *);          /* -1: none */

/* What was done, in the words of `survey --json`: shifting and coarsening are
 * "generalise" there. */
const char *action_name(enum treatment);

/*
 * Besides, for Word and OpenDocument files, once in either file, the study's first:
 *
 *	comments: drop			# or keep: searched, their authors neutral
 *	changes: accept			# or keep: what was deleted is searched too
 */
struct policy_line {
	const char *name;
	enum category category;
	const char *role, *meeting; /* "" any */
	enum treatment treatment;
	const char *to; /* marker word in bokmål, "" the category's own */
};

struct policy;

/*
 * study may be NULL: the shipped policy alone. FAIL_INPUT: "yaml-...";
 * "policy-version"; "policy-category" {1}; "policy-do" {1}; "policy-marker" {1} which
 * of the file (a marker word with other characters than letters, digits, blank, - . and
 * /, or of over 80 bytes); "policy-to" {1} a word that is no marker; "policy-twice" {1} a
 * name of two lines; "policy-gap" {1} a category that no line treats for all roles and
 * meetings; "policy-word" {1} a category whose line for all names no word, though
 * something of it may be exchanged.
 */
int policy_load(const char *shipped, const char *study, struct arena *,
    struct policy **, struct fail *);

/* What is chosen of a document's comments and changes; lives as long as the policy. */
const struct choice *policy_choice(const struct policy *);

/* The line that applies; always one. role and meeting may be "". */
const struct policy_line *policy_line(
    const struct policy *, enum category, const char *role, const char *meeting);

/* The marker word of a line, in bokmål: its own, else that of the category's first
 * line for all roles and meetings that has one; "" none. */
const char *policy_marker(const struct policy *, const struct policy_line *);

/* The number of a line, and how many there are: for records. */
uint32_t policy_index(const struct policy *, const struct policy_line *);
const struct policy_line *policy_at(const struct policy *, uint32_t index);
size_t policy_lines(const struct policy *);

/* The marker word (given in bokmål) in the language of the document; itself where
 * the policy has none. */
struct bytes policy_word(const struct policy *, struct bytes word, enum language);

/* Also the values that lists generalise to may stand in markers. One that does not
 * fit in a marker is not taken: the word of the category then stands for it. */
void policy_allow(struct policy *, struct bytes word);
bool policy_has(const struct policy *, struct bytes word);

/*
 * What stands between [[ and ]] is one that taus writes: a marker word, perhaps with
 * "? " before it or a number behind it, a month or year, a band of age.
 */
bool policy_is_marker(const struct policy *, struct bytes inside);

/* How many of them stand in a text. */
uint64_t policy_markers(const struct policy *, struct bytes text);

/* Of these, how many wait for a decision: "[[? person]]". */
uint64_t policy_questions(const struct policy *, struct bytes text);

/* Every word that may be written into an output, for asking whether an encoding
 * can say it. 1 and a word, 0 at the end. */
int policy_next_word(const struct policy *, size_t *place, struct bytes *word);

/* SHA-256 over the policy files read, in hex: cited by report and ledger. */
const char *policy_digest(const struct policy *);

#endif
