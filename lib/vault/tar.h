#ifndef VAULT_TAR_H
#define VAULT_TAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct file_out;
struct secret;

/*
 * Tar files whose bytes depend on names and contents alone: plain ustar (POSIX
 * restricted pax where a path is over 255 bytes or a file over 8 GiB), uid and
 * gid 0, no owner names, mode 0644, one time for all, regular files only, in byte
 * order of their names. `bsdtar --format=ustar --uid 0 --gid 0 --uname '' --gname
 * '' -n` makes the same bytes.
 *
 * A name is [A-Za-z0-9._-] in parts between '/', none of them empty, "." or "..".
 */
struct tar;

/* Into guarded memory that grows (nothing passes through other memory), or into a
 * file in the making; both stay the caller's. mtime: seconds since 1970. */
struct tar *tar_new(struct secret *to, int64_t mtime);
struct tar *tar_new_file(struct file_out *to, int64_t mtime);

/* FAIL_INPUT "tar-name". Dies where names are not given in strictly ascending byte
 * order. After a failure only tar_abandon() is left. */
int tar_add(struct tar *, const char *name, struct bytes, struct fail *);
int tar_add_file(struct tar *, const char *name, const char *path, struct fail *);

/* End it, with zero blocks up to a multiple of pad bytes (a multiple of 512; 0:
 * none): a length that says less. Frees, whatever comes. */
enum { TAR_PAD = 65536 };
int tar_close(struct tar *, size_t pad, struct fail *);
void tar_abandon(struct tar *); /* NULL is fine */

/*
 * The files of a tar in memory, in their order; names in the arena, contents
 * where they stand in the tar. Also what GNU tar or bsdtar made: folders are
 * passed over and "./" in front of a name is dropped. FAIL_INPUT: "tar-form" (no
 * tar, cut short), "tar-kind" (a link or device), "tar-name", "tar-twice";
 * FAIL_LIMIT "tar-many" (over 10,000 files).
 */
struct tar_file {
	const char *name;
	struct bytes content;
};

int tar_read(
    struct bytes tar, struct arena *, struct tar_file **, size_t *count, struct fail *);

#endif
