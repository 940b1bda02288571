#include "unit.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/rtf.h"
#include "format/source.h"

static struct arena *arena;
static struct fail failure;
static uint64_t hidden[HIDDENS];
static struct bytes file;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Segments touch in the text, go forward in the file, and what is as it is is so. */
static void
check_segments(const struct utterance *u)
{
	const struct segment *s;
	uint64_t at = 0;
	uint32_t from = 0;
	size_t i;

	for (i = 0; i < u->segments; i++) {
		s = &u->segment[i];
		assert_int_equal(s->from, from);
		assert_true(s->at >= at && s->end >= s->at && s->end <= file.len);
		if (s->kind == SEGMENT_PLAIN)
			assert_true(bytes_equal(bytes_cut(u->text, s->from, s->to),
			    bytes_cut(file, s->at, s->end)));
		from = s->to;
		at = s->end;
	}
	assert_int_equal(from, u->text.len);
}

/* What the file says: utterances with "|" between, "|+" before one that continues, the
 * label in <>. After a failure its message, behind "!". */
static const char *
said_of(struct bytes rtf)
{
	int fd = memfd_create("rtf", 0), got;
	const enum encoding bytes = ENCODING_UTF8;
	struct buf out = { 0 };
	struct source *source;
	struct reader *reader;
	struct utterance u;
	const char *text;
	size_t i;

	file = rtf;
	failure = (struct fail){ 0 };
	memset(hidden, 0, sizeof hidden);
	assert_int_equal(write(fd, rtf.at, rtf.len), rtf.len);
	source = source_of_file(fd, arena, &failure);
	assert_int_equal(source_tell_encoding(source, &bytes, &failure), 0);
	reader = format_rtf.open(source, NULL, arena, &failure);
	while ((got = format_rtf.next(reader, &u, &failure)) == 1) {
		check_segments(&u);
		for (i = 0; i < u.removals; i++)
			hidden[u.removal[i].what]++;
		if (u.text.len == 0)
			continue;
		if (out.len > 0)
			buf_text(&out, u.continued ? "|+" : "|");
		if (u.label != LABEL_NONE) {
			assert_int_equal(u.label_from, 0);
			buf_byte(&out, '<');
			buf_add(&out, bytes_cut(u.text, 0, u.label_to));
			buf_byte(&out, '>');
			buf_add(&out, bytes_cut(u.text, u.label_to, u.text.len));
		} else
			buf_add(&out, u.text);
	}
	if (got == 0)
		assert_int_equal(format_rtf.next(reader, &u, &failure), 0);
	else
		buf_printf(&out, "!%s", failure.what);
	format_rtf.close(reader);
	close(fd);
	text = arena_text(arena, buf_bytes(&out));
	buf_free(&out);
	return text;
}

#define RTF(body) "{\\rtf1\\ansi\\ansicpg1252\\deff0 " body "}"
#define SAID(body, expected) assert_string_equal(said_of(bytes_of(RTF(body))), expected)
#define RAW(rtf, expected) assert_string_equal(said_of(bytes_of(rtf)), expected)

TEST(a_paragraph_is_an_utterance)
{
	SAID("Kari: Ja.\\par Ola: Nei.\\par", "<Kari>: Ja.|<Ola>: Nei.");
	SAID("Kari: Ja.\\\nOla: Nei.\\\r\nI: Jo.", "<Kari>: Ja.|<Ola>: Nei.|<I>: Jo.");
	SAID("Ja.\\par\\par\\pard Nei.\\sect Jo.", "Ja.|Nei.|Jo.");
	SAID("Ka\nri\r\n: Ja.", "<Kari>: Ja.");
	SAID("", "");
	SAID("\\par  \\par\\tab\\par", "");
}

TEST(a_sentence_goes_on_in_the_next_paragraph)
{
	SAID("I: jeg heter\\par Kari\\par Ola: Nei", "<I>: jeg heter\nKari|<Ola>: Nei");
	SAID("Ja\\par\\par Nei", "Ja|Nei");
}

TEST(markup_does_not_cut_words)
{
	SAID("Ka{\\b r}i {\\i\\fs24 Nord}\\ul0 haug", "Kari Nordhaug");
	SAID("{\\*\\cs15 Kari}", "Kari");
	SAID("a\\line b\\tab c\\page d", "a\nb\tc\nd");
}

TEST(letters_are_spelt_in_many_ways)
{
	SAID("p\\'e5 \\'C5sane", "på Åsane");
	SAID("p\\u229?\\u229\\'e5 \\uc0\\u197 sane", "påå Åsane");
	SAID("\\uc3\\u248abcd{\\uc1\\u248ef}g\\u248 hij.", "ødøfgø.");
	SAID("\\u-10179?\\u-8704?", "\xF0\x9F\x98\x80");
	SAID("\\u-10179?x\\u-8704?", "x\xEF\xBF\xBD");
	SAID("a\\~b\\-c\\_d\\{\\}\\\\e", "a\xC2\xA0"
					 "b\xC2\xAD"
					 "c\xE2\x80\x91"
					 "d{}\\e");
	SAID("\\ldblquote Ja\\rdblquote\\emdash\\bullet", "“Ja”—•");
	SAID("\\u8211\\endash\\u8211\\par x", "––|x");
	SAID("a\\u1\\'41b\\'01", "ab");
}

TEST(code_pages_are_those_of_fonts)
{
	SAID("{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset77 B;}{\\f2\\cpg865 C;}}"
	     "\\'e5{\\f1\\'8c}{\\f2\\'86}\\plain\\'e5",
	    "åååå");
	SAID("{\\fonttbl\\f3\\fnil\\fcharset77 Helvetica;}\\deff3 \\'8c", "å");
	RAW("{\\rtf1\\mac \\'8c \xBE}", "å æ");
	RAW("{\\rtf1\\ansi p\xE5}", "på");
}

TEST(a_code_page_that_is_not_read_is_refused_where_it_is_needed)
{
	SAID("{\\fonttbl{\\f1\\fcharset238 A;}}\\f1 Kari \\u322\\'b3.", "Kari ł.");
	SAID("{\\fonttbl{\\f1\\fcharset238 A;}}\\f1 Kari \\'b3.", "!rtf-codepage");
	assert_string_equal(failure.args, "1250");
	RAW("{\\rtf1\\pc Kari}", "Kari");
	RAW("{\\rtf1\\pc K\\'86ri}", "!rtf-codepage");
	RAW("{\\rtf1\\ansicpg65001 \\'c3}", "!rtf-codepage");
	SAID("{\\fonttbl{\\f1\\fcharset204 A;}}{\\*\\xe\\f1 \\'b3}Ja.", "Ja.");
}

TEST(rows_have_tabs_between_their_cells)
{
	SAID("\\trowd\\pard\\intbl Kari:\\cell {Ja.}\\cell\\row"
	     "\\trowd Ola:\\cell \\pard Nei\\par jo.\\cell {\\row}Slutt.",
	    "<Kari>:\tJa.|<Ola>:\tNei\njo.|Slutt.");
	SAID("a\\cell\\cell b\\cell\\row", "a\tb");
	SAID(
	    "a\\nestcell b\\nestcell{\\*\\nesttableprops\\nestrow}{\\nonesttables\\par}"
	    "\\cell\\row",
	    "a\tb");
}

TEST(headers_notes_and_boxes_are_text_of_their_own)
{
	SAID("{\\header\\pard Kari Nordhaug\\par}{\\footer\\pard\\par}Ja.",
	    "Kari Nordhaug|Ja.");
	assert_int_equal(hidden[HIDDEN_HEADER], 1);
	SAID("Ja{\\footnote\\pard Se Kari.\\par Og Ola.} da.\\par Nei.",
	    "Se Kari.|Og Ola.|Ja da.|Nei.");
	assert_int_equal(hidden[HIDDEN_NOTE], 1);
	SAID("{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn a}{\\sv b}}{\\shptxt Kari\\par}}"
	     "{\\shprslt Ola}}Ja.",
	    "Kari|Ja.");
	assert_int_equal(hidden[HIDDEN_TEXTBOX], 1);
	SAID("a{\\footnote b{\\footnote c{\\footnote d{\\footnote e}}}f}g",
	    "d\ne|c|bf|ag");
}

TEST(what_is_hidden_or_added_is_text)
{
	SAID("Ja {\\v Kari }da. \\revised Nei\\revised0 .", "Ja Kari da. Nei.");
	assert_int_equal(hidden[HIDDEN_TEXT], 1);
	assert_int_equal(hidden[HIDDEN_INSERTED], 1);
}

TEST(what_is_deleted_is_not)
{
	SAID("Ja {\\deleted Kari \\'e5\\u248?\\tab }da. \\deleted Nei\\plain  Jo.",
	    "Ja da.  Jo.");
	assert_int_equal(hidden[HIDDEN_DELETED], 2);
}

TEST(what_is_beside_the_text_is_left_and_counted)
{
	SAID("{\\info{\\author Kari}{\\*\\company Nav}{\\title Ola}{\\creatim\\yr2018}}"
	     "{\\stylesheet{\\s1 Kari;}}{\\*\\generator Msftedit;}"
	     "{\\*\\revtbl{Kari;}}{\\*\\rsidtbl\\rsid1234}\\insrsid1234 "
	     "Ja{\\*\\atnid KN}{\\*\\atnauthor Kari}\\chatn{\\*\\annotation Kari\\par}."
	     "{\\field{\\*\\fldinst HYPERLINK \"mailto:kari\"}{\\fldrslt her}}"
	     "{\\*\\bkmkstart Kari}{\\*\\bkmkend Kari}{\\xe Kari}"
	     "{\\pict\\wmetafile8 0123abcd}{\\object{\\*\\objdata 01}{\\result{\\pict "
	     "01}}}"
	     "{\\upr{\\*\\bkmkstart Kari}{\\*\\ud{\\*\\bkmkstart Kari}}}",
	    "Ja.her");
	assert_int_equal(hidden[HIDDEN_AUTHOR], 3);
	assert_int_equal(hidden[HIDDEN_PROPERTY], 3);
	assert_int_equal(hidden[HIDDEN_TIME], 1);
	assert_int_equal(hidden[HIDDEN_NAME], 1);
	assert_int_equal(hidden[HIDDEN_REVISION], 2);
	assert_int_equal(hidden[HIDDEN_COMMENT], 1);
	assert_int_equal(hidden[HIDDEN_FIELD], 2);
	assert_int_equal(hidden[HIDDEN_BOOKMARK], 2);
	assert_int_equal(hidden[HIDDEN_PICTURE], 2);
	assert_int_equal(hidden[HIDDEN_EMBEDDED], 1);
	assert_int_equal(hidden[HIDDEN_UNKNOWN], 0);
}

TEST(what_is_not_known_is_left_and_counted)
{
	SAID("Ja{\\*\\whatever Kari{\\b Kari}}{\\unheardof .}", "Ja.");
	assert_int_equal(hidden[HIDDEN_UNKNOWN], 1);
	RAW("{\\rtf1 Ja.}\r\n\r\n", "Ja.");
	assert_int_equal(hidden[HIDDEN_UNKNOWN], 0);
	RAW("{\\rtf1 Ja.}Kari", "Ja.");
	assert_int_equal(hidden[HIDDEN_UNKNOWN], 1);
	RAW("{\\rtf1 Ja.}{\\rtf1 Kari}", "Ja.");
	assert_int_equal(hidden[HIDDEN_UNKNOWN], 1);
}

TEST(binary_is_stepped_over)
{
	static const char rtf[] = "{\\rtf1 Ja{\\pict\\bin7 }}{\\\0\xFF }.}";

	assert_string_equal(
	    said_of((struct bytes){ (const void *)rtf, sizeof rtf - 1 }), "Ja.");
}

TEST(text_of_upr_is_taken_once)
{
	SAID("{\\upr{Kari ?}{\\*\\ud{Kari \\u322 ?}}}.", "Kari ł.");
}

TEST(a_long_paragraph_is_cut_at_a_word)
{
	struct buf b = { 0 };
	const char *said;
	size_t i, pieces = 0;

	buf_text(&b, "{\\rtf1\\ansi I: ");
	for (i = 0; i < 9000; i++)
		buf_text(&b, i % 3 ? "l\\'f8s " : "ord ");
	buf_text(&b, ".\\par Slutt.}");
	said = said_of(buf_bytes(&b));
	for (i = 0; said[i] != '\0'; i++)
		if (said[i] == '|') {
			pieces++;
			assert_true(said[i - 1] == ' ' || said[i + 1] != '+');
		}
	assert_int_equal(pieces, 3);
	assert_non_null(strstr(said, "|Slutt."));
	assert_null(strstr(said, "+Slutt."));
	buf_free(&b);
}

TEST(removals_without_end_are_told)
{
	struct buf b = { 0 };
	size_t i;

	buf_text(&b, "{\\rtf1 ");
	for (i = 0; i < 5000; i++)
		buf_text(&b, "{\\pict 00}");
	buf_text(&b, "Ja.}");
	assert_string_equal(said_of(buf_bytes(&b)), "Ja.");
	assert_int_equal(hidden[HIDDEN_PICTURE], 5000);
	buf_free(&b);
}

TEST(damaged_files_are_refused)
{
	struct buf deep = { 0 };
	size_t i;

	RAW("", "!rtf-cut");
	RAW("{", "!rtf-cut");
	RAW("{\\rtf1 Kari", "!rtf-cut");
	RAW("{\\rtf1 {Kari}", "!rtf-cut");
	RAW("{\\rtf1 Kari\\", "!rtf-cut");
	RAW("{\\rtf1 Kari\\'", "!rtf-cut");
	RAW("{\\rtf1 Kari\\'e", "!rtf-cut");
	RAW("{\\rtf1 Kari\\'eg}", "!rtf-hex");
	RAW("{\\rtf1 Kari\\'}}", "!rtf-hex");
	RAW("{\\rtf1 \\bin9 Kari}", "!rtf-cut");
	RAW("{\\rtf1 \\bin-1 Kari}", "!rtf-cut");
	RAW("{\\rtf1 \\bin99999999999 Kari}", "!rtf-word");
	RAW("{\\rtf1 \\u-}", "!rtf-word");
	RAW("{\\rtf1 \\abcdefghijklmnopqrstuvwxyzabcdefg}", "!rtf-word");
	RAW("Kari", "!rtf-start");
	RAW("\\rtf1 Kari}", "!rtf-start");
	RAW("}", "!rtf-start");
	for (i = 0; i <= LIMIT_RTF_DEPTH; i++)
		buf_byte(&deep, '{');
	assert_string_equal(said_of(buf_bytes(&deep)), "!rtf-depth");
	assert_int_equal(failure.kind, FAIL_LIMIT);
	buf_free(&deep);
}

TEST(a_failure_says_the_paragraph)
{
	RAW("{\\rtf1 Ja.\\par Nei.\\par \\'zz}", "Ja.!rtf-hex");
	assert_int_equal(failure.line, 3);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

UNIT(WITH(a_paragraph_is_an_utterance), WITH(a_sentence_goes_on_in_the_next_paragraph),
    WITH(markup_does_not_cut_words), WITH(letters_are_spelt_in_many_ways),
    WITH(code_pages_are_those_of_fonts),
    WITH(a_code_page_that_is_not_read_is_refused_where_it_is_needed),
    WITH(rows_have_tabs_between_their_cells),
    WITH(headers_notes_and_boxes_are_text_of_their_own),
    WITH(what_is_hidden_or_added_is_text), WITH(what_is_deleted_is_not),
    WITH(what_is_beside_the_text_is_left_and_counted),
    WITH(what_is_not_known_is_left_and_counted), WITH(binary_is_stepped_over),
    WITH(text_of_upr_is_taken_once), WITH(a_long_paragraph_is_cut_at_a_word),
    WITH(removals_without_end_are_told), WITH(damaged_files_are_refused),
    WITH(a_failure_says_the_paragraph))
