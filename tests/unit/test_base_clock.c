#include "unit.h"

#include <time.h>

#include "base/clock.h"

TEST(counts_from_1970)
{
	assert_int_equal(day_of((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(day_of((struct date){ 2000, 3, 1 }), 11017);
	assert_int_equal(day_of((struct date){ 1969, 12, 31 }), -1);
	assert_int_equal(day_of((struct date){ 0, 1, 1 }), -719528);
	assert_int_equal(day_of((struct date){ 9999, 12, 31 }), 2932896);
}

TEST(goes_there_and_back_through_four_centuries)
{
	int32_t day, last = day_of((struct date){ 2201, 1, 1 });
	struct date d;

	for (day = day_of((struct date){ 1800, 1, 1 }); day <= last; day++) {
		d = day_date(day);
		assert_int_equal(day_of(d), day);
	}
}

TEST(agrees_with_the_system_about_dates)
{
	int32_t day;
	time_t seconds;
	struct tm tm;
	struct date d;

	for (day = -40000; day < 60000; day += 17) {
		seconds = (time_t)day * 86400;
		assert_non_null(gmtime_r(&seconds, &tm));
		d = day_date(day);
		assert_int_equal(d.year, tm.tm_year + 1900);
		assert_int_equal(d.month, tm.tm_mon + 1);
		assert_int_equal(d.day, tm.tm_mday);
	}
}

TEST(knows_days_that_never_were)
{
	assert_int_equal(day_of((struct date){ 2019, 2, 29 }), DAY_NONE);
	assert_int_equal(day_of((struct date){ 1900, 2, 29 }), DAY_NONE);
	assert_int_not_equal(day_of((struct date){ 2000, 2, 29 }), DAY_NONE);
	assert_int_equal(day_of((struct date){ 2019, 13, 1 }), DAY_NONE);
	assert_int_equal(day_of((struct date){ 2019, 0, 1 }), DAY_NONE);
	assert_int_equal(day_of((struct date){ 2019, 4, 31 }), DAY_NONE);
	assert_int_equal(day_of((struct date){ 2019, 4, 0 }), DAY_NONE);
	assert_int_equal(day_of((struct date){ -1, 1, 1 }), DAY_NONE);
}

TEST(reads_iso_and_norwegian_dates)
{
	int32_t day = day_of((struct date){ 2018, 3, 5 });

	assert_int_equal(day_parse(bytes_of("2018-03-05")), day);
	assert_int_equal(day_parse(bytes_of("5.3.2018")), day);
	assert_int_equal(day_parse(bytes_of("05.03.2018")), day);
}

TEST(reads_nothing_else_as_a_date)
{
	static const char *const not [] = { "", "2018", "2018-3-5", "2018-03-05 ",
		" 2018-03-05", "2018-03-05T00:00", "05/03/2018", "5.3.18", "005.3.2018",
		"31.2.2018", "2018-02-30", "5.3.20188", "5..2018", "-5.3.2018",
		"+018-03-05", "2018.03.05" };
	size_t i;

	for (i = 0; i < sizeof not / sizeof not [0]; i++)
		assert_int_equal(day_parse(bytes_of(not [i])), DAY_NONE);
}

TEST(writes_days_and_times)
{
	assert_string_equal(day_text(day_parse(bytes_of("5.3.2018"))).at, "2018-03-05");
	assert_string_equal(day_text(DAY_NONE).at, "");
	assert_string_equal(time_text(0).at, "1970-01-01T00:00:00Z");
	assert_string_equal(time_text(-1).at, "1969-12-31T23:59:59Z");
	assert_string_equal(time_text(1520253296).at, "2018-03-05T12:34:56Z");
}

TEST(takes_the_time_of_a_reproducible_build)
{
	setenv("SOURCE_DATE_EPOCH", "1520253296", 1);
	assert_int_equal(clock_now(), 1520253296);
	setenv("SOURCE_DATE_EPOCH", "12x", 1);
	assert_true(clock_now() > 1520253296);
	unsetenv("SOURCE_DATE_EPOCH");
	assert_true(labs((long)(clock_now() - time(NULL))) <= 1);
}

UNIT(cmocka_unit_test(counts_from_1970),
    cmocka_unit_test(goes_there_and_back_through_four_centuries),
    cmocka_unit_test(agrees_with_the_system_about_dates),
    cmocka_unit_test(knows_days_that_never_were),
    cmocka_unit_test(reads_iso_and_norwegian_dates),
    cmocka_unit_test(reads_nothing_else_as_a_date),
    cmocka_unit_test(writes_days_and_times),
    cmocka_unit_test(takes_the_time_of_a_reproducible_build))
