#include "scrub/treat.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/numeral.h"
#include "text/utf8.h"

static const char *const norwegian[12] = { "januar", "februar", "mars", "april", "mai",
	"juni", "juli", "august", "september", "oktober", "november", "desember" };

static const char *const english[12] = { "January", "February", "March", "April", "May",
	"June", "July", "August", "September", "October", "November", "December" };

/* What a date is made of: its numbers in order, the first month by name, and what is
 * said in words. */
struct parts {
	struct {
		long value;
		size_t digits;
		bool short_year; /* '18, -85 */
	} number[6];
	size_t numbers;
	int month;
	size_t before, behind; /* numbers before the first month, before the last one */
	unsigned said[NUMERALS_MOST]; /* behind the last month or ordinal */
	size_t saids;
	unsigned ordinal; /* the last: the month in "femte i tredje" */
	size_t ordinals;
};

/* SHORT_YEAR_MOST is the length of ’85. */
enum { SHORT_MONTH = 3, WORD_MOST = 48, SHORT_YEAR_MOST = 5 };

/* word is in lower case: a month's name, or three letters of it or more. */
static int
month_of(const char *word)
{
	size_t len = strlen(word);
	int m;

	for (m = 0; len >= SHORT_MONTH && m < 12; m++)
		if (strncasecmp(norwegian[m], word, len) == 0 ||
		    strncasecmp(english[m], word, len) == 0)
			return m + 1;
	return 0;
}

static size_t
take_number(struct bytes text, size_t i, struct parts *p)
{
	const bool short_year = /* 0x99 is of U+2019 */
	    i > 0 && (text.at[i - 1] == '\'' || text.at[i - 1] == 0x99 ||
			 (i == 1 && text.at[0] == '-'));
	long value = 0;
	size_t from = i;

	for (; i < text.len && isdigit(text.at[i]); i++)
		if (value < 100000000)
			value = value * 10 + (text.at[i] - '0');
	if (p->numbers < sizeof p->number / sizeof p->number[0]) {
		p->number[p->numbers].value = value;
		p->number[p->numbers].short_year = short_year;
		p->number[p->numbers++].digits = i - from;
	}
	return i;
}

/* The letters from i on, in lower case as far as they fit; where they end. */
static size_t
take_letters(struct bytes text, size_t i, char *word)
{
	struct buf lower = { 0 };
	uint32_t c;
	size_t len;

	for (; i < text.len; i += len) {
		c = utf8_next(bytes_cut(text, i, text.len), &len);
		if (c == UTF8_BAD || !utf8_is_letter(c))
			break;
		if (lower.len + 4 < WORD_MOST)
			utf8_add(&lower, utf8_lower(c));
	}
	if (lower.len > 0)
		memcpy(word, lower.at, lower.len);
	word[lower.len] = '\0';
	buf_free(&lower);
	return i;
}

/* A month by name, or numbers in words: "femte", "nittenåttifire". */
static void
take_word(struct parts *p, const char *word)
{
	struct numeral n[NUMERALS_MOST];
	size_t i, count;

	if (month_of(word) != 0) {
		p->before = p->month ? p->before : p->numbers;
		p->behind = p->numbers;
		p->month = p->month ? p->month : month_of(word);
		p->saids = 0;
		return;
	}
	count = numerals_of(bytes_of(word), n);
	for (i = 0; i < count; i++) {
		if (n[i].is_ordinal) {
			p->ordinal = n[i].value;
			p->ordinals++;
			p->saids = 0;
		} else if (p->saids < NUMERALS_MOST) {
			p->said[p->saids++] = n[i].value;
		}
	}
}

static struct parts
parts_of(struct bytes text)
{
	struct parts p = { .numbers = 0 };
	char word[WORD_MOST];
	size_t i = 0, end;

	while (i < text.len) {
		if (isdigit(text.at[i])) {
			i = take_number(text, i, &p);
			continue;
		}
		end = take_letters(text, i, word);
		take_word(&p, word);
		i = end > i ? end : i + 1;
	}
	return p;
}

static long
year_of(long value, size_t digits)
{
	if (digits == 4 && value >= 1800 && value < 2100)
		return value;
	if (digits == 2)
		return value < 20 ? 2000 + value : 1900 + value;
	return 0;
}

static bool
is_month(long value)
{
	return value >= 1 && value <= 12;
}

/* 8 or 6 digits in a row: 20180323, 23032018, 230318. */
static void
solid(long value, size_t digits, int *month, long *year)
{
	if (digits == 8 && value / 10000 >= 1800 && value / 10000 < 2100 &&
	    is_month(value / 100 % 100)) {
		*month = (int)(value / 100 % 100);
		*year = value / 10000;
	} else if (digits == 8 && is_month(value / 10000 % 100)) {
		*month = (int)(value / 10000 % 100);
		*year = year_of(value % 10000, 4);
	} else if (digits == 6 && is_month(value / 100 % 100)) {
		*month = (int)(value / 100 % 100);
		*year = year_of(value % 100, 2);
	}
}

/* Numbers alone: 2018-03-23, 23.3.2018, 23/3-18, 23.3. */
static void
numeric(const struct parts *p, int *month, long *year)
{
	if (p->numbers == 1)
		solid(p->number[0].value, p->number[0].digits, month, year);
	if (p->numbers < 2 || !is_month(p->number[1].value))
		return;
	*month = (int)p->number[1].value;
	if (p->number[0].digits == 4)
		*year = year_of(p->number[0].value, 4);
	else if (p->numbers > 2)
		*year = year_of(p->number[2].value, p->number[2].digits);
}

/*
 * With the month by name the year is a number of four digits; or the last one, of
 * two digits, behind all months, where a day or an apostrophe stands too: "8. februar
 * 15", "mars '18". In "March 23", "16. og 17. mai", "1. mai - 12. juni" there is none.
 */
static long
year_by_name(const struct parts *p)
{
	size_t i = p->numbers;

	while (i-- > 0) {
		if (p->number[i].digits == 4)
			return year_of(p->number[i].value, 4);
		if (i + 1 == p->numbers && p->number[i].digits == 2 && i >= p->behind &&
		    (p->before > 0 || i > p->behind || p->number[i].short_year))
			return year_of(p->number[i].value, 2);
	}
	return 0;
}

/* A year in words: whole, or of two figures (åttifem, null sju). */
static long
year_by_words(const struct parts *p)
{
	long year = (long)numeral_year(p->said, p->saids);
	int rest = numeral_below_hundred(p->said, p->saids);

	if (year != 0)
		return year;
	return rest >= 10 || (rest >= 0 && p->saids == 2) ? year_of(rest, 2) : 0;
}

/* One number and no month: a year of four figures, or of two that says so. */
static long
year_alone(const struct parts *p, struct bytes text)
{
	const bool is_short = p->number[0].short_year || p->number[0].value > 31;

	if (p->numbers == 0 && p->ordinals == 0)
		return year_by_words(p);
	if (p->numbers != 1)
		return 0;
	if (p->number[0].digits == 2 && !(is_short && text.len <= SHORT_YEAR_MOST))
		return 0;
	return year_of(p->number[0].value, p->number[0].digits);
}

/*
 * Two years: 2014-2016, 2014/15. The second is of two figures as long as it cannot be a
 * month, or is the next year behind a stroke (2011/12, a school year). False: they are
 * not two, or the second is before the first; then *to is 0.
 */
static bool
two_years(const struct parts *p, struct bytes text, long *from, long *to)
{
	const bool stroke = memchr(text.at, '/', text.len) != NULL;
	long last;

	if (p->month != 0 || p->numbers != 2 || p->number[0].digits != 4)
		return false;
	*from = year_of(p->number[0].value, 4);
	last = p->number[1].value;
	if (*from == 0 || (p->number[1].digits == 2 && is_month(last) &&
			      !(stroke && last == (*from + 1) % 100)))
		return false;
	if (p->number[1].digits == 2)
		last += *from / 100 * 100 + (last < *from % 100 && last < 20) * 100;
	*to = year_of(last, 4);
	return *to >= *from && (p->number[1].digits == 2 || p->number[1].digits == 4);
}

struct bytes
treat_month(struct bytes date, enum language language, struct arena *a)
{
	struct parts p = parts_of(date);
	int month = p.month;
	const char *name;
	long year = 0, to = 0;

	if (two_years(&p, date, &year, &to))
		return bytes_of(year == to ? arena_printf(a, "%ld", year)
		                           : arena_printf(a, "%ld-%ld", year, to));
	year = 0;
	if (month == 0 && p.ordinals > 1 && is_month((long)p.ordinal))
		month = (int)p.ordinal;
	if (month)
		year = year_by_name(&p);
	else
		numeric(&p, &month, &year);
	if (month != 0 && year == 0)
		year = year_by_words(&p);
	if (month == 0)
		year = year_alone(&p, date);
	if (month == 0)
		return bytes_of(year ? arena_printf(a, "%ld", year) : "");
	name = language == LANGUAGE_ENGLISH ? english[month - 1] : norwegian[month - 1];
	return bytes_of(year ? arena_printf(a, "%s %ld", name, year) : name);
}

static bool
is_year(struct bytes text)
{
	struct parts p = parts_of(text);

	return text.len == 4 && p.numbers == 1 && p.number[0].digits == 4 &&
	       year_of(p.number[0].value, 4) != 0;
}

/* "2014-2016" */
static bool
is_years(struct bytes text)
{
	return text.len == 9 && text.at[4] == '-' && is_year(bytes_cut(text, 0, 4)) &&
	       is_year(bytes_cut(text, 5, 9));
}

bool
treat_is_month(struct bytes text)
{
	struct bytes word = text, year = { NULL, 0 };
	size_t i;

	for (i = 0; i < text.len; i++)
		if (text.at[i] == ' ') {
			word = bytes_cut(text, 0, i);
			year = bytes_cut(text, i + 1, text.len);
			break;
		}
	if (is_year(text) || is_years(text))
		return true;
	if (year.at != NULL && !is_year(year))
		return false;
	for (i = 0; i < 12; i++)
		if (bytes_are(word, norwegian[i]) || bytes_are(word, english[i]))
			return true;
	return false;
}

/* What is counted in smaller units than years is young. */
static const char *const young[] = { "måned", "månad", "mnd", "uke", "veke", "dag",
	"month", "week", "day" };

/* Ages by word where more follows in it (sjuåring); those below twenty stand at its
 * beginning, so that "ti" is not found in every other word. */
static const char *const below_twenty[] = { "ett", "to", "tre", "fire", "fem", "seks",
	"sju", "syv", "åtte", "ni", "ti", "elleve", "tolv", "tretten", "fjorten",
	"femten", "seksten", "sytten", "søtten", "atten", "nitten" };

/* Tens also stand inside longer words: trettifire, fireogtredve, seventies. */
static const struct {
	const char *word;
	int age;
} tens[] = {
	{ "tjue", 20 },
	{ "tyve", 20 },
	{ "tretti", 30 },
	{ "tredve", 30 },
	{ "førti", 40 },
	{ "førr", 40 },
	{ "femti", 50 },
	{ "seksti", 60 },
	{ "sytti", 70 },
	{ "søtti", 70 },
	{ "åtti", 80 },
	{ "nitti", 90 },
	{ "tjug", 20 },
	{ "trædve", 30 },
	{ "fæmti", 50 },
	{ "sæksti", 60 },
	{ "otti", 80 },
	{ "hundre", 100 },
	{ "twent", 20 },
	{ "thirt", 30 },
	{ "fort", 40 },
	{ "fift", 50 },
	{ "sixt", 60 },
	{ "sevent", 70 },
	{ "eight", 80 },
	{ "ninet", 90 },
	{ "hundred", 100 },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* "sju", "sjuåring", "sju-årig", "sevenyearold": the number and what may end it. */
static bool
is_below_twenty(const char *word)
{
	size_t i, len;

	for (i = 0; i < COUNT(below_twenty); i++) {
		len = strlen(below_twenty[i]);
		if (strncmp(word, below_twenty[i], len) == 0 &&
		    (word[len] == '\0' || strncmp(word + len, "år", strlen("år")) == 0))
			return true;
	}
	return false;
}

/* The whole word a number: "trettifire", "ænogtjue", "sæksten". */
static int
age_said(const char *word)
{
	struct numeral n[NUMERALS_MOST];
	unsigned value[NUMERALS_MOST];
	size_t i, count = numerals_of(bytes_of(word), n);

	for (i = 0; i < count; i++)
		value[i] = n[i].value;
	if (count > 0 && value[0] == 100)
		return 100;
	return numeral_below_hundred(value, count);
}

static int
age_in_word(const char *word)
{
	size_t i;
	int age = age_said(word);

	if (age >= 0)
		return age;
	if (is_below_twenty(word) || strcmp(word, "teens") == 0)
		return 0;
	for (i = 0; i < COUNT(tens); i++)
		if (strstr(word, tens[i].word) != NULL)
			return tens[i].age;
	return -1;
}

/* An age by the first word that says one, of which the English "to" is none; *is_young
 * is set where it is not said in years. */
static int
age_by_words(struct bytes text, enum language language, bool *is_young)
{
	char word[WORD_MOST];
	size_t i = 0, k, end;
	int age = -1;
	bool joins = false; /* after "fem og" */

	*is_young = false;
	while (i < text.len) {
		end = take_letters(text, i, word);
		for (k = 0; k < COUNT(young); k++)
			*is_young =
			    *is_young || strncmp(word, young[k], strlen(young[k])) == 0;
		if (age < 0 &&
		    !(language == LANGUAGE_ENGLISH && strcmp(word, "to") == 0))
			age = age_in_word(word);
		else if (joins && age < 10 && age_said(word) >= 20)
			age += age_said(word);
		if (end > i)
			joins = strcmp(word, "og") == 0 || strcmp(word, "å") == 0;
		i = end > i ? end : i + 1;
	}
	return age;
}

struct bytes
treat_age_band(struct bytes text, enum language language, struct arena *a)
{
	const char *years = language == LANGUAGE_ENGLISH ? "years" : "år";
	struct parts p = parts_of(text);
	bool is_young;
	long age = age_by_words(text, language, &is_young);

	if (p.numbers > 0)
		age = p.number[0].value;
	if (age < 0 || age > 130)
		return bytes_of("");
	if (age < 20 || is_young)
		return bytes_of(arena_printf(a, "under 20 %s", years));
	if (age >= 60)
		return bytes_of(arena_printf(a, "60+ %s", years));
	return bytes_of(
	    arena_printf(a, "%ld-%ld %s", age / 10 * 10, age / 10 * 10 + 9, years));
}

bool
treat_is_age_band(struct bytes text)
{
	static const char *const bands[] = { "under 20", "20-29", "30-39", "40-49",
		"50-59", "60+" };
	char form[32];
	size_t i;

	for (i = 0; i < sizeof bands / sizeof bands[0]; i++) {
		snprintf(form, sizeof form, "%s år", bands[i]);
		if (bytes_are(text, form))
			return true;
		snprintf(form, sizeof form, "%s years", bands[i]);
		if (bytes_are(text, form))
			return true;
	}
	return false;
}
