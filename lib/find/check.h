#ifndef FIND_CHECK_H
#define FIND_CHECK_H

#include <stddef.h>

#include "base/bytes.h"

/*
 * Arithmetic that raises or lowers how sure a rule is. It never uncovers: a
 * number of the right shape that fails its check is covered all the same, and
 * said to fail. Each check states where its rule stands.
 */
enum check_verdict {
	CHECK_FAILS,     /* the shape without the sum */
	CHECK_HOLDS,     /* as issued */
	CHECK_SYNTHETIC, /* holds, of a series for test persons */
	CHECK_ODD        /* the sum holds, but no such date or series: still covered */
};

struct check {
	const char *name; /* "fnr": as a rule file names it */
	enum check_verdict (*of)(struct bytes text); /* separators are skipped */
};

/* fnr (with D, H, FH and synthetic series and the rule of 2032), orgnr, account,
 * iban, luhn, kid, duf, hpr, phone, date. The last has a NULL name. */
extern const struct check checks[];

const struct check *check_named(const char *name); /* NULL: none */

/* The number plan that a telephone number belongs to. */
enum phone_kind {
	PHONE_NONE,       /* no such number: 00 12 34 56, 01999 */
	PHONE_FIXED,      /* 8 digits, 2, 3, 50-57, 6, 7 */
	PHONE_MOBILE,     /* 8 digits, 4, 9 */
	PHONE_SPECIAL,    /* 8 digits, 8xx */
	PHONE_MACHINE,    /* 8 digits, 59 */
	PHONE_MACHINE_12, /* 12 digits, 58 */
	PHONE_FIVE,       /* 02000-09999 */
	PHONE_SERVICE,    /* 1xx, 18xx, 116xxx */
	PHONE_FOREIGN     /* a country code other than 47 */
};

enum phone_kind phone_kind(struct bytes text);

/* For the checks themselves: each is a row of checks[]. */
enum check_verdict check_fnr(struct bytes);
enum check_verdict check_phone(struct bytes);
enum check_verdict check_date(struct bytes);

enum { DIGITS_MAX = 40 };

/*
 * The digits of text as numbers 0 to 9 in digit[], separators (all that is neither
 * letter nor digit) left out. How many there are; 0 where a letter stands among
 * them or there are more than DIGITS_MAX.
 */
size_t digits_of(struct bytes text, unsigned char digit[DIGITS_MAX]);

#endif
