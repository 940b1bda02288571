#include "cmd/document.h"

#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/spool.h"
#include "base/worker.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"

struct task {
	struct invocation *inv;
	struct document *document;
};

static int
process(void *with, int records, struct fail *f)
{
	struct task *t = with;

	return t->inv->command->process(t->inv, t->document, records, f);
}

static size_t
cores(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) == -1)
		return 1;
	return CPU_COUNT(&set) > 0 ? (size_t)CPU_COUNT(&set) : 1;
}

/* A pipe is kept until it has been read twice, as standard input is. */
static int
open_input(struct document *d, struct fail *f)
{
	d->fd = d->path == NULL ? STDIN_FILENO : file_open(d->path, f);
	if (d->fd == -1)
		return -1;
	if (d->path != NULL && lseek(d->fd, 0, SEEK_CUR) != -1)
		return 0;
	d->spool = spool_fill(d->fd, f);
	return d->spool != NULL ? 0 : -1;
}

/* Open what the worker will read and write, and let it begin. */
static int
begin(struct invocation *inv, struct document *d, struct fail *f)
{
	struct task task = { inv, d };
	int keep[2];

	if (open_input(d, f) == -1)
		return -1;
	if (is_trial() && (d->target != NULL || d->out_fd != -1)) {
		d->out_fd = trial_file(f);
		if (d->out_fd == -1)
			return -1;
	} else if (d->target != NULL) {
		d->out = file_create(d->target, 0600, f);
		if (d->out == NULL)
			return -1;
		d->out_fd = file_out_fd(d->out);
	}
	if (inv->command->prepare != NULL && inv->command->prepare(inv, d, f) == -1)
		return -1;
	keep[0] = d->spool ? spool_fd(d->spool) : d->fd;
	keep[1] = d->out_fd;
	d->worker = worker_start(
	    process, &task, keep, 2, global_value(GLOBAL_NO_SANDBOX) != NULL, f);
	return d->worker ? 0 : -1;
}

static void
end(struct document *d)
{
	worker_end(d->worker);
	d->worker = NULL;
	file_abandon(d->out);
	d->out = NULL;
	if (is_trial() && d->out_fd != -1)
		close(d->out_fd);
	d->out_fd = -1;
	spool_close(d->spool);
	d->spool = NULL;
	if (d->fd > STDIN_FILENO)
		close(d->fd);
	d->fd = -1;
}

/* Take everything that a worker has to say. */
static int
take_all(struct invocation *inv, struct document *d, struct fail *f)
{
	_Alignas(max_align_t) unsigned char record[WORKER_RECORD];
	uint32_t kind;
	size_t len;
	int rc;

	while ((rc = worker_next(d->worker, &kind, record, &len, f)) == 1)
		if (inv->command->take(inv, d, kind, record, len, f) == -1)
			return -1;
	return rc;
}

static void
failed(struct invocation *inv, struct document *d, struct fail *f)
{
	fail_at(f, d->name, 0);
	if (!inv->command->is_silent)
		ui_fail(f);
	if ((int)f->kind > inv->status)
		inv->status = (int)f->kind;
	d->found = NULL;
}

int
documents_run(struct invocation *inv)
{
	size_t begun = 0, i, ahead = cores();
	struct document *d;

	for (i = 0; i < inv->documents; i++) {
		for (; begun < inv->documents && begun < i + ahead; begun++)
			begin(inv, &inv->document[begun], &inv->document[begun].fail);
		d = &inv->document[i];
		if (inv->documents > 1 && !inv->command->is_silent)
			ui_progress(i + 1, inv->documents, d->name);
		if (d->fail.kind != FAIL_NONE || take_all(inv, d, &d->fail) == -1 ||
		    (inv->command->finish != NULL &&
			inv->command->finish(inv, d, &d->fail) == -1))
			failed(inv, d, &d->fail);
		end(d);
	}
	ui_progress_end();
	return inv->status;
}

struct document *
document_add(struct invocation *inv, const struct meeting *m, const char *path)
{
	struct document *d = &inv->document[inv->documents++];

	d->name = m ? m->id : path;
	d->meeting = m;
	d->path = path;
	d->out_fd = -1;
	return d;
}

int
documents_of_meetings(struct invocation *outer, const struct command *command,
    void *state, meeting_path *path_of)
{
	struct session *s = outer->session;
	const struct meetings *ms = &s->linking.meetings;
	struct invocation inv = {
		.command = command, .arena = outer->arena, .session = s, .state = state
	};
	const char *path;
	size_t i;

	inv.document = arena_get(inv.arena, ms->len, sizeof *inv.document);
	for (i = 0; i < ms->len; i++) {
		path = path_of(s, &ms->at[i]);
		if (file_exists(path))
			document_add(&inv, &ms->at[i], path);
	}
	return documents_run(&inv);
}
