#include "vault/seal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "vault/age_header.h"
#include "vault/age_stream.h"
#include "vault/identity.h"
#include "vault/passphrase.h"
#include "vault/secret.h"

/* What must not be left behind. */
struct inside {
	unsigned char file_key[AGE_FILE_KEY];
	unsigned char wrap[AGE_KEY];
	struct age_stream stream;
	unsigned char chunk[AGE_CHUNK];
};

struct seal {
	struct file_out *out;
	struct secret *secret; /* a struct inside */
	size_t filled;         /* of its chunk */
	unsigned char sealed[AGE_SEALED_CHUNK];
};

static struct inside *
inside(struct seal *s)
{
	return (struct inside *)(void *)secret_room(s->secret);
}

void
seal_abandon(struct seal *s)
{
	if (s == NULL)
		return;
	file_abandon(s->out);
	secret_close(s->secret);
	free(s);
}

static struct seal *
seal_new(void)
{
	struct seal *s = calloc(1, sizeof *s);

	if (s == NULL)
		die("out of memory");
	s->secret = secret_new(sizeof(struct inside));
	randombytes_buf(inside(s)->file_key, AGE_FILE_KEY);
	return s;
}

/* Create the file and write the header, which ends here, and the nonce. */
static struct seal *
seal_begin(struct seal *s, const char *path, struct buf *header, struct fail *f)
{
	unsigned char nonce[AGE_NONCE];

	age_header_end(header, inside(s)->file_key);
	randombytes_buf(nonce, sizeof nonce);
	buf_add(header, (struct bytes){ nonce, sizeof nonce });
	age_stream_start(&inside(s)->stream, inside(s)->file_key, nonce);
	s->out = file_create(path, 0600, f);
	if (s->out != NULL && file_out_write(s->out, buf_bytes(header), f) == 0)
		return s;
	seal_abandon(s);
	return NULL;
}

struct seal *
seal_create(const char *path, const struct recipients *r, struct fail *f)
{
	unsigned char share[AGE_KEY], body[AGE_BODY];
	struct buf header = { 0 };
	struct seal *s;
	size_t i;

	if (recipients_count(r) == 0) {
		fail(f, FAIL_INPUT, "recipients-none");
		return NULL;
	}
	s = seal_new();
	age_header_start(&header);
	for (i = 0; i < recipients_count(r); i++) {
		if (age_x25519_wrap(
			recipients_key(r, i), inside(s)->file_key, share, body) != 0)
			die("a recipient of low order");
		age_header_x25519(&header, share, body);
	}
	s = seal_begin(s, path, &header, f);
	buf_free(&header);
	return s;
}

struct seal *
seal_create_passphrase(
    const char *path, const struct passphrase *p, unsigned log_n, struct fail *f)
{
	unsigned char salt[AGE_SALT], body[AGE_BODY];
	struct buf header = { 0 };
	struct seal *s;

	if (log_n < 1 || log_n > LIMIT_SCRYPT_LOG_N) {
		fail_with(
		    f, FAIL_LIMIT, "seal-work", "%u\t%d", log_n, LIMIT_SCRYPT_LOG_N);
		return NULL;
	}
	s = seal_new();
	randombytes_buf(salt, sizeof salt);
	if (age_scrypt_key(p, salt, log_n, inside(s)->wrap, f) < 0) {
		seal_abandon(s);
		return NULL;
	}
	age_wrap(inside(s)->wrap, inside(s)->file_key, body);
	age_header_start(&header);
	age_header_scrypt(&header, salt, log_n, body);
	s = seal_begin(s, path, &header, f);
	buf_free(&header);
	return s;
}

static int
flush(struct seal *s, int last, struct fail *f)
{
	struct inside *in = inside(s);

	age_stream_seal(
	    &in->stream, (struct bytes){ in->chunk, s->filled }, last, s->sealed);
	if (file_out_write(
		s->out, (struct bytes){ s->sealed, s->filled + AGE_TAG }, f) < 0)
		return -1;
	s->filled = 0;
	return 0;
}

/* A full chunk waits until more comes: it may be the last. */
int
seal_write(struct seal *s, struct bytes b, struct fail *f)
{
	size_t len;

	while (b.len) {
		if (s->filled == AGE_CHUNK && flush(s, 0, f) < 0)
			return -1;
		len = AGE_CHUNK - s->filled;
		if (len > b.len)
			len = b.len;
		memcpy(inside(s)->chunk + s->filled, b.at, len);
		s->filled += len;
		b = bytes_cut(b, len, b.len);
	}
	return 0;
}

int
seal_close(struct seal *s, struct fail *f)
{
	int rc = flush(s, 1, f);

	if (rc == 0) {
		rc = file_commit(s->out, f);
		s->out = NULL;
	}
	seal_abandon(s);
	return rc;
}

static int
seal_whole(struct seal *s, struct bytes b, struct fail *f)
{
	if (s == NULL)
		return -1;
	if (seal_write(s, b, f) == 0)
		return seal_close(s, f);
	seal_abandon(s);
	return -1;
}

int
seal_bytes(const char *path, const struct recipients *r, struct bytes b, struct fail *f)
{
	return seal_whole(seal_create(path, r, f), b, f);
}

int
seal_bytes_passphrase(const char *path, const struct passphrase *p, unsigned log_n,
    struct bytes b, struct fail *f)
{
	return seal_whole(seal_create_passphrase(path, p, log_n, f), b, f);
}
