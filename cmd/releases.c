#include "cmd/releases.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/worker.h"
#include "cmd/command.h"
#include "cmd/document.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/setup.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "format/source.h"
#include "format/txt.h"
#include "scrub/record.h"
#include "vault/digest.h"
#include "vault/tar.h"

static const char folder[] = "out/archive/";
static const char inside[] = "/data/transcripts/";
static const char draft[] = "DRAFT-";

enum { RECORD_HELD = 1 };

/* What a worker tells of one transcript. */
struct record_held {
	uint64_t places;
	char meeting[64];
};

/* What the workers search with. */
struct searching {
	const struct setup *setup;
	struct releases *releases;
	const struct meetings *meetings;
	struct meeting_report *report; /* says which encoding copies are in */
	size_t reports;
};

bool
releases_is_word(uint32_t rule)
{
	return rule == RULE_DECIDED || rule == RULE_ROSTER || rule == RULE_PROPAGATED;
}

static bool
is_data(const struct ledger_entry *e)
{
	return e->event == EVENT_PACKAGE && e->outcome == OUTCOME_SUCCESS &&
	       e->sha256 != NULL && strncmp(e->object, folder, strlen(folder)) == 0 &&
	       strstr(e->object, "-data-") != NULL;
}

/* It lies there as it was made. */
static int
look_for(struct session *s, struct release *r, struct fail *f)
{
	const char *path =
	    session_path(s, arena_printf(s->arena, "%s%s", folder, r->name));
	struct digest_text now;

	r->state = RELEASE_GONE;
	if (!file_exists(path))
		return 0;
	if (digest_file(DIGEST_SHA256, path, &now, f) == -1)
		return -1;
	if (strcmp(now.at, r->sha256) == 0)
		r->state = RELEASE_SEARCHED;
	return 0;
}

static int
add(struct session *s, struct releases *to, size_t *cap, const struct ledger_entry *e,
    struct fail *f)
{
	struct release r = { .name = NULL };

	r.name = arena_text(s->arena, bytes_of(e->object + strlen(folder)));
	r.sha256 = arena_text(s->arena, bytes_of(e->sha256));
	r.time = e->time;
	if (look_for(s, &r, f) == -1)
		return -1;
	to->at = arena_grow(s->arena, to->at, to->len, cap, sizeof *to->at);
	to->at[to->len++] = r;
	return 0;
}

/* Every one, also those that another of the same name has replaced since. */
int
releases_list(struct session *s, struct releases *to, struct fail *f)
{
	struct ledger_read *read = ledger_read_open(session_path(s, "audit"), f);
	struct ledger_entry e;
	size_t cap = 0;
	int rc;

	*to = (struct releases){ NULL, 0 };
	if (read == NULL)
		return -1;
	while ((rc = ledger_read_next(read, &e, f)) == 1)
		if (is_data(&e) && add(s, to, &cap, &e, f) == -1) {
			rc = -1;
			break;
		}
	ledger_read_close(read);
	return rc;
}

/* "trial-data-2026-11-28/data/transcripts/DRAFT-M1.txt": "M1.txt"; else NULL. */
static const char *
transcript_name(const char *path)
{
	const char *at = strstr(path, inside);

	if (at == NULL)
		return NULL;
	at += strlen(inside);
	return strncmp(at, draft, strlen(draft)) == 0 ? at + strlen(draft) : at;
}

static bool
has_letters(struct bytes text)
{
	size_t i;

	for (i = 0; i < text.len && text.at[i] < 0x80; i++)
		;
	return i < text.len;
}

/* The encoding of a copy is that of its original, unless it is UTF-8 for all to see.
 * NULL: it is to be told. */
static const enum encoding *
encoding_for(
    const struct searching *with, const char *id, struct bytes head, enum encoding *e)
{
	struct encoding_guess guess;
	struct fail unknown = { 0 };
	size_t i;

	if (head.len > LIMIT_ENCODING_SAMPLE)
		head = bytes_cut(head, 0, LIMIT_ENCODING_SAMPLE);
	if (has_letters(head) && encoding_guess(head, false, &guess, &unknown) == 0 &&
	    guess.encoding == ENCODING_UTF8)
		return NULL;
	for (i = 0; i < with->reports; i++)
		if (strcmp(with->report[i].meeting, id) == 0 &&
		    encoding_named(with->report[i].encoding, e) == 0)
			return e;
	return NULL;
}

static int
count_span(void *with, uint32_t kind, const void *record, size_t len, struct fail *f)
{
	const struct record_span *span = record;
	struct record_held *held = with;

	(void)len;
	(void)f;
	if (kind == RECORD_SPAN && releases_is_word(span->rule))
		held->places++;
	return 0;
}

/* In the worker: one transcript of the archive, where it lies in it. */
static int
search_one(const struct searching *with, struct document *d, const char *name,
    struct bytes content, uint64_t at, struct arena *a, struct record_held *held,
    struct fail *f)
{
	size_t stem = strcspn(name, ".");
	const char *id = arena_printf(a, "%.*s", (int)stem, name);
	const struct meeting *m = meeting_named(with->meetings, id);
	struct scrub scrub = m ? setup_for_meeting(with->setup, m) : with->setup->scrub;
	enum encoding e;

	memset(held, 0, sizeof *held);
	if (stem >= sizeof held->meeting)
		return fail(f, FAIL_INPUT, "tar-name");
	memcpy(held->meeting, name, stem);
	scrub.file = name;
	scrub.format = format_of_name(name) == &format_txt ? &format_txt : NULL;
	scrub.encoding = encoding_for(with, id, content, &e);
	return scrub_document(&scrub, source_of_range(d->fd, at, content.len, a), -1,
	    count_span, held, f);
}

static int
process(struct invocation *inv, struct document *d, int records, struct fail *f)
{
	const struct searching *with = inv->state;
	struct record_held held;
	struct tar_file *file;
	struct bytes tar;
	const char *name;
	size_t count, i;

	if (file_read_fd(d->fd, d->path, LIMIT_SEALED, inv->arena, &tar, f) == -1 ||
	    tar_read(tar, inv->arena, &file, &count, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		name = transcript_name(file[i].name);
		if (name == NULL)
			continue;
		if (search_one(with, d, name, file[i].content,
			(uint64_t)(file[i].content.at - tar.at), inv->arena, &held,
			f) == -1)
			return -1;
		if (held.places > 0 &&
		    worker_send(records, RECORD_HELD, &held, sizeof held, f) == -1)
			return -1;
	}
	return 0;
}

static bool
is_id(const char *text)
{
	return text[0] != '\0' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789-")] == '\0';
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	struct record_held held;
	struct release *r;
	size_t i;

	if (kind != RECORD_HELD || len != sizeof held)
		return fail(f, FAIL_INPUT, "worker-answer");
	memcpy(&held, record, sizeof held);
	held.meeting[sizeof held.meeting - 1] = '\0';
	if (!is_id(held.meeting))
		return fail(f, FAIL_INPUT, "worker-answer");
	r = d->found;
	r->places += held.places;
	for (i = 0; i < r->helds; i++)
		if (strcmp(r->held[i].meeting, held.meeting) == 0) {
			r->held[i].places += held.places;
			return 0;
		}
	r->held = arena_grow(inv->arena, r->held, r->helds, &r->cap, sizeof *r->held);
	r->held[r->helds++] =
	    (struct release_held){ arena_text(inv->arena, bytes_of(held.meeting)),
		    held.places };
	return 0;
}

/* A command of no name, for its workers. */
static const struct command command_search = {
	.process = process,
	.take = take,
};

/* Those that failed have said why. */
static void
mark_unreadable(const struct invocation *inv, struct releases *releases)
{
	size_t i, k;

	for (i = 0; i < inv->documents; i++)
		for (k = 0; k < releases->len; k++)
			if (inv->document[i].fail.kind != FAIL_NONE &&
			    releases->at[k].name == inv->document[i].name)
				releases->at[k].state = RELEASE_UNREADABLE;
}

int
releases_search(struct invocation *outer, const struct setup *setup,
    struct releases *releases, struct fail *f)
{
	struct session *s = outer->session;
	struct searching with = {
		.setup = setup, .releases = releases, .meetings = &s->linking.meetings
	};
	struct invocation inv = { .command = &command_search,
		.arena = outer->arena,
		.session = s,
		.state = &with };
	struct fail none_yet = { 0 };
	struct document *d;
	size_t i;

	if (report_read(s, s->arena, &with.report, &with.reports, &none_yet) == -1 &&
	    none_yet.kind != FAIL_INPUT) {
		*f = none_yet;
		return -1;
	}
	inv.document = arena_get(inv.arena, releases->len, sizeof *inv.document);
	for (i = 0; i < releases->len; i++) {
		if (releases->at[i].state != RELEASE_SEARCHED)
			continue;
		d = &inv.document[inv.documents++];
		d->name = releases->at[i].name;
		d->path = session_path(
		    s, arena_printf(s->arena, "%s%s", folder, releases->at[i].name));
		d->out_fd = -1;
		d->found = &releases->at[i];
	}
	documents_run(&inv);
	mark_unreadable(&inv, releases);
	return 0;
}
