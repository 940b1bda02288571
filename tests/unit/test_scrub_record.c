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

UNIT(cmocka_unit_test(a_span_out_of_its_ranges_is_not_believed),
    cmocka_unit_test(a_finding_out_of_its_ranges_is_not_believed),
    cmocka_unit_test(so_are_the_other_records), cmocka_unit_test(every_note_has_a_name))
