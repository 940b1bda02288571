#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/archive_files.h"
#include "cmd/command.h"
#include "cmd/copy_state.h"
#include "cmd/release_checks.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/setup.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "release/bag.h"
#include "scrub/policy.h"
#include "vault/digest.h"
#include "vault/identity.h"

static const struct option options[] = {
	{ "draft", OPTION_FLAG, NULL, "opt-deposit-draft" },
	{ "without", OPTION_TEXT, "MEETINGS", "opt-deposit-without" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* What this deposit is of. */
struct deposit {
	struct session *session;
	const char *without;
	bool draft;
	struct bag_facts facts;
};

/* Two who can open the key, or one accident ends the study. */
static int
ask_holders(struct session *s, struct fail *f)
{
	struct recipients *r = keyring_recipients(
	    session_path(s, "audit/keys"), VOLUME_LINKING, s->arena, f);

	if (r == NULL)
		return -1;
	return recipients_count(r) >= 2 ? 0 : fail(f, FAIL_REFUSED, "deposit-holder");
}

static int
ask_consent(const struct deposit *d, struct fail *f)
{
	struct consent_gap *gap;
	size_t gaps, i;

	if (consent_gaps(d->session, d->without, &gap, &gaps, f) == -1)
		return -1;
	for (i = 0; i < gaps; i++)
		tell(gap[i].message, "%s\t%s", gap[i].code, gap[i].meeting);
	if (gaps > 0)
		return fail_with(f, FAIL_REFUSED, "deposit-consent", "%zu\t%s", gaps,
		    gap[0].meeting);
	return 0;
}

/* How many of the meetings that go out stand so. */
static size_t
that_stand(const struct deposit *d, const struct copy_states *st, enum copy_state how)
{
	const struct meetings *ms = &d->session->linking.meetings;
	size_t i, n = 0;

	for (i = 0; i < ms->len; i++)
		n += st->at[i] == how && !is_without(d->without, ms->at[i].id);
	return n;
}

/* Read by a person to the end, as they would be made now, and nothing doubtful left
 * undecided. */
static int
ask_reading(const struct deposit *d, struct fail *f)
{
	const struct copy_states *st;
	struct meeting_report *report;
	size_t count, i, n, open = 0;

	if (report_read(d->session, d->session->arena, &report, &count, f) == -1 ||
	    copy_states_of(d->session, &st, f) == -1)
		return -1;
	if (d->draft)
		return 0;
	for (i = 0; i < count; i++)
		if (!is_without(d->without, report[i].meeting))
			open += report[i].doubts + report[i].codes_in_text > 0;
	if (open > 0)
		return fail_with(f, FAIL_REFUSED, "deposit-open", "%zu", open);
	n = that_stand(d, st, COPY_STALE);
	if (n > 0)
		return fail_with(f, FAIL_REFUSED, "deposit-stale", "%zu", n);
	n = that_stand(d, st, COPY_EDITED);
	if (n > 0)
		return fail_with(f, FAIL_REFUSED, "deposit-edited", "%zu", n);
	n = that_stand(d, st, COPY_UNREAD);
	if (n > 0)
		return fail_with(f, FAIL_REFUSED, "deposit-unread", "%zu", n);
	return 0;
}

/*
 * The people or the rules may know more than when the copies were made: what goes
 * out is searched as it is now. Not even a draft leaves with something found.
 */
static int
ask_check(struct invocation *inv, struct fail *f)
{
	static const char *const only[] = { "outputs-only", "", NULL };

	if (run_step(inv, "check", NULL, only, f) == -1)
		return -1;
	return inv->status == 0 ? 0 : fail(f, FAIL_REFUSED, "deposit-left");
}

static int
read_facts(struct invocation *inv, struct deposit *d, struct fail *f)
{
	const struct study *y = &d->session->study;
	struct setup setup;

	if (setup_load(&setup, &d->session->linking, d->session->dir, inv->arena, f) ==
	    -1)
		return -1;
	d->facts = (struct bag_facts){
		.project = y->project,
		.title = y->title[0] ? y->title : y->project,
		.controller = y->controller[0] ? y->controller : y->project,
		.leader = y->leader,
		.approval_body = y->approval_body,
		.approval_reference = y->approval_reference,
		.language = strcmp(y->language, "no") == 0 ? "nb" : "en",
		.from = y->from,
		.to = y->to,
		.version = VERSION,
		.rulebook = rulebook_digest(setup.rulebook),
		.policy = policy_digest(setup.policy),
		.draft = d->draft,
	};
	return 0;
}

/*
 * The registers stand in the ledger under their names in the archive, so that an
 * archive proves which entry it belongs to. Only they: an auditor takes a "data/"
 * object of the ledger for a file that must be there, and all else (a transcript, a
 * draft) may be left out of a later archive; it stands in the ledger as the output
 * that it is.
 */
static int
record_registers(struct session *s, const struct archive_files *files, struct fail *f)
{
	const struct ledger_entry *last;
	struct digest_text sha;
	const char *object;
	size_t i;

	for (i = 0; i < files->len; i++) {
		if (!archive_is_register(&files->at[i]))
			continue;
		object = arena_printf(s->arena, "data/%s", files->at[i].name);
		sha = digest_bytes(DIGEST_SHA256, files->at[i].content);
		last = ledger_last_for(s->ledger, object);
		if (last != NULL && strcmp(last->sha256, sha.at) == 0)
			continue;
		if (session_record(s, NULL, EVENT_INGESTION, object, REASON_DEPOSIT,
			sha.at, f) == -1)
			return -1;
	}
	return 0;
}

static int
write_archive(struct deposit *d, enum bag_kind kind, const struct archive_files *files,
    struct fail *f)
{
	struct session *s = d->session;
	const char *name =
	    arena_printf(s->arena, "%s%s-%s-%s", d->draft ? "DRAFT-" : "",
		s->study.project, kind == BAG_DATA ? "data" : "consent",
		day_text((int32_t)(clock_now() / 86400)).at);
	const char *object = arena_printf(s->arena, "out/archive/%s.tar", name);
	struct bag_spec spec = { .name = name,
		.kind = kind,
		.facts = d->facts,
		.file = files->at,
		.files = files->len,
		.ledger = s->ledger };
	struct digest_text sha;

	if (is_trial()) {
		trial_write(object);
		trial_log(1);
		return 0;
	}
	spec.time = ledger_time(s->ledger);
	spec.audit_dir = session_path(s, "audit");
	spec.signing = keyring_signing(s->keyring, f);
	if (spec.signing == NULL ||
	    bag_write(&spec, session_path(s, object), &sha, f) == -1)
		return -1;
	say("deposit-made", "%s", object);
	return session_record(
	    s, NULL, EVENT_PACKAGE, object, REASON_DEPOSIT, sha.at, f);
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct deposit d = { .without = option_text(inv, "without") };
	struct archive_files data = { .at = NULL }, consent = { .at = NULL };
	struct session *s = session_of(inv, f);

	d.session = s;
	d.draft = option_given(inv, "draft");
	if (s == NULL || session_open_key(s, true, f) == -1 ||
	    ask_holders(s, f) == -1 || ask_consent(&d, f) == -1 ||
	    ask_reading(&d, f) == -1 || ask_check(inv, f) == -1 ||
	    read_facts(inv, &d, f) == -1)
		return -1;
	if (archive_data_files(s, d.without, d.draft, &data, f) == -1 ||
	    archive_consent_files(s, &consent, f) == -1 ||
	    make_dir_but_in_trial(session_path(s, "out/archive"), 0700, f) == -1)
		return -1;
	if (record_registers(s, &data, f) == -1 || session_checkpoint(s, f) == -1 ||
	    write_archive(&d, BAG_DATA, &data, f) == -1)
		return -1;
	if (session_checkpoint(s, f) == -1 ||
	    (consent.len > 0 && write_archive(&d, BAG_CONSENT, &consent, f) == -1) ||
	    session_checkpoint(s, f) == -1)
		return -1;
	say(d.draft ? "deposit-draft" : "deposit-done", "%zu\t%zu", data.len,
	    consent.len);
	return 0;
}

const struct command command_deposit = {
	.name = "deposit",
	.operands = "",
	.summary = "cmd-deposit",
	.example = "taus deposit",
	.options = options,
	.acquire = acquire,
};
