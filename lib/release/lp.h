#ifndef RELEASE_LP_H
#define RELEASE_LP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fail;

/*
 * What a set of sums says about a number: its least and largest value, by linear
 * programming (lp_solve 5.5). Knows nothing of tables. Values are whole numbers
 * from 0 to LINEAR_NO_END - 1; sums of a table's rows and columns are a network, so
 * that the bounds of the relaxed problem are whole as well; rounding is inward.
 *
 * The order of the calls decides everything: no clock, no random pricing.
 */
enum { LINEAR_NO_END = INT32_MAX };

struct linear;

/* Numbers 0..count-1, each between 0 and LINEAR_NO_END. Dies out of memory. */
struct linear *linear_new(size_t count);
void linear_free(struct linear *); /* NULL is fine */

/* The numbers part[0..count-1] add up to the number total. All sums before the
 * first range. */
void linear_sum(struct linear *, const size_t *part, size_t count, size_t total);

/* The number lies in [lo, hi]; hi may be LINEAR_NO_END. */
void linear_bounds(struct linear *, size_t number, uint64_t lo, uint64_t hi);

/*
 * The most (or the least) that the number can be; LINEAR_NO_END where there is no
 * end. proof, if not NULL, is as long as there are numbers: set where the bounds
 * of that number are part of the proof, so that while those stay no other change
 * lets the answer grow (or sink). FAIL_REFUSED ("table-unsafe") where the solver
 * fails or nothing satisfies the sums.
 */
int linear_most(
    struct linear *, size_t number, uint64_t *most, bool *proof, struct fail *);
int linear_least(
    struct linear *, size_t number, uint64_t *least, bool *proof, struct fail *);

#endif
