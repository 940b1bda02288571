#include "base/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
set(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from ? from : "");
}

int
fail(struct fail *f, enum fail_kind kind, const char *what)
{
	if (f->kind != FAIL_NONE)
		return -1;
	memset(f, 0, sizeof *f);
	f->kind = kind;
	set(f->what, sizeof f->what, what);
	return -1;
}

int
fail_with(struct fail *f, enum fail_kind kind, const char *what, const char *args, ...)
{
	va_list ap;

	if (f->kind != FAIL_NONE)
		return -1;
	fail(f, kind, what);
	va_start(ap, args);
	vsnprintf(f->args, sizeof f->args, args, ap);
	va_end(ap);
	return -1;
}

int
fail_errno(struct fail *f, const char *what, const char *path)
{
	fail_with(f, FAIL_SYSTEM, what, "%s", strerror(errno));
	return fail_at(f, path, 0);
}

int
fail_at(struct fail *f, const char *path, uint64_t line)
{
	if (f->path[0] == '\0')
		set(f->path, sizeof f->path, path);
	if (f->line == 0)
		f->line = line;
	return -1;
}

int
fail_column(struct fail *f, const char *column)
{
	if (f->column[0] == '\0')
		set(f->column, sizeof f->column, column);
	return -1;
}

void
die(const char *fmt, ...)
{
	va_list ap;

	fputs("taus: internal error: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}
