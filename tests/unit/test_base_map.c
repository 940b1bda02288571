#include "unit.h"

#include "base/arena.h"
#include "base/map.h"

TEST(hashes_as_fnv_1a_does)
{
	/* from the authors' list of test vectors */
	assert_true(hash_bytes(bytes_of("")) == UINT64_C(0xcbf29ce484222325));
	assert_true(hash_bytes(bytes_of("a")) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(hash_bytes(bytes_of("foobar")) == UINT64_C(0x85944171f73967e8));
}

TEST(finds_what_was_put_and_nothing_else)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	char key[32];
	uint32_t i;
	int added;

	for (i = 0; i < 20000; i++) {
		snprintf(key, sizeof key, "key %u", i);
		assert_int_equal(*map_put(m, bytes_of(key), i, &added), i);
		assert_true(added);
	}
	assert_int_equal(map_count(m), 20000);
	for (i = 0; i < 20000; i++) {
		snprintf(key, sizeof key, "key %u", i);
		assert_non_null(map_get(m, bytes_of(key)));
		assert_int_equal(*map_get(m, bytes_of(key)), i);
	}
	assert_null(map_get(m, bytes_of("key 20000")));
	assert_null(map_get(m, bytes_of("")));
	arena_free(a);
}

TEST(keeps_the_first_value_of_a_key)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	int added;

	map_put(m, bytes_of("x"), 1, NULL);
	assert_int_equal(*map_put(m, bytes_of("x"), 2, &added), 1);
	assert_false(added);
	*map_put(m, bytes_of("x"), 2, NULL) = 3;
	assert_int_equal(*map_get(m, bytes_of("x")), 3);
	assert_int_equal(map_count(m), 1);
	arena_free(a);
}

TEST(copies_its_keys)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	char key[] = "Kari";

	map_put(m, bytes_of(key), 5, NULL);
	key[0] = 'M';
	assert_null(map_get(m, bytes_of(key)));
	assert_non_null(map_get(m, bytes_of("Kari")));
	arena_free(a);
}

TEST(takes_the_empty_key_and_one_with_nul)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	struct bytes nul = { (const unsigned char *)"a\0b", 3 };

	map_put(m, bytes_of(NULL), 1, NULL);
	map_put(m, nul, 2, NULL);
	assert_int_equal(*map_get(m, bytes_of("")), 1);
	assert_int_equal(*map_get(m, nul), 2);
	assert_null(map_get(m, bytes_of("a")));
	arena_free(a);
}

UNIT(cmocka_unit_test(hashes_as_fnv_1a_does),
    cmocka_unit_test(finds_what_was_put_and_nothing_else),
    cmocka_unit_test(keeps_the_first_value_of_a_key), cmocka_unit_test(copies_its_keys),
    cmocka_unit_test(takes_the_empty_key_and_one_with_nul))
