#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/worker.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "release/bag_read.h"
#include "vault/digest.h"
#include "vault/sign.h"

static const struct option options[] = {
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ "public-key", OPTION_PATH, "FILE", "opt-verify-public-key" },
	{ "witness", OPTION_PATH, "FILE", "opt-verify-witness" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

enum { RECORD_RESULT = 1 };

/* An archive and its signature, opened by the keeper, read by the worker. */
struct archive {
	const char *path;
	int fd, signature_fd;
	struct verifying key, witness;
	bool has_witness;
	struct arena *arena;
	const struct invocation *inv;
};

static int
verify_in_worker(void *with, int records, struct fail *f)
{
	struct archive *v = with;
	struct bytes tar, signature;
	struct bag_result result;

	if (file_read_fd(v->fd, v->path, LIMIT_SEALED, v->arena, &tar, f) == -1 ||
	    file_read_fd(
		v->signature_fd, v->path, LIMIT_CELL, v->arena, &signature, f) == -1)
		return -1;
	memset(&result, 0, sizeof result);
	if (bag_verify_bytes(tar, signature, &v->key,
		v->has_witness ? &v->witness : NULL, &result, f) == -1)
		return -1;
	return worker_send(records, RECORD_RESULT, &result, sizeof result, f);
}

static int
receive(struct worker *w, struct bag_result *result, struct fail *f)
{
	_Alignas(max_align_t) unsigned char record[WORKER_RECORD];
	bool got = false;
	uint32_t kind;
	size_t len;
	int rc;

	while ((rc = worker_next(w, &kind, record, &len, f)) == 1) {
		if (kind != RECORD_RESULT || len != sizeof *result)
			return fail(f, FAIL_INPUT, "worker-answer");
		memcpy(result, record, sizeof *result);
		result->head[sizeof result->head - 1] = '\0';
		got = true;
	}
	return rc == 0 && !got ? fail(f, FAIL_INPUT, "worker-answer") : rc;
}

static int
verify_archive(struct archive *v, struct fail *f)
{
	const char *signature = arena_printf(v->arena, "%s.minisig", v->path);
	struct bag_result result;
	struct worker *w = NULL;
	int rc = -1;

	v->signature_fd = -1;
	v->fd = file_open(v->path, f);
	if (v->fd != -1 && !file_exists(signature))
		fail(f, FAIL_SEAL, "sign-missing");
	else if (v->fd != -1)
		v->signature_fd = file_open(signature, f);
	if (v->signature_fd != -1)
		w = worker_start(verify_in_worker, v,
		    (const int[]){ v->fd, v->signature_fd }, 2,
		    global_value(GLOBAL_NO_SANDBOX) != NULL, f);
	if (w != NULL)
		rc = receive(w, &result, f);
	worker_end(w);
	if (v->fd != -1)
		close(v->fd);
	if (v->signature_fd != -1)
		close(v->signature_fd);
	if (rc == -1)
		return fail_at(f, v->path, 0);
	answer(v->inv, "verify-archive", "archive=%s\tfiles#=%llu\tentries#=%llu",
	    path_base(v->path), (unsigned long long)result.files,
	    (unsigned long long)result.entries);
	return 0;
}

/* Every output is what the ledger says it is, or it is gone. */
static int
verify_outputs(const struct invocation *inv, struct session *s, struct fail *f)
{
	const struct ledger_entry *e;
	struct digest_text now;
	size_t i, good = 0;
	const char *path;

	for (i = 0; i < ledger_objects(s->ledger); i++) {
		e = ledger_object(s->ledger, i);
		if (strncmp(e->object, "out/", 4) != 0 || e->event == EVENT_DELETION ||
		    e->sha256 == NULL)
			continue;
		path = session_path(s, e->object);
		if (!file_exists(path) && strncmp(e->object, "out/archive/", 12) == 0)
			continue; /* archives are moved away: that is what they are for */
		if (digest_file(DIGEST_SHA256, path, &now, f) == -1)
			return -1;
		if (strcmp(now.at, e->sha256) != 0) {
			fail(f, FAIL_SEAL, "verify-output");
			return fail_at(f, e->object, 0);
		}
		good++;
	}
	answer(inv, "verify-outputs", "count#=%zu", good);
	return 0;
}

static int
verify_study(struct invocation *inv, struct archive *v, struct fail *f)
{
	struct session *s = session_of(inv, f);
	struct ledger_state state;
	size_t count, i;
	const char *dir;
	char **name;

	if (s == NULL)
		return -1;
	if (option_text(inv, "public-key") == NULL &&
	    verifying_load(
		path_join(s->arena, session_path(s, "audit/keys"), keyring_public_name),
		&v->key, f) == -1)
		return -1;
	if (ledger_verify(session_path(s, "audit"), &v->key, &state, f) == -1)
		return -1;
	answer(inv, "verify-ledger", "entries#=%llu\tsignatures#=%u\tlast=%.16s",
	    (unsigned long long)state.entries, state.checkpoints, state.head);
	if (verify_outputs(inv, s, f) == -1)
		return -1;
	dir = session_path(s, "out/archive");
	if (!file_is_dir(dir) ||
	    file_list(dir, false, s->arena, &name, &count, f) == -1)
		return f->kind == FAIL_NONE ? 0 : -1;
	for (i = 0; i < count; i++) {
		if (strlen(name[i]) < 4 ||
		    strcmp(name[i] + strlen(name[i]) - 4, ".tar") != 0)
			continue;
		v->path = path_join(s->arena, dir, name[i]);
		if (verify_archive(v, f) == -1)
			return -1;
	}
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct archive v = { .arena = inv->arena, .inv = inv };
	const char *key = option_text(inv, "public-key"),
		   *witness = option_text(inv, "witness");
	size_t i;

	if (key != NULL && verifying_load(key, &v.key, f) == -1)
		return -1;
	if (witness != NULL && verifying_load(witness, &v.witness, f) == -1)
		return -1;
	v.has_witness = witness != NULL;
	if (inv->operands == 0)
		return verify_study(inv, &v, f);
	if (key == NULL)
		return fail_with(f, FAIL_USAGE, "option-needed", "%s", "public-key");
	for (i = 0; i < inv->operands; i++) {
		v.path = inv->operand[i];
		if (verify_archive(&v, f) == -1)
			return -1;
	}
	return 0;
}

const struct command command_verify = {
	.name = "verify",
	.operands = "[ARCHIVE...]",
	.summary = "cmd-verify",
	.example = "taus verify",
	.options = options,
	.reads_only = true,
	.acquire = acquire,
};
