#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "format/escape.h"
#include "format/hidden.h"
#include "text/encoding.h"

struct arena;
struct choice;
struct fail;
struct package;
struct part;
struct source;
struct zip;

/*
 * How a document is taken apart.
 *
 * A format only reads. There are no writers: the output is the input with some
 * stretches exchanged and some taken out (scrub/splice.h), so what a format does not
 * mention cannot change, and with nothing to do the output is the input, byte for byte.
 *
 * In return a format answers for every byte: what lies between segments is copied
 * as it stands, so a format lets nothing lie there that it did not recognise as
 * syntax. What it does not recognise it takes out, and says so (struct removal).
 *
 * A bare file is one part. A package (a zip: docx, odt, xlsx, qdpx) holds several,
 * each read by a format of its own (format/package.h). Offsets always count bytes of
 * the part.
 */
enum segment_kind {
	SEGMENT_PLAIN, /* the text in the part's encoding, byte for byte */
	SEGMENT_WHOLE, /* spelt otherwise ("&#248;", "\u00f8", two quotes): goes whole */
	SEGMENT_MARK /* syntax that says a character (a line break, a tab): may go, and
	                  nothing can be written in its place */
};

struct segment {
	uint64_t at, end;  /* where it stands in the part */
	uint32_t from, to; /* the bytes of the utterance's text that it says */
	uint8_t kind;      /* enum segment_kind */
	uint8_t escape;    /* enum escape: how a replacement is written there */
	uint32_t down;     /* lines of the part between the utterance's first and here
	                      that the text does not break: time lines, ids */
};

/* A stretch of the part that the copy does not take over; or, if empty, something
 * that is merely counted. */
struct removal {
	uint64_t at, end;
	struct bytes
	    instead; /* UTF-8, written there without an escape; often nothing */
	enum hidden what;
};

/* The bytes [from, to) of an utterance's text, and what is written for them. */
struct exchange {
	uint32_t from, to;
	struct bytes instead;
};

/* How sure it is that a turn begins with who says it. */
enum label_shape {
	LABEL_NONE,
	LABEL_COLON, /* "Kari:", "SW4 (later):", "T4 (to the applicant): Yes" */
	LABEL_BARE,  /* "SW4" on its line, "ES Yes": a label only if it is a code */
	LABEL_NAME, /* the syntax says that it is who speaks ("*KAR:", PARTICIPANT="kari"):
	                a name also in capitals or small letters alone */
	LABEL_USUAL /* the syntax's own word for a role ("*MOT:"): nobody's name; it
	                stays unless somebody has said whose it is */
};

/*
 * One turn or block between blank lines, a paragraph, a cell: the most text that a rule
 * sees at once. .text is UTF-8, its segments end to end, label included, so a name that
 * markup or a line end cuts in two is whole here. A turn longer than LIMIT_UTTERANCE comes
 * in several utterances, cut at a line end, a sentence or a word.
 *
 * .text may be empty: then there are only removals to tell of.
 *
 * It lives until the next call of next().
 */
struct utterance {
	uint64_t number; /* turn, from 1; the parts of a cut one share it */
	uint64_t line;   /* where it begins, from 1: a line, a paragraph, a row */
	struct bytes text;
	const struct segment *segment; /* in order of the text and of the part; they
	                                  touch in the text */
	size_t segments;
	enum label_shape label;
	uint32_t label_from, label_to; /* in text: the name alone, no colon or note */
	const char *neutral; /* written for the label in place of a marker, where the
	                        syntax holds none; "": it stays as it is; NULL: the
	                        syntax holds markers */
	bool continued;      /* a cut turn goes on: not the start of a sentence */

	const struct removal *removal; /* found since the utterance before */
	size_t removals;

	/* Nothing that comes later tells of bytes before this: what is decided up to here
	 * may be written. (A paragraph in a text box ends before the one around it.) */
	uint64_t settled;

	/* Told to next(), by who reads: what was exchanged in the utterance that it gave
	 * before, in order. None in a read that decides nothing. */
	const struct exchange *exchanged;
	size_t exchanges;
};

struct reader;

struct format {
	const char *name;   /* "txt": as in --format */
	const char *suffix; /* ".txt" */
	const char *said;   /* the message that calls it by its name: "plain text" */

	/* From the first bytes: 0 not mine, 100 certainly mine. NULL: only as a part. */
	int (*bid)(struct bytes head);

	/* The part is NULL for a bare file. */
	struct reader *(*open)(
	    struct source *, const struct part *, struct arena *, struct fail *);

	/* 1 and an utterance, 0 at the end, -1 and a failure. Then no more. */
	int (*next)(struct reader *, struct utterance *, struct fail *);

	void (*close)(struct reader *); /* NULL is fine */

	/* The file says its own encoding (XML): it is not written in another. */
	bool says_encoding;

	/* Its copy is not spliced but written anew as plain text (scrub/rewrite.h). */
	bool rewritten;

	/* Of a package, in place of the four above: is it mine, by its entries; and which
	 * parts come out of it, in which order. */
	bool (*claims)(const struct zip *);
	int (*plan)(struct zip *, const struct choice *, struct arena *,
	    struct package *, struct fail *);
};

/* All of them, in the order of format/formats.c; the last is NULL. */
extern const struct format *const formats[];

/*
 * The one that bids highest, or the package that claims its entries; *zip is the opened
 * zip then, else NULL. FAIL_INPUT: "format-unknown"; for the known files that taus does
 * not read (.doc, PDF ...) "refused-..." with the way out (format/refused.h); what
 * zip_open() says of a package that is not well formed.
 */
const struct format *format_of(
    struct source *, struct arena *, struct zip **zip, struct fail *);

/* By the suffix of a file's name alone, in any case; plain text for one that is none of
 * them. What a file is only its bytes say: this is where its copy is called by. */
const struct format *format_of_name(const char *file);

/* The same of a bare file, by its first bytes alone; of a zip "refused-zip". */
const struct format *format_of_bytes(struct bytes head, struct fail *);

/* Where the text's [from, to) stands in the part: from the first byte of the first
 * segment touched to the last of the last. */
void utterance_place(const struct utterance *, enum encoding, uint32_t from,
    uint32_t to, uint64_t *at, uint64_t *end);

/*
 * The same stretch by stretch, in order, those that touch joined into one. The first that
 * can hold text (not a SEGMENT_MARK) stands first among those with .holds. Room for
 * u->segments pieces is always enough; gives their number.
 */
struct piece {
	uint64_t at, end;
	uint8_t escape;
	bool holds; /* the replacement is written here; the others are emptied */
};
size_t utterance_pieces(const struct utterance *, enum encoding, uint32_t from,
    uint32_t to, struct piece *);

/* The line of the file in which text offset at stands. */
uint64_t utterance_line(const struct utterance *, uint32_t at);

#endif
