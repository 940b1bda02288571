#ifndef RELEASE_BAG_DIGEST_H
#define RELEASE_BAG_DIGEST_H

#include <stdbool.h>

#include "base/bytes.h"

/*
 * The digests that manifests of other people's archives are made of: SHA-256 and
 * SHA-512 (FIPS 180-4), and the old MD5 (RFC 1321), SHA-1, SHA-224 and SHA-384
 * (FIPS 180-4). The old ones tell a damaged file, not a forged one; taus writes
 * none of them.
 */
enum bag_digest {
	BAG_MD5,
	BAG_SHA1,
	BAG_SHA224,
	BAG_SHA256,
	BAG_SHA384,
	BAG_SHA512,
	BAG_DIGESTS
};

enum { BAG_DIGEST_MAX = 64 };

/* "sha256", "SHA-256": letter case and anything but letters and digits do not count. */
bool bag_digest_named(struct bytes name, enum bag_digest *);
size_t bag_digest_size(enum bag_digest); /* bytes */
void bag_digest(enum bag_digest, struct bytes, unsigned char to[BAG_DIGEST_MAX]);

#endif
