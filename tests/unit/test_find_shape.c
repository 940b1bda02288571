#include "find/shape.h"

#include "base/arena.h"
#include "base/fail.h"
#include "find/rule.h"
#include "unit.h"

enum { RULE = 700 };

static const uint16_t one_rule[] = { RULE };

/* Does a text with this pattern's rule look as if it could match at its start? */
static bool
allows(const char *pattern, const char *text)
{
	struct shapes *s = shapes_new();
	uint32_t start;
	uint16_t allowed = 0;
	size_t n;

	shapes_add(s, RULE, pattern);
	start = shapes_start(s, one_rule, 1);
	n = shapes_allowed(s, start, bytes_of(text), 0, &allowed);
	assert_true(n == 0 || (n == 1 && allowed == RULE));
	shapes_free(s);
	return n == 1;
}

TEST(tells_what_may_begin_with_a_word)
{
	static const struct {
		const char *pattern, *word;
		bool may;
	} rows[] = {
		{ "(?:en|to)-?åring", "toer", false },
		{ "(?:en|to)-?åring", "to", true },
		{ "(?:en|to)-?åring", "toåring", true },
		{ "(?:en|to)-?åring", "", true },
		{ "(?:en|to)-?åring", "vi", false },
		{ "skole", "skolen", true },
	};
	struct shapes *s;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		s = shapes_new();
		shapes_add(s, RULE, rows[i].pattern);
		assert_int_equal(shapes_may_begin(s, shapes_start(s, one_rule, 1),
				     bytes_of(rows[i].word)),
		    rows[i].may);
		shapes_free(s);
	}
}

struct row {
	const char *pattern, *text;
	bool allowed;
};

static void
allows_as_told(const struct row *rows, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (allows(rows[i].pattern, rows[i].text) != rows[i].allowed)
			print_error("%s: %s\n", rows[i].pattern, rows[i].text);
		assert_true(allows(rows[i].pattern, rows[i].text) == rows[i].allowed);
	}
}

TEST(tells_where_a_pattern_cannot_match)
{
	static const struct row rows[] = {
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
		{ "\\w+(?=, (?:hun|han))", "Lia, hun", true }, /* but at the end */
		{ "\\w+(?=, (?:hun|han))", "Lia, vi", false },
		{ "(\\w+(?= a))(?! an)(?<!x)", "Lia a", true },
		{ "(\\w+(?= a))(?! an)(?<!x)", "Lia b", false },
		{ "(?:\\w(?= a))* b", "Lia", false },
		{ "(?:x(?= a))+ a", "x a", true },
		{ "\\w(?= a) ", "x b", true },
		{ "\\w(?= a)|y b", "y b", true },
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

	allows_as_told(rows, sizeof rows / sizeof *rows);
}

TEST(reads_what_a_pattern_calls_and_asks_for)
{
	static const struct row rows[] = {
		{ "(?&n) b(?(DEFINE)(?<n>a|c))", "c b", true },
		{ "(?&n) b(?(DEFINE)(?<n>a|c))", "d b", false },
		{ "(?&n) b(?(DEFINE)(?<n>a|c))", "c d", false },
		{ "(?i:x)(?&n)(?(DEFINE)(?<n>a))", "xA", true },
		{ "(?:(?&n) ){2}(?(DEFINE)(?<n>a(?&m)))(?(DEFINE)(?<m>b))", "ab ab ",
		    true },
		{ "(?:(?&n) ){2}(?(DEFINE)(?<n>a(?&m)))(?(DEFINE)(?<m>b))", "ab a ",
		    false },
		{ "(?&n)bc(?(DEFINE)(?<n>a(?=b)))", "abc", true }, /* is not the end */
		{ "(?<y>x)?(?(<y>)a|b)", "xa", true },
		{ "(?<y>x)?(?(<y>)a|b)", "b", true },
		{ "(?<y>x)?(?(<y>)a|b)", "xc", false },
		{ "(?<y>x)?(?(<y>)a)c", "xac", true },
		{ "(?<y>x)?(?(<y>)a)c", "c", true },
		{ "(?<y>x)?(?(<y>)a)c", "xb", false },
	};

	allows_as_told(rows, sizeof rows / sizeof *rows);
}

TEST(allows_what_it_does_not_understand)
{
	static const char *const patterns[] = { "(?R)?a", "\\Qa\\E", "(?x) a",
		"\\x{61}", "(*ACCEPT)a", "(a", "a)", "[a", "(?(1)a|b)", "\\p{Greek}",
		"(?&n)(?(DEFINE)(?<n>a(?&n)?))", "(?&n)a",
		"(?J)(?&n)(?(DEFINE)(?<n>a))(?(DEFINE)(?<n>b))" };
	size_t i;

	for (i = 0; i < sizeof patterns / sizeof *patterns; i++)
		assert_true(allows(patterns[i], "zz"));
}

TEST(keeps_rules_apart)
{
	static const uint16_t both[] = { 3, 130, 600 };
	struct shapes *s = shapes_new();
	uint16_t allowed[3];
	uint32_t start, last;

	shapes_add(s, 3, "skole");
	shapes_add(s, 130, "vei \\d+");
	shapes_add(s, 600, "(?:v|sk)\\w* ");
	start = shapes_start(s, both, 3);
	last = shapes_start(s, both + 1, 1);
	assert_int_equal(shapes_allowed(s, start, bytes_of("en vei 7"), 3, allowed), 2);
	assert_int_equal(allowed[0], 130);
	assert_int_equal(allowed[1], 600);
	assert_int_equal(shapes_allowed(s, start, bytes_of("skole i"), 0, allowed), 2);
	assert_int_equal(allowed[0], 3);
	assert_int_equal(allowed[1], 600);
	assert_int_equal(shapes_allowed(s, start, bytes_of("sve"), 0, allowed), 0);
	assert_int_equal(shapes_allowed(s, last, bytes_of("skole i"), 0, allowed), 0);
	assert_int_equal(shapes_allowed(s, last, bytes_of("vei 7"), 0, allowed), 1);
	shapes_free(s);
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
		"(?:\\D{2}|\\d)\\w", "\\w+(?= (?:og|skole))", "(?:\\w(?=\\d))+(?!x)",
		"(?:(?&n)[ .]?){2}\\w(?(DEFINE)(?<n>sko(?:le)?|[a-d](?=.)|\\d))",
		"(?i)(?<y>[abl])?(?(<y>)\\w|[ .-])(?(<y>)\\D).?" };
	static uint16_t number[sizeof patterns / sizeof *patterns];
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
	struct shapes *s = shapes_new();
	uint16_t allowed;
	uint32_t start;
	bool may;

	for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		c = (struct compiled){ .rule = { .id = "test" },
			.pattern = patterns[i] };
		number[i] = (uint16_t)i;
		shapes_add(s, number[i], patterns[i]);
		start = shapes_start(s, &number[i], 1);
		for (k = 0; k < 4000; k++) {
			text = random_text(&seed, room);
			may = shapes_allowed(s, start, text, 0, &allowed) == 1;
			if (rule_match(&c, e, scratch, text, 0, &m, &f) == 1) {
				matched++;
				if (!may)
					print_error("%s: %s\n", patterns[i], room);
				assert_true(may);
			} else {
				refused += !may;
			}
		}
		rule_close(&c);
	}
	assert_true(matched > 5000);
	assert_true(refused > 20000);
	rule_engine_close(e);
	shapes_free(s);
	arena_free(a);
}

/* More states than are remembered, and a text longer than is looked at. */
TEST(forgets_and_still_tells)
{
	struct shapes *s = shapes_new();
	char text[400];
	uint32_t start, seed = 5;
	uint16_t allowed;
	size_t i, k, allowed_of[2] = { 0, 0 };
	bool has;

	shapes_add(s, RULE, "[ab]*a[ab]{15} ");
	start = shapes_start(s, one_rule, 1);
	for (i = 0; i < 4000; i++) {
		for (k = 0; k < 80; k++)
			text[k] = next_random(&seed) % 2 ? 'a' : 'b';
		text[k] = ' ';
		text[k + 1] = '\0';
		has = text[80 - 16] == 'a';
		assert_int_equal(
		    shapes_allowed(s, start, bytes_of(text), 0, &allowed), has);
		allowed_of[has]++;
	}
	assert_true(allowed_of[0] > 1000 && allowed_of[1] > 1000);
	memset(text, 'b', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(shapes_allowed(s, start, bytes_of(text), 0, &allowed), 1);
	shapes_free(s);
}

UNIT(cmocka_unit_test(tells_what_may_begin_with_a_word),
    cmocka_unit_test(tells_where_a_pattern_cannot_match),
    cmocka_unit_test(reads_what_a_pattern_calls_and_asks_for),
    cmocka_unit_test(allows_what_it_does_not_understand),
    cmocka_unit_test(keeps_rules_apart), cmocka_unit_test(never_loses_a_match),
    cmocka_unit_test(forgets_and_still_tells))
