#include "unit.h"

#include "base/buf.h"

TEST(grows_at_the_end)
{
	struct buf b = { 0 };
	int i;

	for (i = 0; i < 1000; i++)
		buf_text(&b, "abc");
	buf_byte(&b, '\0');
	buf_add(&b, (struct bytes){ NULL, 0 });
	assert_int_equal(buf_bytes(&b).len, 3001);
	assert_memory_equal(b.at + 2997, "abc", 4);
	buf_free(&b);
	assert_null(b.at);
	buf_free(&b);
}

TEST(prints_as_printf_does)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s", "");
	assert_int_equal(b.len, 0);
	buf_printf(&b, "%d;%s", 12, "x");
	assert_true(bytes_are(buf_bytes(&b), "12;x"));
	buf_free(&b);
}

TEST(keeps_its_memory_when_cleared)
{
	struct buf b = { 0 };
	size_t cap;

	memset(buf_room(&b, 5000), 'x', 5000);
	b.len += 5000;
	cap = b.cap;
	buf_clear(&b);
	assert_int_equal(b.len, 0);
	assert_int_equal(b.cap, cap);
	buf_text(&b, "y");
	assert_true(bytes_are(buf_bytes(&b), "y"));
	buf_free(&b);
}

UNIT(cmocka_unit_test(grows_at_the_end), cmocka_unit_test(prints_as_printf_does),
    cmocka_unit_test(keeps_its_memory_when_cleared))
