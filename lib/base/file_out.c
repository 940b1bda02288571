#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"

#define TEMP_PREFIX ".taus-"

/*
 * The folder is held open, so that the file goes where it was begun even if the
 * folder is renamed meanwhile.
 */
struct file_out {
	struct arena *arena;
	char *path;
	const char *base;
	int dir, fd;
	char temp[sizeof TEMP_PREFIX + 16]; /* "" while there is nothing to remove */
};

static struct file_out *
out_new(const char *path)
{
	struct arena *a = arena_new();
	struct file_out *o = arena_get(a, 1, sizeof *o);

	o->arena = a;
	o->path = arena_text(a, bytes_of(path));
	o->base = path_base(o->path);
	o->dir = o->fd = -1;
	return o;
}

/* Neither a folder nor a device, pipe or socket may be renamed over. */
static int
check_target(const struct file_out *o, struct fail *f)
{
	struct stat st;

	if (o->base[0] == '\0' || strcmp(o->base, ".") == 0 ||
	    strcmp(o->base, "..") == 0)
		fail(f, FAIL_INPUT, "file-is-folder");
	else if (fstatat(o->dir, o->base, &st, 0) == -1)
		return 0;
	else if (S_ISDIR(st.st_mode))
		fail(f, FAIL_INPUT, "file-is-folder");
	else if (!S_ISREG(st.st_mode))
		fail(f, FAIL_INPUT, "file-not-plain");
	else
		return 0;
	return fail_at(f, o->path, 0);
}

/* A name that nobody has, tried a few times only: 64 random bits do not clash. */
static int
open_temp(struct file_out *o)
{
	uint64_t random;
	int tries;

	for (tries = 0; tries < 8; tries++) {
		if (getrandom(&random, sizeof random, 0) != sizeof random)
			return -1;
		snprintf(o->temp, sizeof o->temp, TEMP_PREFIX "%016llx",
		    (unsigned long long)random);
		o->fd = openat(o->dir, o->temp,
		    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (o->fd != -1)
			return 0;
		if (errno != EEXIST && errno != EINTR)
			break;
	}
	o->temp[0] = '\0';
	return -1;
}

struct file_out *
file_create(const char *path, mode_t mode, struct fail *f)
{
	struct file_out *o = out_new(path);

	o->dir = open(path_dir(o->arena, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (o->dir == -1) {
		fail_errno(f, "file-create", path);
		goto out;
	}
	if (check_target(o, f) == -1)
		goto out;
	if (open_temp(o) == -1 || fchmod(o->fd, mode) == -1) {
		fail_errno(f, "file-create", path);
		goto out;
	}
	return o;
out:
	file_abandon(o);
	return NULL;
}

int
file_out_fd(const struct file_out *o)
{
	return o->fd;
}

int
file_out_write(struct file_out *o, struct bytes b, struct fail *f)
{
	return file_write_fd(o->fd, b, o->path, f);
}

/* Some file systems cannot sync a folder and say EINVAL: nothing is to be done. */
static int
sync_dir(int fd)
{
	return fsync(fd) == -1 && errno != EINVAL ? -1 : 0;
}

int
file_commit(struct file_out *o, struct fail *f)
{
	int status = -1, fd = o->fd;

	if (fsync(fd) == -1) {
		fail_errno(f, "file-write", o->path);
		goto out;
	}
	o->fd = -1; /* close() gives it back even where it reports an error */
	if (close(fd) == -1) {
		fail_errno(f, "file-write", o->path);
		goto out;
	}
	if (check_target(o, f) == -1)
		goto out;
	if (renameat(o->dir, o->temp, o->dir, o->base) == -1) {
		fail_errno(f, "file-rename", o->path);
		goto out;
	}
	o->temp[0] = '\0';
	if (sync_dir(o->dir) == -1) {
		fail_errno(f, "file-write", o->path);
		goto out;
	}
	status = 0;
out:
	file_abandon(o);
	return status;
}

void
file_abandon(struct file_out *o)
{
	if (o == NULL)
		return;
	if (o->temp[0] != '\0')
		unlinkat(o->dir, o->temp, 0);
	if (o->fd != -1)
		close(o->fd);
	if (o->dir != -1)
		close(o->dir);
	arena_free(o->arena);
}

int
file_replace(const char *path, mode_t mode, struct bytes b, struct fail *f)
{
	struct file_out *o = file_create(path, mode, f);

	if (o == NULL)
		return -1;
	if (file_out_write(o, b, f) == -1) {
		file_abandon(o);
		return -1;
	}
	return file_commit(o, f);
}

int
file_sweep(const char *path, struct fail *f)
{
	DIR *dir = opendir(path);
	struct dirent *e;
	struct stat st;
	int status = -1;

	if (dir == NULL && errno == ENOENT)
		return 0;
	if (dir == NULL)
		return fail_errno(f, "file-list", path);
	for (errno = 0; (e = readdir(dir)) != NULL; errno = 0) {
		if (strncmp(e->d_name, TEMP_PREFIX, sizeof TEMP_PREFIX - 1) != 0)
			continue;
		if (fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == -1 ||
		    !S_ISREG(st.st_mode))
			continue;
		if (unlinkat(dirfd(dir), e->d_name, 0) == -1 && errno != ENOENT) {
			fail_errno(f, "file-remove", path);
			goto out;
		}
	}
	if (errno != 0) {
		fail_errno(f, "file-list", path);
		goto out;
	}
	status = 0;
out:
	closedir(dir);
	return status;
}
