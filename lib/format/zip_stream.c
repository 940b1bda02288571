#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/source.h"
#include "format/zip.h"

enum {
	CHUNK = 16 * 1024, /* packed bytes taken from the source at a time */
	RAW = -MAX_WBITS   /* deflate without a header of zlib or gzip */
};

struct zip_stream {
	struct source *source;
	const struct zip_entry *entry;
	z_stream inflate;     /* not for a stored part */
	unsigned char *chunk; /* heap: what it takes its bytes from */
	uint64_t taken;       /* of the packed bytes, by chunk */
	uint64_t given;       /* unpacked */
	uLong crc;            /* of those */
	bool ended;           /* the packed bytes say that they are at their end */
	bool proved, failed;
};

struct zip_stream *
zip_stream_open(
    struct zip *z, const struct zip_entry *e, struct arena *a, struct fail *f)
{
	struct zip_stream *s = arena_get(a, 1, sizeof *s);

	(void)f; /* what can fail today was checked by zip_open() */
	s->source = zip_source(z);
	s->entry = e;
	s->crc = crc32(0, NULL, 0);
	if (e->stored)
		return s;
	s->chunk = malloc(CHUNK);
	if (s->chunk == NULL || inflateInit2(&s->inflate, RAW) != Z_OK)
		die("out of memory");
	return s;
}

static int
damaged(const struct zip_stream *s, struct fail *f)
{
	return fail_with(f, FAIL_INPUT, "zip-data", "%u", s->entry->number);
}

/* The next len or fewer packed bytes; valid until the next call for the source. */
static int
take(struct zip_stream *s, size_t len, struct bytes *raw, struct fail *f)
{
	uint64_t left = s->entry->packed - s->taken;

	if (len > left)
		len = (size_t)left;
	if (source_raw(s->source, s->entry->data + s->taken, len, raw, f) == -1)
		return -1;
	if (raw->len != len)
		return damaged(s, f);
	s->taken += len;
	return 0;
}

static int
stored_step(
    struct zip_stream *s, unsigned char *to, size_t room, size_t *made, struct fail *f)
{
	struct bytes raw;

	if (take(s, room < CHUNK ? room : CHUNK, &raw, f) == -1)
		return -1;
	if (raw.len > 0)
		memcpy(to, raw.at, raw.len);
	*made = raw.len;
	s->ended = s->taken == s->entry->packed;
	return 0;
}

/* Until at least one byte is made or the end is reached. */
static int
inflate_step(
    struct zip_stream *s, unsigned char *to, size_t room, size_t *made, struct fail *f)
{
	z_stream *z = &s->inflate;
	struct bytes raw;
	int status;

	z->next_out = to;
	z->avail_out = (uInt)room;
	while (z->avail_out == room && !s->ended) {
		if (z->avail_in == 0) {
			if (take(s, CHUNK, &raw, f) == -1)
				return -1;
			memcpy(s->chunk, raw.at, raw.len);
			z->next_in = s->chunk;
			z->avail_in = (uInt)raw.len;
		}
		status = inflate(z, Z_NO_FLUSH);
		if (status == Z_MEM_ERROR)
			die("out of memory");
		s->ended = status == Z_STREAM_END;
		if (status != Z_OK && !s->ended) /* also without a byte to take */
			return damaged(s, f);
	}
	*made = room - z->avail_out;
	return 0;
}

static int
step(struct zip_stream *s, unsigned char *to, size_t room, size_t *made, struct fail *f)
{
	*made = 0;
	if (s->ended)
		return 0;
	return s->entry->stored ? stored_step(s, to, room, made, f)
	                        : inflate_step(s, to, room, made, f);
}

/* All declared bytes are made: no more may come, none be left over, and the CRC is
 * theirs. */
static int
prove(struct zip_stream *s, struct fail *f)
{
	unsigned char more;
	size_t made;

	if (step(s, &more, 1, &made, f) == -1)
		return -1;
	if (made != 0 || s->taken != s->entry->packed || s->inflate.avail_in != 0 ||
	    s->crc != s->entry->crc)
		return damaged(s, f);
	s->proved = true;
	return 0;
}

static int
read_some(struct zip_stream *s, void *to, size_t len, size_t *made, struct fail *f)
{
	const size_t most = 1 << 20; /* fits in the numbers of zlib */
	uint64_t left = s->entry->size - s->given;

	*made = 0;
	if (len > most)
		len = most;
	if (len > left)
		len = (size_t)left;
	if (len > 0 && step(s, to, len, made, f) == -1)
		return -1;
	if (*made == 0 && left > 0)
		return damaged(s, f);
	s->crc = crc32(s->crc, to, (uInt)*made);
	s->given += *made;
	return s->given == s->entry->size ? prove(s, f) : 0;
}

int
zip_stream_read(struct zip_stream *s, void *to, size_t len, size_t *got, struct fail *f)
{
	*got = 0;
	if (len == 0)
		die("zip: nothing is to be read");
	if (s->failed)
		return damaged(s, f);
	if (s->proved)
		return 0;
	if (read_some(s, to, len, got, f) == -1) {
		*got = 0;
		s->failed = true;
		return -1;
	}
	return *got > 0;
}

void
zip_stream_close(struct zip_stream *s)
{
	if (s == NULL)
		return;
	if (s->chunk != NULL)
		inflateEnd(&s->inflate);
	free(s->chunk);
	s->chunk = NULL;
	s->failed = true;
}
