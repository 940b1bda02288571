#include "scrub/expression.h"

#include <stdio.h>

#include "base/arena.h"
#include "people/names.h"
#include "text/near.h"
#include "text/span.h"
#include "unit.h"

static struct arena *a;
static struct gathering *g;
static struct expressions all;

/* Person 2 is called Solveig. */
static const struct near *
near_names(void)
{
	struct near *near = near_new(a);

	near_add(near, bytes_of("Solveig"), name_value(NAME_GIVEN, 2));
	return near;
}

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	g = gathering_new(a, near_names());
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static struct record_mention
mention(const char *text)
{
	struct record_mention m = { .start = 3,
		.end = 9,
		.line = 1,
		.turn = 1,
		.category = CATEGORY_PER,
		.rule = 4,
		.score = 80,
		.person = RECORD_NOBODY,
		.code = "[[person 1]]",
		.before = "hos ",
		.after = " i dag" };

	snprintf(m.text, sizeof m.text, "%s", text);
	return m;
}

static void
add(const char *meeting, struct record_mention m)
{
	gathering_add(g, meeting, &m);
}

static struct record_mention
doubt(const char *text)
{
	struct record_mention m = mention(text);

	m.doubt = 1;
	m.rule = 7;
	return m;
}

static struct record_mention
participant(const char *text, uint32_t person)
{
	struct record_mention m = mention(text);

	m.person = person;
	m.of_people = 1;
	snprintf(m.code, sizeof m.code, "SW%u", person);
	return m;
}

static struct record_mention
entity(const char *text, uint32_t number)
{
	struct record_mention m = mention(text);

	m.entity = number;
	return m;
}

static void
spells(const struct expression *e, const char *want)
{
	char got[200] = "";
	size_t i;

	for (i = 0; i < e->spellings; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s",
		    i ? " | " : "", (int)e->spelling[i].text.len,
		    (const char *)e->spelling[i].text.at);
	assert_string_equal(got, want);
}

TEST(spellings_that_read_the_same_are_one_expression)
{
	add("M1", mention("Gunnvår"));
	add("M2", mention("GUNNVAAR"));
	add("M2", mention("Gunnvår"));
	add("M2", mention("Gunnvårs"));
	gathering_close(g, &all);
	assert_int_equal(all.len, 1);
	spells(&all.at[0], "Gunnvår | GUNNVAAR | Gunnvårs");
	assert_int_equal(all.at[0].places, 4);
	assert_int_equal(all.at[0].meetings, 2);
	assert_int_equal(all.at[0].section, EXPRESSION_SURE);
	assert_true(bytes_are(all.at[0].code, "[[person 1]]"));
}

TEST(a_letter_more_is_the_same_person_if_it_is_no_first_one_and_the_name_long)
{
	add("M1", mention("Solvei"));
	add("M1", mention("Solveig"));
	add("M1", mention("Solveigs"));
	add("M1", mention("Torunn"));
	add("M1", mention("Jorunn"));
	add("M1", mention("Kari"));
	add("M1", mention("Karin"));
	gathering_close(g, &all);
	assert_int_equal(all.len, 5);
	spells(&all.at[0], "Solvei | Solveig | Solveigs");
}

TEST(one_name_of_a_document_is_one_expression_of_all)
{
	add("M1", entity("Roy Haugland", 5));
	add("M1", entity("Roy", 5));
	add("M2", entity("Roy", 2));
	add("M2", entity("Haugland", 2));
	add("M2", entity("Moe", 5));
	gathering_close(g, &all);
	assert_int_equal(all.len, 2);
	spells(&all.at[0], "Roy | Haugland | Roy Haugland");
}

TEST(what_is_found_as_something_else_is_another_expression)
{
	struct record_mention m = mention("Lund");

	m.category = CATEGORY_LOC;
	add("M1", m);
	add("M1", mention("Lund"));
	gathering_close(g, &all);
	assert_int_equal(all.len, 2);
	assert_int_equal(all.at[0].category, CATEGORY_PER);
	assert_int_equal(all.at[1].category, CATEGORY_LOC);
}

TEST(a_participant_is_one_expression_and_comes_after_others)
{
	add("M1", participant("Kari", 3));
	add("M1", participant("Nordli", 3));
	add("M1", participant("Kari", 4));
	add("M1", mention("Kari"));
	gathering_close(g, &all);
	assert_int_equal(all.len, 3);
	assert_false(all.at[0].participant);
	assert_true(all.at[1].participant);
	assert_int_equal(all.at[1].person, 3);
	spells(&all.at[1], "Kari | Nordli");
	assert_true(bytes_are(all.at[1].code, "SW3"));
}

TEST(doubts_come_first_and_say_their_rule)
{
	add("M1", mention("Berit"));
	add("M1", mention("Berit"));
	add("M1", mention("Garn"));
	add("M2", doubt("Garn"));
	gathering_close(g, &all);
	assert_int_equal(all.len, 2);
	spells(&all.at[0], "Garn");
	assert_int_equal(all.at[0].section, EXPRESSION_DOUBT);
	assert_int_equal(all.at[0].doubts, 1);
	assert_int_equal(all.at[0].rule, 7);
	assert_int_equal(all.at[1].rule, 4);
}

TEST(a_word_that_may_be_a_name_is_decided_place_by_place)
{
	struct record_mention m = doubt("Per");

	m.of_people = 1;
	add("M1", m);
	m = doubt("Liv");
	m.ordinary = 1;
	add("M2", m);
	m.doubt = 0;
	m.kept = m.at_place = m.decided = 1;
	m.code[0] = '\0';
	add("M2", m);
	gathering_close(g, &all);
	assert_int_equal(all.len, 0);
	assert_int_equal(all.places, 3);
	assert_string_equal(all.place[1].meeting, "M2");
	assert_string_equal(all.place[1].mention->text, "Liv");
}

TEST(a_name_like_a_participants_comes_first)
{
	add("M1", mention("Berit"));
	add("M1", mention("Berit"));
	add("M1", mention("Solvei"));
	gathering_close(g, &all);
	spells(&all.at[0], "Solvei");
	assert_int_equal(all.at[0].like, 2);
	assert_int_equal(all.at[1].like, RECORD_NOBODY);
}

TEST(what_was_decided_comes_last)
{
	struct record_mention m = mention("Arna");

	m.kept = m.decided = 1;
	m.code[0] = '\0';
	add("M1", m);
	add("M1", mention("Berit"));
	gathering_close(g, &all);
	spells(&all.at[0], "Berit");
	assert_int_equal(all.at[1].section, EXPRESSION_DECIDED);
	assert_true(all.at[1].kept);
}

TEST(contexts_are_of_several_meetings)
{
	add("M1", mention("Berit"));
	add("M1", mention("Berit"));
	add("M1", mention("Berit"));
	add("M2", mention("Berit"));
	gathering_close(g, &all);
	assert_int_equal(all.at[0].contexts, EXPRESSION_CONTEXTS);
	assert_string_equal(all.at[0].context[0].meeting, "M1");
	assert_string_equal(all.at[0].context[1].meeting, "M2");
	assert_true(bytes_are(all.at[0].context[1].before, "hos "));
}

TEST(what_cannot_be_decided_about_is_counted)
{
	struct record_mention m = doubt("a long one");

	m.cut = 1;
	add("M1", m);
	add("M1", doubt("Ola | Kari"));
	add("M1", mention("Ola | Kari"));
	gathering_close(g, &all);
	assert_int_equal(all.len, 0);
	assert_int_equal(all.left_out, 2);
}

TEST(turns_of_lowest_rank_are_drawn_and_stand_in_order)
{
	struct record_turn t = { .line = 1, .text = "Ja, det er det nok." };
	size_t i;

	for (i = 0; i < 200; i++) {
		t.turn = 1 + i % 100;
		snprintf(t.rank, sizeof t.rank, "%016zx", (i * 77) % 200);
		gathering_turn(g, i < 100 ? "M1" : "M2", &t);
	}
	gathering_close(g, &all);
	assert_int_equal(all.turns, SAMPLE_TURNS);
	for (i = 0; i < all.turns; i++) {
		assert_true(strcmp(all.turn[i].turn.rank, "000000000000001e") < 0);
		if (i == 0)
			continue;
		assert_true(strcmp(all.turn[i - 1].meeting, all.turn[i].meeting) <= 0);
		if (strcmp(all.turn[i - 1].meeting, all.turn[i].meeting) == 0)
			assert_true(all.turn[i - 1].turn.turn < all.turn[i].turn.turn);
	}
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(spellings_that_read_the_same_are_one_expression),
    WITH(a_letter_more_is_the_same_person_if_it_is_no_first_one_and_the_name_long),
    WITH(one_name_of_a_document_is_one_expression_of_all),
    WITH(what_is_found_as_something_else_is_another_expression),
    WITH(a_participant_is_one_expression_and_comes_after_others),
    WITH(doubts_come_first_and_say_their_rule),
    WITH(a_word_that_may_be_a_name_is_decided_place_by_place),
    WITH(a_name_like_a_participants_comes_first), WITH(what_was_decided_comes_last),
    WITH(contexts_are_of_several_meetings),
    WITH(what_cannot_be_decided_about_is_counted),
    WITH(turns_of_lowest_rank_are_drawn_and_stand_in_order))
