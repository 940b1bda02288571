#include "find/check.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "text/numeral.h"
#include "text/utf8.h"

/*
 * Could this be a day, a month with its year, or a year in words? The forms are
 * those of Språkrådet ("Dato og klokkeslett", "Årstall") and of English use; a
 * day that no calendar has fails. Which words stand between (den, of, kl.) is the
 * rule's affair.
 */
enum { DATE_PARTS = 16, DATE_WORD = 48 };

enum part_kind { PART_NUMBER, PART_CARDINAL, PART_ORDINAL, PART_MONTH };

struct part {
	enum part_kind kind;
	unsigned value;
	unsigned digits; /* of a PART_NUMBER */
};

struct parts {
	struct part at[DATE_PARTS];
	size_t len;
};

/* Months in bokmål, nynorsk and English. */
static const char *const month_words[12] = { "januar|january|jan",
	"februar|february|feb", "mars|march|mar", "april|apr", "mai|may",
	"juni|june|jun", "juli|july|jul", "august|aug", "september|sept|sep",
	"oktober|october|okt|oct", "november|nov", "desember|december|des|dec" };

static void
part_add(struct parts *p, struct part part)
{
	if (p->len < DATE_PARTS)
		p->at[p->len++] = part;
}

static bool
add_month(struct parts *p, struct bytes word)
{
	struct bytes rest, name;
	unsigned m;

	for (m = 0; m < 12; m++) {
		rest = bytes_of(month_words[m]);
		while (bytes_next(&rest, '|', &name))
			if (bytes_equal(name, word)) {
				part_add(p, (struct part){ PART_MONTH, m + 1, 0 });
				return true;
			}
	}
	return false;
}

static void
add_number_word(struct parts *p, struct bytes word)
{
	struct numeral n[NUMERALS_MOST];
	size_t i, count = numerals_of(word, n);

	for (i = 0; i < count; i++)
		part_add(
		    p, (struct part){ n[i].is_ordinal ? PART_ORDINAL : PART_CARDINAL,
			   n[i].value, 0 });
}

static void
add_word(struct parts *p, struct bytes word)
{
	if (word.len > 0 && !add_month(p, word))
		add_number_word(p, word);
}

/* Digits by themselves; "st", "nd", "rd", "th" behind them are no words here. */
static struct parts
parts_of(struct bytes text)
{
	struct parts p = { .len = 0 };
	unsigned char lower[DATE_WORD + 4];
	struct buf word = { lower, 0, sizeof lower };
	struct part number = { PART_NUMBER, 0, 0 };
	uint32_t c;
	size_t len;

	for (; text.len > 0; text = bytes_cut(text, len, text.len)) {
		c = utf8_next(text, &len);
		if (len == 0)
			break;
		if (number.digits > 0 && (c < '0' || c > '9')) {
			part_add(&p, number);
			number.digits = number.value = 0;
		}
		if (c >= '0' && c <= '9') {
			number.value = number.value % 100000000 * 10 + (c - '0');
			number.digits++;
		} else if (utf8_is_letter(c) && word.len < DATE_WORD) {
			utf8_add(&word, utf8_lower(c));
			continue;
		}
		add_word(&p, buf_bytes(&word));
		word.len = 0;
	}
	if (number.digits > 0)
		part_add(&p, number);
	add_word(&p, buf_bytes(&word));
	return p;
}

static bool
is_day(unsigned day, unsigned month, unsigned year)
{
	return day_of((struct date){ (int)year, (int)month, (int)day }) != DAY_NONE;
}

static bool
is_year(unsigned year, unsigned digits)
{
	return digits == 4 ? year >= 1800 && year < 2100 : digits <= 2;
}

/* A year of two digits may be of either century: 2000 and 1900 differ in their
 * 29 February only. */
static unsigned
full_year(unsigned year, unsigned digits)
{
	return digits == 4 ? year : 2000 + year;
}

/* 040895, 23032017, 20140517 */
static bool
solid_holds(struct part n)
{
	unsigned v = n.value;

	if (n.digits == 6)
		return is_day(v / 10000, v / 100 % 100, 2000 + v % 100) ||
		       is_day(v % 100, v / 100 % 100, 2000 + v / 10000);
	if (n.digits != 8)
		return false;
	return (is_year(v % 10000, 4) &&
		   is_day(v / 1000000, v / 10000 % 100, v % 10000)) ||
	       (is_year(v / 10000, 4) && is_day(v % 100, v / 100 % 100, v / 10000));
}

/* Numbers alone: 8.2.2015, 2014-05-17, 5.6., 06/2014, 3.2.-5.2.2017 */
static bool
numbers_hold(const struct part *n, size_t count)
{
	size_t i;

	if (count == 1)
		return solid_holds(n[0]);
	if (count == 2 && n[1].digits == 4)
		return n[0].value >= 1 && n[0].value <= 12 && is_year(n[1].value, 4);
	if (count == 2)
		return is_day(n[0].value, n[1].value, 2000);
	if (count == 3 && n[0].digits == 4)
		return is_year(n[0].value, 4) &&
		       is_day(n[2].value, n[1].value, n[0].value);
	if (count == 3)
		return is_year(n[2].value, n[2].digits) &&
		       (is_day(n[0].value, n[1].value,
			    full_year(n[2].value, n[2].digits)) ||
			   is_day(n[1].value, n[0].value,
			       full_year(n[2].value, n[2].digits)));
	for (i = 0; i < count; i++)
		if (n[i].value > 31 &&
		    !(i + 1 == count && is_year(n[i].value, n[i].digits)))
			return false;
	return count > 0;
}

/* nittenåttifire, nittenhundreogåttifire, totusenogfjorten, tjuefjorten. */
static bool
year_words_hold(const struct part *w, size_t count)
{
	unsigned value[DATE_PARTS];
	size_t i;

	for (i = 0; i < count; i++)
		value[i] = w[i].value;
	return numeral_year(value, count) != 0;
}

/* Days said in words: "tjueførste" is 20 and first, "femogtyvende" 5 and twentieth. */
static unsigned
spoken_day(const struct part *at, size_t i)
{
	unsigned day = at[i].value;

	if (i > 0 && at[i - 1].kind == PART_CARDINAL &&
	    ((day < 10 && (at[i - 1].value == 20 || at[i - 1].value == 30)) ||
		(day >= 20 && at[i - 1].value < 10)))
		day += at[i - 1].value;
	return day;
}

/* With the name of a month: each number is a day of it or a year; one of them must
 * be there, or the month is a name (Mai, Jan, August). */
static bool
month_holds(const struct parts *p, unsigned month)
{
	unsigned year = 2000, day;
	size_t i, days = 0, years = 0;

	for (i = 0; i < p->len; i++)
		if (p->at[i].kind == PART_NUMBER && p->at[i].digits == 4) {
			if (!is_year(p->at[i].value, 4))
				return false;
			year = p->at[i].value;
			years++;
		}
	for (i = 0; i < p->len; i++) {
		if (p->at[i].kind == PART_CARDINAL && p->at[i].value >= 17)
			years++;
		if (p->at[i].kind == PART_NUMBER && p->at[i].digits != 4)
			day = p->at[i].value;
		else if (p->at[i].kind == PART_ORDINAL)
			day = spoken_day(p->at, i);
		else
			continue;
		if (is_day(day, month, year))
			days++;
		else if (days == 0 || p->at[i].digits != 2)
			return false;
	}
	return days + years > 0;
}

enum check_verdict
check_date(struct bytes text)
{
	struct parts p = parts_of(text);
	struct part number[DATE_PARTS];
	size_t i, numbers = 0, count[4] = { 0 };
	unsigned month = 0, day = 0;

	for (i = 0; i < p.len; i++) {
		count[p.at[i].kind]++;
		if (p.at[i].kind == PART_NUMBER)
			number[numbers++] = p.at[i];
		if (p.at[i].kind == PART_MONTH)
			month = p.at[i].value;
		if (p.at[i].kind == PART_ORDINAL && day == 0)
			day = spoken_day(p.at, i);
		else if (p.at[i].kind == PART_ORDINAL && month == 0)
			month = p.at[i].value; /* femte i sjette */
	}
	if (count[PART_MONTH] > 0)
		return month_holds(&p, month) ? CHECK_HOLDS : CHECK_FAILS;
	if (day != 0 && month != 0)
		return is_day(day, month, 2000) ? CHECK_HOLDS : CHECK_FAILS;
	if (count[PART_CARDINAL] == p.len && p.len > 0)
		return year_words_hold(p.at, p.len) ? CHECK_HOLDS : CHECK_FAILS;
	return numbers_hold(number, numbers) ? CHECK_HOLDS : CHECK_FAILS;
}
