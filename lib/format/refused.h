#ifndef FORMAT_REFUSED_H
#define FORMAT_REFUSED_H

#include "base/bytes.h"

struct fail;
struct source;
struct zip;

/*
 * Files that are known and that taus does not read: names would hide in their syntax, or
 * there is no text in them. Each gives the id of a message that says in whole sentences
 * what it is and how its owner makes a file of it that can be read; NULL: none of these.
 */
const char *refused_of_bytes(struct bytes head); /* by the first 4096 bytes */
const char *refused_of_zip(const struct zip *);  /* by its entries; never NULL */

/* By the suffix of its name, where why, the message of the failure so far, does not tell
 * what it is: a database, a zip, anything. */
const char *refused_of_name(const char *file, const char *why);

/* Of a compound file (MS-CFB: .doc, .xls, what is locked with a password), by the names
 * at the start of its directory. 0 or -1. */
int refused_of_ole(struct source *, const char **id, struct fail *);

#endif
