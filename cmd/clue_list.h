#ifndef CMD_CLUE_LIST_H
#define CMD_CLUE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scrub/record.h"

struct arena;
struct buf;
struct document;
struct rulebook;

/*
 * The turns of one document that point to a person (scrub/clues.h), for a person to
 * read. Bounded: of more than LIMIT_CLUES those with most clues are kept, and all are
 * counted.
 */
struct clue_list {
	struct record_clues *at;
	size_t len, cap;
	uint64_t all;
};

void clue_list_add(struct clue_list *, const struct record_clues *, struct arena *);

/* Most clues first, at most LIMIT_CLUES. */
void clue_list_sort(struct clue_list *);

/*
 * One JSON object a line, sorted first. Keys: clues (kinds), file or (in_study)
 * meeting, line, rules (ids), v. No text of the document.
 */
void clue_list_json(struct clue_list *, const struct rulebook *, const char *name,
    bool in_study, struct buf *);

/* The same in words: how many, then the first places. Nothing where there is none. */
void clue_list_tell(struct clue_list *, const struct rulebook *);

#endif
