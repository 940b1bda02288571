#ifndef VAULT_DIGEST_H
#define VAULT_DIGEST_H

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_hash_sha512.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct fail;

/*
 * SHA-256 and SHA-512 (FIPS 180-4) as lower-case hex text, 64 or 128 digits, of
 * bytes, of a file, or piece by piece:
 *
 *	struct digest d = digest_start(DIGEST_SHA256);
 *	digest_add(&d, bytes);
 *	struct digest_text t = digest_end(&d);
 */
enum digest_kind { DIGEST_SHA256, DIGEST_SHA512 };

struct digest_text {
	char at[129];
};

struct digest {
	enum digest_kind kind;
	union {
		crypto_hash_sha256_state small;
		crypto_hash_sha512_state large;
	} state;
};

struct digest digest_start(enum digest_kind);
void digest_add(struct digest *, struct bytes);
struct digest_text digest_end(struct digest *); /* once */

struct digest_text digest_bytes(enum digest_kind, struct bytes);

/* Streamed, in 64 KiB. Fails as file_open() and reading do. */
int digest_file(
    enum digest_kind, const char *path, struct digest_text *, struct fail *);

/* The same of an open regular file, from its first byte; the place in it is kept. */
int digest_fd(enum digest_kind, int fd, struct digest_text *, struct fail *);

/* Both and the size in one reading, for an archive's lists of files. */
int digest_file_both(const char *path, struct digest_text *sha256,
    struct digest_text *sha512, uint64_t *size, struct fail *);

/* 64 lower-case hex digits and nothing else? */
bool digest_is_sha256(struct bytes);

/* What stands for "no digest" in the ledger: 64 zeros. */
extern const char digest_none[65];

#endif
