#ifndef TEXT_NUMERAL_H
#define TEXT_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/*
 * Numbers said in words, in bokmål, nynorsk, the commonest dialect forms and
 * English: what a word like "nittenåttifire" or "femogtyvende" is made of.
 */
enum { NUMERALS_MOST = 8 };

struct numeral {
	unsigned value; /* 0 to 20, the tens, 100, 1000 */
	bool is_ordinal;
};

/* All of the word, which is in lower case, as number words and the "og" or "å"
 * between them: 19 80 4. How many; 0 where anything else stands in it. */
size_t numerals_of(struct bytes word, struct numeral out[NUMERALS_MOST]);

/* Tens and units together: 80 4 and 4 80 are 84, 14 is 14. -1: no such number. */
int numeral_below_hundred(const unsigned *value, size_t count);

/* A year said whole: 19 80 4, 19 100 80 4, 2 1000 14, 20 14. 0: it is none; a year
 * of two figures is none. */
unsigned numeral_year(const unsigned *value, size_t count);

#endif
