#include "scrub/policy.h"

#include "test_scrub_dir.h"
#include "unit.h"

static struct arena *a;
static const char *shipped;

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	scrub_dir_make();
	shipped = scrub_dir_put(a, "policy.yaml", scrub_policy);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	scrub_dir_remove(a);
	arena_free(a);
	return 0;
}

static struct policy *
load(const char *study)
{
	const char *path = study ? scrub_dir_put(a, "study.yaml", study) : NULL;
	struct fail f = { 0 };
	struct policy *p = NULL;

	if (policy_load(shipped, path, a, &p, &f) != 0)
		print_error(
		    "%s:%llu: %s\n", f.path, (unsigned long long)f.line, f.args);
	assert_string_equal(f.what, "");
	return p;
}

static void
refuses(const char *study, const char *what, const char *args)
{
	const char *path = scrub_dir_put(a, "study.yaml", study);
	struct fail f = { 0 };
	struct policy *p;

	assert_int_equal(policy_load(shipped, path, a, &p, &f), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, what);
	assert_string_equal(f.path, path);
	if (args != NULL)
		assert_string_equal(f.args, args);
}

static void
refuses_shipped(const char *from, const char *to, const char *what, const char *args)
{
	const char *at = strstr(scrub_policy, from);
	struct fail f = { 0 };
	struct policy *p;

	assert_non_null(at);
	shipped = scrub_dir_put(a, "policy.yaml",
	    arena_printf(a, "%.*s%s%s", (int)(at - scrub_policy), scrub_policy, to,
		at + strlen(from)));
	assert_int_equal(policy_load(shipped, NULL, a, &p, &f), -1);
	assert_string_equal(f.what, what);
	assert_string_equal(f.args, args);
	assert_string_equal(f.path, shipped);
}

static const char *
line(const struct policy *p, enum category c, const char *role, const char *meeting)
{
	return policy_line(p, c, role, meeting)->name;
}

TEST(names_treatments_and_actions)
{
	int t;

	for (t = 0; t < TREATMENTS; t++)
		assert_int_equal(treatment_named(treatment_name((enum treatment)t)), t);
	assert_int_equal(treatment_named("destroy"), -1);
	assert_string_equal(action_name(TREAT_SHIFT), "generalise");
	assert_string_equal(action_name(TREAT_COARSEN), "generalise");
	assert_string_equal(action_name(TREAT_BAND), "band");
	assert_string_equal(action_name(TREAT_ASK), "ask");
}

TEST(the_first_line_that_fits_wins_and_the_study_goes_first)
{
	struct policy *p = load(
	    "v: 1\ntreat:\n"
	    "  - {name: t-keeps, category: DATE, role: T, do: keep}\n"
	    "  - {name: in-one, category: DATE, meeting: M1, do: remove, to: dato}\n"
	    "  - {name: both, category: LOC, role: T, meeting: M1, do: keep}\n");

	assert_string_equal(line(p, CATEGORY_DATE, "T", "M1"), "t-keeps");
	assert_string_equal(line(p, CATEGORY_DATE, "SW", "M1"), "in-one");
	assert_string_equal(line(p, CATEGORY_DATE, "SW", "M2"), "dates");
	assert_string_equal(line(p, CATEGORY_DATE, "", ""), "dates");
	assert_string_equal(line(p, CATEGORY_LOC, "T", "M2"), "places");
	assert_string_equal(line(p, CATEGORY_LOC, "T", "M1"), "both");
	assert_string_equal(
	    policy_at(p, policy_index(p, policy_line(p, CATEGORY_LOC, "", "")))->name,
	    "places");
	assert_int_equal(policy_lines(p), 23);
}

TEST(refuses_what_is_not_well_formed)
{
	refuses("v: 2\n", "policy-version", "2");
	refuses("v: 1\ntreat:\n- {name: x, category: NAME, do: keep}\n",
	    "policy-category", "NAME");
	refuses("v: 1\ntreat:\n- {name: x, category: LOC, do: hide}\n", "policy-do",
	    "hide");
	refuses("v: 1\ntreat:\n- {name: x, category: LOC, do: keep, to: by}\n",
	    "policy-to", "by");
	refuses("v: 1\ntreat:\n- {name: x, category: LOC, do: keep}\n"
		"- {name: x, category: ORG, do: keep}\n",
	    "policy-twice", "x");
	refuses("v: 1\nmarkers:\n- a|b|c\n- 'a]]b|b|c'\n", "policy-marker", "2");
	refuses("v: 1\nmarkers:\n- 'a|a|? b'\n", "policy-marker", "1");
	refuses("v: 1\nmarkers:\n- '|b'\n", "policy-marker", "1");
	refuses("v: 1\ntreats: x\n", "yaml-key-unknown", NULL);
	refuses("", "yaml-empty", NULL);
}

TEST(refuses_a_category_that_is_not_treated)
{
	refuses_shipped("category: PLATE, do", "category: PLATE, role: T, do",
	    "policy-gap", "PLATE");
	refuses_shipped("do: band, to: alder", "do: band", "policy-word", "AGE");
	refuses_shipped("do: code, to: person", "do: keep", "policy-word", "PER");
}

TEST(markers_are_said_in_the_language_of_the_document)
{
	struct policy *p = load(NULL);

	assert_true(
	    bytes_are(policy_word(p, bytes_of("sted"), LANGUAGE_BOKMAL), "sted"));
	assert_true(
	    bytes_are(policy_word(p, bytes_of("sted"), LANGUAGE_NYNORSK), "stad"));
	assert_true(
	    bytes_are(policy_word(p, bytes_of("sted"), LANGUAGE_ENGLISH), "place"));
	assert_true(
	    bytes_are(policy_word(p, bytes_of("dato"), LANGUAGE_NYNORSK), "dato"));
	assert_true(
	    bytes_are(policy_word(p, bytes_of("elv"), LANGUAGE_ENGLISH), "elv"));
}

TEST(a_line_without_a_word_has_its_categorys)
{
	struct policy *p =
	    load("v: 1\ntreat:\n"
		 "  - {name: x, category: LOC, role: T, do: remove, to: fjernet}\n"
		 "  - {name: y, category: LOC, role: SW, do: remove}\n");

	assert_string_equal(
	    policy_marker(p, policy_line(p, CATEGORY_LOC, "T", "")), "fjernet");
	assert_string_equal(
	    policy_marker(p, policy_line(p, CATEGORY_LOC, "SW", "")), "sted");
	assert_string_equal(
	    policy_marker(p, policy_line(p, CATEGORY_SPECIAL, "", "")), "");
}

TEST(knows_its_own_markers_and_no_others)
{
	static const char *const ours[] = { "sjef", "manager", "sjef 1", "sjef 9999",
		"? person", "? sted", "stad", "mars 2018", "mars", "March 2018", "2018",
		"30-39 år", "under 20 years", "60+ år", "Sørlandet" };
	static const char *const others[] = { "", "Kari", "Sjef", "sjef Kari",
		"sjef 12345", "sjef  1", " sjef", "sjef ", "? ", "?sjef", "31-40 år",
		"mars 18", "5. mars 2018", "18", "1234", "mai 9999", "uhørlig" };
	struct policy *p = load(NULL);
	size_t i;

	policy_allow(p, bytes_of("Sørlandet"));
	for (i = 0; i < sizeof ours / sizeof *ours; i++)
		if (!policy_is_marker(p, bytes_of(ours[i])))
			assert_string_equal(ours[i], "should be a marker");
	for (i = 0; i < sizeof others / sizeof *others; i++)
		if (policy_is_marker(p, bytes_of(others[i])))
			assert_string_equal(others[i], "should be none");
}

TEST(values_that_do_not_fit_in_a_marker_are_not_taken)
{
	struct policy *p = load(NULL);
	char text[100];

	memset(text, 'a', sizeof text);
	policy_allow(p, (struct bytes){ (unsigned char *)text, 81 });
	policy_allow(p, bytes_of("a]]b"));
	policy_allow(p, bytes_of("Vest-Agder"));
	assert_false(policy_has(p, (struct bytes){ (unsigned char *)text, 81 }));
	assert_false(policy_has(p, bytes_of("a]]b")));
	assert_true(policy_has(p, bytes_of("Vest-Agder")));
}

TEST(counts_the_markers_of_a_text)
{
	struct policy *p = load(NULL);

	assert_int_equal(
	    policy_markers(
		p, bytes_of("a [[sjef 1]] b [[[mars 2018]] [[Kari]] [[[[? person]]")),
	    3);
	assert_int_equal(policy_markers(p, bytes_of("[[sjef 1] ]")), 0);
	assert_int_equal(policy_markers(p, bytes_of("")), 0);
}

TEST(counts_the_questions_of_a_text)
{
	struct policy *p = load(NULL);

	assert_int_equal(
	    policy_questions(
		p, bytes_of("[[person 1]] [[? person]] [[? Kari]] ? [[[[? person]]")),
	    2);
	assert_int_equal(policy_questions(p, bytes_of("[[person]] ? ")), 0);
}

TEST(gives_every_word_it_may_write)
{
	struct policy *p = load(NULL);
	struct bytes word;
	size_t place = 0, count = 0, stad = 0;

	policy_allow(p, bytes_of("Sørlandet"));
	policy_allow(p, bytes_of("Sørlandet"));
	while (policy_next_word(p, &place, &word) == 1) {
		count++;
		stad += bytes_are(word, "stad");
	}
	assert_int_equal(stad, 1);
	assert_int_equal(count, 14);
}

TEST(the_digest_is_of_the_files_read)
{
	const char *alone = policy_digest(load(NULL));
	const char *with = policy_digest(load("v: 1\n"));

	assert_int_equal(strlen(alone), 64);
	assert_string_not_equal(alone, with);
	assert_string_equal(alone, policy_digest(load(NULL)));
}

TEST(comments_and_changes_are_left_out_unless_the_study_keeps_them)
{
	const struct choice *c = policy_choice(load(NULL));

	assert_false(c->keep_comments || c->keep_changes);
	c = policy_choice(load("v: 1\ncomments: keep\nchanges: keep\n"));
	assert_true(c->keep_comments && c->keep_changes);
	c = policy_choice(load("v: 1\nchanges: accept\ncomments: drop\n"));
	assert_false(c->keep_comments || c->keep_changes);
	refuses("v: 1\ncomments: maybe\n", "yaml-bad", NULL);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(names_treatments_and_actions),
    WITH(the_first_line_that_fits_wins_and_the_study_goes_first),
    WITH(refuses_what_is_not_well_formed), WITH(refuses_a_category_that_is_not_treated),
    WITH(markers_are_said_in_the_language_of_the_document),
    WITH(a_line_without_a_word_has_its_categorys),
    WITH(knows_its_own_markers_and_no_others),
    WITH(values_that_do_not_fit_in_a_marker_are_not_taken),
    WITH(counts_the_markers_of_a_text), WITH(counts_the_questions_of_a_text),
    WITH(gives_every_word_it_may_write), WITH(the_digest_is_of_the_files_read),
    WITH(comments_and_changes_are_left_out_unless_the_study_keeps_them))
