#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A stretch of memory that somebody else owns. Document text is always a
 * struct bytes: it may hold NUL, it is not terminated, and it is never longer
 * than what it was cut from. Passed by value, freed by nobody.
 */
struct bytes {
	const unsigned char *at;
	size_t len;
};

/* The bytes of a C string, without its NUL; NULL gives none. */
struct bytes bytes_of(const char *);

/* [from, to) of b. Dies if that is not inside b. */
struct bytes bytes_cut(struct bytes b, size_t from, size_t to);

bool bytes_equal(struct bytes, struct bytes);
bool bytes_are(struct bytes, const char *);
bool bytes_start(struct bytes, const char *prefix);

/* As memcmp, and the shorter first: a total order by byte value. */
int bytes_compare(struct bytes, struct bytes);

/* Without spaces, tabs, CR and LF at both ends. */
struct bytes bytes_trim(struct bytes);

/*
 * Take the part before the next separator off *rest, as a loop condition: false
 * when nothing is left. "a;;b" gives "a", "", "b"; "" gives nothing.
 */
bool bytes_next(struct bytes *rest, char separator, struct bytes *part);

#endif
