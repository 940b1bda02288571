#include "unit.h"

#include "base/arena.h"
#include "format/format.h"
#include "format/moves.h"

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

TEST(nothing_moves_where_nothing_was_exchanged)
{
	struct moves *m = moves_new(arena);

	assert_int_equal(moves_start(NULL, 7), 7);
	assert_int_equal(moves_end(NULL, 7), 7);
	assert_int_equal(moves_start(m, 7), 7);
	moves_add(m, 10, 12, 5);
	assert_int_equal(moves_end(m, 10), 10);
	assert_int_equal(moves_start(m, 10), 10);
	moves_clear(m);
	assert_int_equal(moves_start(m, 100), 100);
}

TEST(places_inside_go_to_the_start_or_the_end)
{
	struct moves *m = moves_new(arena);

	moves_add(m, 2, 6, 3);
	moves_add(m, 6, 8, 0);
	assert_int_equal(moves_start(m, 3), 2);
	assert_int_equal(moves_end(m, 3), 5);
	assert_int_equal(moves_start(m, 6), 5);
	assert_int_equal(moves_end(m, 6), 5);
	assert_int_equal(moves_start(m, 7), 5);
	assert_int_equal(moves_end(m, 7), 5);
	assert_int_equal(moves_start(m, 8), 5);
	assert_int_equal(moves_end(m, 9), 6);
}

TEST(characters_are_counted_and_not_bytes)
{
	const struct exchange e[] = { { 0, 3, bytes_of("\xC3\xA6\xC3\xB8") },
		{ 8, 9, bytes_of("T44") } };
	struct utterance u = { .text = bytes_of("\xE2\x80\x9C\xF0\x9F\x98\x80xy"),
		.exchanged = e,
		.exchanges = 2 };
	struct moves *m = moves_new(arena);

	/* four characters, of which the first and the last were exchanged */
	moves_learn(m, 10, &u);
	assert_int_equal(moves_start(m, 11), 12);
	assert_int_equal(moves_start(m, 12), 13);
	assert_int_equal(moves_start(m, 13), 14);
	assert_int_equal(moves_end(m, 14), 17);
}

/* Exchange stretches of a text at random; whatever is selected in it says, in the text
 * that came of it, what it said before, with the exchanged stretches that it touches. */
TEST(selections_keep_what_they_say)
{
	enum { LEN = 400 };
	char now[4 * LEN + 1], expected[4 * LEN + 1];
	unsigned seed = 7, round, i, k, len, from, to;
	unsigned char piece[LEN]; /* the number of the stretch, 0: none */
	unsigned start[LEN], width[LEN];

	for (round = 0; round < 300; round++) {
		struct moves *m = moves_new(arena);
		size_t n = 0, stretch = 0;

		for (i = 0; i < LEN;) {
			seed = seed * 1103515245 + 12345;
			len = 1 + (seed >> 16) % 9;
			len = i + len > LEN ? LEN - i : len;
			if ((seed >> 8) % 3 == 0 && stretch < 250) {
				stretch++;
				start[stretch] = (unsigned)n;
				width[stretch] = (seed >> 20) % 6;
				moves_add(m, i, i + len, width[stretch]);
				memset(piece + i, (int)stretch, len);
				memset(
				    now + n, 'A' + (int)(stretch % 26), width[stretch]);
				n += width[stretch];
			} else {
				memset(piece + i, 0, len);
				for (k = 0; k < len; k++)
					now[n++] = (char)('a' + (i + k) % 26);
			}
			i += len;
		}
		for (k = 0; k < 100; k++) {
			seed = seed * 1103515245 + 12345;
			from = (seed >> 8) % LEN;
			seed = seed * 1103515245 + 12345;
			to = from + 1 + (seed >> 8) % (LEN - from);
			len = 0;
			for (i = from; i < to; i++) {
				if (piece[i] == 0) {
					expected[len++] = (char)('a' + i % 26);
				} else if (i == from || piece[i] != piece[i - 1]) {
					memcpy(expected + len, now + start[piece[i]],
					    width[piece[i]]);
					len += width[piece[i]];
				}
			}
			assert_int_equal(moves_end(m, to) - moves_start(m, from), len);
			assert_memory_equal(now + moves_start(m, from), expected, len);
		}
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(nothing_moves_where_nothing_was_exchanged),
    T(places_inside_go_to_the_start_or_the_end),
    T(characters_are_counted_and_not_bytes), T(selections_keep_what_they_say))
