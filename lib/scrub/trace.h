#ifndef SCRUB_TRACE_H
#define SCRUB_TRACE_H

#include <stddef.h>
#include <stdint.h>

#include "scrub/decide.h"
#include "scrub/record.h"
#include "scrub/scrub.h"

struct arena;
struct fail;
struct utterance;

/*
 * Why one line becomes what it becomes: said as RECORD_FINDING while the document is
 * read as ever, so that what is explained is what scrub does. For each decision that
 * touches the line, right after its RECORD_SPAN, one of FATE_NAMED over the same
 * bytes and one of FATE_OUTVOTED for each other suspicion in it; between them, in
 * order of place, what was found and stays, and why it does. No text.
 *
 * Of a propagated name it says which rule proved it first, and where, as far as
 * the document's memory tells the name by its number.
 */
struct trace {
	uint64_t line; /* 0: nothing is explained, and nothing here does anything */
	const struct deciding *deciding;
	const struct scrub *scrub;
	scrub_sink *sink;
	void *with;

	struct proof *proof; /* by number of the name, as the finding read gave it */
	size_t proofs, proof_cap;

	/* where the utterance before ended: a cut line goes on in the next */
	uint64_t tail_line, tail_columns;
	uint64_t columns; /* of its first line that stand before this utterance */

	struct candidate *found; /* of this utterance, in order of place */
	size_t founds, found_cap, next;
};

/* In the finding read: which rule proved which name first. Lives in the arena. */
void trace_learn(struct trace *, const struct utterance *, const struct spans *,
    struct arena *document);

/* In the second read: what was found in an utterance, before it is decided. */
void trace_begin(struct trace *, const struct utterance *, const struct spans *,
    struct arena *utterance);

/* Say what was found before this byte of the text and stays. role is the
 * speaker's. */
int trace_kept(struct trace *, const struct utterance *, const char *role,
    const struct decisions *, uint32_t before, struct fail *);

/* Say what a decision rests on; its RECORD_SPAN was the last record. */
int trace_decision(
    struct trace *, const struct utterance *, const struct decision *, struct fail *);

#endif
