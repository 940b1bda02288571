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
};

struct rewrite *
rewrite_new(const struct sink *sink, struct arena *a)
{
	struct rewrite *r = arena_get(a, 1, sizeof *r);

	r->sink = *sink;
	return r;
}

void
rewrite_begin(struct rewrite *r, const struct utterance *u)
{
	if (r == NULL)
		return;
	r->text = u->text;
	r->done = 0;
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

static int
flush(struct rewrite *r, size_t over, struct fail *f)
{
	if (r->out.len < over || r->out.len == 0)
		return 0;
	if (r->sink.write(r->sink.with, buf_bytes(&r->out), f) == -1)
		return -1;
	buf_clear(&r->out);
	return 0;
}

int
rewrite_end(struct rewrite *r, struct fail *f)
{
	if (r == NULL)
		return 0;
	copy(r, r->text.len);
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
