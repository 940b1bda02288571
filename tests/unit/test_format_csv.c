#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/csv.h"
#include "format/csv_cell.h"
#include "format/source.h"

static struct arena *arena;
static FILE *file;
static struct bytes content;
static enum encoding encoding;
static struct reader *reader;
static struct utterance u;

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
read_bytes(struct bytes bytes)
{
	struct source *source;
	struct fail f = { 0 };

	arena_clear(arena);
	content = bytes;
	rewind(file);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	fflush(file);
	source = source_of_file(fileno(file), arena, &f);
	assert_non_null(source);
	assert_int_equal(source_tell_encoding(source, NULL, &f), 0);
	encoding = source_encoding(source).encoding;
	reader = format_csv.open(source, NULL, arena, &f);
	assert_non_null(reader);
}

static void
read_text(const char *text)
{
	read_bytes(bytes_of(text));
}

static void
next_is(uint64_t number, uint64_t line, const char *text)
{
	struct fail f = { 0 };

	assert_int_equal(format_csv.next(reader, &u, &f), 1);
	assert_string_equal(arena_text(arena, u.text), text);
	assert_int_equal(u.number, number);
	assert_int_equal(u.line, line);
}

static const char *
label(void)
{
	if (u.label == LABEL_NONE)
		return "";
	return arena_text(arena, bytes_cut(u.text, u.label_from, u.label_to));
}

/* One removal of these raw bytes. */
static void
takes_out(enum hidden what, const char *raw, const char *instead)
{
	const struct removal *r = u.removal;

	assert_int_equal(u.removals, 1);
	assert_int_equal(r->what, what);
	assert_true(bytes_are(bytes_cut(content, r->at, r->end), raw));
	assert_true(bytes_are(r->instead, instead));
}

static void
is_at_end(void)
{
	struct fail f = { 0 };

	assert_int_equal(format_csv.next(reader, &u, &f), 0);
	assert_int_equal(format_csv.next(reader, &u, &f), 0);
	format_csv.close(reader);
}

static void
fails_with(const char *what, uint64_t line)
{
	struct fail f = { 0 };
	int got;

	while ((got = format_csv.next(reader, &u, &f)) == 1)
		;
	assert_int_equal(got, -1);
	assert_string_equal(f.what, what);
	assert_int_equal(f.line, line);
	format_csv.close(reader);
}

TEST(gives_each_cell_that_is_not_blank)
{
	read_text("a;b;c\r\nen; ;\"to;\r\ntre\"\r\n\r\n;;fire");
	next_is(1, 1, "a");
	next_is(1, 1, "b");
	next_is(1, 1, "c");
	next_is(2, 2, "en");
	next_is(2, 2, "to;\r\ntre");
	next_is(3, 5, "fire");
	is_at_end();
}

TEST(says_where_a_doubled_quote_stands)
{
	read_text("a;b;c\nx;y;\"Hun sa \"\"ja\"\".\"\n");
	next_is(1, 1, "a");
	next_is(1, 1, "b");
	next_is(1, 1, "c");
	next_is(2, 2, "x");
	next_is(2, 2, "y");
	next_is(2, 2, "Hun sa \"ja\".");
	assert_int_equal(u.segments, 5);
	assert_int_equal(u.segment[0].kind, SEGMENT_PLAIN);
	assert_int_equal(u.segment[1].kind, SEGMENT_WHOLE);
	assert_int_equal(u.segment[1].end - u.segment[1].at, 2);
	assert_int_equal(u.segment[0].escape, ESCAPE_CSV);
	assert_true(
	    bytes_are(bytes_cut(content, u.segment[2].at, u.segment[2].end), "ja"));
	is_at_end();
}

TEST(takes_a_quote_inside_a_bare_field_as_a_character)
{
	read_text("a;b;c\nx;Ja \"nei\";z\n");
	next_is(1, 1, "a");
	next_is(1, 1, "b");
	next_is(1, 1, "c");
	next_is(2, 2, "x");
	next_is(2, 2, "Ja \"nei\"");
	assert_int_equal(u.segment[0].escape, ESCAPE_CSV_PLAIN);
	next_is(2, 2, "z");
	is_at_end();
}

TEST(fails_where_quotes_do_not_balance)
{
	read_text("\"a\";\"b\"\n1;\"to\n\ntre\n");
	fails_with("csv-quote", 2);
	read_text("\"a\";\"b\"\n1;\"to\" tre\n");
	fails_with("csv-quote", 2);
	read_text("\"a\";\"b\"\n1;2\n3;\"");
	fails_with("csv-quote", 3);
}

TEST(reads_utf16_with_tabs)
{
	static const char text[] = "\xFF\xFE"
				   "a\0\t\0b\0\r\0\n\0\"\0\xE5\0\"\0\"\0\"\0\t\0=\0"
				   "1\0\r\0\n\0";

	read_bytes((struct bytes){ (const unsigned char *)text, sizeof text - 1 });
	next_is(1, 1, "a");
	next_is(1, 1, "b");
	next_is(2, 2, "å\"");
	assert_int_equal(u.segment[1].end - u.segment[1].at, 4);
	next_is(2, 2, "=1");
	assert_int_equal(u.removal[0].end - u.removal[0].at, 2);
	is_at_end();
}

TEST(empties_what_is_the_survey_programs_own)
{
	read_text("\"$submission_id\";\"$created\";\"Alder\";\"$answer_time_ms\"\n"
		  "\"8123\";\"2024-05-06T10:11:12+02:00\";\"34\";\"1000\"\n");
	next_is(1, 1, "$submission_id");
	next_is(1, 1, "$created");
	next_is(1, 1, "Alder");
	next_is(1, 1, "$answer_time_ms");
	next_is(2, 2, "");
	takes_out(HIDDEN_PROPERTY, "8123", "");
	next_is(2, 2, "");
	takes_out(HIDDEN_TIME, "2024-05-06T10:11:12+02:00", "");
	next_is(2, 2, "34");
	assert_int_equal(u.removals, 0);
	next_is(2, 2, "");
	takes_out(HIDDEN_TIME, "1000", "");
	is_at_end();
}

TEST(exchanges_file_names)
{
	read_text("a;b;c\nsølvi.png;\"CV, Kari Lie.docx\";fil.pdf\n");
	next_is(1, 1, "a");
	next_is(1, 1, "b");
	next_is(1, 1, "c");
	next_is(2, 2, "");
	takes_out(HIDDEN_LINK, "sølvi", "fil");
	next_is(2, 2, "");
	takes_out(HIDDEN_LINK, "CV, Kari Lie", "fil");
	next_is(2, 2, "fil.pdf");
	is_at_end();
}

TEST(makes_text_of_formulas)
{
	read_text(
	    "a;b;c\n=1+1;-1,5;@kari\n+47 91 23 45 67;-;- Ja\n\"\t=1\";'=1;-1+2\n");
	next_is(1, 1, "a");
	next_is(1, 1, "b");
	next_is(1, 1, "c");
	next_is(2, 2, "=1+1");
	takes_out(HIDDEN_FORMULA, "=", "'=");
	next_is(2, 2, "-1,5");
	assert_int_equal(u.removals, 0);
	next_is(2, 2, "@kari");
	takes_out(HIDDEN_FORMULA, "@", "'@");
	next_is(3, 3, "+47 91 23 45 67");
	assert_int_equal(u.removals, 0);
	next_is(3, 3, "-");
	assert_int_equal(u.removals, 0);
	next_is(3, 3, "- Ja");
	takes_out(HIDDEN_FORMULA, "-", "'-");
	next_is(4, 4, "\t=1");
	takes_out(HIDDEN_FORMULA, "\t", "'\t");
	next_is(4, 4, "'=1");
	assert_int_equal(u.removals, 0);
	next_is(4, 4, "-1+2");
	takes_out(HIDDEN_FORMULA, "-", "'-");
	is_at_end();
}

TEST(knows_who_speaks)
{
	read_text("tid;taler;tekst\n00:01;Kari Lie;Ja.\n00:02;SW4;Ola: Nei.\n");
	next_is(1, 1, "tid");
	next_is(1, 1, "taler");
	assert_string_equal(label(), "");
	next_is(1, 1, "tekst");
	next_is(2, 2, "00:01");
	next_is(2, 2, "Kari Lie");
	assert_string_equal(label(), "Kari Lie");
	next_is(2, 2, "Ja.");
	next_is(3, 3, "00:02");
	next_is(3, 3, "SW4");
	assert_string_equal(label(), "SW4");
	next_is(3, 3, "Ola: Nei.");
	assert_string_equal(label(), "Ola");
	is_at_end();
}

TEST(knows_who_speaks_in_two_columns_without_names)
{
	read_text("SW4;Ja, det var det.\nKari;Nei.\nSW4;Jo da.\n");
	next_is(1, 1, "SW4");
	assert_string_equal(label(), "SW4");
	next_is(1, 1, "Ja, det var det.");
	assert_string_equal(label(), "");
	next_is(2, 2, "Kari");
	assert_string_equal(label(), "Kari");
}

TEST(cuts_a_long_cell)
{
	struct buf text = { 0 };
	size_t total = 0, parts = 0, i;
	struct fail f = { 0 };

	buf_text(&text, "\"a\";\"b\"\n\"x\";\"");
	for (i = 0; i < 4000; i++)
		buf_text(&text, i % 100 ? "Det er \"\"ord\"\". " : "Og\n");
	buf_text(&text, "\"\n");
	read_bytes(buf_bytes(&text));
	next_is(1, 1, "a");
	next_is(1, 1, "b");
	next_is(2, 2, "x");
	while (format_csv.next(reader, &u, &f) == 1) {
		assert_int_equal(u.number, 2);
		assert_int_equal(u.continued, parts > 0);
		assert_true(u.text.len <= LIMIT_UTTERANCE);
		total += u.text.len;
		parts++;
	}
	assert_int_equal(f.kind, FAIL_NONE);
	assert_int_equal(total, 3960 * 14 + 40 * 3);
	assert_true(parts >= 4);
	buf_free(&text);
}

static unsigned
bid(const char *text)
{
	return csv_shape_of(bytes_of(text), true).sure;
}

TEST(bids_for_tables)
{
	assert_int_equal(bid("\"$submission_id\";\"$created\"\n\"1\";\"2\"\n"), 95);
	assert_int_equal(bid("sep=,\na,b\n"), 90);
	assert_int_equal(bid("\"a\",\"b\"\n1,\"x\ny\"\n"), 80);
	assert_int_equal(bid("a;b;c\n1;2;\n"), 60);
	assert_int_equal(bid("a\tb\tc\r\n1\t2\t3\r\n"), 60);
	assert_int_equal(bid("a,b,c\n1,2,3\n\n\n"), 60);
	assert_int_equal(bid("SW4;Ja\nT4;Nei\nSW4;Jo; da\n"), 0);
	assert_int_equal(bid("SW4;Ja\nT4;Nei\nSW4;Jo\n"), 55);
	assert_int_equal(
	    csv_shape_of(bytes_of("a,b;c\n1,2;3\n4,5;6\n"), true).separator, ';');
}

TEST(leaves_transcripts_alone)
{
	assert_int_equal(bid(""), 0);
	assert_int_equal(bid("Ja; nei.\n"), 0);
	assert_int_equal(bid("Kari: Ja, det.\nOla: Nei, men.\nKari: Jo, da.\n"), 0);
	assert_int_equal(bid("Kari: Ja; det.\nOla: Nei; men.\nKari: Jo; da.\n"), 0);
	assert_int_equal(bid("Kari:\tJa det.\nOla:\tNei men.\nKari:\tJo da.\n"), 0);
	assert_int_equal(bid("SW4;Ja\n\nT4;Nei\n\nSW4;Jo\n"), 0);
	assert_int_equal(bid("Ja;nei\nHan sa \"så\nja\n"), 0);
	assert_int_equal(bid("1,2\n3,4\n"), 0);
}

TEST(judges_a_table_by_its_start)
{
	struct csv_shape s;

	s = csv_shape_of(bytes_of("\"a\";\"b\";\"c\";\"d\";\"and so o"), false);
	assert_int_equal(s.sure, 80);
	s = csv_shape_of(bytes_of("a;b;c\n1;2;3\n1;\"2\n"), false);
	assert_int_equal(s.sure, 60);
	s = csv_shape_of(bytes_of("a;b;c\n1;2;3\n1;\"2\n"), true);
	assert_int_equal(s.sure, 0);
}

TEST(tells_file_names_from_sentences)
{
	struct csv_stem s[2];

	assert_int_equal(csv_stems(bytes_of("a.png; b.JPG"), s, 2), 2);
	assert_int_equal(s[1].from, 7);
	assert_int_equal(s[1].to, 8);
	assert_int_equal(csv_stems(bytes_of("a.png,b.png,c.png"), s, 2), 2);
	assert_int_equal(s[1].to, 13);
	assert_int_equal(csv_stems(bytes_of(".png"), s, 2), 0);
	assert_int_equal(csv_stems(bytes_of("det er en .png"), s, 2), 0);
	assert_int_equal(csv_stems(bytes_of("Jeg bor i Oslo."), s, 2), 0);
	assert_int_equal(csv_stems(bytes_of("fil.png, fil.png"), s, 2), 0);
	assert_int_equal(csv_stems(bytes_of(""), s, 2), 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(gives_each_cell_that_is_not_blank), T(says_where_a_doubled_quote_stands),
    T(takes_a_quote_inside_a_bare_field_as_a_character),
    T(fails_where_quotes_do_not_balance), T(reads_utf16_with_tabs),
    T(empties_what_is_the_survey_programs_own), T(exchanges_file_names),
    T(makes_text_of_formulas), T(knows_who_speaks),
    T(knows_who_speaks_in_two_columns_without_names), T(cuts_a_long_cell),
    cmocka_unit_test(bids_for_tables), cmocka_unit_test(leaves_transcripts_alone),
    cmocka_unit_test(judges_a_table_by_its_start),
    cmocka_unit_test(tells_file_names_from_sentences))
