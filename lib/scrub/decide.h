#ifndef SCRUB_DECIDE_H
#define SCRUB_DECIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "people/roster.h"
#include "scrub/policy.h"
#include "text/encoding.h"
#include "text/language.h"
#include "text/span.h"

struct arena;
struct fail;
struct judged;
struct memory;
struct numbering;
struct places;
struct rulebook;
struct utterance;

/*
 * A decision is what will happen to a stretch of an utterance, and why.
 *
 * decide() turns the suspicions that the rules raised into decisions. Whatever
 * the rules, the policy and the text, it promises:
 *
 *   order	decisions are sorted and do not overlap;
 *   cover	each byte of each span that the policy acts on, and that nobody
 *		decided to keep, lies in exactly one decision: rules may disagree about what a stretch is, and the
 *		strongest one names it, but a disagreement never uncovers a byte.
 *		An abbreviation of a body or place (three letters, or all capitals)
 *		takes the s of its genitive along, which stands behind its marker again;
 *   reason	each decision names the rule that won and the policy line that
 *		was applied, and both survive into the report;
 *   sameness	the same spans in another order give the same decisions.
 *
 * tests/unit/test_scrub_decide.c checks the four on random spans.
 */
enum basis {
	BASIS_POLICY,   /* its policy line says what is done */
	BASIS_PERSON,   /* somebody of the people: their code */
	BASIS_UNSURE,   /* below 50: asked */
	BASIS_WHO,      /* a name of the people, and nobody knows whose: asked */
	BASIS_DECISION, /* a person decided */
	BASIS_STALE,    /* a person decided about other bytes here: asked */
	BASIS_LABEL,    /* Meetings.labels says who speaks */
	BASES
};

/* Whose name a stretch may be, for who is asked about it. */
struct whose {
	uint32_t person; /* of the roster, perhaps misspelt; WHOSE_NOBODY */
	bool of_people;  /* a name of the roster stands in it, whoever is meant */
	uint32_t entity; /* the number of the name in its document; 0 none */
};

#define WHOSE_NOBODY UINT32_MAX

struct decision {
	uint32_t from, to;     /* bytes of the utterance's text, [from, to) */
	uint32_t name_to;      /* where what was found ends: at to, or before the s of a
			     genitive that goes with it */
	enum treatment action; /* what is done; never KEEP: what stays is not listed */
	enum category category;
	uint16_t rule;
	uint8_t score;
	enum basis basis; /* what it rests on */
	const struct policy_line *line;
	struct bytes instead;          /* UTF-8, in the arena */
	const struct holding *holding; /* whose code it is, or NULL */
	struct whose whose;
};

/* What somebody decided to keep. */
struct stretch_kept {
	uint32_t from, to, name_to;
	bool at_place; /* here, not the name wherever it stands */
	enum category category;
	uint16_t rule;
	uint8_t score;
	struct whose whose;
};

struct decisions {
	struct decision *at;
	size_t len, cap;

	struct stretch_kept *kept; /* in order */
	size_t kepts, kept_cap;
};

/* Everything a document is decided by. All of it is only read. */
struct judge {
	const struct rulebook *rulebook;
	const struct policy *policy;
	const struct roster *roster; /* may be NULL */
	const struct judged *judged;
	struct occasion occasion;
	const char *meeting; /* "" without a study */
	const struct places
	    *places; /* kept in a copy that is checked; NULL: an original */
};

/* What one document is decided with. */
struct deciding {
	const struct judge *judge;
	const struct memory *memory; /* of the names that the document has shown */
	struct numbering *numbering;
	enum language language;
	enum encoding encoding;
	const char *part; /* of a package; else "" */
};

/*
 * Decide about one utterance. role is that of its speaker ("" unknown). Sorts
 * *suspicions in place and leaves in it those that the policy acts on. Adds to *out,
 * which lives in the arena.
 *
 * The policy acts on everything but what its line keeps, on names of the roster
 * whatever its line (initials without dots are names in capitals alone), and never on
 * codes (RULE_CODE) or on what is only a clue. A doubtful name of the roster that another name of a person over
 * the same bytes is sure of is as sure as that. What a person decided goes before
 * the policy and may keep a stretch.
 */
int decide(const struct deciding *, const char *role, const struct utterance *,
    struct spans *suspicions, struct arena *, struct decisions *out, struct fail *);

/* The policy acts on this suspicion: it is exchanged unless a person decided
 * otherwise. */
bool decide_acts(const struct judge *, const char *role, const struct utterance *,
    const struct span *);

/*
 * What somebody decided about a code of the people that stands in running text, which is
 * left alone until then: nothing yet, that it stays, or that it is something else, which
 * decide() carries out. For this place of this document alone.
 */
enum code_said { CODE_OPEN, CODE_STAYS, CODE_OTHER };
enum code_said decide_code(
    const struct deciding *, const struct utterance *, const struct span *);

/* In the order of the text. */
void decisions_sort(struct decisions *);

/*
 * Where the syntax of a label holds no marker (struct utterance.neutral), only a code for
 * the whole label goes there, else what the format gave: the decision is changed. False:
 * the label stays, and nothing else is meant.
 */
bool decision_fits(const struct utterance *, struct decision *);

/* The marker for somebody whose code is not for this text: "[[person]]". */
struct bytes decide_neutral(
    const struct deciding *, const struct policy_line *, struct arena *);

#endif
