#ifndef TEXT_SPAN_H
#define TEXT_SPAN_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* What a stretch of text may be (DESIGN.md 5). A new one is a new version of all
 * that names them: rules, policies, reports. */
enum category {
	CATEGORY_PER,
	CATEGORY_LOC,
	CATEGORY_ORG,
	CATEGORY_POSTCODE,
	CATEGORY_DATE,
	CATEGORY_AGE,
	CATEGORY_ADDRESS,
	CATEGORY_PHONE,
	CATEGORY_EMAIL,
	CATEGORY_URL,
	CATEGORY_HANDLE,
	CATEGORY_IP,
	CATEGORY_FNR,
	CATEGORY_ORGNR,
	CATEGORY_ACCOUNT,
	CATEGORY_CARD,
	CATEGORY_PLATE,
	CATEGORY_ID,
	CATEGORY_TITLE,
	CATEGORY_SPECIAL,
	CATEGORIES
};

const char *category_name(enum category); /* "PER" */
int category_named(const char *name);     /* -1: no such name */

/*
 * A span is a suspicion: these bytes may tell who somebody is, says this rule,
 * this strongly. It is a small value, copied freely; it owns nothing and holds
 * no text. Offsets count bytes of the utterance's text, [from, to), and always
 * fall between characters.
 *
 * Spans are only ever collected. Nobody removes one; that is for decide().
 */
struct span {
	uint32_t from, to;
	uint32_t value;   /* what it is, if the rule knows: see find/rulebook.h, or a
			     name form of the roster; 0 none */
	uint32_t entity;  /* one number for all mentions of one name in a document, from
			     its memory (find/finder.h); 0 none */
	uint16_t rule;    /* who says so: an index into the rulebook */
	uint8_t category; /* enum category */
	uint8_t score;    /* how sure the rule is, 1 to 100; below 50 is a doubt */
};

struct spans {
	struct span *at;
	size_t len, cap;
};

/* Add one. Dies if it is empty, backwards or past the end of the text. */
void spans_add(struct spans *, struct arena *, struct span, size_t text_len);

/*
 * Order by where they begin, longest first, then by score (highest first), rule,
 * value and entity: a total order, so that whatever follows does not depend on the order
 * in which rules ran.
 */
void spans_sort(struct spans *);

#endif
