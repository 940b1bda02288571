#include "scrub/splice.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "format/format.h"
#include "format/source.h"
#include "text/encoding.h"

enum { OUTPUT = 64 * 1024 };

/* Something to be done, in the order of the source. */
struct change {
	uint64_t at, end;
	struct bytes text; /* in .texts */
	enum escape escape;
	enum { WRITE, KEEP_FROM, KEEP_TO } kind; /* what is kept is only noted */
	bool raw;                                /* .text without any escape */
};

struct splice {
	struct source *source;
	struct encoding_guess from;
	enum encoding to;
	bool recode;
	struct sink sink;
	uint64_t done; /* of the source's bytes */
	struct buf out, spelt;

	struct kept_sink tell;
	struct kept kept; /* the stretch that has begun */
	uint64_t written; /* of the output, before .out */

	struct change *change; /* not done yet, sorted */
	size_t changes, cap;
	struct arena *list, *texts;
};

struct splice *
splice_new(
    struct source *source, const struct sink *sink, bool to_utf8, struct arena *a)
{
	struct splice *s = arena_get(a, 1, sizeof *s);

	s->source = source;
	s->from = source_encoding(source);
	s->to = to_utf8 ? ENCODING_UTF8 : s->from.encoding;
	s->recode = to_utf8;
	s->sink = *sink;
	s->done = to_utf8 ? s->from.bom : 0;
	s->list = arena_new();
	s->texts = arena_new();
	return s;
}

/* Of two that begin together what is noted is first, then the longer one, and of two about the same
 * stretch what was decided about it. */
static bool
goes_before(const struct change *a, const struct change *b)
{
	if (a->at != b->at)
		return a->at < b->at;
	if ((a->kind == WRITE) != (b->kind == WRITE))
		return a->kind != WRITE;
	return a->end != b->end ? a->end > b->end : b->raw && !a->raw;
}

static void
add(struct splice *s, struct change c)
{
	size_t i;

	if (c.at < s->done || c.end < c.at)
		die("splice: [%llu, %llu) behind %llu", (unsigned long long)c.at,
		    (unsigned long long)c.end, (unsigned long long)s->done);
	c.text = arena_bytes(s->texts, c.text);
	s->change =
	    arena_grow(s->list, s->change, s->changes, &s->cap, sizeof *s->change);
	for (i = s->changes++; i > 0 && goes_before(&c, &s->change[i - 1]); i--)
		s->change[i] = s->change[i - 1];
	s->change[i] = c;
}

void
splice_exchange(
    struct splice *s, uint64_t at, uint64_t end, struct bytes text, enum escape escape)
{
	add(s, (struct change){ .at = at, .end = end, .text = text, .escape = escape });
}

void
splice_exchange_pieces(
    struct splice *s, const struct piece *p, size_t count, struct bytes text)
{
	size_t i;

	for (i = 0; i < count; i++)
		splice_exchange(s, p[i].at, p[i].end,
		    p[i].holds ? text : (struct bytes){ NULL, 0 },
		    (enum escape)p[i].escape);
}

void
splice_tell(struct splice *s, struct kept_sink tell)
{
	s->tell = tell;
}

void
splice_keep(struct splice *s, uint64_t at, uint64_t end)
{
	if (s->tell.take == NULL)
		return;
	add(s, (struct change){ .at = at, .end = end, .kind = KEEP_FROM });
	add(s, (struct change){ .at = end, .end = end, .kind = KEEP_TO });
}

void
splice_take_out(struct splice *s, uint64_t at, uint64_t end, struct bytes instead)
{
	add(s, (struct change){ .at = at, .end = end, .text = instead, .raw = true });
}

static int
flush(struct splice *s, size_t over, struct fail *f)
{
	if (s->out.len < over || s->out.len == 0)
		return 0;
	if (s->sink.write(s->sink.with, buf_bytes(&s->out), f) == -1)
		return -1;
	s->written += s->out.len;
	buf_clear(&s->out);
	return 0;
}

/* The source up to an offset that is no inside of a character. */
static int
copy(struct splice *s, uint64_t to, struct fail *f)
{
	struct bytes raw;
	uint64_t left;
	size_t used;

	while (s->done < to) {
		left = to - s->done;
		if (source_raw(s->source, s->done,
			left < OUTPUT ? (size_t)left : OUTPUT, &raw, f) == -1)
			return -1;
		if (raw.len == 0)
			return fail(f, FAIL_INPUT, "source-changed");
		used = raw.len;
		if (!s->recode)
			buf_add(&s->out, raw);
		else if (encoding_decode(s->from.encoding, raw, &s->out, &used, f) ==
			 -1)
			return -1;
		if (used == 0)
			return fail(f, FAIL_INPUT, "source-changed");
		s->done += used;
		if (flush(s, OUTPUT, f) == -1)
			return -1;
	}
	return 0;
}

/* The byte that stands behind a change; 0 at the end. */
static int
byte_at(struct splice *s, uint64_t at, unsigned char *byte, struct fail *f)
{
	struct bytes raw;

	if (source_raw(s->source, at, 1, &raw, f) == -1)
		return -1;
	*byte = raw.len > 0 ? raw.at[0] : 0;
	return 0;
}

/* An end of what is kept; one that was taken out all the same is not told. */
static int
note(struct splice *s, const struct change *c, struct fail *f)
{
	if (copy(s, c->at, f) == -1)
		return -1;
	if (c->kind == KEEP_FROM) {
		s->kept = (struct kept){ .at = c->at, .end = c->end };
		s->kept.copy_at = s->written + s->out.len;
		return 0;
	}
	s->kept.copy_end = s->written + s->out.len;
	if (s->kept.end != c->at || s->kept.copy_end <= s->kept.copy_at)
		return 0;
	return s->tell.take(s->tell.with, &s->kept, f);
}

static int
carry_out(struct splice *s, const struct change *c, struct fail *f)
{
	unsigned char next = 0;

	if (c->end <= s->done && c->at < s->done)
		return 0; /* inside of what went before */
	if (c->kind != WRITE)
		return c->at < s->done ? 0 : note(s, c, f);
	if (c->at < s->done) /* what is left of it goes too, and says nothing */
		return s->done = c->end, 0;
	if (copy(s, c->at, f) == -1)
		return -1;
	s->done = c->end;
	if (c->raw || (c->text.len == 0 && !escape_spells_nothing(c->escape)))
		return encoding_encode(s->to, c->text, &s->out, f);
	if (c->escape != ESCAPE_NONE && byte_at(s, c->end, &next, f) == -1)
		return -1;
	buf_clear(&s->spelt);
	escape_text(c->escape, c->text, next, &s->spelt);
	return encoding_encode(s->to, buf_bytes(&s->spelt), &s->out, f);
}

int
splice_settle(struct splice *s, uint64_t before, struct fail *f)
{
	size_t i;

	for (i = 0; i < s->changes && s->change[i].at < before; i++)
		if (carry_out(s, &s->change[i], f) == -1)
			return -1;
	s->changes -= i;
	if (s->changes > 0) {
		memmove(s->change, s->change + i, s->changes * sizeof *s->change);
		return 0;
	}
	arena_clear(s->texts);
	if (i == 0)
		return 0;
	arena_clear(s->list);
	s->change = NULL;
	s->cap = 0;
	return 0;
}

int
splice_finish(struct splice *s, struct fail *f)
{
	if (splice_settle(s, UINT64_MAX, f) == -1 ||
	    copy(s, source_size(s->source), f) == -1)
		return -1;
	return flush(s, 1, f);
}

void
splice_close(struct splice *s)
{
	if (s == NULL)
		return;
	buf_free(&s->out);
	buf_free(&s->spelt);
	arena_free(s->list);
	arena_free(s->texts);
}
