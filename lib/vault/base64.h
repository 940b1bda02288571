#ifndef VAULT_BASE64_H
#define VAULT_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/bytes.h"

/*
 * Base64 (RFC 4648, standard alphabet) in its one spelling: no blank, no other
 * letter, no bits left over, and '=' exactly where padded says so.
 */

/* At most size bytes; *len says how many. False for anything not exact. */
bool base64_read(
    struct bytes text, bool padded, unsigned char *to, size_t size, size_t *len);

/* Exactly len bytes. */
bool base64_read_exactly(struct bytes text, bool padded, unsigned char *to, size_t len);

void base64_add(struct buf *, const unsigned char *, size_t len, bool padded);

#endif
