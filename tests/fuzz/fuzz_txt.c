#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/format.h"
#include "format/source.h"
#include "format/txt.h"
#include "text/utf8.h"

/*
 * The first byte names an encoding (or none), the rest is a file. Its utterances and
 * the bytes between them are the file; between them are only blanks and line ends.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_between(enum encoding e, struct bytes raw)
{
	struct buf text = { 0 };
	struct fail f = { 0 };
	size_t used, i, len;
	uint32_t c;

	if (encoding_decode(e, raw, &text, &used, &f) != 0 || used != raw.len)
		die("half a character between utterances");
	for (i = 0; i < text.len; i += len) {
		c = utf8_next(bytes_cut(buf_bytes(&text), i, text.len), &len);
		if (!utf8_is_space(c))
			die("text between utterances");
	}
	buf_free(&text);
}

static void
check_utterance(
    enum encoding e, const struct utterance *u, struct bytes file, uint64_t *done)
{
	struct buf back = { 0 };
	struct fail f = { 0 };
	uint64_t at, end;

	if (u->text.len == 0 || u->text.len > LIMIT_UTTERANCE || u->segments != 1 ||
	    u->label_from > u->label_to || u->label_to > u->text.len)
		die("an utterance of %zu bytes", u->text.len);
	utterance_place(u, e, 0, (uint32_t)u->text.len, &at, &end);
	if (at < *done || end <= at || end > file.len)
		die("an utterance out of place");
	check_between(e, bytes_cut(file, *done, at));
	if (encoding_encode(e, u->text, &back, &f) != 0 ||
	    !bytes_equal(buf_bytes(&back), bytes_cut(file, at, end)))
		die("an utterance that is not what the file says");
	buf_free(&back);
	*done = end;
}

static void
check_file(
    struct source *s, struct bytes file, const enum encoding *named, struct arena *a)
{
	struct reader *reader;
	struct utterance u;
	struct fail f = { 0 };
	uint64_t done, line = 0;
	enum encoding e;
	int got;

	if (source_tell_encoding(s, named, &f) != 0)
		return;
	e = source_encoding(s).encoding;
	done = source_encoding(s).bom;
	reader = format_txt.open(s, NULL, a, &f);
	while ((got = format_txt.next(reader, &u, &f)) == 1) {
		check_utterance(e, &u, file, &done);
		if (u.line < line)
			die("a line before the last");
		line = utterance_line(&u, (uint32_t)u.text.len);
	}
	if (got == 0)
		check_between(e, bytes_cut(file, done, file.len));
	else if (f.kind == FAIL_NONE)
		die("failed without a reason");
	format_txt.close(reader);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct fail f = { 0 };
	enum encoding named;
	struct bytes file;
	struct source *s;
	int fd = memfd_create("fuzz", 0);

	if (size > 0 && fd >= 0) {
		named = (enum encoding)(data[0] % 7);
		file = (struct bytes){ data + 1, size - 1 };
		if (write(fd, file.at, file.len) != (ssize_t)file.len)
			die("memfd");
		s = source_of_file(fd, a, &f);
		if (s == NULL)
			die("%s", f.what);
		check_file(s, file, data[0] % 7 == 6 ? NULL : &named, a);
	}
	if (fd >= 0)
		close(fd);
	arena_free(a);
	return 0;
}
