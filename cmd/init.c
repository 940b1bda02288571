#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/place.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "vault/keyring.h"
#include "vault/passphrase.h"

static const struct option options[] = {
	{ "key", OPTION_PATH, "DIR", "opt-init-key" },
	{ "work-factor", OPTION_NUMBER, "N", "opt-work-factor" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* What a new study holds, and who may look into it. */
static const struct {
	const char *path;
	mode_t mode;
} folders[] = {
	{ "private", 0700 },
	{ "private/raw", 0700 },
	{ "private/consent", 0700 },
	{ "private/consent/sealed", 0700 },
	{ "private/review", 0700 },
	{ "rules", 0755 },
	{ "documents", 0755 },
	{ "out", 0700 },
	{ "out/transcripts", 0700 },
	{ "out/tables", 0700 },
	{ "out/quotes", 0700 },
	{ "out/report", 0700 },
	{ "out/archive", 0700 },
};

/* Tables to fill in; the first line says what goes where. */
static const struct {
	const char *path, *head;
} tables[] = {
	{ "private/people.csv",
	    "person;given;family;aliases;sex;role;team;site;from;to;code\n" },
	{ "private/meetings.csv",
	    "meeting;file;team;date;minutes;present;absent;labels;"
	    "recorded;transcribed_by;checked_by\n" },
	{ "private/consents.csv",
	    "person;form;version;date;medium;scope;withdrawn;withdrawal\n" },
	{ "private/names-that-stay.csv", "name;reason\n" },
};

/* The study's label: its folder's name in small ASCII letters, digits and "-". */
static const char *
label_of(const char *dir, struct arena *a)
{
	char *label = arena_text(a, bytes_of(path_base(dir))), *c;

	for (c = label; *c; c++)
		*c =
		    isalnum((unsigned char)*c) ? (char)tolower((unsigned char)*c) : '-';
	while (*label == '-')
		label++;
	return *label ? label : "study";
}

static int
write_settings(const char *dir, struct arena *a, struct fail *f)
{
	const char *path = path_join(a, dir, "study.yaml");
	const char *text;

	if (file_exists(path))
		return 0;
	text = arena_printf(a,
	    "# Facts and settings of the study. No personal data belong in this file.\n"
	    "v: 1\n"
	    "project: %s\n"
	    "language: %s\n"
	    "codes: team                 # team: SW4; role: SW07\n"
	    "numbers: given              # given: as in the tables; drawn: at random\n"
	    "thresholds: {one_way: 3, crossed: 5}\n",
	    label_of(dir, a), ui_language() == UI_NORWEGIAN ? "no" : "en");
	return file_replace(path, 0644, bytes_of(text), f);
}

static int
make_study(const char *dir, struct arena *a, struct fail *f)
{
	const char *path;
	size_t i;

	if (file_make_dir(dir, 0755, f) == -1)
		return -1;
	for (i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		path = path_join(a, dir, folders[i].path);
		if (file_make_dir(path, folders[i].mode, f) == -1)
			return -1;
		if (folders[i].mode == 0700 && chmod(path, 0700) == -1)
			return fail_errno(f, "file-make-dir", path);
	}
	for (i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		path = path_join(a, dir, tables[i].path);
		if (!file_exists(path) &&
		    file_replace(path, 0600, bytes_of(tables[i].head), f) == -1)
			return -1;
		if (chmod(path, 0600) == -1) /* also one that was put there before */
			return fail_errno(f, "file-create", path);
	}
	return write_settings(dir, a, f);
}

/* The path from the root: of a folder that is there, or of one that will be. */
static const char *
full_path(const char *path, struct arena *a)
{
	char *full = realpath(path, NULL);
	const char *above, *out;

	if (full == NULL && strcmp(path, ".") != 0 && strcmp(path, "/") != 0) {
		above = full_path(path_dir(a, path), a);
		return path_join(a, above, path_base(path));
	}
	out = arena_text(a, bytes_of(full ? full : path));
	free(full);
	return out;
}

/* Inside the study the key would travel with every copy of it; inside another one
 * with that. */
static int
check_apart(const char *dir, const char *key_dir, struct arena *a, struct fail *f)
{
	const char *key = full_path(key_dir, a);
	size_t len = strlen(dir);

	if (session_find(path_dir(a, key), a) != NULL ||
	    (strncmp(key, dir, len) == 0 && (key[len] == '/' || key[len] == '\0')))
		return fail(f, FAIL_USAGE, "key-inside");
	return 0;
}

static int
note_key_folder(const char *dir, const char *key_dir, struct arena *a, struct fail *f)
{
	char *full;
	int rc;

	full = realpath(key_dir, NULL);
	if (full == NULL)
		return fail_errno(f, "file-open", key_dir);
	rc = file_replace(path_join(a, dir, "private/key-folder"), 0600,
	    bytes_of(arena_printf(a, "%s\n", full)), f);
	free(full);
	return rc;
}

/* The keys; a run that was killed here before goes on with those it made. */
static struct keyring *
make_keys(struct invocation *inv, const char *key_dir, struct passphrase **pass,
    struct fail *f)
{
	bool old = keyring_exists(key_dir);

	*pass = session_ask_passphrase(!old, f);
	if (*pass == NULL)
		return NULL;
	if (old)
		return keyring_open(key_dir, *pass, f);
	return keyring_new(key_dir, *pass, session_work_factor(inv), f);
}

static int
begin_ledger(const char *dir, struct arena *a, struct fail *f)
{
	const char *audit = path_join(a, dir, "audit");
	struct ledger_entry e = { .agent = "taus/" VERSION,
		.event = EVENT_CREATION,
		.object = "study.yaml",
		.outcome = OUTCOME_SUCCESS,
		.reason = REASON_INIT };
	struct ledger *ledger;
	int rc;

	if (ledger_create(audit, f) == -1)
		return -1;
	ledger = ledger_open(audit, true, f);
	rc = ledger ? ledger_append(ledger, &e, f) : -1;
	ledger_close(ledger);
	return rc;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct arena *a = inv->arena;
	const char *dir = inv->operands ? inv->operand[0] : ".", *key_dir, *full;
	struct passphrase *pass = NULL;
	struct keyring *keyring = NULL;
	int rc = -1;

	if (inv->operands > 1)
		return fail_with(f, FAIL_USAGE, "operand-extra", "%s", "init");
	if (file_exists(path_join(a, dir, "audit/ledger.jsonl"))) {
		say("init-exists", "%s", "");
		return 0;
	}
	full = full_path(dir, a);
	key_dir = option_text(inv, "key");
	if (key_dir == NULL)
		key_dir = arena_printf(a, "%s.key", full);
	if (check_apart(full, key_dir, a, f) == -1)
		return -1;
	if (is_trial()) {
		trial_write(full);
		trial_write(key_dir);
		return 0;
	}
	if (make_study(dir, a, f) == -1)
		return -1;
	place_warn(dir, a);
	keyring = make_keys(inv, key_dir, &pass, f);
	if (keyring == NULL)
		goto out;
	if (keyring_publish(keyring, path_join(a, dir, "audit/keys"),
		day_text((int32_t)(clock_now() / 86400)).at, f) == -1 ||
	    (option_given(inv, "key") && note_key_folder(full, key_dir, a, f) == -1) ||
	    begin_ledger(dir, a, f) == -1)
		goto out;
	say("init-done", "%s\t%s", path_base(full), key_dir);
	rc = 0;
out:
	keyring_close(keyring);
	passphrase_close(pass);
	return rc;
}

const struct command command_init = {
	.name = "init",
	.operands = "[DIR]",
	.summary = "cmd-init",
	.example = "taus init ips-meetings",
	.options = options,
	.acquire = acquire,
};
