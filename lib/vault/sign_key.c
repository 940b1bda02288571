#include "vault/sign_key.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "vault/base64.h"
#include "vault/seal.h"
#include "vault/secret.h"
#include "vault/sign.h"

enum { KEY_FILE = 4096 };

static const char comment_start[] = "untrusted comment: ";
static const char secret_comment[] =
    "untrusted comment: minisign encrypted secret key\n";

struct signing {
	struct secret *secret; /* SIGN_SECRET bytes */
	struct verifying open;
};

/* minisign's files, byte for byte; all fields are bytes, so nothing is padded. */
struct secret_form {
	unsigned char kind[2];  /* "Ed" */
	unsigned char kdf[2];   /* zeros: no password */
	unsigned char check[2]; /* "B2" */
	unsigned char salt[32], operations[8], memory[8];
	unsigned char id[8];
	unsigned char key[SIGN_SECRET];
	unsigned char sum[32]; /* zeros where there is no password */
};

struct public_form {
	unsigned char kind[2]; /* "Ed" */
	unsigned char id[8];
	unsigned char key[SIGN_KEY];
};

enum { SECRET_BASE64 = (sizeof(struct secret_form) + 2) / 3 * 4 };

static struct signing *
signing_of(struct secret *key, const unsigned char id[8])
{
	struct signing *s = calloc(1, sizeof *s);

	if (s == NULL)
		die("out of memory");
	s->secret = key;
	memcpy(s->open.id, id, sizeof s->open.id);
	memcpy(s->open.key, secret_bytes(key).at + SIGN_KEY, SIGN_KEY);
	return s;
}

struct signing *
signing_new(void)
{
	struct secret *key = secret_new(SIGN_SECRET);
	unsigned char open[SIGN_KEY], id[8];

	crypto_sign_ed25519_keypair(open, secret_room(key));
	randombytes_buf(id, sizeof id);
	return signing_of(key, id);
}

const struct verifying *
signing_verifying(const struct signing *s)
{
	return &s->open;
}

const unsigned char *
signing_secret(const struct signing *s)
{
	return secret_bytes(s->secret).at;
}

void
signing_close(struct signing *s)
{
	if (s == NULL)
		return;
	secret_close(s->secret);
	free(s);
}

int
signing_save(const struct signing *s, const char *path, const struct passphrase *p,
    unsigned log_n, struct fail *f)
{
	struct secret *raw = secret_new(sizeof(struct secret_form));
	struct secret *text = secret_new(SECRET_BASE64 + 1);
	struct secret *file = secret_new(0);
	struct secret_form *form = (struct secret_form *)(void *)secret_room(raw);
	int rc;

	memcpy(form->kind, "Ed", 2);
	memcpy(form->check, "B2", 2);
	memcpy(form->id, s->open.id, sizeof form->id);
	memcpy(form->key, signing_secret(s), SIGN_SECRET);
	sodium_bin2base64((char *)secret_room(text), SECRET_BASE64 + 1,
	    secret_bytes(raw).at, sizeof *form, sodium_base64_VARIANT_ORIGINAL);
	secret_cut(text, SECRET_BASE64);
	secret_add(file, bytes_of(secret_comment));
	secret_add(file, secret_bytes(text));
	secret_add(file, bytes_of("\n"));
	rc = seal_bytes_passphrase(path, p, log_n, secret_bytes(file), f);
	secret_close(file);
	secret_close(text);
	secret_close(raw);
	return rc;
}

/* The second line behind a comment line, with or without an LF at its end. */
static bool
second_line(struct bytes file, struct bytes *line)
{
	struct bytes first;

	return bytes_next(&file, '\n', &first) && bytes_start(first, comment_start) &&
	       bytes_next(&file, '\n', line) && file.len == 0;
}

static bool
is_zero(const unsigned char *at, size_t len)
{
	return sodium_is_zero(at, len) == 1;
}

/* No password, and the public half is the seed's. */
static bool
is_fit(const struct secret_form *form)
{
	struct secret *made = secret_new(SIGN_SECRET);
	unsigned char open[SIGN_KEY];
	bool fit;

	crypto_sign_ed25519_seed_keypair(open, secret_room(made), form->key);
	fit = memcmp(form->kind, "Ed", 2) == 0 && is_zero(form->kdf, 2) &&
	      memcmp(form->check, "B2", 2) == 0 &&
	      is_zero(form->sum, sizeof form->sum) &&
	      memcmp(open, form->key + SIGN_KEY, SIGN_KEY) == 0;
	secret_close(made);
	return fit;
}

static struct signing *
signing_parse(struct bytes file)
{
	struct secret *raw = secret_new(sizeof(struct secret_form)), *key;
	const struct secret_form *form = (const void *)secret_bytes(raw).at;
	struct signing *s = NULL;
	struct bytes line;

	if (second_line(file, &line) &&
	    base64_read_exactly(line, true, secret_room(raw), sizeof *form) &&
	    is_fit(form)) {
		key = secret_new(0);
		secret_add(key, (struct bytes){ form->key, SIGN_SECRET });
		s = signing_of(key, form->id);
	}
	secret_close(raw);
	return s;
}

struct signing *
signing_load(const char *path, const struct passphrase *p, struct fail *f)
{
	struct secret *plain = unseal_passphrase(path, p, f);
	struct signing *s;

	if (plain == NULL)
		return NULL;
	s = signing_parse(secret_bytes(plain));
	secret_close(plain);
	if (s == NULL) {
		fail(f, FAIL_SEAL, "seal-not-key");
		fail_at(f, path, 0);
	}
	return s;
}

/* minisign prints the id as a number, least byte first in the file. */
struct sign_id
sign_id(const struct verifying *v)
{
	struct sign_id text;
	uint64_t id = 0;
	int i;

	for (i = 7; i >= 0; i--)
		id = id << 8 | v->id[i];
	snprintf(text.at, sizeof text.at, "%" PRIX64, id);
	return text;
}

int
verifying_save(const struct verifying *v, const char *path, struct fail *f)
{
	struct public_form form;
	struct buf text = { 0 };
	int rc;

	memcpy(form.kind, "Ed", 2);
	memcpy(form.id, v->id, sizeof form.id);
	memcpy(form.key, v->key, SIGN_KEY);
	buf_printf(&text, "%sminisign public key %s\n", comment_start, sign_id(v).at);
	base64_add(&text, (const unsigned char *)&form, sizeof form, true);
	buf_text(&text, "\n");
	rc = file_replace(path, 0644, buf_bytes(&text), f);
	buf_free(&text);
	return rc;
}

int
verifying_load(const char *path, struct verifying *v, struct fail *f)
{
	struct arena *a = arena_new();
	struct public_form form;
	struct bytes file, line;
	int rc = -1;

	if (file_read(path, KEY_FILE, a, &file, f) < 0)
		goto out;
	if (second_line(file, &line) &&
	    base64_read_exactly(line, true, (unsigned char *)&form, sizeof form) &&
	    memcmp(form.kind, "Ed", 2) == 0) {
		memcpy(v->id, form.id, sizeof v->id);
		memcpy(v->key, form.key, SIGN_KEY);
		rc = 0;
	} else {
		fail(f, FAIL_SEAL, "sign-not-public");
		fail_at(f, path, 0);
	}
out:
	arena_free(a);
	return rc;
}
