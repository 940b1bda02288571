#include "cmd/session.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/command.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "vault/digest.h"
#include "vault/identity.h"
#include "vault/passphrase.h"
#include "vault/seal.h"
#include "vault/secret.h"
#include "vault/sign.h"

#define AGENT "taus/" VERSION

/* In the ledger the linking key stands under this name; it lies in no archive. */
static const char linking_object[] = "key/linking-key.age";

const char *
session_find(const char *start, struct arena *a)
{
	char *dir = realpath(start, NULL), *slash;
	const char *found = NULL;

	while (dir != NULL && found == NULL && dir[0] != '\0') {
		if (file_exists(path_join(a, dir, "study.yaml")))
			found = arena_text(a, bytes_of(dir));
		slash = strrchr(dir, '/');
		if (slash == NULL)
			break;
		*slash = '\0';
	}
	free(dir);
	return found;
}

const char *
session_path(const struct session *s, const char *below)
{
	return path_join(s->arena, s->dir, below);
}

/* Where the key lies: private/key-folder says, else beside the study. */
static int
find_key_dir(struct session *s, struct fail *f)
{
	const char *note = session_path(s, "private/key-folder");
	struct bytes text;

	if (!file_exists(note)) {
		s->key_dir = arena_printf(s->arena, "%s.key", s->dir);
		return 0;
	}
	if (file_read(note, 4096, s->arena, &text, f) == -1)
		return -1;
	s->key_dir = arena_text(s->arena, bytes_trim(text));
	return 0;
}

static int
lock_study(struct session *s, struct fail *f)
{
	const char *path = session_path(s, "audit");

	s->lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->lock == -1)
		return fail_at(f, path, 0), fail(f, FAIL_INPUT, "study-not-begun");
	if (flock(s->lock, LOCK_EX | LOCK_NB) == -1)
		return fail(f, FAIL_SYSTEM, "study-busy");
	return 0;
}

/* What a killed run left half-made; nobody else is here, we hold the lock. */
static int
sweep(const struct session *s, struct fail *f)
{
	static const char *const folders[] = { "out/transcripts", "out/tables",
		"out/report", "out/archive", "private/consent/sealed", "private/review",
		"audit", "audit/checkpoints" };
	size_t i;

	for (i = 0; i < sizeof folders / sizeof folders[0]; i++)
		if (file_is_dir(session_path(s, folders[i])) &&
		    file_sweep(session_path(s, folders[i]), f) == -1)
			return -1;
	return file_is_dir(s->key_dir) ? file_sweep(s->key_dir, f) : 0;
}

/*
 * The log is unbroken and is the one that was signed last. A torn last line is what a
 * killed run leaves: a command that writes takes it away, verify says it.
 */
static int
check_ledger(struct session *s, bool reads_only, struct fail *f)
{
	const char *audit = session_path(s, "audit");
	const char *key =
	    path_join(s->arena, session_path(s, "audit/keys"), keyring_public_name);
	struct ledger_state state;
	struct verifying pub;

	if (!reads_only) {
		s->ledger = ledger_open(audit, true, f);
		if (s->ledger == NULL)
			return -1;
	}
	if (verifying_load(key, &pub, f) == -1 ||
	    ledger_verify(audit, &pub, &state, f) == -1)
		return -1;
	if (reads_only)
		s->ledger = ledger_open(audit, false, f);
	return s->ledger != NULL ? 0 : -1;
}

struct session *
session_open(struct invocation *inv, struct fail *f)
{
	struct session *s = arena_get(inv->arena, 1, sizeof *s);
	bool reads_only = inv->command->reads_only || is_trial();

	s->arena = inv->arena;
	s->lock = -1;
	s->dir = session_find(".", s->arena);
	if (s->dir == NULL) {
		fail(f, FAIL_INPUT, "study-none");
		return NULL;
	}
	if (study_load(session_path(s, "study.yaml"), s->arena, &s->study, f) == -1)
		goto bad;
	ui_set_language(global_value(GLOBAL_LANG), s->study.language);
	if (find_key_dir(s, f) == -1 || lock_study(s, f) == -1 ||
	    (!reads_only && sweep(s, f) == -1) || check_ledger(s, reads_only, f) == -1)
		goto bad;
	if (global_value(GLOBAL_NO_SANDBOX) != NULL && !reads_only &&
	    session_record(s, AGENT, EVENT_POLICY_ASSIGNMENT, "study.yaml",
		REASON_SANDBOX_OFF, NULL, f) == -1)
		goto bad;
	s->began = ledger_entries(s->ledger);
	return s;
bad:
	session_close(s);
	return NULL;
}

struct session *
session_of(struct invocation *inv, struct fail *f)
{
	if (inv->session == NULL)
		inv->session = session_open(inv, f);
	return inv->session;
}

unsigned
session_work_factor(const struct invocation *inv)
{
	const char *text = option_text(inv, "work-factor");

	return text ? (unsigned)atoi(text) : SEAL_LOG_N;
}

struct passphrase *
session_ask_passphrase(bool is_new, struct fail *f)
{
	const char *path = global_value(GLOBAL_PASSPHRASE);

	if (path != NULL)
		return passphrase_file(path, f);
	return passphrase_ask(ui_text(is_new ? "ask-passphrase-new" : "ask-passphrase"),
	    is_new ? ui_text("ask-passphrase-again") : NULL, f);
}

/* The file is the one sealed last, or the one that was being sealed when a run was
 * killed between the file and its entry. */
static int
check_known(struct session *s, const char *path, struct fail *f)
{
	const struct ledger_entry *last = ledger_last_for(s->ledger, linking_object);
	struct digest_text now;

	if (digest_file(DIGEST_SHA256, path, &now, f) == -1)
		return -1;
	if (last != NULL && last->sha256 != NULL && strcmp(last->sha256, now.at) == 0)
		return 0;
	last = ledger_success_for(s->ledger, linking_object);
	if (last != NULL && strcmp(last->sha256, now.at) == 0)
		return 0;
	fail(f, FAIL_SEAL, "key-changed");
	return fail_at(f, path, 0);
}

int
session_open_key(struct session *s, bool needed, struct fail *f)
{
	const char *path = path_join(s->arena, s->key_dir, keyring_linking_name);

	if (s->linking_tar != NULL || s->is_meant)
		return 0;
	if (!file_is_dir(s->key_dir)) {
		fail(f, FAIL_INPUT, "keyring-missing");
		return fail_at(f, s->key_dir, 0);
	}
	if (!file_exists(path) &&
	    ledger_success_for(s->ledger, linking_object) != NULL) {
		fail(f, FAIL_SEAL, "key-changed"); /* gone: never made anew */
		return fail_at(f, path, 0);
	}
	if (needed && !file_exists(path))
		return fail(f, FAIL_INPUT, "key-empty");
	if (s->keyring == NULL) {
		s->passphrase = session_ask_passphrase(false, f);
		if (s->passphrase == NULL)
			return -1;
		s->keyring = keyring_open(s->key_dir, s->passphrase, f);
		if (s->keyring == NULL)
			return -1;
	}
	if (!file_exists(path))
		return 0;
	return check_known(s, path, f) == -1 ? -1 : session_reopen_linking(s, f);
}

int
session_reopen_linking(struct session *s, struct fail *f)
{
	const char *path = path_join(s->arena, s->key_dir, keyring_linking_name);
	const struct identity *identity =
	    keyring_identity(s->keyring, VOLUME_LINKING, f);
	struct secret *tar;

	if (s->is_meant)
		return 0;
	if (identity == NULL)
		return -1;
	tar = unseal(path, identity, f);
	if (tar == NULL)
		return -1;
	secret_close(s->linking_tar);
	s->linking_tar = tar;
	s->has_linking = true;
	return linking_read(secret_bytes(tar), s->arena, &s->linking, f);
}

/* The sealed bytes are made first, so that the ledger can say beforehand what will
 * stand there: whatever a crash leaves, one of the two entries knows the file. */
int
session_seal_linking(struct session *s, enum ledger_reason reason, struct fail *f)
{
	const char *path = path_join(s->arena, s->key_dir, keyring_linking_name);
	const char *beside = path_join(s->arena, s->key_dir, ".taus-linking-key");
	struct ledger_entry intent = { .agent = AGENT,
		.event = EVENT_ENCRYPTION,
		.object = linking_object,
		.outcome = OUTCOME_INTENT,
		.reason = reason };
	struct secret *tar;
	struct recipients *to;
	struct digest_text sha;
	int rc = -1;

	if (is_trial()) {
		trial_write("@trial-key");
		trial_log(2);
		s->is_meant = s->has_linking = true;
		return 0;
	}
	tar = secret_new(0);
	to = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_LINKING, s->arena, f);
	if (to == NULL || linking_write(&s->linking, tar, f) == -1 ||
	    seal_bytes(beside, to, secret_bytes(tar), f) == -1 ||
	    digest_file(DIGEST_SHA256, beside, &sha, f) == -1)
		goto out;
	intent.sha256 = sha.at;
	if (ledger_append(s->ledger, &intent, f) == -1)
		goto out;
	if (rename(beside, path) == -1) {
		fail_errno(f, "file-rename", path);
		goto out;
	}
	rc = session_record(
	    s, AGENT, EVENT_ENCRYPTION, linking_object, reason, sha.at, f);
	s->has_linking = rc == 0;
out:
	if (rc == -1)
		unlink(beside);
	secret_close(tar);
	return rc;
}

int
session_record(struct session *s, const char *agent, enum ledger_event event,
    const char *object, enum ledger_reason reason, const char *sha256, struct fail *f)
{
	struct ledger_entry e = { .agent = agent ? agent : AGENT,
		.event = event,
		.object = object,
		.outcome = OUTCOME_SUCCESS,
		.reason = reason,
		.sha256 = sha256 };

	if (is_trial()) {
		trial_log(1);
		return 0;
	}
	return ledger_append(s->ledger, &e, f);
}

int
session_check_label(const char *by, struct fail *f)
{
	size_t len =
	    by ? strspn(by, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789-")
	       : 0;

	if (by == NULL || len == 0 || by[len] != '\0' || len > 16)
		return fail(f, FAIL_USAGE, "read-by");
	return 0;
}

int
session_checkpoint(struct session *s, struct fail *f)
{
	const struct signing *key;

	if (is_trial())
		return 0;
	key = keyring_signing(s->keyring, f);
	if (key == NULL)
		return -1;
	return ledger_checkpoint(s->ledger, s->study.project, key, NULL, f);
}

void
session_close(struct session *s)
{
	if (s == NULL)
		return;
	secret_close(s->linking_tar);
	keyring_close(s->keyring);
	passphrase_close(s->passphrase);
	ledger_close(s->ledger);
	if (s->lock != -1)
		close(s->lock);
	*s = (struct session){ .lock = -1 };
}
