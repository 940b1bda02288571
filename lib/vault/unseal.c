#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "vault/age_header.h"
#include "vault/age_stream.h"
#include "vault/identity.h"
#include "vault/identity_key.h"
#include "vault/passphrase.h"
#include "vault/seal.h"
#include "vault/secret.h"

/* What must not be left behind. */
struct inside {
	unsigned char file_key[AGE_FILE_KEY];
	unsigned char wrap[AGE_KEY];
	struct age_stream stream;
};

/* The file key by the first stanza that is ours. */
static int
key_by_identity(const struct age_header *h, const struct identity *id,
    struct inside *in, struct fail *f)
{
	struct bytes rest = h->stanzas;
	struct age_stanza s;
	int ours = 0;

	if (h->passphrase)
		return fail(f, FAIL_SEAL, "seal-passphrase-wanted");
	while (ours == 0 && age_stanza_next(&rest, &s))
		if (s.kind == AGE_X25519)
			ours = age_x25519_unwrap(identity_secret(id),
			    identity_public(id), s.share, s.body, in->file_key);
	if (ours < 0)
		return fail(f, FAIL_SEAL, "seal-damaged");
	return ours ? 0 : fail(f, FAIL_SEAL, "seal-not-ours");
}

static int
key_by_passphrase(const struct age_header *h, const struct passphrase *p,
    struct inside *in, struct fail *f)
{
	struct bytes rest = h->stanzas;
	struct age_stanza s;

	if (!h->passphrase)
		return fail(f, FAIL_SEAL, "seal-key-wanted");
	if (!age_stanza_next(&rest, &s) || s.kind != AGE_SCRYPT)
		die("unseal: the header changed");
	if (age_scrypt_key(p, s.salt, s.log_n, in->wrap, f) < 0)
		return -1;
	if (age_unwrap(in->wrap, s.body, in->file_key) != 0)
		return fail(f, FAIL_SEAL, "seal-passphrase");
	return 0;
}

static struct secret *
open_payload(struct bytes payload, struct inside *in, struct fail *f)
{
	int64_t len = age_stream_length(payload.len);
	struct secret *s;

	if (len < 0) {
		fail(f, FAIL_SEAL, "seal-damaged");
		return NULL;
	}
	if (len > LIMIT_SEALED) {
		fail_with(f, FAIL_LIMIT, "seal-large", "%d", LIMIT_SEALED);
		return NULL;
	}
	s = secret_new((size_t)len);
	age_stream_start(&in->stream, in->file_key, payload.at);
	if (age_stream_open(&in->stream, bytes_cut(payload, AGE_NONCE, payload.len),
		secret_room(s)) == 0)
		return s;
	fail(f, FAIL_SEAL, "seal-damaged");
	secret_close(s);
	return NULL;
}

/* By the one of the two that is not NULL. */
static struct secret *
open_bytes(struct bytes file, const struct identity *id, const struct passphrase *p,
    struct fail *f)
{
	struct secret *hold = secret_new(sizeof(struct inside)), *s = NULL;
	struct inside *in = (struct inside *)(void *)secret_room(hold);
	struct age_header h;

	if (age_header_read(file, &h, f) < 0)
		goto out;
	if (id ? key_by_identity(&h, id, in, f) < 0
	       : key_by_passphrase(&h, p, in, f) < 0)
		goto out;
	if (age_header_fits(&h, in->file_key))
		s = open_payload(bytes_cut(file, h.end, file.len), in, f);
	else
		fail(f, FAIL_SEAL, "seal-damaged");
out:
	secret_close(hold);
	return s;
}

struct secret *
unseal_bytes(struct bytes sealed, const struct identity *id, struct fail *f)
{
	return open_bytes(sealed, id, NULL, f);
}

struct secret *
unseal_bytes_passphrase(struct bytes sealed, const struct passphrase *p, struct fail *f)
{
	return open_bytes(sealed, NULL, p, f);
}

/* A sealed file is longer than what it holds: header, nonce, a tag a chunk. */
static size_t
longest(void)
{
	return (size_t)LIMIT_AGE_HEADER + AGE_NONCE +
	       (LIMIT_SEALED / AGE_CHUNK + 1) * (size_t)AGE_SEALED_CHUNK;
}

static struct secret *
open_file(const char *path, const struct identity *id, const struct passphrase *p,
    struct fail *f)
{
	struct arena *a = arena_new();
	struct secret *s = NULL;
	struct bytes file;

	if (file_read(path, longest(), a, &file, f) == 0) {
		s = open_bytes(file, id, p, f);
		if (s == NULL)
			fail_at(f, path, 0);
	}
	arena_free(a);
	return s;
}

struct secret *
unseal(const char *path, const struct identity *id, struct fail *f)
{
	return open_file(path, id, NULL, f);
}

struct secret *
unseal_passphrase(const char *path, const struct passphrase *p, struct fail *f)
{
	return open_file(path, NULL, p, f);
}

int
seal_look(const char *path, struct seal_look *look, struct fail *f)
{
	struct arena *a = arena_new();
	struct age_header h;
	struct bytes file;
	int rc = -1;

	if (file_read(path, longest(), a, &file, f) == 0) {
		rc = age_header_read(file, &h, f);
		if (rc == 0)
			*look = (struct seal_look){ h.keys, h.unknown, h.passphrase };
		else
			fail_at(f, path, 0);
	}
	arena_free(a);
	return rc;
}
