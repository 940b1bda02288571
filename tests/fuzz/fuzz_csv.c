#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/csv.h"
#include "format/format.h"
#include "format/source.h"

/*
 * The first byte names an encoding (or none), the rest is a table. Its utterances stand
 * in order, their segments spell their text, and what is taken out lies inside of them.
 * Once it is taken out there is nothing more to take out, if the table is still read
 * with the same separator.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_segment(enum encoding e, const struct utterance *u, const struct segment *s,
    struct bytes file)
{
	struct bytes text = bytes_cut(u->text, s->from, s->to);
	struct buf raw = { 0 };
	struct fail f = { 0 };

	if (s->kind == SEGMENT_WHOLE && !bytes_are(text, "\""))
		die("a character spelt otherwise");
	if (encoding_encode(e, text, &raw, &f) != 0)
		die("text that the encoding does not have");
	if (s->kind == SEGMENT_WHOLE)
		encoding_encode(e, text, &raw, &f);
	if (!bytes_equal(buf_bytes(&raw), bytes_cut(file, s->at, s->end)))
		die("text that is not in the file");
	buf_free(&raw);
}

static void
check_utterance(
    enum encoding e, const struct utterance *u, struct bytes file, uint64_t *done)
{
	const struct removal *r;
	uint32_t to = 0;
	size_t i;

	if (u->text.len > LIMIT_UTTERANCE || u->label_from > u->label_to ||
	    u->label_to > u->text.len)
		die("an utterance of %zu bytes", u->text.len);
	for (i = 0; i < u->segments; i++) {
		if (u->segment[i].from != to || u->segment[i].at < *done)
			die("a segment out of place");
		check_segment(e, u, &u->segment[i], file);
		to = u->segment[i].to;
		*done = u->segment[i].end;
	}
	if (to != u->text.len || u->settled < *done || u->settled > file.len)
		die("segments that are not the text");
	for (i = 0; i < u->removals; i++) {
		r = &u->removal[i];
		if (r->end <= r->at || r->end > u->settled)
			die("a removal out of place");
	}
	*done = u->settled;
}

struct result {
	struct csv_shape shape;
	size_t removals;
	struct buf copy;
};

static void
copy_removed(struct result *out, enum encoding e, const struct utterance *u,
    struct bytes file, uint64_t *copied)
{
	const struct removal *r;
	struct fail f = { 0 };
	size_t i;

	for (i = 0; i < u->removals; i++) {
		r = &u->removal[i];
		if (r->at < *copied)
			die("removals out of order");
		buf_add(&out->copy, bytes_cut(file, *copied, r->at));
		if (encoding_encode(e, r->instead, &out->copy, &f) != 0)
			die("what is written instead cannot be written");
		*copied = r->end;
		out->removals++;
	}
}

static int
check_file(struct bytes file, const enum encoding *named, struct result *out)
{
	struct arena *a = arena_new();
	int fd = memfd_create("fuzz", 0), got = -1;
	struct reader *reader;
	struct source *s;
	struct utterance u;
	struct fail f = { 0 };
	uint64_t done, copied = 0;
	enum encoding e;

	if (fd < 0 || write(fd, file.at, file.len) != (ssize_t)file.len)
		die("memfd");
	s = source_of_file(fd, a, &f);
	if (s == NULL || source_tell_encoding(s, named, &f) != 0)
		goto out;
	e = source_encoding(s).encoding;
	done = source_encoding(s).bom;
	reader = format_csv.open(s, NULL, a, &f);
	while ((got = format_csv.next(reader, &u, &f)) == 1) {
		check_utterance(e, &u, file, &done);
		copy_removed(out, e, &u, file, &copied);
	}
	buf_add(&out->copy, bytes_cut(file, copied, file.len));
	if (got == -1 && f.kind == FAIL_NONE)
		die("failed without a reason");
	format_csv.close(reader);
out:
	close(fd);
	arena_free(a);
	return got;
}

/* The separator that is read with. */
static char
separator_of(enum encoding e, struct bytes file)
{
	struct buf text = { 0 };
	struct fail f = { 0 };
	struct csv_shape s;
	size_t used;

	encoding_decode(e, file, &text, &used, &f);
	s = csv_shape_of(buf_bytes(&text), true);
	buf_free(&text);
	return s.sure > 0 ? s.separator : '\0';
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct result first = { .removals = 0 }, second = { .removals = 0 };
	struct bytes file = { data + 1, size - 1 };
	enum encoding named;
	char separator;

	if (size == 0 || size > 60000)
		return 0;
	named = (enum encoding)(data[0] % 7);
	if (check_file(file, data[0] % 7 == 6 ? NULL : &named, &first) == 0 &&
	    named == ENCODING_UTF8 && first.removals > 0 &&
	    !bytes_start(file, "\xEF\xBB\xBF")) {
		separator = separator_of(named, file);
		if (separator != '\0' &&
		    separator == separator_of(named, buf_bytes(&first.copy)) &&
		    (check_file(buf_bytes(&first.copy), &named, &second) != 0 ||
			second.removals > 0))
			die("taken out twice");
	}
	buf_free(&first.copy);
	buf_free(&second.copy);
	return 0;
}
