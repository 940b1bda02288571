#include "scrub/rewrite.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "format/format.h"

enum { OUTPUT = 64 * 1024 };

struct rewrite {
	struct sink sink;
	struct buf out;
	bool begun;        /* a line is there that has no end yet */
	struct bytes text; /* of the utterance */
	size_t done;       /* of it */

	struct kept_sink tell;
	struct arena *arena;
	struct kept *kept; /* of this utterance */
	size_t kepts, kept_cap;
	uint64_t written; /* before .out */
};

struct rewrite *
rewrite_new(const struct sink *sink, struct arena *a)
{
	struct rewrite *r = arena_get(a, 1, sizeof *r);

	r->sink = *sink;
	r->arena = a;
	return r;
}

void
rewrite_begin(struct rewrite *r, const struct utterance *u)
{
	if (r == NULL)
		return;
	r->text = u->text;
	r->done = 0;
	r->kepts = 0;
	if (u->text.len == 0)
		return;
	if (r->begun && !u->continued)
		buf_text(&r->out, u->label == LABEL_NONE ? "\n\n" : "\n");
	r->begun = true;
}

/* The text up to an offset; CR and CR LF become LF. */
static void
copy(struct rewrite *r, size_t to)
{
	const unsigned char *text = r->text.at;

	for (; r->done < to; r->done++)
		if (text[r->done] != '\r')
			buf_byte(&r->out, text[r->done]);
		else if (r->done + 1 == r->text.len || text[r->done + 1] != '\n')
			buf_byte(&r->out, '\n');
}

void
rewrite_exchange(struct rewrite *r, uint32_t from, uint32_t to, struct bytes instead)
{
	if (r == NULL)
		return;
	if (from < r->done) /* as the splice has it: what is left of it goes too */
		instead.len = 0;
	else
		copy(r, from);
	buf_add(&r->out, instead);
	r->done = to > r->done ? to : r->done;
}

void
rewrite_tell(struct rewrite *r, struct kept_sink tell)
{
	r->tell = tell;
}

void
rewrite_keep(struct rewrite *r, uint32_t from, uint32_t to, struct kept kept)
{
	if (r == NULL || r->tell.take == NULL || from < r->done)
		return;
	copy(r, from);
	kept.copy_at = r->written + r->out.len;
	copy(r, to);
	kept.copy_end = r->written + r->out.len;
	r->kept = arena_grow(r->arena, r->kept, r->kepts, &r->kept_cap, sizeof kept);
	r->kept[r->kepts++] = kept;
}

static int
flush(struct rewrite *r, size_t over, struct fail *f)
{
	if (r->out.len < over || r->out.len == 0)
		return 0;
	if (r->sink.write(r->sink.with, buf_bytes(&r->out), f) == -1)
		return -1;
	r->written += r->out.len;
	buf_clear(&r->out);
	return 0;
}

int
rewrite_end(struct rewrite *r, struct fail *f)
{
	size_t i;

	if (r == NULL)
		return 0;
	copy(r, r->text.len);
	for (i = 0; i < r->kepts; i++)
		if (r->tell.take(r->tell.with, &r->kept[i], f) == -1)
			return -1;
	return flush(r, OUTPUT, f);
}

int
rewrite_finish(struct rewrite *r, struct fail *f)
{
	if (r->begun)
		buf_byte(&r->out, '\n');
	return flush(r, 0, f);
}

void
rewrite_close(struct rewrite *r)
{
	if (r != NULL)
		buf_free(&r->out);
}
