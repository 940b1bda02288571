#ifndef RELEASE_TABLE1_WORDS_H
#define RELEASE_TABLE1_WORDS_H

struct arena;

/* The fixed words of Table 1 in one language. In notes {1} {2} {3} are replaced. */
struct table1_words {
	const char *title, *all, *persons, *seats, *unstated, *not_shown;
	const char *range, *mean;
	const char *note_counts;    /* {1} persons {2} seats */
	const char *note_hidden;    /* {1} symbol {2} marginal k {3} crossed k */
	const char *note_sensitive; /* {1} variables {2} crossed k */
	const char *note_merged;    /* {1} variables */
	const char *note_all;       /* {1} variables */
	const char *note_not_shown; /* {1} variables */
	const char *note_range;     /* {1} fewest persons */
	const char *note_percent;   /* {1} smallest base */
	const char *note_group;     /* {1} rows and columns */
};

/* The text with its {1} {2} {3} filled in; in the arena. */
const char *words_fill(struct arena *, const char *text, const char *one,
    const char *two, const char *three);

#endif
