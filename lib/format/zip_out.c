#include <errno.h>
#include <minizip/zip.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/map.h"
#include "format/zip.h"
#include "format/zip_check.h"
#include "text/utf8.h"

enum {
	DATE_1980 = 0x00210000, /* 1 January 1980, 0 o'clock: 4.4.6 of APPNOTE.TXT */
	UTF8_NAME = 1 << 11,    /* a flag: 4.4.4 */
	LEVEL = 6,
	MEMORY = 8
};

struct zip_out {
	int fd;
	uint64_t at; /* where the next byte goes */
	int error;   /* errno of what failed first, or 0 */
	zipFile zip;

	struct arena *arena;
	struct map *names;
	uint32_t parts;
	bool inside;    /* a part */
	uint64_t start; /* of the packed bytes of that */
	uint64_t size;  /* of that so far, unpacked */
	uint64_t total;
};

/*
 * The functions by which minizip reaches its file. It goes back to the header of a
 * part when it knows CRC and sizes; all of it is a place to write at, so that nothing
 * is opened or moved. What fails is remembered and not told to minizip, which does not
 * free everything when it knows: from then on nothing is written.
 */
static voidpf
out_open(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong
out_read(voidpf opaque, voidpf stream, void *to, uLong len)
{
	(void)opaque;
	(void)stream;
	(void)to;
	(void)len;
	return 0;
}

static uLong
out_write(voidpf opaque, voidpf stream, const void *from, uLong len)
{
	struct zip_out *out = opaque;
	const unsigned char *at = from;
	size_t left = len;
	uint64_t to = out->at;
	ssize_t done;

	(void)stream;
	out->at += len;
	while (left > 0 && out->error == 0) {
		done = pwrite(out->fd, at, left, (off_t)to);
		if (done == -1 && errno == EINTR)
			continue;
		if (done <= 0) {
			out->error = done == 0 ? EIO : errno;
			break;
		}
		at += done;
		to += (uint64_t)done;
		left -= (size_t)done;
	}
	return len;
}

static ZPOS64_T
out_tell(voidpf opaque, voidpf stream)
{
	(void)stream;
	return ((const struct zip_out *)opaque)->at;
}

/* To a place, or on from here; never from the end, which is for packages that are
 * added to. */
static long
out_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct zip_out *out = opaque;

	(void)stream;
	if (origin == ZLIB_FILEFUNC_SEEK_END)
		return -1;
	out->at = offset + (origin == ZLIB_FILEFUNC_SEEK_CUR ? out->at : 0);
	return 0;
}

static int
out_close(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

static int
out_error(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

struct zip_out *
zip_out_new(int fd, struct arena *a)
{
	struct zip_out *out = arena_get(a, 1, sizeof *out);
	zlib_filefunc64_def reach = { out_open, out_read, out_write, out_tell, out_seek,
		out_close, out_error, out };

	out->fd = fd;
	out->arena = a;
	out->names = map_new(a);
	out->zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &reach);
	if (out->zip == NULL)
		die("out of memory");
	return out;
}

/* What minizip gave back: nothing is left that it can fail for but memory. */
static int
written(const struct zip_out *out, int status, struct fail *f)
{
	if (status != ZIP_OK)
		die("minizip: %d", status);
	if (out->error == 0)
		return 0;
	errno = out->error;
	return fail_errno(f, "zip-write", NULL);
}

static void
expect(const struct zip_out *out, bool inside)
{
	if (out->zip == NULL || out->inside != inside)
		die("zip: %s", inside ? "no part has begun" : "a part has not ended");
}

static bool
is_ascii(struct bytes name)
{
	size_t i;

	for (i = 0; i < name.len; i++)
		if (name.at[i] >= 0x80)
			return false;
	return true;
}

int
zip_out_begin(struct zip_out *out, struct bytes name, bool stored, struct fail *f)
{
	const zip_fileinfo info = { .dosDate = DATE_1980 };
	int status;

	expect(out, false);
	out->parts++;
	if (out->parts > LIMIT_ZIP_ENTRIES)
		return fail_with(
		    f, FAIL_LIMIT, "zip-entries", "%d", (int)LIMIT_ZIP_ENTRIES);
	if (zip_check_name(out->names, name, out->parts, f) == -1)
		return -1;
	status = zipOpenNewFileInZip4_64(out->zip, arena_text(out->arena, name), &info,
	    NULL, 0, NULL, 0, NULL, stored ? 0 : Z_DEFLATED, LEVEL, 0, -MAX_WBITS,
	    MEMORY, Z_DEFAULT_STRATEGY, NULL, 0, 0, is_ascii(name) ? 0 : UTF8_NAME, 0);
	out->inside = true;
	out->start = out->at;
	out->size = 0;
	return written(out, status, f);
}

int
zip_out_write(struct zip_out *out, struct bytes b, struct fail *f)
{
	int status;

	expect(out, true);
	if (b.len > LIMIT_ZIP_ENTRY - out->size)
		return fail_with(f, FAIL_LIMIT, "zip-large", "%u\t%d", out->parts,
		    (int)(LIMIT_ZIP_ENTRY >> 20));
	if (b.len == 0)
		return 0;
	out->size += b.len;
	status = zipWriteInFileInZip(out->zip, b.at, (unsigned)b.len);
	return written(out, status, f);
}

int
zip_out_end(struct zip_out *out, struct fail *f)
{
	int status;

	expect(out, true);
	out->inside = false;
	status = zipCloseFileInZip(out->zip);
	if (written(out, status, f) == -1)
		return -1;
	return zip_check_size(
	    out->size, out->at - out->start, out->parts, &out->total, f);
}

int
zip_out_finish(struct zip_out *out, struct fail *f)
{
	zipFile zip = out->zip;
	int status;

	expect(out, false);
	out->zip = NULL; /* closed, whatever comes */
	status = zipClose(zip, NULL);
	return written(out, status, f);
}

void
zip_out_close(struct zip_out *out)
{
	if (out == NULL || out->zip == NULL)
		return;
	if (out->error == 0)
		out->error = ECANCELED; /* frees, writes nothing more */
	zipClose(out->zip, NULL);
	out->zip = NULL;
}
