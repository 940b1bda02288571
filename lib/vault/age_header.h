#ifndef VAULT_AGE_HEADER_H
#define VAULT_AGE_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "vault/age_key.h"

struct fail;

/*
 * The header of an age v1 file (C2SP age.md), read strictly: one spelling, at
 * most LIMIT_AGE_HEADER bytes and LIMIT_AGE_STANZAS stanzas. It is walked, not
 * stored: age_header_read() checks every stanza, age_stanza_next() gives them
 * again.
 */
struct age_stanza {
	enum { AGE_X25519, AGE_SCRYPT, AGE_UNKNOWN } kind;
	unsigned char share[AGE_KEY]; /* X25519: the ephemeral public half */
	unsigned char salt[AGE_SALT]; /* scrypt */
	unsigned log_n;               /* scrypt */
	unsigned char body[AGE_BODY]; /* both */
};

struct age_header {
	struct bytes stanzas; /* for age_stanza_next(), which eats it */
	struct bytes signed_part;
	unsigned char mac[AGE_KEY];
	size_t end;           /* where the payload starts */
	size_t keys, unknown; /* X25519 stanzas, stanzas of other kinds */
	bool passphrase;      /* one scrypt stanza, alone */
};

/* Fails as unseal() does, without .path. */
int age_header_read(struct bytes file, struct age_header *, struct fail *);

/* True: a stanza; false: no more. Only over a header that was read. */
bool age_stanza_next(struct bytes *stanzas, struct age_stanza *);

/* Does the header belong to this file key? */
bool age_header_fits(const struct age_header *, const unsigned char key[AGE_FILE_KEY]);

/* Writing: start, one or more stanzas, end. */
void age_header_start(struct buf *);
void age_header_x25519(struct buf *, const unsigned char share[AGE_KEY],
    const unsigned char body[AGE_BODY]);
void age_header_scrypt(struct buf *, const unsigned char salt[AGE_SALT], unsigned log_n,
    const unsigned char body[AGE_BODY]);
void age_header_end(struct buf *, const unsigned char key[AGE_FILE_KEY]);

#endif
