#include "unit.h"

#include "base/arena.h"

TEST(gives_zeroed_memory_aligned_for_anything)
{
	struct arena *a = arena_new();
	const unsigned char *at;
	size_t size, i;

	for (size = 0; size < 300; size++) {
		at = arena_get(a, size, 1);
		assert_non_null(at);
		assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
		for (i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
	}
	arena_free(a);
}

TEST(zeroes_what_was_used_before_it_was_cleared)
{
	struct arena *a = arena_new();
	unsigned char *at = arena_get(a, 100, 1);
	size_t i;

	memset(at, 'x', 100);
	arena_clear(a);
	at = arena_get(a, 100, 1);
	for (i = 0; i < 100; i++)
		assert_int_equal(at[i], 0);
	arena_free(a);
}

TEST(gives_more_than_a_block_holds)
{
	struct arena *a = arena_new();
	unsigned char *large = arena_get(a, 1 << 20, 1), *small = arena_get(a, 8, 1);

	memset(large, 1, 1 << 20);
	memset(small, 2, 8);
	assert_int_equal(large[(1 << 20) - 1], 1);
	arena_clear(a);
	arena_free(a);
}

TEST(grows_an_array_and_leaves_the_old_one_readable)
{
	struct arena *a = arena_new();
	uint32_t *array = NULL, *first;
	size_t cap = 0, i;

	array = first = arena_grow(a, array, 0, &cap, sizeof *array);
	array[0] = 7;
	for (i = 1; i < 1000; i++) {
		array = arena_grow(a, array, i, &cap, sizeof *array);
		array[i] = (uint32_t)i;
	}
	assert_true(cap >= 1000);
	assert_int_equal(array[0], 7);
	assert_int_equal(array[999], 999);
	assert_int_equal(first[0], 7);
	arena_free(a);
}

TEST(copies_text_with_a_nul_behind_it)
{
	struct arena *a = arena_new();
	struct bytes copy = arena_bytes(a, bytes_of("abc"));

	assert_true(bytes_are(copy, "abc"));
	assert_int_equal(copy.at[3], '\0');
	assert_string_equal(arena_text(a, bytes_of(NULL)), "");
	assert_string_equal(arena_printf(a, "%s-%d", "M05", 2), "M05-2");
	arena_free(a);
}

TEST(frees_nothing_twice)
{
	arena_free(NULL);
}

UNIT(cmocka_unit_test(gives_zeroed_memory_aligned_for_anything),
    cmocka_unit_test(zeroes_what_was_used_before_it_was_cleared),
    cmocka_unit_test(gives_more_than_a_block_holds),
    cmocka_unit_test(grows_an_array_and_leaves_the_old_one_readable),
    cmocka_unit_test(copies_text_with_a_nul_behind_it),
    cmocka_unit_test(frees_nothing_twice))
