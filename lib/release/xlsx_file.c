#include "release/xlsx_file.h"

#include <errno.h>
#include <expat.h>
#include <fcntl.h>
#include <minizip/unzip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"

enum { XLSX_MOST = 64 << 20 };

/* What is to be written. */
struct content {
	xlsx_fill *fill;
	const void *with;
	const char *title;
	int64_t created;
};

/* The current part of the package, read to its end, is a whole XML document. */
static bool
part_is_whole(unzFile zip)
{
	XML_Parser xml = XML_ParserCreate(NULL);
	char part[4096];
	bool whole = xml != NULL && unzOpenCurrentFile(zip) == UNZ_OK;
	int got = 1;

	while (whole && got > 0) {
		got = unzReadCurrentFile(zip, part, sizeof(part));
		whole =
		    got >= 0 && XML_Parse(xml, part, got, got == 0) == XML_STATUS_OK;
	}
	if (xml != NULL)
		XML_ParserFree(xml);
	return unzCloseCurrentFile(zip) == UNZ_OK && whole;
}

/* The library does not look whether its temporary files could be written: on a full
 * disk it may pack half a part and call it done. */
static bool
workbook_is_whole(const char *path)
{
	unzFile zip = unzOpen(path);
	int at = zip != NULL ? unzGoToFirstFile(zip) : UNZ_ERRNO;
	bool whole = at == UNZ_OK;

	for (; whole && at == UNZ_OK; at = unzGoToNextFile(zip))
		whole = part_is_whole(zip);
	if (zip != NULL)
		unzClose(zip);
	return whole && at == UNZ_END_OF_LIST_OF_FILE;
}

/* The library tells standard error what went wrong, with the path of the temporary
 * file; we tell the caller. Returns what to give to words_free(), -1 if there is no
 * other place for its words. */
static int
words_catch(void)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int saved = nowhere < 0 ? -1 : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);

	fflush(stderr);
	if (saved >= 0)
		dup2(nowhere, STDERR_FILENO);
	if (nowhere >= 0)
		close(nowhere);
	return saved;
}

static void
words_free(int saved)
{
	fflush(stderr);
	if (saved < 0)
		return;
	dup2(saved, STDERR_FILENO);
	close(saved);
}

/* created 0 would be taken for "now" by the library. */
static lxw_error
fill(const struct content *c, lxw_workbook *book)
{
	lxw_doc_properties properties = { .title = (char *)(uintptr_t)c->title,
		.created = (time_t)(c->created > 0 ? c->created : 1) };
	lxw_error e = workbook_set_properties(book, &properties);

	return e == LXW_NO_ERROR ? c->fill(book, c->with) : e;
}

/* 0, or what went wrong in a number that strerror() knows. */
static int
workbook_write(const struct content *c, const char *temp, char *dir)
{
	lxw_workbook_options options = { .tmpdir = dir };
	lxw_workbook *book = workbook_new_opt(temp, &options);
	lxw_error filled, closed;

	if (book == NULL)
		die("out of memory");
	filled = fill(c, book);
	errno = 0;
	closed = workbook_close(book); /* frees it, whatever comes */
	if (filled != LXW_NO_ERROR)
		return EINVAL; /* a text too long for a cell, say */
	if (closed != LXW_NO_ERROR)
		return errno != 0 ? errno : EIO;
	return workbook_is_whole(temp) ? 0 : ENOSPC;
}

int
xlsx_file_write(const char *path, mode_t mode, int64_t created, const char *title,
    xlsx_fill *filler, const void *with, struct fail *f)
{
	struct content c = { filler, with, title, created };
	struct arena *a = arena_new();
	char *dir = path_dir(a, path);
	char *temp = path_join(a, dir, ".taus-XXXXXX"); /* file_sweep() knows it */
	struct bytes content;
	int fd = mkstemp(temp), status = -1, words, wrong;

	if (fd < 0) {
		fail_errno(f, "file-write", path);
		goto out;
	}
	close(fd);
	words = words_catch();
	wrong = workbook_write(&c, temp, dir);
	words_free(words);
	if (wrong != 0)
		fail_with(f, FAIL_SYSTEM, "sheet-write", "%s", strerror(wrong));
	else if (file_read(temp, XLSX_MOST, a, &content, f) == 0 &&
		 file_replace(path, mode, content, f) == 0)
		status = 0;
	unlink(temp);
	if (status < 0)
		fail_at(f, path, 0);
out:
	arena_free(a);
	return status;
}
