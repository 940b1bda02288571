#ifndef RELEASE_INVENTORY_H
#define RELEASE_INVENTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct arena;
struct fail;

/*
 * The 25 things an audit-ready archive holds (domain.md 2.1), each present, missing,
 * or not applicable because. Files speak for themselves by where they lie:
 * inventory_place() says under which names an item is looked for.
 */
enum { INVENTORY_ITEMS = 25 };

enum inventory_state { INVENTORY_MISSING, INVENTORY_PRESENT, INVENTORY_NOT_APPLICABLE };

/* What the study says of an item that no file shows: it is elsewhere ("sealed; its
 * digest stands in the log") or does not apply because. why is required, UTF-8 on
 * one line. */
struct inventory_word {
	unsigned item;  /* 1..25 */
	bool elsewhere; /* present, in another volume; else not applicable */
	const char *why;
};

struct inventory_item {
	enum inventory_state state;
	size_t files;      /* that show it */
	const char *first; /* one of them, the first by name; NULL: none */
	const char *why;   /* the study's word, "" if none */
};

struct inventory {
	struct inventory_item item[INVENTORY_ITEMS]; /* number 1 is [0] */
	unsigned present, missing, not_applicable;
};

/*
 * names are files below data/ (of all volumes that are made together), in any
 * order. Where files show an item, a word about it only adds its reason. Texts stay
 * the caller's, or live in the arena. FAIL_INPUT "inventory-word" {1} item: no such
 * item, no reason, or two words about one.
 */
int inventory_take(const char *const *names, size_t count,
    const struct inventory_word *, size_t words, struct arena *, struct inventory *,
    struct fail *);

/* Where an item's files lie: patterns with "|" between, "*" for any characters
 * (also "/"): "README.txt", "documents/approval*". "" for what lies in no archive. */
const char *inventory_place(unsigned item);

enum inventory_language { INVENTORY_ENGLISH, INVENTORY_NORWEGIAN };

const char *inventory_title(unsigned item, enum inventory_language);
const char *inventory_state_text(enum inventory_state, enum inventory_language);

/* number,item,state,volume,files,where,reason; RFC 4180, LF. Markdown: a table. */
void inventory_csv(const struct inventory *, enum inventory_language, struct buf *);
void inventory_markdown(
    const struct inventory *, enum inventory_language, struct buf *);

#endif
