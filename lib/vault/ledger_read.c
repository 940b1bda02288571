#include "vault/ledger_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "vault/digest.h"
#include "vault/ledger_line.h"

const char ledger_file_name[] = "ledger.jsonl";

enum { WINDOW = 65536 };

struct ledger_read {
	struct arena *arena;
	const char *path;
	int fd, own_fd; /* own_fd: -1, or the one to close */
	unsigned char window[WINDOW];
	size_t from, to;         /* what is not yet used of the window */
	uint64_t offset, size;   /* read until here; whole entries until here */
	struct ledger_line line; /* the last one */
	char head[65];
	bool torn;
};

int
ledger_file_open(const char *path, int flags, struct fail *f)
{
	int fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0 && errno == ENOENT) {
		fail(f, FAIL_SEAL, "ledger-missing");
		return fail_at(f, path, 0);
	}
	return fd < 0 ? fail_errno(f, "file-open", path) : fd;
}

struct ledger_read *
ledger_read_fd(int fd, const char *path)
{
	struct arena *a = arena_new();
	struct ledger_read *r = arena_get(a, 1, sizeof *r);

	r->arena = a;
	r->path = arena_text(a, bytes_of(path));
	r->fd = fd;
	r->own_fd = -1;
	memcpy(r->head, digest_none, sizeof r->head);
	return r;
}

struct ledger_read *
ledger_read_open(const char *audit_dir, struct fail *f)
{
	struct arena *a = arena_new();
	const char *path = path_join(a, audit_dir, ledger_file_name);
	struct ledger_read *r = NULL;
	int fd = ledger_file_open(path, O_RDONLY, f);

	if (fd >= 0) {
		r = ledger_read_fd(fd, path);
		r->own_fd = fd;
	}
	arena_free(a);
	return r;
}

void
ledger_read_close(struct ledger_read *r)
{
	if (r == NULL)
		return;
	if (r->own_fd >= 0)
		close(r->own_fd);
	arena_free(r->arena);
}

bool
ledger_read_torn(const struct ledger_read *r)
{
	return r->torn;
}

uint64_t
ledger_read_size(const struct ledger_read *r)
{
	return r->size;
}

/* Move what is left to the front and read behind it. 1 more came, 0 end, -1. */
static int
fill(struct ledger_read *r, struct fail *f)
{
	ssize_t got;

	memmove(r->window, r->window + r->from, r->to - r->from);
	r->to -= r->from;
	r->from = 0;
	do
		got = pread(r->fd, r->window + r->to, WINDOW - r->to, (off_t)r->offset);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail_errno(f, "file-read", r->path);
	r->to += (size_t)got;
	r->offset += (uint64_t)got;
	if (r->offset > LIMIT_LEDGER) {
		fail_with(f, FAIL_LIMIT, "file-large", "%d", LIMIT_LEDGER);
		return fail_at(f, r->path, 0);
	}
	return got > 0;
}

static int
broken(struct ledger_read *r, const char *what, struct fail *f)
{
	uint64_t n = r->line.entry.n + 1;

	fail_with(f, FAIL_SEAL, what, "%llu", (unsigned long long)n);
	return fail_at(f, r->path, n);
}

/* The next line with its LF: 1; the end, torn or not: 0; -1. */
static int
next_line(struct ledger_read *r, struct bytes *line, struct fail *f)
{
	const unsigned char *end;
	size_t seen = 0;
	int more;

	for (;;) {
		end = memchr(r->window + r->from + seen, '\n', r->to - r->from - seen);
		if (end != NULL)
			break;
		seen = r->to - r->from;
		if (seen > LEDGER_LINE)
			return broken(r, "ledger-form", f);
		more = fill(r, f);
		if (more < 0)
			return -1;
		if (more == 0) {
			r->torn = r->to > r->from;
			return 0;
		}
	}
	line->at = r->window + r->from;
	line->len = (size_t)(end - line->at) + 1;
	r->from += line->len;
	return 1;
}

int
ledger_read_next(struct ledger_read *r, struct ledger_entry *e, struct fail *f)
{
	struct ledger_entry before = r->line.entry;
	struct bytes line;
	int got;

	got = next_line(r, &line, f);
	if (got <= 0)
		return got;
	if (!ledger_line_read(bytes_cut(line, 0, line.len - 1), &r->line)) {
		r->line.entry.n = before.n;
		return broken(r, "ledger-form", f);
	}
	if (r->line.entry.n != before.n + 1 || strcmp(r->line.prev, r->head) != 0 ||
	    (before.n && r->line.entry.time < before.time)) {
		r->line.entry.n = before.n;
		return broken(r, "ledger-chain", f);
	}
	memcpy(r->head, digest_bytes(DIGEST_SHA256, line).at, sizeof r->head);
	memcpy(r->line.entry.head, r->head, sizeof r->head);
	r->size += line.len;
	*e = r->line.entry;
	return 1;
}
