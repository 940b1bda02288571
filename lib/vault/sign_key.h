#ifndef VAULT_SIGN_KEY_H
#define VAULT_SIGN_KEY_H

struct signing;

/* For sign.c: the secret half where it lies, seed and public half. */
const unsigned char *signing_secret(const struct signing *);

enum {
	SIGN_KEY = 32,
	SIGN_SECRET = 64,
	SIGN_MARK = 64,          /* a signature */
	SIGN_LINE_COMMENT = 1024 /* bytes in any comment line */
};

#endif
