#include "people/consent.h"

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
	assert_int_equal(roster_parse(bytes_of("person;given\np1;Kari\np2;Ola\n"), NULL,
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

static const char head[] =
    "person;form;version;date;medium;scope;withdrawn;withdrawal\n";

static void
refuses(const char *row, const char *what, const char *args)
{
	struct consents cs;
	struct fail f = { 0 };

	assert_int_equal(consents_parse(bytes_of(arena_printf(a, "%s%s", head, row)),
			     "c.csv", &roster, a, &cs, NULL, &f),
	    -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, what);
	assert_string_equal(f.args, args);
	assert_string_equal(f.column, args);
	assert_int_equal(f.line, 2);
	assert_string_equal(f.path, "c.csv");
}

static struct consents
read_rows(const char *rows)
{
	struct consents cs;
	struct fail f = { 0 };

	consents_parse(bytes_of(arena_printf(a, "%s%s", head, rows)), NULL, &roster, a,
	    &cs, NULL, &f);
	assert_string_equal(f.what, "");
	return cs;
}

static enum consent_state
on(const struct consents *cs, const char *day, unsigned scope)
{
	return consent_on(cs, 0, day_parse(bytes_of(day)), scope);
}

TEST(refuses_what_is_not_well_formed)
{
	refuses("p9;a.pdf;;2018-01-01;paper;audio\n", "consent-person", "person");
	refuses("p1;a.pdf;;;paper;audio\n", "consent-date", "date");
	refuses("p1;a.pdf;;2018-01-01;fax;audio\n", "consent-medium", "medium");
	refuses("p1;a.pdf;;2018-01-01;paper;audio|video\n", "consent-scope", "scope");
	refuses("p1;;;2018-01-01;paper;audio\n", "consent-form", "form");
	refuses("p1;;;2018-01-01;digital;audio\n", "consent-form", "form");
	refuses("p1;x/a.pdf;;2018-01-01;paper;audio\n", "consent-form", "form");
	refuses("p1;.a.pdf;;2018-01-01;recording;audio\n", "consent-form", "form");
	refuses("p1;a.pdf;;2018-01-01;paper;audio;soon\n", "consent-date", "withdrawn");
	refuses("p1;a.pdf;;2018-01-01;paper;audio;2019-01-01;some\n",
	    "consent-withdrawal", "withdrawal");
	/* a withdrawal without its day is no consent to go on with */
	refuses("p1;a.pdf;;2018-01-01;paper;audio;;all\n", "consent-date", "withdrawn");
}

TEST(says_everything_that_is_wrong_at_once)
{
	struct faults faults = { .len = 0 };
	struct consents cs;
	struct fail f = { 0 };

	assert_int_equal(
	    consents_parse(bytes_of(arena_printf(a,
			       "%sp9;a.pdf;;x;fax;audio\np1;b.pdf;;2018-01-01;paper;"
			       "audio\np1;;;2018-01-01;papir;alt\n",
			       head)),
		"c.csv", &roster, a, &cs, &faults, &f),
	    0);
	assert_int_equal(f.kind, FAIL_NONE);
	assert_int_equal(faults.len, 5);
	assert_string_equal(faults.at[0].what, "consent-person");
	assert_string_equal(faults.at[1].what, "consent-date");
	assert_string_equal(faults.at[2].what, "consent-medium");
	assert_string_equal(faults.at[3].what, "consent-scope");
	assert_int_equal(faults.at[3].line, 4);
	assert_string_equal(faults.at[4].column, "form");
	assert_int_equal(faults_end(&faults, &f), -1);
	assert_string_equal(f.what, "consent-person");
}

TEST(the_words_may_be_norwegian)
{
	struct consents cs =
	    read_rows("p1;a.pdf;1;2018-03-01;Papir;\"Lyd; sitater|ny kontakt\";"
		      "2019-01-01;fremtid\n");

	assert_int_equal(cs.at[0].scope, SCOPE_AUDIO | SCOPE_QUOTES | SCOPE_RECONTACT);
	assert_string_equal(cs.at[0].medium, "paper");
	assert_true(cs.at[0].withdrawn_future);
}

TEST(a_consent_holds_from_its_day_for_its_scope)
{
	struct consents cs = read_rows("p1;a.pdf;1;2018-03-01;paper;audio|quotes\n"
				       "p2;;1;2018-01-01;recording;audio\n");

	assert_int_equal(
	    on(&cs, "2018-03-01", SCOPE_AUDIO | SCOPE_QUOTES), CONSENT_VALID);
	assert_int_equal(on(&cs, "2018-02-28", SCOPE_AUDIO), CONSENT_LATER);
	assert_int_equal(on(&cs, "2018-03-02", SCOPE_ARCHIVE), CONSENT_NONE);
	assert_int_equal(on(&cs, "2018-03-02", 0), CONSENT_VALID);
	assert_int_equal(on(&cs, "2018-02-28", 0), CONSENT_LATER);
	assert_int_equal(
	    consent_on(&cs, 1, day_parse(bytes_of("2018-03-02")), SCOPE_QUOTES),
	    CONSENT_NONE);
	cs.len = 0;
	assert_int_equal(on(&cs, "2018-03-02", 0), CONSENT_NONE);
}

TEST(what_several_forms_allow_adds_up)
{
	struct consents cs = read_rows("p1;a.pdf;1;2018-03-01;paper;audio\n"
				       "p1;b.pdf;2;2018-06-01;paper;quotes|table\n");

	assert_int_equal(
	    on(&cs, "2018-06-01", SCOPE_AUDIO | SCOPE_QUOTES), CONSENT_VALID);
	assert_int_equal(on(&cs, "2018-05-01", SCOPE_QUOTES), CONSENT_LATER);
	assert_int_equal(on(&cs, "2018-05-01", SCOPE_AUDIO), CONSENT_VALID);
}

TEST(a_withdrawal_reaches_back_unless_it_says_future)
{
	struct consents cs =
	    read_rows("p1;a.pdf;1;2018-03-01;paper;audio;2018-09-01;\n");

	assert_int_equal(on(&cs, "2018-04-01", 0), CONSENT_WITHDRAWN);
	assert_int_equal(on(&cs, "2018-10-01", 0), CONSENT_WITHDRAWN);
	cs = read_rows("p1;a.pdf;1;2018-03-01;paper;audio;2018-09-01;future\n");
	assert_int_equal(on(&cs, "2018-04-01", 0), CONSENT_VALID);
	assert_int_equal(on(&cs, "2018-08-31", 0), CONSENT_VALID);
	assert_int_equal(on(&cs, "2018-09-01", 0), CONSENT_WITHDRAWN);
}

TEST(a_withdrawal_ends_older_forms_and_not_a_new_one)
{
	struct consents cs =
	    read_rows("p1;a.pdf;1;2018-03-01;paper;audio\n"
		      "p1;b.pdf;1;2018-04-01;paper;quotes;2018-09-01;all\n"
		      "p1;c.pdf;2;2018-10-01;paper;audio\n");

	assert_int_equal(on(&cs, "2018-05-01", SCOPE_AUDIO), CONSENT_WITHDRAWN);
	assert_int_equal(on(&cs, "2018-11-01", SCOPE_AUDIO), CONSENT_VALID);
	assert_int_equal(on(&cs, "2018-11-01", SCOPE_QUOTES), CONSENT_WITHDRAWN);
}

TEST(what_is_written_reads_as_the_same)
{
	struct consents cs = read_rows(
			    "p1;a.pdf;1;1.3.2018;paper;quotes|audio;2018-09-01;future\n"
			    "p2;;;2018-01-01;recording;\n"),
			again;
	struct buf once = { 0 }, twice = { 0 };
	struct fail f = { 0 };

	consents_write(&cs, &roster, &once);
	assert_int_equal(
	    consents_parse(buf_bytes(&once), NULL, &roster, a, &again, NULL, &f), 0);
	consents_write(&again, &roster, &twice);
	assert_true(bytes_equal(buf_bytes(&once), buf_bytes(&twice)));
	assert_int_equal(again.at[0].scope, SCOPE_AUDIO | SCOPE_QUOTES);
	assert_true(again.at[0].withdrawn_future);
	assert_int_equal(again.at[1].withdrawn, DAY_NONE);
	buf_free(&once);
	buf_free(&twice);
}

TEST(says_the_scope_in_words)
{
	assert_string_equal(
	    consent_scope_text(SCOPE_TABLE | SCOPE_AUDIO, a), "audio|table");
	assert_string_equal(consent_scope_text(0, a), "");
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
TEST(what_is_kept_is_said_in_norwegian_and_read_again)
{
	static const char *const kept[] = {
		"audio|quotes|archive|reuse|recontact|table", "paper", "recording",
		"future", "", "something else"
	};
	static const char *const said[] = {
		"lyd|sitater|arkiv|gjenbruk|ny kontakt|tabell", "papir", "opptak",
		"fremtid", "", "something else"
	};
	size_t i;

	for (i = 0; i < 6; i++)
		assert_string_equal(
		    consent_in_norwegian(bytes_of(kept[i]), a), said[i]);
}

UNIT(WITH(what_is_kept_is_said_in_norwegian_and_read_again),
    WITH(refuses_what_is_not_well_formed), WITH(says_everything_that_is_wrong_at_once),
    WITH(the_words_may_be_norwegian), WITH(a_consent_holds_from_its_day_for_its_scope),
    WITH(what_several_forms_allow_adds_up),
    WITH(a_withdrawal_reaches_back_unless_it_says_future),
    WITH(a_withdrawal_ends_older_forms_and_not_a_new_one),
    WITH(what_is_written_reads_as_the_same), WITH(says_the_scope_in_words))
