#ifndef FORMAT_RELATIONS_H
#define FORMAT_RELATIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct arena;
struct buf;
struct fail;
struct zip;
struct zip_entry;

/*
 * Which part of an OOXML package is what (ECMA-376 part 2, 9.3: relationships). Parts
 * are found by them alone: "word/document.xml" is a habit, not a rule.
 */
struct relation {
	const char *id;
	const char *type; /* the last step of its type: "header" */
	const struct zip_entry
	    *entry;   /* its target; NULL: outside of the package, or not
	                                  there */
	bool outside; /* it says so: TargetMode="External" */
};

struct relations {
	struct relation *at;
	size_t len, cap;
};

/*
 * Those of a part ("": the package's own). A part without any has none. FAIL_INPUT
 * "xml-form", FAIL_LIMIT "relations-many".
 */
int relations_read(
    struct zip *, struct bytes part, struct arena *, struct relations *, struct fail *);

/* The first of that type whose target is there; NULL: none. */
const struct relation *relation_of(const struct relations *, const char *type);

/* One in a part that is made anew: type_uri whole, target as from there. */
void relation_write(
    struct buf *, const char *id, const char *type_uri, const char *target);
void relations_begin(struct buf *);
void relations_end(struct buf *);

#endif
