#ifndef CMD_MISSED_WORDS_H
#define CMD_MISSED_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "scrub/judged_table.h"

struct arena;
struct fail;
struct roster;
struct rulebook;

/*
 * Words that a reader found and no rule: what each is, as a row of decisions. They come
 * from the terminal itself, or from a private file (a line each: the word, a tab, and who
 * or what it is), never from the command line, where others see them.
 */
struct missed_word {
	struct decided row;
	bool
	    ordinary; /* a word of the language too, or very short: a name by its place */
};

struct missed_words {
	struct missed_word *at;
	size_t len, cap;
};

/* What words are checked by, and where they come to lie. */
struct missed_asker {
	const struct rulebook *rulebook;
	const struct roster *roster;
	struct arena *arena;
};

/*
 * One after the other, until nothing is typed. What cannot be taken is said, and asked for
 * again. FAIL_USAGE "terminal-none"; "missed-none": nothing was typed at all.
 */
int missed_ask(const struct missed_asker *, struct missed_words *, struct fail *);

/*
 * From a file that only we can read, or "/dev/fd/N". With the line: FAIL_REFUSED
 * "missed-short" (less than two letters), "missed-common" (among the commonest words),
 * "missed-code" (a code of the study); FAIL_INPUT "missed-form" (not one to twelve words in
 * UTF-8), "missed-line" (no tab), "answer-who", "answer-what"; "missed-none".
 * FAIL_USAGE "missed-public".
 */
int missed_read(const struct missed_asker *, const char *path, struct missed_words *,
    struct fail *);

#endif
