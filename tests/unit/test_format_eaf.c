#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/eaf.h"
#include "format/exb.h"
#include "format/source.h"
#include "format/xml_lookup.h"
#include "format/xml_root.h"

static struct arena *arena;
static FILE *file;
static struct reader *reader;
static const struct format *format;
static struct utterance now;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	file = tmpfile();
	return file == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	fclose(file);
	arena_free(arena);
	return 0;
}

static void
read_text(const struct format *as, const char *text)
{
	struct fail f = { 0 };
	struct source *source;

	arena_clear(arena);
	rewind(file);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	fputs(text, file);
	fflush(file);
	source = source_of_file(fileno(file), arena, &f);
	assert_non_null(source);
	assert_int_equal(source_tell_encoding(source, NULL, &f), 0);
	format = as;
	reader = as->open(source, NULL, arena, &f);
	assert_non_null(reader);
}

/* The next utterance that has text. */
static void
next_is(const char *text, const char *label)
{
	struct fail f = { 0 };

	do
		assert_int_equal(format->next(reader, &now, &f), 1);
	while (now.text.len == 0);
	assert_string_equal(arena_text(arena, now.text), text);
	assert_true(
	    bytes_are(bytes_cut(now.text, now.label_from, now.label_to), label));
	assert_int_equal(now.label, *label ? LABEL_NAME : LABEL_NONE);
}

static void
is_at_end(void)
{
	struct fail f = { 0 };
	int got;

	while ((got = format->next(reader, &now, &f)) == 1)
		assert_int_equal(now.text.len, 0);
	assert_int_equal(got, 0);
	format->close(reader);
}

TEST(annotations_are_utterances_and_participants_labels)
{
	read_text(&format_eaf,
	    "<ANNOTATION_DOCUMENT><TIER PARTICIPANT='Kari &#76;i' "
	    "TIER_ID='x'><ANNOTATION>"
	    "<REF_ANNOTATION><ANNOTATION_VALUE>Hei &amp; takk</ANNOTATION_VALUE>"
	    "</REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>");
	next_is("Kari Li", "Kari Li");
	next_is("Hei & takk", "");
	is_at_end();
}

TEST(one_name_of_a_tier_is_one_symbol)
{
	read_text(&format_eaf,
	    "<ANNOTATION_DOCUMENT><TIER PARENT_REF='Kari' TIER_ID='K2'/>"
	    "<TIER TIER_ID='Kari' LINGUISTIC_TYPE_REF='words'/>"
	    "</ANNOTATION_DOCUMENT>");
	{
		struct fail f = { 0 };

		assert_int_equal(format_eaf.next(reader, &now, &f), 1);
	}
	assert_int_equal(now.removals, 3);
	assert_true(bytes_are(now.removal[0].instead, "T1"));
	assert_true(bytes_are(now.removal[1].instead, "T2"));
	assert_true(bytes_are(now.removal[2].instead, "T1"));
	is_at_end();
}

TEST(events_that_touch_are_one_utterance)
{
	read_text(&format_exb,
	    "<basic-transcription><basic-body>"
	    "<tier type='t' display-name='Kari Li [v]'>"
	    "<event start='T0' end='T1'>Nord</event>\n<event start='T1' end='T2'>haug "
	    "</event><event start='T3' end='T4'>ja</event></tier>"
	    "<tier type='a' display-name='x'><event start='T0' end='T1'>Kari</event>"
	    "<event start='T1' end='T2'>Ola</event></tier>"
	    "<tier type='t' display-name='y'><event start='T2' "
	    "end='T3'>nei</event></tier>"
	    "</basic-body></basic-transcription>");
	next_is("Kari Li [v]", "Kari Li");
	next_is("Nordhaug ", "");
	next_is("ja", "");
	next_is("x", "x");
	next_is("Kari", "");
	next_is("Ola", "");
	next_is("y", "y");
	next_is("nei", "");
	is_at_end();
}

TEST(a_long_tier_is_cut)
{
	struct buf b = { 0 };
	struct fail f = { 0 };
	size_t i, sum = 0;
	int got;

	buf_text(&b, "<basic-transcription><basic-body><tier type='t'>");
	for (i = 0; i < 2000; i++)
		buf_printf(&b,
		    "<event start='T%zu' end='T%zu'>et ord og ett til </event>", i,
		    i + 1);
	buf_text(&b, "</tier></basic-body></basic-transcription>");
	buf_byte(&b, '\0');
	read_text(&format_exb, (const char *)b.at);
	while ((got = format_exb.next(reader, &now, &f)) == 1) {
		assert_true(now.text.len <= LIMIT_UTTERANCE);
		sum += now.text.len;
	}
	assert_int_equal(got, 0);
	assert_int_equal(sum, 2000 * strlen("et ord og ett til "));
	format_exb.close(reader);
	buf_free(&b);
}

TEST(ids_that_programs_count_up)
{
	assert_true(xml_is_counted(bytes_of("ts12"), "ts"));
	assert_true(xml_is_counted(bytes_of("cveid_3ad6-77"), "cveid"));
	assert_true(xml_is_counted(bytes_of("cveid0"), "cveid"));
	assert_false(xml_is_counted(bytes_of("ts"), "ts"));
	assert_false(xml_is_counted(bytes_of("ts_"), "ts"));
	assert_false(xml_is_counted(bytes_of("tsKari1"), "ts"));
	assert_false(xml_is_counted(bytes_of("ts_kari1"), "ts"));
	assert_false(xml_is_counted(bytes_of("1"), "ts"));
}

TEST(roots_are_told)
{
	assert_true(xml_root_is(bytes_of("<a/>"), "a"));
	assert_true(
	    xml_root_is(bytes_of("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <b> -->\n"
				 "<!DOCTYPE a>\n<a b='c'>"),
		"a"));
	assert_false(xml_root_is(bytes_of("<ab/>"), "a"));
	assert_false(xml_root_is(bytes_of("<!-- <a> "), "a"));
	assert_false(xml_root_is(bytes_of("<a"), "a"));
	assert_false(xml_root_is(bytes_of("a"), "a"));
	assert_int_equal(format_eaf.bid(bytes_of("<ANNOTATION_DOCUMENT>")), 90);
	assert_int_equal(format_exb.bid(bytes_of("<basic-transcription>")), 90);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(annotations_are_utterances_and_participants_labels),
    T(one_name_of_a_tier_is_one_symbol), T(events_that_touch_are_one_utterance),
    T(a_long_tier_is_cut), T(ids_that_programs_count_up), T(roots_are_told))
