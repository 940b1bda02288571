#ifndef CMD_HIDDEN_WORDS_H
#define CMD_HIDDEN_WORDS_H

#include <stdint.h>

#include "format/hidden.h"

struct buf;

/*
 * What documents hold besides the words that everybody sees, said to people and kept in
 * the report: counts by enum hidden.
 */

/* On stdout, a line a kind that occurs: how many, and what becomes of them. */
void hidden_tell(const uint64_t count[HIDDENS]);

/* In one line on stderr what was taken out, if anything was. */
void hidden_say_left_out(const uint64_t count[HIDDENS]);

/* {"comment":2,"deleted":3}: those that occur, by hidden_name(), in byte order. */
void hidden_json(const uint64_t count[HIDDENS], struct buf *);

#endif
