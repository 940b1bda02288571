#ifndef FORMAT_WORKBOOK_PART_H
#define FORMAT_WORKBOOK_PART_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/bytes.h"

struct arena;
struct fail;
struct zip;
struct zip_entry;

/*
 * A part of a workbook, told element by element. Names are those of SpreadsheetML
 * without prefix; elements of other vocabularies are passed over with what is
 * in them.
 */
struct part_reader;

struct part_handler {
	void (*start)(struct part_reader *, const char *name, const char **attributes);
	void (*end)(struct part_reader *, const char *name);
};

/* What the handlers work on, and what they fail with, before part_stop(). */
void *part_with(struct part_reader *);
struct fail *part_fail(struct part_reader *);
void part_stop(struct part_reader *);

/* Characters are gathered here while it is not NULL; at most limit + 1 bytes. */
void part_gather(struct part_reader *, struct buf *, size_t limit);

/* By its name without prefix ("name", or "id" of "r:id"); NULL: it has none. */
const char *part_attribute(const char **attributes, const char *name);
bool part_is_true(const char *value); /* xsd:boolean; NULL is false */

/* root is what its first element must be. FAIL_INPUT "zip-data", "xml-form" {1} expat's
 * word, "xml-doctype", "workbook-none" (another root); and what the handlers said. */
int part_read(struct zip *, const struct zip_entry *, const char *root,
    const struct part_handler *, void *with, struct arena *, struct fail *);

#endif
