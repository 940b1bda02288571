#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <stdint.h>

#include "base/bytes.h"
#include "text/word.h"

/* The language of a document, told by its commonest small words. It decides in
 * which language markers are written, never whether something is covered. */
enum language { LANGUAGE_BOKMAL, LANGUAGE_NYNORSK, LANGUAGE_ENGLISH, LANGUAGES };

struct language_count {
	uint32_t seen[LANGUAGES + 1]; /* the last: words that tell nothing */
};

/* The language that a word tells; LANGUAGES: none. */
enum language language_of_word(const struct word *);

void language_count(struct language_count *, const struct words *);
enum language language_of(const struct language_count *); /* bokmål where equal */
const char *language_code(enum language);                 /* "nb", "nn", "en" */

#endif
