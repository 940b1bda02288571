#ifndef CMD_SESSION_H
#define CMD_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "people/linking.h"
#include "people/study.h"
#include "vault/keyring.h"
#include "vault/ledger.h"

struct arena;
struct fail;
struct invocation;
struct passphrase;
struct copy_states;

/*
 * An opened study: found by walking up from where the user stands, locked against
 * a second taus, its settings read, its key opened once for all steps of a run.
 *
 *	study.yaml policy.yaml rules/
 *	private/{raw,consent,consent/sealed,review}	out/{transcripts,tables,report,archive}
 *	audit/{ledger.jsonl,checkpoints,keys}		../NAME.key/ or where private/key-folder says
 */
struct session {
	struct arena *arena;
	const char *dir; /* the study's folder */
	const char *key_dir;
	struct study study;
	int lock;
	struct passphrase *passphrase;
	struct keyring *keyring;
	struct ledger *ledger; /* for appending */
	uint64_t began;        /* its entries when it was opened */
	struct secret *linking_tar;
	struct linking linking; /* valid once session_open_key() did */
	bool has_linking;       /* a linking key was sealed before */
	bool is_meant;          /* a trial: .linking is what would have been sealed */

	const struct copy_states
	    *copy_states; /* of copy_states_of(), at so many entries */
	uint64_t copy_states_at;
	const void *copy_states_by; /* and by which people and decisions */
};

/* NULL and FAIL_INPUT "study-none" outside a study; "study-busy" (FAIL_SYSTEM). */
struct session *session_open(struct invocation *, struct fail *);

/* In the invocation, opened now if it was not. */
struct session *session_of(struct invocation *, struct fail *);

/*
 * Ask for the passphrase (once a run) and open the linking key, if there is one.
 * FAIL_INPUT "key-empty" with needed and none sealed yet; FAIL_SEAL "key-changed" when the
 * file is not the one that the ledger knows.
 */
int session_open_key(struct session *, bool needed, struct fail *);

/* Seal .linking anew, recorded before and after. */
int session_seal_linking(struct session *, enum ledger_reason, struct fail *);

/* Open what was just sealed: it is whole, and says what was meant. */
int session_reopen_linking(struct session *, struct fail *);

/* A path below the study's folder, in the arena. */
const char *session_path(const struct session *, const char *below);

/* One entry of the ledger: success of an event. sha256 may be NULL. */
int session_record(struct session *, const char *agent, enum ledger_event,
    const char *object, enum ledger_reason, const char *sha256, struct fail *);

/* Who acts, in the log for ever: letters, digits and "-", at most 16; initials or a role,
 * not a name. FAIL_USAGE "read-by"; also for NULL. */
int session_check_label(const char *by, struct fail *);

/* Sign where the ledger stands now. */
int session_checkpoint(struct session *, struct fail *);

void session_close(struct session *); /* NULL is fine */

/* The passphrase for a new or an existing key, from --passphrase-file or asked. */
struct passphrase *session_ask_passphrase(bool is_new, struct fail *);

/* --work-factor, else the usual one. */
unsigned session_work_factor(const struct invocation *);

/* Folder of the study at or above start, in the arena; NULL: none. */
const char *session_find(const char *start, struct arena *);

#endif
