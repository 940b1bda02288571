#include "unit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "format/source.h"
#include "format/workbook.h"
#include "release/form.h"

enum { CREATED = 1520251200, MOST = 1 << 20 };

static char top[] = "/tmp/taus-form-XXXXXX";
static struct arena *arena;
static struct fail trouble;

static int
enter(void **state)
{
	(void)state;
	arena = arena_new();
	trouble = (struct fail){ 0 };
	strcpy(top + strlen(top) - 6, "XXXXXX");
	return mkdtemp(top) == NULL || chdir(top) == -1;
}

static int
leave(void **state)
{
	char command[128];

	(void)state;
	arena_free(arena);
	snprintf(command, sizeof command, "rm -rf %s", top);
	return chdir("/") == -1 || system(command) != 0;
}

static const char *const sexes[] = { "F", "M", NULL };
static const char *const lines[] = { "Fyll ut arkene.", NULL };
static const struct form_column people[] = {
	{ "person", "En id.", FORM_TEXT, 0, NULL },
	{ "fornavn", "Som i opptaket.", FORM_TEXT, 20, NULL },
	{ "kjønn", "F eller M.", FORM_TEXT, 0, sexes },
	{ "fra", "Fra hvilken dag.", FORM_DAY, 12, NULL },
	{ NULL, NULL, FORM_TEXT, 0, NULL },
};
static const struct form_column meetings[] = {
	{ "møte", "En id.", FORM_TEXT, 0, NULL },
	{ "minutter", "Hvor lenge.", FORM_NUMBER, 0, NULL },
	{ NULL, NULL, FORM_TEXT, 0, NULL },
};
static const char *const cells[] = { "007", "Kari, \"Ka\"", "F", "2024-05-06", "1e5",
	"=1+1", NULL, "+47 91 23 45 67", "-x", "@y", "'z", "Åse & <Bø>" };
static const char expected[] = "person,fornavn,kjønn,fra\n"
			       "007,\"Kari, \"\"Ka\"\"\",F,2024-05-06\n"
			       "1e5,=1+1,,+47 91 23 45 67\n"
			       "-x,@y,'z,Åse & <Bø>\n";
static const struct form_sheet sheets[] = {
	{ "Personer", people, cells, 3 },
	{ "Møter", meetings, NULL, 0 },
	{ NULL, NULL, NULL, 0 },
};
static const struct form form = { "Studien", "Les meg", lines,
	{ "Ark", "Kolonne", "Hva som står der" }, sheets };

static void
reads_as(const char *path, const char *sheet, const char *csv)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct source *source;
	struct workbook *book;
	struct bytes got;

	assert_true(fd >= 0);
	source = source_of_file(fd, arena, &trouble);
	book = workbook_open(source, arena, &trouble);
	assert_string_equal(trouble.what, "");
	assert_true(workbook_sheet(book, sheet) >= 0);
	assert_int_equal(
	    workbook_csv(book, workbook_sheet(book, sheet), arena, &got, &trouble), 0);
	assert_string_equal(arena_text(arena, got), csv);
	assert_int_equal(workbook_besides(book).columns, 0);
	assert_int_equal(workbook_besides(book).rows, 0);
	assert_int_equal(workbook_besides(book).sheets, 0);
	close(fd);
}

static const char about[] = "Studien\nFyll ut arkene.\n\n"
			    "Ark,Kolonne,Hva som står der\n"
			    "Personer,person,En id.\n"
			    "Personer,fornavn,Som i opptaket.\n"
			    "Personer,kjønn,F eller M.\n"
			    "Personer,fra,Fra hvilken dag.\n"
			    "Møter,møte,En id.\n"
			    "Møter,minutter,Hvor lenge.\n";

TEST(is_read_back_as_it_was_written)
{
	assert_int_equal(form_write(&form, "a.xlsx", 0600, CREATED, &trouble), 0);
	reads_as("a.xlsx", "Personer", expected);
	reads_as("a.xlsx", "Møter", "møte,minutter\n");
	reads_as("a.xlsx", "Les meg", about);
}

TEST(is_the_same_bytes_each_time)
{
	struct bytes a, b;
	struct stat st;

	assert_int_equal(form_write(&form, "a.xlsx", 0600, CREATED, &trouble), 0);
	assert_int_equal(form_write(&form, "b.xlsx", 0600, CREATED, &trouble), 0);
	assert_int_equal(file_read("a.xlsx", MOST, arena, &a, &trouble), 0);
	assert_int_equal(file_read("b.xlsx", MOST, arena, &b, &trouble), 0);
	assert_true(bytes_equal(a, b));
	assert_int_equal(stat("a.xlsx", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
}

/* LibreOffice opens it and saves it again; what taus reads then is the same. */
TEST(stays_the_same_through_libreoffice)
{
	if (system("command -v soffice >/dev/null 2>&1") != 0)
		skip();
	assert_int_equal(form_write(&form, "a.xlsx", 0600, CREATED, &trouble), 0);
	assert_int_equal(system("HOME=$PWD timeout 120 soffice --headless --convert-to "
				"xlsx --outdir out a.xlsx >/dev/null 2>&1"),
	    0);
	reads_as("out/a.xlsx", "Personer", expected);
	reads_as("out/a.xlsx", "Møter", "møte,minutter\n");
	reads_as("out/a.xlsx", "Les meg", about);
}

TEST(fails_where_it_cannot_be_written)
{
	static const struct form_sheet bad[] = { { "a[b]", meetings, NULL, 0 },
		{ NULL, NULL, NULL, 0 } };
	struct form with = form;

	with.sheet = bad;
	assert_int_equal(form_write(&with, "a.xlsx", 0600, CREATED, &trouble), -1);
	assert_string_equal(trouble.what, "sheet-write");
	assert_false(file_exists("a.xlsx"));
	trouble = (struct fail){ 0 };
	assert_int_equal(form_write(&form, "no/a.xlsx", 0600, CREATED, &trouble), -1);
	assert_string_equal(trouble.what, "file-write");
}

#define T(name) cmocka_unit_test_setup_teardown(name, enter, leave)

UNIT(T(is_read_back_as_it_was_written), T(is_the_same_bytes_each_time),
    T(stays_the_same_through_libreoffice), T(fails_where_it_cannot_be_written))
