#ifndef RELEASE_BAG_READ_H
#define RELEASE_BAG_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "release/bag.h"

struct fail;
struct verifying;

/*
 * Verify an archive that bag_write() made, wherever it has been since. The public
 * keys must come from outside the archive. In this order, and nothing of the tar is
 * looked at before its signature fits:
 *
 *	signature over the tar; plain files only, one top folder, no name twice;
 *	RFC 8493 (bag_form.h); the four tag files exactly as we write them;
 *	signature over the list of files, which binds the ledger's end;
 *	ledger: canonical lines, unbroken chain, times not backwards;
 *	every file the ledger speaks of, every sealed file known to the ledger,
 *	nothing that the ledger says was destroyed;
 *	checkpoints: signatures, counts, heads, the newest covers the end;
 *	sealed files: only for as many keys as keys/recipients.txt names;
 *	describing files well formed, as many PREMIS events as ledger entries.
 *
 * All failures are FAIL_SEAL (FAIL_INPUT or FAIL_LIMIT where the tar is none or too
 * large) with .path the file inside the archive.
 */
struct bag_result { /* no pointers: a worker sends it as it is */
	enum bag_kind kind;
	bool draft;
	char name[256];   /* the top folder; "" for a folder */
	uint64_t files;   /* below data/ */
	uint64_t bytes;   /* in them */
	uint64_t entries; /* of the ledger */
	char head[65];    /* of its chain */
	int64_t time;     /* of its last entry */
	unsigned checkpoints;
	unsigned witnessed;  /* of them signed by the witness: all, if one was given */
	uint64_t sealed;     /* sealed files */
	uint64_t recipients; /* keys in keys/recipients.txt */
	char sha256[65];     /* of the tar; "" for a folder */
	uint64_t checks;     /* comparisons that were made */
};

/* Opens no file: for the confined worker. witness may be NULL. */
int bag_verify_bytes(struct bytes tar, struct bytes signature,
    const struct verifying *pi, const struct verifying *witness, struct bag_result *,
    struct fail *);

/*
 * The same by name. A tar is read whole, with path.minisig beside it; of a folder
 * (unpacked, so the signature over the tar has no say) links, devices and hidden
 * names are refused. Parses: only where the files are our own.
 */
int bag_verify(const char *path, const struct verifying *pi,
    const struct verifying *witness, struct bag_result *, struct fail *);

/*
 * For bag_write(): the same over a tar that has no signature yet, without looking at
 * one; and the comments that the two signatures carry.
 */
struct arena;
int bag_verify_inside(struct bytes tar, const struct verifying *pi,
    const struct verifying *witness, struct arena *, struct bag_result *,
    struct fail *);
const char *bag_comment(struct bytes tag_manifest, const struct bag_result *,
    struct arena *); /* over the tag manifest: needs entries and head */
const char *bag_tar_comment(const struct bag_result *, struct arena *);

#endif
