#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/release_checks.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "vault/digest.h"
#include "vault/identity.h"
#include "vault/seal.h"
#include "vault/secret.h"

static const struct option options[] = {
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ "remove-plain", OPTION_FLAG, NULL, "opt-consent-remove-plain" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* A name that says nothing about whose form it is: 80 random bits. */
static const char *
new_id(struct arena *a)
{
	unsigned char raw[10];
	char hex[21];

	randombytes_buf(raw, sizeof raw);
	sodium_bin2hex(hex, sizeof hex, raw, sizeof raw);
	return arena_printf(a, "F%s", hex);
}

/* The form's kind of file, if it is one that says no more than that. */
static const char *
suffix_of(const char *name)
{
	static const char *const known[] = { ".pdf", ".png", ".jpg", ".jpeg", ".tif",
		".p7s", ".docx", ".m4a", ".mp3", ".wav" };
	size_t i, len = strlen(name), end;

	for (i = 0; i < sizeof known / sizeof known[0]; i++) {
		end = strlen(known[i]);
		if (len > end && strcasecmp(name + len - end, known[i]) == 0)
			return known[i];
	}
	return "";
}

const char *
consent_sealed_name(const struct consent *c, struct arena *a)
{
	return arena_printf(a, "%s%s.age", c->form_id, suffix_of(c->form));
}

/* The sealed copy opens to exactly the form. */
static int
compare(struct session *s, const char *sealed, struct bytes form, struct fail *f)
{
	const struct identity *identity =
	    keyring_identity(s->keyring, VOLUME_CONSENTS, f);
	struct secret *opened = identity ? unseal(sealed, identity, f) : NULL;
	bool same = opened != NULL && bytes_equal(secret_bytes(opened), form);

	secret_close(opened);
	if (!same && f->kind == FAIL_NONE)
		fail(f, FAIL_SEAL, "consent-differs");
	return same ? 0 : fail_at(f, sealed, 0);
}

/* One form, byte for byte, into its own sealed file. */
static int
seal_form(
    struct session *s, struct consent *c, const struct recipients *to, struct fail *f)
{
	const char *plain =
	    path_join(s->arena, session_path(s, "private/consent"), c->form);
	struct secret *form = NULL;
	const char *name, *path;
	struct digest_text sha;
	int rc = -1;

	if (!file_exists(plain)) {
		fail(f, FAIL_INPUT, "consent-no-file");
		return fail_at(f, "private/consents.csv", c->line);
	}
	if (is_trial()) {
		trial_log(1);
		return 0;
	}
	c->form_id = new_id(s->arena);
	name = consent_sealed_name(c, s->arena);
	path = path_join(s->arena, session_path(s, "private/consent/sealed"), name);
	form = secret_load(plain, LIMIT_SEALED, f);
	if (form == NULL || seal_bytes(path, to, secret_bytes(form), f) == -1 ||
	    compare(s, path, secret_bytes(form), f) == -1 ||
	    digest_file(DIGEST_SHA256, path, &sha, f) == -1)
		goto out;
	rc = session_record(s, NULL, EVENT_ENCRYPTION,
	    arena_printf(s->arena, "consents/%s", name), REASON_CONSENT, sha.at, f);
out:
	secret_close(form);
	return rc;
}

static bool
is_sealed(const struct session *s, const struct consent *c)
{
	return c->form_id[0] != '\0' && file_exists(path_join(s->arena,
					    session_path(s, "private/consent/sealed"),
					    consent_sealed_name(c, s->arena)));
}

static int
add(const struct invocation *inv, struct session *s, struct fail *f)
{
	struct consents *cs = &s->linking.consents;
	struct consent *list = arena_get(s->arena, cs->len, sizeof *list);
	struct recipients *to;
	size_t i, added = 0;

	to = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_CONSENTS, s->arena, f);
	if (to == NULL || make_dir_but_in_trial(
			      session_path(s, "private/consent/sealed"), 0700, f) == -1)
		return -1;
	for (i = 0; i < cs->len; i++) {
		list[i] = cs->at[i];
		if (list[i].form[0] == '\0' || is_sealed(s, &list[i]))
			continue;
		if (seal_form(s, &list[i], to, f) == -1)
			return -1;
		added++;
	}
	cs->at = list;
	if (is_trial())
		trial_count("trial-forms", added);
	if (added > 0 && (session_seal_linking(s, REASON_CONSENT, f) == -1 ||
			     session_reopen_linking(s, f) == -1))
		return -1;
	if (added > 0 || !inv->step)
		say(added > 0 ? "consent-sealed" : "consent-same", "%zu", added);
	return 0;
}

/* How many forms lie there in plain, all of which would have a sealed copy. */
static size_t
plain_forms(const struct session *s)
{
	const struct consents *cs = &s->linking.consents;
	size_t i, count = 0;

	for (i = 0; i < cs->len; i++)
		count += cs->at[i].form[0] != '\0' &&
		         file_exists(path_join(s->arena,
			     session_path(s, "private/consent"), cs->at[i].form));
	return count;
}

/* Only what the sealed copy gives back byte for byte goes. */
static int
remove_plain(struct session *s, struct fail *f)
{
	const struct consents *cs = &s->linking.consents;
	const char *plain, *sealed;
	struct bytes form;
	size_t i;

	if (is_trial()) {
		trial_count("trial-forms-plain", plain_forms(s));
		trial_log((unsigned)plain_forms(s));
		return 0;
	}
	for (i = 0; i < cs->len; i++) {
		plain = path_join(
		    s->arena, session_path(s, "private/consent"), cs->at[i].form);
		if (!is_sealed(s, &cs->at[i]) || !file_exists(plain))
			continue;
		sealed = path_join(s->arena, session_path(s, "private/consent/sealed"),
		    consent_sealed_name(&cs->at[i], s->arena));
		if (file_read(plain, LIMIT_SEALED, s->arena, &form, f) == -1 ||
		    compare(s, sealed, form, f) == -1 || file_remove(plain, f) == -1 ||
		    session_record(s, NULL, EVENT_DELETION,
			arena_printf(s->arena, "private/consent/%s", cs->at[i].form_id),
			REASON_PLAIN_REMOVED, NULL, f) == -1)
			return -1;
	}
	return 0;
}

/* A line a seat-holder and meeting that is not covered, then the count. */
static int
status(struct invocation *inv, struct session *s, struct fail *f)
{
	struct consent_gap *gap;
	size_t gaps, i;

	if (consent_gaps(s, NULL, &gap, &gaps, f) == -1)
		return -1;
	for (i = 0; i < gaps; i++)
		answer(inv, gap[i].message, "code=%s\tmeeting=%s", gap[i].code,
		    gap[i].meeting);
	answer(inv, "consent-status", "consents#=%zu\tmissing#=%zu",
	    s->linking.consents.len, gaps);
	if (gaps > 0 && inv->status < FAIL_OPEN)
		inv->status = FAIL_OPEN;
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *verb = inv->operands ? inv->operand[0] : "status";
	struct session *s;

	if (inv->operands > 1 ||
	    (strcmp(verb, "add") != 0 && strcmp(verb, "status") != 0))
		return fail_with(f, FAIL_USAGE, "operand-choice", "%s\t%s", "consent",
		    "add, status");
	s = session_of(inv, f);
	if (s == NULL || session_open_key(s, true, f) == -1)
		return -1;
	if (strcmp(verb, "status") == 0)
		return status(inv, s, f);
	if (add(inv, s, f) == -1)
		return -1;
	return option_given(inv, "remove-plain") ? remove_plain(s, f) : 0;
}

const struct command command_consent = {
	.name = "consent",
	.operands = "[add|status]",
	.summary = "cmd-consent",
	.example = "taus consent add",
	.options = options,
	.acquire = acquire,
};
