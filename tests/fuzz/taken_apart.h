#ifndef FUZZ_TAKEN_APART_H
#define FUZZ_TAKEN_APART_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/sink.h"
#include "format/format.h"
#include "format/source.h"
#include "scrub/splice.h"

/*
 * What holds of every bare format. Segments lie in order inside the file, touch in the
 * text and say what stands there. What is left when the removals are taken out is read
 * again: the same number of utterances, and no removals. treated (0 or 1): all of
 * each utterance is said to have been exchanged.
 */
struct seen {
	uint64_t texts, removed;
};

static void
check_segments(const struct utterance *u, struct bytes file, enum encoding e)
{
	const struct segment *s;
	uint64_t at = 0;
	uint32_t to = 0;
	size_t i;

	for (i = 0; i < u->segments; i++) {
		s = &u->segment[i];
		if (s->from != to || s->to <= s->from || s->at < at || s->end < s->at ||
		    s->end > file.len)
			die("segment %zu out of place", i);
		if (s->kind == SEGMENT_PLAIN && e == ENCODING_UTF8 &&
		    !bytes_equal(bytes_cut(file, s->at, s->end),
			bytes_cut(u->text, s->from, s->to)))
			die("segment %zu does not say what stands there", i);
		at = s->end;
		to = s->to;
	}
	if (to != u->text.len || to > LIMIT_UTTERANCE || u->label_to > to ||
	    u->label_from > u->label_to)
		die("a text of %zu bytes", u->text.len);
}

static int
write_buf(void *with, struct bytes b, struct fail *f)
{
	(void)f;
	buf_add(with, b);
	return 0;
}

/* -1: refused. */
static int
read_all(const struct format *format, struct source *s, const enum encoding *named,
    struct bytes file, size_t treated, struct seen *seen, struct buf *out,
    struct arena *a)
{
	struct sink sink = { write_buf, out };
	struct splice *splice;
	struct reader *reader;
	struct utterance u = { .exchanges = 0 };
	struct exchange all = { 0, UINT32_MAX, { NULL, 0 } };
	struct fail f = { 0 };
	uint64_t settled = 0;
	size_t i;
	int got;

	if (source_tell_encoding(s, named, &f) != 0)
		return -1;
	splice = splice_new(s, &sink, false, a);
	/* the splice reads raw bytes, the reader lines: of one file, in turns */
	reader = format->open(s, NULL, a, &f);
	if (reader == NULL) {
		splice_close(splice);
		return -1;
	}
	while ((got = format->next(reader, &u, &f)) == 1) {
		check_segments(&u, file, source_encoding(s).encoding);
		seen->texts += u.text.len > 0;
		for (i = 0; i < u.removals; i++) {
			if (u.removal[i].at < settled || u.removal[i].end > file.len)
				die("a removal out of place");
			splice_take_out(splice, u.removal[i].at, u.removal[i].end,
			    u.removal[i].instead);
			seen->removed += u.removal[i].end > u.removal[i].at;
		}
		if (u.settled < settled)
			die("settled goes back");
		settled = u.settled;
		if (splice_settle(splice, settled, &f) == -1)
			die("%s", f.what);
		u.exchanged = &all;
		u.exchanges = treated;
	}
	if (got == 0 && splice_finish(splice, &f) == -1)
		die("%s", f.what);
	if (got == -1 && f.kind == FAIL_NONE)
		die("failed without a reason");
	splice_close(splice);
	format->close(reader);
	return got;
}

static struct source *
source_from(struct bytes b, int *fd, struct arena *a)
{
	struct fail f = { 0 };
	struct source *s;

	*fd = memfd_create("fuzz", 0);
	if (*fd < 0 || write(*fd, b.at, b.len) != (ssize_t)b.len)
		die("memfd");
	s = source_of_file(*fd, a, &f);
	if (s == NULL)
		die("%s", f.what);
	return s;
}

static void
take_apart(const struct format *format, struct bytes whole, size_t treated)
{
	struct arena *a = arena_new();
	struct seen first = { 0 }, second = { 0 };
	struct buf out = { 0 }, again = { 0 };
	struct bytes file;
	struct source *s;
	enum encoding e;
	int fd = -1, fd2 = -1;

	if (whole.len < LIMIT_UTTERANCE / 2) {
		file = whole;
		s = source_from(file, &fd, a);
		if (read_all(format, s, NULL, file, treated, &first, &out, a) == 0) {
			/* a few bytes less may look like another encoding */
			e = source_encoding(s).encoding;
			file = buf_bytes(&out);
			if (first.removed == 0 && !bytes_equal(file, whole))
				die("not the same without a removal");
			if (read_all(format, source_from(file, &fd2, a), &e, file,
				treated, &second, &again, a) != 0)
				die("what is left cannot be read");
			if (second.removed != 0 || second.texts != first.texts)
				die("another reading of what is left");
		}
	}
	if (fd >= 0)
		close(fd);
	if (fd2 >= 0)
		close(fd2);
	buf_free(&out);
	buf_free(&again);
	arena_free(a);
}

#endif
