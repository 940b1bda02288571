#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/source.h"
#include "format/zip.h"

/*
 * Any bytes as a package. What is refused says why. What opens has its parts where
 * and as large as it says, none on another, and each gives exactly its size and CRC,
 * or fails. All parts that are whole, written again, read as the same.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_refusal(const struct fail *f)
{
	if (f->kind != FAIL_INPUT && f->kind != FAIL_LIMIT)
		die("refused as %d", f->kind);
	if (strncmp(f->what, "zip-", 4) != 0)
		die("refused for %s", f->what);
}

static void
check_entry(const struct zip *z, const struct zip_entry *e, size_t size)
{
	size_t i;

	if (e->data < e->offset + 30 + e->name.len || e->data > size ||
	    e->packed > size - e->data || e->size > LIMIT_ZIP_ENTRY)
		die("part %u is outside", e->number);
	for (i = 0; i < e->number - 1U; i++)
		if (zip_at(z, i)->offset < e->data + e->packed &&
		    e->offset < zip_at(z, i)->data + zip_at(z, i)->packed)
			die("part %u is on another", e->number);
}

/* Copied to out; 0, or -1 where it is damaged. */
static int
copy_part(
    struct zip *z, const struct zip_entry *e, struct zip_out *out, struct arena *a)
{
	static unsigned char piece[5000];
	struct fail f = { 0 };
	struct zip_stream *s = zip_stream_open(z, e, a, &f);
	uint64_t size = 0;
	uLong crc = crc32(0, NULL, 0);
	size_t got;
	int status;

	if (zip_out_begin(out, e->name, e->stored, &f) == -1)
		die("%s, but it was read", f.what);
	while ((status = zip_stream_read(s, piece, sizeof piece, &got, &f)) == 1) {
		size += got;
		crc = crc32(crc, piece, (uInt)got);
		if (got == 0 || got > sizeof piece || size > e->size)
			die("part %u gives too much", e->number);
		if (zip_out_write(out, (struct bytes){ piece, got }, &f) == -1)
			die("%s", f.what);
	}
	zip_stream_close(s);
	if (status == -1)
		check_refusal(&f);
	else if (size != e->size || crc != e->crc)
		die("part %u gives %llu bytes", e->number, (unsigned long long)size);
	else if (zip_out_end(out, &f) == -1 && f.kind != FAIL_LIMIT)
		die("%s", f.what);
	return f.kind == FAIL_NONE ? 0 : -1;
}

static void
check_copy(const struct zip *z, int fd, struct arena *a)
{
	struct fail f = { 0 };
	struct source *s = source_of_file(fd, a, &f);
	struct zip *copy = zip_open(s, a, &f);
	const struct zip_entry *e, *c;
	size_t i;

	if (copy == NULL)
		die("a copy is refused: %s", f.what);
	if (zip_count(copy) != zip_count(z) || zip_besides(copy).extras > 0 ||
	    zip_besides(copy).comments > 0 || zip_besides(copy).times > 0)
		die("a copy is another");
	for (i = 0; i < zip_count(z); i++) {
		e = zip_at(z, i);
		c = zip_at(copy, i);
		if (!bytes_equal(e->name, c->name) || e->size != c->size ||
		    e->crc != c->crc || e->stored != c->stored)
			die("part %zu of a copy is another", i + 1);
	}
}

static void
check_package(struct zip *z, size_t size, struct arena *a)
{
	int fd = memfd_create("copy", 0), status = 0;
	struct zip_out *out = zip_out_new(fd, a);
	struct fail f = { 0 };
	size_t i;

	for (i = 0; i < zip_count(z) && status == 0; i++) {
		check_entry(z, zip_at(z, i), size);
		status = copy_part(z, zip_at(z, i), out, a);
	}
	if (status == 0) {
		if (zip_out_finish(out, &f) == -1)
			die("%s", f.what);
		check_copy(z, fd, a);
	}
	zip_out_close(out);
	close(fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct fail f = { 0 };
	struct source *s;
	struct zip *z;
	int fd = memfd_create("fuzz", 0);

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		die("memfd");
	s = source_of_file(fd, a, &f);
	z = zip_open(s, a, &f);
	if (z == NULL)
		check_refusal(&f);
	else
		check_package(z, size, a);
	close(fd);
	arena_free(a);
	return 0;
}
