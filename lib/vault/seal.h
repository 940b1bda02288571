#ifndef VAULT_SEAL_H
#define VAULT_SEAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct fail;
struct identity;
struct passphrase;
struct recipients;
struct secret;

/*
 * A sealed file is an age v1 file (C2SP age.md): a header with one X25519 stanza
 * a recipient, or one scrypt stanza alone, and chunks of 64 KiB, each
 * authenticated and bound to its place, the last one marked. Debian's age opens
 * what seal writes, and the reverse. The text form ("armor") is refused.
 *
 * It says nothing about who sealed it: anybody can seal to a public half. So a
 * sealed file is also signed, or its digest stands in the ledger.
 *
 * Failures when opening, all FAIL_SEAL, the path in .path:
 *	"seal-not-sealed"	 no sealed file at all
 *	"seal-armor"		 the text form
 *	"seal-damaged"		 changed, cut short, longer, or spelled otherwise
 *	"seal-not-ours"		 whole, but not for this identity
 *	"seal-passphrase"	 the passphrase is not the one
 *	"seal-passphrase-wanted" sealed by a passphrase, opened with an identity
 *	"seal-key-wanted"	 the reverse
 * and FAIL_LIMIT "seal-work" (its passphrase costs more than LIMIT_SCRYPT_LOG_N),
 * "seal-large".
 */

/* scrypt's cost, a power of two: 0.65 s and 264 MB. Tests take 10. */
enum { SEAL_LOG_N = 18 };

/*
 * seal_close() is what puts the file in place (mode 0600); until then, and after
 * a failure, the file that stood there before still does. seal_close() frees
 * whatever comes; after a failed seal_write() call seal_abandon(). No recipients:
 * FAIL_INPUT "recipients-none".
 */
struct seal;

struct seal *seal_create(const char *path, const struct recipients *, struct fail *);
struct seal *seal_create_passphrase(
    const char *path, const struct passphrase *, unsigned log_n, struct fail *);
int seal_write(struct seal *, struct bytes, struct fail *);
int seal_close(struct seal *, struct fail *);
void seal_abandon(struct seal *); /* NULL is fine */

/* create, write, close */
int seal_bytes(
    const char *path, const struct recipients *, struct bytes, struct fail *);
int seal_bytes_passphrase(const char *path, const struct passphrase *, unsigned log_n,
    struct bytes, struct fail *);

/*
 * The whole content, at most LIMIT_SEALED bytes, in guarded memory, and only
 * after its last chunk was verified: nothing of a damaged file is ever seen. The
 * caller closes it.
 */
struct secret *unseal(const char *path, const struct identity *, struct fail *);
struct secret *unseal_passphrase(
    const char *path, const struct passphrase *, struct fail *);

/* The same over a sealed file in memory. */
struct secret *unseal_bytes(
    struct bytes sealed, const struct identity *, struct fail *);
struct secret *unseal_bytes_passphrase(
    struct bytes sealed, const struct passphrase *, struct fail *);

/*
 * What the header says without any key, so not authenticated: how many can open
 * the file. Fails as opening does.
 */
struct seal_look {
	size_t keys;     /* X25519 stanzas */
	size_t unknown;  /* stanzas of a kind we do not know */
	bool passphrase; /* one scrypt stanza, alone */
};
int seal_look(const char *path, struct seal_look *, struct fail *);

#endif
