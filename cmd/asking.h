#ifndef CMD_ASKING_H
#define CMD_ASKING_H

#include <stdint.h>

#include "cmd/question.h"
#include "scrub/expression.h"

struct document;
struct fail;
struct invocation;
struct session;

/*
 * What survey and review gather of all transcripts for a person to decide: mentions come
 * in with the words that the workers tell, are put together, and become questions.
 */
struct asking {
	struct asker asker;
	struct gathering *gathering;
	struct expressions all; /* after asking_end() */
};

/* After transcripts_of_study(), before the documents are read: the workers are told to
 * tell. */
int asking_begin(struct invocation *, struct asking *, struct fail *);

/* A record that was believed; only mentions and turns matter. */
void asking_take(
    struct asking *, const struct document *, uint32_t kind, const void *record);

void asking_end(struct asking *);

/* Who asks in this study. rulebook and policy are NULL where only answers are read. */
int asker_of(struct session *, const struct rulebook *, const struct policy *,
    struct asker *, struct fail *);

#endif
