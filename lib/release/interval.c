#include "release/interval.h"

#include <math.h>

#include "base/fail.h"

enum { ALL = 1000 };

struct interval
interval_wilson(uint64_t hits, uint64_t trials, double deviate)
{
	double n = (double)trials, square = deviate * deviate, share, centre, half;
	struct interval i = { 0, 1 };

	if (hits > trials)
		die("interval_wilson: more hits than trials");
	if (trials == 0)
		return i;
	share = (double)hits / n;
	centre = (share + square / (2 * n)) / (1 + square / n);
	half = deviate / (1 + square / n) *
	       sqrt(share * (1 - share) / n + square / (4 * n * n));
	if (hits > 0) /* else exactly 0, which the sum may miss by a rounding */
		i.low = centre - half;
	if (hits < trials)
		i.high = centre + half;
	return i;
}

unsigned
interval_floor(double share)
{
	return (unsigned)floor(share * ALL);
}

unsigned
interval_about(uint64_t hits, uint64_t trials)
{
	unsigned parts;

	if (trials == 0)
		return 0;
	parts = (unsigned)lround((double)hits / (double)trials * ALL);
	if (parts == ALL && hits < trials)
		return ALL - 1;
	return parts == 0 && hits > 0 ? 1 : parts;
}
