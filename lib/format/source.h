#ifndef FORMAT_SOURCE_H
#define FORMAT_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "text/encoding.h"

struct arena;
struct fail;
struct spool;
struct zip;
struct zip_entry;

/*
 * A document's bytes behind a window of LIMIT_WINDOW: memory does not grow with
 * the document. It can be read from the start as often as needed.
 */
struct source;

/* From a descriptor of a regular file (not closed here), or from a spool. */
struct source *source_of_file(int fd, struct arena *, struct fail *);
/* From len bytes of such a descriptor: a file in an archive. What it holds begins there. */
struct source *source_of_range(int fd, uint64_t begin, uint64_t len, struct arena *);
struct source *source_of_spool(const struct spool *, struct arena *);

/* A part of a package, unpacked while it is read. Reading goes forward; a step back
 * begins anew, so a reader and a copier each take a source of their own. FAIL_INPUT
 * "zip-..." while reading. source_close() gives back what unpacking took. */
struct source *source_of_part(struct zip *, const struct zip_entry *, struct arena *);
void source_close(struct source *); /* NULL is fine, and a source of a file */

uint64_t source_size(const struct source *);

/* Up to len raw bytes at an offset, fewer only at the end; valid until the next call
 * for this source. len at most LIMIT_WINDOW. */
int source_raw(struct source *, uint64_t at, size_t len, struct bytes *, struct fail *);

/* Tell the encoding from the first LIMIT_ENCODING_SAMPLE bytes, or take the one
 * that the user named (a BOM of it is still counted). */
int source_tell_encoding(struct source *, const enum encoding *named, struct fail *);
struct encoding_guess source_encoding(const struct source *);

/*
 * The next stretch of decoded text up to and with a line end (LF, CRLF or CR, as it
 * stands), or cut at a word when longer than LIMIT_UTTERANCE; *at is its offset in
 * the file. 1, 0 at the end, -1. FAIL_INPUT "encoding-later" with the line: bytes
 * that are not of the encoding after all. Valid until the next call but one.
 */
int source_line(
    struct source *, struct bytes *utf8, uint64_t *at, uint64_t *line, struct fail *);
void source_rewind(struct source *);

#endif
