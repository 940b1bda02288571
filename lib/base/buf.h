#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#include "base/bytes.h"

/*
 * Bytes that grow at the end. { 0 } is an empty one. Growing never fails: out of
 * memory ends the program. Not for secrets, which must not be moved by realloc.
 */
struct buf {
	unsigned char *at;
	size_t len, cap;
};

void buf_add(struct buf *, struct bytes);
void buf_text(struct buf *, const char *); /* a C string, without its NUL */
void buf_byte(struct buf *, unsigned char);
void buf_printf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for len more bytes behind the end; the caller adds to .len what it wrote. */
unsigned char *buf_room(struct buf *, size_t len);

struct bytes buf_bytes(const struct buf *); /* valid until the next change */

void buf_clear(struct buf *); /* empty again, memory kept */
void buf_free(struct buf *);  /* empty again, memory given back; { 0 } is fine */

#endif
