#ifndef TEXT_LANGUAGE_TABLE_H
#define TEXT_LANGUAGE_TABLE_H

#include <stdint.h>

#include "text/language.h"

struct small_word {
	uint64_t hash; /* 0: an empty slot */
	enum language language;
};

extern const struct small_word language_table[256];

#endif
