#ifndef FORMAT_RTF_SCAN_H
#define FORMAT_RTF_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct source;

/*
 * RTF cut into what it is made of (Rich Text Format Specification 1.9.1, "RTF Syntax"):
 * groups, control words with their numbers, control symbols, bytes in hexadecimal, and
 * text. Line ends between them say nothing and are not given.
 */
enum rtf_kind {
	RTF_BEGIN,  /* { */
	RTF_END,    /* } */
	RTF_WORD,   /* \par, \u-10179: .word, .has_number, .number */
	RTF_SYMBOL, /* \~: .byte; a backslash before a line end gives LF */
	RTF_BYTE,   /* \'e5, or a byte of 0x80 and more as it is: .byte */
	RTF_TEXT /* 0x20 to 0x7E: .text, until the next call; a tab is one of its own */
};

enum { RTF_WORD_LONGEST = 32 };

struct rtf_token {
	enum rtf_kind kind;
	uint64_t at, end; /* in the file, the blank that ends a word included */
	char word[RTF_WORD_LONGEST + 1];
	bool has_number;
	int32_t number;
	unsigned char byte;
	struct bytes text;
};

/* Zeroes but for the source are the start of the file. */
struct rtf_scan {
	struct source *source;
	uint64_t at; /* of the next token */
	struct bytes window;
	uint64_t window_at;
};

/*
 * 1 and a token, 0 at the end of the file, -1. What stands behind \binN is skipped with
 * it. FAIL_INPUT "rtf-word" (longer than is allowed, or a number that is none), "rtf-hex",
 * "rtf-cut": the file ends inside of a token or of what \binN counts.
 */
int rtf_scan_next(struct rtf_scan *, struct rtf_token *, struct fail *);

#endif
