#ifndef RELEASE_PREMIS_H
#define RELEASE_PREMIS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"

struct fail;

/*
 * The ledger as PREMIS 3 XML (Library of Congress, PREMIS Data Dictionary 3.0):
 * each object once, in order of first mention, with the digest it had last; exactly
 * one event an entry, linked to its object and agent; each agent once.
 */

/*
 * ledger is ledger.jsonl as it lies there; fails as ledger_lines_next() in
 * release/bag_ledger.h. An empty ledger is FAIL_SEAL "bag-ledger-empty": the format
 * wants an object.
 */
int premis_write(struct bytes ledger, const char *project, struct buf *, struct fail *);

/* How many elements named "event" there are. FAIL_SEAL "bag-xml" where it is not
 * well formed, or has a document type. */
int premis_events(struct bytes xml, uint64_t *events, struct fail *);

#endif
