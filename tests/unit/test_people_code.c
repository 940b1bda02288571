#include "people/code.h"

#include "base/arena.h"
#include "base/fail.h"
#include "unit.h"

static struct arena *a;

static struct roster
people(const char *csv, const struct roster_policy *p)
{
	struct fail f = { 0 };
	struct roster r;

	if (roster_parse(bytes_of(csv), NULL, p, a, &r, NULL, &f) != 0)
		print_error("line %llu: %s\n", (unsigned long long)f.line, f.args);
	assert_string_equal(f.what, "");
	return r;
}

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

/* All codes of a roster, a blank between two. */
static const char *
codes(const struct roster *r)
{
	const char *all = "";
	size_t i;

	for (i = 0; i < r->holdings; i++)
		all = arena_printf(a, "%s%s%s", all, i ? " " : "", r->holding[i].code);
	return all;
}

TEST(bare_codes_are_the_column_else_role_and_team_else_the_row)
{
	const struct roster_policy bare = { CODES_BARE, false, NULL };
	struct roster r =
	    people("given;role;team;code\nA;sw;4;\nB;;;Fred\nC;;;\nD;T;;\n", &bare);

	assert_string_equal(codes(&r), "SW4 Fred P3 P4");
	assert_true(r.by_row);
	assert_string_equal(r.holding[1].seat, "Fred");
	r = people("given;code\nA;P2\nB;\n", &bare);
	assert_string_equal(codes(&r), "P2 P3");
	r = people("given;role;team\nA;P;1\n", &bare);
	assert_string_equal(codes(&r), "P1");
	assert_false(r.by_row);
}

TEST(rows_in_any_order_give_letters_by_day)
{
	const struct roster_policy team = { CODES_TEAM, false, NULL };
	struct roster r = people("given;role;team;from;to\nC;SW;4;2018-08-01;\n"
				 "A;SW;4;;2018-03-01\nB;SW;4;2018-03-01;2018-06-30\n",
	    &team);

	assert_string_equal(codes(&r), "SW4c SW4 SW4b");
	/* somebody who comes back keeps the letter, and is counted once */
	r = people("person;given;role;team;from;to\nb;B;SW;4;2018-03-01;2018-06-30\n"
		   "a;A;SW;4;2018-07-01;2018-08-01\na;A;SW;4;;2018-02-01\n"
		   "c;C;SW;4;2018-09-01;\n",
	    &team);
	assert_string_equal(codes(&r), "SW4b SW4 SW4 SW4c");
}

TEST(a_code_given_earlier_stays_and_is_nobody_elses)
{
	struct roster_policy team = { CODES_TEAM, false, NULL };
	struct roster before = people("person;given;role;team;from;to\n"
				      "a;A;SW;4;2018-03-01;\nx;X;T;4;;\n",
	    &team);
	struct roster r;

	team.before = &before;
	/* one who turns out to have come first does not take the code */
	r = people("person;given;role;team;from;to\na;A;SW;4;2018-03-01;\n"
		   "b;B;SW;4;;2018-02-01\nc;C;T;4;;\n",
	    &team);
	assert_string_equal(codes(&r), "SW4 SW4b T4b");
}

TEST(rows_without_ids_are_known_by_their_names)
{
	struct roster_policy team = { CODES_TEAM, true, NULL };
	struct roster before =
	    people("given;role;team\nAnna;SW;4\nBerit;SW;5\n", &team);
	struct roster r;

	team.before = &before;
	r = people("given;role;team\nNew;SW;6\nAnna;SW;4\nBerit;SW;5\n", &team);
	assert_string_equal(r.holding[1].code, before.holding[0].code);
	assert_string_equal(r.holding[2].code, before.holding[1].code);
	assert_string_not_equal(r.holding[0].code, before.holding[0].code);
	assert_string_not_equal(r.holding[0].code, before.holding[1].code);
}

TEST(drawn_numbers_are_one_a_team_and_all_different)
{
	const struct roster_policy drawn = { CODES_TEAM, true, NULL };
	bool moved = false;
	int round;

	for (round = 0; round < 50; round++) {
		struct roster r =
		    people("given;role;team\nA;SW;1\nB;T;1\nC;SW;2\nD;T;2\n"
			   "E;SW;nord\nF;T;Nord\n",
			&drawn);
		size_t i;

		for (i = 0; i < 6; i += 2) {
			assert_string_equal(
			    r.holding[i].code + 2, r.holding[i + 1].code + 1);
			assert_in_range(atoi(r.holding[i].code + 2), 1, 3);
		}
		assert_string_not_equal(r.holding[0].code, r.holding[2].code);
		assert_string_not_equal(r.holding[0].code, r.holding[4].code);
		assert_string_not_equal(r.holding[2].code, r.holding[4].code);
		moved = moved || strcmp(r.holding[0].code, "SW1") != 0;
	}
	assert_true(moved);
}

TEST(drawn_numbers_stay_when_the_table_is_read_again)
{
	struct roster_policy drawn = { CODES_TEAM, true, NULL };
	int round;

	for (round = 0; round < 30; round++) {
		struct roster before, r;

		drawn.before = NULL;
		before = people(
		    "person;given;role;team\na;A;SW;1\nb;B;SW;2\nc;C;SW;3\n", &drawn);
		drawn.before = &before;
		/* team 2 is gone, a new seat in team 1, two new teams */
		r = people("person;given;role;team\nd;D;T;1\na;A;SW;1\nc;C;SW;3\n"
			   "e;E;SW;4\nf;F;SW;5\n",
		    &drawn);
		assert_string_equal(r.holding[1].code, before.holding[0].code);
		assert_string_equal(r.holding[2].code, before.holding[2].code);
		assert_string_equal(r.holding[0].code + 1, before.holding[0].code + 2);
		assert_in_range(atoi(r.holding[3].code + 2), 4, 5);
		assert_in_range(atoi(r.holding[4].code + 2), 4, 5);
		assert_string_not_equal(r.holding[3].code, r.holding[4].code);
	}
}

TEST(serials_are_drawn_once_for_a_person_in_a_role)
{
	struct roster_policy role = { CODES_ROLE, false, NULL };
	struct roster before, r;
	int round;

	for (round = 0; round < 30; round++) {
		role.before = NULL;
		before = people(
		    "person;given;role;team\na;A;ES;1\na;A;ES;2\nb;B;ES;3\n", &role);
		assert_string_equal(before.holding[0].code, before.holding[1].code);
		assert_string_not_equal(before.holding[0].code, before.holding[2].code);
		assert_int_equal(strlen(before.holding[0].code), 4);
		role.before = &before;
		r = people(
		    "person;given;role;team\na;A;ES;9\nc;C;ES;3\nd;D;T;3\n", &role);
		assert_string_equal(r.holding[0].code, before.holding[0].code);
		assert_string_not_equal(r.holding[1].code, before.holding[0].code);
		assert_string_not_equal(r.holding[1].code, before.holding[2].code);
		assert_memory_equal(r.holding[2].code, "T0", 2);
	}
}

TEST(a_seat_with_more_holders_than_letters_is_refused)
{
	const struct roster_policy team = { CODES_TEAM, false, NULL };
	const char *csv = "given;role;team;from;to\n";
	struct fail f = { 0 };
	struct roster r;
	int i;

	for (i = 0; i < 26; i++)
		csv = arena_printf(
		    a, "%sA%d;SW;4;%d-01-01;%d-01-01\n", csv, i, 1990 + i, 1991 + i);
	r = people(csv, &team);
	assert_string_equal(r.holding[25].code, "SW4z");
	csv = arena_printf(a, "%sZ;SW;4;2016-01-01;\n", csv);
	assert_int_equal(roster_parse(bytes_of(csv), NULL, &team, a, &r, NULL, &f), -1);
	assert_string_equal(f.what, "roster-code");
	assert_int_equal(f.line, 28);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(bare_codes_are_the_column_else_role_and_team_else_the_row),
    WITH(rows_in_any_order_give_letters_by_day),
    WITH(a_code_given_earlier_stays_and_is_nobody_elses),
    WITH(rows_without_ids_are_known_by_their_names),
    WITH(drawn_numbers_are_one_a_team_and_all_different),
    WITH(drawn_numbers_stay_when_the_table_is_read_again),
    WITH(serials_are_drawn_once_for_a_person_in_a_role),
    WITH(a_seat_with_more_holders_than_letters_is_refused))
