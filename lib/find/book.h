#ifndef FIND_BOOK_H
#define FIND_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "find/rule.h"
#include "find/rulebook.h"
#include "find/shape.h"
#include "text/word.h"

struct arena;
struct fail;
struct map;

/*
 * What a rulebook is made of. For the room find/ only: rulebook.c makes it,
 * rulebook_yaml.c and rulebook_list.c fill it, finder.c runs it.
 */
struct source {
	const char *name;     /* below its folder: "no/phone.yaml" */
	const char *path;     /* as it was opened */
	const char *language; /* "no"; "" for a file in no folder */
	bool study;           /* below the study's folder, not the shipped one */
	struct bytes bytes;
};

/* Rules by the hash of a word: open addressing; a slot is free where len is 0. */
struct trigger {
	uint64_t hash;
	uint32_t first, len; /* in .rules */
	uint32_t start;      /* the same rules, find/shape.h */
};

struct triggers {
	struct trigger *slot;
	size_t mask;     /* slots less one: a power of two less one */
	uint16_t *rules; /* rule indexes */
};

struct rule_set {
	uint16_t *at;
	size_t len;
	uint32_t start; /* find/shape.h */
};

struct example {
	uint32_t rule;
	uint32_t number; /* from 1, in its list */
	bool match;
	struct bytes text; /* with its « and » */
};

/* One word of one rule that begins at a word, until the table is made of them. */
struct trigger_word {
	uint64_t hash;
	uint16_t rule;
};

struct rulebook {
	struct arena *arena;
	struct rule_engine *engine;

	struct source *sources;
	size_t source_count, source_cap;

	struct compiled *rules;
	size_t len, cap;
	struct map *ids;

	struct shapes *shapes; /* what texts must look like for rules to be tried */

	struct lexicon *lists; /* all lists: entry.rule says whose */
	struct lexicon *words, *common, *tails;
	struct lexicon *stays; /* as written: with a capital */
	struct lexicon *deeds; /* verbs */

	struct bytes *value; /* by number; the first is none */
	size_t values, value_cap;
	struct map *value_number;

	struct example *examples;
	size_t example_count, example_cap;

	struct trigger_word *trigger_words;
	size_t trigger_count, trigger_cap;
	struct triggers triggers;
	struct rule_set sets[BEGINS_ANY + 1]; /* but BEGINS_WORD's */
	uint16_t *back;                       /* rules of BEGINS_AT with .back */
	size_t back_len;
	uint16_t *alone; /* rules by number: sets of one */

	char digest[65];
	bool proved; /* the rules are those whose examples were run by the build */
};

/* Without files: the rules that every rulebook begins with. */
struct rulebook *book_new(struct arena *);

/* Take one source in (bytes are kept, not copied); its index. */
uint32_t book_source(struct rulebook *, struct source);

/* The rules of the source, with the lists beside it. */
int book_add_yaml(struct rulebook *, uint32_t source, struct fail *);

/* The entries of a list for this rule: a source by name, in the same folder. */
int book_add_list(
    struct rulebook *, uint32_t rule, const char *name, bool compound, struct fail *);

/* words.txt and the other lists of words, each into its lexicon, with these flags. */
int book_add_words(const struct rulebook *, struct lexicon *, const struct source *,
    uint8_t flags, struct fail *);

/* Word i of the text is an ordinary word (words.txt) or a common one (common.txt). */
bool book_is_word(
    const struct rulebook *, struct bytes text, const struct words *, size_t i);

/* After the last rule: which rule runs where. Then its examples may run. */
void book_index(struct rulebook *);

/* find/example.c; failing may be NULL: the first one is a failure. */
int book_run_examples(struct rulebook *, rulebook_failing *, void *with, struct fail *);

/* The number of a value, new or known. */
uint32_t book_value(struct rulebook *, struct bytes);

/* Say that the trouble is this rule's: file and line. Returns -1. */
int book_fail_at(const struct rulebook *, const struct compiled *, struct fail *);

/* {name} in a pattern replaced by its part; NULL: "rule-part" {1} name. */
struct part_list {
	const char **name;
	const char **pattern;
	size_t len;
};
char *pattern_expand(
    const char *pattern, const struct part_list *, struct arena *, struct fail *);

/* With the parts at its end that it calls, (?&name): a long part that is called stands
 * in the pattern once, however often it is. After all else is expanded. */
char *pattern_define(const char *pattern, const struct part_list *, struct arena *);

/* What (?<who>...) may say, each given to add(): plain words with | between.
 * -1: it is something else. */
int pattern_who(const char *pattern, struct rulebook *);

#endif
