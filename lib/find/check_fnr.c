#include "find/check.h"

#include "base/clock.h"

/*
 * Fødselsnummer and its relatives: DDMMYY, an individual number of three digits,
 * two check digits (Skatteetaten, "Fødselsnummer"; Direktoratet for e-helse,
 * HISD 2006 on help numbers; NAV's fnrvalidator for D, H and test series).
 */
struct birth {
	unsigned day, month, year; /* year of two digits */
	unsigned individual;
	enum check_verdict kind; /* CHECK_HOLDS or CHECK_SYNTHETIC */
};

/* Rest of the first check sum: 0, and from 2032 also 1 to 3. */
static unsigned
rest_one(const unsigned char *d)
{
	return (d[0] * 3u + d[1] * 7u + d[2] * 6u + d[3] * 1u + d[4] * 8u + d[5] * 9u +
		   d[6] * 4u + d[7] * 5u + d[8] * 2u + d[9]) %
	       11;
}

static unsigned
rest_two(const unsigned char *d)
{
	return (d[0] * 5u + d[1] * 4u + d[2] * 3u + d[3] * 2u + d[4] * 7u + d[5] * 6u +
		   d[6] * 5u + d[7] * 4u + d[8] * 3u + d[9] * 2u + d[10]) %
	       11;
}

/* D-numbers add 40 to the day; to the month, H-numbers (and NAV's Dolly) add 40,
 * SyntPop 65, Tenor 80. */
static struct birth
birth_of(const unsigned char *d)
{
	struct birth b = { d[0] * 10u + d[1], d[2] * 10u + d[3], d[4] * 10u + d[5],
		d[6] * 100u + d[7] * 10u + d[8], CHECK_HOLDS };

	if (b.day > 40)
		b.day -= 40;
	if (b.month > 80) {
		b.month -= 80;
		b.kind = CHECK_SYNTHETIC;
	} else if (b.month > 65) {
		b.month -= 65;
		b.kind = CHECK_SYNTHETIC;
	} else if (b.month > 40) {
		b.month -= 40;
	}
	return b;
}

/* The series of individual numbers; 0 where none was ever given out. */
static unsigned
century_of(const struct birth *b)
{
	if (b->individual < 500)
		return 1900;
	if (b->year < 40)
		return 2000;
	if (b->individual >= 900)
		return 1900;
	if (b->individual < 750 && b->year >= 54)
		return 1800;
	return 0;
}

static int
date_exists(const struct birth *b, unsigned century)
{
	struct date date = { (int)(century + b->year), (int)b->month, (int)b->day };

	return day_of(date) != DAY_NONE;
}

enum check_verdict
check_fnr(struct bytes text)
{
	unsigned char d[DIGITS_MAX];
	struct birth b;
	unsigned rest, century;

	if (digits_of(text, d) != 11 || rest_two(d) != 0)
		return CHECK_FAILS;
	rest = rest_one(d);
	if (rest > 3)
		return CHECK_FAILS;
	if (d[0] >= 8) /* FH: no date in it */
		return rest == 0 ? CHECK_HOLDS : CHECK_FAILS;
	b = birth_of(d);
	if (rest != 0) /* the century is not told; 2000 has a 29 February for all */
		return date_exists(&b, 2000) ? b.kind : CHECK_ODD;
	century = century_of(&b);
	return century != 0 && date_exists(&b, century) ? b.kind : CHECK_ODD;
}
