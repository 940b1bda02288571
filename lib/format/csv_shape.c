#include <string.h>

#include "base/limits.h"
#include "format/csv.h"

/* A text taken apart at one separator, cell by cell. */
struct walk {
	struct bytes text;
	size_t i;
	char separator;
	bool first; /* the next cell is the first of its row */
};

struct cell {
	struct bytes text;
	bool quoted, last; /* last of its row */
	bool cut;          /* the text ended in it, or behind it */
};

/* What the rows say together. */
struct count {
	size_t rows, fields;  /* fields of the first row */
	size_t cells;         /* those that may begin with a blank after a separator */
	size_t blanks;        /* those that do */
	size_t colons;        /* first cells that end in a colon */
	size_t first, second; /* bytes in the first and second column */
	bool uneven, unbalanced, empty_inside, long_first;
	bool quoted_head;
	bool half; /* the text ended in the first row */
};

static bool
is_line_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

/* Behind the quote that ends a quoted cell; 0: there is none. */
static size_t
quoted_end(struct bytes text, size_t i)
{
	for (; i < text.len; i++) {
		if (text.at[i] != '"')
			continue;
		if (i + 1 == text.len || text.at[i + 1] != '"')
			return i + 1;
		i++;
	}
	return 0;
}

/* 1: a cell, 0: no more, -1: quotes that do not balance. */
static int
walk_cell(struct walk *w, struct cell *c)
{
	size_t at = w->i, end;

	if (at == w->text.len && w->first)
		return 0;
	*c = (struct cell){ .quoted = at < w->text.len && w->text.at[at] == '"' };
	if (c->quoted) {
		end = quoted_end(w->text, at + 1);
		if (end == 0) {
			w->i = w->text.len;
			return w->first = true, c->cut = true, 1;
		}
		c->text = bytes_cut(w->text, at + 1, end - 1);
	} else {
		for (end = at; end < w->text.len &&
			       w->text.at[end] != (unsigned char)w->separator &&
			       !is_line_end(w->text.at[end]);)
			end++;
		c->text = bytes_cut(w->text, at, end);
	}
	w->i = end;
	c->cut = end == w->text.len;
	c->last = c->cut || is_line_end(w->text.at[end]);
	w->first = c->last;
	if (c->cut)
		return 1;
	if (!c->last && w->text.at[end] != (unsigned char)w->separator)
		return -1;
	w->i += end + 1 < w->text.len && w->text.at[end] == '\r' &&
	                w->text.at[end + 1] == '\n'
	            ? 2
	            : 1;
	return 1;
}

static void
count_cell(struct count *n, const struct cell *c, size_t column)
{
	if (column == 0) {
		n->colons += c->text.len > 0 && c->text.at[c->text.len - 1] == ':';
		n->long_first = n->long_first || c->text.len > LIMIT_LABEL;
		n->first += c->text.len;
		return;
	}
	if (column == 1)
		n->second += c->text.len;
	if (c->quoted || c->text.len == 0)
		return;
	n->cells++;
	n->blanks += c->text.at[0] == ' ';
}

/* The rows that are there to their end. */
static void
count_rows(struct bytes text, bool whole, char separator, struct count *n)
{
	struct walk w = { .text = text, .separator = separator, .first = true };
	size_t column = 0, empty = 0;
	bool quoted = true;
	struct cell c;
	int got;

	*n = (struct count){ .half = false };
	while ((got = walk_cell(&w, &c)) == 1) {
		if (c.cut && !whole && n->rows == 0) {
			n->half = true;
			n->fields = column;
			n->quoted_head = quoted;
		}
		if (c.cut && (!c.last || !whole)) {
			n->unbalanced = whole;
			return; /* half a row tells nothing */
		}
		if (column == 0 && c.last && c.text.len == 0 && !c.quoted) {
			empty += n->rows > 0;
			continue;
		}
		n->empty_inside = n->empty_inside || empty > 0;
		count_cell(n, &c, column++);
		quoted = quoted && c.quoted;
		if (!c.last)
			continue;
		if (n->rows == 0) {
			n->fields = column;
			n->quoted_head = quoted;
		}
		n->uneven = n->uneven || column != n->fields;
		n->rows++;
		column = 0;
	}
	n->unbalanced = got == -1;
}

static unsigned
sure_of(const struct count *n, char separator)
{
	if (n->fields < (n->half ? 4 : 2))
		return 0;
	if (n->quoted_head && n->rows + n->half > 0)
		return 80; /* nobody speaks so, whatever comes later */
	if (n->unbalanced || n->uneven || n->empty_inside)
		return 0;
	if (n->colons * 2 > n->rows)
		return 0;
	if (separator == ',' ? n->blanks > 0 : n->blanks * 2 > n->cells)
		return 0;
	if (n->half)
		return n->fields > 8 && separator != ',' ? 55 : 0;
	if (n->fields > 2 && n->rows > 1)
		return 60;
	return n->rows > 2 ? 55 : 0;
}

/* "sep=;" on a line of its own, as Excel understands it. */
static bool
is_told(struct bytes text, struct csv_shape *s)
{
	if (!bytes_start(text, "sep=") || text.len < 6 || !is_line_end(text.at[5]) ||
	    strchr(";,\t|", text.at[4]) == NULL || text.at[4] == '\0')
		return false;
	s->separator = (char)text.at[4];
	s->sure = 90;
	s->skip = text.len > 6 && text.at[5] == '\r' && text.at[6] == '\n' ? 7 : 6;
	return true;
}

struct csv_shape
csv_shape_of(struct bytes text, bool whole)
{
	static const char separators[] = ";\t,";
	struct csv_shape s = { .separator = ';' };
	struct count n;
	size_t most = 1, i;
	unsigned sure;

	if (is_told(text, &s))
		return s;
	for (i = 0; separators[i] != '\0'; i++) {
		count_rows(text, whole, separators[i], &n);
		sure = sure_of(&n, separators[i]);
		if (sure > s.sure || (sure == s.sure && n.fields > most)) {
			s.separator = separators[i];
			s.sure = sure;
			most = n.fields;
			s.speakers = sure > 0 && n.fields == 2 && !n.quoted_head &&
			             !n.long_first && n.first < n.second;
		}
	}
	if (bytes_start(text, "\"$submission_id\"") ||
	    bytes_start(text, "$submission_id"))
		s.sure = 95;
	return s;
}
