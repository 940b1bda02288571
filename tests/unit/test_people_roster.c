#include "people/roster.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/faults.h"
#include "unit.h"

static const struct roster_policy bare = { CODES_BARE, false, NULL };
static const struct roster_policy team = { CODES_TEAM, false, NULL };

static int
parse(struct arena *a, const char *csv, const struct roster_policy *p, struct roster *r,
    struct fail *f)
{
	memset(f, 0, sizeof *f);
	return roster_parse(bytes_of(csv), "people.csv", p, a, r, NULL, f);
}

static void
must_parse(
    struct arena *a, const char *csv, const struct roster_policy *p, struct roster *r)
{
	struct fail f;

	if (parse(a, csv, p, r, &f) != 0)
		print_error("line %llu: %s\n", (unsigned long long)f.line, f.args);
	assert_string_equal(f.what, "");
}

static void
refuses(const char *csv, const struct roster_policy *p, const char *what, unsigned line)
{
	struct arena *a = arena_new();
	struct roster r;
	struct fail f;

	assert_int_equal(parse(a, csv, p, &r, &f), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, what);
	assert_int_equal(f.line, line);
	assert_string_equal(f.path, "people.csv");
	arena_free(a);
}

static int32_t
day(const char *text)
{
	return day_parse(bytes_of(text));
}

static const char *
code_at(const struct roster *r, uint32_t person, const char *of_team, const char *on)
{
	struct occasion o = { of_team, on ? day(on) : DAY_NONE };
	const struct holding *h = roster_holding(r, person, &o);

	return h ? h->code : "nothing decides";
}

static const char *
holder_of(const struct roster *r, const char *code, const char *on)
{
	struct occasion o = { "", on ? day(on) : DAY_NONE };
	const struct holding *h = roster_seat(r, bytes_of(code), &o);

	return h ? r->person[h->person].id : "nobody";
}

TEST(refuses_what_is_not_well_formed)
{
	refuses("given;role\n", &bare, "roster-empty", 1);
	refuses("given;family;role\nKari;Moe;T\n;;SW\n", &bare, "roster-no-name", 3);
	refuses("role;team\nSW;4\n", &bare, "csv-column-missing", 1);
	refuses("given;role\nKari;T\n", &team, "csv-column-missing", 1);
	refuses("given;role;team\nKari;T;1\nOla;;2\n", &team, "roster-no-role", 3);
	refuses("given;role;team\nKari;T;\n", &team, "roster-no-role", 2);
	refuses("given;from\nKari;5 mars\n", &bare, "roster-date", 2);
	refuses("given;to\nKari;31.02.2018\n", &bare, "roster-date", 2);
	refuses(
	    "given;from;to\nKari;2018-03-05;2018-03-04\n", &bare, "roster-period", 2);
	refuses("given;code\nKari;4SW\n", &bare, "roster-code", 2);
	refuses("given;code\nKari;SW-4\n", &bare, "roster-code", 2);
	refuses("given;code\nKari;ABCDEFGHIJABCDEFGHIJABCDEFGHIJABC\n", &bare,
	    "roster-code", 2);
	refuses("given;role;team\nKari;SW;team 4\n", &bare, "roster-code", 2);
	refuses("person;given\np1;Kari\np1;Ola\n", &bare, "roster-person", 3);
	refuses("person;given;family\np1;Kari;Moe\np1;Kari;Lie\n", &bare,
	    "roster-person", 3);
	refuses("given;gitt\nKari;\xff\n", &bare, "csv-encoding", 2);
}

TEST(says_which_column_holds_no_date)
{
	struct arena *a = arena_new();
	struct roster r;
	struct fail f;

	assert_int_equal(parse(a, "given;til\nKari;x\n", &bare, &r, &f), -1);
	assert_string_equal(f.args, "til");
	assert_string_equal(f.column, "til");
	arena_free(a);
}

TEST(two_persons_with_one_code_at_one_time_are_an_error)
{
	struct arena *a = arena_new();
	struct roster r;
	struct fail f;

	assert_int_equal(parse(a,
			     "given;code;from;to\nKari;SW4;2018-01-01;2018-06-01\n"
			     "Ola;sw4;2018-05-01;\n",
			     &bare, &r, &f),
	    -1);
	assert_string_equal(f.what, "roster-overlap");
	assert_string_equal(f.args, "sw4\t2");
	assert_int_equal(f.line, 3);
	refuses("given;role;team\nKari;SW;4\nOla;SW;4\n", &team, "roster-overlap", 3);
	refuses("given;code\nKari;SW4\nOla;SW4b\n", &bare, "roster-overlap", 3);
	refuses("given;code;from;to\nKari;A1;2018-01-01;2018-01-01\nOla;A1;2018-01-01;"
		"2018-01-01\n",
	    &bare, "roster-overlap", 3);
	/* hand-over on one day is none */
	must_parse(a,
	    "given;code;from;to\nKari;SW4;2018-01-01;2018-06-01\n"
	    "Ola;SW4;2018-06-01;\n",
	    &bare, &r);
	arena_free(a);
}

TEST(reads_norwegian_headers_in_any_order_and_case)
{
	struct arena *a = arena_new();
	struct roster r;

	must_parse(a,
	    "Til,ETTERNAVN,Fornavn,Rolle,Gruppe,Sted,Fra,Kjønn,Alias,Kode,Skjermet,"
	    "Alder\n"
	    "31.12.2018,Nordli,Kari,sw,4,Byen,1.1.2018,k,Kaja|Karo;  Kara ,SW7,ja,41\n",
	    &bare, &r);
	assert_true(bytes_are(r.person[0].given, "Kari"));
	assert_true(bytes_are(r.person[0].family, "Nordli"));
	assert_int_equal(r.person[0].aliases, 3);
	assert_true(bytes_are(r.person[0].alias[2], "Kara"));
	assert_string_equal(r.person[0].sex, "k");
	assert_true(r.person[0].protected);
	assert_string_equal(r.person[0].id, "r1");
	assert_string_equal(r.holding[0].role, "SW");
	assert_string_equal(r.holding[0].site, "Byen");
	assert_string_equal(r.holding[0].code, "SW7");
	assert_int_equal(r.holding[0].from, day("2018-01-01"));
	assert_int_equal(r.holding[0].to, day("2018-12-31"));
	assert_int_equal(r.extras, 1);
	assert_true(bytes_are(r.extra_name[0], "Alder"));
	assert_true(bytes_are(r.person[0].extra[0], "41"));
	arena_free(a);
}

TEST(all_rows_of_a_person_count)
{
	struct arena *a = arena_new();
	struct roster r;

	must_parse(a,
	    "person;given;family;aliases;sex;role;team;protected;age\n"
	    "p1;Kari;;Kaja;;ES;3;nei;\np2;Ola;Lie;;;T;3;No;30\n"
	    "p1;;Moe;Kaja|Misse;k;ES;6;x;41\n",
	    &team, &r);
	assert_int_equal(r.persons, 2);
	assert_int_equal(r.holdings, 3);
	assert_true(bytes_are(r.person[0].family, "Moe"));
	assert_int_equal(r.person[0].aliases, 2);
	assert_true(bytes_are(r.person[0].alias[1], "Misse"));
	assert_string_equal(r.person[0].sex, "k");
	assert_true(r.person[0].protected);
	assert_true(bytes_are(r.person[0].extra[0], "41"));
	assert_false(r.person[1].protected);
	assert_int_equal(roster_person(&r, bytes_of("p2")), 1);
	assert_int_equal(roster_person(&r, bytes_of("p3")), -1);
	arena_free(a);
}

static const char seats[] = "person;given;role;team;from;to\n"
			    "a;Anna;SW;4;;2018-03-01\n"
			    "b;Berit;SW;4;2018-03-01;2018-06-30\n"
			    "c;Cato;SW;4;2018-08-01;\n"
			    "e;Eva;ES;3;;\ne;Eva;ES;6;;\n";

TEST(a_seat_has_holders_one_after_the_other)
{
	struct arena *a = arena_new();
	struct roster r;

	must_parse(a, seats, &team, &r);
	assert_string_equal(r.holding[0].code, "SW4");
	assert_string_equal(r.holding[1].code, "SW4b");
	assert_string_equal(r.holding[2].code, "SW4c");
	assert_string_equal(r.holding[2].seat, "SW4");
	assert_string_equal(holder_of(&r, "SW4", "2018-01-01"), "a");
	assert_string_equal(holder_of(&r, "sw4", "2018-05-01"), "b");
	assert_string_equal(holder_of(&r, "SW4", "2019-01-01"), "c");
	assert_string_equal(holder_of(&r, "SW4", "2018-07-15"), "b");
	assert_string_equal(holder_of(&r, "SW4b", "2019-01-01"), "b");
	assert_string_equal(holder_of(&r, "SW4", NULL), "a");
	assert_string_equal(holder_of(&r, "SW4c", NULL), "c");
	assert_string_equal(holder_of(&r, "SW5", NULL), "nobody");
	arena_free(a);
}

TEST(the_team_then_the_day_decide_under_which_code)
{
	struct arena *a = arena_new();
	struct roster r;

	must_parse(a, seats, &team, &r);
	assert_string_equal(code_at(&r, 3, "3", NULL), "ES3");
	assert_string_equal(code_at(&r, 3, "6", "2018-01-01"), "ES6");
	assert_string_equal(code_at(&r, 3, "4", "2018-01-01"), "nothing decides");
	assert_string_equal(code_at(&r, 3, "", NULL), "nothing decides");
	assert_string_equal(code_at(&r, 0, "", NULL), "SW4");
	assert_string_equal(code_at(&r, 0, "8", "2019-01-01"), "SW4");
	must_parse(a,
	    "person;given;role;team;from;to\np;Per;T;1;;2018-01-31\np;Per;T;2;"
	    "2018-06-01;\n",
	    &team, &r);
	assert_string_equal(code_at(&r, 0, "", "2017-01-01"), "T1");
	assert_string_equal(code_at(&r, 0, "", "2018-03-01"), "T1");
	assert_string_equal(code_at(&r, 0, "", "2018-06-01"), "T2");
	assert_string_equal(code_at(&r, 0, "1", "2018-07-01"), "T1");
	/* before both: the one that begins first */
	must_parse(a,
	    "person;given;role;team;from;to\np;Per;T;1;2018-02-01;2018-03-01\np;Per;T;"
	    "2;"
	    "2018-06-01;\n",
	    &team, &r);
	assert_string_equal(code_at(&r, 0, "", "2017-01-01"), "T1");
	arena_free(a);
}

TEST(knows_who_is_of_a_team_and_in_a_seat_on_a_day)
{
	struct arena *a = arena_new();
	struct roster r;

	must_parse(a, seats, &team, &r);
	assert_true(roster_in_team(&r, 3, "6"));
	assert_false(roster_in_team(&r, 3, "4"));
	assert_false(roster_in_team(&r, 3, ""));
	assert_true(roster_on_day(&r, 1, day("2018-06-30")));
	assert_false(roster_on_day(&r, 1, day("2018-07-01")));
	assert_false(roster_on_day(&r, 1, DAY_NONE));
	arena_free(a);
}

TEST(knows_codes_and_roles_exactly_as_written)
{
	struct arena *a = arena_new();
	struct roster r;

	must_parse(a, seats, &team, &r);
	assert_true(roster_is_code(&r, bytes_of("SW4")));
	assert_true(roster_is_code(&r, bytes_of("SW4b")));
	assert_true(roster_is_code(&r, bytes_of("SW4s")));
	assert_true(roster_is_code(&r, bytes_of("SW4bs")));
	assert_false(roster_is_code(&r, bytes_of("sw4")));
	assert_false(roster_is_code(&r, bytes_of("SW")));
	assert_false(roster_is_code(&r, bytes_of("")));
	assert_true(roster_is_role(&r, bytes_of("ES")));
	assert_false(roster_is_role(&r, bytes_of("Es")));
	assert_false(roster_is_role(&r, bytes_of("")));
	arena_free(a);
}

TEST(what_is_written_reads_as_the_same)
{
	struct arena *a = arena_new();
	struct buf once = { 0 }, twice = { 0 };
	struct roster r, again;

	must_parse(a,
	    "person;given;family;aliases;role;team;from;age;note\n"
	    "p1;Kari;\"Moe; \"\"K\"\"\";Kaja|Misse;SW;4;5.3.2018;41;\"a,b\"\n"
	    "p1;;;;SW;5;;;\np2;;Åsen;;T;4;;9;\n",
	    &team, &r);
	roster_write(&r, &once);
	buf_byte(&once, '\0');
	must_parse(a, (const char *)once.at, &bare, &again);
	roster_write(&again, &twice);
	buf_byte(&twice, '\0');
	assert_string_equal((char *)once.at, (char *)twice.at);
	assert_int_equal(again.extras, 2);
	assert_string_equal(again.holding[1].code, "SW5");
	assert_non_null(strstr((char *)once.at, "2018-03-05"));
	buf_free(&once);
	buf_free(&twice);
	arena_free(a);
}

TEST(says_everything_that_is_wrong_at_once)
{
	struct arena *a = arena_new();
	struct faults faults = { .len = 0 };
	struct roster r;
	struct fail f = { 0 };

	assert_int_equal(roster_parse(bytes_of("person;fornavn;rolle;team;fra;til\n"
					       "p1;Kari;SW;;3. mai;\np2;;SW;2;;x\n"
					       "p1;Ola;SW;1;2018-03-02;2018-03-01\n"),
			     "p.csv", &team, a, &r, &faults, &f),
	    0);
	assert_int_equal(f.kind, FAIL_NONE);
	assert_int_equal(faults.len, 6);
	assert_string_equal(faults.at[0].what, "roster-date");
	assert_string_equal(faults.at[0].column, "fra");
	assert_int_equal(faults.at[0].line, 2);
	assert_string_equal(faults.at[1].what, "roster-no-role");
	assert_string_equal(faults.at[1].column, "team");
	assert_string_equal(faults.at[2].what, "roster-no-name");
	assert_string_equal(faults.at[3].what, "roster-date");
	assert_string_equal(faults.at[4].what, "roster-person");
	assert_string_equal(faults.at[5].what, "roster-period");
	assert_int_equal(r.persons, 2); /* whom other tables may name */
	arena_free(a);
}

/* What stands in the place of a code may be a name. */
TEST(says_of_two_codes_that_are_none_nothing_but_that)
{
	struct arena *a = arena_new();
	struct faults faults = { .len = 0 };
	struct roster r;
	struct fail f = { 0 };
	size_t i;

	assert_int_equal(
	    roster_parse(bytes_of("given;code\nKari;Kari Ås\nOla;Kari Ås\n"), "p.csv",
		&bare, a, &r, &faults, &f),
	    0);
	assert_int_equal(faults.len, 2);
	for (i = 0; i < faults.len; i++) {
		assert_string_equal(faults.at[i].what, "roster-code");
		assert_null(strstr(faults.at[i].args, "Kari"));
	}
	arena_free(a);
}

UNIT(cmocka_unit_test(says_of_two_codes_that_are_none_nothing_but_that),
    cmocka_unit_test(refuses_what_is_not_well_formed),
    cmocka_unit_test(says_which_column_holds_no_date),
    cmocka_unit_test(says_everything_that_is_wrong_at_once),
    cmocka_unit_test(two_persons_with_one_code_at_one_time_are_an_error),
    cmocka_unit_test(reads_norwegian_headers_in_any_order_and_case),
    cmocka_unit_test(all_rows_of_a_person_count),
    cmocka_unit_test(a_seat_has_holders_one_after_the_other),
    cmocka_unit_test(the_team_then_the_day_decide_under_which_code),
    cmocka_unit_test(knows_who_is_of_a_team_and_in_a_seat_on_a_day),
    cmocka_unit_test(knows_codes_and_roles_exactly_as_written),
    cmocka_unit_test(what_is_written_reads_as_the_same))
