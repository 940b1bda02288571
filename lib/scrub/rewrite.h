#ifndef SCRUB_REWRITE_H
#define SCRUB_REWRITE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/sink.h"
#include "scrub/kept.h"

struct arena;
struct fail;
struct utterance;

/*
 * The copy of what has no splice: plain text in UTF-8, lines that end in LF, an utterance
 * behind the other. One without a label stands behind an empty line, so that plain text
 * is read as the same utterances.
 */
struct rewrite;

struct rewrite *rewrite_new(const struct sink *, struct arena *);

/* Of each utterance: begin, exchange its stretches [from, to) in order, end. One without
 * text is none, and with NULL nothing happens. */
void rewrite_begin(struct rewrite *, const struct utterance *);
void rewrite_exchange(
    struct rewrite *, uint32_t from, uint32_t to, struct bytes instead);
/* The text [from, to) stays, of the part's bytes [at, end): told to the sink of
 * rewrite_tell(). Said before what is exchanged behind it. */
void rewrite_keep(struct rewrite *, uint32_t from, uint32_t to, struct kept);
void rewrite_tell(struct rewrite *, struct kept_sink);
int rewrite_end(struct rewrite *, struct fail *);

/* What is left goes out, with the last line end. */
int rewrite_finish(struct rewrite *, struct fail *);

void rewrite_close(struct rewrite *); /* NULL is fine */

#endif
