#include "scrub/record.h"

#include "scrub/decide.h"
#include "scrub/policy.h"
#include "text/encoding.h"
#include "text/language.h"
#include "unit.h"

static const struct record_bounds bounds = { 5, 3, 2, 2 };

static struct record_span
good_span(void)
{
	return (struct record_span){ .start = 3,
		.end = 7,
		.line = 1,
		.turn = 1,
		.action = TREAT_CODE,
		.category = CATEGORY_PER,
		.rule = 4,
		.score = 100,
		.policy = 2,
		.code = "SW4" };
}

static bool
fits(const struct record_span *s)
{
	return record_fits(RECORD_SPAN, s, sizeof *s, &bounds);
}

TEST(a_span_out_of_its_ranges_is_not_believed)
{
	struct record_span s = good_span();

	assert_true(fits(&s));
	assert_false(record_fits(RECORD_SPAN, &s, sizeof s - 1, &bounds));
	assert_false(record_fits(RECORD_NOTE, &s, sizeof s, &bounds));
	assert_false(record_fits(0, &s, sizeof s, &bounds));
	assert_false(record_fits(9, &s, sizeof s, &bounds));
	s.end = 3;
	assert_false(fits(&s));
	s = good_span(), s.action = TREATMENTS;
	assert_false(fits(&s));
	s = good_span(), s.action = TREAT_KEEP;
	assert_false(fits(&s));
	s = good_span(), s.category = CATEGORIES;
	assert_false(fits(&s));
	s = good_span(), s.rule = 5;
	assert_false(fits(&s));
	s = good_span(), s.policy = 3;
	assert_false(fits(&s));
	s = good_span(), s.score = 0;
	assert_false(fits(&s));
	s.score = 101;
	assert_false(fits(&s));
	s = good_span(), s.code[0] = '\0';
	assert_false(fits(&s));
	memcpy(s.code, "\xff", 2);
	assert_false(fits(&s));
	memset(s.code, 'a', sizeof s.code);
	assert_false(fits(&s));
}

static bool
finding_fits(struct record_finding r)
{
	return record_fits(RECORD_FINDING, &r, sizeof r, &bounds);
}

TEST(a_finding_out_of_its_ranges_is_not_believed)
{
	const struct record_finding good = { .start = 3,
		.end = 7,
		.line = 2,
		.line_last = 2,
		.column = 1,
		.column_last = 4,
		.rule = 4,
		.policy = 2,
		.proved_by = 4 };
	struct record_finding r = good;

	assert_true(finding_fits(r));
	assert_false(record_fits(RECORD_FINDING, &r, sizeof r - 1, &bounds));
	r = good, r.end = 3;
	assert_false(finding_fits(r));
	r = good, r.line = 0;
	assert_false(finding_fits(r));
	r = good, r.line_last = 1;
	assert_false(finding_fits(r));
	r = good, r.column = 0;
	assert_false(finding_fits(r));
	r = good, r.column_last = 0;
	assert_false(finding_fits(r));
	r = good, r.fate = FATES;
	assert_false(finding_fits(r));
	r = good, r.basis = BASES;
	assert_false(finding_fits(r));
	r = good, r.category = CATEGORIES;
	assert_false(finding_fits(r));
	r = good, r.rule = 5;
	assert_false(finding_fits(r));
	r = good, r.score = 101;
	assert_false(finding_fits(r));
	r = good, r.policy = 3;
	assert_false(finding_fits(r));
	r = good, r.proved_by = 5;
	assert_false(finding_fits(r));
}

TEST(so_are_the_other_records)
{
	struct record_note n = { .note = NOTES - 1,
		.candidate = { 1, RECORD_NOBODY, RECORD_NOBODY, RECORD_NOBODY },
		.start = 2,
		.end = 2 };
	struct record_speaker p = { 1 };
	struct record_done d = { .language = LANGUAGE_ENGLISH,
		.encoding = ENCODING_CP865,
		.encoding_sure = 100,
		.bom = 3 };

	assert_true(record_fits(RECORD_NOTE, &n, sizeof n, &bounds));
	n.candidate[0] = RECORD_NOBODY;
	assert_true(record_fits(RECORD_NOTE, &n, sizeof n, &bounds));
	n.candidate[0] = 2;
	assert_false(record_fits(RECORD_NOTE, &n, sizeof n, &bounds));
	n.candidate[0] = 0, n.note = NOTES;
	assert_false(record_fits(RECORD_NOTE, &n, sizeof n, &bounds));
	n.note = 0, n.start = 3;
	assert_false(record_fits(RECORD_NOTE, &n, sizeof n, &bounds));
	assert_true(record_fits(RECORD_SPEAKER, &p, sizeof p, &bounds));
	p.holding = 2;
	assert_false(record_fits(RECORD_SPEAKER, &p, sizeof p, &bounds));
	assert_true(record_fits(RECORD_DONE, &d, sizeof d, &bounds));
	d.bom = 4;
	assert_false(record_fits(RECORD_DONE, &d, sizeof d, &bounds));
	d.bom = 0, d.language = LANGUAGES;
	assert_false(record_fits(RECORD_DONE, &d, sizeof d, &bounds));
	d.language = 0, d.encoding = ENCODING_CP865 + 1;
	assert_false(record_fits(RECORD_DONE, &d, sizeof d, &bounds));
	d.encoding = 0, d.encoding_sure = 101;
	assert_false(record_fits(RECORD_DONE, &d, sizeof d, &bounds));
	d.encoding_sure = 0, d.hidden[HIDDEN_COMMENT] = UINT64_C(1) << 53;
	assert_false(record_fits(RECORD_DONE, &d, sizeof d, &bounds));
	d.hidden[HIDDEN_COMMENT]--;
	assert_true(record_fits(RECORD_DONE, &d, sizeof d, &bounds));
}

TEST(every_note_has_a_name)
{
	int n;

	for (n = 0; n < NOTES; n++)
		assert_non_null(note_name((enum note)n));
	assert_string_equal(note_name(NOTE_CODE_IN_TEXT), "code-in-text");
}

static struct record_mention
good_mention(void)
{
	return (struct record_mention){ .start = 3,
		.end = 7,
		.line = 1,
		.category = CATEGORY_PER,
		.rule = 4,
		.score = 40,
		.person = 1,
		.code = "SW4",
		.text = "Kari" };
}

static bool
mention_is_believed(const struct record_mention *m)
{
	return record_fits(RECORD_MENTION, m, sizeof *m, &bounds);
}

TEST(a_mention_out_of_its_ranges_is_not_believed)
{
	struct record_mention m = good_mention();

	assert_true(mention_is_believed(&m));
	assert_false(record_fits(RECORD_MENTION, &m, sizeof m - 1, &bounds));
	m.person = RECORD_NOBODY;
	assert_true(mention_is_believed(&m));
	m.person = 2;
	assert_false(mention_is_believed(&m));
	m = good_mention(), m.end = 3;
	assert_false(mention_is_believed(&m));
	m = good_mention(), m.line = 0;
	assert_false(mention_is_believed(&m));
	m = good_mention(), m.rule = 5;
	assert_false(mention_is_believed(&m));
	m = good_mention(), m.doubt = 2;
	assert_false(mention_is_believed(&m));
	m = good_mention(), m.code[0] = '\0';
	assert_false(mention_is_believed(&m));
	m.kept = 1;
	assert_true(mention_is_believed(&m));
	m = good_mention(), m.text[1] = '\n';
	assert_false(mention_is_believed(&m));
	m = good_mention(), m.text[1] = '\xff';
	assert_false(mention_is_believed(&m));
	m = good_mention(), m.text[0] = '\0';
	assert_false(mention_is_believed(&m));
	m = good_mention();
	memset(m.before, 'x', sizeof m.before);
	assert_false(mention_is_believed(&m));
	m = good_mention(), memcpy(m.part, "../x", 5), m.part[1] = ' ';
	assert_false(mention_is_believed(&m));
}

TEST(a_turn_out_of_its_ranges_is_not_believed)
{
	struct record_turn t = { .turn = 1, .line = 1, .text = "Ja." };

	memcpy(t.rank, "0123456789abcdef", 17);
	assert_true(record_fits(RECORD_TURN, &t, sizeof t, &bounds));
	assert_false(record_fits(RECORD_TURN, &t, sizeof t + 1, &bounds));
	t.rank[3] = 'x';
	assert_false(record_fits(RECORD_TURN, &t, sizeof t, &bounds));
	t.rank[3] = '\0';
	assert_false(record_fits(RECORD_TURN, &t, sizeof t, &bounds));
	t.rank[3] = '3';
	t.turn = 0;
	assert_false(record_fits(RECORD_TURN, &t, sizeof t, &bounds));
	t.turn = 1;
	t.text[0] = '\0';
	assert_false(record_fits(RECORD_TURN, &t, sizeof t, &bounds));
}

UNIT(cmocka_unit_test(a_span_out_of_its_ranges_is_not_believed),
    cmocka_unit_test(a_finding_out_of_its_ranges_is_not_believed),
    cmocka_unit_test(a_mention_out_of_its_ranges_is_not_believed),
    cmocka_unit_test(a_turn_out_of_its_ranges_is_not_believed),
    cmocka_unit_test(so_are_the_other_records), cmocka_unit_test(every_note_has_a_name))
