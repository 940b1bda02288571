#include "unit.h"

#include "base/arena.h"
#include "base/fail.h"
#include "base/faults.h"
#include "format/source.h"
#include "format/workbook.h"
#include "format/workbook_value.h"
#include "format/zip.h"

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
static struct zip_out *out;
static struct workbook *book;

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
	if (file != NULL)
		fclose(file);
	file = NULL;
	arena_free(arena);
	return 0;
}

static void
part(const char *name, const char *text)
{
	struct fail f = { 0 };

	assert_int_equal(zip_out_begin(out, bytes_of(name), false, &f), 0);
	assert_int_equal(zip_out_write(out, bytes_of(text), &f), 0);
	assert_int_equal(zip_out_end(out, &f), 0);
}

static void
begin(void)
{
	if (file != NULL)
		fclose(file);
	file = tmpfile();
	assert_non_null(file);
	out = zip_out_new(fileno(file), arena);
	part("_rels/.rels",
	    RELS TO("rId1", "officeDocument", "xl/workbook.xml") "</Relationships>");
	part("xl/_rels/workbook.xml.rels",
	    RELS TO("rId1", "worksheet", "worksheets/sheet1.xml")
		TO("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
		    TO("rId3", "styles", "styles.xml") TO("rId4", "sharedStrings",
			"sharedStrings.xml") "</Relationships>");
}

static void
finish(struct fail *f)
{
	struct fail ignored = { 0 };
	struct source *source;

	assert_int_equal(zip_out_finish(out, &ignored), 0);
	zip_out_close(out);
	source = source_of_file(fileno(file), arena, &ignored);
	book = workbook_open(source, arena, f);
}

/* A workbook of two sheets, the first of which has this inside. */
static struct fail
make(const char *properties, const char *strings, const char *data)
{
	struct fail f = { 0 };

	begin();
	part("xl/workbook.xml",
	    arena_printf(arena,
		HEAD
		"<workbook" MAIN " xmlns:r=\"" REL "\">%s<sheets>"
		"<sheet name=\"Hidden\" sheetId=\"1\" state=\"hidden\" r:id=\"rId2\"/>"
		"<sheet name=\"Møter\" sheetId=\"2\" "
		"r:id=\"rId1\"/></sheets></workbook>",
		properties));
	part("xl/styles.xml",
	    HEAD "<styleSheet" MAIN "><numFmts>"
		 "<numFmt numFmtId=\"164\" formatCode=\"d. mmmm yyyy\"/>"
		 "<numFmt numFmtId=\"165\" formatCode=\"000\"/></numFmts>"
		 "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
		 "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
		 "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"22\"/>"
		 "<xf numFmtId=\"20\"/></cellXfs></styleSheet>");
	part("xl/sharedStrings.xml",
	    arena_printf(arena, HEAD "<sst" MAIN ">%s</sst>", strings));
	part("xl/worksheets/sheet1.xml",
	    arena_printf(arena, HEAD "<worksheet" MAIN ">%s</worksheet>", data));
	part("xl/worksheets/sheet2.xml", HEAD
	    "<worksheet" MAIN "><sheetData><row r=\"2\"><c r=\"B2\" t=\"inlineStr\">"
	    "<is><t>b</t></is></c></row></sheetData></worksheet>");
	part("xl/comments1.xml",
	    HEAD "<comments" MAIN
		 "><commentList><comment ref=\"A1\"/></commentList></comments>");
	finish(&f);
	return f;
}

static const char *
sheet(int number)
{
	struct fail f = { 0 };
	struct bytes csv;

	assert_non_null(book);
	assert_int_equal(workbook_csv(book, number, arena, &csv, &f), 0);
	return arena_text(arena, csv);
}

static void
is_wrong(const char *data, const char *what, const char *arg, uint64_t row)
{
	struct fail f = make("", "<si><t>a</t></si>", data);
	struct bytes csv;

	assert_int_equal(f.kind, FAIL_NONE);
	assert_int_equal(workbook_csv(book, 1, arena, &csv, &f), -1);
	assert_string_equal(f.what, what);
	assert_string_equal(f.args, arg);
	assert_int_equal(f.line, row);
}

TEST(finds_sheets_by_name_and_order)
{
	make("", "", "<sheetData/>");
	assert_int_equal(workbook_sheet(book, "Meetings|MØTER"), 1);
	assert_int_equal(workbook_sheet(book, "hidden"), 0);
	assert_int_equal(workbook_sheet(book, "Møte"), -1);
	assert_int_equal(workbook_first(book), 1);
	assert_string_equal(sheet(1), "");
	assert_string_equal(sheet(0), "\n,b\n");
	assert_int_equal(workbook_besides(book).sheets, 1);
	assert_int_equal(workbook_besides(book).comments, 1);
}

TEST(reads_text_in_all_its_spellings)
{
	make("",
	    "<si><t>Kari</t></si>"
	    "<si><r><rPr><b/></rPr><t>Ka</t></r><r><t xml:space=\"preserve\">ri "
	    "</t></r>"
	    "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh><phoneticPr fontId=\"1\"/></si>"
	    "<si><t>a,\"b\"</t></si><si><t>en_x000D_\nto &amp; _x0041_</t></si>",
	    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
	    "<c r=\"B1\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
	    "<row><c r=\"B2\" t=\"s\"><v>3</v></c><c r=\"C2\" t=\"b\"><v>1</v></c>"
	    "<c r=\"E2\" t=\"e\"><v>#N/A</v></c></row>"
	    "<row r=\"4\"><c r=\"A4\" t=\"str\"><f>A1</f><v>Kari</v></c>"
	    "<c r=\"B4\" t=\"inlineStr\"><is><r><t>O</t></r><r><t>la</t></r></is></c>"
	    "<c r=\"C4\" s=\"1\"/></row></sheetData>");
	assert_string_equal(sheet(1),
	    "Kari,\"Kari \",\"a,\"\"b\"\"\"\n,en  to & A,TRUE,,#N/A\n\nKari,Ola\n");
}

TEST(shows_numbers_and_days)
{
	make("", "",
	    "<sheetData><row r=\"1\"><c><v>44</v></c><c><v>0.10000000000000001</v></c>"
	    "<c><v>1E-3</v></c><c><v>81829912345</v></c><c><v>1.5E+20</v></c>"
	    "<c s=\"3\"><v>7</v></c></row>"
	    "<row r=\"2\"><c s=\"1\"><v>45418</v></c><c s=\"2\"><v>45418.5</v></c>"
	    "<c s=\"4\"><v>45418.5625</v></c><c s=\"5\"><v>0.03125</v></c>"
	    "<c s=\"1\"><v>1</v></c><c t=\"d\"><v>2024-05-06T00:00:00</v></c></row>"
	    "</sheetData>");
	assert_string_equal(sheet(1),
	    "44,0.1,0.001,81829912345,150000000000000000000,007\n"
	    "2024-05-06,2024-05-06,2024-05-06 "
	    "13:30:00,00:45:00,1900-01-01,2024-05-06\n");
}

TEST(knows_the_system_of_1904)
{
	make("<workbookPr date1904=\"1\"/>", "",
	    "<sheetData><row><c s=\"1\"><v>43956</v></c></row></sheetData>");
	assert_string_equal(sheet(1), "2024-05-06\n");
}

TEST(reads_and_counts_what_is_hidden)
{
	make("", "",
	    "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/><col min=\"2\" "
	    "max=\"2\"/></cols>"
	    "<sheetData><row r=\"1\" "
	    "hidden=\"true\"><c><v>1</v></c></row></sheetData>");
	assert_string_equal(sheet(1), "1\n");
	assert_int_equal(workbook_besides(book).rows, 1);
	assert_int_equal(workbook_besides(book).columns, 1);
	assert_int_equal(workbook_besides(book).sheets, 0);
}

TEST(says_the_row_of_what_is_wrong)
{
	is_wrong("<sheetData><row r=\"3\"><c r=\"B3\"><f>A1</f></c></row></sheetData>",
	    "workbook-formula", "B3", 3);
	is_wrong("<sheetData><row r=\"3\"><c r=\"B3\" "
		 "t=\"s\"><v>9</v></c></row></sheetData>",
	    "workbook-cell", "B3", 3);
	is_wrong("<sheetData><row r=\"3\"><c r=\"B4\"/></row></sheetData>",
	    "workbook-cell", "", 3);
	is_wrong("<sheetData><row r=\"3\"><c r=\"B3\"/><c r=\"A3\"/></row></sheetData>",
	    "workbook-cell", "", 3);
	is_wrong("<sheetData><row r=\"3\"/><row r=\"3\"/></sheetData>", "workbook-cell",
	    "row", 3);
	is_wrong("<sheetData><row r=\"3\"><c r=\"ZZZZ3\"/></row></sheetData>",
	    "workbook-cell", "", 3);
	is_wrong("<sheetData><row r=\"2\"><c r=\"IW2\"><v>1</v></c></row></sheetData>",
	    "csv-columns", "256", 2);
	is_wrong("<sheetData><row r=\"262145\"><c><v>1</v></c></row></sheetData>",
	    "csv-rows", "262144", 262145);
	is_wrong("<sheetData><row>", "xml-form", "mismatched tag", 0);
}

TEST(tells_of_merged_cells_and_formulas_and_reads_on)
{
	struct faults faults = { .len = 0 };
	struct bytes csv;
	struct fail f;

	f = make("", "",
	    "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
	    "<row r=\"2\"><c r=\"A2\"><f>B9</f></c><c r=\"B2\"><v>2</v></c></row>"
	    "<row r=\"3\"><c r=\"AB3\"><f>B9</f></c><c r=\"AC3\"><v>3</v></c></row>"
	    "</sheetData><mergeCells><mergeCell ref=\"B2:B3\"/>"
	    "<mergeCell ref=\"A9:C9\"/><mergeCell ref=\"A1\"/>"
	    "<mergeCell ref=\"A1:Kari\"/><mergeCell/></mergeCells>");
	assert_int_equal(f.kind, FAIL_NONE);
	assert_int_equal(
	    workbook_gather(book, 1, "b.xlsx, A", arena, &csv, &faults, &f), 0);
	assert_int_equal(faults.len, 3);
	assert_string_equal(faults.at[0].what, "workbook-formula");
	assert_string_equal(faults.at[0].column, "A");
	assert_int_equal(faults.at[0].line, 2);
	assert_string_equal(faults.at[0].path, "b.xlsx, A");
	assert_string_equal(faults.at[1].args, "AB3");
	assert_string_equal(faults.at[2].what, "workbook-merged");
	assert_string_equal(faults.at[2].args, "B2:B3");
	assert_string_equal(faults.at[2].column, "B");
	assert_int_equal(faults.at[2].line, 2);
	assert_memory_equal(csv.at, "1\n,2\n", 5);
	/* where nobody puts it right, what is seen is read */
	f = make("", "",
	    "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"
	    "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>");
	assert_int_equal(workbook_csv(book, 1, arena, &csv, &f), 0);
	assert_true(bytes_are(csv, "1\n"));
}

TEST(refuses_a_cell_that_is_too_long)
{
	char *text = arena_get(arena, 1, 9000);
	struct fail f;
	struct bytes csv;

	memset(text, 'a', 8193);
	f = make("", arena_printf(arena, "<si><t>%s</t></si>", text),
	    "<sheetData><row r=\"2\"><c t=\"s\"><v>0</v></c></row></sheetData>");
	assert_int_equal(f.kind, FAIL_NONE);
	assert_int_equal(workbook_csv(book, 1, arena, &csv, &f), -1);
	assert_string_equal(f.what, "csv-cell-large");
}

TEST(refuses_what_is_no_workbook)
{
	struct fail f = { 0 };

	begin();
	finish(&f);
	assert_null(book);
	assert_string_equal(f.what, "workbook-none");
	f = make("<!-- -->", "", "");
	assert_non_null(book);
	f = (struct fail){ 0 };
	begin();
	part("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
	finish(&f);
	assert_null(book);
	assert_string_equal(f.what, "xml-doctype");
	f = (struct fail){ 0 };
	rewind(file);
	fputs("\xD0\xCF\x11\xE0 etc", file);
	fflush(file);
	assert_null(workbook_open(source_of_file(fileno(file), arena, &f), arena, &f));
	assert_string_equal(f.what, "workbook-old");
}

/* A format of dates, times, both or neither; then its zeroes. */
static const char *
format(const char *code)
{
	struct number_format f = number_format_of(bytes_of(code));

	return arena_printf(arena, "%s%s%s%u", f.date ? "d" : "", f.time ? "t" : "",
	    f.elapsed ? "e" : "", f.zeroes);
}

TEST(tells_formats_of_days_from_others)
{
	assert_string_equal(format("General"), "0");
	assert_string_equal(format("0.00"), "0");
	assert_string_equal(format("0000"), "4");
	assert_string_equal(format("[Red]0"), "0");
	assert_string_equal(format("\"dag\" 0"), "0");
	assert_string_equal(format("0\\d"), "0");
	assert_string_equal(format("dd/mm/yyyy"), "d0");
	assert_string_equal(format("[$-414]d. mmmm yyyy;@"), "d0");
	assert_string_equal(format("mmm"), "d0");
	assert_string_equal(format("h:mm"), "t0");
	assert_string_equal(format("mm:ss"), "t0");
	assert_string_equal(format("[h]:mm"), "te0");
	assert_string_equal(format("yyyy-mm-dd hh:mm"), "dt0");
	assert_string_equal(format("\"never ends"), "0");
	assert_string_equal(format("[never"), "0");
}

static const char *
show(const char *value, const char *code)
{
	struct buf to = { 0 };
	const char *text;

	number_show(bytes_of(value), number_format_of(bytes_of(code)), false, &to);
	text = arena_text(arena, buf_bytes(&to));
	buf_free(&to);
	return text;
}

TEST(shows_what_is_odd_as_it_is)
{
	assert_string_equal(show("abc", "yyyy"), "abc");
	assert_string_equal(show("nan", "yyyy"), "nan");
	assert_string_equal(show("-1", "yyyy"), "-1");
	assert_string_equal(show("2958466", "yyyy"), "2958466");
	assert_string_equal(show("25.5", "[h]:mm"), "612:00:00");
	assert_string_equal(show("59", "d"), "1900-02-28");
	assert_string_equal(show("61", "d"), "1900-03-01");
	assert_string_equal(show("45418.999999999", "d h"), "2024-05-07");
	assert_string_equal(show("-7", "000"), "-7");
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(finds_sheets_by_name_and_order), T(reads_text_in_all_its_spellings),
    T(shows_numbers_and_days), T(knows_the_system_of_1904),
    T(reads_and_counts_what_is_hidden), T(says_the_row_of_what_is_wrong),
    T(tells_of_merged_cells_and_formulas_and_reads_on),
    T(refuses_a_cell_that_is_too_long), T(refuses_what_is_no_workbook),
    T(tells_formats_of_days_from_others), T(shows_what_is_odd_as_it_is))
