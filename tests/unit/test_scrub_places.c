#include "scrub/places.h"

#include "base/arena.h"
#include "unit.h"

TEST(a_place_of_the_copy_is_found_in_the_original)
{
	struct arena *a = arena_new();
	struct places *p = places_new(a);
	uint64_t at;

	for (at = 0; at < 5; at++)
		assert_int_equal(places_original(p, at), at);
	places_add(p, 10, 14, 3);  /* shorter: the copy's 10..13 */
	places_add(p, 20, 22, 10); /* longer: 19..29 */
	places_add(p, 22, 25, 2);  /* beside it: 29..31 */
	assert_int_equal(places_original(p, 9), 9);
	assert_int_equal(places_original(p, 10), 10);
	assert_int_equal(places_original(p, 12), 10);
	assert_int_equal(places_original(p, 13), 14);
	assert_int_equal(places_original(p, 18), 19);
	assert_int_equal(places_original(p, 19), 20);
	assert_int_equal(places_original(p, 28), 20);
	assert_int_equal(places_original(p, 29), 22);
	assert_int_equal(places_original(p, 31), 25);
	assert_int_equal(places_original(p, 100), 94);
	arena_free(a);
}

UNIT(cmocka_unit_test(a_place_of_the_copy_is_found_in_the_original))
