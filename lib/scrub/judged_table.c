#include "scrub/judged_table.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "base/rows.h"

enum {
	V,
	SCOPE,
	CATEGORY,
	FOLDED,
	MEETING,
	START,
	END,
	VERDICT,
	TREAT,
	SAME_AS,
	BY,
	TIME,
	PART,
	COLUMNS
};

static const struct column columns[] = {
	[V] = { "v", NULL, false },
	[SCOPE] = { "scope", NULL, true },
	[CATEGORY] = { "category", NULL, false },
	[FOLDED] = { "folded", NULL, true },
	[MEETING] = { "meeting", NULL, false },
	[START] = { "start", NULL, false },
	[END] = { "end", NULL, false },
	[VERDICT] = { "verdict", NULL, true },
	[TREAT] = { "treat", NULL, false },
	[SAME_AS] = { "same_as", NULL, false },
	[BY] = { "by", NULL, false },
	[TIME] = { "time", NULL, false },
	[PART] = { "part", NULL, false },
	{ NULL, NULL, false },
};

static int
read_table(struct bytes csv, struct arena *a, struct rows *rows, struct fail *f)
{
	*rows = (struct rows){ .len = 0 };
	return csv.len > 0 ? rows_parse(csv, NULL, columns, a, rows, f) : 0;
}

static void
write_head(struct buf *to)
{
	struct bytes cell[COLUMNS];
	int i;

	for (i = 0; i < COLUMNS; i++)
		cell[i] = bytes_of(columns[i].name);
	rows_record(to, cell, COLUMNS, ',');
}

static void
write_row(struct buf *to, const struct row *row)
{
	row->cell[V] = bytes_of("1");
	rows_record(to, row->cell, COLUMNS, ',');
}

static struct bytes
number(struct arena *a, uint64_t n)
{
	return bytes_of(arena_printf(a, "%llu", (unsigned long long)n));
}

static void
write_decided(struct buf *to, const struct decided *d, const char *by, int64_t time,
    struct arena *a)
{
	bool place = d->start < d->end;
	struct bytes cell[COLUMNS] = {
		[V] = bytes_of("1"),
		[SCOPE] = bytes_of(d->scope),
		[CATEGORY] = bytes_of(d->category),
		[FOLDED] = d->text,
		[MEETING] = bytes_of(d->meeting),
		[START] = place ? number(a, d->start) : bytes_of(""),
		[END] = place ? number(a, d->end) : bytes_of(""),
		[VERDICT] = bytes_of(d->verdict),
		[TREAT] = bytes_of(d->treat),
		[SAME_AS] = bytes_of(d->same_as),
		[BY] = bytes_of(by),
		[TIME] = bytes_of(time_text(time).at),
		[PART] = bytes_of(d->part),
	};

	rows_record(to, cell, COLUMNS, ',');
}

int
judged_append(struct bytes before, const struct decided *d, size_t count,
    const char *by, int64_t time, struct arena *a, struct bytes *out, struct fail *f)
{
	struct buf csv = { 0 };
	struct rows rows;
	size_t i;

	if (read_table(before, a, &rows, f) == -1)
		return -1;
	write_head(&csv);
	for (i = 0; i < rows.len; i++)
		write_row(&csv, &rows.at[i]);
	for (i = 0; i < count; i++)
		write_decided(&csv, &d[i], by, time, a);
	*out = arena_bytes(a, buf_bytes(&csv));
	buf_free(&csv);
	return 0;
}

/* The rows of a table, each as it is written. */
static struct map *
texts_of(const struct rows *rows, struct arena *a)
{
	struct map *texts = map_new(a);
	struct buf line = { 0 };
	size_t i;

	for (i = 0; i < rows->len; i++) {
		buf_clear(&line);
		write_row(&line, &rows->at[i]);
		map_put(texts, buf_bytes(&line), (uint32_t)i, NULL);
	}
	buf_free(&line);
	return texts;
}

static bool
has_row(const struct map *texts, const struct row *row)
{
	struct buf line = { 0 };
	bool has;

	write_row(&line, row);
	has = map_get(texts, buf_bytes(&line)) != NULL;
	buf_free(&line);
	return has;
}

int
judged_merge(struct bytes before, struct bytes file, struct arena *a, struct bytes *out,
    struct fail *f)
{
	struct rows old, new;
	struct map *old_texts, *new_texts;
	struct buf csv = { 0 };
	size_t i;

	if (read_table(before, a, &old, f) == -1 || read_table(file, a, &new, f) == -1)
		return -1;
	old_texts = texts_of(&old, a);
	new_texts = texts_of(&new, a);
	write_head(&csv);
	for (i = 0; i < old.len; i++)
		if (old.at[i].cell[TIME].len > 0 || has_row(new_texts, &old.at[i]))
			write_row(&csv, &old.at[i]);
	for (i = 0; i < new.len; i++)
		if (!has_row(old_texts, &new.at[i]))
			write_row(&csv, &new.at[i]);
	*out = old.len + new.len > 0 ? arena_bytes(a, buf_bytes(&csv)) : bytes_of("");
	buf_free(&csv);
	return 0;
}
