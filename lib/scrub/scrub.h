#ifndef SCRUB_SCRUB_H
#define SCRUB_SCRUB_H

#include <stdbool.h>
#include <stdint.h>

#include "find/finder.h"
#include "people/meeting.h"
#include "scrub/decide.h"
#include "scrub/parts.h"
#include "scrub/record.h"
#include "text/encoding.h"

struct fail;
struct format;
struct source;
struct study;

/*
 * One document, from bytes to bytes: the function that sees everything.
 *
 * It is read twice. The finding read collects what is proved anywhere in it, and
 * refuses what is to be refused; the second decides, says each decision as a record
 * and, when asked to, writes the copy. Survey and scrub are the same but for that
 * copy, so what survey names is what scrub changes, byte for byte. Memory does not
 * grow with the document.
 *
 * The result is a pure function of the document and of what stands here.
 */
struct scrub {
	struct finder finder;
	struct judge judge;            /* .occasion and .meeting of this document */
	const struct study *study;     /* says which roles are professional, or NULL */
	const struct meeting *listed;  /* its row in Meetings, or NULL */
	const enum encoding *encoding; /* named by the user, or NULL: told */
	const struct format *format;   /* or NULL: told by the first bytes */
	const char *file;            /* its name, which may tell what it is; or NULL */
	const struct format *called; /* by its name, of which its copy has the suffix:
					  it must be of it; or NULL: any */
	enum copy_as copy_as;
	bool asked;       /* tell in words what a person may decide (scrub/mention.h) */
	const char *seed; /* of the turns drawn at random, where asked */
	bool strict;      /* refuse a code in running text */
	uint64_t explain; /* say why this line becomes what it does (scrub/trace.h); 0:
			     none */
};

/* Takes one record (scrub/record.h). -1 stops the reading. */
typedef int scrub_sink(
    void *with, uint32_t kind, const void *record, size_t len, struct fail *);

/*
 * out is the descriptor of the copy, or -1: none. FAIL_INPUT: "encoding-...",
 * "format-...", "refused-...", "format-suffix" {1} what it is, {2} its suffix (.called), "code-in-text" with the line (strict), "encoding-cannot" {1} encoding
 * (a replacement that the document's encoding cannot say; in UTF-8 it can).
 * FAIL_LIMIT "document-names", "rule-limit".
 */
int scrub_document(const struct scrub *, struct source *, int out, scrub_sink *,
    void *with, struct fail *);

/* The finding read alone: only what the document shows of names is said (RECORD_SHOWN, no
 * text), for .finder.shown of the others of its study. The same errors. */
int scrub_learn(
    const struct scrub *, struct source *, scrub_sink *, void *with, struct fail *);

/* The [[...]] are ones that taus writes: for struct finder. */
bool scrub_opaque(const void *policy, struct bytes inside);

#endif
