#include "scrub/judged_table.h"

#include "base/arena.h"
#include "base/fail.h"
#include "unit.h"

#define HEAD                                                                       \
	"v,scope,category,folded,meeting,start,end,verdict,treat,same_as,by,time," \
	"part\n"
#define SAID "1,name,PER,gunnvaar,,,,treat,placeholder,,AB,2026-11-28T00:00:00Z,\n"

static const int64_t day = 1795824000; /* 2026-11-28 */

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

static void
merges(const char *before, const char *file, const char *want)
{
	struct fail f = { 0 };
	struct bytes out;

	assert_int_equal(
	    judged_merge(bytes_of(before), bytes_of(file), a, &out, &f), 0);
	assert_string_equal(arena_text(a, out), want);
}

TEST(adds_behind_what_is_there_and_says_by_whom_and_when)
{
	const struct decided d[] = {
		{ "name", "PER", bytes_of("Sol, Kari"), "", "", 0, 0, "same", "",
		    "p3" },
		{ "place", "", bytes_of("per"), "M1", "body", 4, 7, "keep", "", "" },
	};
	struct fail f = { 0 };
	struct bytes out;

	assert_int_equal(judged_append(bytes_of("verdict;folded;scope;more\r\n"
						"keep;lund;name;x\r\n"),
			     d, 2, "AB", day, a, &out, &f),
	    0);
	assert_string_equal(arena_text(a, out),
	    HEAD "1,name,,lund,,,,keep,,,,,\n"
		 "1,name,PER,\"Sol, Kari\",,,,same,,p3,AB,2026-11-28T00:00:00Z,\n"
		 "1,place,,per,M1,4,7,keep,,,AB,2026-11-28T00:00:00Z,body\n");
	assert_int_equal(
	    judged_append(bytes_of("a;b\n"), d, 2, "AB", day, a, &out, &f), -1);
	assert_string_equal(f.what, "csv-column-missing");
}

TEST(what_was_said_stays_whatever_a_file_says_later)
{
	merges(HEAD "1,name,PER,lund,,,,keep,,,,,\n" SAID,
	    "scope,folded,category,verdict\nname,lund,PER,keep\n",
	    HEAD "1,name,PER,lund,,,,keep,,,,,\n" SAID);
	merges(HEAD SAID, "scope,folded,verdict\n", HEAD SAID);
	merges("", "", "");
}

TEST(what_is_new_in_a_file_counts_and_what_is_gone_from_it_goes)
{
	merges(HEAD "1,name,PER,lund,,,,keep,,,,,\n" SAID,
	    "scope,folded,category,verdict\nname,gunnvaar,PER,keep\n",
	    HEAD SAID "1,name,PER,gunnvaar,,,,keep,,,,,\n");
	merges("", "scope,folded,verdict\nname,berg,keep\nname,berg,keep\n",
	    HEAD "1,name,,berg,,,,keep,,,,,\n1,name,,berg,,,,keep,,,,,\n");
}

TEST(the_same_file_again_changes_nothing)
{
	struct fail f = { 0 };
	struct bytes once, twice,
	    file = bytes_of("scope;folded;verdict\nname;berg;keep\nname;moe;keep\n");

	assert_int_equal(judged_merge(bytes_of(HEAD SAID), file, a, &once, &f), 0);
	assert_int_equal(judged_merge(once, file, a, &twice, &f), 0);
	assert_true(bytes_equal(once, twice));
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(adds_behind_what_is_there_and_says_by_whom_and_when),
    WITH(what_was_said_stays_whatever_a_file_says_later),
    WITH(what_is_new_in_a_file_counts_and_what_is_gone_from_it_goes),
    WITH(the_same_file_again_changes_nothing))
