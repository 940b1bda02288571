#ifndef SCRUB_SPLICE_H
#define SCRUB_SPLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/sink.h"
#include "format/escape.h"
#include "scrub/kept.h"

struct arena;
struct fail;
struct piece;
struct source;

/*
 * The one way in which an output comes to be: the source copied, with some
 * stretches exchanged and some taken out. With nothing to do it is the source, byte for
 * byte. Replacements are written in the encoding of the source; with to_utf8 the whole
 * is written in UTF-8 without a byte order mark.
 *
 * What is to be done may be said in any order behind what is settled; it is done in the
 * order of the source, and of two that overlap the one that begins first (the longer
 * one, of two that begin together; the exchange, of two about the same stretch) is done
 * alone: what is taken out takes with it what was decided inside.
 */
struct splice;

/* The sink stays the caller's. Nothing else may read from the source meanwhile, for it
 * is read in order. */
struct splice *splice_new(
    struct source *, const struct sink *, bool to_utf8, struct arena *);

/* Exchange the source's bytes [at, end) for UTF-8 text, spelt as escape wants. The
 * bytes of text are copied. */
void splice_exchange(
    struct splice *, uint64_t at, uint64_t end, struct bytes text, enum escape);

/* The same where markup cuts the stretch: the text goes to the piece that holds it. */
void splice_exchange_pieces(
    struct splice *, const struct piece *, size_t count, struct bytes text);

/* Exchange [at, end) for this text (UTF-8) without any escape, often none. */
void splice_take_out(struct splice *, uint64_t at, uint64_t end, struct bytes instead);

/* [at, end) stays: where it comes to stand in the output is told to the sink of
 * splice_tell(), once it is written. */
void splice_keep(struct splice *, uint64_t at, uint64_t end);
void splice_tell(struct splice *, struct kept_sink);

/* Nothing will be said any more of bytes before this: they may be written. FAIL_INPUT
 * "encoding-cannot"; what the sink says. */
int splice_settle(struct splice *, uint64_t before, struct fail *);

/* Copy what is left and write everything out. */
int splice_finish(struct splice *, struct fail *);

void splice_close(struct splice *); /* NULL is fine */

#endif
