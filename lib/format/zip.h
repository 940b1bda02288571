#ifndef FORMAT_ZIP_H
#define FORMAT_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct source;

/*
 * Packages (docx, odt, xlsx, qdpx: PKWARE APPNOTE.TXT 6.3.10) taken apart and made
 * anew, in a worker: nothing is opened, bytes come from a source and go to a
 * descriptor, and no part is ever in memory whole.
 *
 * zip_open() accepts only what every reader of ZIP would read alike: the directory
 * at the end and the header before each part say the same, parts lie one behind
 * another from the first byte to the directory, and no byte is unexplained. So no
 * part can be one thing here and another in Word. libarchive (which trusts the header
 * before the part) and minizip's unzip (which trusts the directory) do not compare the
 * two, do not see overlaps and gaps, and read one part at a time; so the directory is
 * read here, and the parts are unpacked by zlib.
 *
 * Failures name a part by its number in the directory, from 1, never by its name.
 * FAIL_INPUT: "zip-end", "zip-directory", "zip-start", "zip-disks", "zip-64";
 * "zip-encrypted", "zip-method", "zip-flags", "zip-name", "zip-twice", "zip-special",
 * "zip-extra", "zip-size", "zip-local", "zip-overlap", "zip-gap", "zip-data" of a part.
 * FAIL_LIMIT: "zip-entries", "zip-large", "zip-total", "zip-bomb".
 */
struct zip;

struct zip_entry {
	struct bytes name; /* UTF-8, 1 to 255 bytes; unique, also when case is folded */
	uint64_t size;     /* bytes unpacked */
	uint64_t packed;   /* bytes in the package */
	uint64_t offset;   /* of its header in the package */
	uint64_t data;     /* of its packed bytes in the package */
	uint32_t crc;      /* of the unpacked bytes */
	uint32_t number;   /* in the directory, from 1: what messages say */
	bool stored;       /* as it is; else deflated */
	bool folder;       /* the name ends in "/"; it is empty */
};

/* What a package says besides its parts. None of it goes into a new one. */
struct zip_besides {
	size_t extras;   /* parts with extra fields (owners, times, other names ...) */
	size_t comments; /* on parts and on the package */
	size_t times;    /* parts with a date other than 1980-01-01 or none */
};

/*
 * Read the directory and check all that can be checked without unpacking: within the
 * limits LIMIT_ZIP_... (base/limits.h), so that a bomb is refused here. The result
 * lives in the arena and reads from the source, which must outlive it; nothing is to
 * be closed. NULL: failed.
 */
struct zip *zip_open(struct source *, struct arena *, struct fail *);

/* Its parts in the order of the directory, folders among them. at is below count. */
size_t zip_count(const struct zip *);
const struct zip_entry *zip_at(const struct zip *, size_t at);

/* By its exact name ("word/document.xml"); NULL if there is none. */
const struct zip_entry *zip_find(const struct zip *, const char *name);

struct zip_besides zip_besides(const struct zip *);
struct source *zip_source(const struct zip *); /* what it was opened from */

/*
 * The bytes of one part, from its start. Several may be open at once, also of the same
 * part; each takes about 64 KiB, given back by zip_stream_close(). The struct itself
 * lives in the arena. NULL: failed.
 */
struct zip_stream;

struct zip_stream *zip_stream_open(
    struct zip *, const struct zip_entry *, struct arena *, struct fail *);

/*
 * Up to len (1 or more) bytes of it. 1 and *got bytes, 1 or more; 0 and *got 0 at the
 * end; -1. FAIL_INPUT "zip-data" where the part is damaged: as soon as a byte comes
 * that is more than zip_entry.size, or the end before it. The last bytes are given
 * only after the CRC proved right; those before are not proved yet when they come, so
 * what was made of them is thrown away on failure. Once failed, always failed.
 */
int zip_stream_read(
    struct zip_stream *, void *to, size_t len, size_t *got, struct fail *);

void zip_stream_close(struct zip_stream *); /* NULL is fine */

/*
 * A package in the making, by minizip. The same parts in the same order give the same
 * bytes whoever runs it (with the same zlib): each part has the date 1980-01-01, no
 * extra field, no comment, no owner, no data descriptor. What it takes, zip_open()
 * accepts.
 *
 * An ODF package begins with zip_out_begin() of "mimetype", stored, so that its type
 * stands at byte 38, where ODF 1.2 part 3, 3.3 wants it.
 *
 * Functions give 0 or -1: "zip-write" (FAIL_SYSTEM) with the system's words, and for a
 * part "zip-name", "zip-twice", "zip-entries", "zip-large", "zip-total", "zip-bomb" as
 * above. After a failure only zip_out_close() is of use.
 */
struct zip_out;

/* Into an empty regular file, written from its byte 0 by pwrite(): the place of the
 * descriptor does not matter and is not moved. It is not closed here. */
struct zip_out *zip_out_new(int fd, struct arena *);

/* One part after another: begin, write as often as needed, end. A name is UTF-8. */
int zip_out_begin(struct zip_out *, struct bytes name, bool stored, struct fail *);
int zip_out_write(struct zip_out *, struct bytes, struct fail *);
int zip_out_end(struct zip_out *, struct fail *);

/* The directory. Only after this is it a package. */
int zip_out_finish(struct zip_out *, struct fail *);

/* Give back what it took; the package, if unfinished, is no package. NULL is fine. */
void zip_out_close(struct zip_out *);

#endif
