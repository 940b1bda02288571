#ifndef RELEASE_SUPPRESS_H
#define RELEASE_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fail;

/*
 * Which cells of a table must be hidden so that no unsafe one can be worked out.
 *
 * The reader is taken to know every shown cell, that rows and columns add up to
 * their totals, and that nothing is negative. What that says of an unsafe cell is
 * the interval between its smallest and largest value under those equations, and
 * it is found by solving them (lp.h), never by counting hidden cells: two in each
 * row and column are necessary, not sufficient. A pattern is safe when the
 * interval of every unsafe cell is at least 1 wide and reaches up to .need, or as
 * far up as it would with every cell hidden.
 *
 * Among the safe patterns the cheapest is taken, where hiding a cell costs its
 * value: each bound that is too tight names, by its dual solution, the shown cells
 * of which one must go, and a smallest set that has one of each is looked for,
 * until the audit passes (implicit hitting sets; the cuts are those of Fischetti
 * and Salazar, "Models and Algorithms for the 2-Dimensional Cell Suppression
 * Problem", 1999). Where that search grows too long the pattern is built greedily
 * and then thinned: safe as well, perhaps not the cheapest. Ties go to the cell
 * that stands first. Nothing depends on time or chance.
 */
struct suppress_cell {
	uint64_t value;  /* true */
	uint64_t need;   /* for an unsafe cell: as far up as its interval must reach */
	uint64_t lo, hi; /* what the reader knows if it is shown; lo == hi: exactly */
	uint64_t least;  /* what the reader knows if it is hidden: not below */
	bool unsafe;     /* must be protected */
	bool exempt;     /* is shown whatever happens */
	bool unsaid;     /* neither shown nor hidden: the reader is told nothing */
	bool hidden;     /* to be hidden from the start; in the end: the pattern */
};

enum { SUPPRESS_NO_END = INT32_MAX }; /* an interval without upper end */

/*
 * rows x columns cells, row by row, the totals among them: the last column is the
 * total of each row if columns > 1, the last row that of each column if rows > 1.
 */
struct suppress_grid {
	size_t rows, columns;
	struct suppress_cell *cell;
	bool strict; /* .need must be reached, or there is no safe pattern */
};

enum { SUPPRESS_CELLS = 600 }; /* the most that are audited */

/* Fill in .hidden. FAIL_REFUSED ("table-unsafe") if no pattern is safe. */
int suppress_grid(struct suppress_grid *, struct arena *, struct fail *);

/* What the reader can work out about each cell under the pattern, hidden or not:
 * lo and hi are arrays as long as the grid, inclusive, rounded inward to whole
 * numbers. FAIL_REFUSED ("table-unsafe") if the equations cannot be solved. */
int suppress_audit(
    const struct suppress_grid *, uint64_t *lo, uint64_t *hi, struct fail *);

#endif
