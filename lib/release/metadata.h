#ifndef RELEASE_METADATA_H
#define RELEASE_METADATA_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "release/bag.h"

struct fail;

/*
 * What an archive says about itself in words that catalogues read: canonical JSON
 * (keys sorted, as `jq -cS` prints it), ending in a newline.
 */

/* RO-Crate 1.1: the folder data/, its files and who answers for it. Each file
 * once. */
struct metadata_file {
	const char *name; /* below data/ */
	const char *what;
	uint64_t size;
};

void metadata_ro_crate(
    const struct bag_spec *, const struct metadata_file *, size_t files, struct buf *);

/* DataCite metadata schema 4, JSON. Without a DOI: the archive that takes the
 * volume gives one. */
void metadata_datacite(const struct bag_spec *, struct buf *);

/* Is it one JSON object, no key twice, and nothing behind it? FAIL_SEAL "bag-json". */
int metadata_check(struct bytes json, struct fail *);

#endif
