#ifndef TESTS_ACCURACY_STUDIES_H
#define TESTS_ACCURACY_STUDIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"

struct arena;

/*
 * Whole invented studies, the same for one seed, and what stands where in them. The
 * words are those of studies-talk.txt and studies-names.txt, which say how they are
 * written. What cannot be read or written ends the program: it is a tool of tests.
 */

/* Numbers drawn one after the other from a seed. */
struct draw {
	uint64_t state;
};

size_t draw_below(struct draw *, size_t n); /* 0 to n - 1; n at least 1 */
bool draw_percent(struct draw *, unsigned percent);

/* The parts of such a file, "nb one", "woman head". */
struct stock;

struct stock *stock_read(const char *path, bool by_line, struct arena *);
size_t stock_count(const struct stock *, const char *part); /* 0: no such part */
const char *stock_draw(const struct stock *, const char *part, struct draw *);

/* What is amiss with somebody's row in People. */
enum gap { GAP_NONE, GAP_EDIT, GAP_ONE, GAP_ABSENT };

struct person {
	const char *id, *given, *family, *alias; /* alias "" if none */
	bool given_word, family_word;            /* an ordinary word too */
	char sex;
	const char *role;
	unsigned team, other_team; /* 0: none */
	enum gap gap;
	const char *row_given, *row_family; /* as in People */
};

enum { PERSONS_MOST = 24 };

struct study {
	struct arena *arena;
	struct draw draw;
	const struct stock *names, *talk;
	bool interviews; /* else meetings of teams */
	struct person person[PERSONS_MOST];
	size_t persons;
	unsigned teams;
	size_t meetings, words; /* words: of a transcript; 0: 60 to 300 turns */
	struct buf gold;
};

/* Names somebody: "Gunnvor", "Kvernlia", and the star of a word taken off. */
void person_draw(struct study *, struct person *);
void people_draw(struct study *, bool gaps);

/* One edit: a letter less, more, other, or two swapped. name has 3 letters at least. */
const char *name_edited(struct study *, const char *name);

/* How somebody is written at one place; a new form stands in the table of
 * studies_form.c. */
struct form {
	const char *kind;
	const char *text;   /* all of it is the mention */
	const char *behind; /* the s of a genitive, which is not */
};

/* wanted: "" for any, or what stands behind the colon of a slot. */
struct form form_draw(
    struct study *, const struct person *, const char *wanted, const char *language);

/* One transcript with its gold; the row of Meetings is added to rows. */
void talk_write(struct study *, size_t meeting, const char *folder, struct buf *rows);

int studies_score(int argc, char **argv);

#endif
