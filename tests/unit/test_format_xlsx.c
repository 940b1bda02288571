#include "unit.h"

#include "base/arena.h"
#include "base/fail.h"
#include "format/format.h"
#include "format/source.h"
#include "format/xlsx.h"
#include "format/zip.h"
#include "scrub/parts.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define MAIN " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS                                                             \
	HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/" \
	     "package/2006/relationships\">"
#define TO(id, type, target)                                                           \
	"<Relationship Id=\"" id "\" Type=\"" REL "/" type "\" Target=\"" target "\"/" \
	">"

static struct arena *arena;
static FILE *file;
static struct parts parts;
static struct source *source;
static const struct part *part;
static struct reader *reader;
static struct utterance u;
static struct fail trouble;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	trouble = (struct fail){ 0 };
	reader = NULL;
	source = NULL;
	file = tmpfile();
	return file == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	if (reader != NULL)
		part->format->close(reader);
	source_close(source);
	fclose(file);
	arena_free(arena);
	return 0;
}

static void
put(struct zip_out *out, const char *name, const char *text)
{
	struct fail f = { 0 };

	assert_int_equal(zip_out_begin(out, bytes_of(name), false, &f), 0);
	assert_int_equal(zip_out_write(out, bytes_of(text), &f), 0);
	assert_int_equal(zip_out_end(out, &f), 0);
}

static int
open_book(const char *sheets, const char *strings, const char *rows)
{
	static const struct choice choice = { .keep_comments = false };
	struct zip_out *out = zip_out_new(fileno(file), arena);
	struct fail f = { 0 };

	put(out, "[Content_Types].xml", "<Types/>");
	put(out, "_rels/.rels",
	    RELS TO("a", "officeDocument", "xl/workbook.xml") "</Relationships>");
	put(out, "xl/_rels/workbook.xml.rels",
	    RELS TO("a", "worksheet", "s1.xml") TO("b", "worksheet", "s2.xml")
		TO("c", "sharedStrings", "st.xml")
		    TO("d", "styles", "styles.xml") "</Relationships>");
	put(out, "xl/workbook.xml",
	    arena_printf(arena,
		HEAD "<workbook" MAIN " xmlns:r=\"" REL
		     "\"><sheets>%s</sheets></workbook>",
		sheets));
	put(out, "xl/st.xml",
	    arena_printf(arena, HEAD "<sst" MAIN ">%s</sst>", strings));
	put(out, "xl/styles.xml",
	    HEAD "<styleSheet" MAIN "><cellXfs><xf numFmtId=\"0\"/>"
		 "<xf numFmtId=\"14\"/></cellXfs></styleSheet>");
	put(out, "xl/s1.xml",
	    arena_printf(arena,
		HEAD "<worksheet" MAIN "><sheetData>%s</sheetData></worksheet>", rows));
	put(out, "xl/s2.xml", HEAD "<worksheet" MAIN "/>");
	assert_int_equal(zip_out_finish(out, &f), 0);
	zip_out_close(out);
	source = source_of_file(fileno(file), arena, &f);
	return parts_open(&parts, NULL, source, NULL, &choice, arena, &trouble);
}

/* The part of this name, from its start. */
static void
read_part(const char *name)
{
	size_t i;

	for (i = 0; i < parts.package.parts; i++)
		if (strcmp(parts.package.part[i].name, name) == 0)
			break;
	assert_true(i < parts.package.parts);
	part = &parts.package.part[i];
	source = parts_source(&parts, part, arena, &trouble);
	assert_non_null(source);
	reader = part->format->open(source, part, arena, &trouble);
	assert_non_null(reader);
}

static void
read_rows(const char *strings, const char *rows)
{
	assert_int_equal(
	    open_book("<sheet name=\"Ark1\" r:id=\"a\"/>", strings, rows), 0);
	read_part("xl/worksheets/sheet1.xml");
}

/* The next utterance with text. */
static void
next_is(const char *text)
{
	do
		assert_int_equal(part->format->next(reader, &u, &trouble), 1);
	while (u.text.len == 0);
	assert_string_equal(arena_text(arena, u.text), text);
}

static void
is_at_end(void)
{
	int got;

	while ((got = part->format->next(reader, &u, &trouble)) == 1)
		assert_int_equal(u.text.len, 0);
	assert_int_equal(got, 0);
}

/* Written in place of something. */
static bool
writes(const char *instead)
{
	size_t i;

	for (i = 0; i < u.removals; i++)
		if (bytes_are(u.removal[i].instead, instead))
			return true;
	return false;
}

TEST(passes_over_numbers)
{
	read_rows("<si><t>a</t></si>",
	    "<row><c t=\"s\"><v>0</v></c><c><v>44</v></c><c><v>-1.5E-10</v></c>"
	    "<c><v>0.10000000000000001</v></c><c t=\"b\"><v>1</v></c>"
	    "<c t=\"e\"><v>#REF!</v></c></row>");
	is_at_end();
}

TEST(searches_long_numbers_as_text)
{
	read_rows("", "<row><c r=\"A1\"><v>91234567</v></c><c r=\"B1\" "
		      "t=\"n\"><v>912345678.5</v></c>"
		      "</row>");
	next_is("91234567");
	assert_true(writes("c t=\"str\""));
	assert_int_equal(u.segment[0].kind, SEGMENT_PLAIN);
	next_is("912345678.5");
	assert_true(writes("str"));
	is_at_end();
}

TEST(reads_an_identity_number_with_its_first_zero)
{
	read_rows("", "<row><c><v>1877010186</v></c><c><v>1877010187</v></c></row>");
	next_is("01877010186");
	assert_int_equal(u.segments, 1);
	assert_int_equal(u.segment[0].kind, SEGMENT_WHOLE);
	assert_int_equal(u.segment[0].end - u.segment[0].at, 10);
	next_is("1877010187");
	is_at_end();
}

TEST(spells_days)
{
	read_rows("", "<row><c s=\"1\"><v>22430</v></c></row>");
	next_is("1961-05-29");
	assert_int_equal(u.segment[0].kind, SEGMENT_WHOLE);
	assert_int_equal(u.segment[0].end - u.segment[0].at, 5);
	assert_true(writes("1961-05-29"));
	assert_true(writes("c t=\"str\""));
	is_at_end();
}

TEST(searches_what_is_no_number_where_one_should_be)
{
	read_rows("",
	    "<row><c><v>Kari</v></c><c t=\"b\"><v>Ola</v></c>"
	    "<c t=\"e\"><v>#Per</v></c><c t=\"d\"><v>1961-05-29</v></c></row>");
	next_is("Kari");
	assert_true(writes("c t=\"str\""));
	next_is("Ola");
	assert_true(writes("str"));
	next_is("#Per");
	assert_true(writes("str"));
	next_is("1961-05-29");
	assert_true(writes("str"));
	is_at_end();
}

TEST(decodes_characters_by_number)
{
	read_rows(
	    "", "<row><c t=\"str\"><v>Ka_x0072_i &amp; _x00f8_ _x12_</v></c></row>");
	next_is("Kari & ø _x12_");
	assert_int_equal(u.segment[1].kind, SEGMENT_WHOLE);
	assert_int_equal(u.segment[1].end - u.segment[1].at, 7);
	is_at_end();
}

TEST(knows_columns_by_their_names)
{
	assert_int_equal(
	    open_book("<sheet name=\"Ark1\" r:id=\"a\"/>",
		"<si><t>$submission_id</t></si><si><t>Navn</t></si><si><t>kari "
		"lie</t></si>"
		"<si><t>8123</t></si><si><t>x.png</t></si>",
		"<row><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
		"t=\"s\"><v>1</v></c></row>"
		"<row><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" t=\"s\"><v>2</v></c>"
		"<c r=\"C2\" t=\"s\"><v>4</v></c></row>"),
	    0);
	read_part("xl/sharedStrings.xml");
	next_is("$submission_id");
	assert_int_equal(u.label, LABEL_NONE);
	next_is("Navn");
	next_is("kari lie");
	assert_int_equal(u.label, LABEL_COLON);
	assert_int_equal(u.label_to, 8);
	assert_int_equal(part->format->next(reader, &u, &trouble), 1);
	assert_int_equal(u.removal[0].what, HIDDEN_PROPERTY);
	assert_true(writes("fil"));
	assert_string_equal(arena_text(arena, u.text), "fil.png");
	is_at_end();
	part->format->close(reader);
	source_close(source);
	read_part("xl/worksheets/sheet1.xml");
	is_at_end();
}

/* Sheets by these names come out as ... */
static void
sheets_are(const char *one, const char *two, const char *first, const char *second)
{
	const char *made, *sheets;

	rewind(file);
	assert_int_equal(
	    open_book(arena_printf(arena,
			  "<sheet name=\"%s\" r:id=\"a\"/>"
			  "<sheet name=\"%s\" state=\"hidden\" r:id=\"b\"/>",
			  one, two),
		"", ""),
	    0);
	made = arena_text(arena, parts.package.part[2].made);
	sheets = arena_printf(arena,
	    "<sheet name=\"%s\" sheetId=\"1\" r:id=\"rId6\"/>"
	    "<sheet name=\"%s\" sheetId=\"2\" state=\"hidden\" r:id=\"rId7\"/>",
	    first, second);
	assert_non_null(strstr(made, sheets));
}

TEST(gives_sheets_neutral_names)
{
	sheets_are("Ark1", "Sheet 2", "Ark1", "Sheet 2");
}

TEST(gives_a_name_that_no_sheet_has)
{
	sheets_are("Kari", "Sheet1", "Sheet2", "Sheet1");
	assert_int_equal(parts.package.hidden[HIDDEN_NAME], 1);
	assert_int_equal(parts.package.hidden[HIDDEN_SHEET], 1);
}

TEST(gives_no_long_number_as_a_name)
{
	sheets_are("Ark91234567", "Sheet2 Kari", "Sheet1", "Sheet2");
	assert_int_equal(parts.package.hidden[HIDDEN_NAME], 2);
}

static void
is_wrong(const char *rows)
{
	int got;

	assert_int_equal(open_book("<sheet name=\"Ark1\" r:id=\"a\"/>",
			     "<si><t>$a</t></si><si><t>b</t></si>", rows),
	    0);
	read_part("xl/worksheets/sheet1.xml");
	while ((got = part->format->next(reader, &u, &trouble)) == 1)
		;
	assert_int_equal(got, -1);
	assert_string_equal(trouble.what, "workbook-cell");
}

TEST(fails_for_a_string_without_number)
{
	is_wrong("<row><c t=\"s\"><v>Kari</v></c></row>");
}

TEST(fails_for_a_string_with_a_long_number)
{
	is_wrong("<row><c t=\"s\"><v>912345678</v></c></row>");
}

TEST(fails_for_an_odd_type)
{
	is_wrong("<row><c t=\"kari\"><v>1</v></c></row>");
}

TEST(fails_for_an_odd_reference)
{
	is_wrong("<row><c r=\"KARI\"><v>Ja</v></c></row>");
}

TEST(fails_where_cells_would_move)
{
	is_wrong(
	    "<row><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
	    "<row><c r=\"A2\" t=\"s\"><v>1</v></c><c t=\"str\"><v>b</v></c></row>");
}

TEST(fails_where_the_part_is_something_else)
{
	assert_int_equal(open_book("<sheet name=\"Ark1\" r:id=\"c\"/>", "", ""), -1);
	assert_string_equal(trouble.what, "workbook-none");
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(passes_over_numbers), T(searches_long_numbers_as_text),
    T(reads_an_identity_number_with_its_first_zero), T(spells_days),
    T(searches_what_is_no_number_where_one_should_be), T(decodes_characters_by_number),
    T(knows_columns_by_their_names), T(gives_sheets_neutral_names),
    T(gives_a_name_that_no_sheet_has), T(gives_no_long_number_as_a_name),
    T(fails_for_a_string_without_number), T(fails_for_a_string_with_a_long_number),
    T(fails_for_an_odd_type), T(fails_for_an_odd_reference),
    T(fails_where_cells_would_move), T(fails_where_the_part_is_something_else))
