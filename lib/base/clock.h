#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

/*
 * Days and times. A day is a count from 1970-01-01 in the proleptic Gregorian
 * calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"); there is
 * no time zone but UTC.
 */
enum { DAY_NONE = INT32_MIN };

struct date {
	int year, month, day; /* month 1..12, day 1..31 */
};

int32_t day_of(struct date); /* DAY_NONE where there is no such day */
struct date day_date(int32_t day);

/* ISO (2018-03-05) or Norwegian (5.3.2018, 05.03.2018). DAY_NONE otherwise. */
int32_t day_parse(struct bytes);

/* "2018-03-05"; "" for DAY_NONE. */
struct day_text {
	char at[16];
};
struct day_text day_text(int32_t day);

/* Seconds since 1970 now, or SOURCE_DATE_EPOCH where that is set (the
 * reproducible-builds convention; whoever can set it can set the clock). */
int64_t clock_now(void);

/* "2018-03-05T12:34:56Z" */
struct time_text {
	char at[32];
};
struct time_text time_text(int64_t seconds);

#endif
