#include "vault/secret.h"

#include <errno.h>
#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/file.h"

struct secret {
	unsigned char *at;
	size_t len, cap;
};

static bool lock_refused;

void
secret_ready(void)
{
	if (sodium_init() < 0)
		die("the crypto library does not start");
}

/* sodium_malloc() does not say when it could not lock (libsodium #1237), so lock
 * again and look. The advice is best effort: an old kernel lacks it. */
static unsigned char *
guarded(size_t len)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	unsigned char *at;
	uintptr_t from, to;

	secret_ready();
	at = sodium_malloc(len);
	if (at == NULL)
		die("out of memory");
	if (sodium_mlock(at, len) != 0)
		lock_refused = true;
	from = (uintptr_t)at & ~(page - 1);
	to = ((uintptr_t)at + len + page - 1) & ~(page - 1);
	madvise((void *)from, to - from, MADV_WIPEONFORK);
	madvise((void *)from, to - from, MADV_DONTDUMP);
	memset(at, 0, len);
	return at;
}

struct secret *
secret_new(size_t len)
{
	struct secret *s = calloc(1, sizeof *s);

	if (s == NULL)
		die("out of memory");
	s->len = len;
	s->cap = len ? len : 64;
	s->at = guarded(s->cap);
	return s;
}

/* Room for more bytes behind the end. */
static void
grow(struct secret *s, size_t more)
{
	size_t cap = s->cap;
	unsigned char *at;

	if (more > SIZE_MAX / 4 - s->len)
		die("secret: %zu more bytes", more);
	while (cap - s->len < more)
		cap *= 2;
	if (cap == s->cap)
		return;
	at = guarded(cap);
	memcpy(at, s->at, s->len);
	sodium_free(s->at);
	s->at = at;
	s->cap = cap;
}

void
secret_add(struct secret *s, struct bytes more)
{
	grow(s, more.len);
	if (more.len)
		memcpy(s->at + s->len, more.at, more.len);
	s->len += more.len;
}

struct secret *
secret_load(const char *path, size_t limit, struct fail *f)
{
	struct secret *s = NULL;
	ssize_t got = -1;
	int fd;

	fd = file_open(path, f);
	if (fd < 0)
		return NULL;
	s = secret_new(0);
	do {
		grow(s, 4096);
		got = read(fd, s->at + s->len, s->cap - s->len);
		if (got > 0)
			s->len += (size_t)got;
	} while (s->len <= limit && (got > 0 || (got < 0 && errno == EINTR)));
	if (got < 0)
		fail_errno(f, "file-read", path);
	else if (s->len > limit)
		fail_with(f, FAIL_LIMIT, "secret-large", "%zu", limit);
	close(fd);
	if (got >= 0 && s->len <= limit)
		return s;
	fail_at(f, path, 0);
	secret_close(s);
	return NULL;
}

void
secret_cut(struct secret *s, size_t len)
{
	if (len > s->len)
		die("secret_cut: %zu of %zu", len, s->len);
	sodium_memzero(s->at + len, s->len - len);
	s->len = len;
}

unsigned char *
secret_room(struct secret *s)
{
	return s->at;
}

struct bytes
secret_bytes(const struct secret *s)
{
	return (struct bytes){ s->at, s->len };
}

void
secret_close(struct secret *s)
{
	if (s == NULL)
		return;
	sodium_free(s->at);
	free(s);
}

bool
secret_locked(void)
{
	return !lock_refused;
}
