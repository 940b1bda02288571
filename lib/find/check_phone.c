#include "find/check.h"

#include <stdbool.h>
#include <string.h>

/* Nkom, "Den norske nummerplanen": what the first digits say. */
static enum phone_kind
kind_of_eight(const unsigned char *d)
{
	switch (d[0]) {
	case 2:
	case 3:
	case 6:
	case 7:
		return PHONE_FIXED;
	case 4:
	case 9:
		return PHONE_MOBILE;
	case 5:
		return d[1] < 8 ? PHONE_FIXED : d[1] == 9 ? PHONE_MACHINE : PHONE_NONE;
	case 8:
		return PHONE_SPECIAL;
	default:
		return PHONE_NONE;
	}
}

static enum phone_kind
kind_at_home(const unsigned char *d, size_t n)
{
	switch (n) {
	case 3:
		return d[0] == 1 ? PHONE_SERVICE : PHONE_NONE;
	case 4:
		return d[0] == 1 && d[1] == 8 ? PHONE_SERVICE : PHONE_NONE;
	case 5:
		return d[0] == 0 && d[1] >= 2 ? PHONE_FIVE : PHONE_NONE;
	case 6:
		return d[0] == 1 && d[1] == 1 && d[2] == 6 ? PHONE_SERVICE : PHONE_NONE;
	case 8:
		return kind_of_eight(d);
	case 12:
		return d[0] == 5 && d[1] == 8 ? PHONE_MACHINE_12 : PHONE_NONE;
	default:
		return PHONE_NONE;
	}
}

/* ITU-T E.164: a country code does not begin with 0, and the whole has at most 15
 * digits; 7 is the shortest in use with its code. */
static enum phone_kind
kind_with_code(const unsigned char *d, size_t n)
{
	if (n > 2 && d[0] == 4 && d[1] == 7)
		return kind_at_home(d + 2, n - 2);
	return n >= 7 && n <= 15 && d[0] != 0 ? PHONE_FOREIGN : PHONE_NONE;
}

enum phone_kind
phone_kind(struct bytes text)
{
	unsigned char d[DIGITS_MAX];
	size_t n = digits_of(text, d);
	bool plus = text.len > 0 && memchr(text.at, '+', text.len) != NULL;

	if (n == 0)
		return PHONE_NONE;
	if (plus)
		return kind_with_code(d, n);
	if (n > 9 && d[0] == 0 && d[1] == 0)
		return kind_with_code(d + 2, n - 2);
	if (n == 10 && d[0] == 4 && d[1] == 7)
		return kind_at_home(d + 2, n - 2);
	return kind_at_home(d, n);
}

enum check_verdict
check_phone(struct bytes text)
{
	return phone_kind(text) == PHONE_NONE ? CHECK_FAILS : CHECK_HOLDS;
}
