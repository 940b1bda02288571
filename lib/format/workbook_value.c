#include "format/workbook_value.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum {
	DAY_1970 = 25569,   /* 1970-01-01 as Excel counts, from 1899-12-30 */
	DAY_FALSE = 60,     /* 1900-02-29, which there was not */
	DAYS_1904 = 1462,   /* from the one system to the other */
	DAY_LAST = 2958465, /* 9999-12-31 */
	DAY_SECONDS = 86400,
	DIGITS = 15 /* that Excel keeps */
};

struct number_format
number_format_built_in(unsigned id)
{
	struct number_format f = { .date = false };

	f.date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) ||
	         (id >= 50 && id <= 58);
	f.time = (id >= 18 && id <= 22) || (id >= 32 && id <= 35) ||
	         (id >= 45 && id <= 47) || id == 55 || id == 56;
	f.elapsed = id == 46;
	return f;
}

/* Behind what is not shown as a value: "text", \c, _c, *c, [Red]; i itself if it is
 * one that is. *elapsed: [h], [mm]. */
static size_t
skip_literal(struct bytes code, size_t i, bool *elapsed)
{
	const unsigned char *end;
	unsigned char c = code.at[i];

	if (c == '\\' || c == '_' || c == '*')
		return i + 2 < code.len ? i + 2 : code.len;
	if (c != '"' && c != '[')
		return i;
	end = memchr(code.at + i + 1, c == '"' ? '"' : ']', code.len - i - 1);
	if (end == NULL)
		return code.len;
	if (c == '[' && end > code.at + i + 1 &&
	    strchr("hHmMsS", code.at[i + 1]) != NULL && end[-1] == code.at[i + 1])
		*elapsed = true;
	return (size_t)(end - code.at) + 1;
}

struct number_format
number_format_of(struct bytes code)
{
	struct number_format f = { .date = false };
	bool month = false, only_zeroes = code.len > 0;
	size_t i = 0, next;

	while (i < code.len && code.at[i] != ';') {
		next = skip_literal(code, i, &f.elapsed);
		only_zeroes = only_zeroes && next == i && code.at[i] == '0';
		if (next > i) {
			i = next;
			continue;
		}
		switch (tolower(code.at[i++])) {
		case 'd':
		case 'y':
			f.date = true;
			break;
		case 'h':
		case 's':
			f.time = true;
			break;
		case 'm':
			month = true;
			break;
		case 'g': /* General */
			if (i + 6 <= code.len && memcmp(code.at + i, "eneral", 6) == 0)
				i += 6;
			break;
		default:
			break;
		}
	}
	f.time = f.time || f.elapsed;
	f.date = f.date || (month && !f.time); /* else these are minutes */
	f.zeroes = only_zeroes ? (unsigned)i : 0;
	return f;
}

/* Fifteen digits, without an exponent. */
static void
show_decimal(double x, unsigned zeroes, struct buf *to)
{
	char text[400];
	size_t len;

	snprintf(text, sizeof text, "%.*g", DIGITS, x);
	if (strchr(text, 'e') != NULL && fabs(x) >= 1)
		snprintf(text, sizeof text, "%.0f", x);
	else if (strchr(text, 'e') != NULL) {
		snprintf(text, sizeof text, "%.*f", 30, x);
		for (len = strlen(text); len > 0 && text[len - 1] == '0';)
			text[--len] = '\0';
	}
	for (len = strlen(text); len < zeroes && x >= 0; len++)
		buf_byte(to, '0');
	buf_text(to, text);
}

static void
show_time(long seconds, struct buf *to)
{
	buf_printf(
	    to, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void
show_date(double x, struct number_format f, bool since_1904, struct buf *to)
{
	long day = (long)floor(x);
	long seconds = lround((x - (double)day) * DAY_SECONDS);

	if (f.elapsed || (f.time && (day == 0 || !f.date))) {
		show_time((f.elapsed ? day * DAY_SECONDS : 0) + seconds, to);
		return;
	}
	if (seconds == DAY_SECONDS) { /* a breath before midnight */
		seconds = 0;
		day++;
	}
	if (since_1904)
		day += DAYS_1904;
	else if (day < DAY_FALSE)
		day++;
	buf_text(to, day_text((int32_t)(day - DAY_1970)).at);
	if (f.time && seconds != 0) {
		buf_byte(to, ' ');
		show_time(seconds, to);
	}
}

void
number_show(struct bytes value, struct number_format f, bool since_1904, struct buf *to)
{
	char text[64], *end;
	double x;

	if (value.len == 0 || value.len >= sizeof text ||
	    strchr("+-.0123456789", value.at[0]) == NULL) {
		buf_add(to, value);
		return;
	}
	memcpy(text, value.at, value.len);
	text[value.len] = '\0';
	x = strtod(text, &end);
	if (*end != '\0' || !isfinite(x))
		buf_add(to, value);
	else if ((f.date || f.time) && x >= 0 && x < DAY_LAST + 1 &&
		 (x >= 1 || f.time || since_1904))
		show_date(x, f, since_1904, to);
	else
		show_decimal(x, f.zeroes, to);
}
