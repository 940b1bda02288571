#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "text/encoding.h"

struct arena;
struct fail;
struct source;

/*
 * How a document is taken apart.
 *
 * A format only reads. There are no writers: the output is the input with some
 * stretches exchanged (scrub/splice.h), so what a format does not mention cannot
 * change, and with nothing to replace the output is the input, byte for byte.
 *
 * In return a format answers for every byte: what lies between segments is copied
 * as it stands, so a format lets nothing lie there that it did not recognise as
 * syntax.
 */
struct segment {
	uint64_t at;       /* where it stands in the file, in bytes, BOM counted */
	uint32_t from, to; /* the bytes of the utterance's text that it says */
};

/* How sure it is that a turn begins with who says it. */
enum label_shape {
	LABEL_NONE,
	LABEL_COLON, /* "Kari:", "SW4 (later):", "T4 (to the applicant): Yes" */
	LABEL_BARE   /* "SW4" on its line, "ES Yes": a label only if it is a code */
};

/*
 * One turn or block between blank lines: the most text that a rule sees at once.
 * .text is UTF-8, its segments end to end, label included, so a name that markup
 * or a line end cuts in two is whole here. A turn longer than LIMIT_UTTERANCE comes
 * in several utterances, cut at a line end, a sentence or a word.
 *
 * It lives until the next call of next().
 */
struct utterance {
	uint64_t number; /* turn, from 1; the parts of a cut one share it */
	uint64_t line;   /* where it begins, from 1 */
	struct bytes text;
	const struct segment *segment; /* in order, not touching in the file */
	size_t segments;
	enum label_shape label;
	uint32_t label_from, label_to; /* in text: the name alone, no colon or note */
	bool continued; /* a cut turn goes on: not the start of a sentence */
};

struct reader;

struct format {
	const char *name;   /* "txt": as in --format */
	const char *suffix; /* ".txt" */

	/* From the first bytes: 0 not mine, 100 certainly mine. */
	int (*bid)(struct bytes head);

	struct reader *(*open)(struct source *, struct arena *, struct fail *);

	/* 1 and an utterance, 0 at the end, -1 and a failure. Then no more. */
	int (*next)(struct reader *, struct utterance *, struct fail *);

	void (*close)(struct reader *); /* NULL is fine */
};

/* All of them, in the order of format/formats.c; the last is NULL. */
extern const struct format *const formats[];

/*
 * The one that bids highest. FAIL_INPUT: "format-unknown"; for the known files that
 * taus does not read (.doc, PDF, zip containers for now ...) "format-refused" with
 * {1} what it is and {2} the way out ("save it as plain text in Word").
 */
const struct format *format_of(struct bytes head, struct fail *);

/* Where the text's [from, to) stands in the file, [*at, *end), across segments. */
void utterance_place(const struct utterance *, enum encoding, uint32_t from,
    uint32_t to, uint64_t *at, uint64_t *end);

/* The line of the file in which text offset at stands. */
uint64_t utterance_line(const struct utterance *, uint32_t at);

#endif
