#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/bytes.h"

struct arena;
struct fail;

/*
 * Files, read whole or written whole. What is written stands beside its place
 * under a name that starts with ".taus-" until file_commit() has synced it and
 * renamed it into place: a reader sees the old file or the new one, after a
 * crash too. Messages: "file-open", "file-read", "file-write", ... with the path.
 */

/* Open for reading: a regular file, pipe or terminal, not a folder. -1: failed. */
int file_open(const char *path, struct fail *);

/* The whole content, in the arena, with a NUL behind it. FAIL_LIMIT ("file-large")
 * over limit bytes. */
int file_read(
    const char *path, size_t limit, struct arena *, struct bytes *, struct fail *);
int file_read_fd(int fd, const char *path, size_t limit, struct arena *, struct bytes *,
    struct fail *);

/* All of it, over short writes and EINTR. path is for the message. */
int file_write_fd(int fd, struct bytes, const char *path, struct fail *);

/* A file in the making. mode as in open(2), not narrowed by the umask. */
struct file_out;

struct file_out *file_create(const char *path, mode_t mode, struct fail *);
int file_out_fd(const struct file_out *); /* stays file_out's */
int file_out_write(struct file_out *, struct bytes, struct fail *);
int file_commit(struct file_out *, struct fail *); /* frees it, whatever comes */
void file_abandon(struct file_out *); /* removes and frees it; NULL is fine */

/* create, write, commit */
int file_replace(const char *path, mode_t mode, struct bytes, struct fail *);

/* Remove leftovers (".taus-*") of runs that were killed, in this folder only.
 * Only under the study's lock. */
int file_sweep(const char *dir, struct fail *);

bool file_exists(const char *path);
bool file_is_dir(const char *path);
bool file_same(const char *a, const char *b); /* both exist and are one file */

/* The folder and those above it, each made with this mode where it is missing. */
int file_make_dir(const char *path, mode_t mode, struct fail *);

int file_remove(const char *path, struct fail *); /* missing is fine */

/* Plain files below dir as paths relative to it, sorted by byte value; hidden
 * names (".x") and links are left out, or FAIL_INPUT with strict. */
int file_list(const char *dir, bool strict, struct arena *, char ***names,
    size_t *count, struct fail *);

/* Paths in the arena: "a/b", what follows the last "/", what comes before it
 * ("." if none). */
char *path_join(struct arena *, const char *dir, const char *name);
const char *path_base(const char *path);
char *path_dir(struct arena *, const char *path);

#endif
