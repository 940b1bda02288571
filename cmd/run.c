#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "people/linking.h"
#include "vault/identity.h"

static const struct option options[] = {
	{ "draft", OPTION_FLAG, NULL, "opt-run-draft" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* The steps that need no question, in their order. */
static const char *const steps[] = { "roster", "consent", "scrub", "table", "check" };

/* Without declared columns, or anybody who has consented, there is no Table 1. */
static bool
is_left_out(const struct session *s, const char *step)
{
	if (strcmp(step, "check") == 0 && is_trial())
		return true; /* what it would search is not there */
	return strcmp(step, "table") == 0 &&
	       (s->study.columns == 0 || s->linking.consents.len == 0);
}

/* A second holder is what makes an archive possible at all. */
static bool
may_deposit(struct session *s, struct fail *f)
{
	struct recipients *r = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_LINKING, s->arena, f);

	return r != NULL && recipients_count(r) >= 2;
}

static int
run_one(struct invocation *inv, const char *step, struct fail *f)
{
	static const char *const add[] = { "add", NULL };

	say("run-step", "%s", step);
	return run_step(inv, step, strcmp(step, "consent") == 0 ? add : NULL, NULL, f);
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	static const char *const draft[] = { "draft", "", NULL };
	struct session *s = session_of(inv, f);
	size_t i;

	if (s == NULL || session_open_key(s, false, f) == -1)
		return -1;
	for (i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		if (is_left_out(s, steps[i]))
			continue;
		if (run_one(inv, steps[i], f) == -1)
			return -1;
		if (inv->status >
		    FAIL_OPEN) /* a document failed: no more on top of that */
			return 0;
	}
	inv->status =
	    0; /* what check found open it has said; that is no failure of run */
	if (session_checkpoint(s, f) == -1)
		return -1;
	if (option_given(inv, "draft") && !is_trial() && may_deposit(s, f))
		return run_step(inv, "deposit", NULL, draft, f);
	if (f->kind != FAIL_NONE)
		return -1;
	say(option_given(inv, "draft") ? "run-next-holder" : "run-next", "%s", "");
	return 0;
}

const struct command command_run = {
	.name = "run",
	.operands = "",
	.summary = "cmd-run",
	.example = "taus run --draft",
	.options = options,
	.acquire = acquire,
};
