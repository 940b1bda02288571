#include "unit.h"

#include "base/arena.h"
#include "text/near.h"

static struct arena *arena;
static struct near *near;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	near = near_new(arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The value near the word; -1: none. */
static int
found(const char *word)
{
	uint32_t value;

	return near_find(near, bytes_of(word), &value) ? (int)value : -1;
}

TEST(finds_one_edit_of_each_kind)
{
	near_add(near, bytes_of("Solveig"), 7);
	assert_int_equal(found("Solvei"), 7);
	assert_int_equal(found("Solveigg"), 7);
	assert_int_equal(found("Solvaig"), 7);
	assert_int_equal(found("Slove\xC3\xADg"), 7);
	assert_int_equal(found("olveig"), 7);
	assert_int_equal(found("Xolveig"), 7);
	assert_int_equal(found("ASolveig"), 7);
}

TEST(does_not_find_the_word_itself_or_two_edits)
{
	near_add(near, bytes_of("Solveig"), 7);
	assert_int_equal(found("SOLVEIG"), -1);
	assert_int_equal(found("Solvi"), -1);
	assert_int_equal(found("Svoleig"), -1);
	assert_int_equal(found("Salvaig"), -1);
	assert_int_equal(found("gievlos"), -1);
	assert_int_equal(found(""), -1);
}

TEST(takes_letters_by_their_skeleton)
{
	near_add(near, bytes_of("Håkonsen"), 1);
	assert_int_equal(found("Haakonsen"), -1);
	assert_int_equal(found("Hakonsen"), 1);
	assert_int_equal(found("Haakonsn"), 1);
}

TEST(leaves_short_words_alone)
{
	near_add(near, bytes_of("Kari"), 1);
	near_add(near, bytes_of("Maren"), 2);
	assert_int_equal(found("Karin"), -1);
	assert_int_equal(found("Mare"), 2);
	assert_int_equal(found("Mar"), -1);
}

TEST(says_the_smallest_value)
{
	near_add(near, bytes_of("Martin"), 9);
	near_add(near, bytes_of("Marton"), 4);
	near_add(near, bytes_of("Martan"), 6);
	assert_int_equal(found("Marten"), 4);
	assert_int_equal(found("Martin"), 4);
}

TEST(finds_every_word_of_many)
{
	char word[24];
	unsigned i;

	for (i = 0; i < 3000; i++) {
		snprintf(word, sizeof word, "navnet%07u", i * 1009);
		near_add(near, bytes_of(word), i);
	}
	for (i = 0; i < 3000; i++) {
		snprintf(word, sizeof word, "navet%07u", i * 1009);
		assert_int_equal(found(word), (int)i);
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(finds_one_edit_of_each_kind), T(does_not_find_the_word_itself_or_two_edits),
    T(takes_letters_by_their_skeleton), T(leaves_short_words_alone),
    T(says_the_smallest_value), T(finds_every_word_of_many))
