#include "base/rows.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/nearest.h"

#define NOWHERE SIZE_MAX

/*
 * libcsv is fed byte by byte, so that we know the line where a record begins: it
 * tells of cells and ends of records, but never of places.
 */
struct reader {
	struct arena *arena;
	const char *path;
	struct fail *fail;
	struct faults *faults; /* what is wrong and stops nothing; or NULL */
	struct csv_parser csv;
	struct bytes *cell; /* of the record that is being read */
	size_t cells, cap;
	uint64_t line, row_line;
	bool after_cr, in_row, failed;
	int (*on_row)(struct reader *);
	/* the header, once it is read */
	const struct map *names; /* folded spelling -> known column */
	const struct column *column;
	size_t *place; /* in the file -> known column, columns + extra, or NOWHERE */
	size_t places;
	struct bytes *no_extra; /* shared by rows that have none */
	struct rows *rows;
	size_t rows_cap;
	long score; /* of a separator */
};

static int
reader_fail(struct reader *r, uint64_t line)
{
	r->failed = true;
	return fail_at(r->fail, r->path, line);
}

static void
on_cell(void *at, size_t len, void *data)
{
	struct reader *r = data;
	struct bytes cell = { at, len };

	if (r->failed)
		return;
	if (r->cells == LIMIT_CSV_COLUMNS) {
		fail_with(r->fail, FAIL_LIMIT, "csv-columns", "%d", LIMIT_CSV_COLUMNS);
		reader_fail(r, r->row_line);
		return;
	}
	if (len > LIMIT_CELL) {
		fail_with(r->fail, FAIL_LIMIT, "csv-cell-large", "%d", LIMIT_CELL);
		reader_fail(r, r->row_line);
		return;
	}
	r->cell = arena_grow(r->arena, r->cell, r->cells, &r->cap, sizeof *r->cell);
	cell = bytes_trim(cell);
	r->cell[r->cells++] = cell.len ? arena_bytes(r->arena, cell) : bytes_of("");
}

static bool
all_empty(const struct reader *r)
{
	size_t i;

	for (i = 0; i < r->cells; i++)
		if (r->cell[i].len > 0)
			return false;
	return true;
}

/* Called for each line end outside quotes, also where there was nothing. */
static void
on_end(int c, void *data)
{
	struct reader *r = data;

	(void)c;
	if (r->failed)
		return;
	if (!all_empty(r) && r->on_row(r) == -1) {
		r->failed = true;
		return;
	}
	r->cells = 0;
	r->in_row = false;
}

static void
count_line(struct reader *r, unsigned char c)
{
	if (c == '\r' || (c == '\n' && !r->after_cr))
		r->line++;
	r->after_cr = c == '\r';
}

static int
read_records(struct reader *r, struct bytes csv, char separator)
{
	size_t i;

	if (csv_init(&r->csv, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		die("csv_init");
	csv_set_delim(&r->csv, (unsigned char)separator);
	csv_set_blk_size(&r->csv, LIMIT_CELL);
	r->line = 1;
	for (i = 0; i < csv.len && !r->failed; i++) {
		if (!r->in_row)
			r->row_line = r->line;
		r->in_row = true;
		if (csv_parse(&r->csv, csv.at + i, 1, on_cell, on_end, r) != 1) {
			fail(r->fail, FAIL_INPUT, "csv-quote");
			reader_fail(r, r->line);
		}
		count_line(r, csv.at[i]);
	}
	if (!r->failed && csv_fini(&r->csv, on_cell, on_end, r) != 0) {
		fail(r->fail, FAIL_INPUT, "csv-quote");
		reader_fail(r, r->row_line);
	}
	if (csv_error(&r->csv) == CSV_ENOMEM)
		die("out of memory");
	csv_free(&r->csv);
	return r->failed ? -1 : 0;
}

/* As names of columns are compared: composed, and in one case. */
static struct bytes
fold_name(struct arena *a, struct bytes name)
{
	utf8proc_uint8_t *folded = NULL;
	struct bytes b = bytes_trim(name);
	utf8proc_ssize_t len = utf8proc_map(b.at, (utf8proc_ssize_t)b.len, &folded,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);

	if (len < 0)
		die("rows: a name that cannot be folded");
	b = arena_bytes(a, (struct bytes){ folded, (size_t)len });
	free(folded);
	return b;
}

static struct map *
map_names(struct arena *a, const struct column *column, size_t *columns)
{
	struct map *names = map_new(a);
	struct bytes rest, one;
	uint32_t i;

	for (i = 0; column[i].name != NULL; i++) {
		map_put(names, fold_name(a, bytes_of(column[i].name)), i, NULL);
		rest = bytes_of(column[i].also);
		while (bytes_next(&rest, '|', &one))
			map_put(names, fold_name(a, one), i, NULL);
	}
	*columns = i;
	return names;
}

/* -1: stops the reading, the header alone is wanted. */
static int
score_header(struct reader *r)
{
	size_t i;

	r->score = (long)r->cells;
	for (i = 0; i < r->cells; i++)
		if (map_get(r->names, fold_name(r->arena, r->cell[i])) != NULL)
			r->score +=
			    LIMIT_CSV_COLUMNS + 1; /* one name beats all cells */
	return -1;
}

static int
pass_over(struct reader *r)
{
	(void)r;
	return 0;
}

/* Its quotation marks stand where they may, as far as limits let us look. */
static bool
splits(struct bytes csv, char separator)
{
	struct fail ignored = { 0 };
	struct reader r = {
		.arena = arena_new(), .fail = &ignored, .on_row = pass_over
	};

	read_records(&r, csv, separator);
	arena_free(r.arena);
	return ignored.kind != FAIL_INPUT;
}

/* Of two that are as good, as when the first line has one name only, the one that splits
 * all of it; of those the first. */
static char
choose_separator(struct bytes csv, const struct map *names)
{
	static const char separators[] = ";,\t";
	char best = separators[0];
	long score = -1;
	size_t i;

	for (i = 0; separators[i] != '\0'; i++) {
		struct fail ignored = { 0 };
		struct reader r = { .arena = arena_new(),
			.fail = &ignored,
			.on_row = score_header,
			.names = names };

		read_records(&r, csv, separators[i]);
		if (ignored.kind ==
		    FAIL_LIMIT) /* it may be the right one all the same */
			score_header(&r);
		if (ignored.kind != FAIL_INPUT &&
		    (r.score > score || (r.score == score && !splits(csv, best) &&
					    splits(csv, separators[i])))) {
			score = r.score;
			best = separators[i];
		}
		arena_free(r.arena);
	}
	return best;
}

/* "C", "AA": as spreadsheets call the column, from 0. */
static const char *
letters_of(struct arena *a, size_t column)
{
	const char *text = "";

	for (column++; column > 0; column = (column - 1) / 26)
		text = arena_printf(a, "%c%s", (int)('A' + (column - 1) % 26), text);
	return text;
}

/* What is wrong at a place of the row (NOWHERE: at none) is the failure; the one before it
 * is kept, if there is room for it. */
static int
wrong(struct reader *r, size_t place, const char *what, const char *args)
{
	if (r->fail->kind != FAIL_NONE && faults_take(r->faults, r->fail) == -1)
		return -1;
	fail_with(r->fail, FAIL_INPUT, what, "%s", args);
	if (place != NOWHERE)
		fail_column(r->fail, letters_of(r->arena, place));
	return fail_at(r->fail, r->path, r->row_line);
}

static void
check_missing(struct reader *r, const bool *told)
{
	size_t i;

	for (i = 0; i < r->rows->columns; i++)
		if (!r->rows->present[i] && r->column[i].required && !told[i])
			wrong(r, NOWHERE, "csv-column-missing", r->rows->called[i]);
}

/* Called almost as this column is, in one of its spellings: a slip of the pen in a name
 * of five letters, two in a longer one. */
static bool
is_slip(struct reader *r, const char *name, const struct column *column)
{
	const char *all = arena_printf(
	    r->arena, "%s|%s", column->name, column->also ? column->also : "");
	struct bytes rest = bytes_of(all), one;
	const char *text;

	while (bytes_next(&rest, '|', &one)) {
		text = arena_text(r->arena, fold_name(r->arena, one));
		if (strlen(text) >= 5 &&
		    nearest_edits(name, text) <= (strlen(text) >= 7 ? 2u : 1u))
			return true;
	}
	return false;
}

/* A column that is missing and another that nobody knows may be one. told: of which
 * known columns that was said. */
static void
check_slips(struct reader *r, bool *told)
{
	const char *name;
	size_t i, k;

	for (i = 0; i < r->places; i++) {
		if (r->place[i] < r->rows->columns || r->place[i] == NOWHERE)
			continue;
		name = arena_text(r->arena, fold_name(r->arena, r->cell[i]));
		for (k = 0; k < r->rows->columns; k++) {
			if (r->rows->present[k] || told[k] ||
			    !is_slip(r, name, &r->column[k]))
				continue;
			wrong(r, i, "csv-column-like", r->rows->called[k]);
			told[k] = true;
			break;
		}
	}
}

static struct bytes *
empty_cells(struct arena *a, size_t count)
{
	struct bytes *cell = arena_get(a, count, sizeof *cell);
	size_t i;

	for (i = 0; i < count; i++)
		cell[i] = bytes_of("");
	return cell;
}

static int take_row(struct reader *);

/* A cell of the header: a known column, one that is kept, or one without a name. */
static void
take_name(struct reader *r, size_t at)
{
	struct rows *rows = r->rows;
	struct bytes cell = r->cell[at];
	const uint32_t *known = map_get(r->names, fold_name(r->arena, cell));

	r->place[at] = NOWHERE;
	if (known == NULL) {
		if (cell.len == 0)
			return;
		r->place[at] = rows->columns + rows->extras;
		rows->extra_name[rows->extras++] = cell;
		return;
	}
	if (rows->present[*known]) {
		wrong(r, at, "csv-column-twice", rows->called[*known]);
		return;
	}
	rows->present[*known] = true;
	rows->called[*known] = arena_text(r->arena, cell);
	r->place[at] = *known;
}

/* Columns that are not there are called as the others are: by their first other spelling
 * where most of those that have one are spelt otherwise. */
static void
name_missing(struct reader *r)
{
	const char **called = r->rows->called;
	const struct column *c = r->column;
	struct bytes rest, first;
	size_t also = 0, own = 0, i;

	for (i = 0; i < r->rows->columns; i++)
		if (r->rows->present[i] && c[i].also != NULL)
			*(strcasecmp(called[i], c[i].name) == 0 ? &own : &also) += 1;
	for (i = 0; i < r->rows->columns; i++) {
		rest = bytes_of(c[i].also);
		if (!r->rows->present[i] && also > own &&
		    bytes_next(&rest, '|', &first))
			called[i] = arena_text(r->arena, first);
	}
}

static int
take_header(struct reader *r)
{
	struct rows *rows = r->rows;
	bool *told = arena_get(r->arena, rows->columns, sizeof *told);
	size_t i;

	r->places = r->cells;
	r->place = arena_get(r->arena, r->places, sizeof *r->place);
	rows->present = arena_get(r->arena, rows->columns, sizeof *rows->present);
	rows->called = arena_get(r->arena, rows->columns, sizeof *rows->called);
	for (i = 0; i < rows->columns; i++)
		rows->called[i] = r->column[i].name;
	rows->extra_name = arena_get(r->arena, r->places, sizeof *rows->extra_name);
	for (i = 0; i < r->cells; i++)
		take_name(r, i);
	name_missing(r);
	r->no_extra = empty_cells(r->arena, rows->extras);
	r->on_row = take_row;
	check_slips(r, told);
	check_missing(r, told);
	return r->fail->kind == FAIL_NONE ? 0 : -1;
}

static bool
has_column(const struct reader *r, size_t at)
{
	return at < r->places && r->place[at] != NOWHERE;
}

static bool
has_extra(const struct reader *r)
{
	size_t i;

	for (i = 0; i < r->cells; i++)
		if (has_column(r, i) && r->place[i] >= r->rows->columns &&
		    r->cell[i].len > 0)
			return true;
	return false;
}

/* Every cell that holds something has a column with a name. *any: one that has. */
static int
check_cells(struct reader *r, bool *any)
{
	size_t i, bad = NOWHERE;
	const char *args;

	*any = false;
	for (i = 0; i < r->cells; i++) {
		if (r->cell[i].len == 0)
			continue;
		if (has_column(r, i))
			*any = true;
		else if (bad == NOWHERE)
			bad = i;
	}
	if (bad == NOWHERE)
		return 0;
	args = arena_printf(r->arena, "%zu\t%zu", bad + 1, r->places);
	wrong(r, bad, "csv-cells", args);
	return faults_take(r->faults, r->fail);
}

static int
take_row(struct reader *r)
{
	struct rows *rows = r->rows;
	struct row row = { .line = r->row_line, .extra = r->no_extra };
	size_t i;
	bool any;

	if (check_cells(r, &any) == -1)
		return -1;
	if (!any) /* a note beside the table */
		return 0;
	if (rows->len == LIMIT_CSV_ROWS) {
		fail_with(r->fail, FAIL_LIMIT, "csv-rows", "%d", LIMIT_CSV_ROWS);
		return reader_fail(r, r->row_line);
	}
	row.cell = empty_cells(r->arena, rows->columns);
	if (has_extra(r))
		row.extra = empty_cells(r->arena, rows->extras);
	for (i = 0; i < r->cells && i < r->places; i++) {
		if (r->place[i] < rows->columns)
			row.cell[r->place[i]] = r->cell[i];
		else if (r->place[i] != NOWHERE && row.extra != r->no_extra)
			row.extra[r->place[i] - rows->columns] = r->cell[i];
	}
	rows->at =
	    arena_grow(r->arena, rows->at, rows->len, &r->rows_cap, sizeof *rows->at);
	rows->at[rows->len++] = row;
	return 0;
}

/* UTF-8 as of RFC 3629, and no NUL, which UTF-16 read as UTF-8 is full of. */
static int
check_encoding(struct bytes csv, const char *path, struct fail *f)
{
	struct reader at = { .line = 1 };
	utf8proc_ssize_t len;
	utf8proc_int32_t c;
	size_t i;

	for (i = 0; i < csv.len; i += (size_t)len) {
		len = utf8proc_iterate(csv.at + i, (utf8proc_ssize_t)(csv.len - i), &c);
		if (len < 1 || c == 0) {
			fail(f, FAIL_INPUT, "csv-encoding");
			return fail_at(f, path, at.line);
		}
		count_line(&at, csv.at[i]);
	}
	return 0;
}

int
rows_parse(struct bytes csv, const char *path, const struct column *column,
    struct arena *a, struct rows *rows, struct fail *f)
{
	return rows_gather(csv, path, column, a, rows, NULL, f);
}

int
rows_gather(struct bytes csv, const char *path, const struct column *column,
    struct arena *a, struct rows *rows, struct faults *faults, struct fail *f)
{
	struct reader r = { .arena = a,
		.path = path,
		.fail = f,
		.faults = faults,
		.on_row = take_header,
		.column = column,
		.rows = rows };

	memset(rows, 0, sizeof *rows);
	if (csv.len > LIMIT_CSV) {
		fail_with(f, FAIL_LIMIT, "csv-large", "%d", LIMIT_CSV);
		return fail_at(f, path, 0);
	}
	if (bytes_start(csv, "\xef\xbb\xbf"))
		csv = bytes_cut(csv, 3, csv.len);
	if (check_encoding(csv, path, f) == -1)
		return -1;
	r.names = map_names(a, column, &rows->columns);
	if (read_records(&r, csv, choose_separator(csv, r.names)) == -1)
		return -1;
	if (r.place == NULL) {
		fail(f, FAIL_INPUT, "csv-empty");
		return fail_at(f, path, 0);
	}
	return 0;
}

/* What a reader would take for structure, or trim. */
static bool
needs_quotes(struct bytes cell, char separator)
{
	size_t i;

	if (bytes_trim(cell).len != cell.len)
		return true;
	for (i = 0; i < cell.len; i++)
		if (cell.at[i] == (unsigned char)separator || cell.at[i] == '"' ||
		    cell.at[i] == '\r' || cell.at[i] == '\n')
			return true;
	return false;
}

static void
add_quoted(struct buf *to, struct bytes cell)
{
	size_t i;

	buf_byte(to, '"');
	for (i = 0; i < cell.len; i++) {
		if (cell.at[i] == '"')
			buf_byte(to, '"');
		buf_byte(to, cell.at[i]);
	}
	buf_byte(to, '"');
}

void
rows_record(struct buf *to, const struct bytes *cell, size_t count, char separator)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (i > 0)
			buf_byte(to, (unsigned char)separator);
		if (needs_quotes(cell[i], separator))
			add_quoted(to, cell[i]);
		else
			buf_add(to, cell[i]);
	}
	buf_byte(to, '\n');
}
