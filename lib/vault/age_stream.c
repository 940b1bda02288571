#include "vault/age_stream.h"

#include <sodium.h>

#include "base/fail.h"

static const char payload_info[] = "payload";

void
age_stream_start(struct age_stream *s, const unsigned char file_key[AGE_FILE_KEY],
    const unsigned char nonce[AGE_NONCE])
{
	age_hkdf((struct bytes){ file_key, AGE_FILE_KEY },
	    (struct bytes){ nonce, AGE_NONCE }, payload_info, s->key);
	s->count = 0;
}

/* 11 bytes of counter, big end first, and one that marks the last chunk. */
static void
next_nonce(struct age_stream *s, int last, unsigned char nonce[12])
{
	uint64_t n = s->count++;
	int i;

	for (i = 10; i >= 0; i--) {
		nonce[i] = (unsigned char)(n & 0xff);
		n >>= 8;
	}
	nonce[11] = last ? 1 : 0;
}

void
age_stream_seal(struct age_stream *s, struct bytes chunk, int last, unsigned char *to)
{
	unsigned char nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES];

	if (chunk.len > AGE_CHUNK)
		die("a chunk of %zu bytes", chunk.len);
	next_nonce(s, last, nonce);
	crypto_aead_chacha20poly1305_ietf_encrypt(
	    to, NULL, chunk.at, chunk.len, NULL, 0, NULL, nonce, s->key);
}

int64_t
age_stream_length(size_t len)
{
	size_t full, rest;

	if (len < AGE_NONCE + AGE_TAG)
		return -1;
	len -= AGE_NONCE;
	full = len / AGE_SEALED_CHUNK;
	rest = len % AGE_SEALED_CHUNK;
	if (rest == 0)
		return (int64_t)full * AGE_CHUNK;
	if (rest < AGE_TAG || (rest == AGE_TAG && full > 0))
		return -1;
	return (int64_t)(full * AGE_CHUNK + rest - AGE_TAG);
}

int
age_stream_open(struct age_stream *s, struct bytes chunks, unsigned char *to)
{
	unsigned char nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES];
	size_t len;
	int last;

	do {
		last = chunks.len <= AGE_SEALED_CHUNK;
		len = last ? chunks.len : AGE_SEALED_CHUNK;
		next_nonce(s, last, nonce);
		if (crypto_aead_chacha20poly1305_ietf_decrypt(
			to, NULL, NULL, chunks.at, len, NULL, 0, nonce, s->key) != 0)
			return -1;
		to += len - AGE_TAG;
		chunks = bytes_cut(chunks, len, chunks.len);
	} while (!last);
	return 0;
}
