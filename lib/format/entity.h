#ifndef FORMAT_ENTITY_H
#define FORMAT_ENTITY_H

#include <stdint.h>

#include "base/bytes.h"

/*
 * The character that a reference says, without its "&" and ";": "#248", "#xF8", and of
 * the names of HTML those of letters and of what stands in speech (HTML 4.01, 24; the
 * Sámi letters of HTML 5). 0: none that may stand in text.
 */
uint32_t entity_character(struct bytes name);

#endif
