#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"

enum { DEEPEST = 64 }; /* folders within folders; each holds a descriptor open */

struct listing {
	struct arena *arena;
	bool strict;
	char **names;
	size_t len, cap;
};

static int list_dir(
    struct listing *, DIR *, const char *below, int depth, struct fail *);

static int
list_add(struct listing *l, char *name)
{
	l->names = arena_grow(l->arena, l->names, l->len, &l->cap, sizeof *l->names);
	l->names[l->len++] = name;
	return 0;
}

static int
list_below(struct listing *l, int parent, const char *name, const char *path, int depth,
    struct fail *f)
{
	int fd, status;
	DIR *dir;

	if (depth == DEEPEST) {
		fail_with(f, FAIL_LIMIT, "file-deep", "%d", DEEPEST);
		return fail_at(f, path, 0);
	}
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	dir = fd == -1 ? NULL : fdopendir(fd);
	if (dir == NULL) {
		fail_errno(f, "file-list", path);
		if (fd != -1)
			close(fd);
		return -1;
	}
	status = list_dir(l, dir, path, depth + 1, f);
	closedir(dir);
	return status;
}

static int
list_entry(struct listing *l, int dir, const char *name, const char *below, int depth,
    struct fail *f)
{
	char *path = path_join(l->arena, below, name);
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return fail_errno(f, "file-list", path);
	if (name[0] != '.' && S_ISREG(st.st_mode))
		return list_add(l, path);
	if (name[0] != '.' && S_ISDIR(st.st_mode))
		return list_below(l, dir, name, path, depth, f);
	if (!l->strict)
		return 0;
	fail(f, FAIL_INPUT, "file-odd");
	return fail_at(f, path, 0);
}

/* below: the path of dir from the top, "" for the top itself. */
static int
list_dir(struct listing *l, DIR *dir, const char *below, int depth, struct fail *f)
{
	struct dirent *e;

	for (errno = 0; (e = readdir(dir)) != NULL; errno = 0) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (list_entry(l, dirfd(dir), e->d_name, below, depth, f) == -1)
			return -1;
	}
	return errno ? fail_errno(f, "file-list", below) : 0;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int
file_list(const char *path, bool strict, struct arena *a, char ***names, size_t *count,
    struct fail *f)
{
	struct listing l = { .arena = a, .strict = strict };
	DIR *dir = opendir(path);
	int status;

	if (dir == NULL)
		return fail_errno(f, "file-list", path);
	status = list_dir(&l, dir, "", 0, f);
	closedir(dir);
	if (status == -1)
		return -1;
	if (l.len > 1)
		qsort(l.names, l.len, sizeof *l.names, compare_names);
	*names = l.names;
	*count = l.len;
	return 0;
}
