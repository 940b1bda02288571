#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"

enum {
	CHUNK = 64 * 1024,
	BLOCK = 64 /* of the ChaCha20 key stream: draft-irtf-cfrg-xchacha */
};

/*
 * The key lies in guarded memory of its own, which workers inherit: pages that are
 * wiped on fork would leave them with nothing to read by.
 */
struct spool {
	int fd;
	uint64_t size;
	unsigned char *key;
	unsigned char nonce[crypto_stream_xchacha20_NONCEBYTES];
};

static const char *
spool_dir(void)
{
	const char *dir = getenv("TMPDIR");

	return dir != NULL && dir[0] != '\0' ? dir : "/tmp";
}

/* A file without a name: made so where the file system can, else made and unlinked. */
static int
open_unnamed(struct fail *f)
{
	const char *dir = spool_dir();
	struct arena *a;
	char *path;
	int fd;

	fd = open(dir, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	if (fd != -1)
		return fd;
	a = arena_new();
	path = path_join(a, dir, ".taus-spool-XXXXXX");
	fd = mkostemp(path, O_CLOEXEC);
	if (fd == -1) {
		fail_errno(f, "spool-open", dir);
	} else if (unlink(path) == -1) {
		fail_errno(f, "spool-open", dir);
		close(fd);
		fd = -1;
	}
	arena_free(a);
	return fd;
}

static struct spool *
spool_new(struct fail *f)
{
	struct spool *s;

	if (sodium_init() == -1)
		die("sodium_init");
	s = calloc(1, sizeof *s);
	if (s == NULL)
		die("out of memory");
	s->fd = open_unnamed(f);
	if (s->fd == -1) {
		free(s);
		return NULL;
	}
	s->key = sodium_malloc(crypto_stream_xchacha20_KEYBYTES);
	if (s->key == NULL)
		die("out of memory");
	crypto_stream_xchacha20_keygen(s->key);
	randombytes_buf(s->nonce, sizeof s->nonce);
	sodium_mprotect_readonly(s->key);
	return s;
}

/* Encrypt or decrypt in place what stands at `at`, a multiple of BLOCK. */
static void
spool_crypt(const struct spool *s, uint64_t at, unsigned char *data, size_t len)
{
	crypto_stream_xchacha20_xor_ic(data, data, len, s->nonce, at / BLOCK, s->key);
}

/* Fill the chunk unless the input ends first, so that only the last one is short. */
static ssize_t
read_chunk(int fd, unsigned char *chunk, struct fail *f)
{
	size_t len = 0;
	ssize_t got;

	while (len < CHUNK) {
		got = read(fd, chunk + len, CHUNK - len);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return fail_errno(f, "spool-read", NULL);
		if (got == 0)
			break;
		len += (size_t)got;
	}
	return (ssize_t)len;
}

static int
spool_copy(struct spool *s, int fd, unsigned char *chunk, struct fail *f)
{
	ssize_t len;

	while ((len = read_chunk(fd, chunk, f)) > 0) {
		spool_crypt(s, s->size, chunk, (size_t)len);
		if (file_write_fd(s->fd, (struct bytes){ chunk, (size_t)len },
			spool_dir(), f) == -1)
			return -1;
		s->size += (uint64_t)len;
	}
	return (int)len;
}

struct spool *
spool_fill(int fd, struct fail *f)
{
	struct spool *s = spool_new(f);
	unsigned char *chunk;

	if (s == NULL)
		return NULL;
	chunk = sodium_malloc(CHUNK);
	if (chunk == NULL)
		die("out of memory");
	if (spool_copy(s, fd, chunk, f) == -1) {
		spool_close(s);
		s = NULL;
	}
	sodium_free(chunk); /* wipes it */
	return s;
}

uint64_t
spool_size(const struct spool *s)
{
	return s->size;
}

static int
read_at(
    const struct spool *s, uint64_t at, unsigned char *to, size_t len, struct fail *f)
{
	ssize_t got;

	while (len > 0) {
		got = pread(s->fd, to, len, (off_t)at);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return fail_errno(f, "spool-read", NULL);
		if (got == 0) { /* somebody cut a file that nobody can name */
			errno = EIO;
			return fail_errno(f, "spool-read", NULL);
		}
		at += (uint64_t)got;
		to += got;
		len -= (size_t)got;
	}
	return 0;
}

/* The block that `at` stands in the middle of: up to its end or to len. */
static int
read_middle(
    const struct spool *s, uint64_t at, unsigned char *to, size_t len, struct fail *f)
{
	unsigned char block[BLOCK] = { 0 };
	size_t before = (size_t)(at % BLOCK);
	int status;

	status = read_at(s, at, block + before, len, f);
	if (status == 0) {
		spool_crypt(s, at - before, block, before + len);
		memcpy(to, block + before, len);
	}
	sodium_memzero(block, sizeof block);
	return status;
}

int
spool_read(const struct spool *s, uint64_t at, void *to, size_t len, struct fail *f)
{
	unsigned char *out = to;
	size_t first;

	if (at > s->size || len > s->size - at)
		die("spool_read: %zu bytes past the end", len);
	if (at % BLOCK != 0 && len > 0) {
		first = BLOCK - (size_t)(at % BLOCK);
		if (first > len)
			first = len;
		if (read_middle(s, at, out, first, f) == -1)
			return -1;
		at += first;
		out += first;
		len -= first;
	}
	if (len == 0)
		return 0;
	if (read_at(s, at, out, len, f) == -1)
		return -1;
	spool_crypt(s, at, out, len);
	return 0;
}

int
spool_fd(const struct spool *s)
{
	return s->fd;
}

void
spool_close(struct spool *s)
{
	if (s == NULL)
		return;
	close(s->fd);
	sodium_free(s->key);
	free(s);
}
