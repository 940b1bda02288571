#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

/* The nearest word of a list that ends with NULL, by letters more, less or other, at most
 * 3; NULL: none. Words of more than 40 bytes are near nothing. */
const char *nearest_word(const char *word, const char *const *list);

/* How many bytes more, less or other (Levenshtein 1966); at least 40 for longer words. */
unsigned nearest_edits(const char *, const char *);

#endif
