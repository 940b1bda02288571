#include "scrub/judged.h"

#include "base/arena.h"
#include "base/fail.h"
#include "base/faults.h"
#include "unit.h"

static const char head[] =
    "v,scope,category,folded,meeting,start,end,verdict,treat,same_as,by,time\n";
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

static struct judged *
read_rows(const char *rows)
{
	struct judged *j;
	struct fail f = { 0 };

	judged_parse(bytes_of(arena_printf(a, "%s%s", head, rows)), a, &j, &f);
	assert_string_equal(f.what, "");
	return j;
}

static void
refuses(const char *row)
{
	struct judged *j;
	struct fail f = { 0 };

	assert_int_equal(
	    judged_parse(bytes_of(arena_printf(a, "%s%s", head, row)), a, &j, &f), -1);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, "decision-row");
	assert_int_equal(f.line, 2);
}

static const struct judgement *
about(const struct judged *j, const char *text, enum category c, uint64_t start,
    bool *stale)
{
	struct judged_place where = { "M1", "", start, start + 10 };

	return judged_about(j, bytes_of(text), c, &where, stale);
}

TEST(all_rows_that_cannot_be_followed_are_told)
{
	struct faults faults = { .len = 0 };
	struct judged *j;
	struct fail f = { 0 };

	assert_int_equal(
	    judged_gather(bytes_of(arena_printf(a, "%s%s", head, "x\nname;;;\n")),
		"d.csv", a, &j, &faults, &f),
	    0);
	assert_int_equal(faults.len, 2);
	assert_int_equal(faults.at[0].line, 2);
	assert_int_equal(faults.at[1].line, 3);
	assert_string_equal(faults.at[1].what, "decision-row");
	assert_string_equal(faults.at[1].path, "d.csv");
}

TEST(no_decisions_are_fine)
{
	struct judged *j;
	struct fail f = { 0 };
	bool stale = true;

	assert_int_equal(judged_parse(bytes_of(""), a, &j, &f), 0);
	assert_int_equal(judged_count(j), 0);
	assert_null(about(j, "Kari", CATEGORY_PER, 0, &stale));
	assert_false(stale);
	assert_int_equal(judged_count(read_rows("")), 0);
}

TEST(refuses_rows_that_cannot_be_followed)
{
	struct judged *j;
	struct fail f = { 0 };

	refuses("1,all,PER,kari,,,,keep,,,,\n");
	refuses("1,name,NAME,kari,,,,keep,,,,\n");
	refuses("1,name,PER,,,,,keep,,,,\n");
	refuses("1,name,PER,kari,,,,hide,,,,\n");
	refuses("1,name,PER,kari,,,,treat,,,,\n");
	refuses("1,name,PER,kari,,,,treat,burn,,,\n");
	refuses("1,name,PER,kari,,,,same,,,,\n");
	refuses("1,place,PER,kari,,1,5,keep,,,,\n");
	refuses("1,place,PER,kari,M1,5,5,keep,,,,\n");
	refuses("1,place,PER,kari,M1,x,5,keep,,,,\n");
	refuses("1,place,PER,kari,M1,1,5x,keep,,,,\n");
	refuses("1,place,PER,kari,M1,1,,keep,,,,\n");
	refuses("1,place,PER,kari,M1,1,99999999999999999999,keep,,,,\n");
	assert_int_equal(judged_parse(bytes_of("v,scope\n"), a, &j, &f), -1);
	assert_string_equal(f.what, "csv-column-missing");
}

TEST(a_name_is_known_by_its_skeleton_wherever_it_stands)
{
	struct judged *j = read_rows("1,name,PER,Håkon  Moe,,,,same,,p3,,\n"
				     "1,name,PER,kari,,,,treat,remove,,,\n");
	bool stale;
	const struct judgement *said = about(j, "HAAKON\nMoe", CATEGORY_PER, 7, &stale);

	assert_non_null(said);
	assert_false(stale);
	assert_int_equal(said->verdict, JUDGED_SAME);
	assert_true(bytes_are(said->same_as, "p3"));
	said = about(j, "Kari", CATEGORY_PER, 0, &stale);
	assert_int_equal(said->verdict, JUDGED_TREAT);
	assert_int_equal(said->treatment, TREAT_REMOVE);
	assert_null(about(j, "Karin", CATEGORY_PER, 0, &stale));
	assert_null(about(j, "Håkon", CATEGORY_PER, 0, &stale));
}

TEST(a_name_kept_as_one_thing_is_not_kept_as_another)
{
	struct judged *j =
	    read_rows("1,name,LOC,lund,,,,keep,,,,\n1,name,,berg,,,,keep,,,,\n");
	bool stale;

	assert_non_null(about(j, "Lund", CATEGORY_LOC, 0, &stale));
	assert_null(about(j, "Lund", CATEGORY_PER, 0, &stale));
	assert_non_null(about(j, "Berg", CATEGORY_PER, 0, &stale));
}

TEST(the_last_decision_about_a_name_counts)
{
	struct judged *j =
	    read_rows("1,name,PER,kari,,,,keep,,,,\n1,name,PER,kari,,,,treat,ask,,,\n"
		      "1,name,LOC,moe,,,,keep,,,,\n1,name,,moe,,,,treat,ask,,,\n");
	bool stale;

	assert_int_equal(
	    about(j, "Kari", CATEGORY_PER, 0, &stale)->verdict, JUDGED_TREAT);
	assert_int_equal(
	    about(j, "Moe", CATEGORY_LOC, 0, &stale)->verdict, JUDGED_TREAT);
}

TEST(a_place_goes_before_a_name)
{
	struct judged *j = read_rows("1,name,PER,kari,,,,treat,ask,,,\n"
				     "1,place,PER,kari,M1,100,110,keep,,,,\n");
	struct judged_place elsewhere;
	bool stale;

	assert_int_equal(
	    about(j, "Kari", CATEGORY_PER, 100, &stale)->verdict, JUDGED_KEEP);
	assert_int_equal(
	    about(j, "Kari", CATEGORY_PER, 200, &stale)->verdict, JUDGED_TREAT);
	elsewhere = (struct judged_place){ "M2", "", 100, 110 };
	assert_int_equal(
	    judged_about(j, bytes_of("Kari"), CATEGORY_PER, &elsewhere, &stale)
		->verdict,
	    JUDGED_TREAT);
	assert_false(stale);
	elsewhere = (struct judged_place){ "M1", "word/header1.xml", 100, 110 };
	assert_int_equal(
	    judged_about(j, bytes_of("Kari"), CATEGORY_PER, &elsewhere, &stale)
		->verdict,
	    JUDGED_TREAT);
	assert_false(stale);
}

TEST(a_place_that_reads_otherwise_is_stale_whatever_was_said_of_the_name)
{
	struct judged *j = read_rows("1,name,PER,ola,,,,keep,,,,\n"
				     "1,place,PER,kari,M1,100,110,keep,,,,\n");
	bool stale;

	assert_null(about(j, "Ola", CATEGORY_PER, 100, &stale));
	assert_true(stale);
	assert_null(about(j, "Kari", CATEGORY_PER, 101, &stale));
	assert_true(stale);
	assert_null(about(j, "Per", CATEGORY_PER, 110, &stale));
	assert_false(stale);
	/* beside a decision that fits, an older one does not count */
	j = read_rows("1,place,PER,kari,M1,100,104,keep,,,,\n1,place,PER,kari "
		      "moe,M1,100,110,keep,,,,\n");
	assert_non_null(about(j, "Kari Moe", CATEGORY_PER, 100, &stale));
	assert_false(stale);
}

static void
note_name(void *with, const struct judgement *j)
{
	struct buf *to = with;

	buf_add(to, j->folded);
	buf_text(to, j->as_name ? "! " : " ");
}

TEST(what_covers_and_is_in_force_is_known)
{
	struct judged *j = read_rows("1,name,PER,kari,,,,keep,,,,\n"
				     "1,name,PER,Gunnvår,,,,treat,remove,,,\n"
				     "1,name,PER,mio,,,,treat,placeholder,,,\n"
				     "1,name,PER,mio,,,,keep,,,,\n"
				     "1,place,PER,moe,M1,1,5,treat,remove,,,\n"
				     "1,name,LOC,lund,,,,keep,,,,\n"
				     "1,name,LOC,lund,,,,treat,ask,,,\n"
				     "1,name,,Tor Erik,,,,same,,p3,,\n");
	struct buf names = { 0 };

	judged_known(j, note_name, &names);
	assert_true(bytes_are(buf_bytes(&names), "gunnvår! lund tor erik! "));
	buf_free(&names);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(all_rows_that_cannot_be_followed_are_told), WITH(no_decisions_are_fine),
    WITH(refuses_rows_that_cannot_be_followed),
    WITH(a_name_is_known_by_its_skeleton_wherever_it_stands),
    WITH(a_name_kept_as_one_thing_is_not_kept_as_another),
    WITH(what_covers_and_is_in_force_is_known),
    WITH(the_last_decision_about_a_name_counts), WITH(a_place_goes_before_a_name),
    WITH(a_place_that_reads_otherwise_is_stale_whatever_was_said_of_the_name))
