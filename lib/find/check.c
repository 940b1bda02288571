#include "find/check.h"

#include <stdbool.h>
#include <string.h>

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t
digits_of(struct bytes text, unsigned char digit[DIGITS_MAX])
{
	size_t i, n = 0;

	for (i = 0; i < text.len; i++) {
		if (is_letter(text.at[i]))
			return 0;
		if (text.at[i] < '0' || text.at[i] > '9')
			continue;
		if (n == DIGITS_MAX)
			return 0;
		digit[n++] = (unsigned char)(text.at[i] - '0');
	}
	return n;
}

/* Sum of digit times weight, over as many as there are weights ("5432..."). */
static unsigned
weighed(const unsigned char *digit, const char *weights)
{
	unsigned sum = 0;
	size_t i;

	for (i = 0; weights[i] != '\0'; i++)
		sum += (unsigned)digit[i] * (unsigned)(weights[i] - '0');
	return sum;
}

static enum check_verdict
verdict(bool holds)
{
	return holds ? CHECK_HOLDS : CHECK_FAILS;
}

/*
 * Organisation number: weights 3 2 7 6 5 4 3 2 and the check digit, mod 11
 * (Brønnøysundregistrene, "Organisasjonsnummeret"). A check digit of 10 is never
 * issued, which the sum over nine digits says by itself. "NO" before and "MVA"
 * behind belong to the number as a VAT number.
 */
static enum check_verdict
check_orgnr(struct bytes text)
{
	unsigned char digit[DIGITS_MAX];

	if (bytes_start(text, "NO"))
		text = bytes_cut(text, 2, text.len);
	if (text.len >= 3 && memcmp(text.at + text.len - 3, "MVA", 3) == 0)
		text = bytes_cut(text, 0, text.len - 3);
	return verdict(
	    digits_of(text, digit) == 9 && weighed(digit, "327654321") % 11 == 0);
}

/* Bank account: weights 5 4 3 2 7 6 5 4 3 2 and the check digit, mod 11 (Finans
 * Norge, "Kontonummerets oppbygning"). Any fødselsnummer holds here too. */
static enum check_verdict
check_account(struct bytes text)
{
	unsigned char digit[DIGITS_MAX];

	return verdict(
	    digits_of(text, digit) == 11 && weighed(digit, "54327654321") % 11 == 0);
}

/* IBAN: ISO 13616, checked by ISO 7064 mod 97-10 with the first four characters
 * moved to the end; a Norwegian one has 15 characters. */
static enum check_verdict
check_iban(struct bytes text)
{
	unsigned char c, value[34];
	unsigned rest = 0;
	size_t i, n = 0;

	for (i = 0; i < text.len; i++) {
		c = text.at[i];
		if (c >= 'a' && c <= 'z')
			c = (unsigned char)(c - 'a' + 'A');
		if (!is_letter(c) && (c < '0' || c > '9'))
			continue;
		if (n == sizeof value)
			return CHECK_FAILS;
		value[n++] = (unsigned char)(is_letter(c) ? c - 'A' + 10 : c - '0');
	}
	if (n < 15 || value[0] < 10 || value[1] < 10 || value[2] > 9 || value[3] > 9)
		return CHECK_FAILS;
	if (value[0] == 'N' - 'A' + 10 && value[1] == 'O' - 'A' + 10 && n != 15)
		return CHECK_FAILS;
	for (i = 0; i < n; i++) {
		c = value[(i + 4) % n];
		rest = (rest * (c > 9 ? 100 : 10) + c) % 97;
	}
	return verdict(rest == 1);
}

/* The sum of Luhn (ISO/IEC 7812-1 annex B) over all digits, the check digit last. */
static bool
luhn_holds(const unsigned char *digit, size_t n)
{
	unsigned sum = 0, twice;
	size_t i;

	for (i = 0; i < n; i++) {
		twice = digit[n - 1 - i];
		if (i % 2 == 1)
			twice = twice * 2 > 9 ? twice * 2 - 9 : twice * 2;
		sum += twice;
	}
	return n > 1 && sum % 10 == 0;
}

static enum check_verdict
check_luhn(struct bytes text)
{
	unsigned char digit[DIGITS_MAX];
	size_t n = digits_of(text, digit);

	return verdict(n >= 8 && n <= 19 && luhn_holds(digit, n));
}

/*
 * KID: 2 to 25 digits, the last by Luhn or by mod 11 with weights 2 to 7 from the
 * right, in which 10 is written as a minus (Mastercard Payment Services,
 * "Systemspesifikasjon OCR").
 */
static enum check_verdict
check_kid(struct bytes text)
{
	unsigned char digit[DIGITS_MAX];
	size_t i, n = digits_of(text, digit);
	unsigned sum = 0;
	bool minus = text.len > 0 && text.at[text.len - 1] == '-';

	if (n > 0 && minus && n < DIGITS_MAX)
		digit[n++] = 10;
	if (n < 2 || n > 25)
		return CHECK_FAILS;
	if (!minus && luhn_holds(digit, n))
		return CHECK_HOLDS;
	for (i = 0; i + 1 < n; i++)
		sum += digit[n - 2 - i] * (unsigned)(2 + i % 6);
	return verdict((sum + digit[n - 1]) % 11 == 0);
}

/*
 * DUF (Norwegian Directorate of Immigration): a year, six digits and two that are
 * the weighed sum mod 11. The weights are handed down, not published: they raise
 * a score and decide nothing.
 */
static enum check_verdict
check_duf(struct bytes text)
{
	unsigned char digit[DIGITS_MAX];
	unsigned century;

	if (digits_of(text, digit) != 12)
		return CHECK_FAILS;
	century = digit[0] * 10u + digit[1];
	if (century != 19 && century != 20)
		return CHECK_FAILS;
	return verdict(
	    weighed(digit, "4632463275") % 11 == digit[10] * 10u + digit[11]);
}

/* HPR (register of health personnel): up to seven digits for a person, no sum. */
static enum check_verdict
check_hpr(struct bytes text)
{
	unsigned char digit[DIGITS_MAX];
	size_t n = digits_of(text, digit);

	return verdict(n >= 4 && n <= 7 && digit[0] != 0);
}

const struct check checks[] = {
	{ "fnr", check_fnr },
	{ "orgnr", check_orgnr },
	{ "account", check_account },
	{ "iban", check_iban },
	{ "luhn", check_luhn },
	{ "kid", check_kid },
	{ "duf", check_duf },
	{ "hpr", check_hpr },
	{ "phone", check_phone },
	{ "date", check_date },
	{ NULL, NULL },
};

const struct check *
check_named(const char *name)
{
	const struct check *c;

	for (c = checks; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}
