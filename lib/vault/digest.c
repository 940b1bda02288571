#include "vault/digest.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/file.h"

const char digest_none[65] =
    "0000000000000000000000000000000000000000000000000000000000000000";

struct digest
digest_start(enum digest_kind kind)
{
	struct digest d = { .kind = kind };

	if (kind == DIGEST_SHA256)
		crypto_hash_sha256_init(&d.state.small);
	else
		crypto_hash_sha512_init(&d.state.large);
	return d;
}

void
digest_add(struct digest *d, struct bytes b)
{
	if (b.len == 0)
		return;
	if (d->kind == DIGEST_SHA256)
		crypto_hash_sha256_update(&d->state.small, b.at, b.len);
	else
		crypto_hash_sha512_update(&d->state.large, b.at, b.len);
}

struct digest_text
digest_end(struct digest *d)
{
	unsigned char raw[crypto_hash_sha512_BYTES];
	struct digest_text t;
	size_t len;

	if (d->kind == DIGEST_SHA256) {
		crypto_hash_sha256_final(&d->state.small, raw);
		len = crypto_hash_sha256_BYTES;
	} else {
		crypto_hash_sha512_final(&d->state.large, raw);
		len = crypto_hash_sha512_BYTES;
	}
	sodium_bin2hex(t.at, sizeof t.at, raw, len);
	sodium_memzero(d, sizeof *d); /* it may have held a secret's last block */
	return t;
}

struct digest_text
digest_bytes(enum digest_kind kind, struct bytes b)
{
	struct digest d = digest_start(kind);

	digest_add(&d, b);
	return digest_end(&d);
}

/* Through all count digests at once. */
static int
digest_stream(
    const char *path, struct digest *d, size_t count, uint64_t *size, struct fail *f)
{
	unsigned char block[65536];
	ssize_t got;
	size_t i;
	int fd;

	fd = file_open(path, f);
	if (fd < 0)
		return -1;
	*size = 0;
	while ((got = read(fd, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		for (i = 0; i < count; i++)
			digest_add(&d[i], (struct bytes){ block, (size_t)got });
		*size += (uint64_t)got;
	}
	if (got < 0)
		fail_errno(f, "file-read", path);
	close(fd);
	return got < 0 ? -1 : 0;
}

int
digest_file(
    enum digest_kind kind, const char *path, struct digest_text *text, struct fail *f)
{
	struct digest d = digest_start(kind);
	uint64_t size;

	if (digest_stream(path, &d, 1, &size, f) < 0)
		return -1;
	*text = digest_end(&d);
	return 0;
}

int
digest_fd(enum digest_kind kind, int fd, struct digest_text *text, struct fail *f)
{
	struct digest d = digest_start(kind);
	unsigned char block[65536];
	off_t at = 0;
	ssize_t got;

	while ((got = pread(fd, block, sizeof block, at)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_errno(f, "file-read", NULL);
		digest_add(&d, (struct bytes){ block, (size_t)got });
		at += got;
	}
	*text = digest_end(&d);
	return 0;
}

int
digest_file_both(const char *path, struct digest_text *sha256,
    struct digest_text *sha512, uint64_t *size, struct fail *f)
{
	struct digest d[2];

	d[0] = digest_start(DIGEST_SHA256);
	d[1] = digest_start(DIGEST_SHA512);
	if (digest_stream(path, d, 2, size, f) < 0)
		return -1;
	*sha256 = digest_end(&d[0]);
	*sha512 = digest_end(&d[1]);
	return 0;
}

bool
digest_is_sha256(struct bytes b)
{
	size_t i;

	if (b.len != 64)
		return false;
	for (i = 0; i < b.len; i++)
		if (!((b.at[i] >= '0' && b.at[i] <= '9') ||
			(b.at[i] >= 'a' && b.at[i] <= 'f')))
			return false;
	return true;
}
