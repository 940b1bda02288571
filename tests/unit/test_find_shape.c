#include "find/shape.h"

#include "base/arena.h"
#include "base/fail.h"
#include "find/rule.h"
#include "unit.h"

enum { RULE = 70 }; /* in the second word of a mask */

static bool
is_allowed(const struct shapes *s, size_t rule, struct bytes text, size_t at)
{
	struct rule_mask one = { { 0 } }, allowed;

	rule_mask_add(&one, rule);
	shapes_allowed(s, text, at, &one, &allowed);
	return rule_mask_has(&allowed, rule);
}

/* Does a text with this pattern's rule look as if it could match at its start? */
static bool
allows(const char *pattern, const char *text)
{
	struct arena *a = arena_new();
	struct shapes *s = shapes_new(a);
	bool allowed;

	assert_true(shapes_add(s, RULE, pattern));
	allowed = is_allowed(s, RULE, bytes_of(text), 0);
	arena_free(a);
	return allowed;
}

TEST(tells_where_a_pattern_cannot_match)
{
	static const struct {
		const char *pattern, *text;
		bool allowed;
	} rows[] = {
		{ "skole", "skole", true },
		{ "skole", "skolen", true },
		{ "skole", "skog", false },
		{ "skole", "sko", false },
		{ "skole", "SKOLE", false },
		{ "(?i)skole", "SKOLE", true },
		{ "(?i:s)kole", "Skole", true },
		{ "(?i:s)kole", "SKOLE", false },
		{ "(?i)s(?-i)kole", "SKOLE", false },
		{ "(?i)\xc3\xb8re", "\xc3\x98RE", true },
		{ "(?i)ski", "\xc5\xbfki", true }, /* a long s */
		{ "\\d{11}", "12345678901", true },
		{ "\\d{11}", "019: Ja", false },
		{ "\\d{3} \\d{2}", "412 34", true },
		{ "\\d{3} \\d{2}", "412 kr", false },
		{ "\\d{3}(?!\\d)", "412", true },
		{ "\\d", "\xd9\xa3", true }, /* a digit of Arabic */
		{ "[0-9]", "\xd9\xa3", false },
		{ "[^a-z]x", "ax", false },
		{ "[^a-z]x", "Ax", true },
		{ "[^\\W\\d]x", "1x", false },
		{ "[]a]x", "]x", true },
		{ "\\p{Lu}\\pL+ \\p{Lu}", "Ola No", true },
		{ "\\p{Lu}\\pL+ \\p{Lu}", "Ola no", false },
		{ "[[:upper:]][[:lower:]]+(?: [[:upper:]][[:lower:]]+){1,3} skole",
		    "Nedre Lia skole", true },
		{ "[[:upper:]][[:lower:]]+(?: [[:upper:]][[:lower:]]+){1,3} skole",
		    "Nedre lia skole", false },
		{ "(?:bor|bur) (?:i|p\xc3\xa5) \\p{Lu}", "bor p\xc3\xa5 Lia", true },
		{ "(?:bor|bur) (?:i|p\xc3\xa5) \\p{Lu}", "bor ved Lia", false },
		{ "(?!Ja)\\w+", "Ja", true }, /* what looks round is left out */
		{ "(?<=x)y", "y", true },
		{ "(\\w)-\\1", "a-b", true }, /* so is what was read before */
		{ "a\\.b", "a.b", true },
		{ "a\\.b", "axb", false },
		{ "a.b",
		    "a\xe2\x82\xac"
		    "b",
		    true },
		{ "a?", "x", true },
		{ "", "", true },
		{ "a", "", false },
		{ "x|", "y", true },
		{ "(?(DEFINE)(?<no>a))(?!(?&no))b", "b", true },
		{ "(?(DEFINE)(?<no>a))(?!(?&no))b", "a", false },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (allows(rows[i].pattern, rows[i].text) != rows[i].allowed)
			print_error("%s: %s\n", rows[i].pattern, rows[i].text);
		assert_true(allows(rows[i].pattern, rows[i].text) == rows[i].allowed);
	}
}

TEST(allows_what_it_does_not_understand)
{
	static const char *const patterns[] = { "(?R)?a", "\\Qa\\E", "(?x) a",
		"\\x{61}", "(*ACCEPT)a", "(a", "a)", "[a", "(?(1)a|b)", "\\p{Greek}" };
	struct arena *a = arena_new();
	struct shapes *s = shapes_new(a);
	size_t i;

	for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		assert_false(shapes_add(s, i, patterns[i]));
		assert_true(is_allowed(s, i, bytes_of("zz"), 0));
	}
	assert_false(shapes_add(s, SHAPE_RULES, "a"));
	assert_true(is_allowed(s, 200, bytes_of("zz"), 0)); /* never added */
	arena_free(a);
}

TEST(keeps_rules_apart)
{
	struct rule_mask all, allowed;
	struct arena *a = arena_new();
	struct shapes *s = shapes_new(a);
	struct shape_begin begin;

	shapes_add(s, 3, "skole");
	shapes_add(s, 130, "vei \\d+");
	memset(&all, 0, sizeof all);
	rule_mask_add(&all, 3);
	rule_mask_add(&all, 130);
	shapes_allowed(s, bytes_of("en vei 7"), 3, &all, &allowed);
	assert_false(rule_mask_has(&allowed, 3));
	assert_true(rule_mask_has(&allowed, 130));
	shapes_begin_of(s, &all, &begin);
	assert_true(shapes_begin(&begin, bytes_of("ve"), 0));
	assert_true(shapes_begin(&begin, bytes_of("sko"), 0));
	assert_false(shapes_begin(&begin, bytes_of("sve"), 0));
	assert_false(shapes_begin(&begin, bytes_of("v"), 0));
	arena_free(a);
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* A text of pieces that the patterns below are made of. */
static struct bytes
random_text(uint32_t *seed, char *text)
{
	static const char *const pieces[] = { "a", "b", "A", "\xc3\xa5", "\xc3\x85",
		" ", " ", "1", "23", "-", ".", ", ", "\n", "skole", "Lia", "og", "i ",
		"(", "+47", "\xe2\x82\xac", "\xc5\xbf", "x", "@" };
	unsigned count = 1 + next_random(seed) % 8;

	text[0] = '\0';
	while (count-- > 0)
		strcat(
		    text, pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)]);
	return bytes_of(text);
}

/* PCRE2 is asked the same; where it matches, the shape has to allow. */
TEST(never_loses_a_match)
{
	static const char *const patterns[] = { "(?i)a+b?(?: [[:upper:]]\\w*){0,2}",
		"\\d{1,3}(?:[ .-]?\\d{1,2}){0,3}(?!\\d)", "(?:\\+47|\\()? ?\\d+",
		"[[:upper:]][\\pL.'-]*(?: (?:og|i) [[:upper:]]\\pL+| skole)",
		"[[:upper:]]\\pL*(?:,? (?i:og|i))? ?-?\\d?", "(?<=\\s)?\\w+ \\W?\\w",
		"[^a-z]{1,3}.", "(?i)[^A-F ]\xc3\xa5?", "\\S+@?\\S*",
		"(?:a|b|ab)*\\n?x", "(?i)sko(?:le)?\\.? ?\\b(?:Lia|\xc3\xa5)*", ".\\s.",
		"(\\w)\\W?\\1", "\\w{2,9}-?(?:skole|og)", "\\p{L}{17}",
		"(?:\\D{2}|\\d)\\w" };
	struct compiled c;
	struct fail f = { 0 };
	struct arena *a = arena_new();
	struct rule_engine *e = rule_engine_new(a);
	struct rule_scratch *scratch = rule_scratch_new(a);
	struct rule_match m;
	struct bytes text;
	char room[128];
	uint32_t seed = 1;
	size_t i, k, matched = 0, refused = 0;
	struct shapes *s = shapes_new(a);

	for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		c = (struct compiled){ .rule = { .id = "test" } };
		assert_int_equal(rule_compile(&c, e, bytes_of(patterns[i]), &f), 0);
		assert_true(shapes_add(s, i, patterns[i]));
		for (k = 0; k < 4000; k++) {
			text = random_text(&seed, room);
			if (rule_match(&c, e, scratch, text, 0, &m, &f) == 1) {
				matched++;
				if (!is_allowed(s, i, text, 0))
					print_error("%s: %s\n", patterns[i], room);
				assert_true(is_allowed(s, i, text, 0));
			} else {
				refused += !is_allowed(s, i, text, 0);
			}
		}
		rule_close(&c);
	}
	assert_true(matched > 5000);
	assert_true(refused > 20000);
	rule_engine_close(e);
	arena_free(a);
}

UNIT(cmocka_unit_test(tells_where_a_pattern_cannot_match),
    cmocka_unit_test(allows_what_it_does_not_understand),
    cmocka_unit_test(keeps_rules_apart), cmocka_unit_test(never_loses_a_match))
