#ifndef VAULT_IDENTITY_KEY_H
#define VAULT_IDENTITY_KEY_H

struct identity;

/* The halves of an identity, 32 bytes each, where they lie. For unseal.c and keyed.c alone. */
const unsigned char *identity_secret(const struct identity *);
const unsigned char *identity_public(const struct identity *);

#endif
