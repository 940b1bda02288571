#include "vault/tar.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "vault/name.h"
#include "vault/secret.h"

enum { BLOCK = 512, NAME_MAX_BYTES = 1024 };

struct tar {
	struct arena *arena;
	struct archive *archive;
	struct secret *secret; /* one of the two */
	struct file_out *out;
	int64_t mtime;
	uint64_t written;
	char *last;       /* name before, for the order */
	bool dead;        /* write no more */
	struct fail fail; /* of a write below the library */
};

/*
 * The library keeps no copy: it was told to use blocks of no size. What goes wrong
 * here is kept for check() and not told to the library, which leaks its state when
 * it gives up (libarchive 3.6.2); afterwards nothing more is written.
 */
static la_ssize_t
put(struct archive *archive, void *data, const void *at, size_t len)
{
	struct tar *t = data;

	(void)archive;
	if (t->dead)
		return (la_ssize_t)len;
	if (t->secret != NULL)
		secret_add(t->secret, (struct bytes){ at, len });
	else if (file_out_write(t->out, (struct bytes){ at, len }, &t->fail) < 0)
		t->dead = true;
	t->written += len;
	return (la_ssize_t)len;
}

static struct tar *
tar_open(struct secret *secret, struct file_out *out, int64_t mtime)
{
	struct arena *a = arena_new();
	struct tar *t = arena_get(a, 1, sizeof *t);

	t->arena = a;
	t->secret = secret;
	t->out = out;
	t->mtime = mtime;
	t->archive = archive_write_new();
	if (t->archive == NULL)
		die("out of memory");
	if (archive_write_set_format_pax_restricted(t->archive) != ARCHIVE_OK ||
	    archive_write_add_filter_none(t->archive) != ARCHIVE_OK ||
	    archive_write_set_bytes_per_block(t->archive, 0) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(t->archive, 1) != ARCHIVE_OK ||
	    archive_write_open(t->archive, t, NULL, put, NULL) != ARCHIVE_OK)
		die("the archive library does not write tar");
	return t;
}

struct tar *
tar_new(struct secret *to, int64_t mtime)
{
	return tar_open(to, NULL, mtime);
}

struct tar *
tar_new_file(struct file_out *to, int64_t mtime)
{
	return tar_open(NULL, to, mtime);
}

void
tar_abandon(struct tar *t)
{
	if (t == NULL)
		return;
	t->dead = true;
	archive_write_free(t->archive);
	arena_free(t->arena);
}

/* After each call: what we saw below the library, else what it says itself. */
static int
check(struct tar *t, bool fine, struct fail *f)
{
	if (t->fail.kind != FAIL_NONE && f->kind == FAIL_NONE)
		*f = t->fail;
	if (fine && t->fail.kind == FAIL_NONE)
		return 0;
	return fail_with(f, FAIL_SYSTEM, "tar-write", "%d", archive_errno(t->archive));
}

static int
put_header(struct tar *t, const char *name, uint64_t size, struct fail *f)
{
	struct archive_entry *e;
	int rc;

	if (!name_is_path(bytes_of(name), NAME_MAX_BYTES))
		return fail(f, FAIL_INPUT, "tar-name");
	if (t->last != NULL && strcmp(t->last, name) >= 0)
		die("tar: %s out of order", name);
	t->last = arena_text(t->arena, bytes_of(name));
	e = archive_entry_new();
	if (e == NULL)
		die("out of memory");
	archive_entry_set_pathname(e, name);
	archive_entry_set_size(e, (la_int64_t)size);
	archive_entry_set_mtime(e, (time_t)t->mtime, 0);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_uid(e, 0);
	archive_entry_set_gid(e, 0);
	rc = archive_write_header(t->archive, e);
	archive_entry_free(e);
	return check(t, rc == ARCHIVE_OK, f);
}

static int
put_data(struct tar *t, struct bytes b, struct fail *f)
{
	la_ssize_t put_len = 0;

	if (b.len)
		put_len = archive_write_data(t->archive, b.at, b.len);
	return check(t, put_len == (la_ssize_t)b.len, f);
}

int
tar_add(struct tar *t, const char *name, struct bytes b, struct fail *f)
{
	if (put_header(t, name, b.len, f) < 0)
		return -1;
	return put_data(t, b, f);
}

/* Exactly size bytes, or the file changed under us. */
static int
copy_file(struct tar *t, int fd, uint64_t size, const char *path, struct fail *f)
{
	unsigned char block[65536];
	ssize_t got;

	while ((got = read(fd, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_errno(f, "file-read", path);
		if ((uint64_t)got > size)
			break;
		if (put_data(t, (struct bytes){ block, (size_t)got }, f) < 0)
			return -1;
		size -= (uint64_t)got;
	}
	if (got == 0 && size == 0)
		return 0;
	fail(f, FAIL_INPUT, "tar-changed");
	return fail_at(f, path, 0);
}

int
tar_add_file(struct tar *t, const char *name, const char *path, struct fail *f)
{
	struct stat st;
	int fd, rc = -1;

	fd = file_open(path, f);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0) {
		fail_errno(f, "file-read", path);
	} else if (!S_ISREG(st.st_mode)) {
		fail(f, FAIL_INPUT, "tar-kind");
		fail_at(f, path, 0);
	} else if (put_header(t, name, (uint64_t)st.st_size, f) == 0) {
		rc = copy_file(t, fd, (uint64_t)st.st_size, path, f);
	}
	close(fd);
	return rc;
}

static int
put_zeros(struct tar *t, uint64_t len, struct fail *f)
{
	static const unsigned char zeros[BLOCK];

	if (len % BLOCK)
		die("tar: padding of %llu", (unsigned long long)len);
	for (; len; len -= BLOCK) {
		if (t->secret != NULL)
			secret_add(t->secret, (struct bytes){ zeros, BLOCK });
		else if (file_out_write(t->out, (struct bytes){ zeros, BLOCK }, f) < 0)
			return -1;
	}
	return 0;
}

int
tar_close(struct tar *t, size_t pad, struct fail *f)
{
	int rc;

	if (pad % BLOCK)
		die("tar: a multiple of %zu", pad);
	rc = check(t, archive_write_close(t->archive) == ARCHIVE_OK, f);
	if (rc == 0 && pad && t->written % pad)
		rc = put_zeros(t, pad - t->written % pad, f);
	tar_abandon(t);
	return rc;
}
