#include "release/lp.h"

#include <lpsolve/lp_lib.h>
#include <math.h>
#include <stdlib.h>

#include "base/fail.h"

static const double slack = 1e-6;

struct linear {
	lprec *lp;
	size_t count;
	int *column; /* scratch, one a number */
	double *coefficient;
};

struct linear *
linear_new(size_t count)
{
	struct linear *l = calloc(1, sizeof(*l));

	if (l == NULL)
		die("out of memory");
	l->count = count;
	l->lp = make_lp(0, (int)count);
	l->column = calloc(count + 1, sizeof(*l->column));
	l->coefficient = calloc(count + 1, sizeof(*l->coefficient));
	if (l->lp == NULL || l->column == NULL || l->coefficient == NULL)
		die("out of memory");
	set_verbose(l->lp, NEUTRAL);
	set_minim(l->lp);
	set_presolve(l->lp, PRESOLVE_SENSDUALS, 0);
	set_scaling(l->lp, SCALE_NONE);
	return l;
}

void
linear_free(struct linear *l)
{
	if (l == NULL)
		return;
	delete_lp(l->lp);
	free(l->column);
	free(l->coefficient);
	free(l);
}

void
linear_sum(struct linear *l, const size_t *part, size_t count, size_t total)
{
	if (count >= l->count || total >= l->count)
		die("linear_sum: %zu parts of %zu", count, l->count);
	for (size_t i = 0; i < count; i++) {
		l->column[i] = (int)part[i] + 1;
		l->coefficient[i] = 1;
	}
	l->column[count] = (int)total + 1;
	l->coefficient[count] = -1;
	if (!add_constraintex(l->lp, (int)count + 1, l->coefficient, l->column, EQ, 0))
		die("out of memory");
}

void
linear_bounds(struct linear *l, size_t number, uint64_t lo, uint64_t hi)
{
	double end = hi >= LINEAR_NO_END ? get_infinite(l->lp) : (double)hi;

	if (number >= l->count || lo > hi || lo >= LINEAR_NO_END)
		die("linear_bounds: number %zu", number);
	set_bounds(l->lp, (int)number + 1, (double)lo, end);
}

/* 0: solved. 1: no end. -1: no answer. Each time from the same first basis, so that
 * an answer does not depend on the questions before. */
static int
objective_solve(struct linear *l, size_t number, double sign)
{
	int column = (int)number + 1;

	if (!set_obj_fnex(l->lp, 1, &sign, &column))
		die("out of memory");
	default_basis(l->lp);
	switch (solve(l->lp)) {
	case OPTIMAL:
	case PRESOLVED:
		return 0;
	case UNBOUNDED:
		return 1;
	case NOMEMORY:
		die("out of memory");
	default:
		return -1;
	}
}

/*
 * The reduced costs d of the minimum prove it when it equals the sum of d * lo where
 * d > 0 and d * hi where d < 0 (weak duality). Only a proof that adds up is used; if
 * it does not, every bound counts as part of it.
 */
static void
proof_find(struct linear *l, double minimum, bool *proof)
{
	double *dual, *from, *till, sum = 0;
	bool right = get_ptr_sensitivity_rhs(l->lp, &dual, &from, &till);
	int rows = get_Nrows(l->lp);

	for (size_t i = 0; i < l->count; i++) {
		double d = right ? dual[rows + (int)i] : 1;
		int column = (int)i + 1;

		proof[i] = fabs(d) > slack;
		if (d > slack)
			sum += d * get_lowbo(l->lp, column);
		else if (d < -slack)
			sum += d * get_upbo(l->lp, column);
	}
	if (right && fabs(sum - minimum) < slack * (1 + fabs(minimum)))
		return;
	for (size_t i = 0; i < l->count; i++)
		proof[i] = true;
}

int
linear_most(
    struct linear *l, size_t number, uint64_t *most, bool *proof, struct fail *f)
{
	int answer = objective_solve(l, number, -1);
	double minimum;

	if (answer < 0)
		return fail(f, FAIL_REFUSED, "table-unsafe");
	*most = LINEAR_NO_END;
	for (size_t i = 0; proof != NULL && i < l->count; i++)
		proof[i] = false;
	if (answer > 0)
		return 0;
	minimum = get_objective(l->lp);
	if (-minimum < LINEAR_NO_END)
		*most = (uint64_t)fmax(0, floor(-minimum + slack));
	if (proof != NULL)
		proof_find(l, minimum, proof);
	return 0;
}

int
linear_least(
    struct linear *l, size_t number, uint64_t *least, bool *proof, struct fail *f)
{
	double minimum;

	if (objective_solve(l, number, 1) != 0)
		return fail(f, FAIL_REFUSED, "table-unsafe");
	minimum = get_objective(l->lp);
	*least = (uint64_t)fmax(0, ceil(minimum - slack));
	if (proof != NULL)
		proof_find(l, minimum, proof);
	return 0;
}
