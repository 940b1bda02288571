#ifndef FORMAT_ZIP_RECORD_H
#define FORMAT_ZIP_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct fail;
struct source;

/*
 * The records of a package as they stand in it (APPNOTE.TXT 4.3), read and not yet
 * believed: what they promise is compared and checked in zip_check.h. Numbers are
 * little-endian. Part of zip.c; others use zip.h.
 */

/* What the end of the package says of the directory. */
struct zip_end {
	uint64_t entries;
	uint64_t at, size; /* it ends where the records of the end begin: checked */
	bool comment;
};

/*
 * 4.3.16, and 4.3.14 and 4.3.15 before it where they are (ZIP64): the last bytes of
 * the source, on one disk, all saying the same.
 */
int zip_end_read(struct source *, struct zip_end *, struct fail *);

/* A header in the directory (4.3.12), or that before a part (4.3.7), which lacks what
 * is marked. ZIP64 sizes are put in already. */
struct zip_record {
	uint32_t number; /* of the part, from 1: set before it is read */
	uint16_t flags, method, time, date;
	uint32_t crc;
	uint64_t packed, size;
	uint64_t offset;     /* directory only */
	uint16_t disk;       /* directory only */
	uint32_t attributes; /* directory only */
	struct bytes name, extra;
	struct bytes comment; /* directory only */
	uint64_t end;         /* where it ends in the package */
};

enum {
	ZIP_ENCRYPTED = 1 << 0, /* flags, 4.4.4 */
	ZIP_DESCRIPTOR = 1 << 3,
	ZIP_STRONG = 1 << 6,
	ZIP_HARMLESS =
	    1 << 1 | 1 << 2 | ZIP_DESCRIPTOR | 1 << 11, /* and level, UTF-8 */

	ZIP_STORE = 0, /* methods, 4.4.5 */
	ZIP_DEFLATE = 8
};

/*
 * Read the one at `at`, which ends at most at `end`. Its name, extra and comment are
 * valid until the next call for the source. FAIL_INPUT "zip-directory", "zip-local";
 * "zip-extra" where the extra fields are not well formed, or name the part otherwise.
 */
int zip_central_read(
    struct source *, uint64_t at, uint64_t end, struct zip_record *, struct fail *);
int zip_local_read(
    struct source *, uint64_t at, uint64_t end, struct zip_record *, struct fail *);

/* 1 if [at, end) is a data descriptor (4.3.9) of what the record of the directory
 * says, in any of its four forms, and nothing more; 0 if not; -1. */
int zip_descriptor_read(struct source *, uint64_t at, uint64_t end,
    const struct zip_record *, struct fail *);

#endif
