#include "people/linking.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "unit.h"
#include "vault/secret.h"
#include "vault/tar.h"

static struct arena *a;

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

static struct linking
some(const char *stay, const char *decisions)
{
	static const struct roster_policy team = { CODES_TEAM, false, NULL };
	struct linking l = { .stay = bytes_of(stay), .decisions = bytes_of(decisions) };
	struct fail f = { 0 };

	roster_parse(
	    bytes_of("person;given;role;team;from;to\np1;Kari;SW;4;;2018-02-01\n"
		     "p2;Ola;SW;4;2018-02-01;\n"),
	    NULL, &team, a, &l.roster, NULL, &f);
	meetings_parse(bytes_of("meeting;file;date\nM1;raw one.txt;2018-03-01\n"), NULL,
	    &l.roster, a, &l.meetings, NULL, &f);
	consents_parse(
	    bytes_of(
		"person;form;date;medium;scope\np1;a.pdf;2018-01-01;paper;audio\n"),
	    NULL, &l.roster, a, &l.consents, NULL, &f);
	assert_string_equal(f.what, "");
	return l;
}

/* The tar, in the arena. */
static struct bytes
written(const struct linking *l)
{
	struct secret *s = secret_new(0);
	struct fail f = { 0 };
	struct bytes tar;

	assert_int_equal(linking_write(l, s, &f), 0);
	tar = arena_bytes(a, secret_bytes(s));
	secret_close(s);
	return tar;
}

static const char *
file_in(struct bytes tar, const char *name)
{
	struct tar_file *file;
	struct fail f = { 0 };
	size_t count, i;

	assert_int_equal(tar_read(tar, a, &file, &count, &f), 0);
	for (i = 0; i < count; i++)
		if (strcmp(file[i].name, name) == 0)
			return arena_text(a, file[i].content);
	return NULL;
}

TEST(what_is_written_reads_as_the_same)
{
	struct linking l = some("name;reason\nEva Lie;author\n", "v,scope\n"), again;
	struct bytes tar = written(&l);
	struct fail f = { 0 };

	assert_int_equal(linking_read(tar, a, &again, &f), 0);
	assert_int_equal(again.roster.holdings, 2);
	assert_string_equal(again.roster.holding[1].code, "SW4b");
	assert_string_equal(again.roster.holding[1].seat, "SW4");
	assert_int_equal(again.meetings.len, 1);
	assert_int_equal(again.consents.len, 1);
	assert_true(bytes_equal(again.stay, l.stay));
	assert_true(bytes_equal(again.decisions, l.decisions));
	assert_true(bytes_equal(written(&again), tar));
}

TEST(each_table_begins_with_its_version)
{
	static const char *const name[] = { "crosswalk.csv", "files.csv", "forms.csv",
		"meetings.csv", "people.csv" };
	struct linking l = some("", "");
	struct bytes tar = written(&l);
	size_t i;

	for (i = 0; i < sizeof name / sizeof *name; i++)
		assert_memory_equal(file_in(tar, name[i]), "v,", 2);
	assert_string_equal(
	    file_in(tar, "crosswalk.csv"), "v,code,published\n1,SW4,SW4\n1,SW4b,SW4\n");
	assert_string_equal(
	    file_in(tar, "files.csv"), "v,meeting,file\n1,M1,raw one.txt\n");
	assert_string_equal(file_in(tar, "decisions.csv"), "");
}

TEST(its_length_tells_little)
{
	struct linking l = some("", "");

	l.stay = l.decisions = (struct bytes){ NULL, 0 };

	assert_int_equal(written(&l).len % TAR_PAD, 0);
}

TEST(a_missing_table_is_a_broken_key)
{
	static const char *const needed[] = { "forms.csv", "meetings.csv",
		"people.csv" };
	struct linking l = some("", ""), again;
	struct bytes full = written(&l);
	size_t left, i;

	for (left = 0; left < 3; left++) {
		struct secret *s = secret_new(0);
		struct tar *tar = tar_new(s, 0);
		struct fail f = { 0 };

		for (i = 0; i < 3; i++)
			if (i != left)
				assert_int_equal(
				    tar_add(tar, needed[i],
					bytes_of(file_in(full, needed[i])), &f),
				    0);
		assert_int_equal(tar_close(tar, 0, &f), 0);
		assert_int_equal(linking_read(secret_bytes(s), a, &again, &f), -1);
		assert_int_equal(f.kind, FAIL_SEAL);
		assert_string_equal(f.what, "linking-file");
		assert_string_equal(f.args, needed[left]);
		secret_close(s);
	}
}

TEST(what_is_no_tar_is_refused)
{
	struct linking l;
	struct fail f = { 0 };

	assert_int_equal(linking_read(bytes_of("nothing of the kind"), a, &l, &f), -1);
	assert_string_equal(f.what, "tar-form");
}

TEST(names_that_stay_need_a_reason)
{
	struct fail f = { 0 };
	struct bytes *name;
	size_t count;

	assert_int_equal(
	    stay_parse(bytes_of("Navn;Begrunnelse\nEva Lie;forfatter\n;\nNAV;etat\n"),
		"s.csv", a, &name, &count, NULL, &f),
	    0);
	assert_int_equal(count, 2);
	assert_true(bytes_are(name[1], "NAV"));
	assert_int_equal(
	    stay_parse(bytes_of(""), "s.csv", a, &name, &count, NULL, &f), 0);
	assert_int_equal(count, 0);
	assert_int_equal(stay_parse(bytes_of("name;reason\nA;b\nC;\n"), "s.csv", a,
			     &name, &count, NULL, &f),
	    -1);
	assert_string_equal(f.what, "stay-reason");
	assert_int_equal(f.line, 3);
	assert_string_equal(f.path, "s.csv");
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(what_is_written_reads_as_the_same), WITH(each_table_begins_with_its_version),
    WITH(its_length_tells_little), WITH(a_missing_table_is_a_broken_key),
    WITH(what_is_no_tar_is_refused), WITH(names_that_stay_need_a_reason))
