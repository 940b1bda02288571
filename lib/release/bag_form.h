#ifndef RELEASE_BAG_FORM_H
#define RELEASE_BAG_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;

/*
 * The musts of BagIt (RFC 8493, and draft 0.97 where a bag says so) over a bag
 * whose files are in memory: the declaration, the payload folder, manifests that
 * list every payload file once and right, tag manifests, Payload-Oxum, safe paths.
 * Anybody's bag, not only ours: names are any bytes, digests also MD5, SHA-1,
 * SHA-224 and SHA-384, tag files also UTF-16 and ISO-8859-1.
 */
struct bag_member {
	struct bytes name; /* relative to the bag: "data/a.txt" */
	struct bytes content;
};

struct bag_members {
	struct bag_member *at; /* by byte order of the names, none twice */
	size_t len;
	bool data;  /* there is a folder data/, even if it is empty */
	bool other; /* there is another folder beside it */
};

struct bag_form {
	unsigned major, minor; /* of the version it declares */
	uint64_t files, bytes; /* the payload */
	unsigned manifests, tag_manifests;
	uint64_t checks;
};

/*
 * FAIL_SEAL with .path the member: "bag-declaration", "bag-no-data",
 * "bag-no-manifest", "bag-list-form" (a line of a manifest, with .line),
 * "bag-list-path" (leaves the bag), "bag-list-twice", "bag-list-kind" (a digest we
 * do not know), "bag-file-missing", "bag-file-unlisted", "bag-file-changed",
 * "bag-info-form", "bag-oxum", "bag-fetch" (files that would have to be fetched),
 * "bag-encoding".
 */
int bag_form_check(
    const struct bag_members *, struct arena *, struct bag_form *, struct fail *);

/* The member with this name; NULL: none. */
const struct bag_member *bag_member(const struct bag_members *, const char *name);

/* In byte order. False: a name stands twice. */
bool bag_members_sort(struct bag_members *);

/*
 * Every file below a folder, read into the arena, links and devices refused
 * (FAIL_INPUT "bag-kind"); all together at most BAG_LIMIT bytes (FAIL_LIMIT
 * "file-large") and BAG_FILES files ("bag-many").
 */
enum { BAG_FILES = 100000 };
#define BAG_LIMIT ((size_t)4 << 30)

int bag_members_load(
    const char *dir, struct arena *, struct bag_members *, struct fail *);

#endif
