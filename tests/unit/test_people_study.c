#include "people/study.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "unit.h"

static struct arena *a;
static char folder[] = "/tmp/taus-test-XXXXXX";
static const char *path;

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
	assert_non_null(mkdtemp(folder));
	path = path_join(a, folder, "study.yaml");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	unlink(path);
	rmdir(folder);
	arena_free(a);
	return 0;
}

static int
load(const char *yaml, struct study *s, struct fail *f)
{
	memset(f, 0, sizeof *f);
	assert_int_equal(file_replace(path, 0600, bytes_of(yaml), f), 0);
	return study_load(path, a, s, f);
}

static void
refuses(const char *yaml, const char *what, const char *args)
{
	struct study s;
	struct fail f;

	assert_int_equal(load(yaml, &s, &f), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, what);
	assert_string_equal(f.path, path);
	if (args != NULL)
		assert_string_equal(f.args, args);
}

static const char whole[] =
    "v: 1\n"
    "project: ips-meetings\n"
    "title: Meetings\n"
    "controller: UiX\n"
    "leader: pi\n"
    "approval: {body: REK, reference: 2018/1775, from: 2017-01-01, to: 31.12.2020}\n"
    "period: {from: 2017-01-01, to: 2018-12-31}\n"
    "language: en\n"
    "codes: role\n"
    "numbers: drawn\n"
    "roles:\n"
    "  - {code: SW, name: social worker, names: veileder|saksbehandler, professional: "
    "true}\n"
    "  - {code: NO, name: nobody}\n"
    "flow: {invited: 80, declined: 60}\n"
    "thresholds: {one_way: 4, crossed: 6}\n"
    "table:\n"
    "  - {column: age, title: Age, kind: number, band: 10}\n"
    "  - {column: school, kind: ordered, levels: [low, high], sensitive: true}\n"
    "retention:\n"
    "  - {what: linking-key, until: 2025-01-01, rule: REK}\n"
    "  - {what: contacts, rule: Sikt}\n";

TEST(reads_the_whole)
{
	struct study s;
	struct fail f;

	load(whole, &s, &f);
	assert_string_equal(f.what, "");
	assert_string_equal(s.project, "ips-meetings");
	assert_string_equal(s.approval_reference, "2018/1775");
	assert_int_equal(s.approval_to, day_parse(bytes_of("2020-12-31")));
	assert_int_equal(s.from, day_parse(bytes_of("2017-01-01")));
	assert_string_equal(s.language, "en");
	assert_int_equal(s.policy.codes, CODES_ROLE);
	assert_true(s.policy.drawn);
	assert_null(s.policy.before);
	assert_int_equal(s.roles, 2);
	assert_string_equal(s.role[0].names, "veileder|saksbehandler");
	assert_true(s.role[0].professional);
	assert_string_equal(s.role[1].code, "NO");
	assert_false(s.role[1].professional);
	assert_int_equal(s.invited, 80);
	assert_int_equal(s.withdrawn, 0);
	assert_int_equal(s.one_way, 4);
	assert_int_equal(s.crossed, 6);
	assert_int_equal(s.columns, 2);
	assert_int_equal(s.column[0].band, 10);
	assert_string_equal(s.column[1].level[1], "high");
	assert_true(s.column[1].sensitive);
	assert_int_equal(
	    study_until(&s, "linking-key"), day_parse(bytes_of("2025-01-01")));
}

TEST(guesses_no_date)
{
	struct study s;
	struct fail f;

	load(whole, &s, &f);
	assert_int_equal(study_until(&s, "contacts"), DAY_NONE);
	assert_int_equal(study_until(&s, "consents"), DAY_NONE);
	assert_int_equal(load("v: 1\nproject: x\n", &s, &f), 0);
	assert_int_equal(s.approval_to, DAY_NONE);
	assert_int_equal(s.to, DAY_NONE);
}

TEST(what_is_not_said_has_its_default)
{
	struct study s;
	struct fail f;

	assert_int_equal(load("v: 1\nproject: x2\n", &s, &f), 0);
	assert_int_equal(s.policy.codes, CODES_TEAM);
	assert_false(s.policy.drawn);
	assert_string_equal(s.language, "no");
	assert_string_equal(s.title, "");
	assert_int_equal(s.one_way, 3);
	assert_int_equal(s.crossed, 5);
	assert_int_equal(s.roles + s.columns + s.retentions, 0);
}

TEST(refuses_what_is_not_well_formed)
{
	refuses("v: 2\nproject: x\n", "study-version", "2");
	refuses("v: 1\nproject: Min Studie\n", "study-project", NULL);
	refuses("v: 1\nproject: -x\n", "study-project", NULL);
	refuses("v: 1\nproject: ''\n", "study-project", NULL);
	refuses("v: 1\nproject: x\nperiod: {from: soon, to: 2018-01-01}\n",
	    "study-date", "period.from");
	refuses("v: 1\nproject: x\nretention:\n- {what: contacts, until: 5 years, "
		"rule: UiX}\n",
	    "study-date", "retention.until");
	refuses("v: 1\nproject: x\nlanguage: sv\n", "study-choice", "language\tno|en");
	refuses("v: 1\nproject: x\ncodes: names\n", "study-choice", "codes\tteam|role");
	refuses(
	    "v: 1\nproject: x\nnumbers: all\n", "study-choice", "numbers\tgiven|drawn");
	refuses("v: 1\nproject: x\nthresholds: {one_way: 1}\n", "study-threshold",
	    "one_way");
	refuses("v: 1\nproject: x\nthresholds: {crossed: 0}\n", "study-threshold",
	    "crossed");
	refuses("v: 1\nproject: x\ntable:\n- {column: s, kind: ordered}\n",
	    "study-column", "s");
	refuses("v: 1\nproject: x\ntable:\n- {column: s, kind: odd}\n", "study-choice",
	    "kind\tcategory|ordered|number");
	refuses("project: x\n", "yaml-key-missing", NULL);
	refuses("v: 1\nproject: x\nrole: SW\n", "yaml-key-unknown", NULL);
	refuses(
	    "v: 1\nproject: x\nroles:\n- {code: A, name: b, professional: kanskje}\n",
	    "yaml-bad", NULL);
}

TEST(no_is_no)
{
	struct study s;
	struct fail f;

	load("v: 1\nproject: x\nroles:\n- {code: A, name: b, professional: nei}\n", &s,
	    &f);
	assert_string_equal(f.what, "");
	assert_false(s.role[0].professional);
}

TEST(a_missing_file_is_said)
{
	struct study s;
	struct fail f = { 0 };

	assert_int_equal(study_load(path, a, &s, &f), -1);
	assert_string_equal(f.path, path);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(reads_the_whole), WITH(guesses_no_date),
    WITH(what_is_not_said_has_its_default), WITH(refuses_what_is_not_well_formed),
    WITH(no_is_no), WITH(a_missing_file_is_said))
