#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/map.h"
#include "vault/name.h"
#include "vault/tar.h"

enum { FILES_MAX = 10000, NAME_MAX_BYTES = 1024 };

struct reading {
	struct arena *arena;
	struct bytes tar;
	struct archive *archive;
	struct map *names;
	struct tar_file *files;
	size_t count, cap;
};

/*
 * Where the content stands in the tar. The library reads from one block, ours, so
 * what it gives points into it; a sparse file, whose content is not in one piece,
 * is refused.
 */
static int
find_content(struct reading *r, uint64_t size, struct bytes *content, struct fail *f)
{
	const void *at;
	size_t len;
	la_int64_t offset;
	uint64_t seen = 0;
	const unsigned char *piece, *first = NULL;
	int rc;

	while ((rc = archive_read_data_block(r->archive, &at, &len, &offset)) ==
	       ARCHIVE_OK) {
		piece = at;
		if (len == 0)
			continue;
		if (first == NULL)
			first = piece;
		if ((uint64_t)offset != seen || piece != first + seen ||
		    piece < r->tar.at || piece + len > r->tar.at + r->tar.len)
			return fail(f, FAIL_INPUT, "tar-kind");
		seen += len;
	}
	if (rc != ARCHIVE_EOF || seen != size)
		return fail(f, FAIL_INPUT, "tar-form");
	*content = (struct bytes){ first, (size_t)size };
	return 0;
}

static int
take_file(struct reading *r, struct archive_entry *e, const char *name, struct fail *f)
{
	struct tar_file *file;
	struct bytes text = bytes_of(name);
	int added;

	if (archive_entry_filetype(e) != AE_IFREG ||
	    archive_entry_hardlink(e) != NULL || archive_entry_symlink(e) != NULL ||
	    archive_entry_size(e) < 0)
		return fail(f, FAIL_INPUT, "tar-kind");
	if (!name_is_path(text, NAME_MAX_BYTES))
		return fail(f, FAIL_INPUT, "tar-name");
	map_put(r->names, text, 0, &added);
	if (!added)
		return fail(f, FAIL_INPUT, "tar-twice");
	if (r->count == FILES_MAX)
		return fail_with(f, FAIL_LIMIT, "tar-many", "%d", FILES_MAX);
	r->files = arena_grow(r->arena, r->files, r->count, &r->cap, sizeof *r->files);
	file = &r->files[r->count++];
	file->name = arena_text(r->arena, text);
	return find_content(r, (uint64_t)archive_entry_size(e), &file->content, f);
}

static int
walk(struct reading *r, struct fail *f)
{
	struct archive_entry *e;
	const char *name;
	int rc;

	while ((rc = archive_read_next_header(r->archive, &e)) == ARCHIVE_OK) {
		name = archive_entry_pathname(e);
		if (name == NULL)
			return fail(f, FAIL_INPUT, "tar-name");
		if (archive_entry_filetype(e) == AE_IFDIR)
			continue;
		if (strncmp(name, "./", 2) == 0)
			name += 2;
		if (take_file(r, e, name, f) < 0)
			return -1;
	}
	return rc == ARCHIVE_EOF ? 0 : fail(f, FAIL_INPUT, "tar-form");
}

/* A whole tar ends with two blocks of zeros; the library does not ask for them. */
static bool
has_end(struct bytes tar)
{
	size_t i;

	if (tar.len < 1024 || tar.len % 512)
		return false;
	for (i = tar.len - 1024; i < tar.len; i++)
		if (tar.at[i])
			return false;
	return true;
}

int
tar_read(struct bytes tar, struct arena *a, struct tar_file **files, size_t *count,
    struct fail *f)
{
	struct reading r = { .arena = a, .tar = tar };
	int rc = -1;

	if (!has_end(tar))
		return fail(f, FAIL_INPUT, "tar-form");
	r.names = map_new(a);
	r.archive = archive_read_new();
	if (r.archive == NULL)
		die("out of memory");
	if (archive_read_support_format_tar(r.archive) == ARCHIVE_OK &&
	    archive_read_open_memory(r.archive, tar.at, tar.len) == ARCHIVE_OK)
		rc = walk(&r, f);
	else
		fail(f, FAIL_INPUT, "tar-form");
	archive_read_free(r.archive);
	*files = r.files;
	*count = r.count;
	return rc;
}
