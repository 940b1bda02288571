#ifndef SCRUB_SPLICE_H
#define SCRUB_SPLICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct source;

/*
 * The one way in which an output comes to be: the source copied, with some
 * stretches exchanged. With nothing to exchange it is the source, byte for byte.
 * Replacements are written in the encoding of the source; with to_utf8 the whole is
 * written in UTF-8 without a byte order mark.
 */
struct splice;

/* fd stays the caller's. */
struct splice *splice_new(struct source *, int fd, bool to_utf8, struct arena *);

/* Exchange the source's bytes [at, end), which stand behind all before, for UTF-8
 * text. FAIL_INPUT "encoding-cannot". */
int splice_exchange(
    struct splice *, uint64_t at, uint64_t end, struct bytes text, struct fail *);

/* Copy what is left and write everything out. */
int splice_finish(struct splice *, struct fail *);

void splice_close(struct splice *); /* NULL is fine */

#endif
