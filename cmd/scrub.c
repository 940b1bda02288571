#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/hidden_words.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "vault/digest.h"

static const struct option options[] = {
	TRANSCRIPTS_OPTIONS,
	{ "output", OPTION_PATH, "OUT", "opt-scrub-output" },
	{ "to", OPTION_TEXT, "utf-8|txt", "opt-scrub-to" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

static enum copy_as
read_to(const struct invocation *inv)
{
	const char *to = option_text(inv, "to");

	if (to == NULL)
		return COPY_AS_IS;
	return strcmp(to, "txt") == 0 ? COPY_AS_TEXT : COPY_IN_UTF8;
}

/* Where the copy of an operand goes inside a folder: its own relative path. */
static const char *
inside(struct invocation *inv, const char *out, const char *operand)
{
	if (operand[0] == '/' || strncmp(operand, "../", 3) == 0 ||
	    strstr(operand, "/../"))
		operand = path_base(operand);
	while (strncmp(operand, "./", 2) == 0)
		operand += 2;
	return path_join(inv->arena, out,
	    copy_file(operand, read_to(inv) == COPY_AS_TEXT, inv->arena));
}

static int
set_targets(struct invocation *inv, const char *out, struct fail *f)
{
	bool folder = inv->documents > 1 || file_is_dir(out);
	struct document *d;
	size_t i;

	for (i = 0; i < inv->documents; i++) {
		d = &inv->document[i];
		if (folder && d->path == NULL)
			return fail(f, FAIL_USAGE, "output-stdin");
		d->target = folder ? inside(inv, out, d->name) : out;
	}
	return 0;
}

/* No copy may stand where an input stands (also the table of people, or the file
 * of the passphrase), and no two copies in one place. */
static int
check_targets(const struct invocation *inv, struct fail *f)
{
	const char *other[] = { option_text(inv, "roster"),
		global_value(GLOBAL_PASSPHRASE) };
	const char *out = option_text(inv, "output"), *target;
	size_t i, k;

	for (i = 0; i < inv->documents; i++) {
		target = inv->document[i].target;
		for (k = 0; k < 2; k++)
			if (other[k] != NULL && file_same(target, other[k]))
				return fail(f, FAIL_USAGE, "output-is-input");
		if (inv->document[i].path != NULL &&
		    file_same(out, inv->document[i].path))
			return fail(f, FAIL_USAGE, "output-is-input");
		for (k = 0; k < inv->documents; k++) {
			if (inv->document[k].path != NULL &&
			    file_same(target, inv->document[k].path))
				return fail(f, FAIL_USAGE, "output-is-input");
			if (k < i && strcmp(target, inv->document[k].target) == 0)
				return fail(f, FAIL_USAGE, "output-twice");
		}
	}
	return 0;
}

static int
make_folders(const struct invocation *inv, struct fail *f)
{
	size_t i;

	for (i = 0; i < inv->documents; i++)
		if (make_dir_but_in_trial(
			path_dir(inv->arena, inv->document[i].target), 0755, f) == -1)
			return -1;
	return 0;
}

static int
acquire_files(struct invocation *inv, struct fail *f)
{
	const char *out = option_text(inv, "output");

	if (out == NULL && inv->operands > 1)
		return fail(f, FAIL_USAGE, "output-missing");
	if (transcripts_of_operands(inv, f) == -1)
		return -1;
	if (out == NULL || strcmp(out, "-") == 0) {
		inv->document[0].out_fd = STDOUT_FILENO;
		return inv->operands == 1 ? 0 : fail(f, FAIL_USAGE, "output-missing");
	}
	if (set_targets(inv, out, f) == -1 || check_targets(inv, f) == -1)
		return -1;
	return make_folders(inv, f);
}

/* A copy that somebody has edited is never overwritten unseen. */
static int
check_ours(struct session *s, const struct document *d, struct fail *f)
{
	const char *object = copy_object(d->meeting, s->arena);
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	struct digest_text now;

	if (!file_exists(d->target))
		return 0;
	if (digest_file(DIGEST_SHA256, d->target, &now, f) == -1)
		return -1;
	if (known != NULL && strcmp(known->sha256, now.at) == 0)
		return 0;
	known = ledger_last_for(s->ledger, object); /* a run killed in between */
	if (known != NULL && known->sha256 != NULL &&
	    strcmp(known->sha256, now.at) == 0)
		return 0;
	fail(f, FAIL_REFUSED, "output-edited");
	return fail_at(f, d->name, 0);
}

static int
acquire_study(struct invocation *inv, struct fail *f)
{
	struct session *s;
	struct document *d;
	size_t i;

	if (option_given(inv, "output") || option_given(inv, "roster"))
		return fail(f, FAIL_USAGE, "scrub-in-study");
	if (transcripts_of_study(inv, f) == -1)
		return -1;
	s = inv->session;
	if (make_dir_but_in_trial(session_path(s, "out/transcripts"), 0700, f) == -1)
		return -1;
	for (i = 0; i < inv->documents; i++) {
		d = &inv->document[i];
		d->target = session_path(s, copy_object(d->meeting, inv->arena));
		if (check_ours(s, d, f) == -1)
			return -1;
	}
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *to = option_text(inv, "to");

	if (to != NULL && strcmp(to, "utf-8") != 0 && strcmp(to, "txt") != 0)
		return fail(f, FAIL_USAGE, "to-name");
	if (read_to(inv) == COPY_AS_TEXT && inv->operands == 0)
		return fail(f, FAIL_USAGE, "to-in-study");
	if ((inv->operands > 0 ? acquire_files(inv, f) : acquire_study(inv, f)) == -1)
		return -1;
	transcripts_of(inv)->copy_as = read_to(inv);
	return 0;
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	struct found *found;

	if (transcripts_take(inv, d, kind, record, len, f) == -1)
		return -1;
	found = d->found;
	if (kind == RECORD_SPAN && t->in_study)
		transcripts_span_json(t, d, record, &found->spans_json);
	return 0;
}

/* The same bytes again: nothing is written and nothing recorded. */
static int
put_in_place(struct session *s, struct document *d, struct fail *f)
{
	const char *object = copy_object(d->meeting, s->arena);
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	struct ledger_entry intent = { .agent = "taus/" VERSION,
		.event = EVENT_REDACTION,
		.object = object,
		.outcome = OUTCOME_INTENT,
		.reason = REASON_SCRUB };
	struct digest_text sha;
	struct file_out *out = d->out;

	if (digest_fd(DIGEST_SHA256, d->out_fd, &sha, f) == -1)
		return -1;
	if (known != NULL && strcmp(known->sha256, sha.at) == 0 &&
	    file_exists(d->target))
		return 0;
	if (is_trial()) {
		trial_write(object);
		trial_log(2);
		return 0;
	}
	intent.sha256 = sha.at;
	if (ledger_append(s->ledger, &intent, f) == -1)
		return -1;
	d->out = NULL;
	if (file_commit(out, f) == -1)
		return -1;
	return session_record(
	    s, NULL, EVENT_REDACTION, object, REASON_SCRUB, sha.at, f);
}

static int
finish(struct invocation *inv, struct document *d, struct fail *f)
{
	struct file_out *out = d->out;

	if (transcripts_of(inv)->in_study)
		return put_in_place(inv->session, d, f);
	if (is_trial())
		trial_write(d->target ? d->target : "@trial-stdout");
	d->out = NULL;
	return out != NULL ? file_commit(out, f) : 0;
}

static int
conclude(struct invocation *inv, struct fail *f)
{
	uint64_t spans = 0, doubts = 0, done = 0, hidden[HIDDENS] = { 0 };
	size_t i, k;

	for (i = 0; i < inv->documents; i++) {
		struct found *found = inv->document[i].found;

		if (found == NULL)
			continue;
		done++;
		spans += found->spans;
		doubts += found->doubts;
		for (k = 0; k < HIDDENS; k++)
			hidden[k] += found->done.hidden[k];
	}
	if (transcripts_of(inv)->in_study && done == inv->documents &&
	    report_write(inv, f) == -1)
		return -1;
	if (done == 0 && inv->documents > 0)
		return 0; /* each has said why */
	say("scrub-done", "%llu\t%llu\t%llu", (unsigned long long)done,
	    (unsigned long long)spans, (unsigned long long)doubts);
	hidden_say_left_out(hidden);
	if (transcripts_of(inv)->in_study)
		say_next(inv, "scrub-next");
	else
		say("scrub-not-for-release", "%s", "");
	return 0;
}

const struct command command_scrub = {
	.name = "scrub",
	.operands = "[FILE...]",
	.summary = "cmd-scrub",
	.example = "taus scrub",
	.options = options,
	.acquire = acquire,
	.process = transcripts_process,
	.take = take,
	.finish = finish,
	.conclude = conclude,
};
