#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/place.h"
#include "cmd/session.h"
#include "cmd/study_book.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "cmd/wishes.h"
#include "people/study.h"
#include "vault/keyring.h"
#include "vault/passphrase.h"

static const struct option options[] = {
	{ "key", OPTION_PATH, "DIR", "opt-init-key" },
	{ "project", OPTION_TEXT, "LABEL", "opt-init-project" },
	{ "codes", OPTION_TEXT, "team|role", "opt-init-codes" },
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

/* Tables that somebody put there before; then no workbook is needed. */
static const char *const tables[] = { "private/people.csv", "private/meetings.csv",
	"private/consents.csv", "private/names-that-stay.csv", "private/decisions.csv",
	"private/people.xlsx", "private/meetings.xlsx", "private/consents.xlsx",
	"private/names-that-stay.xlsx", "private/decisions.xlsx",
	"private/study.xlsx" };

static int
write_settings(const char *dir, const struct wishes *w, struct arena *a, struct fail *f)
{
	const char *path = path_join(a, dir, "study.yaml");
	const char *text;

	if (w->project == NULL)
		return 0;
	text = arena_printf(a,
	    "# Facts and settings of the study. No personal data belong in this file.\n"
	    "v: 1\n"
	    "project: %s\n"
	    "language: %s\n"
	    "codes: %-20s # team: SW4; role: SW07\n"
	    "numbers: given              # given: as in the tables; drawn: at random\n"
	    "thresholds: {one_way: 3, crossed: 5}\n",
	    w->project, ui_language() == UI_NORWEGIAN ? "no" : "en", w->codes);
	return file_replace(path, 0644, bytes_of(text), f);
}

/* The workbook, unless tables were put there; those are for nobody else to read. */
static int
make_tables(const char *dir, bool *book, struct arena *a, struct fail *f)
{
	const char *path, *settings = path_join(a, dir, "study.yaml");
	struct study study, *of = NULL;
	size_t i;

	*book = true;
	for (i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		path = path_join(a, dir, tables[i]);
		if (!file_exists(path))
			continue;
		*book = false;
		if (chmod(path, 0600) == -1)
			return fail_errno(f, "file-create", path);
	}
	if (!*book)
		return 0;
	if (file_exists(settings)) {
		if (study_load(settings, a, &study, f) == -1)
			return -1;
		of = &study;
	}
	return study_book_write(path_join(a, dir, study_book_path), NULL, of, a, f);
}

static int
make_study(const char *dir, const struct wishes *w, bool *book, struct arena *a,
    struct fail *f)
{
	const char *path;
	size_t i;

	for (i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		path = path_join(a, dir, folders[i].path);
		if (file_make_dir(path, folders[i].mode, f) == -1)
			return -1;
		if (folders[i].mode == 0700 && chmod(path, 0700) == -1)
			return fail_errno(f, "file-make-dir", path);
	}
	return make_tables(dir, book, a, f) == 0 ? write_settings(dir, w, a, f) : -1;
}

/* Where the key will lie, if that is not beside the study. Noted before it is made, so that
 * a run that was killed goes on with the same. */
static int
note_key_folder(const char *dir, const char *key_dir, struct arena *a, struct fail *f)
{
	const char *key = wishes_path(key_dir, a);

	if (strcmp(key, arena_printf(a, "%s.key", dir)) == 0)
		return 0;
	return file_replace(path_join(a, dir, wishes_key_note), 0600,
	    bytes_of(arena_printf(a, "%s\n", key)), f);
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

/* The keys, and what of them is public in the study; a run that was killed here before goes
 * on with those it made. */
static int
begin_key(struct invocation *inv, const char *full, const char *key_dir,
    struct passphrase *pass, struct fail *f)
{
	struct arena *a = inv->arena;
	struct keyring *keyring =
	    keyring_exists(key_dir)
		? keyring_open(key_dir, pass, f)
		: keyring_new(key_dir, pass, session_work_factor(inv), f);
	int rc = -1;

	if (keyring != NULL &&
	    keyring_publish(keyring, path_join(a, full, "audit/keys"),
		day_text((int32_t)(clock_now() / 86400)).at, f) == 0)
		rc = begin_ledger(full, a, f);
	keyring_close(keyring);
	return rc;
}

/* Everything was asked. */
static int
begin(struct invocation *inv, const char *full, const struct wishes *w, bool *book,
    struct passphrase *pass, struct fail *f)
{
	struct arena *a = inv->arena;

	if (make_study(full, w, book, a, f) == -1)
		return -1;
	place_warn(full, a);
	if (note_key_folder(full, w->key_dir, a, f) == -1)
		return -1;
	return begin_key(inv, full, w->key_dir, pass, f);
}

/* The passphrase, once it is known that the folder can be made; which is not there without
 * one. */
static struct passphrase *
ask_in(const char *dir, const struct wishes *w, struct fail *f)
{
	bool is_new = !file_exists(dir);
	struct passphrase *pass;

	if (file_make_dir(dir, 0755, f) == -1)
		return NULL;
	pass = session_ask_passphrase(!keyring_exists(w->key_dir), f);
	if (pass == NULL && is_new)
		rmdir(dir);
	return pass;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct arena *a = inv->arena;
	const char *dir = inv->operands ? inv->operand[0] : ".", *full;
	struct passphrase *pass;
	struct wishes w;
	bool book = false;
	int rc;

	if (inv->operands > 1)
		return fail_with(f, FAIL_USAGE, "operand-extra", "%s", "init");
	if (file_exists(path_join(a, dir, "audit/ledger.jsonl"))) {
		say("init-exists", "%s", "");
		return 0;
	}
	full = wishes_path(dir, a);
	if (wishes_find(inv, full, &w, f) == -1)
		return -1;
	if (is_trial()) {
		trial_write(full);
		trial_write(w.key_dir);
		return 0;
	}
	pass = ask_in(dir, &w, f);
	if (pass == NULL)
		return -1;
	rc = begin(inv, full, &w, &book, pass, f);
	passphrase_close(pass);
	if (rc == -1)
		return -1;
	say("init-done", "%s\t%s", path_base(full), w.key_dir);
	say(book ? "init-next-book" : "init-next-tables", "%s", "");
	return 0;
}

const struct command command_init = {
	.name = "init",
	.operands = "[DIR]",
	.summary = "cmd-init",
	.example = "taus init ips-meetings",
	.options = options,
	.acquire = acquire,
};
