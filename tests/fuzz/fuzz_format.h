#ifndef FUZZ_FORMAT_H
#define FUZZ_FORMAT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/format.h"
#include "format/source.h"
#include "scrub/splice.h"

/*
 * What holds of every bare format. The first byte names an encoding, the rest
 * is a file. Each utterance is its segments, in order and inside the file; a plain one
 * is what the file says there; nothing is told of what is settled. The copy with
 * everything taken out reads the same, word for word, and nothing is left in it to be
 * taken out.
 */
struct fuzz {
	const struct format *format;
	struct buf words, copy;
	uint64_t out; /* stretches taken out */
};

static inline int
fuzz_keep(void *with, struct bytes b, struct fail *f)
{
	(void)f;
	buf_add(with, b);
	return 0;
}

static inline void
fuzz_check_segments(const struct utterance *u, struct bytes file, enum encoding e)
{
	struct buf spelt = { 0 };
	struct fail f = { 0 };
	const struct segment *s;
	uint32_t to = 0;
	size_t i;

	for (i = 0; i < u->segments; i++) {
		s = &u->segment[i];
		if (s->from != to || s->to <= s->from || s->at > s->end ||
		    s->end > file.len || (i > 0 && s->at < s[-1].end))
			die("a segment out of place");
		to = s->to;
		buf_clear(&spelt);
		if (s->kind == SEGMENT_PLAIN &&
		    (encoding_encode(
			 e, bytes_cut(u->text, s->from, s->to), &spelt, &f) != 0 ||
			!bytes_equal(buf_bytes(&spelt),
			    bytes_cut(file, (size_t)s->at, (size_t)s->end))))
			die("a segment that is not what the file says");
	}
	if (to != u->text.len || u->text.len > LIMIT_UTTERANCE ||
	    u->label_from > u->label_to || u->label_to > u->text.len)
		die("an utterance of %zu bytes", u->text.len);
	buf_free(&spelt);
}

static inline void
fuzz_take(
    struct fuzz *z, const struct utterance *u, struct splice *splice, uint64_t *settled)
{
	struct fail f = { 0 };
	size_t i;

	for (i = 0; i < u->segments; i++)
		if (u->segment[i].at < *settled)
			die("an utterance behind what is settled");
	for (i = 0; i < u->removals; i++) {
		if (u->removal[i].at >= u->removal[i].end)
			continue;
		if (u->removal[i].at < *settled)
			die("a removal behind what is settled");
		splice_take_out(
		    splice, u->removal[i].at, u->removal[i].end, u->removal[i].instead);
		z->out++;
	}
	if (u->settled < *settled)
		die("settled less than before");
	*settled = u->settled;
	splice_settle(splice, *settled, &f);
}

/* Read all of it. false: it is refused. */
static inline bool
fuzz_read(struct fuzz *z, struct source *s, struct source *again, struct bytes file,
    struct arena *a)
{
	struct sink sink = { fuzz_keep, &z->copy };
	struct splice *splice = splice_new(again, &sink, false, a);
	struct reader *reader;
	struct utterance u;
	struct fail f = { 0 };
	uint64_t settled = 0;
	int got = -1;

	reader = z->format->open(s, NULL, a, &f);
	while (reader != NULL && (got = z->format->next(reader, &u, &f)) == 1) {
		fuzz_check_segments(&u, file, source_encoding(s).encoding);
		fuzz_take(z, &u, splice, &settled);
		buf_add(&z->words, u.text);
	}
	if (got == -1 && f.kind == FAIL_NONE)
		die("failed without a reason");
	z->format->close(reader);
	if (got == 0)
		splice_finish(splice, &f);
	splice_close(splice);
	return got == 0;
}

static inline bool
fuzz_file(struct fuzz *z, struct bytes file, const enum encoding *named)
{
	struct arena *a = arena_new();
	struct fail f = { 0 };
	struct source *s, *again;
	bool read = false;
	int fd = memfd_create("fuzz", 0);

	if (fd == -1 || write(fd, file.at, file.len) != (ssize_t)file.len)
		die("memfd");
	s = source_of_file(fd, a, &f);
	again = source_of_file(fd, a, &f);
	if (source_tell_encoding(s, named, &f) == 0 &&
	    source_tell_encoding(again, named, &f) == 0)
		read = fuzz_read(z, s, again, file, a);
	close(fd);
	arena_free(a);
	return read;
}

static inline void
fuzz_format(const struct format *format, const uint8_t *data, size_t size)
{
	struct fuzz first = { .format = format }, second = first;
	enum encoding named;

	if (size == 0)
		return;
	named = (enum encoding)(data[0] % 6);
	if (fuzz_file(&first, (struct bytes){ data + 1, size - 1 }, &named)) {
		if (!fuzz_file(&second, buf_bytes(&first.copy), &named))
			die("the copy cannot be read");
		if (second.out > 0)
			die("the copy holds something to take out");
		if (!bytes_equal(buf_bytes(&first.words), buf_bytes(&second.words)))
			die("the copy says something else");
	}
	buf_free(&first.words);
	buf_free(&first.copy);
	buf_free(&second.words);
	buf_free(&second.copy);
}

#endif
