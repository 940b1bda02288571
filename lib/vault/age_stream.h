#ifndef VAULT_AGE_STREAM_H
#define VAULT_AGE_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "vault/age_key.h"

/*
 * The payload of an age v1 file (C2SP age.md; STREAM of Hoang, Reyhanitabar,
 * Rogaway, Vizár): a nonce of 16 bytes, then chunks of 64 KiB with a tag each. A
 * chunk's place and whether it is the last go into its nonce, so that none can be
 * moved, left out or added.
 */
enum {
	AGE_NONCE = 16,
	AGE_CHUNK = 65536,
	AGE_TAG = 16,
	AGE_SEALED_CHUNK = AGE_CHUNK + AGE_TAG
};

struct age_stream {
	unsigned char key[AGE_KEY]; /* so keep it in guarded memory */
	uint64_t count;
};

void age_stream_start(struct age_stream *, const unsigned char file_key[AGE_FILE_KEY],
    const unsigned char nonce[AGE_NONCE]);

/* One chunk, in place order; to has AGE_TAG bytes more. */
void age_stream_seal(
    struct age_stream *, struct bytes chunk, int last, unsigned char *to);

/*
 * How long the payload is once opened, if len bytes (nonce included) can be one;
 * -1 if not: cut short, or an empty last chunk behind others.
 */
int64_t age_stream_length(size_t len);

/* The whole payload behind its nonce into to, as long as age_stream_length() said.
 * -1: changed somewhere; to holds what was opened until then and must be wiped. */
int age_stream_open(struct age_stream *, struct bytes chunks, unsigned char *to);

#endif
