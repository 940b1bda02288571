#include "cmd/import.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/worker.h"
#include "cmd/command.h"
#include "scrub/judged.h"
#include "text/encoding.h"
#include "vault/secret.h"

enum { PEOPLE, MEETINGS, CONSENTS, STAY, DECISIONS, TABLES };
enum { RECORD_PIECE = 1 };

/* The tables, opened by the keeper before the sandbox shuts. */
struct tables {
	const char *path[TABLES];
	int fd[TABLES];
	struct roster_policy policy;
};

/* A spreadsheet writes its table in the encoding of its country. */
static int
read_table(const struct tables *t, int which, struct arena *a, struct bytes *csv,
    struct fail *f)
{
	struct encoding_guess guess;
	struct buf utf8 = { 0 };
	size_t used;
	int rc;

	*csv = bytes_of("");
	if (t->path[which] == NULL)
		return 0;
	if (file_read_fd(t->fd[which], t->path[which], LIMIT_CSV, a, csv, f) == -1)
		return -1;
	if (encoding_guess(*csv, true, &guess, f) == -1)
		return fail_at(f, t->path[which], 0);
	if (guess.encoding == ENCODING_UTF8)
		return 0;
	rc = encoding_decode(
	    guess.encoding, bytes_cut(*csv, guess.bom, csv->len), &utf8, &used, f);
	*csv = arena_bytes(a, buf_bytes(&utf8));
	buf_free(&utf8);
	return rc == 0 ? 0 : fail_at(f, t->path[which], 0);
}

static int
parse(const struct tables *t, struct arena *a, struct linking *l, struct fail *f)
{
	struct bytes csv[TABLES], *names;
	struct judged *judged;
	size_t count;
	int i;

	for (i = 0; i < TABLES; i++)
		if (read_table(t, i, a, &csv[i], f) == -1)
			return -1;
	if (roster_parse(csv[PEOPLE], t->path[PEOPLE], &t->policy, a, &l->roster, f) ==
	    -1)
		return -1;
	if (t->path[MEETINGS] != NULL &&
	    meetings_parse(
		csv[MEETINGS], t->path[MEETINGS], &l->roster, a, &l->meetings, f) == -1)
		return -1;
	if (t->path[CONSENTS] != NULL &&
	    consents_parse(
		csv[CONSENTS], t->path[CONSENTS], &l->roster, a, &l->consents, f) == -1)
		return -1;
	if (stay_parse(csv[STAY], t->path[STAY], a, &names, &count, f) == -1)
		return -1;
	if (judged_parse(csv[DECISIONS], a, &judged, f) == -1)
		return fail_at(f, t->path[DECISIONS], 0);
	l->stay = csv[STAY];
	l->decisions = csv[DECISIONS];
	return 0;
}

/* In the worker. */
static int
parse_and_send(void *with, int records, struct fail *f)
{
	struct linking l = { .crosswalk = { NULL, 0 } };
	struct arena *a = arena_new();
	struct secret *tar = secret_new(0);
	struct bytes all, piece;
	size_t at, len;

	if (parse(with, a, &l, f) == -1 || linking_write(&l, tar, f) == -1)
		return -1;
	all = secret_bytes(tar);
	for (at = 0; at < all.len; at += len) {
		len = all.len - at < WORKER_RECORD ? all.len - at : WORKER_RECORD;
		piece = bytes_cut(all, at, at + len);
		if (worker_send(records, RECORD_PIECE, piece.at, piece.len, f) == -1)
			return -1;
	}
	return 0;
}

static int
receive(struct worker *w, struct buf *tar, struct fail *f)
{
	unsigned char piece[WORKER_RECORD];
	uint32_t kind;
	size_t len;
	int rc;

	while ((rc = worker_next(w, &kind, piece, &len, f)) == 1) {
		if (kind != RECORD_PIECE || tar->len + len > LIMIT_SEALED)
			return fail(f, FAIL_INPUT, "worker-answer");
		buf_add(tar, (struct bytes){ piece, len });
	}
	return rc;
}

int
import_tables(
    const struct import *from, struct arena *a, struct linking *l, struct fail *f)
{
	struct tables t = { .path = { from->people, from->meetings, from->consents,
				from->stay, from->decisions },
		.fd = { -1, -1, -1, -1, -1 },
		.policy = from->policy };
	struct worker *w = NULL;
	struct buf tar = { 0 };
	int rc = -1, i;

	for (i = 0; i < TABLES; i++) {
		if (t.path[i] == NULL)
			continue;
		t.fd[i] = file_open(t.path[i], f);
		if (t.fd[i] == -1)
			goto out;
	}
	w = worker_start(parse_and_send, &t, t.fd, TABLES,
	    global_value(GLOBAL_NO_SANDBOX) != NULL, f);
	if (w == NULL || receive(w, &tar, f) == -1)
		goto out;
	rc = linking_read(arena_bytes(a, buf_bytes(&tar)), a, l, f);
out:
	worker_end(w);
	for (i = 0; i < TABLES; i++)
		if (t.fd[i] != -1)
			close(t.fd[i]);
	buf_free(&tar);
	return rc;
}
