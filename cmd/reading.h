#ifndef CMD_READING_H
#define CMD_READING_H

#include <stddef.h>
#include <stdint.h>

#include "vault/digest.h"

struct fail;
struct invocation;
struct meeting;
struct session;

/*
 * What readings have shown, in out/report/reading.jsonl, a line for each: who read which
 * copy to its end, with how many places replaced in it ("read"), and in how many places of
 * which copy something stood that a reader found and no rule ("missed"). No text of any
 * document. Its digest stands in the ledger.
 *
 * Each function reads it anew. FAIL_SEAL "reading-changed": it is not the file that the
 * ledger knows. Missing, it counts as empty.
 */

/* Copies were read, by whom. One line for each. */
struct read_copy {
	const struct meeting *meeting;
	uint64_t replaced;         /* places in it, whoever found them */
	struct digest_text sha256; /* of the copy */
};
int reading_add_read(struct session *, const struct read_copy *, size_t count,
    const char *by, struct fail *);

/* places of a copy held what nobody had found. One line for each meeting. */
struct missed_in {
	const struct meeting *meeting;
	uint64_t places;
};
int reading_add_missed(struct session *, const struct missed_in *, size_t count,
    const char *by, struct fail *);

/*
 * In one sentence, what that says of the rules: of all places that are known in the copies
 * that were read, how many the rules found, and between what the share lies (release/
 * interval.h), if the readers saw everything. Of each copy the last reading counts.
 * Nothing where none was read. As a line of an answer (cmd/answer.h), or as words on
 * stderr.
 */
int reading_answer(const struct invocation *, struct fail *);
int reading_say(struct session *, struct fail *);

#endif
