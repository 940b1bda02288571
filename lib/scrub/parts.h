#ifndef SCRUB_PARTS_H
#define SCRUB_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format/package.h"
#include "scrub/kept.h"
#include "text/encoding.h"

struct arena;
struct fail;
struct rewrite;
struct source;
struct splice;
struct zip;

/*
 * The parts of one document: a bare file is one, a package several. They are read one
 * after another, as often as needed, and copied one after another into a new package.
 */
struct parts {
	const struct format *format;
	struct source *file;
	struct zip *zip; /* NULL: a bare file */
	struct package package;
	const enum encoding *named; /* by the user, for a bare file; or NULL */
};

/* format NULL: told by what the file holds. FAIL_INPUT "format-...", "zip-...". */
int parts_open(struct parts *, const struct format *, struct source *file,
    const enum encoding *named, const struct choice *, struct arena *, struct fail *);

/* Why it was not opened, or what its name (or NULL) tells where its bytes tell too little:
 * "refused-..." (format/refused.h). Returns -1. */
int parts_refuse(const char *file, const struct fail *why, struct fail *);

/* It is of the kind that its name says. FAIL_INPUT "format-suffix" {1} what it is, {2} its
 * suffix. */
int parts_check_name(const struct parts *, const struct format *called, struct fail *);

/* What a part is read from, its encoding told; to be given to source_close(). FAIL_INPUT
 * "encoding-...". */
struct source *parts_source(
    const struct parts *, const struct part *, struct arena *, struct fail *);

/* The copy in the making. */
struct copy;

/* How a copy is written other than as its original is. */
enum copy_as {
	COPY_AS_IS,
	COPY_IN_UTF8, /* what does not say its encoding */
	COPY_AS_TEXT /* plain text, of all its parts; so are formats that are .rewritten */
};

/* fd is a file; of a package it must be a regular one, empty, and be read too: FAIL_USAGE
 * "package-needs-file". */
struct copy *copy_new(
    const struct parts *, int fd, enum copy_as, struct arena *, struct fail *);

/* Where the copy is plain text: what writes it, until copy_finish(). NULL: splices do. */
struct rewrite *copy_rewrite(const struct copy *);

/* Who wants to know where what is kept comes to stand. */
void copy_tell(struct copy *, struct kept_sink);

/* The next part, which is written by the splice until copy_end(). For a part that is
 * made, and where the copy is plain text, there is none (*splice NULL). from is the part's source, used where nothing else
 * needs it. */
int copy_begin(struct copy *, const struct part *, struct source *from,
    struct splice **, struct fail *);
int copy_end(struct copy *, struct fail *);

/* All parts are written: of a package its directory too, and it is read again. */
int copy_finish(struct copy *, struct fail *);

void copy_close(struct copy *); /* NULL is fine */

#endif
