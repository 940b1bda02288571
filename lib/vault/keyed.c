#include "vault/keyed.h"

#include <sodium.h>

#include "vault/age_key.h"
#include "vault/identity.h"
#include "vault/identity_key.h"

struct keyed
keyed_start(const struct identity *id, const char *purpose)
{
	const struct bytes secret = { identity_secret(id), AGE_KEY };
	unsigned char key[AGE_KEY];
	struct keyed k;

	age_hkdf(secret, bytes_of(""), purpose, key);
	crypto_auth_hmacsha256_init(&k.state, key, sizeof key);
	sodium_memzero(key, sizeof key);
	return k;
}

void
keyed_add(struct keyed *k, struct bytes field)
{
	unsigned char length[8];
	int i;

	for (i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)field.len >> (8 * i));
	crypto_auth_hmacsha256_update(&k->state, length, sizeof length);
	if (field.len > 0)
		crypto_auth_hmacsha256_update(&k->state, field.at, field.len);
}

struct digest_text
keyed_end(struct keyed *k)
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	struct digest_text text;

	crypto_auth_hmacsha256_final(&k->state, mac);
	sodium_bin2hex(text.at, sizeof text.at, mac, sizeof mac);
	sodium_memzero(k, sizeof *k);
	return text;
}
