#include "format/source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/spool.h"
#include "format/zip.h"

enum {
	BLOCK = 64 * 1024,          /* raw bytes decoded at a time */
	LINE = LIMIT_UTTERANCE,     /* longest stretch given out */
	TEXT = LINE + 8 + 3 * BLOCK /* a byte becomes at most three */
};

/*
 * Decoded text lies in one of two buffers. When the one is read to its last line end,
 * the rest of it goes to the start of the other and the next block behind it: so a
 * line given out stays until the next call but one.
 */
struct source {
	int fd;         /* -1: the spool, or a part */
	uint64_t begin; /* of what is read in it */
	const struct spool *spool;
	struct zip *zip; /* of a part, else NULL */
	const struct zip_entry *entry;
	struct zip_stream *stream;
	unsigned char *page[2]; /* the last two of BLOCK bytes */
	uint64_t pages;         /* that it has given */
	struct arena *arena;
	uint64_t size;
	unsigned char *window;
	struct encoding_guess encoding;

	unsigned char *block;
	unsigned char *text[2];
	struct bytes now; /* decoded and not given out */
	int side;         /* the buffer that .now is in */
	uint64_t at;      /* of .now in the file */
	uint64_t next;    /* of the first byte not decoded */
	uint64_t line;    /* of .now */
	size_t feed; /* a line feed in .now: from .now.at; at or past .now.len: none */
	bool feed_known;
};

static struct source *
source_new(struct arena *a, uint64_t size)
{
	struct source *s = arena_get(a, 1, sizeof *s);

	s->fd = -1;
	s->arena = a;
	s->size = size;
	s->block = arena_get(a, BLOCK, 1);
	s->text[0] = arena_get(a, TEXT, 1);
	s->text[1] = arena_get(a, TEXT, 1);
	source_rewind(s);
	return s;
}

struct source *
source_of_file(int fd, struct arena *a, struct fail *f)
{
	off_t size = lseek(fd, 0, SEEK_END); /* a worker may not ask fstat() */
	struct source *s;

	if (size == -1) {
		fail(f, FAIL_INPUT, "source-kind");
		return NULL;
	}
	s = source_new(a, (uint64_t)size);
	s->fd = fd;
	return s;
}

struct source *
source_of_range(int fd, uint64_t begin, uint64_t len, struct arena *a)
{
	struct source *s = source_new(a, len);

	s->fd = fd;
	s->begin = begin;
	return s;
}

struct source *
source_of_spool(const struct spool *spool, struct arena *a)
{
	struct source *s = source_new(a, spool_size(spool));

	s->spool = spool;
	return s;
}

struct source *
source_of_part(struct zip *zip, const struct zip_entry *entry, struct arena *a)
{
	struct source *s = source_new(a, entry->size);

	s->zip = zip;
	s->entry = entry;
	return s;
}

void
source_close(struct source *s)
{
	if (s == NULL)
		return;
	zip_stream_close(s->stream);
	s->stream = NULL;
}

uint64_t
source_size(const struct source *s)
{
	return s->size;
}

static size_t
left(const struct source *s, uint64_t at, size_t len)
{
	if (at >= s->size)
		return 0;
	return s->size - at < len ? (size_t)(s->size - at) : len;
}

/* The next page of a part, in the place of the one before the last: a step back that is
 * no longer than a page costs nothing. */
static int
next_page(struct source *s, struct fail *f)
{
	uint64_t page = s->pages++;
	unsigned char *to = s->page[page % 2];
	size_t want = left(s, page * BLOCK, BLOCK), have = 0, got;

	for (; have < want; have += got)
		if (zip_stream_read(s->stream, to + have, want - have, &got, f) != 1)
			return fail(f, FAIL_INPUT, "source-changed");
	return 0;
}

static int
begin_part(struct source *s, struct fail *f)
{
	size_t i;

	for (i = 0; i < 2; i++)
		if (s->page[i] == NULL)
			s->page[i] = arena_get(s->arena, BLOCK, 1);
	zip_stream_close(s->stream);
	s->pages = 0;
	s->stream = zip_stream_open(s->zip, s->entry, s->arena, f);
	return s->stream ? 0 : -1;
}

static int
read_part(struct source *s, uint64_t at, unsigned char *to, size_t len, struct fail *f)
{
	uint64_t page;
	size_t from, some;

	for (; len > 0; len -= some, to += some, at += some) {
		page = at / BLOCK;
		if ((s->stream == NULL || page + 2 < s->pages) &&
		    begin_part(s, f) == -1)
			return -1;
		while (page >= s->pages)
			if (next_page(s, f) == -1)
				return -1;
		from = at % BLOCK;
		some = BLOCK - from < len ? BLOCK - from : len;
		memcpy(to, s->page[page % 2] + from, some);
	}
	return 0;
}

static int
read_at(struct source *s, uint64_t at, unsigned char *to, size_t len, struct fail *f)
{
	ssize_t n;

	if (s->zip != NULL)
		return read_part(s, at, to, len, f);
	if (s->spool != NULL)
		return spool_read(s->spool, at, to, len, f);
	while (len > 0) {
		n = pread(s->fd, to, len, (off_t)(s->begin + at));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(f, "source-read", NULL);
		if (n == 0) /* shorter than it was */
			return fail(f, FAIL_INPUT, "source-changed");
		to += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return 0;
}

int
source_raw(struct source *s, uint64_t at, size_t len, struct bytes *raw, struct fail *f)
{
	if (len > LIMIT_WINDOW)
		die("source: a window of %zu bytes", len);
	if (s->window == NULL)
		s->window = arena_get(s->arena, LIMIT_WINDOW, 1);
	*raw = (struct bytes){ s->window, left(s, at, len) };
	return read_at(s, at, s->window, raw->len, f);
}

static unsigned
bom_of(enum encoding e, struct bytes head)
{
	if (e == ENCODING_UTF8 && bytes_start(head, "\xEF\xBB\xBF"))
		return 3;
	if (e == ENCODING_UTF16LE && bytes_start(head, "\xFF\xFE"))
		return 2;
	if (e == ENCODING_UTF16BE && bytes_start(head, "\xFE\xFF"))
		return 2;
	return 0;
}

int
source_tell_encoding(struct source *s, const enum encoding *named, struct fail *f)
{
	size_t len = left(s, 0, named != NULL ? 4 : LIMIT_ENCODING_SAMPLE);
	struct buf sample = { 0 };
	int result;

	buf_room(&sample, len + 1);
	result = read_at(s, 0, sample.at, len, f);
	sample.len = len;
	if (result == 0 && named != NULL)
		s->encoding = (struct encoding_guess){ *named,
			bom_of(*named, buf_bytes(&sample)), 100 };
	else if (result == 0)
		result =
		    encoding_guess(buf_bytes(&sample), len == s->size, &s->encoding, f);
	buf_free(&sample);
	source_rewind(s);
	return result;
}

struct encoding_guess
source_encoding(const struct source *s)
{
	return s->encoding;
}

void
source_rewind(struct source *s)
{
	s->now = (struct bytes){ s->text[0], 0 };
	s->side = 0;
	s->at = s->next = s->encoding.bom;
	s->line = 1;
	s->feed_known = false;
}

static uint64_t
line_ends(struct bytes b)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < b.len; i++)
		n += b.at[i] == '\n' ||
		     (b.at[i] == '\r' && (i + 1 == b.len || b.at[i + 1] != '\n'));
	return n;
}

/* Decode the next block behind what is left of .now. */
static int
refill(struct source *s, struct fail *f)
{
	unsigned char *to = s->text[!s->side];
	struct buf text = { to, s->now.len, TEXT };
	struct bytes raw = { s->block, left(s, s->next, BLOCK) };
	struct fail inner = { 0 };
	size_t used = 0;

	if (s->now.len > 0)
		memcpy(to, s->now.at, s->now.len);
	if (read_at(s, s->next, s->block, raw.len, f) != 0)
		return -1;
	if (encoding_decode(s->encoding.encoding, raw, &text, &used, &inner) != 0 ||
	    (used < raw.len && s->next + raw.len == s->size)) {
		s->line += line_ends((struct bytes){ to, text.len });
		fail_with(f, FAIL_INPUT, "encoding-later", "%llu",
		    (unsigned long long)s->line);
		return fail_at(f, NULL, s->line);
	}
	if (text.at != to) /* then it was never ours to give to realloc() */
		die("source: %zu bytes of text from a block", text.len);
	s->side = !s->side;
	s->now = (struct bytes){ to, text.len };
	s->next += used;
	s->feed_known = false;
	return 0;
}

/* Where the first line of .now ends, its line end included; 0: not known yet. */
static size_t
line_length(struct source *s, bool last)
{
	const unsigned char *at;
	size_t len = s->now.len;

	if (!s->feed_known) {
		at = memchr(s->now.at, '\n', len);
		s->feed = at != NULL ? (size_t)(at - s->now.at) : len;
		s->feed_known = true;
	}
	at = memchr(s->now.at, '\r', s->feed < len ? s->feed : len);
	if (at != NULL) {
		len = (size_t)(at - s->now.at) + 1;
		if (len == s->now.len)
			return last ? len : 0;
		return s->now.at[len] == '\n' ? len + 1 : len;
	}
	if (s->feed < len)
		return s->feed + 1;
	return last ? len : 0;
}

/* A line longer than LINE is cut behind a sentence, else a word, else a character. */
static size_t
line_cut(struct bytes text)
{
	size_t i, word = 0;

	for (i = LINE; i > LINE / 2; i--) {
		if (text.at[i - 1] != ' ')
			continue;
		if (word == 0)
			word = i;
		if (strchr(".!?", text.at[i - 2]) != NULL)
			return i;
	}
	if (word != 0)
		return word;
	for (i = LINE; (text.at[i] & 0xC0) == 0x80;)
		i--;
	/* a CR and its LF stay together */
	return text.at[i] == '\n' && text.at[i - 1] == '\r' ? i - 1 : i;
}

int
source_line(
    struct source *s, struct bytes *utf8, uint64_t *at, uint64_t *line, struct fail *f)
{
	size_t len;
	bool last;

	for (;;) {
		last = s->next >= s->size;
		len = s->now.len > 0 ? line_length(s, last) : 0;
		if (len > 0 || s->now.len > LINE || last)
			break;
		if (refill(s, f) != 0)
			return -1;
	}
	if (s->now.len == 0)
		return 0;
	if (len == 0 || len > LINE)
		len = line_cut(s->now);
	*utf8 = (struct bytes){ s->now.at, len };
	*at = s->at;
	*line = s->line;
	s->line += utf8->at[len - 1] == '\n' || utf8->at[len - 1] == '\r';
	s->at += encoding_width(s->encoding.encoding, *utf8);
	s->now.at += len;
	s->now.len -= len;
	if (s->feed_known && s->feed >= len)
		s->feed -= len;
	else
		s->feed_known = false;
	return 1;
}
