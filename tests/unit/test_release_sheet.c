#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <dirent.h>
#include <minizip/unzip.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "release/sheet.h"

enum { CREATED = 1520251200 }; /* 2018-03-05T12:00:00Z */

static char top[] = "/tmp/taus-sheet-XXXXXX";
static struct arena *arena;
static struct fail trouble;

static int
enter(void **state)
{
	(void)state;
	arena = arena_new();
	memset(&trouble, 0, sizeof(trouble));
	strcpy(top + strlen(top) - 6, "XXXXXX");
	return mkdtemp(top) == NULL || chdir(top) == -1;
}

static int
leave(void **state)
{
	char command[128];

	(void)state;
	arena_free(arena);
	snprintf(command, sizeof(command), "chmod u+w %s && rm -rf %s", top, top);
	return chdir("/") == -1 || system(command) != 0;
}

static struct sheet *
example(void)
{
	struct sheet *s = sheet_new(arena, "Tabell 1", 3);

	sheet_row(s, SHEET_HEADER);
	sheet_text(s, "");
	sheet_text(s, "SW");
	sheet_text(s, "Alle, samlet");
	sheet_row(s, SHEET_SECTION);
	sheet_text(s, "kjønn");
	sheet_row(s, SHEET_BODY);
	sheet_text(s, "kvinner");
	sheet_text(s, ":");
	sheet_number(s, 18);
	sheet_note(s, "\":\" = skjult");
	return s;
}

static const char *
csv(const struct sheet *s, bool notes)
{
	struct buf b = { 0 };
	const char *text;

	sheet_csv(s, notes, &b);
	text = arena_text(arena, buf_bytes(&b));
	buf_free(&b);
	return text;
}

static const char *
csv_of_text(const char *text)
{
	struct sheet *s = sheet_new(arena, "", 1);

	sheet_row(s, SHEET_BODY);
	sheet_text(s, text);
	return csv(s, false);
}

static const char *
markdown(const struct sheet *s)
{
	struct buf b = { 0 };
	const char *text;

	sheet_markdown(s, &b);
	text = arena_text(arena, buf_bytes(&b));
	buf_free(&b);
	return text;
}

TEST(csv_has_all_columns_in_every_record)
{
	assert_string_equal(
	    csv(example(), false), ",SW,\"Alle, samlet\"\nkjønn,,\nkvinner,:,18\n");
}

TEST(csv_takes_notes_along_when_asked)
{
	assert_string_equal(csv(example(), true),
	    ",SW,\"Alle, samlet\"\nkjønn,,\nkvinner,:,18\n\"\"\":\"\" = skjult\",,\n");
}

TEST(csv_text_never_becomes_a_formula)
{
	struct sheet *s = sheet_new(arena, "", 1);

	assert_string_equal(csv_of_text("=1+1"), "'=1+1\n");
	assert_string_equal(csv_of_text("@SUM(A1)"), "'@SUM(A1)\n");
	assert_string_equal(csv_of_text("+47 22"), "'+47 22\n");
	assert_string_equal(csv_of_text("-x"), "'-x\n");
	assert_string_equal(csv_of_text("\t=1"), "'\t=1\n");
	assert_string_equal(csv_of_text("-5"), "-5\n");
	assert_string_equal(csv_of_text("+2,5"), "\"+2,5\"\n");
	assert_string_equal(csv_of_text("-5-"), "'-5-\n");
	assert_string_equal(csv_of_text("a=1"), "a=1\n");
	sheet_row(s, SHEET_BODY);
	sheet_number(s, -7);
	assert_string_equal(csv(s, false), "-7\n");
}

TEST(markdown_is_a_pipe_table_with_title_and_notes)
{
	assert_string_equal(markdown(example()), "**Tabell 1**\n\n"
						 "|  | SW | Alle, samlet |\n"
						 "| --- | ---: | ---: |\n"
						 "| **kjønn** |  |  |\n"
						 "| kvinner | : | 18 |\n"
						 "\n- \":\" = skjult\n");
}

TEST(markdown_escapes_what_would_be_markup)
{
	struct sheet *s = sheet_new(arena, "", 2);

	sheet_row(s, SHEET_BODY);
	sheet_text(s, "a|b\\|c");
	sheet_text(s, "<x>\nnext");
	assert_string_equal(
	    markdown(s), "| | |\n| --- | ---: |\n| a\\|b\\\\\\|c | \\<x> next |\n");
}

static struct bytes
content(const char *path)
{
	struct bytes b;

	assert_int_equal(file_read(path, 1 << 20, arena, &b, &trouble), 0);
	return b;
}

/* One part of the workbook, unpacked. */
static const char *
part(const char *path, const char *name)
{
	unzFile zip = unzOpen(path);
	char *text = arena_get(arena, 1, 65536);
	int got;

	assert_non_null(zip);
	assert_int_equal(unzLocateFile(zip, name, 1), UNZ_OK);
	assert_int_equal(unzOpenCurrentFile(zip), UNZ_OK);
	got = unzReadCurrentFile(zip, text, 65535);
	assert_true(got > 0);
	unzCloseCurrentFile(zip);
	unzClose(zip);
	return text;
}

static int
files_here(void)
{
	DIR *d = opendir(".");
	int count = -2; /* . and .. */

	while (readdir(d) != NULL)
		count++;
	closedir(d);
	return count;
}

TEST(the_same_sheet_gives_the_same_workbook)
{
	assert_int_equal(sheet_write_xlsx(example(), "a.xlsx", CREATED, &trouble), 0);
	sleep(1); /* the clock of the machine must not show */
	assert_int_equal(sheet_write_xlsx(example(), "b.xlsx", CREATED, &trouble), 0);
	assert_true(bytes_equal(content("a.xlsx"), content("b.xlsx")));
	assert_non_null(
	    strstr(part("a.xlsx", "docProps/core.xml"), "2018-03-05T12:00:00Z"));
	assert_int_equal(
	    sheet_write_xlsx(example(), "b.xlsx", CREATED + 1, &trouble), 0);
	assert_false(bytes_equal(content("a.xlsx"), content("b.xlsx")));
}

TEST(a_workbook_leaves_nothing_beside_it)
{
	assert_int_equal(sheet_write_xlsx(example(), "a.xlsx", CREATED, &trouble), 0);
	assert_int_equal(files_here(), 1);
}

TEST(a_workbook_holds_strings_numbers_and_a_frozen_header)
{
	struct sheet *s = example();
	const char *xml;

	sheet_row(s, SHEET_BODY);
	sheet_text(s, "=1+1");
	assert_int_equal(sheet_write_xlsx(s, "a.xlsx", CREATED, &trouble), 0);
	xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
	assert_null(strstr(xml, "<f>"));
	assert_non_null(strstr(xml, "<v>18</v>"));
	assert_non_null(strstr(xml, "state=\"frozen\""));
	assert_non_null(strstr(xml, "ySplit=\"2\""));
	xml = part("a.xlsx", "xl/sharedStrings.xml");
	assert_non_null(strstr(xml, "=1+1"));
	assert_non_null(strstr(xml, "kvinner"));
	assert_non_null(strstr(xml, "= skjult"));
}

TEST(a_workbook_that_cannot_be_written_leaves_the_old_one)
{
	assert_int_equal(mkdir("a.xlsx", 0700), 0);
	assert_int_equal(sheet_write_xlsx(example(), "a.xlsx", CREATED, &trouble), -1);
	assert_string_equal(trouble.path, "a.xlsx");
	assert_int_equal(files_here(), 1);
	memset(&trouble, 0, sizeof(trouble));
	assert_int_equal(
	    sheet_write_xlsx(example(), "no/a.xlsx", CREATED, &trouble), -1);
	assert_int_equal(trouble.kind, FAIL_SYSTEM);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

UNIT(IN_FOLDER(csv_has_all_columns_in_every_record),
    IN_FOLDER(csv_takes_notes_along_when_asked),
    IN_FOLDER(csv_text_never_becomes_a_formula),
    IN_FOLDER(markdown_is_a_pipe_table_with_title_and_notes),
    IN_FOLDER(markdown_escapes_what_would_be_markup),
    IN_FOLDER(the_same_sheet_gives_the_same_workbook),
    IN_FOLDER(a_workbook_leaves_nothing_beside_it),
    IN_FOLDER(a_workbook_holds_strings_numbers_and_a_frozen_header),
    IN_FOLDER(a_workbook_that_cannot_be_written_leaves_the_old_one))
