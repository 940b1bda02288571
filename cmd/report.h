#ifndef CMD_REPORT_H
#define CMD_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/bytes.h"
#include "text/encoding.h"
#include "vault/ledger.h"

struct arena;
struct fail;
struct invocation;
struct session;

/*
 * What `scrub` leaves in out/report/, no text of any document:
 *
 *	replacements.jsonl  each stretch that was exchanged: place, rule, policy line
 *	open.jsonl	    what is doubtful or should be looked at
 *	clues.jsonl	    turns that may point to one person, most clues first
 *	kept.jsonl	    what somebody decided to keep at its place: where it stands
 *			    in the original and in the copy
 *	meetings.jsonl	    a line a meeting: counts, speakers' codes, language, format,
 *			    encoding, what the file held besides its words
 *
 * Their digests stand in the ledger. Of the meetings that are not among the documents, what
 * was said before stays; of a copy that was adopted what it was first made with stays too,
 * and what the scrubbing of the copy itself exchanged stands behind it.
 */
int report_write(struct invocation *, struct fail *);

/* What meetings.jsonl and open.jsonl say of one meeting. */
struct meeting_report {
	const char *meeting;
	const struct bytes *speaker; /* codes */
	size_t speakers;
	uint64_t doubts, codes_in_text;
	uint64_t clues; /* turns that may point to one person */
	uint64_t turns, replaced;
	const char *encoding; /* of original and copy */
	const char *made_by,
	    *original; /* what the copy was made from (cmd/copy_state.h) */
};

/* A report as it stands. FAIL_INPUT "report-missing": there is none; FAIL_SEAL
 * "report-changed": it is not the file that the ledger knows. */
int report_text(struct session *, const char *object, struct arena *, struct bytes *,
    struct fail *);

/* In the order of Meetings. FAIL_INPUT "report-missing": nothing was scrubbed yet;
 * FAIL_SEAL "report-changed": not the file that the ledger knows. */
int report_read(struct session *, struct arena *, struct meeting_report **,
    size_t *count, struct fail *);

/* The encoding of a meeting's original, in which its copy is. Likewise. */
int report_encoding(
    struct session *, const char *meeting, enum encoding *, struct fail *);

/* What was kept at its place in one meeting, for going back to the original. FAIL_SEAL
 * "report-changed", FAIL_INPUT "report-missing". */
struct places;
int report_places(
    struct session *, const char *meeting, struct places **, struct fail *);

/* A whole number of a line of a report: 0 where there is none, or one below it. */
uint64_t report_number(const json_t *line, const char *key);

/* Write a file of out/ and record it, unless it stands there already as it is. */
int report_put(struct session *, const char *object, struct bytes, enum ledger_event,
    enum ledger_reason, struct fail *);

#endif
