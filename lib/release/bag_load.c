#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "release/bag_form.h"

/* How deep folders may lie in each other: each level costs a descriptor. */
enum { DEPTH = 32 };

struct load {
	struct arena *arena;
	struct bag_members *members;
	size_t cap, room; /* room: bytes that may still come */
};

static int walk(
    struct load *, int dir, const char *path, unsigned depth, struct fail *);

static int
refuse(struct fail *f, enum fail_kind kind, const char *what, const char *path)
{
	fail(f, kind, what);
	return fail_at(f, path, 0);
}

static int
take_file(struct load *l, int fd, const char *path, struct fail *f)
{
	struct bag_members *m = l->members;
	struct bag_member *to;

	if (m->len == BAG_FILES)
		return refuse(f, FAIL_LIMIT, "bag-many", path);
	m->at = arena_grow(l->arena, m->at, m->len, &l->cap, sizeof *m->at);
	to = &m->at[m->len];
	to->name = bytes_of(path);
	if (file_read_fd(fd, path, l->room, l->arena, &to->content, f) < 0)
		return -1;
	l->room -= to->content.len;
	m->len++;
	return 0;
}

/* A name in a folder: a file is read, a folder walked, anything else refused. */
static int
take(struct load *l, int dir, const char *base, const char *path, unsigned depth,
    struct fail *f)
{
	struct stat st;
	int fd, rc = -1;

	fd = openat(dir, base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && (errno == ELOOP || errno == ENXIO))
		return refuse(f, FAIL_INPUT, "bag-kind", path);
	if (fd < 0)
		return fail_errno(f, "file-open", path);
	if (fstat(fd, &st) < 0)
		fail_errno(f, "file-open", path);
	else if (S_ISDIR(st.st_mode))
		return walk(l, fd, path, depth + 1, f); /* closes it */
	else if (!S_ISREG(st.st_mode))
		refuse(f, FAIL_INPUT, "bag-kind", path);
	else
		rc = take_file(l, fd, path, f);
	close(fd);
	return rc;
}

/* path is relative to the bag, "" at its top. Takes over fd. */
static int
walk(struct load *l, int fd, const char *path, unsigned depth, struct fail *f)
{
	struct dirent *e;
	DIR *d = NULL;
	int rc = -1;

	if (strcmp(path, "data") == 0)
		l->members->data = true;
	else if (depth == 1)
		l->members->other = true;
	if (depth > DEPTH) {
		refuse(f, FAIL_LIMIT, "bag-many", path);
		goto out;
	}
	d = fdopendir(fd);
	if (d == NULL) {
		fail_errno(f, "file-list", path);
		goto out;
	}
	for (errno = 0; (e = readdir(d)) != NULL; errno = 0) {
		const char *name = e->d_name;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		if (*path != '\0')
			name = path_join(l->arena, path, name);
		else
			name = arena_text(l->arena, bytes_of(name));
		if (take(l, dirfd(d), e->d_name, name, depth, f) < 0)
			goto out;
	}
	rc = errno ? fail_errno(f, "file-list", path) : 0;
out:
	if (d != NULL)
		closedir(d);
	else
		close(fd);
	return rc;
}

int
bag_members_load(
    const char *dir, struct arena *a, struct bag_members *members, struct fail *f)
{
	struct load l = { .arena = a, .members = members, .room = BAG_LIMIT };
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	memset(members, 0, sizeof *members);
	if (fd < 0)
		return fail_errno(f, "file-open", dir);
	if (walk(&l, fd, "", 0, f) < 0)
		return -1;
	bag_members_sort(members);
	return 0;
}
