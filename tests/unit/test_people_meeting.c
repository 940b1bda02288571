#include "people/meeting.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/faults.h"
#include "unit.h"

static struct arena *a;
static struct roster roster;

static int
setup(void **state)
{
	static const struct roster_policy bare = { CODES_BARE, false, NULL };
	struct fail f = { 0 };

	(void)state;
	a = arena_new();
	assert_int_equal(
	    roster_parse(bytes_of("person;given\np1;Kari\np2;Ola\np3;Eva\n"), NULL,
		&bare, a, &roster, NULL, &f),
	    0);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static void
refuses(const char *rows, const char *what, const char *args, unsigned line)
{
	const char *csv = arena_printf(
	    a, "meeting;file;date;minutes;present;absent;labels\n%s", rows);
	struct meetings ms;
	struct fail f = { 0 };

	assert_int_equal(
	    meetings_parse(bytes_of(csv), "m.csv", &roster, a, &ms, NULL, &f), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, what);
	assert_int_equal(f.line, line);
	assert_string_equal(f.path, "m.csv");
	if (args != NULL)
		assert_memory_equal(f.args, args, strlen(args));
}

TEST(refuses_what_is_not_well_formed)
{
	refuses(";a.txt;2018-01-01\n", "meeting-id", NULL, 2);
	refuses("M 1;a.txt;2018-01-01\n", "meeting-id", NULL, 2);
	refuses("../x;a.txt;2018-01-01\n", "meeting-id", NULL, 2);
	refuses("-x;a.txt;2018-01-01\n", "meeting-id", NULL, 2);
	refuses("M1;;2018-01-01\n", "meeting-file", NULL, 2);
	refuses("M1;../a.txt;2018-01-01\n", "meeting-file", NULL, 2);
	refuses("M1;.a;2018-01-01\n", "meeting-file", NULL, 2);
	refuses("M1;a.txt;2018-01-01\nM1;b.txt;2018-01-01\n", "meeting-twice", "M1", 3);
	refuses("M1;a.txt;2018-01-01\nM2;a.txt;2018-01-01\n", "meeting-file-twice",
	    "M1", 3);
	refuses("M1;a.txt;\n", "meeting-date", NULL, 2);
	refuses("M1;a.txt;30.02.2018\n", "meeting-date", NULL, 2);
	refuses("M1;a.txt;2018-01-01;23 min\n", "meeting-minutes", NULL, 2);
	refuses("M1;a.txt;2018-01-01;-1\n", "meeting-minutes", NULL, 2);
	refuses("M1;a.txt;2018-01-01;99999999999\n", "meeting-minutes", NULL, 2);
	refuses("M1;a.txt;2018-01-01;;p1|p9\n", "meeting-person", "present\t2", 2);
	refuses("M1;a.txt;2018-01-01;;;x\n", "meeting-person", "absent\t1", 2);
	refuses("M1;a.txt;2018-01-01;;;;I=p9\n", "meeting-person", "labels\t1", 2);
	refuses("M1;a.txt;2018-01-01;;;;\"I=p1;Taler 1\"\n", "meeting-label",
	    "labels\t2", 2);
	refuses("M1;a.txt;2018-01-01;;;;=p1\n", "meeting-label", "labels\t1", 2);
	refuses(
	    "M1;a.txt;2018-01-01;;;;\"I=p1;i=p2\"\n", "meeting-label", "labels\t2", 2);
}

/* What stands in the place of a meeting's name may be a person's. */
TEST(says_no_word_of_a_cell_in_any_of_many_messages)
{
	static const char csv[] =
	    "meeting;file;date;minutes;present;labels\n"
	    "Kari Ås;Kari Ås.txt;Kari Ås;Kari Ås;Kari Ås;Kari Ås\n"
	    "Kari Ås;Kari Ås.txt;2018-01-01;;p9;Kari Ås=p9\n"
	    "M2;Kari Ås.txt;2018-01-01;;;\nM2;b.txt;2018-01-01;;;\n";
	struct faults faults = { .len = 0 };
	struct meetings ms;
	struct fail f = { 0 };
	size_t i;

	assert_int_equal(
	    meetings_parse(bytes_of(csv), "m.csv", &roster, a, &ms, &faults, &f), 0);
	assert_int_equal(faults.len, 9);
	assert_string_equal(faults.at[8].what, "meeting-twice");
	for (i = 0; i < faults.len; i++) {
		assert_null(strstr(faults.at[i].args, "Kari"));
		assert_null(strstr(faults.at[i].column, "Kari"));
	}
}

TEST(needs_its_columns)
{
	struct meetings ms;
	struct fail f = { 0 };

	assert_int_equal(meetings_parse(bytes_of("meeting;file\nM1;a\n"), "m.csv",
			     &roster, a, &ms, NULL, &f),
	    -1);
	assert_string_equal(f.what, "csv-column-missing");
	assert_string_equal(f.args, "date");
}

static const char norwegian[] =
    "Møte;Fil;Gruppe;Dato;Minutter;Til stede;Fravær;Merkelapper;Opptak;Transkribert "
    "av\n"
    "M05-2;tape 7.txt;4;5.3.2018;23;p1|p3;p2;\"I=p3; Taler 1=p1\";mobil;pi\n"
    "M05-3;b.txt;;2018-03-06;;\"p1; p2\";;;;\n";

TEST(reads_meetings_in_norwegian)
{
	struct meetings ms;
	struct fail f = { 0 };
	const struct meeting *m;
	struct occasion o;

	assert_int_equal(
	    meetings_parse(bytes_of(norwegian), NULL, &roster, a, &ms, NULL, &f), 0);
	assert_int_equal(ms.len, 2);
	m = meeting_named(&ms, "M05-2");
	assert_string_equal(m->file, "tape 7.txt");
	assert_int_equal(m->minutes, 23);
	assert_int_equal(m->presents, 2);
	assert_int_equal(m->present[1], 2);
	assert_int_equal(m->absents, 1);
	assert_int_equal(m->labels, 2);
	assert_true(bytes_are(m->label[1].label, "Taler 1"));
	assert_int_equal(m->label[1].person, 0);
	assert_string_equal(m->transcribed_by, "pi");
	assert_int_equal(m->line, 2);
	o = meeting_occasion(m);
	assert_string_equal(o.team, "4");
	assert_int_equal(o.day, day_parse(bytes_of("2018-03-05")));
	assert_int_equal(ms.at[1].presents, 2);
	assert_int_equal(ms.at[1].minutes, 0);
	assert_null(meeting_named(&ms, "M05"));
}

TEST(what_is_written_reads_as_the_same)
{
	struct buf once = { 0 }, twice = { 0 };
	struct meetings ms, again;
	struct fail f = { 0 };

	assert_int_equal(
	    meetings_parse(bytes_of(norwegian), NULL, &roster, a, &ms, NULL, &f), 0);
	meetings_write(&ms, &roster, &once);
	assert_int_equal(
	    meetings_parse(buf_bytes(&once), NULL, &roster, a, &again, NULL, &f), 0);
	meetings_write(&again, &roster, &twice);
	assert_true(bytes_equal(buf_bytes(&once), buf_bytes(&twice)));
	assert_int_equal(again.at[0].labels, 2);
	buf_free(&once);
	buf_free(&twice);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(says_no_word_of_a_cell_in_any_of_many_messages),
    WITH(refuses_what_is_not_well_formed), WITH(needs_its_columns),
    WITH(reads_meetings_in_norwegian), WITH(what_is_written_reads_as_the_same))
