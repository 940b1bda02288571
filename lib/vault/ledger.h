#ifndef VAULT_LEDGER_H
#define VAULT_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct signing;
struct verifying;

/*
 * The ledger: audit/ledger.jsonl, one JSON object a line, keys sorted, as `jq -cS`
 * prints it. Each entry holds the SHA-256 of the line before it with its LF (64
 * zeros in the first), so that nothing before the last entry can change
 * unnoticed; the last is bound by a signed checkpoint. Entries are only ever
 * added; time (UTC) never runs backwards.
 *
 * It holds no names and no text of a document: agent and object are ASCII
 * labels, event, outcome and reason are from closed lists, and a digest is of a
 * sealed file or a pseudonymised output, never of raw text or a form in clear.
 *
 * The auditor's script takes the last entry of an object that starts with
 * "data/" for what that file must be: so every such entry carries the digest of
 * the file as it stands then, a "deletion" excepted.
 */
enum ledger_event { /* PREMIS 3 event types */
	EVENT_CREATION,
	EVENT_POLICY_ASSIGNMENT,
	EVENT_INGESTION,
	EVENT_REDACTION, /* a transcript was pseudonymised */
	EVENT_ENCRYPTION,
	EVENT_DECRYPTION,
	EVENT_MODIFICATION,
	EVENT_FIXITY_CHECK,
	EVENT_SIGNATURE,            /* "digital signature generation" */
	EVENT_SIGNATURE_VALIDATION, /* "digital signature validation" */
	EVENT_PACKAGE,              /* "information package creation" */
	EVENT_DELETION,
	EVENT_COUNT
};

enum ledger_outcome { OUTCOME_INTENT, OUTCOME_SUCCESS, OUTCOME_FAILURE, OUTCOME_COUNT };

enum ledger_reason {
	REASON_NONE, /* "" */
	REASON_INIT,
	REASON_ROSTER, /* people or meetings came in or were changed */
	REASON_SURVEY,
	REASON_REVIEW, /* decisions were taken */
	REASON_SCRUB,
	REASON_DRAFT,  /* a copy became draft again */
	REASON_READ,   /* a person read a copy to its end */
	REASON_MISSED, /* a name was found while reading */
	REASON_ADOPT,  /* a copy edited by hand counts */
	REASON_CHECK,
	REASON_CONSENT, /* a form came in */
	REASON_WITHDRAWAL,
	REASON_QUOTE,
	REASON_TABLE,
	REASON_REPORT,
	REASON_DEPOSIT,
	REASON_VERIFY,
	REASON_KEY_NEW,
	REASON_HOLDER_ADDED,
	REASON_HOLDER_REMOVED,
	REASON_REWRAP,
	REASON_PASSPHRASE,    /* it was changed */
	REASON_PLAIN_REMOVED, /* a plain copy, after its sealed one was compared */
	REASON_RETENTION_END,
	REASON_DESTROY,
	REASON_FREEZE,      /* a lookup for `filter` was made */
	REASON_WITNESS,     /* an outside witness signed */
	REASON_SANDBOX_OFF, /* run without the sandbox */
	REASON_REPAIR,      /* what a killed run left was put right */
	REASON_COUNT
};

const char *ledger_event_text(enum ledger_event);
const char *ledger_outcome_text(enum ledger_outcome);
const char *ledger_reason_text(enum ledger_reason); /* "holder-added"; "" for none */

struct ledger_entry {
	/* given to ledger_append(); a zeroed outcome is an intent */
	const char
	    *agent; /* [A-Za-z0-9._/-], 1 to 64: "taus/0.1.0" or a holder's label */
	enum ledger_event event;
	const char *
	    object; /* [A-Za-z0-9._/-], 1 to 255, relative, no "..": "out/transcripts/M01.txt" */
	enum ledger_outcome outcome;
	enum ledger_reason reason;
	const char *sha256; /* 64 hex digits; NULL: none */

	/* set by ledger_append() and when reading */
	uint64_t n;    /* from 1 */
	int64_t time;  /* seconds since 1970 */
	char head[65]; /* SHA-256 of this line: the chain's head after it */
};

/*
 * Reading: 1 and an entry whose texts live until the next call, 0 at the end, -1
 * at the first entry that does not fit (FAIL_SEAL "ledger-chain", {1} its number;
 * "ledger-form" for a line that is no entry). A last line without LF is a torn
 * append: it is not given, and ledger_read_torn() says so afterwards.
 */
struct ledger_read;

struct ledger_read *ledger_read_open(const char *audit_dir, struct fail *);
int ledger_read_next(struct ledger_read *, struct ledger_entry *, struct fail *);
bool ledger_read_torn(const struct ledger_read *);
void ledger_read_close(struct ledger_read *); /* NULL is fine */

/*
 * The ledger of a study, verified from its first entry. For appending, the file
 * is locked ("ledger-busy") and a torn last line is cut off. Missing: FAIL_SEAL
 * "ledger-missing"; ledger_create() makes the empty one, once ("ledger-exists").
 * Memory grows with the number of objects, not of entries.
 */
struct ledger;

int ledger_create(const char *audit_dir, struct fail *); /* makes the folders too */
struct ledger *ledger_open(const char *audit_dir, bool append, struct fail *);

/*
 * Add one entry and sync it to the disk; n, time and head of *entry are filled in
 * (n and head may go into a signature's comment). Time is now, or the last entry's
 * if the clock stands behind it. FAIL_INPUT "ledger-object" or "ledger-agent" for
 * a name outside the alphabet; FAIL_SEAL "ledger-moved" if somebody else has
 * written meanwhile. Dies for a "data/" object without digest.
 */
int ledger_append(struct ledger *, struct ledger_entry *entry, struct fail *);

uint64_t ledger_entries(const struct ledger *);
const char *ledger_head(const struct ledger *); /* 64 zeros while empty */
int64_t ledger_time(const struct ledger *);     /* of the last entry; 0 while empty */

/* The last entry of an object; the last with outcome success; NULL: none. Valid
 * until the next append. */
const struct ledger_entry *ledger_last_for(const struct ledger *, const char *object);
const struct ledger_entry *ledger_success_for(
    const struct ledger *, const char *object);

/* All objects in order of first mention, by their last entry: where its outcome is
 * an intent, a run was killed there. */
size_t ledger_objects(const struct ledger *);
const struct ledger_entry *ledger_object(const struct ledger *, size_t i);

/*
 * Write audit/checkpoints/NNNNNN.txt and its .pi.minisig, unless the newest one
 * covers the ledger already. project is the study's label, [A-Za-z0-9._-].
 * *number (may be NULL) is the checkpoint that covers the ledger now; an empty
 * ledger gets none (0). FAIL_INPUT "ledger-project" for another label.
 */
int ledger_checkpoint(struct ledger *, const char *project, const struct signing *,
    unsigned *number, struct fail *);

void ledger_close(struct ledger *); /* NULL is fine */

/*
 * The whole chain, each checkpoint's signature by this key, and that each one's
 * count and head are those of the ledger. FAIL_SEAL: as reading, "ledger-torn",
 * "ledger-checkpoint" ({1} its number). That the newest covers the end is for
 * the caller to ask: covered == entries.
 */
struct ledger_state {
	uint64_t entries;
	char head[65];
	int64_t time;         /* of the last entry; 0: none */
	unsigned checkpoints; /* how many */
	uint64_t covered;     /* entries that the newest one covers */
};

int ledger_verify(const char *audit_dir, const struct verifying *,
    struct ledger_state *, struct fail *);

#endif
