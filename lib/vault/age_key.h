#ifndef VAULT_AGE_KEY_H
#define VAULT_AGE_KEY_H

#include "base/bytes.h"

struct fail;
struct passphrase;

/*
 * How a file key is wrapped (C2SP age.md, "X25519 recipient stanza" and "scrypt
 * recipient stanza"). libsodium 1.0.18 has no HKDF, so it is built here from
 * HMAC-SHA256 (RFC 5869; all outputs are 32 bytes, one block).
 *
 * Everything secret here is the caller's, in guarded memory; what is needed in
 * between is wiped.
 */
enum {
	AGE_FILE_KEY = 16,
	AGE_KEY = 32,  /* X25519 halves, derived keys, MACs */
	AGE_BODY = 32, /* a wrapped file key: 16 bytes and their tag */
	AGE_SALT = 16
};

void age_hkdf(
    struct bytes key, struct bytes salt, const char *info, unsigned char to[AGE_KEY]);

/* -1: the recipient's point is of low order, so the key would be known to all. */
int age_x25519_wrap(const unsigned char recipient[AGE_KEY],
    const unsigned char file_key[AGE_FILE_KEY], unsigned char share[AGE_KEY],
    unsigned char body[AGE_BODY]);

/* 1: it is ours, and file_key is it; 0: not ours; -1: a share of low order. */
int age_x25519_unwrap(const unsigned char secret[AGE_KEY],
    const unsigned char recipient[AGE_KEY], const unsigned char share[AGE_KEY],
    const unsigned char body[AGE_BODY], unsigned char file_key[AGE_FILE_KEY]);

/* The key that wraps, from a passphrase; scrypt (RFC 7914) with N = 2^log_n, r = 8,
 * p = 1. FAIL_SYSTEM "seal-memory" where there is too little of it. */
int age_scrypt_key(const struct passphrase *, const unsigned char salt[AGE_SALT],
    unsigned log_n, unsigned char to[AGE_KEY], struct fail *);

/* ChaCha20-Poly1305 (RFC 8439), zero nonce. -1: not this key, or changed. */
void age_wrap(const unsigned char key[AGE_KEY],
    const unsigned char file_key[AGE_FILE_KEY], unsigned char body[AGE_BODY]);
int age_unwrap(const unsigned char key[AGE_KEY], const unsigned char body[AGE_BODY],
    unsigned char file_key[AGE_FILE_KEY]);

#endif
