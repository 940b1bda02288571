#ifndef BASE_FAULTS_H
#define BASE_FAULTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

/*
 * All that is wrong with a table, for one who puts it right: what fails about one cell or
 * row is kept and the reading goes on, so that everything is said at once. A reader that is
 * handed NULL stops at the first, as all others do.
 */
enum { FAULTS_KEPT = 50 };

struct faults {
	struct fail at[FAULTS_KEPT];
	size_t len;
	uint64_t more; /* that there was no room for */
};

/* *f is kept, and empty again: 0, go on. With faults NULL, or for what is no FAIL_INPUT
 * (limits, the system), *f stays as it is: -1, stop. */
int faults_take(struct faults *, struct fail *f);

/* How many there are so far, with those that there was no room for. NULL: 0. */
uint64_t faults_count(const struct faults *);

/* Whether anything was kept: then -1, and the first of it in *f. NULL: 0. */
int faults_end(const struct faults *, struct fail *f);

#endif
