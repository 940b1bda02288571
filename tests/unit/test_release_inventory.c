#include "unit.h"

#include "base/arena.h"
#include "base/fail.h"
#include "base/rows.h"
#include "release/inventory.h"

TEST(takes_files_for_the_items_they_show)
{
	static const char *const names[] = { "transcripts/M02-1.txt", "README.txt",
		"transcripts/M01-1.txt", "documents/approval-2018.pdf", "files.tsv",
		"consents/4f2c.pdf.age", "documents/transcripts.txt",
		"README.txt.bak" };
	struct arena *a = arena_new();
	struct inventory inv;
	struct fail f = { 0 };

	assert_int_equal(inventory_take(names, 8, NULL, 0, a, &inv, &f), 0);
	assert_int_equal(inv.present, 5);
	assert_int_equal(inv.missing, 20);
	assert_int_equal(inv.not_applicable, 0);
	assert_int_equal(inv.item[12].state, INVENTORY_PRESENT);
	assert_int_equal(inv.item[12].files, 2);
	assert_string_equal(inv.item[12].first, "transcripts/M01-1.txt");
	assert_int_equal(inv.item[0].files, 1);
	assert_int_equal(inv.item[3].state, INVENTORY_MISSING);
	arena_free(a);
}

TEST(believes_the_study_only_where_files_are_silent)
{
	static const char *const names[] = { "documents/protocol.pdf" };
	static const struct inventory_word words[] = {
		{ 18, true, "sealed; its digest stands in the log" },
		{ 19, false, "no contact list was made" },
		{ 4, false, "none was asked for" }
	};
	struct arena *a = arena_new();
	struct inventory inv;
	struct fail f = { 0 };

	assert_int_equal(inventory_take(names, 1, words, 3, a, &inv, &f), 0);
	assert_int_equal(inv.item[17].state, INVENTORY_PRESENT);
	assert_int_equal(inv.item[18].state, INVENTORY_NOT_APPLICABLE);
	assert_string_equal(inv.item[18].why, "no contact list was made");
	assert_int_equal(inv.item[3].state, INVENTORY_PRESENT);
	assert_int_equal(inv.present + inv.missing + inv.not_applicable, 25);
	arena_free(a);
}

TEST(refuses_words_without_reason_item_or_twice)
{
	static const struct inventory_word words[][2] = { { { 0, false, "x" },
							      { 1, false, "x" } },
		{ { 26, false, "x" }, { 1, false, "x" } },
		{ { 3, false, "" }, { 1, false, "x" } },
		{ { 3, false, "  " }, { 1, false, "x" } },
		{ { 3, false, NULL }, { 1, false, "x" } },
		{ { 3, false, "two\nlines" }, { 1, false, "x" } },
		{ { 3, false, "x" }, { 3, true, "y" } } };
	struct arena *a = arena_new();
	struct inventory inv;
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		memset(&f, 0, sizeof f);
		assert_int_equal(inventory_take(NULL, 0, words[i], 2, a, &inv, &f), -1);
		assert_string_equal(f.what, "inventory-word");
	}
	arena_free(a);
}

TEST(writes_a_table_of_25_rows_that_reads_back)
{
	static const struct column columns[] = { { "number", NULL, true },
		{ "item", NULL, true }, { "state", NULL, true },
		{ "volume", NULL, true }, { "files", NULL, true },
		{ "where", NULL, true }, { "reason", NULL, true },
		{ NULL, NULL, false } };
	static const struct inventory_word words[] = { { 3, false,
	    "REK, not \"Sikt\", decided | *so*" } };
	static const char *const names[] = { "a", "files.tsv" };
	enum inventory_language language;
	struct arena *a = arena_new();
	struct buf b = { 0 };
	struct inventory inv;
	struct rows rows;
	struct fail f = { 0 };

	assert_int_equal(inventory_take(names, 2, words, 1, a, &inv, &f), 0);
	for (language = INVENTORY_ENGLISH; language <= INVENTORY_NORWEGIAN;
	     language++) {
		buf_clear(&b);
		inventory_csv(&inv, language, &b);
		assert_int_equal(
		    rows_parse(buf_bytes(&b), NULL, columns, a, &rows, &f), 0);
		assert_int_equal(rows.len, 25);
		assert_true(bytes_are(rows.at[24].cell[5], "files.tsv"));
		assert_true(bytes_are(rows.at[2].cell[6], words[0].why));
		assert_true(bytes_are(rows.at[2].cell[2],
		    inventory_state_text(INVENTORY_NOT_APPLICABLE, language)));
	}
	buf_free(&b);
	arena_free(a);
}

TEST(writes_markdown_whose_cells_stay_cells)
{
	static const struct inventory_word words[] = { { 3, false, "a | b_c" } };
	struct arena *a = arena_new();
	struct buf b = { 0 };
	struct inventory inv;
	struct fail f = { 0 };
	struct bytes rest, line;
	size_t lines = 0, bars, i;

	assert_int_equal(inventory_take(NULL, 0, words, 1, a, &inv, &f), 0);
	inventory_markdown(&inv, INVENTORY_NORWEGIAN, &b);
	rest = buf_bytes(&b);
	while (bytes_next(&rest, '\n', &line)) {
		for (bars = i = 0; i < line.len; i++)
			bars += line.at[i] == '|' && (i == 0 || line.at[i - 1] != '\\');
		assert_int_equal(bars, 5);
		lines++;
	}
	assert_int_equal(lines, 27);
	buf_byte(&b, '\0');
	assert_non_null(strstr((char *)b.at, "gjelder ikke | a \\| b\\_c |"));
	buf_free(&b);
	arena_free(a);
}

TEST(knows_a_place_and_two_titles_for_each_item)
{
	unsigned i;

	for (i = 1; i <= INVENTORY_ITEMS; i++) {
		assert_non_null(inventory_place(i));
		assert_true(strlen(inventory_title(i, INVENTORY_ENGLISH)) > 5);
		assert_true(strlen(inventory_title(i, INVENTORY_NORWEGIAN)) > 5);
	}
}

UNIT(cmocka_unit_test(takes_files_for_the_items_they_show),
    cmocka_unit_test(believes_the_study_only_where_files_are_silent),
    cmocka_unit_test(refuses_words_without_reason_item_or_twice),
    cmocka_unit_test(writes_a_table_of_25_rows_that_reads_back),
    cmocka_unit_test(writes_markdown_whose_cells_stay_cells),
    cmocka_unit_test(knows_a_place_and_two_titles_for_each_item))
