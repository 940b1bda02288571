#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"

struct fail;

/*
 * How the bytes of a plain file spell characters. Told by a ladder: byte order
 * mark; strict UTF-8; the NUL pattern of UTF-16; else the single-byte table in
 * which the letters of Norwegian stand in likely places. The tables are those of
 * the Unicode Consortium's mapping files (CP1252 with its five unused bytes as
 * C1 controls, so that every file comes back byte for byte).
 */
enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_WINDOWS_1252,
	ENCODING_MACROMAN,
	ENCODING_CP865
};

struct encoding_guess {
	enum encoding encoding;
	unsigned bom;  /* bytes of byte order mark at the start: 0, 2 or 3 */
	unsigned sure; /* percent */
};

/*
 * From the first bytes of a file; whole says that they are all of it (a UTF-8
 * character cut by the end of the sample is then a fault). FAIL_INPUT:
 * "encoding-binary" (NUL bytes without pattern, or many controls),
 * "encoding-utf8" (UTF-8 but for {1} byte offset: not guessed away).
 */
int encoding_guess(
    struct bytes sample, bool whole, struct encoding_guess *, struct fail *);

const char *encoding_name(enum encoding); /* "windows-1252", as --encoding takes it */
int encoding_named(const char *name, enum encoding *); /* -1: no such name */

/*
 * Append the characters of raw to utf8; *used says how many bytes of raw were
 * whole characters (at the end of a window one may be cut). FAIL_INPUT
 * "encoding-bytes" with {1} the offset in raw where the bytes are none of this
 * encoding (also NUL).
 */
int encoding_decode(
    enum encoding, struct bytes raw, struct buf *utf8, size_t *used, struct fail *);

/* The bytes that these characters take in the encoding: the way from an offset
 * in decoded text back to the file. */
uint64_t encoding_width(enum encoding, struct bytes utf8);

/* FAIL_INPUT "encoding-cannot" {1} encoding: the encoding has no such character. */
int encoding_encode(enum encoding, struct bytes utf8, struct buf *, struct fail *);

#endif
