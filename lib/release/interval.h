#ifndef RELEASE_INTERVAL_H
#define RELEASE_INTERVAL_H

#include <stdint.h>

/*
 * Between what a share lies, when so many of a number of trials were hits: the score
 * interval without continuity correction (E. B. Wilson 1927, J. Am. Stat. Assoc. 22:
 * 209-212), which also holds for few trials and for shares near 0 and 1. Inside [0, 1];
 * of no trials nothing is known: [0, 1]. Dies where hits are more than trials.
 */
struct interval {
	double low, high;
};

#define INTERVAL_95 1.959963984540054 /* the normal deviate of 95 of 100 times */

struct interval interval_wilson(uint64_t hits, uint64_t trials, double deviate);

/* A share in parts of 1000, for people: what it is at least, at most, or about. Only what
 * is all of it rounds to 1000, and only nothing to 0. */
unsigned interval_floor(double share);
unsigned interval_about(uint64_t hits, uint64_t trials);

#endif
