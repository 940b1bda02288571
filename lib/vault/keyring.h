#ifndef VAULT_KEYRING_H
#define VAULT_KEYRING_H

#include <stdbool.h>

struct arena;
struct fail;
struct identity;
struct passphrase;
struct recipients;
struct signing;

/*
 * The key folder, which lies outside the study: one identity for each retention,
 * so that each can be destroyed on its own day, and the signing key; all wrapped
 * in one passphrase.
 *
 *	linking.identity.age   opens linking-key.age, which lies here too
 *	consents.identity.age  opens the sealed consent forms
 *	contacts.identity.age  opens the contact lists
 *	signing.key.age	       signs checkpoints and archives
 *
 * Public halves lie in the study, in audit/keys/, a file for each volume with the
 * leader's and all other holders', each usable by `age -R`:
 *
 *	recipients.txt		consents: the sealed forms are what an archive holds,
 *				and the auditor counts this file against them
 *	recipients-linking.txt	the linking key
 *	recipients-contacts.txt	the contact lists
 *	signing.pub		minisign's public key
 */
enum volume { VOLUME_LINKING, VOLUME_CONSENTS, VOLUME_CONTACTS, VOLUME_COUNT };

const char *volume_recipients(enum volume); /* "recipients.txt", ... */
const char *volume_identity(enum volume);   /* "linking.identity.age", ... */
extern const char keyring_signing_name[];   /* "signing.key.age" */
extern const char keyring_public_name[];    /* "signing.pub" */
extern const char keyring_linking_name[];   /* "linking-key.age" */

struct keyring;

/* The four files are there? (Says nothing about whether they open.) */
bool keyring_exists(const char *dir);

/*
 * Make the folder (0700) and the four secrets in it; they stay open in the result,
 * so that nothing is asked again. FAIL_REFUSED "keyring-exists" if any of the
 * four is there: a key is never overwritten. It is made in "DIR.taus-new" and then
 * renamed, so that a killed run leaves no part of one. On a failure nothing is left.
 */
struct keyring *keyring_new(
    const char *dir, const struct passphrase *, unsigned log_n, struct fail *);

/*
 * Nothing is opened yet, so nothing can be wrong but a missing file (FAIL_INPUT
 * "keyring-missing"). The passphrase stays the caller's and must outlive the
 * keyring.
 */
struct keyring *keyring_open(const char *dir, const struct passphrase *, struct fail *);

/* Opened when first asked for, at the cost of one scrypt each; the keyring's own.
 * Fails as identity_load() and signing_load() do. */
const struct identity *keyring_identity(struct keyring *, enum volume, struct fail *);
const struct signing *keyring_signing(struct keyring *, struct fail *);

/*
 * Write the public halves of a new keyring to keys_dir (audit/keys, made if it is
 * missing), each with the leader as the only holder: "# leader pi FROM". from is
 * an ISO date.
 */
int keyring_publish(
    struct keyring *, const char *keys_dir, const char *from, struct fail *);

/* Who can open a volume, from keys_dir. */
struct recipients *keyring_recipients(
    const char *keys_dir, enum volume, struct arena *, struct fail *);

void keyring_close(struct keyring *); /* wipes; NULL is fine */

#endif
