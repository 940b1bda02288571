#include "scrub/clues.h"

#include "find/rulebook.h"
#include "test_scrub_dir.h"
#include "unit.h"

#define EXAMPLES "    score: 60\n    match: ['«abc»']\n    no-match: [b]\n"
#define CLUE(name, kind, weight)                                           \
	"  - name: " name "\n    clue: " kind "\n    weight: " weight "\n" \
	"    why: w\n    begins: any\n    pattern: abc\n" EXAMPLES
#define PLAIN(name, category)                                          \
	"  - name: " name "\n    category: " category "\n    why: w\n" \
	"    begins: any\n    pattern: abc\n" EXAMPLES

/* In the order of the file, behind the rulebook's own. */
enum { OWN = RULES_OWN };
enum {
	JOB = OWN,
	JOB_RARE,
	EVENT,
	EVENT_RARE,
	HEALTH_COMMON,
	TOWN,
	NOT_THIS,
	CLIENT,
	LOC,
	ORG,
	AGE,
	PER
};

static const char rules[] = "v: 1\nrules:\n" CLUE("job", "job", "2")
    CLUE("job-rare", "job", "3") CLUE("event", "event", "2")
	CLUE("event-rare", "event", "3") CLUE("health", "health", "1")
	    CLUE("town", "place", "1") CLUE("not-this", "workplace", "0")
		CLUE("client", "client", "1") PLAIN("loc", "LOC") PLAIN("org", "ORG")
		    PLAIN("age", "AGE") PLAIN("per", "PER");

static const enum category category[] = { [LOC] = CATEGORY_LOC,
	[ORG] = CATEGORY_ORG,
	[AGE] = CATEGORY_AGE,
	[PER] = CATEGORY_PER };

static struct arena *a;
static struct rulebook *book;

static int
setup(void **state)
{
	struct fail f = { 0 };

	(void)state;
	a = arena_new();
	scrub_dir_make();
	scrub_dir_put(a, "rules/no/all.yaml", rules);
	book = rulebook_load(path_join(a, scrub_dir, "rules"), NULL, a, &f);
	assert_string_equal(f.what, "");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	rulebook_close(book);
	scrub_dir_remove(a);
	arena_free(a);
	return 0;
}

/* A turn in which these rules said something, each of its own stretch; 0 ends. */
static struct clues
turn(const int *rule)
{
	struct clues c = { .rules = 0 };
	struct spans spans = { .len = 0 };
	struct span s = { .score = 60 };
	uint32_t at;

	for (at = 0; rule[at] != 0; at++) {
		s.from = at * 10;
		s.to = at * 10 + 5;
		s.rule = (uint16_t)rule[at];
		s.category = rule[at] >= LOC ? (uint8_t)category[rule[at]]
		                             : (uint8_t)CATEGORY_SPECIAL;
		spans_add(&spans, a, s, 1000);
	}
	clues_add(&c, book, &spans, a);
	return c;
}

#define TURN(...) turn((const int[]){ __VA_ARGS__, 0 })

static bool
points(struct clues c)
{
	struct record_clues r;

	return clues_point(&c, false, &r);
}

TEST(one_clue_that_others_share_points_to_nobody)
{
	assert_false(points(TURN(JOB)));
	assert_false(points(TURN(LOC)));
	assert_false(points(TURN(AGE, AGE, AGE)));
	assert_false(points(TURN(PER, LOC)));
}

TEST(what_few_share_and_anything_else_points_to_one)
{
	assert_true(points(TURN(JOB, AGE)));
	assert_true(points(TURN(EVENT, TOWN)));
	assert_true(points(TURN(JOB, EVENT)));
	assert_true(points(TURN(JOB, LOC)));
	assert_false(points(TURN(JOB, PER)));
}

TEST(what_all_talk_is_made_of_does_not_unless_there_is_much_of_it)
{
	assert_false(points(TURN(TOWN, AGE)));
	assert_false(points(TURN(AGE, HEALTH_COMMON)));
	assert_true(points(TURN(TOWN, AGE, HEALTH_COMMON)));
	assert_true(points(TURN(LOC, AGE)));
	assert_true(points(TURN(LOC, ORG, AGE)));
}

TEST(what_hardly_anybody_shares_is_enough)
{
	assert_true(points(TURN(JOB_RARE)));
	assert_true(points(TURN(EVENT_RARE, EVENT)));
	assert_false(points(TURN(LOC, TOWN)));
}

static struct clues
two(int outer, uint32_t from, uint32_t to, int inner, uint32_t in, uint32_t out)
{
	struct clues c = { .rules = 0 };
	struct spans spans = { .len = 0 };
	struct span s = {
		.from = from, .to = to, .rule = (uint16_t)outer, .score = 60
	};

	s.category =
	    outer >= LOC ? (uint8_t)category[outer] : (uint8_t)CATEGORY_SPECIAL;
	spans_add(&spans, a, s, 1000);
	s.from = in;
	s.to = out;
	s.rule = (uint16_t)inner;
	s.category =
	    inner >= LOC ? (uint8_t)category[inner] : (uint8_t)CATEGORY_SPECIAL;
	spans_add(&spans, a, s, 1000);
	clues_add(&c, book, &spans, a);
	return c;
}

TEST(a_clue_rule_goes_before_the_category_where_it_covers_it)
{
	struct clues c = two(TOWN, 0, 9, LOC, 2, 6);

	assert_int_equal(c.weight[CLUE_PLACE], 1);
	c = two(NOT_THIS, 0, 9, ORG, 0, 9);
	assert_int_equal(c.weight[CLUE_WORKPLACE], 0);
	assert_int_equal(c.rules, 0);
	c = two(TOWN, 0, 4, LOC, 2, 6); /* only a part of it */
	assert_int_equal(c.weight[CLUE_PLACE], 2);
}

TEST(a_place_in_the_name_of_a_workplace_is_not_said_twice)
{
	struct clues c = two(ORG, 0, 20, LOC, 10, 20);

	assert_int_equal(c.weight[CLUE_WORKPLACE], 1);
	assert_int_equal(c.weight[CLUE_PLACE], 0);
	c = two(ORG, 0, 20, LOC, 25, 30);
	assert_int_equal(c.weight[CLUE_PLACE], 2);
}

TEST(one_stretch_is_one_clue_of_its_kind)
{
	assert_int_equal(two(JOB, 0, 9, JOB_RARE, 4, 20).second[CLUE_JOB], 0);
	assert_int_equal(two(JOB, 0, 9, JOB_RARE, 10, 20).second[CLUE_JOB], 2);
	assert_int_equal(two(JOB, 0, 9, JOB, 10, 20).second[CLUE_JOB], 0);
}

TEST(a_doubtful_place_tells_less)
{
	struct clues c = { .rules = 0 };
	struct spans spans = { .len = 0 };
	struct span s = { .to = 4, .rule = LOC, .category = CATEGORY_LOC, .score = 45 };

	spans_add(&spans, a, s, 10);
	clues_add(&c, book, &spans, a);
	assert_int_equal(c.weight[CLUE_PLACE], 1);
}

TEST(a_professional_who_speaks_of_a_client_is_listed_at_one_clue)
{
	static const int enough[] = { ORG, AGE, EVENT };
	struct record_clues r;
	struct clues c;
	size_t i;

	for (i = 0; i < 3; i++) {
		c = TURN(enough[i], CLIENT);
		assert_true(clues_point(&c, true, &r));
		assert_false(clues_point(&c, false, &r));
		assert_int_equal(r.count, 1); /* the client is no clue */
		assert_int_equal(r.rules, 1);
		c = TURN(enough[i]);
		assert_false(clues_point(&c, true, &r));
		clues_add_client(&c);
		assert_true(clues_point(&c, true, &r));
	}
	c = TURN(CLIENT, HEALTH_COMMON);
	assert_false(clues_point(&c, true, &r));
	c = TURN(CLIENT, LOC);
	assert_false(clues_point(&c, true, &r));
}

TEST(the_record_says_kinds_and_rules_and_is_believed)
{
	const struct record_bounds bounds = { rulebook_count(book), 1, 0, 0 };
	struct clues c = TURN(JOB, AGE, AGE, LOC);
	struct record_clues r;

	assert_true(clues_point(&c, false, &r));
	assert_int_equal(r.kinds, 1u << CLUE_JOB | 1u << CLUE_TIME | 1u << CLUE_PLACE);
	assert_int_equal(r.count, 3);
	assert_int_equal(r.weight, 5);
	assert_int_equal(r.rules, 3);
	r.line = 7;
	assert_true(record_fits(RECORD_CLUES, &r, sizeof r, &bounds));
	assert_false(record_fits(RECORD_CLUES, &r, sizeof r - 1, &bounds));
	r.count = 2;
	assert_false(record_fits(RECORD_CLUES, &r, sizeof r, &bounds));
	r.count = 3, r.weight = 10;
	assert_false(record_fits(RECORD_CLUES, &r, sizeof r, &bounds));
	r.weight = 5, r.rule[2] = (uint32_t)rulebook_count(book);
	assert_false(record_fits(RECORD_CLUES, &r, sizeof r, &bounds));
	r.rules = RECORD_RULES + 1;
	assert_false(record_fits(RECORD_CLUES, &r, sizeof r, &bounds));
	r.rules = 0, r.kinds |= 1u << CLUE_CLIENT, r.count = 4;
	assert_false(record_fits(RECORD_CLUES, &r, sizeof r, &bounds));
}

TEST(most_clues_come_first_then_the_heaviest_then_by_line)
{
	const struct record_clues few = { .count = 1, .weight = 3, .line = 1 },
				  many = { .count = 3, .weight = 4, .line = 9 },
				  heavy = { .count = 3, .weight = 6, .line = 12 },
				  later = { .count = 3, .weight = 6, .line = 15 };

	assert_true(clues_compare(&many, &few) < 0);
	assert_true(clues_compare(&few, &many) > 0);
	assert_true(clues_compare(&heavy, &many) < 0);
	assert_true(clues_compare(&heavy, &later) < 0);
	assert_true(clues_compare(&later, &heavy) > 0);
	assert_int_equal(clues_compare(&heavy, &heavy), 0);
}

TEST(rules_beyond_what_a_record_holds_still_weigh)
{
	struct clues c = { .rules = RECORD_RULES };
	struct spans spans = { .len = 0 };
	struct span s = {
		.to = 4, .rule = JOB_RARE, .category = CATEGORY_SPECIAL, .score = 60
	};
	size_t i;

	for (i = 0; i < RECORD_RULES; i++)
		c.rule[i] = LOC;
	spans_add(&spans, a, s, 10);
	clues_add(&c, book, &spans, a);
	assert_int_equal(c.rules, RECORD_RULES);
	assert_int_equal(c.weight[CLUE_JOB], 3);
}

UNIT(cmocka_unit_test_setup_teardown(
	 one_clue_that_others_share_points_to_nobody, setup, teardown),
    cmocka_unit_test_setup_teardown(
	what_few_share_and_anything_else_points_to_one, setup, teardown),
    cmocka_unit_test_setup_teardown(
	what_all_talk_is_made_of_does_not_unless_there_is_much_of_it, setup, teardown),
    cmocka_unit_test_setup_teardown(
	what_hardly_anybody_shares_is_enough, setup, teardown),
    cmocka_unit_test_setup_teardown(
	a_clue_rule_goes_before_the_category_where_it_covers_it, setup, teardown),
    cmocka_unit_test_setup_teardown(
	a_place_in_the_name_of_a_workplace_is_not_said_twice, setup, teardown),
    cmocka_unit_test_setup_teardown(
	one_stretch_is_one_clue_of_its_kind, setup, teardown),
    cmocka_unit_test_setup_teardown(a_doubtful_place_tells_less, setup, teardown),
    cmocka_unit_test_setup_teardown(
	a_professional_who_speaks_of_a_client_is_listed_at_one_clue, setup, teardown),
    cmocka_unit_test_setup_teardown(
	the_record_says_kinds_and_rules_and_is_believed, setup, teardown),
    cmocka_unit_test_setup_teardown(
	most_clues_come_first_then_the_heaviest_then_by_line, setup, teardown),
    cmocka_unit_test_setup_teardown(
	rules_beyond_what_a_record_holds_still_weigh, setup, teardown))
