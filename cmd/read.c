#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/release_checks.h"
#include "cmd/session.h"
#include "cmd/ui.h"
#include "vault/digest.h"

static const struct option options[] = {
	{ "all", OPTION_FLAG, NULL, "opt-read-all" },
	{ "by", OPTION_TEXT, "LABEL", "opt-read-by" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* A label stands in the log for ever: letters, digits and "-", at most 16. */
static int
check_label(const char *by, struct fail *f)
{
	size_t len =
	    by ? strspn(by, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789-")
	       : 0;

	if (by == NULL || len == 0 || by[len] != '\0' || len > 16)
		return fail(f, FAIL_USAGE, "read-by");
	return 0;
}

/* Signed is the copy as it is now: when it changes, it is unread again. */
static int
sign_one(struct session *s, const struct meeting *m, const char *by, size_t *signed_now,
    struct fail *f)
{
	const char *copy = copy_object(m, s->arena);
	const struct ledger_entry *made = ledger_success_for(s->ledger, copy);
	struct digest_text now;

	if (is_read(s, m->id))
		return 0;
	if (made == NULL || !file_exists(session_path(s, copy))) {
		fail(f, FAIL_INPUT, "check-no-copy");
		return fail_at(f, m->id, 0);
	}
	if (digest_file(DIGEST_SHA256, session_path(s, copy), &now, f) == -1)
		return -1;
	if (strcmp(now.at, made->sha256) != 0) {
		fail(f, FAIL_REFUSED, "output-edited");
		return fail_at(f, m->id, 0);
	}
	++*signed_now;
	return session_record(s, by, EVENT_FIXITY_CHECK, copy_reading(m, s->arena),
	    REASON_READ, now.at, f);
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *by = option_text(inv, "by");
	const struct meeting *m;
	struct session *s;
	size_t i, done = 0;

	if (check_label(by, f) == -1)
		return -1;
	if (option_given(inv, "all") == (inv->operands > 0))
		return fail(f, FAIL_USAGE, "read-which");
	s = session_of(inv, f);
	if (s == NULL || session_open_key(s, true, f) == -1)
		return -1;
	for (i = 0; i < inv->operands; i++) {
		m = meeting_named(&s->linking.meetings, inv->operand[i]);
		if (m == NULL)
			return fail(f, FAIL_USAGE, "without-meeting");
		if (sign_one(s, m, by, &done, f) == -1)
			return -1;
	}
	for (i = 0; option_given(inv, "all") && i < s->linking.meetings.len; i++)
		if (sign_one(s, &s->linking.meetings.at[i], by, &done, f) == -1)
			return -1;
	if (done > 0 && session_checkpoint(s, f) == -1)
		return -1;
	say("read-done", "%zu\t%s", done, by);
	return 0;
}

const struct command command_read = {
	.name = "read",
	.operands = "[MEETING...]",
	.summary = "cmd-read",
	.example = "taus read M01-1 --by AB",
	.options = options,
	.acquire = acquire,
};
