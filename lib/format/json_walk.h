#ifndef FORMAT_JSON_WALK_H
#define FORMAT_JSON_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct source;

/*
 * A walk over a JSON text (RFC 8259), one token at a time: memory does not grow with it,
 * however long a string is. Strict: one value, no comments, no NaN, no half pairs of
 * surrogates, no U+0000, no two keys of one object alike.
 */
struct json_walk;

enum json_kind {
	JSON_DONE, /* the value is over, and the text */
	JSON_OBJECT,
	JSON_OBJECT_END,
	JSON_ARRAY,
	JSON_ARRAY_END,
	JSON_KEY,
	JSON_STRING,
	JSON_NUMBER,
	JSON_WORD /* true, false, null */
};

struct json_token {
	enum json_kind kind;
	uint64_t at,
	    end;       /* in the part; of a key what is between the quotes, of a string
	                      .at alone is known */
	uint64_t line; /* from 1 */
	struct bytes text; /* of a key what it says, of a number as it stands; until the
	                      next token */
	unsigned depth;    /* objects and arrays that it stands in */
};

/* A piece of a string: either as it stands, or one character spelt by an escape. */
struct json_piece {
	uint64_t at, end;
	struct bytes text; /* UTF-8, until the next piece */
	bool escape;
};

struct json_walk *json_walk_new(struct source *, struct arena *);

/*
 * The next token; what was not read of a string is read over. 0, or -1: FAIL_INPUT
 * "json-syntax" with the line; FAIL_LIMIT "json-limit" for what is nested deeper than
 * LIMIT_JSON_DEPTH, has more keys than LIMIT_JSON_KEYS, or a key or number longer than
 * LIMIT_JSON_KEY.
 */
int json_walk_next(struct json_walk *, struct json_token *, struct fail *);

/* The next piece of the string that is the last token: 1; 0 at its end, with .at and
 * .end there; -1 as above. */
int json_walk_piece(struct json_walk *, struct json_piece *, struct fail *);

#endif
