#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "release/sheet.h"
#include "release/table.h"
#include "release/table1.h"

enum { MOST = 64, VARIABLES = 4 };

static struct arena *arena;
static struct fail trouble;
static struct table1 made;

/* A study in the making; roles of the yardstick: 8, 8, 8 and 4 who hold 8 seats. */
static const char *const roles[] = { "SW", "T", "WA", "ES" };
static struct table1_variable variable[VARIABLES];
static struct table1_person person[MOST];
static const char *value[MOST][VARIABLES];
static struct table1_spec spec;

static void
study(const unsigned *size, size_t count, size_t variables)
{
	size_t p = 0;

	for (size_t r = 0; r < count; r++)
		for (unsigned n = 0; n < size[r]; n++, p++)
			person[p] = (struct table1_person){ roles[r], r == 3 ? 2 : 1,
				value[p] };
	spec = (struct table1_spec){ .role = roles,
		.roles = count,
		.variable = variable,
		.variables = variables,
		.person = person,
		.persons = p };
}

static int
enter(void **state)
{
	static const unsigned size[] = { 8, 8, 8, 4 };

	(void)state;
	arena = arena_new();
	memset(&trouble, 0, sizeof(trouble));
	memset(value, 0, sizeof(value));
	variable[0] = (struct table1_variable){ .name = "sex",
		.title = "Sex",
		.kind = TABLE1_CATEGORY,
		.consented = true };
	study(size, 4, 1);
	return 0;
}

static int
leave(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* f and m: so many f first in each role, the rest m */
static void
sexes(const unsigned *women)
{
	size_t p = 0;

	for (size_t r = 0; r < spec.roles; r++)
		for (unsigned n = 0; p < spec.persons && person[p].role == roles[r];
		     n++, p++)
			value[p][0] = n < women[r] ? "f" : "m";
}

static void
build(void)
{
	assert_int_equal(table1_build(&spec, arena, &made, &trouble), 0);
}

static const char *
csv(void)
{
	struct buf b = { 0 };
	const char *text;

	sheet_csv(made.sheet, false, &b);
	text = arena_text(arena, buf_bytes(&b));
	buf_free(&b);
	return text;
}

static bool
has_note(const char *part)
{
	for (size_t i = 0; i < made.sheet->notes; i++)
		if (strstr(made.sheet->note[i], part) != NULL)
			return true;
	return false;
}

TEST(prints_persons_and_seats_even_when_a_role_is_small)
{
	spec.variables = 0;
	build();
	assert_string_equal(csv(), ",SW,T,WA,ES,All roles\n"
				   "Persons,8,8,8,4,28\n"
				   "Seats,8,8,8,8,32\n");
	assert_int_equal(made.persons, 28);
	assert_int_equal(made.seats, 32);
	assert_true(has_note("28 persons in 32 seats"));
	assert_true(has_note("fewer than 3 persons"));
	assert_true(has_note("fewer than 5"));
}

TEST(falls_back_to_all_roles_where_every_role_is_too_thin)
{
	sexes((const unsigned[]){ 5, 6, 4, 3 });
	build();
	assert_int_equal(made.block[0].form, TABLE1_ALL);
	assert_non_null(strstr(csv(), "Sex,,,,,\nf,,,,,18\nm,,,,,10\n"));
	assert_true(has_note("For all roles together only"));
}

TEST(shows_by_role_what_may_be_shown)
{
	spec.crossed = 3;
	sexes((const unsigned[]){ 5, 6, 4, 3 });
	build();
	assert_int_equal(made.block[0].form, TABLE1_CROSSED);
	assert_int_equal(made.block[0].suppressed, 4);
	assert_non_null(strstr(csv(), "f,5,:,4,:,18\nm,3,:,4,:,10\n"));
	assert_int_equal(table_cell(made.block[0].table, 0, 0).value, 5);
}

TEST(hides_small_numbers_of_all_roles_and_their_company)
{
	spec.crossed = 3;
	sexes((const unsigned[]){ 8, 7, 8, 4 });
	build();
	assert_null(strstr(csv(), "27"));
	assert_null(strstr(csv(), ",1\n"));
}

TEST(says_not_shown_when_nothing_can_be_shown)
{
	static const unsigned size[] = { 2, 2 };

	study(size, 2, 1);
	sexes((const unsigned[]){ 1, 1 });
	build();
	assert_int_equal(made.block[0].form, TABLE1_NOT_SHOWN);
	assert_null(made.block[0].table);
	assert_non_null(strstr(csv(), "Sex,,,\nnot shown,,,\n"));
	assert_true(has_note("Not shown"));
}

TEST(merges_neighbouring_bands_until_something_can_be_shown)
{
	static const unsigned size[] = { 16, 16 };
	static const char *const age[] = { "24", "35", "36", "41", "47", "52", "58",
		"61" };

	study(size, 2, 1);
	variable[0] = (struct table1_variable){
		.name = "age", .kind = TABLE1_NUMBER, .band = 10, .consented = true
	};
	for (size_t p = 0; p < spec.persons; p++)
		value[p][0] = age[p % 8];
	build();
	assert_int_equal(made.block[0].form, TABLE1_MERGED);
	assert_true(table_rows(made.block[0].table) < 5);
	assert_non_null(strstr(csv(), "20\xe2\x80\x93"));
	assert_true(has_note("Neighbouring levels merged"));
}

TEST(merges_ordered_levels_under_both_names)
{
	static const unsigned size[] = { 16, 16 };
	static const char *const level[] = { "school", "bachelor", "master",
		"doctorate" };

	study(size, 2, 1);
	variable[0] = (struct table1_variable){ .name = "education",
		.kind = TABLE1_ORDERED,
		.level = level,
		.levels = 4,
		.consented = true };
	for (size_t p = 0; p < spec.persons; p++) /* 4 of each in each role */
		value[p][0] = level[p % 4];
	build();
	assert_int_equal(made.block[0].form, TABLE1_MERGED);
	assert_non_null(strstr(csv(), "school \xe2\x80\x93 "));
}

TEST(merges_the_neighbours_with_fewest_persons_first)
{
	static const char *const level[] = { "a", "b", "c", "d" };
	static const char *const had[] = { "a", "a", "b", "c", "c", "d", "d" };
	static const unsigned size[] = { 7 };

	study(size, 1, 1);
	variable[0].kind = TABLE1_ORDERED;
	variable[0].level = level;
	variable[0].levels = 4;
	for (size_t p = 0; p < spec.persons; p++)
		value[p][0] = had[p];
	build();
	assert_int_equal(made.block[0].form, TABLE1_ALL_MERGED);
	assert_non_null(strstr(csv(), "a \xe2\x80\x93 b,3\nc,:\nd,:\n"));
}

TEST(keeps_the_declared_order_and_those_without_a_value)
{
	static const char *const level[] = { "m", "f" };

	variable[0].level = level;
	variable[0].levels = 2;
	spec.crossed = 2;
	sexes((const unsigned[]){ 5, 6, 4, 2 });
	for (size_t p = 0; p < 3; p++)
		value[p][0] = p == 0 ? NULL : " ";
	build();
	assert_int_equal(table_rows(made.block[0].table), 3);
	assert_string_equal(table_row_label(made.block[0].table, 0), "m");
	assert_string_equal(table_row_label(made.block[0].table, 2), "not stated");
}

static void
numbers(unsigned band)
{
	variable[0] = (struct table1_variable){ .name = "age",
		.title = "Age",
		.kind = TABLE1_NUMBER,
		.band = band,
		.consented = true };
	for (size_t p = 0; p < spec.persons; p++)
		value[p][0] =
		    arena_printf(arena, "%zu", 34 + p % 8 * 3 + (p % 8 == 7) * 2);
}

TEST(rounds_a_range_outward_and_gives_all_roles_only_when_one_is_small)
{
	numbers(0);
	build();
	assert_int_equal(made.block[0].form, TABLE1_RANGE_ALL);
	assert_non_null(strstr(csv(), "range,,,,,30\xe2\x80\x93"
				      "60\n"));
	assert_null(strstr(csv(), "34"));
	assert_null(strstr(csv(), "57"));
}

TEST(gives_ranges_by_role_when_every_role_has_five)
{
	static const unsigned size[] = { 8, 8, 5 };

	study(size, 3, 1);
	numbers(0);
	build();
	assert_int_equal(made.block[0].form, TABLE1_RANGE);
	assert_non_null(strstr(csv(), "range,30\xe2\x80\x93"
				      "60,30\xe2\x80\x93"
				      "60,30\xe2\x80\x93"));
	/* 34 37 40 43 46 49 52 57: 44.75 (7.8) */
	assert_non_null(strstr(csv(), "mean (SD),45 (8),"));
}

TEST(gives_no_mean_of_four)
{
	static const unsigned size[] = { 4 };

	study(size, 1, 1);
	numbers(0);
	build();
	assert_int_equal(made.block[0].form, TABLE1_NOT_SHOWN);
	assert_null(strstr(csv(), "mean"));
}

TEST(a_range_of_one_value_is_not_that_value)
{
	static const unsigned size[] = { 6 };

	study(size, 1, 1);
	numbers(0);
	for (size_t p = 0; p < 6; p++)
		value[p][0] = "40";
	build();
	assert_non_null(strstr(csv(), "40\xe2\x80\x93"
				      "45"));
}

TEST(gives_percentages_only_for_big_bases)
{
	sexes((const unsigned[]){ 5, 6, 4, 3 });
	spec.percent = true;
	build();
	assert_non_null(strstr(csv(), ",SW,T,WA,ES,All roles,%\n"));
	assert_non_null(strstr(csv(), "f,,,,,18,64\nm,,,,,10,36\n"));
	assert_true(has_note("base is 20 persons"));
}

TEST(a_sensitive_variable_takes_the_higher_threshold_everywhere)
{
	size_t p = 0;

	for (; p < spec.persons; p++)
		value[p][0] = p % 7 == 0 ? "a" : p % 2 ? "b" : "c"; /* 4 a */
	build();
	assert_non_null(strstr(csv(), "a,,,,,4\n"));
	variable[0].sensitive = true;
	build();
	assert_null(strstr(csv(), "a,,,,,4\n"));
	assert_true(has_note("Sensitive"));
}

TEST(does_not_say_that_everybody_has_a_sensitive_value)
{
	for (size_t p = 0; p < spec.persons; p++)
		value[p][0] = "F20";
	build();
	assert_int_equal(made.block[0].form, TABLE1_ALL);
	variable[0].sensitive = true;
	build();
	assert_int_equal(made.block[0].form, TABLE1_NOT_SHOWN);
	assert_null(strstr(csv(), "F20"));
}

TEST(one_role_is_never_told_of_more_finely_than_all)
{
	sexes((const unsigned[]){ 5, 6, 4, 3 });
	spec.marginal = 6;
	spec.crossed = 2;
	build();
	assert_int_equal(made.block[0].form, TABLE1_ALL);
	assert_true(has_note("fewer than 6 (one role)"));
}

TEST(speaks_norwegian)
{
	spec.words = table1_words("nb");
	sexes((const unsigned[]){ 5, 6, 4, 3 });
	build();
	assert_non_null(strstr(csv(), "Alle roller\nPersoner,8"));
	assert_string_equal(made.sheet->title, "Tabell 1. Deltakere etter rolle");
	assert_true(has_note("færre enn 3 personer"));
}

static void
refuses(enum fail_kind kind, const char *what, const char *args)
{
	assert_int_equal(table1_build(&spec, arena, &made, &trouble), -1);
	assert_int_equal(trouble.kind, kind);
	assert_string_equal(trouble.what, what);
	assert_string_equal(trouble.args, args);
	memset(&trouble, 0, sizeof(trouble));
}

TEST(refuses_what_consent_does_not_cover)
{
	sexes((const unsigned[]){ 5, 6, 4, 3 });
	variable[0].consented = false;
	refuses(FAIL_REFUSED, "table1-consent", "sex");
}

TEST(refuses_one_variable_in_two_forms)
{
	numbers(0);
	variable[1] = variable[0];
	variable[1].band = 10;
	spec.variables = 2;
	refuses(FAIL_INPUT, "table1-twice", "age");
}

TEST(refuses_bad_values_without_saying_them)
{
	static const char *const level[] = { "m", "f" };
	static const char *const bad[] = { "41 years", "-3", "4.", "1e3",
		"12345678901" };

	sexes((const unsigned[]){ 5, 6, 4, 3 });
	variable[0].level = level;
	variable[0].levels = 2;
	value[3][0] = "Hansen";
	refuses(FAIL_INPUT, "table1-level", "sex");
	variable[0].kind = TABLE1_ORDERED;
	variable[0].levels = 0;
	refuses(FAIL_INPUT, "table1-levels", "sex");
	numbers(10);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		value[2][0] = bad[i];
		refuses(FAIL_INPUT, "table1-number", "age");
	}
	value[2][0] = "2,5";
	build();
}

TEST(refuses_people_who_do_not_fit)
{
	sexes((const unsigned[]){ 5, 6, 4, 3 });
	person[2].role = "XX";
	refuses(FAIL_INPUT, "table1-role", "");
	person[2].role = "SW";
	spec.crossed = 1;
	refuses(FAIL_INPUT, "table1-threshold", "");
	spec.crossed = 0;
	person[2].seats = 0;
	refuses(FAIL_INPUT, "table1-seats", "");
	spec.persons = 0;
	refuses(FAIL_INPUT, "table1-nobody", "");
}

#define IN_STUDY(test) cmocka_unit_test_setup_teardown(test, enter, leave)

UNIT(IN_STUDY(prints_persons_and_seats_even_when_a_role_is_small),
    IN_STUDY(falls_back_to_all_roles_where_every_role_is_too_thin),
    IN_STUDY(shows_by_role_what_may_be_shown),
    IN_STUDY(hides_small_numbers_of_all_roles_and_their_company),
    IN_STUDY(says_not_shown_when_nothing_can_be_shown),
    IN_STUDY(merges_neighbouring_bands_until_something_can_be_shown),
    IN_STUDY(merges_ordered_levels_under_both_names),
    IN_STUDY(merges_the_neighbours_with_fewest_persons_first),
    IN_STUDY(keeps_the_declared_order_and_those_without_a_value),
    IN_STUDY(rounds_a_range_outward_and_gives_all_roles_only_when_one_is_small),
    IN_STUDY(gives_ranges_by_role_when_every_role_has_five),
    IN_STUDY(gives_no_mean_of_four), IN_STUDY(a_range_of_one_value_is_not_that_value),
    IN_STUDY(gives_percentages_only_for_big_bases),
    IN_STUDY(a_sensitive_variable_takes_the_higher_threshold_everywhere),
    IN_STUDY(does_not_say_that_everybody_has_a_sensitive_value),
    IN_STUDY(one_role_is_never_told_of_more_finely_than_all),
    IN_STUDY(speaks_norwegian), IN_STUDY(refuses_what_consent_does_not_cover),
    IN_STUDY(refuses_one_variable_in_two_forms),
    IN_STUDY(refuses_bad_values_without_saying_them),
    IN_STUDY(refuses_people_who_do_not_fit))
