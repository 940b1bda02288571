#include "format/gather.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "text/utf8.h"

struct gather
gather_new(struct arena *a, enum encoding encoding)
{
	return (struct gather){ .arena = a, .encoding = encoding };
}

void
gather_clear(struct gather *g)
{
	g->len = g->segments = g->removals = 0;
}

static void
add_text(struct gather *g, struct bytes text)
{
	size_t cap = g->cap > 0 ? g->cap : 256;
	unsigned char *moved;

	while (cap - g->len < text.len)
		cap *= 2;
	if (cap != g->cap) {
		moved = arena_get(g->arena, cap, 1);
		if (g->len > 0)
			memcpy(moved, g->text, g->len);
		g->text = moved;
		g->cap = cap;
	}
	memcpy(g->text + g->len, text.at, text.len);
	g->len += text.len;
}

void
gather_add(struct gather *g, struct bytes text, struct segment where)
{
	struct segment *last = g->segments > 0 ? &g->segment[g->segments - 1] : NULL;

	if (text.len == 0)
		return;
	where.from = (uint32_t)g->len;
	add_text(g, text);
	where.to = (uint32_t)g->len;
	if (last != NULL && last->kind == SEGMENT_PLAIN &&
	    where.kind == SEGMENT_PLAIN && last->end == where.at &&
	    last->escape == where.escape && last->down == where.down) {
		last->to = where.to;
		last->end = where.end;
		return;
	}
	g->segment = arena_grow(
	    g->arena, g->segment, g->segments, &g->segment_cap, sizeof *g->segment);
	g->segment[g->segments++] = where;
}

void
gather_remove(struct gather *g, struct removal r)
{
	struct removal *last = g->removals > 0 ? &g->removal[g->removals - 1] : NULL;

	if (last != NULL && last->what == r.what && last->end == r.at &&
	    last->at < last->end && r.at < r.end && last->instead.len == 0 &&
	    r.instead.len == 0) {
		last->end = r.end;
		return;
	}
	g->removal = arena_grow(
	    g->arena, g->removal, g->removals, &g->removal_cap, sizeof *g->removal);
	g->removal[g->removals++] = r;
}

void
gather_part(
    struct gather *g, const struct gather *of, size_t from, size_t to, uint32_t down)
{
	struct bytes text = { of->text, of->len };
	struct segment s;
	size_t i, begin, end;

	for (i = 0; i < of->segments; i++) {
		s = of->segment[i];
		if (s.to <= from || s.from >= to)
			continue;
		begin = s.from < from ? from : s.from;
		end = s.to > to ? to : s.to;
		if (s.kind == SEGMENT_PLAIN && end < s.to)
			s.end = s.at + encoding_width(
					   g->encoding, bytes_cut(text, s.from, end));
		if (s.kind == SEGMENT_PLAIN && begin > s.from)
			s.at +=
			    encoding_width(g->encoding, bytes_cut(text, s.from, begin));
		s.down += down;
		gather_add(g, bytes_cut(text, begin, end), s);
	}
}

void
gather_give(const struct gather *g, struct utterance *u)
{
	u->text = (struct bytes){ g->text, g->len };
	u->segment = g->segment;
	u->segments = g->segments;
	u->removal = g->removal;
	u->removals = g->removals;
}

uint64_t
place_of(struct place *p, size_t i)
{
	if (i < p->known)
		p->known = p->away = 0;
	p->away += encoding_width(p->encoding, bytes_cut(p->text, p->known, i));
	p->known = i;
	return p->at + p->away;
}

bool
gather_ends_sentence(struct bytes text)
{
	static const char ends[] = ".!?)]}\"";
	size_t i = text.len, len;
	uint32_t c;

	while (i > 0) {
		do
			i--;
		while (i > 0 && (text.at[i] & 0xC0) == 0x80);
		c = utf8_next(bytes_cut(text, i, text.len), &len);
		if (c < 0x80 ? c > ' ' : !utf8_is_space(c))
			return c == 0x2026 || c == 0xBB || c == 0x201D || c == 0x266A ||
			       (c < 0x80 && strchr(ends, (int)c) != NULL);
	}
	return true;
}

struct bytes
gather_head(struct bytes head, struct buf *text)
{
	struct fail ignored = { 0 };
	struct encoding_guess g;
	size_t used;

	buf_clear(text);
	if (encoding_guess(head, false, &g, &ignored) == 0)
		encoding_decode(g.encoding, bytes_cut(head, g.bom, head.len), text,
		    &used, &ignored);
	return buf_bytes(text);
}
