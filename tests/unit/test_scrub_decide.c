#include "scrub/decide.h"

#include <string.h>

#include "base/clock.h"
#include "find/finder.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "people/names.h"
#include "scrub/judged.h"
#include "scrub/numbering.h"
#include "test_scrub_dir.h"
#include "unit.h"

enum { ROUNDS = 6000, MOST = 12, TEXT = 60, OTHER_RULES = 6, VALUE = 2 };

static const char rules[] = "v: 1\n"
			    "rules:\n"
			    "  - name: relation\n"
			    "    category: PER\n"
			    "    why: a relation and a name\n"
			    "    begins: word\n"
			    "    words: [sjefen]\n"
			    "    pattern: '(?<who>sjef)en (?<x>\\p{Lu}\\w+)'\n"
			    "    score: 90\n"
			    "    match: ['sjefen «Roy» sa']\n"
			    "    no-match: ['sjefen sa']\n";

static struct arena *run, *a;
static struct roster roster;
static struct judge judge;
static struct deciding deciding;
static struct utterance utterance;
static struct segment segment;

static int
group_setup(void **state)
{
	static const struct roster_policy team = { CODES_TEAM, false, NULL };
	struct fail f = { 0 };
	struct policy *p = NULL;
	struct judged *none;
	const char *policy;

	(void)state;
	run = arena_new();
	scrub_dir_make();
	scrub_dir_put(run, "rules/no/names.yaml", rules);
	policy = scrub_dir_put(run, "policy.yaml", scrub_policy);
	policy_load(policy, NULL, run, &p, &f);
	judge.rulebook =
	    rulebook_load(path_join(run, scrub_dir, "rules"), NULL, run, &f);
	roster_parse(bytes_of("person;given;family;role;team;from;to\n"
			      "p1;Kari;Nordli;SW;4;;2018-06-01\n"
			      "p2;Kari;Moe;T;5;;\n"
			      "p3;Eva;Lie;ES;4;;\np3;;;ES;6;;\n"
			      "p4;Kari;Lund;SW;4;2018-06-01;\n"),
	    NULL, &team, run, &roster, NULL, &f);
	judged_parse(bytes_of(""), run, &none, &f);
	assert_string_equal(f.what, "");
	judge.policy = p;
	judge.roster = &roster;
	judge.judged = none;
	judge.meeting = "M1";
	judge.occasion = (struct occasion){ "4", day_parse(bytes_of("2018-01-01")) };
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	rulebook_close((struct rulebook *)(uintptr_t)judge.rulebook);
	scrub_dir_remove(run);
	arena_free(run);
	return 0;
}

static struct judge kept;

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	kept = judge;
	deciding = (struct deciding){ .part = "",
		.judge = &judge,
		.numbering = numbering_new(a),
		.memory = memory_new(a) };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	judge = kept;
	arena_free(a);
	return 0;
}

static void
say(const char *text)
{
	utterance = (struct utterance){
		.text = bytes_of(text), .segment = &segment, .segments = 1
	};
	segment.to = (uint32_t)strlen(text);
	segment.end = segment.to;
}

static struct span
person(uint32_t from, uint32_t to, enum name_kind kind, uint32_t who)
{
	return (struct span){ .from = from,
		.to = to,
		.value = name_value(kind, who),
		.rule = RULE_ROSTER,
		.category = CATEGORY_PER,
		.score = 95 };
}

static struct span
other(uint32_t from, uint32_t to, enum category c, uint8_t score)
{
	return (struct span){ .from = from,
		.to = to,
		.rule = OTHER_RULES,
		.category = (uint8_t)c,
		.score = score };
}

static struct decisions
decided(const struct span *span, size_t count, const char *role)
{
	struct decisions out = { .len = 0 };
	struct spans spans = { .len = 0 };
	struct fail f = { 0 };
	size_t i;

	for (i = 0; i < count; i++)
		spans_add(&spans, a, span[i], utterance.text.len);
	assert_int_equal(decide(&deciding, role, &utterance, &spans, a, &out, &f), 0);
	return out;
}

/* What stands instead of the only thing found, or how many there are. */
static const char *
instead(const struct span *span, size_t count)
{
	struct decisions d = decided(span, count, "");

	return d.len == 1 ? arena_text(a, d.at[0].instead)
	                  : arena_printf(a, "%zu", d.len);
}

#define INSTEAD(...)                                  \
	instead((const struct span[]){ __VA_ARGS__ }, \
	    sizeof((const struct span[]){ __VA_ARGS__ }) / sizeof(struct span))

static struct span
random_span(void)
{
	static const uint16_t special[] = { RULE_ROSTER, RULE_NEAR, RULE_CODE,
		RULE_LABEL, RULE_PROPAGATED };
	struct span s = { .from = (uint32_t)(rand() % TEXT) };

	s.to = s.from + 1 + (uint32_t)rand() % (rand() % 3 ? 6 : TEXT);
	s.to = s.to > TEXT ? TEXT : s.to;
	s.rule = rand() % 2 ? special[rand() % 5] : OTHER_RULES;
	s.category = (uint8_t)(rand() % CATEGORIES);
	s.score = (uint8_t)(1 + rand() % 100);
	if (s.rule == RULE_ROSTER || s.rule == RULE_NEAR) {
		s.value = name_value((enum name_kind)(rand() % (NAME_LETTERS + 1)),
		    (uint32_t)rand() % 4);
		s.category = CATEGORY_PER;
	} else if (rand() % 4 == 0 && rulebook_values(judge.rulebook) > VALUE)
		s.value = VALUE;
	if (s.rule == OTHER_RULES && s.category == CATEGORY_PER)
		s.entity = NAMES_MOST + 1u + (uint32_t)rand() % 3;
	return s;
}

static bool
is_in_capitals(const struct span *s)
{
	uint32_t at;

	for (at = s->from; at < s->to; at++)
		if (utterance.text.at[at] < 'A' || utterance.text.at[at] > 'Z')
			return false;
	return true;
}

static bool
acted_on(const struct span *s)
{
	if (s->rule == RULE_ROSTER && name_kind_of(s->value) == NAME_LETTERS)
		return is_in_capitals(s);
	return s->rule != RULE_CODE &&
	       (s->rule == RULE_ROSTER ||
		   policy_line(judge.policy, (enum category)s->category, "", "M1")
			   ->treatment != TREAT_KEEP);
}

static void
check_order(const struct decisions *d)
{
	size_t i;

	for (i = 0; i < d->len; i++) {
		assert_true(d->at[i].from < d->at[i].to);
		assert_true(d->at[i].to <= TEXT);
		assert_true(i == 0 || d->at[i - 1].to <= d->at[i].from);
	}
}

/* The s behind an abbreviation, which stands behind its marker again. */
static bool
is_genitive(const struct decision *d, uint32_t at)
{
	return at + 1 == d->to && utterance.text.at[at] == 's' &&
	       d->instead.at[d->instead.len - 1] == 's';
}

static void
check_cover(const struct decisions *d, const struct span *span, size_t count)
{
	size_t i, k, found;
	uint32_t at;

	for (i = 0; i < count; i++)
		for (at = span[i].from; acted_on(&span[i]) && at < span[i].to; at++) {
			for (k = found = 0; k < d->len; k++)
				found += d->at[k].from <= at && at < d->at[k].to;
			assert_int_equal(found, 1);
		}
	/* and nothing else is covered, but an abbreviation's genitive */
	for (k = 0; k < d->len; k++)
		for (at = d->at[k].from; at < d->at[k].to; at++) {
			for (i = found = 0; i < count; i++)
				found += acted_on(&span[i]) && span[i].from <= at &&
				         at < span[i].to;
			assert_true(found > 0 || is_genitive(&d->at[k], at));
		}
}

static void
check_reason(const struct decisions *d, const struct span *span, size_t count)
{
	const struct decision *x;
	size_t k, i, found, scored;

	for (k = 0; k < d->len; k++) {
		x = &d->at[k];
		for (i = found = scored = 0; i < count; i++) {
			if (span[i].from < x->from || span[i].to > x->to)
				continue;
			found +=
			    span[i].rule == x->rule && span[i].category == x->category;
			scored += span[i].score == x->score;
		}
		assert_true(found > 0 && scored > 0);
		assert_ptr_equal(
		    x->line, policy_line(judge.policy, x->category, "", "M1"));
		assert_int_not_equal(x->action, TREAT_KEEP);
		assert_true(x->instead.len > 0);
		if (x->action == TREAT_CODE)
			assert_non_null(x->holding);
		else
			assert_int_equal(policy_markers(judge.policy, x->instead), 1);
	}
}

static void
check_sameness(const struct decisions *d, const struct decisions *e)
{
	size_t k;

	assert_int_equal(d->len, e->len);
	for (k = 0; k < d->len; k++) {
		assert_int_equal(d->at[k].from, e->at[k].from);
		assert_int_equal(d->at[k].to, e->at[k].to);
		assert_int_equal(d->at[k].action, e->at[k].action);
		assert_int_equal(d->at[k].rule, e->at[k].rule);
		assert_int_equal(d->at[k].score, e->at[k].score);
		assert_ptr_equal(d->at[k].holding, e->at[k].holding);
		assert_true(bytes_equal(d->at[k].instead, e->at[k].instead));
	}
}

TEST(an_abbreviation_takes_its_genitive_along)
{
	struct span body = { .from = 9,
		.to = 11,
		.rule = OTHER_RULES,
		.category = CATEGORY_ORG,
		.score = 80 };
	struct decisions d;

	say("Vi leste EUs lover");
	d = decided(&body, 1, "");
	assert_int_equal(d.at[0].to, 12);
	assert_string_equal(arena_text(a, d.at[0].instead), "[[sted]]s");
	say("Vi leste EU sine lover");
	assert_string_equal(INSTEAD(body), "[[sted]]");
	say("Vi leste EUsk lover");
	assert_int_equal(decided(&body, 1, "").at[0].to, 11);
}

TEST(a_long_name_keeps_its_genitive_outside)
{
	const struct span body = { .from = 9,
		.to = 16,
		.rule = OTHER_RULES,
		.category = CATEGORY_ORG,
		.score = 80 };

	say("Vi leste Tussenes lover");
	assert_int_equal(decided(&body, 1, "").at[0].to, 16);
	assert_string_equal(INSTEAD(body), "[[sted]]");
}

TEST(keeps_its_four_promises_on_random_spans)
{
	static const char text[TEXT + 1] =
	    "Kari Nordli OG 34 AAR 8. februar 2015 siden, ROYS EVA Lies..";
	struct span span[MOST], swap;
	struct decisions d, e;
	size_t count, i, k;
	int round;

	srand(4711);
	for (round = 0; round < ROUNDS; round++) {
		arena_clear(a);
		deciding.numbering = numbering_new(a);
		deciding.memory = memory_new(a);
		say(text);
		count = (size_t)(rand() % MOST);
		for (i = 0; i < count; i++)
			span[i] = random_span();
		d = decided(span, count, "");
		check_order(&d);
		check_cover(&d, span, count);
		check_reason(&d, span, count);
		for (i = count; i > 1; i--) {
			k = (size_t)rand() % i;
			swap = span[i - 1], span[i - 1] = span[k], span[k] = swap;
		}
		deciding.numbering = numbering_new(a);
		e = decided(span, count, "");
		check_sameness(&d, &e);
	}
}

TEST(a_person_becomes_the_code_of_the_occasion)
{
	say("Kari Nordli og Eva");
	assert_string_equal(INSTEAD(person(0, 11, NAME_FULL, 0)), "SW4");
	assert_string_equal(INSTEAD(person(15, 18, NAME_GIVEN, 2)), "ES4");
	judge.occasion.team = "6";
	assert_string_equal(INSTEAD(person(15, 18, NAME_GIVEN, 2)), "ES6");
	judge.occasion.team = "5";
	assert_string_equal(INSTEAD(person(15, 18, NAME_GIVEN, 2)), "[[person]]");
}

TEST(of_homonyms_the_one_of_the_team_then_of_the_day_is_meant)
{
	say("Kari sa");
	judge.occasion.team = "5";
	assert_string_equal(
	    INSTEAD(person(0, 4, NAME_GIVEN, 0), person(0, 4, NAME_GIVEN, 1),
		person(0, 4, NAME_GIVEN, 3)),
	    "T5");
	judge.occasion.team = "4";
	assert_string_equal(
	    INSTEAD(person(0, 4, NAME_GIVEN, 0), person(0, 4, NAME_GIVEN, 1),
		person(0, 4, NAME_GIVEN, 3)),
	    "SW4");
	judge.occasion.day = day_parse(bytes_of("2018-07-01"));
	assert_string_equal(
	    INSTEAD(person(0, 4, NAME_GIVEN, 0), person(0, 4, NAME_GIVEN, 1),
		person(0, 4, NAME_GIVEN, 3)),
	    "SW4b");
	judge.occasion.day = DAY_NONE;
	assert_string_equal(
	    INSTEAD(person(0, 4, NAME_GIVEN, 0), person(0, 4, NAME_GIVEN, 1),
		person(0, 4, NAME_GIVEN, 3)),
	    "[[? person]]");
	judge.occasion.team = "";
	assert_string_equal(
	    INSTEAD(person(0, 4, NAME_GIVEN, 0), person(0, 4, NAME_GIVEN, 1)),
	    "[[? person]]");
}

TEST(a_whole_name_goes_before_a_part_of_one)
{
	say("Kari Moe sa");
	judge.occasion.team = "4";
	assert_string_equal(
	    INSTEAD(person(0, 8, NAME_FULL, 1), person(0, 4, NAME_GIVEN, 0),
		person(0, 4, NAME_GIVEN, 1), person(5, 8, NAME_FAMILY, 1)),
	    "T5");
	/* both names of one person, joined by what the finder grew */
	assert_string_equal(
	    INSTEAD(person(0, 4, NAME_GIVEN, 0), person(0, 4, NAME_GIVEN, 1),
		person(0, 8, NAME_GIVEN, 0), person(0, 8, NAME_GIVEN, 1),
		person(5, 8, NAME_FAMILY, 1)),
	    "T5");
}

TEST(a_longer_name_round_a_known_one_is_a_doubt)
{
	say("Eva Olsen sa");
	assert_string_equal(
	    INSTEAD(person(0, 3, NAME_GIVEN, 2), person(0, 9, NAME_GIVEN, 2)),
	    "[[? person]]");
	assert_string_equal(
	    INSTEAD(person(0, 3, NAME_GIVEN, 2), other(0, 9, CATEGORY_PER, 90)),
	    "[[? person]]");
	assert_string_equal(
	    INSTEAD(person(0, 3, NAME_GIVEN, 2), other(0, 3, CATEGORY_PER, 90)), "ES4");
}

TEST(another_one_of_a_name_is_a_doubt)
{
	static const char *const before[] = { "the other ", "another ", "ei anna ",
		"en annen ", "den andre\n", "Ein annan ", "a different " };
	uint32_t at;
	size_t i;

	judge.occasion.team = "4";
	for (i = 0; i < sizeof before / sizeof *before; i++) {
		say(arena_printf(a, "%sEva sa", before[i]));
		at = (uint32_t)strlen(before[i]);
		assert_string_equal(
		    INSTEAD(person(at, at + 3, NAME_GIVEN, 2)), "[[? person]]");
	}
	say("for det andre, Eva sa");
	assert_string_equal(INSTEAD(person(15, 18, NAME_GIVEN, 2)), "ES4");
	say("mother Eva sa");
	assert_string_equal(INSTEAD(person(7, 10, NAME_GIVEN, 2)), "ES4");
}

TEST(initials_without_dots_and_weak_names_are_doubts)
{
	struct span weak;

	say("KN Eva Kn");
	assert_string_equal(INSTEAD(person(7, 9, NAME_LETTERS, 0)), "0");
	assert_string_equal(INSTEAD(person(0, 2, NAME_LETTERS, 0)), "[[? person]]");
	weak = person(3, 6, NAME_GIVEN, 2);
	weak.score = 40;
	assert_string_equal(INSTEAD(weak), "[[? person]]");
	assert_string_equal(INSTEAD(weak, other(3, 6, CATEGORY_PER, 80)), "ES4");
}

TEST(more_homonyms_than_can_be_weighed_are_a_doubt)
{
	struct span span[20];
	uint32_t i;

	say("Kari sa");
	for (i = 0; i < 20; i++)
		span[i] = person(0, 4, NAME_GIVEN, i);
	assert_string_equal(instead(span, 20), "[[? person]]");
}

TEST(others_are_treated_as_the_policy_says)
{
	struct span roy = other(0, 3, CATEGORY_PER, 90),
		    eva = other(4, 7, CATEGORY_PER, 90);
	struct decisions d;

	say("Roy Xyz 8.2.2015 34 aar 41234567");
	roy.entity = NAMES_MOST + 1u;
	eva.entity = NAMES_MOST + 2u;
	roy.value = eva.value = VALUE;
	d = decided((struct span[]){ roy, eva, roy }, 3, "");
	assert_true(bytes_are(d.at[0].instead, "[[sjef 1]]"));
	assert_true(bytes_are(d.at[1].instead, "[[sjef 2]]"));
	deciding.language = LANGUAGE_ENGLISH;
	assert_string_equal(INSTEAD(roy), "[[manager 1]]");
	deciding.language = LANGUAGE_BOKMAL;
	assert_string_equal(
	    INSTEAD(other(8, 16, CATEGORY_DATE, 90)), "[[februar 2015]]");
	assert_string_equal(INSTEAD(other(17, 23, CATEGORY_AGE, 90)), "[[30-39 år]]");
	assert_string_equal(INSTEAD(other(24, 32, CATEGORY_PHONE, 90)), "[[fjernet]]");
	assert_string_equal(
	    INSTEAD(other(24, 32, CATEGORY_PHONE, 49)), "[[? fjernet]]");
	assert_string_equal(INSTEAD(other(0, 3, CATEGORY_DATE, 90)), "[[dato]]");
	assert_string_equal(INSTEAD(other(0, 3, CATEGORY_TITLE, 90)), "[[? person]]");
	assert_string_equal(INSTEAD(other(0, 3, CATEGORY_SPECIAL, 90)), "0");
}

TEST(what_covers_more_names_the_stretch)
{
	say("Nordlis vei 4, 41234567 sa");
	assert_string_equal(
	    INSTEAD(person(0, 6, NAME_FAMILY, 0), other(0, 13, CATEGORY_ADDRESS, 80)),
	    "[[fjernet]]");
	/* a doubt about more does not weaken what is sure, and covers all the same */
	assert_int_equal(decided((struct span[]){ person(0, 6, NAME_FAMILY, 0),
				     other(3, 13, CATEGORY_ADDRESS, 40) },
			     2, "")
			     .at[0]
			     .to,
	    13);
}

static void
judged(const char *row)
{
	struct judged *j;
	struct fail f = { 0 };

	judged_parse(bytes_of(arena_printf(a,
			 "v,scope,category,folded,meeting,start,end,verdict,treat,"
			 "same_as,by,time\n1,%s\n",
			 row)),
	    a, &j, &f);
	assert_string_equal(f.what, "");
	judge.judged = j;
}

TEST(what_a_person_decided_goes_before_the_policy)
{
	say("hos Xyz og Eva");
	judged("name,LOC,xyz,,,,keep,,,,");
	assert_string_equal(INSTEAD(other(4, 7, CATEGORY_LOC, 90)), "0");
	assert_string_equal(INSTEAD(other(4, 7, CATEGORY_ORG, 90)), "[[sted]]");
	judged("name,PER,xyz,,,,same,,p3,,");
	assert_string_equal(INSTEAD(other(4, 7, CATEGORY_PER, 90)), "ES4");
	assert_string_equal(INSTEAD(other(4, 7, CATEGORY_PER, 40)), "ES4");
	judged("name,PER,eva,,,,treat,remove,,,");
	assert_string_equal(INSTEAD(person(11, 14, NAME_GIVEN, 2)), "[[person]]");
	judged("place,LOC,xyz,M1,4,7,keep,,,,");
	assert_string_equal(INSTEAD(other(4, 7, CATEGORY_LOC, 90)), "0");
	judged("place,LOC,abc,M1,4,7,keep,,,,");
	assert_string_equal(INSTEAD(other(4, 7, CATEGORY_LOC, 90)), "[[? sted]]");
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(an_abbreviation_takes_its_genitive_along),
		WITH(a_long_name_keeps_its_genitive_outside),
		WITH(keeps_its_four_promises_on_random_spans),
		WITH(a_person_becomes_the_code_of_the_occasion),
		WITH(of_homonyms_the_one_of_the_team_then_of_the_day_is_meant),
		WITH(a_whole_name_goes_before_a_part_of_one),
		WITH(a_longer_name_round_a_known_one_is_a_doubt),
		WITH(another_one_of_a_name_is_a_doubt),
		WITH(initials_without_dots_and_weak_names_are_doubts),
		WITH(more_homonyms_than_can_be_weighed_are_a_doubt),
		WITH(others_are_treated_as_the_policy_says),
		WITH(what_covers_more_names_the_stretch),
		WITH(what_a_person_decided_goes_before_the_policy)
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
