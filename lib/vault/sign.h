#ifndef VAULT_SIGN_H
#define VAULT_SIGN_H

#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct passphrase;

/*
 * Signatures in the form of minisign (F. Denis), the prehashed kind "ED" only:
 * Ed25519 (RFC 8032) over the BLAKE2b-512 digest (RFC 7693) of a file. What we
 * sign, `minisign -V -H` verifies, and the reverse.
 *
 * The trusted comment is signed too, but two comments signed by one key for one
 * file can change places: put the object's digest and the ledger's position in
 * it, and prove no time by it.
 */
struct verifying {
	unsigned char id[8]; /* as in the files; shown as hex from the last byte */
	unsigned char key[32];
};

struct signing; /* the secret half, in guarded memory */

struct signing *signing_new(void);

/*
 * A `minisign -W` secret key text inside an age file wrapped in the passphrase.
 * Loading fails as identity_load() does; also with "seal-not-key" for a key that
 * has minisign's own password, or whose halves do not fit.
 */
struct signing *signing_load(
    const char *path, const struct passphrase *, struct fail *);
int signing_save(const struct signing *, const char *path, const struct passphrase *,
    unsigned log_n, struct fail *);

const struct verifying *signing_verifying(const struct signing *);
void signing_close(struct signing *); /* wipes; NULL is fine */

/* minisign's .pub text, mode 0644. Loading: FAIL_SEAL "sign-not-public". */
int verifying_save(const struct verifying *, const char *path, struct fail *);
int verifying_load(const char *path, struct verifying *, struct fail *);

/* The key's id as minisign shows it: up to 16 hex digits in capitals. */
struct sign_id {
	char at[17];
};
struct sign_id sign_id(const struct verifying *);

/*
 * Write the .minisig (canonical: four lines, first line "untrusted comment:
 * signature from taus", mode 0644, atomically) for a file, or for bytes that are
 * about to become one. comment is printable ASCII on one line, at most 512
 * characters; dies otherwise. Reading the file again is not needed: what was
 * digested is what is signed.
 */
int sign_file(const struct signing *, const char *path, const char *signature_path,
    const char *comment, struct fail *);
int sign_bytes(const struct signing *, struct bytes, const char *signature_path,
    const char *comment, struct fail *);

/*
 * 0 only where the signature is canonical (exactly the four lines, the first the
 * fixed one), by this key, over exactly this file and its trusted comment, which
 * is given in the arena (comment may be NULL). FAIL_SEAL: "sign-form",
 * "sign-other-key", "sign-wrong", "sign-missing".
 */
int verify_file(const struct verifying *, const char *path, const char *signature_path,
    struct arena *, const char **comment, struct fail *);
int verify_bytes(const struct verifying *, struct bytes, const char *signature_path,
    struct arena *, const char **comment, struct fail *);

/* As verify_file, for signatures others made (a witness with minisign): the first
 * line is any one-line untrusted comment. */
int verify_file_lax(const struct verifying *, const char *path,
    const char *signature_path, struct arena *, const char **comment, struct fail *);

#endif
