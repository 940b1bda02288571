#ifndef FIND_RULE_H
#define FIND_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "find/check.h"
#include "find/rulebook.h"

struct arena;
struct fail;
struct map;
struct rule_engine;
struct rule_scratch;

/*
 * One rule as it runs: its pattern compiled by PCRE2, anchored, with limits on what a
 * match may cost. Not to machine code: that takes a millisecond a rule, and a rule is
 * called some twice for a match (find/shape.h). For the room find/ only; others see
 * struct rule.
 */
enum { RULE_GROUPS = 8 };

struct near_words {
	uint64_t *hash; /* of skeletons, text/word.h */
	size_t len;
};

struct compiled {
	struct rule rule;
	uint32_t source, place; /* its file, and how many rules stand before it there */
	enum rule_begins begins;
	unsigned back;  /* words before the one it is found by */
	uint32_t start; /* this rule alone, find/shape.h */
	bool is_list;   /* no pattern: its entries stand in the merged lexicon */
	bool capital;   /* of a list: entries need a capital in the text */
	bool later;     /* of a list: an ordinary word alone is no name at the start
				of a sentence, unless the document shows it as one */
	bool small;     /* for documents without capitals alone */
	const char *pattern;     /* NULL: a list */
	void *code;              /* pcre2_code, from when it is first needed */
	uint32_t x[RULE_GROUPS]; /* numbers of the groups called x, ended by 0 */
	uint32_t who[RULE_GROUPS];
	const struct check *check; /* NULL: none */
	struct near_words near;
};

/* What all patterns share: limits. */
struct rule_engine *rule_engine_new(struct arena *);
void rule_engine_close(struct rule_engine *); /* NULL is fine */

/*
 * Compile c->pattern, if there is one, into c->code, if that was not done. FAIL_INPUT "rule-pattern" {1} id {2} the offset in
 * the pattern, in characters' bytes; "rule-groups" {1} id: more than RULE_GROUPS
 * groups x or who, or one that stands behind too many others.
 */
int rule_compile(struct compiled *c, struct rule_engine *, struct fail *);

void rule_close(struct compiled *); /* no pattern is fine */

/* Room for the offsets of one match, in the arena; one for each who matches. */
struct rule_scratch *rule_scratch_new(struct arena *);

struct rule_match {
	size_t from, to;         /* of the whole match */
	size_t x_from, x_to;     /* of what is the span */
	size_t who_from, who_to; /* of the relation; equal: none */
};

/*
 * Try the rule at this byte of the subject: 1 and *m, or 0. The subject is valid
 * UTF-8, at stands between characters. FAIL_LIMIT "rule-limit" {1} id.
 * A rule that was not compiled is now, and may fail as rule_compile() does.
 */
int rule_match(struct compiled *, struct rule_engine *, struct rule_scratch *,
    struct bytes subject, size_t at, struct rule_match *m, struct fail *);

#endif
