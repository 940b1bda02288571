#include "base/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/sandbox.h"

enum { PIPE_BYTES = 1 << 20, BUFFER = 64 * 1024, KEEPS_MOST = 8 };

/* Kinds that the worker itself sends. */
enum { KIND_FAILED = 0x7FFFFFFE, KIND_FINISHED = 0x7FFFFFFF };

struct header {
	uint32_t kind, len;
};

struct worker {
	pid_t pid;
	int fd;
	bool finished;
	size_t from, to;
	unsigned char buffer[BUFFER];
};

/* The worker's own buffer; one a process. */
static struct {
	unsigned char at[BUFFER];
	size_t len;
} sending;

static int
flush(int fd, struct fail *f)
{
	int rc = file_write_fd(fd, (struct bytes){ sending.at, sending.len }, NULL, f);

	sending.len = 0;
	return rc;
}

static int
send_any(int fd, uint32_t kind, const void *record, size_t len, struct fail *f)
{
	struct header h = { kind, (uint32_t)len };

	if (len > WORKER_RECORD)
		die("worker_send: %zu bytes", len);
	if (sending.len + sizeof h + len > BUFFER && flush(fd, f) == -1)
		return -1;
	memcpy(sending.at + sending.len, &h, sizeof h);
	sending.len += sizeof h;
	if (len > 0)
		memcpy(sending.at + sending.len, record, len);
	sending.len += len;
	return 0;
}

int
worker_send(int fd, uint32_t kind, const void *record, size_t len, struct fail *f)
{
	return send_any(fd, kind, record, len, f);
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Only these, stderr and the pipe stay open. */
static void
close_others(const int *keep, size_t keeps, int records)
{
	int list[KEEPS_MOST + 2];
	unsigned from = 0;
	size_t n = 0, i;

	if (keeps > KEEPS_MOST)
		die("worker_start: %zu descriptors", keeps);
	for (i = 0; i < keeps; i++)
		if (keep[i] >= 0)
			list[n++] = keep[i];
	list[n++] = STDERR_FILENO;
	list[n++] = records;
	qsort(list, n, sizeof list[0], by_number);
	for (i = 0; i < n; i++) {
		if ((unsigned)list[i] > from)
			close_range(from, (unsigned)list[i] - 1, 0);
		from = (unsigned)list[i] + 1;
	}
	close_range(from, ~0U, 0);
}

/* Everything from here on is the worker's life. */
static _Noreturn void
live(worker_task *task, void *with, int fd, bool no_sandbox)
{
	struct fail f = { 0 }, ignored = { 0 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	sending.len = 0;
	if ((!no_sandbox && sandbox_worker(&f) == -1) || task(with, fd, &f) == -1)
		send_any(fd, KIND_FAILED, &f, sizeof f, &ignored);
	else
		send_any(fd, KIND_FINISHED, NULL, 0, &ignored);
	flush(fd, &ignored);
	_exit(0);
}

struct worker *
worker_start(worker_task *task, void *with, const int *keep, size_t keeps,
    bool no_sandbox, struct fail *f)
{
	struct worker *w;
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) == -1) {
		fail_errno(f, "worker-start", NULL);
		return NULL;
	}
	fcntl(fds[0], F_SETPIPE_SZ, PIPE_BYTES); /* best effort: fewer waits */
	w = calloc(1, sizeof *w);
	if (w == NULL)
		die("out of memory");
	w->fd = fds[0];
	w->pid = fork();
	if (w->pid == 0) {
		close_others(keep, keeps, fds[1]);
		live(task, with, fds[1], no_sandbox);
	}
	close(fds[1]);
	if (w->pid == -1) {
		fail_errno(f, "worker-start", NULL);
		close(fds[0]);
		free(w);
		return NULL;
	}
	return w;
}

/* 1: len bytes; 0: the pipe ended before. */
static int
take(struct worker *w, void *to, size_t len, struct fail *f)
{
	unsigned char *at = to;
	size_t part;
	ssize_t n;

	while (len > 0) {
		if (w->from == w->to) {
			n = read(w->fd, w->buffer, BUFFER);
			if (n == -1 && errno == EINTR)
				continue;
			if (n == -1)
				return fail_errno(f, "worker-died", NULL);
			if (n == 0)
				return 0;
			w->from = 0;
			w->to = (size_t)n;
		}
		part = w->to - w->from < len ? w->to - w->from : len;
		memcpy(at, w->buffer + w->from, part);
		w->from += part;
		at += part;
		len -= part;
	}
	return 1;
}

/* A failure from the other side: its texts end, its kind is one of ours. */
static int
believe_failure(const struct fail *theirs, size_t len, struct fail *f)
{
	if (len != sizeof *theirs || theirs->kind < FAIL_OPEN ||
	    theirs->kind > FAIL_SYSTEM ||
	    memchr(theirs->what, '\0', sizeof theirs->what) == NULL ||
	    memchr(theirs->args, '\0', sizeof theirs->args) == NULL ||
	    memchr(theirs->path, '\0', sizeof theirs->path) == NULL)
		return fail(f, FAIL_INPUT, "worker-answer");
	if (f->kind == FAIL_NONE)
		*f = *theirs;
	return -1;
}

int
worker_next(struct worker *w, uint32_t *kind, void *record, size_t *len, struct fail *f)
{
	struct header h;
	struct fail theirs;
	int rc;

	if (w->finished)
		return 0;
	rc = take(w, &h, sizeof h, f);
	if (rc == 1 && (h.len > WORKER_RECORD || h.kind == 0))
		return fail(f, FAIL_INPUT, "worker-answer");
	if (rc == 1 && h.len > 0)
		rc = take(w, record, h.len, f);
	if (rc != 1)
		return rc == -1 ? -1 : fail(f, FAIL_SYSTEM, "worker-died");
	if (h.kind == KIND_FINISHED) {
		w->finished = true;
		return 0;
	}
	if (h.kind == KIND_FAILED) {
		memcpy(&theirs, record, sizeof theirs);
		return believe_failure(&theirs, h.len, f);
	}
	*kind = h.kind;
	*len = h.len;
	return 1;
}

void
worker_end(struct worker *w)
{
	if (w == NULL)
		return;
	close(w->fd);
	if (!w->finished)
		kill(w->pid, SIGKILL);
	while (waitpid(w->pid, NULL, 0) == -1 && errno == EINTR)
		;
	free(w);
}
