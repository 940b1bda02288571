#include "vault/identity.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "vault/age_key.h"
#include "vault/bech32.h"
#include "vault/identity_key.h"
#include "vault/passphrase.h"
#include "vault/seal.h"
#include "vault/secret.h"

static const char secret_word[] = "AGE-SECRET-KEY-";
static const char public_word[] = "age";

enum { SECRET_TEXT = sizeof secret_word - 1 + 59, KEY_FILE = 65536 };

struct identity {
	struct secret *secret; /* 32 bytes */
	unsigned char open[AGE_KEY];
	char text[RECIPIENT_TEXT];
};

static struct identity *
identity_of(struct secret *s)
{
	struct identity *id = calloc(1, sizeof *id);

	if (id == NULL)
		die("out of memory");
	id->secret = s;
	crypto_scalarmult_curve25519_base(id->open, secret_bytes(s).at);
	bech32_write(public_word, (struct bytes){ id->open, AGE_KEY }, id->text,
	    sizeof id->text);
	return id;
}

struct identity *
identity_new(void)
{
	struct secret *s = secret_new(AGE_KEY);

	randombytes_buf(secret_room(s), AGE_KEY);
	return identity_of(s);
}

/* The one key among blank lines and comments. */
static struct identity *
identity_parse(struct bytes text, struct fail *f)
{
	struct secret *s = secret_new(AGE_KEY);
	struct bytes line;
	int found = 0;

	while (bytes_next(&text, '\n', &line)) {
		line = bytes_trim(line);
		if (line.len == 0 || line.at[0] == '#')
			continue;
		if (found++ ||
		    bech32_read(secret_word, line, secret_room(s), AGE_KEY) < 0)
			found = 2;
	}
	if (found == 1)
		return identity_of(s);
	fail(f, FAIL_SEAL, "seal-not-key");
	secret_close(s);
	return NULL;
}

static bool
is_sealed(struct bytes b)
{
	return bytes_start(b, "age-encryption.org/") ||
	       bytes_start(b, "-----BEGIN AGE ");
}

struct identity *
identity_load(const char *path, const struct passphrase *p, struct fail *f)
{
	struct secret *file = NULL, *plain = NULL;
	struct identity *id = NULL;

	file = secret_load(path, KEY_FILE, f);
	if (file == NULL)
		return NULL;
	if (!is_sealed(secret_bytes(file)))
		id = identity_parse(secret_bytes(file), f);
	else if (p == NULL)
		fail(f, FAIL_SEAL, "seal-passphrase-wanted");
	else if ((plain = unseal_bytes_passphrase(secret_bytes(file), p, f)) != NULL)
		id = identity_parse(secret_bytes(plain), f);
	if (id == NULL)
		fail_at(f, path, 0);
	secret_close(plain);
	secret_close(file);
	return id;
}

int
identity_save(const struct identity *id, const char *path, const struct passphrase *p,
    unsigned log_n, struct fail *f)
{
	struct secret *key = secret_new(SECRET_TEXT + 1), *file = secret_new(0);
	int rc;

	bech32_write(secret_word, secret_bytes(id->secret), (char *)secret_room(key),
	    SECRET_TEXT + 1);
	secret_cut(key, SECRET_TEXT);
	secret_add(file, bytes_of("# public key: "));
	secret_add(file, bytes_of(id->text));
	secret_add(file, bytes_of("\n"));
	secret_add(file, secret_bytes(key));
	secret_add(file, bytes_of("\n"));
	rc = seal_bytes_passphrase(path, p, log_n, secret_bytes(file), f);
	secret_close(file);
	secret_close(key);
	return rc;
}

const char *
identity_recipient(const struct identity *id)
{
	return id->text;
}

const unsigned char *
identity_secret(const struct identity *id)
{
	return secret_bytes(id->secret).at;
}

const unsigned char *
identity_public(const struct identity *id)
{
	return id->open;
}

void
identity_close(struct identity *id)
{
	if (id == NULL)
		return;
	secret_close(id->secret);
	free(id);
}
