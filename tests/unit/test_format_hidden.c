#include "unit.h"

#include "base/bytes.h"
#include "format/format.h"
#include "format/hidden.h"

/* What people are told of files stands in the messages. */
#define MESSAGE(id, english, norwegian) { id, english, norwegian },
static const struct {
	const char *id, *english, *norwegian;
} messages[] = {
#include "cmd/messages/format.def"
#include "cmd/messages/hidden.def"
};
#undef MESSAGE

enum { MESSAGES = sizeof messages / sizeof messages[0] };

static size_t
message(const char *id)
{
	size_t i = 0;

	while (i < MESSAGES && strcmp(messages[i].id, id) != 0)
		i++;
	return i;
}

/* "{1:one|several}", all of it; how many stands first in both, or is not said. */
static void
is_in_two_numbers(const char *text)
{
	const char *bar = strchr(text, '|'), *one = text + strlen("{1:"), *c;

	assert_memory_equal(text, "{1:", strlen("{1:"));
	assert_int_equal(text[strlen(text) - 1], '}');
	assert_non_null(bar);
	assert_null(strchr(bar + 1, '|'));
	for (c = one; (c = strchr(c, '{')) != NULL; c++)
		assert_true(c == one || c == bar + 1);
	assert_int_equal(one[0] == '{', bar[1] == '{');
}

TEST(all_that_may_hide_has_a_name_and_words)
{
	enum hidden h, k;
	size_t i;

	assert_string_equal(hidden_name(HIDDEN_NONE), "none");
	assert_string_equal(hidden_name(HIDDEN_DELETED), "deleted");
	for (h = HIDDEN_NONE + 1; h < HIDDENS; h++) {
		i = message(hidden_said(h));
		assert_true(i < MESSAGES);
		is_in_two_numbers(messages[i].english);
		is_in_two_numbers(messages[i].norwegian);
		for (k = 0; k < h; k++)
			assert_string_not_equal(hidden_name(h), hidden_name(k));
	}
}

TEST(what_stays_is_told_from_what_is_taken_out)
{
	assert_true(hidden_stays(HIDDEN_LABEL));
	assert_false(hidden_stays(HIDDEN_DELETED));
	assert_false(hidden_stays(HIDDEN_UNKNOWN));
}

TEST(every_format_is_called_by_its_name)
{
	size_t i;

	for (i = 0; formats[i] != NULL; i++) {
		assert_non_null(formats[i]->said);
		assert_true(message(formats[i]->said) < MESSAGES);
	}
}

UNIT(cmocka_unit_test(all_that_may_hide_has_a_name_and_words),
    cmocka_unit_test(what_stays_is_told_from_what_is_taken_out),
    cmocka_unit_test(every_format_is_called_by_its_name))
