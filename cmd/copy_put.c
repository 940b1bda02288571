#include "cmd/copy_put.h"

#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "cmd/copies.h"
#include "cmd/document.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "vault/digest.h"

/* The log says so once. */
static int
make_draft(
    struct session *s, const struct meeting *m, const char *sha256, struct fail *f)
{
	const char *reading = copy_reading(m, s->arena);
	const struct ledger_entry *read = ledger_success_for(s->ledger, reading);

	if (read == NULL || read->reason != REASON_READ ||
	    strcmp(read->sha256, sha256) == 0)
		return 0;
	return session_record(
	    s, NULL, EVENT_MODIFICATION, reading, REASON_DRAFT, NULL, f);
}

int
copy_put(struct session *s, struct document *d, enum ledger_event event,
    enum ledger_reason reason, struct fail *f)
{
	const char *object = copy_object(d->meeting, s->arena);
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	struct ledger_entry intent = { .agent = "taus/" VERSION,
		.event = event,
		.object = object,
		.outcome = OUTCOME_INTENT,
		.reason = reason };
	struct digest_text sha;
	struct file_out *out = d->out;

	if (digest_fd(DIGEST_SHA256, d->out_fd, &sha, f) == -1)
		return -1;
	if (known != NULL && known->sha256 != NULL &&
	    strcmp(known->sha256, sha.at) == 0 && file_exists(d->target))
		return 0;
	if (is_trial()) {
		trial_write(object);
		trial_log(2);
		return make_draft(s, d->meeting, sha.at, f);
	}
	intent.sha256 = sha.at;
	if (ledger_append(s->ledger, &intent, f) == -1)
		return -1;
	d->out = NULL;
	if (file_commit(out, f) == -1 ||
	    session_record(s, NULL, event, object, reason, sha.at, f) == -1)
		return -1;
	return make_draft(s, d->meeting, sha.at, f);
}
