#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/place.h"
#include "cmd/session.h"
#include "cmd/study_book.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
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

/* What is asked, or given by options. */
struct wishes {
	const char *project, *key_dir, *codes;
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
write_settings(const char *dir, const struct wishes *w, struct arena *a, struct fail *f)
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
	const char *path;
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
	return *book ? study_book_write(
			   path_join(a, dir, study_book_path), NULL, NULL, a, f)
	             : 0;
}

static int
make_study(const char *dir, const struct wishes *w, bool *book, struct arena *a,
    struct fail *f)
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
	return make_tables(dir, book, a, f) == 0 ? write_settings(dir, w, a, f) : -1;
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

/* Somebody sits there who can answer. */
static bool
may_ask(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       global_value(GLOBAL_PASSPHRASE) == NULL &&
	       global_value(GLOBAL_QUIET) == NULL && !is_trial();
}

/* One answer; an empty one, or the end, is what stands in the brackets. */
static const char *
answer_of(const char *id, const char *usual, struct arena *a)
{
	char line[1024];

	ask(id, "%s", usual);
	fflush(stdout);
	if (fgets(line, sizeof line, stdin) == NULL || line[strspn(line, " \n")] == 0)
		return usual;
	return arena_text(a, bytes_trim(bytes_of(line)));
}

static bool
is_project(const char *label)
{
	return label[0] != '-' && label[0] != '\0' && strlen(label) <= 40 &&
	       label[strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool
is_codes(const char *codes)
{
	return strcmp(codes, "team") == 0 || strcmp(codes, "role") == 0;
}

/* What no option answers, if there is somebody to ask; else what is usual. */
static int
find_wishes(struct invocation *inv, const char *full, struct wishes *w, struct fail *f)
{
	struct arena *a = inv->arena;
	const char *label = label_of(full, a);
	const char *beside = arena_printf(a, "%s.key", full);
	bool asks = may_ask();

	w->project = option_text(inv, "project");
	w->key_dir = option_text(inv, "key");
	w->codes = option_text(inv, "codes");
	if (w->codes != NULL && !is_codes(w->codes))
		return fail(f, FAIL_USAGE, "codes-name");
	if (w->project != NULL && !is_project(w->project))
		return fail(f, FAIL_USAGE, "study-project");
	while (w->project == NULL) {
		w->project = asks ? answer_of("ask-project", label, a) : label;
		if (asks && !is_project(w->project)) {
			say("study-project", "%s", "");
			w->project = NULL;
		}
	}
	if (w->key_dir == NULL)
		w->key_dir = asks ? answer_of("ask-key", beside, a) : beside;
	while (w->codes == NULL) {
		w->codes = asks ? answer_of("ask-codes", "team", a) : "team";
		if (!is_codes(w->codes)) {
			say("ask-codes-again", "%s", "");
			w->codes = NULL;
		}
	}
	return check_apart(full, w->key_dir, a, f);
}

/* The key, and what of it is public in the study. */
static int
begin_key(
    struct invocation *inv, const char *full, const struct wishes *w, struct fail *f)
{
	struct arena *a = inv->arena;
	const char *beside = arena_printf(a, "%s.key", full);
	struct passphrase *pass = NULL;
	struct keyring *keyring = make_keys(inv, w->key_dir, &pass, f);
	int rc = -1;

	if (keyring != NULL &&
	    keyring_publish(keyring, path_join(a, full, "audit/keys"),
		day_text((int32_t)(clock_now() / 86400)).at, f) == 0 &&
	    (strcmp(full_path(w->key_dir, a), beside) == 0 ||
		note_key_folder(full, w->key_dir, a, f) == 0) &&
	    begin_ledger(full, a, f) == 0)
		rc = 0;
	keyring_close(keyring);
	passphrase_close(pass);
	return rc;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct arena *a = inv->arena;
	const char *dir = inv->operands ? inv->operand[0] : ".", *full;
	struct wishes w;
	bool book = false;

	if (inv->operands > 1)
		return fail_with(f, FAIL_USAGE, "operand-extra", "%s", "init");
	if (file_exists(path_join(a, dir, "audit/ledger.jsonl"))) {
		say("init-exists", "%s", "");
		return 0;
	}
	full = full_path(dir, a);
	if (find_wishes(inv, full, &w, f) == -1)
		return -1;
	if (is_trial()) {
		trial_write(full);
		trial_write(w.key_dir);
		return 0;
	}
	if (make_study(dir, &w, &book, a, f) == -1)
		return -1;
	place_warn(dir, a);
	if (begin_key(inv, full, &w, f) == -1)
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
