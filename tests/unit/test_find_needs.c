#include "find/needs.h"

#include "base/arena.h"
#include "find/pattern_needs.h"
#include "unit.h"

/* The needs of a pattern, sorted as they come, with | between; "" for none told. */
static const char *
needs_text(const char *pattern)
{
	static struct need_set set;
	static char text[1024];
	size_t i, len = 0;

	if (!pattern_needs(pattern, &set))
		return "";
	for (i = 0; i < set.len; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s%.*s",
		    i ? "|" : "", set.at[i].len, (const char *)set.at[i].text);
	return text;
}

static bool
is_allowed(
    const struct needs *n, struct arena *a, size_t rule, const char *text, size_t at)
{
	struct needed *d = needs_mark(n, bytes_of(text), a);

	return needs_allowed(d, at)->bit[rule / 64] >> rule % 64 & 1;
}

TEST(reads_off_what_a_pattern_needs)
{
	static const char *const rows[][2] = {
		{ "skole", "skole" },
		{ "Skole(?:n|r)?", "skole" },
		{ "(?i)(?:skole|barnehage)n?", "skole|barnehage" },
		{ "(?<x>skole)\\b", "skole" },
		{ "(?:skole)?", "" },
		{ "(?:skole)*x", "" },
		{ "(?:skole)+", "skole" },
		{ "(?:skole){2,3}", "skole" },
		{ "(?:skole){0,3}", "" },
		{ "skolx?e", "skol" },
		{ "skol+e", "skol" },
		{ "\\d{4}", "0" },
		{ "[0-9]+ x", "0" },
		{ "[0-9a-f]+", "" },
		{ "[-]", "" },
		{ "\\w+ (?:gata|vei) \\d+", "0" },
		{ "(?!skole)x", "" },
		{ "(?<=skole)x", "" },
		{ "(?=skole)x", "" },
		{ "skole|\\w", "" },
		{ "a@b", "a@b" },
		{ "\\w+ ?@", "@" },
		{ "\\[at\\]", "[at]" },
		{ "sk\\x{f8}yt", "" },
		{ "skøyte", "sk\xc3\xb8yte" },
		{ "SKØYTE", "sk\xc3\xb8yte" },
		{ "(?x) skole", "" },
		{ "(?(1)skole|skole)", "" },
		{ "(?R)skole", "" },
		{ "\\Qskole\\E", "" },
		{ "[[:upper:]]skole", "skole" },
		{ "[]a]skole", "skole" },
		{ "[^]a]skole", "skole" },
		{ "\\p{Lu}skole", "skole" },
		{ "\\pLskole", "skole" },
		{ "sommerbarnehagene", "rbarnehagene" },
		{ "ab", "" },
		{ "skole)", "" },
		{ "(skole", "" },
		{ "", "" },
		{ "|skole", "" },
		{ "skole{x}", "skole{x}" },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strcmp(needs_text(rows[i][0]), rows[i][1]) != 0)
			print_error("%s: %s\n", rows[i][0], needs_text(rows[i][0]));
		assert_string_equal(needs_text(rows[i][0]), rows[i][1]);
	}
}

TEST(allows_a_rule_where_what_it_needs_follows)
{
	struct arena *a = arena_new();
	struct needs *n = needs_new(a);
	char far[2000];

	needs_add(n, 3, "(?i)\\w+ (?:skole|vei)\\b");
	needs_add(n, 70, "\\d\\d");
	needs_add(n, 71, "\\w+");
	assert_true(is_allowed(n, a, 3, "på Heia SKOLE", 0));
	assert_true(is_allowed(n, a, 3, "skole", 0));
	assert_true(is_allowed(n, a, 3, "en vei", 0));
	assert_false(is_allowed(n, a, 3, "en vegg og skol e", 0));
	assert_true(is_allowed(n, a, 3, "en \xc5\xbfkole", 0)); /* a long s */
	assert_true(is_allowed(n, a, 70, "nr 7", 0));
	assert_true(is_allowed(n, a, 70, "nr \xd9\xa3", 0)); /* a digit of Arabic */
	assert_false(is_allowed(n, a, 70, "nr", 0));
	assert_true(is_allowed(n, a, 71, "nr", 0));
	assert_true(is_allowed(n, a, 255, "", 0)); /* never added */
	memset(far, ' ', sizeof far - 1);
	far[sizeof far - 1] = '\0';
	memcpy(far + 1000, "skole", 5);
	assert_true(is_allowed(n, a, 3, far, 1000 - NEEDS_REACH + 10));
	assert_false(is_allowed(n, a, 3, far, 100));
	assert_false(is_allowed(n, a, 3, far, 1500));
	arena_free(a);
}

TEST(sees_what_lies_over_the_edge_of_a_block)
{
	struct arena *a = arena_new();
	struct needs *n = needs_new(a);
	char text[300];
	size_t at;

	needs_add(n, 0, "barnehage");
	needs_add(n, 1, "vei");
	for (at = 0; at < 280; at++) {
		memset(text, 'x', sizeof text);
		text[sizeof text - 1] = '\0';
		memcpy(text + at, "barnehage", 9);
		assert_true(is_allowed(n, a, 0, text, at));
		memcpy(text + at, "VEIxxxxxx", 9);
		assert_true(is_allowed(n, a, 1, text, at));
		assert_false(is_allowed(n, a, 0, text, at));
	}
	arena_free(a);
}

UNIT(cmocka_unit_test(reads_off_what_a_pattern_needs),
    cmocka_unit_test(allows_a_rule_where_what_it_needs_follows),
    cmocka_unit_test(sees_what_lies_over_the_edge_of_a_block))
