#ifndef TEST_FORMAT_ZIP_H
#define TEST_FORMAT_ZIP_H

/*
 * Packages made by hand, so that each field can be spoilt. A part is added with what
 * it is to have; where its headers stand is kept, so that numbers in them can be
 * exchanged afterwards.
 */
#include "unit.h"

#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/source.h"
#include "format/zip.h"

#define BYTES(s) ((struct bytes){ (const unsigned char *)(s), sizeof(s) - 1 })

enum { PARTS = 8 };

struct made {
	const char *name;
	struct bytes data;    /* unpacked */
	struct bytes packed;  /* instead of data deflated, if it has bytes */
	bool deflated, later; /* later: with a data descriptor */
	unsigned later_form;  /* 0: 16 bytes; 12, 20, 24 */
	struct bytes local_extra, extra, comment;
	struct bytes before; /* its header: bytes that are nobody's */
};

struct pack {
	struct buf bytes, directory;
	size_t local[PARTS], central[PARTS], later[PARTS]; /* places in the whole */
	size_t parts, at, end;
};

static struct arena *arena;
static FILE *file;

static inline int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	file = tmpfile();
	return file == NULL;
}

static inline int
teardown(void **state)
{
	(void)state;
	fclose(file);
	arena_free(arena);
	return 0;
}

static inline struct source *
source_of(struct bytes content)
{
	struct fail f = { 0 };
	struct source *s;

	arena_clear(arena);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(pwrite(fileno(file), content.at, content.len, 0), content.len);
	s = source_of_file(fileno(file), arena, &f);
	assert_non_null(s);
	return s;
}

/* 0, and what the stream gave added to `to`; -1. In pieces of `piece`. */
static inline int
read_part(struct zip *z, const struct zip_entry *e, size_t piece, struct buf *to,
    struct fail *f)
{
	struct zip_stream *s = zip_stream_open(z, e, arena, f);
	size_t got;
	int status;

	assert_non_null(s);
	while (
	    (status = zip_stream_read(s, buf_room(to, piece), piece, &got, f)) == 1) {
		assert_in_range(got, 1, piece);
		to->len += got;
	}
	assert_int_equal(got, 0);
	zip_stream_close(s);
	return status;
}

static inline void
put(struct buf *b, uint64_t value, size_t width)
{
	while (width-- > 0) {
		buf_byte(b, (unsigned char)value);
		value >>= 8;
	}
}

static inline void
patch(struct buf *b, size_t at, uint64_t value, size_t width)
{
	assert_true(at + width <= b->len);
	while (width-- > 0) {
		b->at[at++] = (unsigned char)value;
		value >>= 8;
	}
}

static inline uint64_t
number_at(const struct buf *b, size_t at, size_t width)
{
	uint64_t value = 0;

	assert_true(at + width <= b->len);
	while (width-- > 0)
		value = value << 8 | b->at[at + width];
	return value;
}

static inline void
deflate_to(struct buf *to, struct bytes data)
{
	z_stream z = { 0 };
	unsigned char *room = buf_room(to, data.len + 1000);

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, -15, 8, 0), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)data.at;
	z.avail_in = (uInt)data.len;
	z.next_out = room;
	z.avail_out = (uInt)data.len + 1000;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	to->len += z.total_out;
	deflateEnd(&z);
}

/* From the flags on: both headers are alike up to the lengths. */
static inline void
put_common(struct buf *b, const struct made *m, uLong crc, size_t packed, bool zero)
{
	put(b, m->later ? 8 : 0, 2);
	put(b, m->deflated ? 8 : 0, 2);
	put(b, 0x00210000, 4);
	put(b, zero ? 0 : crc, 4);
	put(b, zero ? 0 : packed, 4);
	put(b, zero ? 0 : m->data.len, 4);
	put(b, strlen(m->name), 2);
}

static inline void
put_later(struct buf *b, const struct made *m, uLong crc, size_t packed)
{
	unsigned form = m->later_form ? m->later_form : 16;
	size_t width = form >= 20 ? 8 : 4;

	if (form == 16 || form == 24)
		buf_text(b, "PK\7\10");
	put(b, crc, 4);
	put(b, packed, width);
	put(b, m->data.len, width);
}

static inline void
pack_add(struct pack *p, const struct made *m)
{
	struct buf packed = { 0 }, *b = &p->bytes;
	uLong crc = crc32(0, m->data.at, (uInt)m->data.len);

	assert_true(p->parts < PARTS);
	if (m->packed.len > 0)
		buf_add(&packed, m->packed);
	else if (m->deflated)
		deflate_to(&packed, m->data);
	else
		buf_add(&packed, m->data);
	buf_add(b, m->before);
	p->local[p->parts] = b->len;
	p->central[p->parts] = p->directory.len;

	buf_text(&p->directory, "PK\1\2");
	put(&p->directory, 20 | 20 << 16, 4);
	put_common(&p->directory, m, crc, packed.len, false);
	put(&p->directory, m->extra.len, 2);
	put(&p->directory, m->comment.len, 2);
	put(&p->directory, 0, 8);
	put(&p->directory, b->len, 4);
	buf_text(&p->directory, m->name);
	buf_add(&p->directory, m->extra);
	buf_add(&p->directory, m->comment);

	buf_text(b, "PK\3\4");
	put(b, 20, 2);
	put_common(b, m, crc, packed.len, m->later);
	put(b, m->local_extra.len, 2);
	buf_text(b, m->name);
	buf_add(b, m->local_extra);
	buf_add(b, buf_bytes(&packed));
	p->later[p->parts++] = b->len;
	if (m->later)
		put_later(b, m, crc, packed.len);
	buf_free(&packed);
}

static inline void
pack_directory(struct pack *p)
{
	size_t i;

	p->at = p->bytes.len;
	for (i = 0; i < p->parts; i++)
		p->central[i] += p->at;
	buf_add(&p->bytes, buf_bytes(&p->directory));
	p->end = p->bytes.len;
}

static inline void
pack_end(struct pack *p, const char *comment)
{
	struct buf *b = &p->bytes;
	size_t size = p->directory.len;

	p->end = b->len;
	buf_text(b, "PK\5\6");
	put(b, 0, 4);
	put(b, p->parts, 2);
	put(b, p->parts, 2);
	put(b, size, 4);
	put(b, p->at, 4);
	put(b, strlen(comment), 2);
	buf_text(b, comment);
}

static inline void
pack_free(struct pack *p)
{
	buf_free(&p->bytes);
	buf_free(&p->directory);
	memset(p, 0, sizeof *p);
}

static const struct made ordinary[] = {
	{ .name = "mimetype", .data = { (const unsigned char *)"application/x", 13 } },
	{ .name = "word/document.xml",
	    .data = { (const unsigned char *)"<p>Det var en gang, det var en gang</p>",
		39 },
	    .deflated = true },
	{ .name = "word/b.xml",
	    .data = { (const unsigned char *)"<p>en annen</p>", 15 },
	    .deflated = true,
	    .later = true },
	{ .name = "word/" },
};
enum { ORDINARY = sizeof ordinary / sizeof ordinary[0] };

static inline void
make(struct pack *p, const struct made *m, size_t parts)
{
	size_t i;

	memset(p, 0, sizeof *p);
	for (i = 0; i < parts; i++)
		pack_add(p, &m[i]);
	pack_directory(p);
	pack_end(p, "");
}

/* Open it and read every part: 0, or -1 with a failure. */
static inline int
read_all(struct bytes package, size_t piece, struct buf *to, struct fail *f)
{
	struct zip *z = zip_open(source_of(package), arena, f);
	size_t i;

	if (z == NULL)
		return -1;
	for (i = 0; i < zip_count(z); i++)
		if (read_part(z, zip_at(z, i), piece, to, f) == -1)
			return -1;
	return 0;
}

static inline void
refused(struct bytes package, const char *id, enum fail_kind kind)
{
	struct fail f = { 0 };
	struct buf got = { 0 };

	assert_int_equal(read_all(package, 7, &got, &f), -1);
	if (strcmp(f.what, id) != 0)
		print_error("%s, not %s\n", f.what, id);
	assert_string_equal(f.what, id);
	assert_int_equal(f.kind, kind);
	buf_free(&got);
}

static inline void
refused_pack(struct pack *p, const char *id, enum fail_kind kind)
{
	refused(buf_bytes(&p->bytes), id, kind);
	pack_free(p);
}

static inline void
refused_made(const struct made *m, size_t parts, const char *id)
{
	struct pack p;

	make(&p, m, parts);
	refused_pack(&p, id, FAIL_INPUT);
}

#endif
