#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"

/* UTF-8 as in RFC 3629: no surrogates, nothing over U+10FFFF, no long forms. */

#define UTF8_BAD UINT32_C(0xFFFFFFFF)

/*
 * The character at the start of b, and its length in bytes. UTF8_BAD with *len 1
 * where the bytes are not UTF-8, with *len 0 where b ends inside a character
 * that is well formed so far (or is empty).
 */
uint32_t utf8_next(struct bytes b, size_t *len);

/* How many characters valid UTF-8 has. */
size_t utf8_count(struct bytes);

/* How many bytes from the start are whole, valid characters. */
size_t utf8_valid(struct bytes b);

void utf8_add(struct buf *, uint32_t character);

/* Fold to lower case (simple case folding), one character to one. */
uint32_t utf8_lower(uint32_t character);
bool utf8_is_letter(uint32_t character); /* L*, and M* as part of a letter */
bool utf8_is_upper(uint32_t character);  /* Lu, Lt */
bool utf8_has_upper(struct bytes);       /* any of its characters is */
bool utf8_is_digit(uint32_t character);  /* Nd */
bool utf8_is_space(uint32_t character);  /* Z*, tab, CR, LF, VT, FF, NEL */

#endif
