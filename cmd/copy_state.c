#include "cmd/copy_state.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/copies.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/setup.h"
#include "find/rulebook.h"
#include "people/meeting.h"
#include "scrub/policy.h"
#include "vault/digest.h"
#include "vault/keyed.h"

enum { LISTED = 40 };

static const char made_by[] = "taus copy made by 1";
static const char made_of[] = "taus copy made of 1";

int
copy_ours(
    struct session *s, const char *object, bool in_between, bool *ours, struct fail *f)
{
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	const char *path = session_path(s, object);
	struct digest_text now;

	*ours = true;
	if (!file_exists(path))
		return 0;
	if (digest_file(DIGEST_SHA256, path, &now, f) == -1)
		return -1;
	if (known != NULL && known->sha256 != NULL &&
	    strcmp(known->sha256, now.at) == 0)
		return 0;
	known = ledger_last_for(s->ledger, object);
	*ours = in_between && known != NULL && known->sha256 != NULL &&
	        strcmp(known->sha256, now.at) == 0;
	return 0;
}

bool
copy_adopted(struct session *s, const struct meeting *m)
{
	const char *object = copy_object(m, s->arena);
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);

	return known != NULL && known->reason == REASON_ADOPT &&
	       file_exists(session_path(s, object));
}

/* Roles, whose clues are told apart by whether they speak of clients. */
static void
add_study(struct keyed *k, const struct study *study)
{
	size_t i;

	for (i = 0; i < study->roles; i++) {
		keyed_add(k, bytes_of(study->role[i].code));
		keyed_add(k, bytes_of(study->role[i].names));
		keyed_add(k, bytes_of(study->role[i].professional ? "yes" : "no"));
	}
}

/* What the key says, without what only tables and forms are about. */
static void
add_linking(struct keyed *k, const struct linking *l, const struct meeting *m)
{
	const struct meetings one = { m, 1 };
	struct roster people = l->roster;
	struct buf text = { 0 };

	people.extras = 0;
	roster_write(&people, &text);
	keyed_add(k, buf_bytes(&text));
	buf_clear(&text);
	meetings_write(&one, &l->roster, &text);
	keyed_add(k, buf_bytes(&text));
	keyed_add(k, l->stay);
	keyed_add(k, l->decisions);
	if (text.at != NULL)
		explicit_bzero(text.at, text.cap);
	buf_free(&text);
}

int
copy_made(struct session *s, const struct setup *setup, const struct meeting *m,
    struct made *made, struct fail *f)
{
	const struct identity *id = keyring_identity(s->keyring, VOLUME_LINKING, f);
	const char *raw = path_join(s->arena, session_path(s, "private/raw"), m->file);
	struct digest_text plain;
	struct keyed k;

	if (id == NULL)
		return -1;
	k = keyed_start(id, made_by);
	keyed_add(&k, bytes_of(VERSION));
	keyed_add(&k, bytes_of(rulebook_digest(setup->rulebook)));
	keyed_add(&k, bytes_of(policy_digest(setup->policy)));
	add_study(&k, &s->study);
	add_linking(&k, &s->linking, m);
	made->by = keyed_end(&k);
	made->original.at[0] = '\0';
	if (!file_exists(raw))
		return 0;
	if (digest_file(DIGEST_SHA256, raw, &plain, f) == -1)
		return fail_at(f, m->id, 0);
	k = keyed_start(id, made_of);
	keyed_add(&k, bytes_of(plain.at));
	made->original = keyed_end(&k);
	return 0;
}

/* What meetings.jsonl says of a meeting; NULL: nothing. */
static const struct meeting_report *
report_of(const struct meeting_report *report, size_t count, const char *meeting)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(report[i].meeting, meeting) == 0)
			return &report[i];
	return NULL;
}

static int
is_stale(struct session *s, const struct setup *setup, const struct meeting *m,
    const struct meeting_report *said, bool *stale, struct fail *f)
{
	struct made now;

	*stale = true;
	if (said == NULL)
		return 0;
	if (copy_made(s, setup, m, &now, f) == -1)
		return -1;
	*stale = strcmp(said->made_by, now.by.at) != 0 ||
	         (now.original.at[0] != '\0' &&
		     strcmp(said->original, now.original.at) != 0);
	return 0;
}

/* Signed is these very bytes, and nothing has made a draft of them since. */
static bool
is_signed(struct session *s, const struct meeting *m)
{
	const struct ledger_entry *read =
	    ledger_success_for(s->ledger, copy_reading(m, s->arena));
	const char *signed_copy =
	    read != NULL && read->reason == REASON_READ ? read->sha256 : NULL;
	const struct ledger_entry *copy =
	    ledger_success_for(s->ledger, copy_object(m, s->arena));

	return signed_copy != NULL && copy != NULL && copy->sha256 != NULL &&
	       strcmp(signed_copy, copy->sha256) == 0;
}

static int
look_at(struct session *s, const struct setup *setup, const struct meeting *m,
    const struct meeting_report *said, enum copy_state *out, struct fail *f)
{
	const char *copy = copy_object(m, s->arena);
	bool ours, stale;

	*out = COPY_NONE;
	if (!file_exists(session_path(s, copy)))
		return 0;
	if (copy_ours(s, copy, false, &ours, f) == -1 ||
	    is_stale(s, setup, m, said, &stale, f) == -1)
		return -1;
	*out = !ours             ? COPY_EDITED
	       : stale           ? COPY_STALE
	       : is_signed(s, m) ? COPY_READ
	                         : COPY_UNREAD;
	return 0;
}

static int
look(struct session *s, struct copy_states *to, struct fail *f)
{
	const struct meetings *ms = &s->linking.meetings;
	struct meeting_report *report = NULL;
	struct fail none_yet = { 0 };
	struct setup setup;
	size_t count = 0, i;

	if (report_read(s, s->arena, &report, &count, &none_yet) == -1 &&
	    none_yet.kind != FAIL_INPUT) {
		*f = none_yet;
		return -1;
	}
	if (setup_load(&setup, &s->linking, s->dir, s->arena, f) == -1)
		return -1;
	to->at = arena_get(s->arena, ms->len, sizeof *to->at);
	to->adopted = arena_get(s->arena, ms->len, sizeof *to->adopted);
	for (i = 0; i < ms->len; i++) {
		if (look_at(s, &setup, &ms->at[i],
			report_of(report, count, ms->at[i].id), &to->at[i], f) == -1)
			return -1;
		to->adopted[i] = copy_adopted(s, &ms->at[i]);
		to->count[to->at[i]]++;
	}
	return 0;
}

/* Whatever taus does in between stands in the log, but what a trial would seal. */
int
copy_states_of(struct session *s, const struct copy_states **out, struct fail *f)
{
	struct copy_states *now;

	if (s->copy_states == NULL || s->copy_states_at != ledger_entries(s->ledger) ||
	    s->copy_states_by != s->linking.decisions.at) {
		now = arena_get(s->arena, 1, sizeof *now);
		if (look(s, now, f) == -1)
			return -1;
		s->copy_states = now;
		s->copy_states_at = ledger_entries(s->ledger);
		s->copy_states_by = s->linking.decisions.at;
	}
	*out = s->copy_states;
	return 0;
}

const char *
copy_states_list(
    const struct session *s, const struct copy_states *st, enum copy_state which)
{
	const struct meetings *ms = &s->linking.meetings;
	const char *list = "";
	size_t i, n = 0;

	for (i = 0; i < ms->len; i++) {
		if (st->at[i] != which)
			continue;
		if (n++ == LISTED)
			return arena_printf(s->arena, "%s, ...", list);
		list = arena_printf(
		    s->arena, "%s%s%s", list, n > 1 ? ", " : "", ms->at[i].id);
	}
	return list;
}
