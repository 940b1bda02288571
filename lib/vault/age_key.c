#include "vault/age_key.h"

#include <sodium.h>
#include <string.h>

#include "base/fail.h"
#include "vault/passphrase.h"

static const char x25519_info[] = "age-encryption.org/v1/X25519";
static const char scrypt_label[] = "age-encryption.org/v1/scrypt";

static const unsigned char zero_nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES];

static void
hmac(struct bytes key, struct bytes text, unsigned char last, unsigned char to[AGE_KEY])
{
	crypto_auth_hmacsha256_state state;

	/* its key is declared nonnull, also where it is empty */
	crypto_auth_hmacsha256_init(
	    &state, key.len ? key.at : (const unsigned char *)"", key.len);
	if (text.len)
		crypto_auth_hmacsha256_update(&state, text.at, text.len);
	if (last)
		crypto_auth_hmacsha256_update(&state, &last, 1);
	crypto_auth_hmacsha256_final(&state, to);
	sodium_memzero(&state, sizeof state);
}

void
age_hkdf(
    struct bytes key, struct bytes salt, const char *info, unsigned char to[AGE_KEY])
{
	unsigned char extracted[AGE_KEY];

	hmac(salt, key, 0, extracted);
	hmac((struct bytes){ extracted, sizeof extracted }, bytes_of(info), 1, to);
	sodium_memzero(extracted, sizeof extracted);
}

void
age_wrap(const unsigned char key[AGE_KEY], const unsigned char file_key[AGE_FILE_KEY],
    unsigned char body[AGE_BODY])
{
	crypto_aead_chacha20poly1305_ietf_encrypt(
	    body, NULL, file_key, AGE_FILE_KEY, NULL, 0, NULL, zero_nonce, key);
}

int
age_unwrap(const unsigned char key[AGE_KEY], const unsigned char body[AGE_BODY],
    unsigned char file_key[AGE_FILE_KEY])
{
	return crypto_aead_chacha20poly1305_ietf_decrypt(
	    file_key, NULL, NULL, body, AGE_BODY, NULL, 0, zero_nonce, key);
}

/* From our half, the other half, and the two public halves as salt. -1: low order. */
static int
shared_key(const unsigned char ours[AGE_KEY], const unsigned char theirs[AGE_KEY],
    const unsigned char share[AGE_KEY], const unsigned char recipient[AGE_KEY],
    unsigned char to[AGE_KEY])
{
	unsigned char shared[AGE_KEY], salt[2 * AGE_KEY];
	int rc;

	rc = crypto_scalarmult_curve25519(shared, ours, theirs);
	memcpy(salt, share, AGE_KEY);
	memcpy(salt + AGE_KEY, recipient, AGE_KEY);
	if (rc == 0)
		age_hkdf((struct bytes){ shared, AGE_KEY },
		    (struct bytes){ salt, sizeof salt }, x25519_info, to);
	sodium_memzero(shared, sizeof shared);
	return rc;
}

int
age_x25519_wrap(const unsigned char recipient[AGE_KEY],
    const unsigned char file_key[AGE_FILE_KEY], unsigned char share[AGE_KEY],
    unsigned char body[AGE_BODY])
{
	unsigned char ephemeral[AGE_KEY], key[AGE_KEY];
	int rc;

	randombytes_buf(ephemeral, sizeof ephemeral);
	crypto_scalarmult_curve25519_base(share, ephemeral);
	rc = shared_key(ephemeral, recipient, share, recipient, key);
	if (rc == 0)
		age_wrap(key, file_key, body);
	sodium_memzero(ephemeral, sizeof ephemeral);
	sodium_memzero(key, sizeof key);
	return rc;
}

int
age_x25519_unwrap(const unsigned char secret[AGE_KEY],
    const unsigned char recipient[AGE_KEY], const unsigned char share[AGE_KEY],
    const unsigned char body[AGE_BODY], unsigned char file_key[AGE_FILE_KEY])
{
	unsigned char key[AGE_KEY];
	int rc;

	if (shared_key(secret, share, share, recipient, key) != 0)
		return -1;
	rc = age_unwrap(key, body, file_key) == 0;
	sodium_memzero(key, sizeof key);
	return rc;
}

int
age_scrypt_key(const struct passphrase *p, const unsigned char salt[AGE_SALT],
    unsigned log_n, unsigned char to[AGE_KEY], struct fail *f)
{
	unsigned char full[sizeof scrypt_label - 1 + AGE_SALT];
	struct bytes words = passphrase_bytes(p);

	memcpy(full, scrypt_label, sizeof scrypt_label - 1);
	memcpy(full + sizeof scrypt_label - 1, salt, AGE_SALT);
	if (crypto_pwhash_scryptsalsa208sha256_ll(words.at, words.len, full,
		sizeof full, (uint64_t)1 << log_n, 8, 1, to, AGE_KEY) != 0)
		return fail_errno(f, "seal-memory", NULL);
	return 0;
}
