#include "unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "format/format.h"
#include "scrub/rewrite.h"

static int
take(void *with, struct bytes bytes, struct fail *f)
{
	(void)f;
	buf_add(with, bytes);
	return 0;
}

static int
refuse(void *with, struct bytes bytes, struct fail *f)
{
	(void)with;
	(void)bytes;
	return fail(f, FAIL_SYSTEM, "file-write");
}

static void
utter(struct rewrite *r, const char *text, enum label_shape label, bool continued)
{
	struct utterance u = { .text = bytes_of(text), .label = label };
	struct fail f = { 0 };

	u.continued = continued;
	rewrite_begin(r, &u);
	if (strstr(text, "Kari") != NULL) {
		uint32_t at = (uint32_t)(strstr(text, "Kari") - text);

		rewrite_exchange(r, at, at + 4, bytes_of("SW4"));
	}
	assert_int_equal(rewrite_end(r, &f), 0);
}

TEST(utterances_are_lines_and_those_without_label_blocks)
{
	struct arena *a = arena_new();
	struct buf out = { 0 };
	const struct sink sink = { take, &out };
	struct rewrite *r = rewrite_new(&sink, a);
	struct fail f = { 0 };

	utter(r, "Kari: Ja", LABEL_COLON, false);
	utter(r, "Ola: Nei, Kari. ", LABEL_COLON, false);
	utter(r, "Eller jo.", LABEL_COLON, true);
	utter(r, "Med Kari\r\nog\rOla\n", LABEL_NONE, false);
	utter(r, "Ola: Slutt", LABEL_COLON, false);
	assert_int_equal(rewrite_finish(r, &f), 0);
	buf_byte(&out, '\0');
	assert_string_equal((const char *)out.at,
	    "SW4: Ja\nOla: Nei, SW4. Eller jo.\n\nMed SW4\nog\nOla\n\nOla: Slutt\n");
	rewrite_close(r);
	rewrite_close(NULL);
	buf_free(&out);
	arena_free(a);
}

TEST(of_two_that_overlap_the_first_is_said)
{
	struct arena *a = arena_new();
	struct buf out = { 0 };
	const struct sink sink = { take, &out };
	struct rewrite *r = rewrite_new(&sink, a);
	struct utterance u = { .text = bytes_of("Kari Nordhaug der") };
	struct fail f = { 0 };

	rewrite_begin(r, &u);
	rewrite_exchange(r, 0, 8, bytes_of("SW4"));
	rewrite_exchange(r, 5, 13, bytes_of("T4"));
	rewrite_exchange(r, 6, 7, bytes_of("WA4"));
	assert_int_equal(rewrite_end(r, &f), 0);
	assert_int_equal(rewrite_finish(r, &f), 0);
	assert_true(bytes_are(buf_bytes(&out), "SW4 der\n"));
	rewrite_close(r);
	buf_free(&out);
	arena_free(a);
}

TEST(nothing_said_is_an_empty_copy_and_a_full_disk_is_told)
{
	struct arena *a = arena_new();
	struct buf out = { 0 };
	const struct sink sink = { take, &out }, full = { refuse, NULL };
	struct rewrite *r = rewrite_new(&sink, a);
	struct fail f = { 0 };

	assert_int_equal(rewrite_finish(r, &f), 0);
	assert_int_equal(out.len, 0);
	rewrite_close(r);
	r = rewrite_new(&full, a);
	utter(r, "Ja", LABEL_NONE, false);
	assert_int_equal(rewrite_finish(r, &f), -1);
	assert_int_equal(f.kind, FAIL_SYSTEM);
	rewrite_close(r);
	arena_free(a);
}

UNIT(cmocka_unit_test(utterances_are_lines_and_those_without_label_blocks),
    cmocka_unit_test(of_two_that_overlap_the_first_is_said),
    cmocka_unit_test(nothing_said_is_an_empty_copy_and_a_full_disk_is_told))
