#include "scrub/places.h"

#include "base/arena.h"
#include "unit.h"

TEST(a_kept_place_of_the_copy_is_found_in_the_original)
{
	struct arena *a = arena_new();
	struct places *p = places_new(a);
	const struct kept one = { 100, 104, 90, 94 }, other = { 100, 104, 70, 74 };
	uint64_t at = 90, end = 94;

	assert_false(places_original(p, "", &at, &end));
	places_add(p, "", &one);
	places_add(p, "word/header1.xml", &other);
	assert_true(places_original(p, "", &at, &end));
	assert_int_equal(at, 100);
	assert_int_equal(end, 104);
	assert_false(places_original(p, "", &at, &end));
	at = 70;
	end = 74;
	assert_false(places_original(p, "", &at, &end));
	assert_true(places_original(p, "word/header1.xml", &at, &end));
	at = 90;
	end = 95;
	assert_false(places_original(p, "", &at, &end));
	assert_int_equal(end, 95);
	arena_free(a);
}

UNIT(cmocka_unit_test(a_kept_place_of_the_copy_is_found_in_the_original))
