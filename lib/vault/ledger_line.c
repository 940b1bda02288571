#include "vault/ledger_line.h"

#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "vault/digest.h"
#include "vault/name.h"

/* PREMIS 3, event types (id.loc.gov/vocabulary/preservation/eventType) */
static const char *const events[EVENT_COUNT] = {
	[EVENT_CREATION] = "creation",
	[EVENT_POLICY_ASSIGNMENT] = "policy assignment",
	[EVENT_INGESTION] = "ingestion",
	[EVENT_REDACTION] = "redaction",
	[EVENT_ENCRYPTION] = "encryption",
	[EVENT_DECRYPTION] = "decryption",
	[EVENT_MODIFICATION] = "modification",
	[EVENT_FIXITY_CHECK] = "fixity check",
	[EVENT_SIGNATURE] = "digital signature generation",
	[EVENT_SIGNATURE_VALIDATION] = "digital signature validation",
	[EVENT_PACKAGE] = "information package creation",
	[EVENT_DELETION] = "deletion",
};

static const char *const outcomes[OUTCOME_COUNT] = {
	[OUTCOME_INTENT] = "intent",
	[OUTCOME_SUCCESS] = "success",
	[OUTCOME_FAILURE] = "failure",
};

static const char *const reasons[REASON_COUNT] = {
	[REASON_NONE] = "",
	[REASON_INIT] = "init",
	[REASON_ROSTER] = "roster",
	[REASON_SURVEY] = "survey",
	[REASON_REVIEW] = "review",
	[REASON_SCRUB] = "scrub",
	[REASON_DRAFT] = "draft",
	[REASON_READ] = "read",
	[REASON_MISSED] = "missed",
	[REASON_ADOPT] = "adopt",
	[REASON_CHECK] = "check",
	[REASON_CONSENT] = "consent",
	[REASON_WITHDRAWAL] = "withdrawal",
	[REASON_QUOTE] = "quote",
	[REASON_TABLE] = "table",
	[REASON_REPORT] = "report",
	[REASON_DEPOSIT] = "deposit",
	[REASON_VERIFY] = "verify",
	[REASON_KEY_NEW] = "key-new",
	[REASON_HOLDER_ADDED] = "holder-added",
	[REASON_HOLDER_REMOVED] = "holder-removed",
	[REASON_REWRAP] = "rewrap",
	[REASON_PASSPHRASE] = "passphrase",
	[REASON_PLAIN_REMOVED] = "plain-removed",
	[REASON_RETENTION_END] = "retention-end",
	[REASON_DESTROY] = "destroy",
	[REASON_FREEZE] = "freeze",
	[REASON_WITNESS] = "witness",
	[REASON_SANDBOX_OFF] = "sandbox-off",
	[REASON_REPAIR] = "repair",
};

const char *
ledger_event_text(enum ledger_event e)
{
	return events[e];
}

const char *
ledger_outcome_text(enum ledger_outcome o)
{
	return outcomes[o];
}

const char *
ledger_reason_text(enum ledger_reason r)
{
	return reasons[r];
}

bool
ledger_agent_fits(const char *agent)
{
	return agent != NULL && name_is_path(bytes_of(agent), LEDGER_AGENT);
}

bool
ledger_object_fits(const char *object)
{
	return object != NULL && name_is_path(bytes_of(object), LEDGER_OBJECT);
}

void
ledger_line_write(struct buf *to, const struct ledger_entry *e, const char *prev)
{
	struct time_text time = time_text(e->time);
	struct json j = jsonl_open(to);

	jsonl_text(&j, "agent", bytes_of(e->agent));
	jsonl_text(&j, "event", bytes_of(events[e->event]));
	jsonl_number(&j, "n", e->n);
	jsonl_text(&j, "object", bytes_of(e->object));
	jsonl_text(&j, "outcome", bytes_of(outcomes[e->outcome]));
	jsonl_text(&j, "prev", bytes_of(prev));
	jsonl_text(&j, "reason", bytes_of(reasons[e->reason]));
	jsonl_text(&j, "sha256", bytes_of(e->sha256 ? e->sha256 : digest_none));
	jsonl_text(&j, "time", bytes_of(time.at));
	jsonl_number(&j, "v", 1);
	jsonl_close(&j);
	buf_byte(to, '\n');
}

/* What stands behind the key, up to a quote, a comma or a brace. */
static bool
take(struct bytes *line, const char *key, struct bytes *value)
{
	size_t i;

	if (!bytes_start(*line, key))
		return false;
	*line = bytes_cut(*line, strlen(key), line->len);
	for (i = 0; i < line->len; i++)
		if (line->at[i] == '"' || line->at[i] == ',' || line->at[i] == '}')
			break;
	*value = bytes_cut(*line, 0, i);
	*line = bytes_cut(*line, i, line->len);
	return true;
}

static bool
copy(char *to, size_t size, struct bytes b)
{
	if (b.len >= size)
		return false;
	memcpy(to, b.at, b.len);
	to[b.len] = '\0';
	return true;
}

/* The place of a text in a closed list; -1. */
static int
find(const char *const *list, int count, struct bytes text)
{
	int i;

	for (i = 0; i < count; i++)
		if (bytes_are(text, list[i]))
			return i;
	return -1;
}

static bool
number(struct bytes text, uint64_t *n)
{
	size_t i;

	*n = 0;
	for (i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*n = *n * 10 + (uint64_t)(text.at[i] - '0');
	}
	return text.len > 0 && text.len <= 15;
}

/* "2018-03-05T12:34:56Z"; oddities show when it is written again. */
static bool
seconds(struct bytes text, int64_t *time)
{
	uint64_t part[3];
	int32_t day;
	int i;

	if (text.len != 20)
		return false;
	day = day_parse(bytes_cut(text, 0, 10));
	for (i = 0; i < 3; i++)
		if (!number(bytes_cut(text, (size_t)(11 + 3 * i), (size_t)(13 + 3 * i)),
			&part[i]))
			return false;
	if (day == DAY_NONE)
		return false;
	*time =
	    (int64_t)day * 86400 + (int64_t)(part[0] * 3600 + part[1] * 60 + part[2]);
	return true;
}

static bool
read_lists(struct ledger_entry *e, struct bytes event, struct bytes outcome,
    struct bytes reason)
{
	int ev = find(events, EVENT_COUNT, event);
	int out = find(outcomes, OUTCOME_COUNT, outcome);
	int why = find(reasons, REASON_COUNT, reason);

	if (ev < 0 || out < 0 || why < 0)
		return false;
	e->event = (enum ledger_event)ev;
	e->outcome = (enum ledger_outcome)out;
	e->reason = (enum ledger_reason)why;
	return true;
}

static bool
read_fields(struct bytes rest, struct ledger_line *l)
{
	struct bytes agent, event, n, object, outcome, prev, reason, sha256, time;

	if (!take(&rest, "{\"agent\":\"", &agent) ||
	    !take(&rest, "\",\"event\":\"", &event) || !take(&rest, "\",\"n\":", &n) ||
	    !take(&rest, ",\"object\":\"", &object) ||
	    !take(&rest, "\",\"outcome\":\"", &outcome) ||
	    !take(&rest, "\",\"prev\":\"", &prev) ||
	    !take(&rest, "\",\"reason\":\"", &reason) ||
	    !take(&rest, "\",\"sha256\":\"", &sha256) ||
	    !take(&rest, "\",\"time\":\"", &time))
		return false;
	return copy(l->agent, sizeof l->agent, agent) &&
	       copy(l->object, sizeof l->object, object) &&
	       copy(l->prev, sizeof l->prev, prev) &&
	       copy(l->sha256, sizeof l->sha256, sha256) && digest_is_sha256(prev) &&
	       digest_is_sha256(sha256) && ledger_agent_fits(l->agent) &&
	       ledger_object_fits(l->object) &&
	       read_lists(&l->entry, event, outcome, reason) &&
	       number(n, &l->entry.n) && seconds(time, &l->entry.time);
}

bool
ledger_line_read(struct bytes line, struct ledger_line *l)
{
	struct buf again = { 0 };
	bool same;

	memset(l, 0, sizeof *l);
	l->entry.agent = l->agent;
	l->entry.object = l->object;
	if (!read_fields(line, l))
		return false;
	if (strcmp(l->sha256, digest_none) != 0)
		l->entry.sha256 = l->sha256;
	ledger_line_write(&again, &l->entry, l->prev);
	again.len--; /* the LF */
	same = bytes_equal(buf_bytes(&again), line);
	buf_free(&again);
	return same;
}
