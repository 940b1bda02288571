#ifndef VAULT_IDENTITY_H
#define VAULT_IDENTITY_H

#include <stddef.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct passphrase;

/*
 * An identity is the secret half of a key (X25519) that opens sealed files. It
 * cannot be printed or copied: it lives in guarded memory, and only
 * identity_save() writes it, wrapped in a passphrase. Its public half, the
 * recipient, is a text "age1..." that anybody may have.
 */
struct identity;

struct identity *identity_new(void); /* from the system's random source */

/*
 * From a file: either an age file wrapped in a passphrase, or plain text as
 * age-keygen writes it; blank lines and "#" comments around exactly one key.
 * FAIL_SEAL: "seal-passphrase" (wrong), "seal-passphrase-wanted" (it is wrapped
 * and the passphrase is NULL), "seal-damaged", "seal-armor", "seal-not-key".
 */
struct identity *identity_load(
    const char *path, const struct passphrase *, struct fail *);

/* Wrapped in the passphrase, mode 0600, atomically. `age -d -i` takes it. */
int identity_save(const struct identity *, const char *path, const struct passphrase *,
    unsigned log_n, struct fail *);

const char *identity_recipient(const struct identity *); /* "age1...", identity's own */

void identity_close(struct identity *); /* wipes; NULL is fine */

/*
 * Those who can open a sealed file, in the order they were added. The file form
 * is one that `age -R` takes: for each, a comment "# role holder from" and a line
 * "age1...". role and holder are labels of [A-Za-z0-9._-], never a person's
 * name; from is a date. All three are "" where a file has no such comment.
 */
enum { RECIPIENT_TEXT = 63, RECIPIENTS_MAX = 64 };

struct recipient {
	const char *role;   /* "leader", "second-holder" */
	const char *holder; /* "pi", "institution" */
	const char *from;   /* "2026-11-21" */
	const char *text;   /* "age1..." */
};

struct recipients;

struct recipients *recipients_new(struct arena *);

/* Copied. FAIL_INPUT "recipients-text" for what is no public half (a mistyped
 * letter is noticed), "recipients-twice", "recipients-label"; FAIL_LIMIT
 * "recipients-many". */
int recipients_add(struct recipients *, struct recipient, struct fail *);

/* From a file: with path and line in a failure. None in it: FAIL_INPUT
 * "recipients-none". */
struct recipients *recipients_load(const char *path, struct arena *, struct fail *);
int recipients_save(const struct recipients *, const char *path, struct fail *);

size_t recipients_count(const struct recipients *);
const struct recipient *recipients_at(const struct recipients *, size_t i);
const unsigned char *recipients_key(const struct recipients *, size_t i); /* 32 bytes */

#endif
