#include "format/respell.h"

#include "base/arena.h"

void
respell_begin(struct respelling *r)
{
	buf_clear(&r->text);
	r->segments = 0;
}

static void
add(struct respelling *r, struct bytes said, struct segment s, struct arena *a)
{
	s.from = (uint32_t)r->text.len;
	buf_add(&r->text, said);
	s.to = (uint32_t)r->text.len;
	r->segment =
	    arena_grow(a, r->segment, r->segments, &r->cap, sizeof *r->segment);
	r->segment[r->segments++] = s;
}

void
respell_keep(struct respelling *r, const struct utterance *u, enum encoding e,
    uint32_t from, uint32_t to, struct arena *a)
{
	struct segment s;
	uint32_t i, k;
	size_t n;

	for (n = 0; n < u->segments; n++) {
		s = u->segment[n];
		i = s.from > from ? s.from : from;
		k = s.to < to ? s.to : to;
		if (i >= k)
			continue;
		utterance_place(u, e, i, k, &s.at, &s.end);
		add(r, bytes_cut(u->text, i, k), s, a);
	}
}

void
respell_as(struct respelling *r, const struct utterance *u, enum encoding e,
    uint32_t from, uint32_t to, struct bytes said, struct arena *a)
{
	struct segment s = { .kind = SEGMENT_WHOLE, .escape = u->segment[0].escape };

	utterance_place(u, e, from, to, &s.at, &s.end);
	if (said.len > 0)
		add(r, said, s, a);
}

void
respell_end(const struct respelling *r, struct utterance *u)
{
	u->text = buf_bytes(&r->text);
	u->segment = r->segment;
	u->segments = r->segments;
	u->label = LABEL_NONE;
	u->label_from = u->label_to = 0;
}
