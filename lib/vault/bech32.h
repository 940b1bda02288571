#ifndef VAULT_BECH32_H
#define VAULT_BECH32_H

#include <stddef.h>

#include "base/bytes.h"

/*
 * Bech32 (BIP 173): a word, "1", data in 5-bit letters and a checksum of six
 * letters, without BIP 173's limit of 90 letters, as C2SP age.md uses it. The
 * case of the word is the case of the whole text: "age" gives "age1...",
 * "AGE-SECRET-KEY-" gives "AGE-SECRET-KEY-1...".
 */

/* As text with a NUL into to[size]; dies if that is too small (a key of 32 bytes
 * takes strlen(word) + 60). */
void bech32_write(const char *word, struct bytes data, char *to, size_t size);

/*
 * Exactly len bytes of data under exactly this word, in its case; -1 for
 * anything else: a wrong letter, mixed case, wrong checksum, other length,
 * padding bits that are not zero. to[] is undefined after -1.
 */
int bech32_read(const char *word, struct bytes text, unsigned char *to, size_t len);

#endif
