#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/rows.h"

/*
 * Any bytes as a table. What is refused says why; what is accepted, written by
 * rows_record() with any separator, reads back as the same cells.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct column columns[] = { { "given", "fornavn|first name", true },
	{ "family", "etternavn", false }, { "team", NULL, false },
	{ NULL, NULL, false } };

static void
write_table(struct buf *to, const struct rows *rows, char separator, struct arena *a)
{
	size_t i, j, all = rows->columns + rows->extras;
	struct bytes *cell = arena_get(a, all, sizeof *cell);

	/* Extra names go in as numbers: one may by now be the name of a column. */
	for (i = 0; i < rows->columns; i++)
		cell[i] = bytes_of(columns[i].name);
	for (; i < all; i++)
		cell[i] = bytes_of(arena_printf(a, "%zu", i));
	rows_record(to, cell, all, separator);
	for (j = 0; j < rows->len; j++) {
		for (i = 0; i < rows->columns; i++)
			cell[i] = rows->at[j].cell[i];
		for (; i < all; i++)
			cell[i] = rows->at[j].extra[i - rows->columns];
		rows_record(to, cell, all, separator);
	}
}

static void
check_same(const struct rows *a, const struct rows *b)
{
	size_t i, j;

	if (a->len != b->len || a->extras != b->extras)
		die("%zu rows became %zu", a->len, b->len);
	for (j = 0; j < a->len; j++) {
		for (i = 0; i < a->columns; i++)
			if (!bytes_equal(a->at[j].cell[i], b->at[j].cell[i]))
				die("a cell became another");
		for (i = 0; i < a->extras; i++)
			if (!bytes_equal(a->at[j].extra[i], b->at[j].extra[i]))
				die("an unknown cell became another");
	}
}

static void
check_lines(const struct rows *rows)
{
	size_t j;

	for (j = 1; j < rows->len; j++)
		if (rows->at[j].line <= rows->at[j - 1].line)
			die("a line is not after the one before");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char separators[] = ";,\t";
	struct arena *a = arena_new();
	struct rows rows, again;
	struct fail f = { 0 };
	struct buf b = { 0 };
	size_t i;

	if (rows_parse((struct bytes){ data, size }, "x", columns, a, &rows, &f) ==
	    -1) {
		if (f.kind == FAIL_NONE || f.what[0] == '\0')
			die("refused without a reason");
		goto out;
	}
	check_lines(&rows);
	/* known columns that the file lacks may make the copy too wide */
	if (rows.columns + rows.extras > LIMIT_CSV_COLUMNS)
		goto out;
	for (i = 0; separators[i] != '\0'; i++) {
		buf_clear(&b);
		write_table(&b, &rows, separators[i], a);
		if (rows_parse(buf_bytes(&b), "x", columns, a, &again, &f) == -1)
			die("what was written is refused: %s", f.what);
		check_same(&rows, &again);
	}
out:
	buf_free(&b);
	arena_free(a);
	return 0;
}
