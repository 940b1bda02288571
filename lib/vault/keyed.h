#ifndef VAULT_KEYED_H
#define VAULT_KEYED_H

#include <sodium/crypto_auth_hmacsha256.h>

#include "base/bytes.h"
#include "vault/digest.h"

struct identity;

/*
 * A digest under a key (HMAC-SHA256, RFC 2104), for what must be compared later and must
 * not be guessed at: two of them tell whether something has changed, and without the
 * identity nobody can try what it was. So one may lie in the open, of text that no plain
 * digest may be of.
 *
 * The key is drawn from the identity's secret for this purpose alone (HKDF, RFC 5869:
 * no salt, the purpose as info). Fields do not run together: each is taken in with its
 * length.
 */
struct keyed {
	crypto_auth_hmacsha256_state state;
};

struct keyed keyed_start(const struct identity *, const char *purpose);
void keyed_add(struct keyed *, struct bytes field);
struct digest_text keyed_end(struct keyed *); /* once; wipes */

#endif
