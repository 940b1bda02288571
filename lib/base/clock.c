#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Four digits for a year keep texts sortable and day counts far from overflow. */
enum { YEAR_LAST = 9999 };

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/*
 * Hinnant, days_from_civil: the year begins in March, so that the leap day is its
 * last, and 400 years (an era) are 146097 days. Here year >= 0, one era fewer.
 */
int32_t
day_of(struct date d)
{
	int year, era, of_era, of_year;

	if (d.year < 0 || d.year > YEAR_LAST || d.month < 1 || d.month > 12 ||
	    d.day < 1 || d.day > month_days(d.year, d.month))
		return DAY_NONE;
	year = d.year + 400 - (d.month <= 2);
	era = year / 400;
	of_era = year % 400;
	of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	return (era - 1) * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
	       719468;
}

/* Hinnant, civil_from_days. */
struct date
day_date(int32_t day)
{
	int64_t shifted = (int64_t)day + 719468, era, of_era, year, of_year, month;
	struct date d = { 0, 0, 0 };

	if (day == DAY_NONE)
		return d;
	era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	of_era = shifted - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	d.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	d.month = (int)(month < 10 ? month + 3 : month - 9);
	d.year = (int)(year + era * 400 + (d.month <= 2));
	return d;
}

/* A whole number of least to most digits off the front; -1 where there is none. */
static int
take_number(struct bytes *b, size_t least, size_t most)
{
	int n = 0;
	size_t i;

	for (i = 0; i < b->len && b->at[i] >= '0' && b->at[i] <= '9'; i++) {
		if (i == most)
			return -1;
		n = n * 10 + (b->at[i] - '0');
	}
	if (i < least)
		return -1;
	*b = bytes_cut(*b, i, b->len);
	return n;
}

static bool
take_byte(struct bytes *b, char c)
{
	if (b->len == 0 || b->at[0] != (unsigned char)c)
		return false;
	*b = bytes_cut(*b, 1, b->len);
	return true;
}

int32_t
day_parse(struct bytes text)
{
	struct bytes iso = text, no = text;
	struct date d;

	d.year = take_number(&iso, 4, 4);
	if (d.year >= 0 && take_byte(&iso, '-') &&
	    (d.month = take_number(&iso, 2, 2)) >= 0 && take_byte(&iso, '-') &&
	    (d.day = take_number(&iso, 2, 2)) >= 0 && iso.len == 0)
		return day_of(d);
	d.day = take_number(&no, 1, 2);
	if (d.day >= 0 && take_byte(&no, '.') &&
	    (d.month = take_number(&no, 1, 2)) >= 0 && take_byte(&no, '.') &&
	    (d.year = take_number(&no, 4, 4)) >= 0 && no.len == 0)
		return day_of(d);
	return DAY_NONE;
}

struct day_text
day_text(int32_t day)
{
	struct date d = day_date(day);
	struct day_text t = { "" };

	if (day != DAY_NONE)
		snprintf(t.at, sizeof t.at, "%04d-%02d-%02d", d.year, d.month, d.day);
	return t;
}

/* A value that is not a plain number of seconds is no value. */
static bool
epoch_given(int64_t *seconds)
{
	const char *s = getenv("SOURCE_DATE_EPOCH");
	struct bytes b = bytes_of(s);
	size_t i;

	if (b.len == 0 || b.len > 11)
		return false;
	*seconds = 0;
	for (i = 0; i < b.len; i++) {
		if (b.at[i] < '0' || b.at[i] > '9')
			return false;
		*seconds = *seconds * 10 + (b.at[i] - '0');
	}
	return true;
}

int64_t
clock_now(void)
{
	struct timespec now;
	int64_t seconds;

	if (epoch_given(&seconds))
		return seconds;
	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

struct time_text
time_text(int64_t seconds)
{
	const int64_t a_day = 24 * 60 * 60;
	int64_t day = seconds / a_day, left = seconds % a_day;
	struct time_text t;

	if (left < 0)
		day--, left += a_day;
	snprintf(t.at, sizeof t.at, "%sT%02d:%02d:%02dZ", day_text((int32_t)day).at,
	    (int)(left / 3600), (int)(left / 60 % 60), (int)(left % 60));
	return t;
}
