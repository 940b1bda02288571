#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/release_checks.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "vault/digest.h"
#include "vault/identity.h"
#include "vault/passphrase.h"
#include "vault/seal.h"
#include "vault/secret.h"

static const struct option options[] = {
	{ "output", OPTION_PATH, "FILE", "opt-key-output" },
	{ "public", OPTION_TEXT, "TEXT", "opt-key-public" },
	{ "label", OPTION_TEXT, "LABEL", "opt-key-label" },
	{ "work-factor", OPTION_NUMBER, "N", "opt-work-factor" },
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* A key file of one's own, to be the second holder of somebody's study. The public
 * line is what the study's leader needs. */
static int
verb_new(struct invocation *inv, struct fail *f)
{
	const char *path = option_text(inv, "output");
	struct passphrase *pass = NULL;
	struct identity *identity = NULL;
	int rc = -1;

	if (path == NULL)
		return fail_with(f, FAIL_USAGE, "option-needed", "%s", "output");
	if (file_exists(path)) {
		fail(f, FAIL_REFUSED, "key-exists");
		return fail_at(f, path, 0);
	}
	if (is_trial()) {
		trial_write(path);
		return 0;
	}
	pass = session_ask_passphrase(true, f);
	if (pass == NULL)
		return -1;
	identity = identity_new();
	if (identity_save(identity, path, pass, session_work_factor(inv), f) == 0) {
		puts(identity_recipient(identity));
		say("key-made", "%s", path);
		rc = 0;
	}
	identity_close(identity);
	passphrase_close(pass);
	return rc;
}

static int
verb_show(struct invocation *inv, struct fail *f)
{
	struct session *s = session_of(inv, f);
	const struct recipient *r;
	struct recipients *all;
	size_t i;

	if (s == NULL)
		return -1;
	all = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_LINKING, s->arena, f);
	if (all == NULL)
		return -1;
	for (i = 0; i < recipients_count(all); i++) {
		r = recipients_at(all, i);
		answer_row(inv,
		    arena_printf(
			s->arena, "%-16s %-16s %s", r->role, r->holder, r->from),
		    "holder", "from=%s\tlabel=%s\trole=%s", r->from, r->holder,
		    r->role);
	}
	answer(inv, recipients_count(all) >= 2 ? "key-holders" : "key-one-holder",
	    "count#=%zu", recipients_count(all));
	return 0;
}

static bool
is_holder(const struct recipients *r, const char *text)
{
	size_t i;

	for (i = 0; i < recipients_count(r); i++)
		if (strcmp(recipients_at(r, i)->text, text) == 0)
			return true;
	return false;
}

/* A run that was killed may have reached some volumes: *added counts the others. */
static int
add_holder(struct session *s, enum volume v, const char *text, const char *label,
    size_t *added, struct fail *f)
{
	const char *keys = session_path(s, "audit/keys");
	struct recipients *r = keyring_recipients(keys, v, s->arena, f);
	struct day_text today = day_text((int32_t)(clock_now() / 86400));
	struct recipient holder = { "second-holder", label, today.at, text };

	if (r == NULL)
		return -1;
	if (is_holder(r, text))
		return 0;
	++*added;
	if (recipients_add(r, holder, f) == -1)
		return -1;
	if (is_trial()) {
		trial_write(path_join(s->arena, "audit/keys", volume_recipients(v)));
		return 0;
	}
	return recipients_save(r, path_join(s->arena, keys, volume_recipients(v)), f);
}

/* Every sealed form, sealed again to all who may open it. */
static int
rewrap_forms(struct session *s, struct fail *f)
{
	const struct identity *own = keyring_identity(s->keyring, VOLUME_CONSENTS, f);
	const char *dir = session_path(s, "private/consent/sealed"), *path;
	struct recipients *to;
	struct digest_text sha;
	struct secret *form;
	size_t count, i;
	char **name;
	int rc;

	to = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_CONSENTS, s->arena, f);
	if (own == NULL || to == NULL ||
	    file_list(dir, false, s->arena, &name, &count, f) == -1)
		return -1;
	if (is_trial()) {
		trial_count("trial-forms", count);
		trial_log((unsigned)count);
		return 0;
	}
	for (i = 0; i < count; i++) {
		path = path_join(s->arena, dir, name[i]);
		form = unseal(path, own, f);
		rc = form ? seal_bytes(path, to, secret_bytes(form), f) : -1;
		secret_close(form);
		if (rc == -1 || digest_file(DIGEST_SHA256, path, &sha, f) == -1 ||
		    session_record(s, NULL, EVENT_MODIFICATION,
			arena_printf(s->arena, "consents/%s", name[i]), REASON_REWRAP,
			sha.at, f) == -1)
			return -1;
	}
	return 0;
}

/* A second holder opens everything that is sealed from now on, and what was sealed
 * before is sealed anew. */
static int
verb_holder(struct invocation *inv, struct fail *f)
{
	const char *text = option_text(inv, "public"),
		   *label = option_text(inv, "label");
	struct session *s;
	size_t added = 0;
	int v;

	if (text == NULL)
		return fail_with(f, FAIL_USAGE, "option-needed", "%s", "public");
	s = session_of(inv, f);
	if (s == NULL || session_open_key(s, false, f) == -1)
		return -1;
	for (v = 0; v < VOLUME_COUNT; v++)
		if (add_holder(s, (enum volume)v, text, label ? label : "second",
			&added, f) == -1)
			return -1;
	if (added == 0)
		return fail(f, FAIL_INPUT, "recipients-twice");
	if (session_record(s, NULL, EVENT_MODIFICATION, "audit/keys/recipients.txt",
		REASON_HOLDER_ADDED, NULL, f) == -1 ||
	    (s->has_linking && session_seal_linking(s, REASON_REWRAP, f) == -1) ||
	    rewrap_forms(s, f) == -1 || session_checkpoint(s, f) == -1)
		return -1;
	say("key-holder-added", "%s", label ? label : "second");
	return 0;
}

/* Seal everything anew to those who stand in audit/keys. */
static int
verb_rewrap(struct invocation *inv, struct fail *f)
{
	struct session *s = session_of(inv, f);

	if (s == NULL || session_open_key(s, true, f) == -1 ||
	    session_seal_linking(s, REASON_REWRAP, f) == -1 ||
	    rewrap_forms(s, f) == -1 || session_checkpoint(s, f) == -1)
		return -1;
	say("key-rewrapped", "%s", "");
	return 0;
}

static const struct {
	const char *name;
	int (*run)(struct invocation *, struct fail *);
} verbs[] = {
	{ "show", verb_show },
	{ "new", verb_new },
	{ "holder", verb_holder },
	{ "rewrap", verb_rewrap },
};

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *verb = inv->operands ? inv->operand[0] : "show";
	size_t i;

	for (i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (inv->operands < 2 && strcmp(verbs[i].name, verb) == 0)
			return verbs[i].run(inv, f);
	return fail_with(f, FAIL_USAGE, "operand-choice", "%s\t%s", "key",
	    "show, new, holder, rewrap");
}

const struct command command_key = {
	.name = "key",
	.operands = "[show|new|holder|rewrap]",
	.summary = "cmd-key",
	.example = "taus key holder --public age1...",
	.options = options,
	.acquire = acquire,
};
