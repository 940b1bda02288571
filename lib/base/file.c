#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"

/* What is open must be something that is read from its beginning to an end. */
static int
check_readable(int fd, const char *path, struct fail *f)
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return fail_errno(f, "file-open", path);
	if (S_ISDIR(st.st_mode)) {
		fail(f, FAIL_INPUT, "file-is-folder");
		return fail_at(f, path, 0);
	}
	if (S_ISBLK(st.st_mode)) {
		fail(f, FAIL_INPUT, "file-not-plain");
		return fail_at(f, path, 0);
	}
	return 0;
}

int
file_open(const char *path, struct fail *f)
{
	int fd;

	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd == -1 && errno == EINTR);
	if (fd == -1 && (errno == ENOENT || errno == ENOTDIR)) {
		fail(f, FAIL_INPUT, "file-missing");
		return fail_at(f, path, 0);
	}
	if (fd == -1)
		return fail_errno(f, "file-open", path);
	if (check_readable(fd, path, f) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

int
file_read(
    const char *path, size_t limit, struct arena *a, struct bytes *b, struct fail *f)
{
	int fd = file_open(path, f);
	int status;

	if (fd == -1)
		return -1;
	status = file_read_fd(fd, path, limit, a, b, f);
	close(fd);
	return status;
}

/* What a plain file's size says is left, so that it is read without growing. */
static size_t
first_guess(int fd, size_t limit)
{
	struct stat st;
	size_t guess = 4096;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= 4096)
		guess = (size_t)st.st_size + 2; /* one to see the end, one for NUL */
	return guess - 2 < limit ? guess : limit + 2;
}

int
file_read_fd(int fd, const char *path, size_t limit, struct arena *a, struct bytes *b,
    struct fail *f)
{
	size_t cap = first_guess(fd, limit), len = 0;
	unsigned char *at = arena_get(a, cap, 1);
	ssize_t got;

	for (;;) {
		got = read(fd, at + len, cap - len - 1);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1 && errno == EISDIR) {
			fail(f, FAIL_INPUT, "file-is-folder");
			return fail_at(f, path, 0);
		}
		if (got == -1)
			return fail_errno(f, "file-read", path);
		if (got == 0)
			break;
		len += (size_t)got;
		if (len > limit) {
			fail_with(f, FAIL_LIMIT, "file-large", "%zu", limit);
			return fail_at(f, path, 0);
		}
		if (len + 1 == cap)
			at = arena_grow(a, at, cap, &cap, 1);
	}
	at[len] = '\0'; /* the room may hold what a longer read left */
	*b = (struct bytes){ at, len };
	return 0;
}

int
file_write_fd(int fd, struct bytes b, const char *path, struct fail *f)
{
	ssize_t put;

	while (b.len > 0) {
		put = write(fd, b.at, b.len);
		if (put == -1 && errno == EINTR)
			continue;
		if (put == -1)
			return fail_errno(f, "file-write", path);
		b.at += put;
		b.len -= (size_t)put;
	}
	return 0;
}

bool
file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool
file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
file_same(const char *a, const char *b)
{
	struct stat sa, sb;

	return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev &&
	       sa.st_ino == sb.st_ino;
}

/* One folder. Its mode is set through a descriptor, so that neither the umask nor
 * a link put in its place in between has a say. */
static int
make_one(const char *path, mode_t mode, struct fail *f)
{
	int fd, status = 0;

	if (mkdir(path, 0700) == -1) {
		if (errno == EEXIST && file_is_dir(path))
			return 0;
		if (errno != EEXIST && errno != ENOTDIR)
			return fail_errno(f, "file-make-dir", path);
		fail(f, FAIL_INPUT, "file-not-folder");
		return fail_at(f, path, 0);
	}
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1 || fchmod(fd, mode) == -1)
		status = fail_errno(f, "file-make-dir", path);
	if (fd != -1)
		close(fd);
	return status;
}

int
file_make_dir(const char *path, mode_t mode, struct fail *f)
{
	struct arena *a;
	char *copy, *slash;
	int status = -1;

	if (file_is_dir(path))
		return 0;
	a = arena_new();
	copy = arena_text(a, bytes_of(path));
	for (slash = strchr(copy + (copy[0] == '/'), '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (make_one(copy, mode, f) == -1)
			goto out;
		*slash = '/';
	}
	status = file_is_dir(path) ? 0 : make_one(path, mode, f);
out:
	arena_free(a);
	return status;
}

int
file_remove(const char *path, struct fail *f)
{
	if (unlink(path) == -1 && errno != ENOENT)
		return fail_errno(f, "file-remove", path);
	return 0;
}

char *
path_join(struct arena *a, const char *dir, const char *name)
{
	size_t len = strlen(dir);

	if (len == 0)
		return arena_text(a, bytes_of(name));
	return arena_printf(a, dir[len - 1] == '/' ? "%s%s" : "%s/%s", dir, name);
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *
path_dir(struct arena *a, const char *path)
{
	const char *base = path_base(path);

	if (base == path)
		return arena_text(a, bytes_of("."));
	if (base == path + 1)
		return arena_text(a, bytes_of("/"));
	return arena_text(a, bytes_cut(bytes_of(path), 0, (size_t)(base - path) - 1));
}
