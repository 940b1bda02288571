#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include "base/arena.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/limits.h"
#include "base/rows.h"

enum { GIVEN, SEX, TEAM };
static const struct column columns[] = { { "given", "fornavn|first name", true },
	{ "sex", "kj\xc3\xb8nn", false }, { "team", NULL, false },
	{ NULL, NULL, false } };

static struct arena *arena;
static struct rows rows;
static struct fail failed;

static int
enter(void **state)
{
	(void)state;
	arena = arena_new();
	failed = (struct fail){ 0 };
	return 0;
}

static int
leave(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int
parse(const char *csv)
{
	return rows_parse(bytes_of(csv), "people.csv", columns, arena, &rows, &failed);
}

static void
refuses(struct bytes csv, enum fail_kind kind, const char *what, const char *args,
    uint64_t line)
{
	struct fail f = { 0 };

	assert_int_equal(rows_parse(csv, "people.csv", columns, arena, &rows, &f), -1);
	assert_string_equal(f.what, what);
	assert_int_equal(f.kind, kind);
	assert_string_equal(f.args, args);
	assert_string_equal(f.path, "people.csv");
	assert_int_equal(f.line, line);
}

static bool
cell_is(size_t row, size_t column, const char *text)
{
	return bytes_are(rows.at[row].cell[column], text);
}

TEST(reads_columns_in_any_order_case_and_language)
{
	assert_int_equal(
	    parse("TEAM, KJ\xc3\x98NN ,First Name\n1,k,Siv\n2,m,Odd\n"), 0);
	assert_int_equal(rows.columns, 3);
	assert_int_equal(rows.len, 2);
	assert_true(
	    cell_is(0, GIVEN, "Siv") && cell_is(0, SEX, "k") && cell_is(0, TEAM, "1"));
	assert_true(
	    cell_is(1, GIVEN, "Odd") && cell_is(1, SEX, "m") && cell_is(1, TEAM, "2"));
}

TEST(knows_a_decomposed_letter_in_a_name)
{
	static const struct column aa[] = { { "year", "\xc3\xa5r", true },
		{ NULL, NULL, false } };

	assert_int_equal(
	    rows_parse(bytes_of("A\xcc\x8ar\n1\n"), NULL, aa, arena, &rows, &failed),
	    0);
}

TEST(chooses_the_separator_that_gives_most_known_names)
{
	assert_int_equal(parse("given;team;a,b,c,d\nSiv;1;x,y"), 0);
	assert_true(cell_is(0, TEAM, "1"));
	assert_int_equal(parse("given,team,\"a;b;c;d\"\nSiv,1,x;y"), 0);
	assert_true(cell_is(0, TEAM, "1"));
	assert_true(bytes_are(rows.at[0].extra[0], "x;y"));
	assert_int_equal(parse("given\tteam\nSiv\t1"), 0);
	assert_true(cell_is(0, TEAM, "1"));
	assert_int_equal(parse("given\tsex\tteam\nSiv\t\t1"), 0);
	assert_true(cell_is(0, SEX, "") && cell_is(0, TEAM, "1"));
}

/* The first line says nothing of the separator; that of a sheet is always a comma. */
TEST(of_separators_that_are_as_good_takes_one_that_splits_all)
{
	refuses(
	    bytes_of("given\nSiv,\"1\"\"2\"\n"), FAIL_INPUT, "csv-cells", "2\t1", 2);
	assert_int_equal(parse("given\n\"Siv \"\"S\"\"\"\nOdd, Per\n"), 0);
	assert_true(cell_is(1, GIVEN, "Odd, Per"));
	refuses(bytes_of("given\nSiv\"\n"), FAIL_INPUT, "csv-quote", "", 2);
}

TEST(keeps_columns_that_nobody_knows)
{
	assert_int_equal(parse("shoe;given;hat\n39;Siv;\n;Odd;7\n;Per"), 0);
	assert_int_equal(rows.extras, 2);
	assert_true(bytes_are(rows.extra_name[0], "shoe"));
	assert_true(bytes_are(rows.extra_name[1], "hat"));
	assert_true(bytes_are(rows.at[0].extra[0], "39"));
	assert_true(bytes_are(rows.at[1].extra[1], "7"));
	assert_int_equal(rows.at[2].extra[0].len, 0);
	assert_true(rows.present[GIVEN] && !rows.present[TEAM]);
}

TEST(skips_a_bom_empty_lines_and_rows_of_empty_cells)
{
	assert_int_equal(
	    parse("\xef\xbb\xbf\n\ngiven;team\n\n  \nSiv;1\n;\n ; \nOdd;2"), 0);
	assert_int_equal(rows.len, 2);
	assert_int_equal(rows.at[0].line, 6);
	assert_int_equal(rows.at[1].line, 9);
}

TEST(pads_a_short_row)
{
	assert_int_equal(parse("given;sex;team\nSiv\n"), 0);
	assert_true(cell_is(0, TEAM, ""));
	assert_non_null(rows.at[0].cell[TEAM].at);
}

TEST(takes_quotes_line_ends_and_separators_inside_quotes)
{
	assert_int_equal(
	    parse("given,team\r\n\"Siv \"\"S\"\" A, B\r\nC\",1\r\n Odd ,\" 2 \"\r\n"),
	    0);
	assert_int_equal(rows.len, 2);
	assert_true(cell_is(0, GIVEN, "Siv \"S\" A, B\r\nC"));
	assert_true(cell_is(1, GIVEN, "Odd") && cell_is(1, TEAM, "2"));
}

TEST(counts_lines_of_every_kind_also_inside_quotes)
{
	assert_int_equal(parse("given\n\"a\nb\r\nc\"\nd\n"), 0);
	assert_int_equal(rows.at[0].line, 2);
	assert_int_equal(rows.at[1].line, 5);
	assert_int_equal(parse("given\rx\ry"), 0);
	assert_int_equal(rows.at[1].line, 3);
	assert_int_equal(parse("given\r\n\r\nx\r\ny"), 0);
	assert_int_equal(rows.at[1].line, 4);
}

TEST(reads_a_table_without_rows)
{
	assert_int_equal(parse("given"), 0);
	assert_int_equal(rows.len, 0);
}

TEST(says_what_is_wrong_and_where)
{
	refuses(bytes_of(""), FAIL_INPUT, "csv-empty", "", 0);
	refuses(bytes_of("\n \n"), FAIL_INPUT, "csv-empty", "", 0);
	refuses(bytes_of("\nsex;team\n"), FAIL_INPUT, "csv-column-missing", "given", 2);
	refuses(bytes_of("\"sex\",\"team\"\n"), FAIL_INPUT, "csv-column-missing",
	    "given", 1);
	refuses(
	    bytes_of("given;Fornavn\n"), FAIL_INPUT, "csv-column-twice", "given", 1);
	refuses(
	    bytes_of("given;team\na;b\nc;d;e\n"), FAIL_INPUT, "csv-cells", "3\t2", 3);
	refuses(bytes_of("given\na\n\"b\n\n"), FAIL_INPUT, "csv-quote", "", 3);
	refuses(bytes_of("given\na\nb\"c\n"), FAIL_INPUT, "csv-quote", "", 3);
	refuses(bytes_of("given\n\"b\"c\n"), FAIL_INPUT, "csv-quote", "", 2);
	refuses(bytes_of("given\na\n\xe5se\n"), FAIL_INPUT, "csv-encoding", "", 3);
	refuses(bytes_of("given\n\xed\xa0\x80\n"), FAIL_INPUT, "csv-encoding", "", 2);
	refuses(bytes_of("given\n\xc0\xaf\n"), FAIL_INPUT, "csv-encoding", "", 2);
	refuses((struct bytes){ (const unsigned char *)"g\0i\0", 4 }, FAIL_INPUT,
	    "csv-encoding", "", 1);
}

static void
is_fault(const struct fail *f, const char *what, const char *args, uint64_t line,
    const char *column)
{
	assert_string_equal(f->what, what);
	assert_string_equal(f->args, args);
	assert_string_equal(f->column, column);
	assert_int_equal(f->line, line);
	assert_string_equal(f->path, "people.csv");
}

TEST(says_all_that_is_wrong_with_the_columns_at_once)
{
	static const struct column wide[] = { { "person", "deltaker", false },
		{ "given", "fornavn|first name", true }, { "team", "gruppe", true },
		{ "sex", "kj\xc3\xb8nn", false }, { NULL, NULL, false } };
	struct faults faults = { .len = 0 };

	assert_int_equal(
	    rows_gather(bytes_of("kj\xc3\xb8nn;deltakr;fornamn;Kj\xc3\xb8nn\n"),
		"people.csv", wide, arena, &rows, &faults, &failed),
	    -1);
	assert_int_equal(faults.len, 3);
	is_fault(&faults.at[0], "csv-column-twice", "kj\xc3\xb8nn", 1, "D");
	is_fault(&faults.at[1], "csv-column-like", "deltaker", 1, "B");
	is_fault(&faults.at[2], "csv-column-like", "fornavn", 1, "C");
	is_fault(&failed, "csv-column-missing", "gruppe", 1, "");
}

TEST(a_cell_without_a_column_is_left_out_and_said)
{
	struct faults faults = { .len = 0 };

	assert_int_equal(
	    rows_gather(bytes_of("given;;team;\na;x;b\nc;;d;\ne;;f;;g\n;n\n"),
		"people.csv", columns, arena, &rows, &faults, &failed),
	    0);
	assert_int_equal(faults.len, 3);
	is_fault(&faults.at[0], "csv-cells", "2\t4", 2, "B");
	is_fault(&faults.at[1], "csv-cells", "5\t4", 4, "E");
	assert_int_equal(rows.len, 3);
	assert_int_equal(rows.extras, 0); /* a column without a name is none */
	assert_true(cell_is(2, TEAM, "f"));
	assert_int_equal(parse("given;team\na;b;\n"), 0); /* nothing stands there */
}

TEST(calls_columns_as_spreadsheets_do)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < 54; i++)
		buf_text(&b, i == 0 ? "given" : i == 53 ? ";given" : ";x");
	assert_int_equal(
	    rows_parse(buf_bytes(&b), "people.csv", columns, arena, &rows, &failed),
	    -1);
	is_fault(&failed, "csv-column-twice", "given", 1, "BB");
	buf_free(&b);
}

TEST(follows_nothing_past_its_limits)
{
	struct buf b = { 0 };
	size_t i;

	buf_text(&b, "given\n");
	memset(buf_room(&b, LIMIT_CELL + 1), 'x', LIMIT_CELL + 1);
	b.len += LIMIT_CELL;
	assert_int_equal(
	    rows_parse(buf_bytes(&b), NULL, columns, arena, &rows, &failed), 0);
	b.len++;
	refuses(buf_bytes(&b), FAIL_LIMIT, "csv-cell-large", "8192", 2);
	buf_clear(&b);
	buf_text(&b, "given;team");
	for (i = 2; i < LIMIT_CSV_COLUMNS; i++)
		buf_text(&b, ";x");
	assert_int_equal(
	    rows_parse(buf_bytes(&b), NULL, columns, arena, &rows, &failed), 0);
	buf_text(&b, ";x");
	assert_int_equal(
	    rows_parse(buf_bytes(&b), NULL, columns, arena, &rows, &failed), -1);
	assert_int_equal(failed.kind, FAIL_LIMIT);
	assert_string_equal(failed.what, "csv-columns");
	buf_clear(&b);
	buf_text(&b, "given\n");
	for (i = 0; i <= LIMIT_CSV_ROWS; i++)
		buf_text(&b, "a\n");
	refuses(buf_bytes(&b), FAIL_LIMIT, "csv-rows", "262144", LIMIT_CSV_ROWS + 2);
	memset(buf_room(&b, LIMIT_CSV), 'x', LIMIT_CSV);
	b.len += LIMIT_CSV;
	refuses(buf_bytes(&b), FAIL_LIMIT, "csv-large", "16777216", 0);
	buf_free(&b);
}

TEST(writes_records_that_read_back)
{
	const struct bytes cells[] = { bytes_of("a,b"), bytes_of("say \"hi\""),
		bytes_of("two\nlines"), bytes_of(""), bytes_of("plain;x"),
		bytes_of(" spaced") };
	struct buf b = { 0 };

	rows_record(&b, cells, 6, ',');
	assert_true(bytes_are(buf_bytes(&b),
	    "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,plain;x,\" spaced\"\n"));
	buf_clear(&b);
	rows_record(&b, cells, 1, ';');
	assert_true(bytes_are(buf_bytes(&b), "a,b\n"));
	buf_free(&b);
}

#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, enter, leave)

UNIT(IN_ARENA(says_all_that_is_wrong_with_the_columns_at_once),
    IN_ARENA(a_cell_without_a_column_is_left_out_and_said),
    IN_ARENA(calls_columns_as_spreadsheets_do),
    IN_ARENA(reads_columns_in_any_order_case_and_language),
    IN_ARENA(knows_a_decomposed_letter_in_a_name),
    IN_ARENA(chooses_the_separator_that_gives_most_known_names),
    IN_ARENA(of_separators_that_are_as_good_takes_one_that_splits_all),
    IN_ARENA(keeps_columns_that_nobody_knows),
    IN_ARENA(skips_a_bom_empty_lines_and_rows_of_empty_cells),
    IN_ARENA(pads_a_short_row),
    IN_ARENA(takes_quotes_line_ends_and_separators_inside_quotes),
    IN_ARENA(counts_lines_of_every_kind_also_inside_quotes),
    IN_ARENA(reads_a_table_without_rows), IN_ARENA(says_what_is_wrong_and_where),
    IN_ARENA(follows_nothing_past_its_limits), IN_ARENA(writes_records_that_read_back))
