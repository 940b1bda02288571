#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"

/*
 * Writing JSON lines in canonical form (the restricted profile of custody.md:
 * ASCII keys in byte order, whole numbers below 2^53, no floats), which is what
 * `jq -cS` prints. Call the members in key order; jsonl_* dies when they are not.
 *
 *	struct json j = jsonl_open(&buf);
 *	jsonl_text(&j, "file", name);
 *	jsonl_number(&j, "start", 12);
 *	jsonl_close(&j);		-> {"file":"x","start":12}
 */
struct json {
	struct buf *to;
	const char *last; /* the key before, to hold the order */
};

struct json jsonl_open(struct buf *);
void jsonl_text(struct json *, const char *key, struct bytes value); /* UTF-8 */
void jsonl_number(struct json *, const char *key, uint64_t value);
void jsonl_bool(struct json *, const char *key, bool value);
void jsonl_raw(struct json *, const char *key, struct bytes json); /* already JSON */
void jsonl_close(struct json *); /* "}" without newline */

/* A JSON string with its quotes; control characters escaped as jq does. */
void jsonl_string(struct buf *, struct bytes value);

#endif
