#include "scrub/treat.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

static const char *const norwegian[12] = { "januar", "februar", "mars", "april", "mai",
	"juni", "juli", "august", "september", "oktober", "november", "desember" };

static const char *const english[12] = { "January", "February", "March", "April", "May",
	"June", "July", "August", "September", "October", "November", "December" };

/* The first letters that tell a month in either language, lower case. */
static const struct {
	const char *start;
	int month;
} month_starts[] = {
	{ "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "apr", 4 }, { "mai", 5 }, { "may", 5 },
	{ "jun", 6 }, { "jul", 7 }, { "aug", 8 }, { "sep", 9 }, { "okt", 10 }, { "oct", 10 },
	{ "nov", 11 }, { "des", 12 }, { "dec", 12 },
};

/* What a date is made of: its numbers in order, and the first month by name. */
struct parts {
	struct {
		long value;
		size_t digits;
	} number[6];
	size_t numbers;
	int month;
};

static int
month_of(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof month_starts / sizeof month_starts[0]; i++)
		if (strncmp(word, month_starts[i].start, 3) == 0)
			return month_starts[i].month;
	return 0;
}

static size_t
take_number(struct bytes text, size_t i, struct parts *p)
{
	long value = 0;
	size_t from = i;

	for (; i < text.len && isdigit(text.at[i]); i++)
		if (value < 100000000)
			value = value * 10 + (text.at[i] - '0');
	if (p->numbers < sizeof p->number / sizeof p->number[0]) {
		p->number[p->numbers].value = value;
		p->number[p->numbers++].digits = i - from;
	}
	return i;
}

static size_t
take_word(struct bytes text, size_t i, struct parts *p)
{
	char word[16] = "";
	size_t len = 0;

	for (; i < text.len && (isalpha(text.at[i]) || text.at[i] >= 0x80); i++)
		if (len < sizeof word - 1)
			word[len++] = (char)tolower(text.at[i]);
	if (p->month == 0)
		p->month = month_of(word);
	return i;
}

static struct parts
parts_of(struct bytes text)
{
	struct parts p = { .numbers = 0 };
	size_t i = 0;

	while (i < text.len) {
		if (isdigit(text.at[i]))
			i = take_number(text, i, &p);
		else if (isalpha(text.at[i]) || text.at[i] >= 0x80)
			i = take_word(text, i, &p);
		else
			i++;
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
		*year = p->number[0].value;
	else if (p->numbers > 2)
		*year = year_of(p->number[2].value, p->number[2].digits);
}

/* With the month by name the year is the last number of four digits, or of two
 * where a day stands before it: "8. februar 2015", "8. februar 15", "March 2018". */
static long
year_by_name(const struct parts *p)
{
	size_t i = p->numbers;

	while (i-- > 0)
		if (p->number[i].digits == 4 ||
		    (i > 0 && i == p->numbers - 1 && p->number[i].digits == 2))
			return year_of(p->number[i].value, p->number[i].digits);
	return 0;
}

struct bytes
treat_month(struct bytes date, enum language language, struct arena *a)
{
	struct parts p = parts_of(date);
	int month = p.month;
	const char *name;
	long year = 0;

	if (month)
		year = year_by_name(&p);
	else
		numeric(&p, &month, &year);
	if (month == 0 && p.numbers == 1 && p.number[0].digits == 4)
		year = year_of(p.number[0].value, 4);
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
	if (is_year(text))
		return true;
	if (year.at != NULL && !is_year(year))
		return false;
	for (i = 0; i < 12; i++)
		if (bytes_are(word, norwegian[i]) || bytes_are(word, english[i]))
			return true;
	return false;
}

/* Tens by their words, also inside a longer word: trettifire, fireogtredve. The
 * longer ones first, so that "sytten" is not read as "sytti". */
static const struct {
	const char *word;
	int age;
} age_words[] = {
	{ "tretten", 13 }, { "fjorten", 14 }, { "femten", 15 }, { "seksten", 16 },
	{ "sytten", 17 }, { "atten", 18 }, { "nitten", 19 }, { "tjue", 20 }, { "tyve", 20 },
	{ "tretti", 30 }, { "tredve", 30 }, { "førti", 40 }, { "femti", 50 },
	{ "seksti", 60 }, { "sytti", 70 }, { "åtti", 80 }, { "nitti", 90 },
	{ "teen", 15 }, { "twent", 20 }, { "thirt", 30 }, { "fort", 40 }, { "fift", 50 },
	{ "sixt", 60 }, { "sevent", 70 }, { "eight", 80 }, { "ninet", 90 },
};

static int
age_by_word(struct bytes text)
{
	char lower[128];
	size_t i;

	if (text.len >= sizeof lower)
		return -1;
	for (i = 0; i < text.len; i++)
		lower[i] = (char)tolower(text.at[i]);
	lower[text.len] = '\0';
	for (i = 0; i < sizeof age_words / sizeof age_words[0]; i++)
		if (strstr(lower, age_words[i].word) != NULL)
			return age_words[i].age;
	return -1;
}

struct bytes
treat_age_band(struct bytes text, enum language language, struct arena *a)
{
	const char *years = language == LANGUAGE_ENGLISH ? "years" : "år";
	struct parts p = parts_of(text);
	long age = p.numbers ? p.number[0].value : age_by_word(text);

	if (age < 0 || age > 130)
		return bytes_of("");
	if (age < 20)
		return bytes_of(arena_printf(a, "under 20 %s", years));
	if (age >= 60)
		return bytes_of(arena_printf(a, "60+ %s", years));
	return bytes_of(arena_printf(a, "%ld-%ld %s", age / 10 * 10, age / 10 * 10 + 9, years));
}

bool
treat_is_age_band(struct bytes text)
{
	static const char *const bands[] = { "under 20", "20-29", "30-39", "40-49", "50-59",
		"60+" };
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
