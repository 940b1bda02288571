#include "scrub/splice.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "format/source.h"
#include "text/encoding.h"

enum { OUTPUT = 64 * 1024 };

struct splice {
	struct source *source;
	struct encoding_guess from;
	enum encoding to;
	bool recode;
	int fd;
	uint64_t done; /* of the source's bytes */
	struct buf out;
};

struct splice *
splice_new(struct source *source, int fd, bool to_utf8, struct arena *a)
{
	struct splice *s = arena_get(a, 1, sizeof *s);

	s->source = source;
	s->from = source_encoding(source);
	s->to = to_utf8 ? ENCODING_UTF8 : s->from.encoding;
	s->recode = to_utf8;
	s->fd = fd;
	s->done = to_utf8 ? s->from.bom : 0;
	return s;
}

static int
flush(struct splice *s, size_t over, struct fail *f)
{
	if (s->out.len < over || s->out.len == 0)
		return 0;
	if (file_write_fd(s->fd, buf_bytes(&s->out), NULL, f) == -1)
		return -1;
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

int
splice_exchange(
    struct splice *s, uint64_t at, uint64_t end, struct bytes text, struct fail *f)
{
	if (at < s->done || end < at)
		die("splice: [%llu, %llu) behind %llu", (unsigned long long)at,
		    (unsigned long long)end, (unsigned long long)s->done);
	if (copy(s, at, f) == -1 || encoding_encode(s->to, text, &s->out, f) == -1)
		return -1;
	s->done = end;
	return 0;
}

int
splice_finish(struct splice *s, struct fail *f)
{
	int rc = copy(s, source_size(s->source), f);

	return rc == 0 ? flush(s, 1, f) : -1;
}

void
splice_close(struct splice *s)
{
	if (s != NULL)
		buf_free(&s->out);
}
