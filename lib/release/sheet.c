#include "release/sheet.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/rows.h"

struct sheet *
sheet_new(struct arena *a, const char *title, size_t columns)
{
	struct sheet *s = arena_get(a, 1, sizeof(*s));

	if (columns == 0)
		die("sheet_new: no columns");
	s->arena = a;
	s->title = arena_text(a, bytes_of(title));
	s->columns = columns;
	return s;
}

void
sheet_row(struct sheet *s, enum sheet_part part)
{
	struct sheet_row *r;

	if (part == SHEET_HEADER && s->rows > 0 &&
	    s->row[s->rows - 1].part != SHEET_HEADER)
		die("sheet_row: a header below the body");
	s->row = arena_grow(s->arena, s->row, s->rows, &s->rows_cap, sizeof(*s->row));
	r = &s->row[s->rows++];
	r->part = part;
	r->len = 0;
	r->cell = arena_get(s->arena, s->columns, sizeof(*r->cell));
	for (size_t i = 0; i < s->columns; i++)
		r->cell[i].text = "";
}

static struct sheet_cell *
cell_next(struct sheet *s)
{
	struct sheet_row *r = s->rows > 0 ? &s->row[s->rows - 1] : NULL;

	if (r == NULL || r->len == s->columns)
		die("sheet: no room for a cell");
	return &r->cell[r->len++];
}

void
sheet_text(struct sheet *s, const char *text)
{
	cell_next(s)->text = arena_text(s->arena, bytes_of(text));
}

void
sheet_number(struct sheet *s, int64_t number)
{
	*cell_next(s) = (struct sheet_cell){ NULL, number };
}

void
sheet_note(struct sheet *s, const char *text)
{
	s->note =
	    arena_grow(s->arena, s->note, s->notes, &s->notes_cap, sizeof(*s->note));
	s->note[s->notes++] = arena_text(s->arena, bytes_of(text));
}

/* [+-] digits [. or , digits] */
static bool
is_plain_number(const char *s)
{
	size_t len;

	s += *s == '-' || *s == '+';
	len = strspn(s, "0123456789");
	if (len == 0)
		return false;
	s += len;
	if (*s == '\0')
		return true;
	return strchr(".,", *s) != NULL && s[1] != '\0' &&
	       s[1 + strspn(s + 1, "0123456789")] == '\0';
}

static bool
is_formula(const char *s)
{
	return *s != '\0' && strchr("=+-@\t\r", *s) != NULL && !is_plain_number(s);
}

static struct bytes
csv_cell(const struct sheet *s, const struct sheet_cell *c)
{
	if (c->text == NULL)
		return bytes_of(arena_printf(s->arena, "%" PRId64, c->number));
	if (is_formula(c->text))
		return bytes_of(arena_printf(s->arena, "'%s", c->text));
	return bytes_of(c->text);
}

void
sheet_csv(const struct sheet *s, bool notes, struct buf *out)
{
	struct bytes *cell = arena_get(s->arena, s->columns, sizeof(*cell));

	for (size_t r = 0; r < s->rows; r++) {
		for (size_t c = 0; c < s->columns; c++)
			cell[c] = csv_cell(s, &s->row[r].cell[c]);
		rows_record(out, cell, s->columns, ',');
	}
	for (size_t i = 0; notes && i < s->notes; i++) {
		struct sheet_cell note = { s->note[i], 0 };

		cell[0] = csv_cell(s, &note);
		for (size_t c = 1; c < s->columns; c++)
			cell[c] = bytes_of("");
		rows_record(out, cell, s->columns, ',');
	}
}

/* Text of one line, in which nothing is markup. */
static void
markdown_text(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\r' && s[1] == '\n')
			continue;
		if (*s == '\n' || *s == '\r') {
			buf_byte(out, ' ');
			continue;
		}
		if (strchr("|\\`*_<[]", *s) != NULL)
			buf_byte(out, '\\');
		buf_byte(out, (unsigned char)*s);
	}
}

static void
markdown_row(const struct sheet *s, const struct sheet_row *row, struct buf *out)
{
	for (size_t c = 0; c < s->columns; c++) {
		const struct sheet_cell *cell = &row->cell[c];
		bool bold = row->part == SHEET_SECTION && cell->text && *cell->text;

		buf_text(out, c == 0 ? "| " : " ");
		if (bold)
			buf_text(out, "**");
		if (cell->text == NULL)
			buf_printf(out, "%" PRId64, cell->number);
		else
			markdown_text(out, cell->text);
		buf_text(out, bold ? "** |" : " |");
	}
	buf_byte(out, '\n');
}

/* The one header row that Markdown knows; further ones follow as rows. */
static void
markdown_head(const struct sheet *s, struct buf *out)
{
	bool has = s->rows > 0 && s->row[0].part == SHEET_HEADER;

	if (has)
		markdown_row(s, &s->row[0], out);
	for (size_t c = 0; !has && c < s->columns; c++)
		buf_text(out, c == 0 ? "| |" : " |");
	if (!has)
		buf_byte(out, '\n');
	for (size_t c = 0; c < s->columns; c++)
		buf_text(out, c == 0 ? "| --- |" : " ---: |");
	buf_byte(out, '\n');
	for (size_t r = has ? 1 : 0; r < s->rows; r++)
		markdown_row(s, &s->row[r], out);
}

void
sheet_markdown(const struct sheet *s, struct buf *out)
{
	if (s->title[0] != '\0') {
		buf_text(out, "**");
		markdown_text(out, s->title);
		buf_text(out, "**\n\n");
	}
	markdown_head(s, out);
	if (s->notes > 0)
		buf_byte(out, '\n');
	for (size_t i = 0; i < s->notes; i++) {
		buf_text(out, "- ");
		markdown_text(out, s->note[i]);
		buf_byte(out, '\n');
	}
}
