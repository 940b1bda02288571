#include "scrub/label.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "format/format.h"
#include "text/lexicon.h"
#include "unit.h"

static struct arena *a;
static struct roster roster;
static struct meetings meetings;
static struct label_judge judge;

static int
setup(void **state)
{
	static const struct roster_policy team = { CODES_TEAM, false, NULL };
	struct lexicon *words;
	struct fail f = { 0 };

	(void)state;
	a = arena_new();
	words = lexicon_new(a);
	lexicon_add(words, bytes_of("tema"), (struct lexicon_entry){ .value = 1 });
	roster_parse(bytes_of("person;given;role;team;from;to\n"
			      "p1;Anna;SW;4;;2018-03-01\np2;Berit;SW;4;2018-03-01;\n"
			      "p3;Eva;ES;3;;\np3;Eva;ES;6;;\n"),
	    NULL, &team, a, &roster, NULL, &f);
	meetings_parse(bytes_of("meeting;file;date;team;labels\n"
				"M1;a.txt;2018-05-01;4;\"Taler 1=p2; I=p3\"\n"),
	    NULL, &roster, a, &meetings, NULL, &f);
	assert_string_equal(f.what, "");
	judge = (struct label_judge){ .roster = &roster,
		.meeting = &meetings.at[0],
		.occasion = meeting_occasion(&meetings.at[0]),
		.words = words,
		.common = words };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static struct speaker
told(const char *label, enum label_shape shape)
{
	struct utterance u = { .text = bytes_of(arena_printf(a, "%s: Ja.", label)),
		.label = shape };

	u.label_to = (uint32_t)strlen(label);
	return speaker_of(&judge, &u);
}

static void
is(const char *label, enum label_kind kind)
{
	if (told(label, LABEL_COLON).kind != kind)
		print_error("%s:\n", label);
	assert_int_equal(told(label, LABEL_COLON).kind, kind);
}

TEST(a_code_is_the_label_of_who_holds_the_seat_that_day)
{
	struct speaker s = told("SW4", LABEL_COLON);

	assert_int_equal(s.kind, LABEL_CODE);
	assert_string_equal(s.holding->code, "SW4b");
	s = told("SW4", LABEL_BARE);
	assert_int_equal(s.kind, LABEL_CODE);
	judge.occasion.day = day_parse(bytes_of("2018-01-01"));
	assert_string_equal(told("SW4", LABEL_COLON).holding->code, "SW4");
	assert_string_equal(told("ES6", LABEL_COLON).holding->code, "ES6");
}

TEST(meetings_says_whose_a_label_is)
{
	struct speaker s = told("taler 1", LABEL_COLON);

	assert_int_equal(s.kind, LABEL_MAPPED);
	assert_true(s.person);
	assert_string_equal(s.holding->code, "SW4b");
	assert_int_equal(told("Taler 1", LABEL_BARE).kind, LABEL_MAPPED);
	/* two codes, and neither is of this team */
	s = told("I", LABEL_COLON);
	assert_int_equal(s.kind, LABEL_MAPPED);
	assert_true(s.person);
	assert_null(s.holding);
}

TEST(labels_that_name_nobody_stay)
{
	is("Intervjuer", LABEL_NEUTRAL);
	is("INT", LABEL_NEUTRAL);
	is("SPEAKER_00", LABEL_NEUTRAL);
	is("Taler 2", LABEL_NEUTRAL);
	is("Informant 12", LABEL_NEUTRAL);
	is("019", LABEL_NEUTRAL);
	is("M1", LABEL_NEUTRAL);
}

TEST(codes_of_nobody_and_roles_alone_are_named)
{
	is("W4", LABEL_UNKNOWN);
	is("SW9", LABEL_UNKNOWN);
	is("ES", LABEL_INCOMPLETE);
	assert_int_equal(told("ES", LABEL_BARE).kind, LABEL_INCOMPLETE);
	assert_int_equal(told("W4", LABEL_BARE).kind, LABEL_NOT);
	assert_null(told("W4", LABEL_COLON).holding);
}

TEST(what_may_be_a_name_is_a_stranger)
{
	is("Xylander", LABEL_STRANGER);
	is("Roy Haug", LABEL_STRANGER);
	is("Tema", LABEL_NOT);
	is("Tema to", LABEL_NOT);
	is("xylander", LABEL_NOT);
	assert_int_equal(told("Xylander", LABEL_BARE).kind, LABEL_NOT);
	assert_int_equal(told("SW4", LABEL_NONE).kind, LABEL_NOT);
}

TEST(without_people_codes_are_neutral)
{
	judge = (struct label_judge){ .occasion = { "", DAY_NONE } };
	is("SW4", LABEL_NEUTRAL);
	is("ES", LABEL_CAPITALS);
	is("ÅSE", LABEL_CAPITALS);
	is("I", LABEL_NEUTRAL);
	is("Kari", LABEL_STRANGER);
}

/* Count the label, and say whether the document's speakers are coded now. */
static bool
counted(struct label_count *c, const char *text)
{
	struct utterance u = { .text = bytes_of(text), .label = LABEL_COLON };

	u.label_to = (uint32_t)u.text.len;
	label_count(c, &u, speaker_of(&judge, &u));
	return label_are_coded(c);
}

TEST(takes_capitals_for_a_code_where_nobody_has_a_name)
{
	struct label_count c = { 0 };

	judge = (struct label_judge){ .occasion = { "", DAY_NONE } };
	assert_false(counted(&c, "KH"));
	assert_true(counted(&c, "019"));
	assert_true(counted(&c, "KH"));
	assert_false(counted(&c, "Kari"));
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
TEST(lists_the_seats_that_a_slip_may_mean)
{
	uint32_t who[4];
	size_t n, i;

	judge.occasion.team = "";
	n = label_candidates(&judge, bytes_of("W4"), who, 4);
	assert_true(n > 0);
	for (i = 0; i < n; i++)
		assert_true(strcmp(judge.roster->holding[who[i]].seat, "SW4") == 0 ||
			    strcmp(judge.roster->holding[who[i]].seat, "WA4") == 0);
	assert_int_equal(label_candidates(&judge, bytes_of("W4"), who, 0), 0);
	assert_int_equal(label_candidates(&judge, bytes_of("QQ99"), who, 4), 0);
}

TEST(where_the_syntax_says_that_it_is_a_name_it_is_one_in_any_letters)
{
	assert_int_equal(told("KARIN", LABEL_NAME).kind, LABEL_STRANGER);
	assert_int_equal(told("TEMA", LABEL_NAME).kind, LABEL_STRANGER);
	assert_int_equal(told("kari", LABEL_NAME).kind, LABEL_STRANGER);
	assert_int_equal(told("tema", LABEL_NAME).kind, LABEL_NOT);
	assert_int_equal(told("Kari", LABEL_NAME).kind, LABEL_STRANGER);
	assert_int_equal(told("Tema", LABEL_NAME).kind, LABEL_NOT);
	assert_int_equal(told("SW4", LABEL_NAME).kind, LABEL_CODE);
	assert_int_equal(told("INT", LABEL_NAME).kind, LABEL_NEUTRAL);
	assert_int_equal(told("I", LABEL_NAME).kind, LABEL_MAPPED);
}

TEST(a_usual_word_for_a_role_stays_unless_meetings_says_whose_it_is)
{
	assert_int_equal(told("MOT", LABEL_USUAL).kind, LABEL_NEUTRAL);
	assert_int_equal(told("KARIN", LABEL_USUAL).kind, LABEL_NEUTRAL);
	assert_int_equal(told("I", LABEL_USUAL).kind, LABEL_MAPPED);
	assert_int_equal(told("SW4", LABEL_USUAL).kind, LABEL_CODE);
}

UNIT(WITH(where_the_syntax_says_that_it_is_a_name_it_is_one_in_any_letters),
    WITH(a_usual_word_for_a_role_stays_unless_meetings_says_whose_it_is),
    WITH(lists_the_seats_that_a_slip_may_mean),
    WITH(a_code_is_the_label_of_who_holds_the_seat_that_day),
    WITH(meetings_says_whose_a_label_is), WITH(labels_that_name_nobody_stay),
    WITH(codes_of_nobody_and_roles_alone_are_named),
    WITH(what_may_be_a_name_is_a_stranger), WITH(without_people_codes_are_neutral),
    WITH(takes_capitals_for_a_code_where_nobody_has_a_name))
