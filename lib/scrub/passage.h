#ifndef SCRUB_PASSAGE_H
#define SCRUB_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "scrub/clues.h"
#include "scrub/decide.h"
#include "scrub/label.h"
#include "scrub/mention.h"
#include "scrub/parts.h"
#include "scrub/record.h"
#include "scrub/scrub.h"
#include "scrub/trace.h"

struct memory;
struct rewrite;
struct splice;

/* How the two files of the walk see one document: scrub.c reads and decides, carry.c
 * carries out. Nobody else includes this. */

/* One document on its way through. */
struct passage {
	const struct scrub *scrub;
	struct parts parts;
	const struct part *part; /* that is being read */
	struct arena *document, *utterance;
	struct arena *reading; /* one read of one part */
	struct memory *memory;
	struct label_judge labels;
	struct label_count label_count; /* of the whole document */
	struct deciding deciding;
	struct copy *copy;       /* NULL: none is made */
	struct splice *splice;   /* of this part; NULL: none */
	struct rewrite *rewrite; /* of the copy, instead; NULL: none */
	struct trace trace;
	struct sample sample; /* of turns in which nothing was found */
	scrub_sink *sink;
	void *with;
	struct record_done done;
	bool *heard;      /* by holding */
	const char *role; /* of who speaks now */

	/* the turn that is being read */
	struct clues clues;
	uint64_t turn, turn_line; /* turn 0: none yet */
	bool professional;
	struct exchange *exchange; /* in the utterance: told to its format */
	size_t exchanges, exchange_cap;

	/* turns and lines of the parts before this one */
	uint64_t turns_before, lines_before, turns, lines;

	/* the end of the utterance before, in front of this one */
	struct buf text;
	size_t carry;
};

/* What the copy does not take over of an utterance. */
void passage_take_out(struct passage *, const struct utterance *);

/* One decision: said, and carried out. */
int passage_carry_out(
    struct passage *, const struct utterance *, const struct decision *, struct fail *);

/* What somebody decided to keep at its place: where it comes to stand, who writes the
 * copy will say, to passage_say_kept() (a kept_fn). The second is for a copy that is
 * rewritten: what is kept before this byte of the text, in order with what is exchanged. */
void passage_keep(struct passage *, const struct utterance *, const struct decisions *);
void passage_keep_before(struct passage *, const struct utterance *,
    const struct decisions *, uint32_t before, size_t *next);
int passage_say_kept(void *passage, const struct kept *, struct fail *);

#endif
