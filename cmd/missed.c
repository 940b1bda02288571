#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/check.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/copy_state.h"
#include "cmd/deviation.h"
#include "cmd/missed_words.h"
#include "cmd/reading.h"
#include "cmd/releases.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "cmd/trial.h"
#include "cmd/ui.h"

/*
 * A name was found while reading. It is asked for, becomes a decision that every later run
 * knows, and is looked for where it may stand already: in the copies, which are made anew,
 * and in the archives, of which nobody can take anything back.
 */
static const struct option options[] = {
	{ "by", OPTION_TEXT, "LABEL", "opt-missed-by" },
	{ "words-file", OPTION_PATH, "FILE", "opt-missed-words-file" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* One run of the command. */
struct missing {
	struct session *session;
	const char *by;
	struct setup setup;        /* as it was before */
	struct missed_words words; /* that stand somewhere */
	struct missed_in *in;      /* by meeting: places of all words in its copy */
	struct releases releases;
	uint64_t places; /* in copies */
};

/* Copies being searched for words alone. */
struct looking {
	struct transcripts
	    transcripts;  /* first: what is asked for by transcripts_of() */
	uint64_t *places; /* by meeting */
};

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	const struct record_span *span = record;
	struct looking *l = inv->state;

	if (transcripts_take(inv, d, kind, record, len, f) == -1)
		return -1;
	if (kind == RECORD_SPAN && releases_is_word(span->rule))
		l->places[d->meeting - inv->session->linking.meetings.at]++;
	return 0;
}

/* A command of no name, for its workers. */
static const struct command command_look = {
	.prepare = check_prepare,
	.process = check_process,
	.take = take,
};

static const char *
copy_of(struct session *s, const struct meeting *m)
{
	return session_path(s, copy_object(m, s->arena));
}

/* In how many places the copies hold what the setup looks for. FAIL_INPUT
 * "missed-unsearched": one could not be searched, and has said why. */
static int
look_in_copies(struct invocation *outer, const struct setup *only, uint64_t *places,
    struct fail *f)
{
	struct looking looking = { .transcripts = { .setup = *only },
		.places = places };

	if (documents_of_meetings(outer, &command_look, &looking, copy_of) == 0)
		return 0;
	return fail(f, FAIL_INPUT, "missed-unsearched");
}

static int
only_these(const struct missing *m, const struct decided *rows, size_t count,
    struct setup *only, struct fail *f)
{
	struct arena *a = m->session->arena;
	struct bytes table;

	*only = m->setup;
	if (judged_append(bytes_of(""), rows, count, m->by, 0, a, &table, f) == -1)
		return -1;
	return setup_only(only, table, a, f);
}

static uint64_t
places_in_releases(const struct releases *r)
{
	uint64_t places = 0;
	size_t i;

	for (i = 0; i < r->len; i++)
		places += r->at[i].places;
	return places;
}

/* Look for one word, the nth; it is kept if it stands anywhere. */
static int
look_for(struct invocation *inv, struct missing *m, const struct missed_word *word,
    size_t n, struct fail *f)
{
	const struct meetings *ms = &m->session->linking.meetings;
	uint64_t *places = arena_get(inv->arena, ms->len, sizeof *places), all = 0;
	uint64_t before = places_in_releases(&m->releases);
	struct setup only;
	size_t i;

	if (only_these(m, &word->row, 1, &only, f) == -1 ||
	    look_in_copies(inv, &only, places, f) == -1 ||
	    releases_search(inv, &only, &m->releases, f) == -1)
		return -1;
	for (i = 0; i < ms->len; i++) {
		m->in[i].places += places[i];
		all += places[i];
	}
	m->places += all;
	if (all + places_in_releases(&m->releases) == before) {
		say("missed-nowhere", "%zu", n);
		return 0;
	}
	if (word->ordinary)
		say("missed-ordinary", "%zu", n);
	m->words.at = arena_grow(
	    inv->arena, m->words.at, m->words.len, &m->words.cap, sizeof *m->words.at);
	m->words.at[m->words.len++] = *word;
	return 0;
}

static const struct decided *
rows_of(const struct missing *m)
{
	struct decided *row = arena_get(m->session->arena, m->words.len, sizeof *row);
	size_t i;

	for (i = 0; i < m->words.len; i++)
		row[i] = m->words.at[i].row;
	return row;
}

static int
seal(const struct missing *m, struct fail *f)
{
	struct session *s = m->session;

	if (judged_append(s->linking.decisions, rows_of(m), m->words.len, m->by,
		clock_now(), s->arena, &s->linking.decisions, f) == -1 ||
	    session_seal_linking(s, REASON_MISSED, f) == -1)
		return -1;
	return session_reopen_linking(s, f);
}

/* The meetings of it were those of the key as it was opened before. */
static struct missed_in *
in_copies(const struct missing *m, size_t *count)
{
	const struct meetings *ms = &m->session->linking.meetings;
	struct missed_in *in = arena_get(m->session->arena, ms->len, sizeof *in);
	size_t i;

	*count = 0;
	for (i = 0; i < ms->len; i++)
		if (m->in[i].places > 0)
			in[(*count)++] =
			    (struct missed_in){ &ms->at[i], m->in[i].places };
	return in;
}

/* True: it cannot be looked into, which is said, also where the word stands nowhere else. */
static bool
tell_gone(const struct release *r)
{
	if (r->state == RELEASE_SEARCHED)
		return false;
	tell("missed-release-gone", "%s\t%s", r->name,
	    day_text((int32_t)(r->time / 86400)).at);
	return true;
}

static void
tell_releases(const struct releases *releases)
{
	const struct release *r;
	size_t i, k;

	for (i = 0; i < releases->len; i++) {
		r = &releases->at[i];
		tell_gone(r);
		for (k = 0; k < r->helds; k++)
			tell("missed-release-held", "%s\t%s\t%llu\t%s", r->name,
			    day_text((int32_t)(r->time / 86400)).at,
			    (unsigned long long)r->held[k].places, r->held[k].meeting);
	}
	if (releases->len > 0 && places_in_releases(releases) == 0)
		tell("missed-release-none", "%s", "");
}

/* What stands nowhere in the copies as they were cannot come from them. */
static int
note_deviation(
    struct missing *m, const struct missed_in *in, size_t count, struct fail *f)
{
	struct deviation d = { clock_now(), m->by, in, count, &m->releases };
	const char *name;

	if (!deviation_is(&d))
		return 0;
	if (deviation_begin(m->session, &d, &name, f) == -1)
		return -1;
	tell("missed-deviation", "%s\t%s", name, deviation_until(m->session, &d));
	return 0;
}

/* Make the copies anew, and look once more: what somebody decided to keep at its place
 * stands there still. */
static int
remake(struct invocation *inv, struct missing *m, struct fail *f)
{
	struct session *s = m->session;
	const struct meetings *ms = &s->linking.meetings;
	uint64_t *left = arena_get(s->arena, ms->len, sizeof *left);
	struct setup only;
	size_t i;

	if (run_step(inv, "scrub", NULL, NULL, f) == -1)
		return -1;
	if (is_trial() || inv->status > FAIL_OPEN)
		return 0; /* a copy was not made, and if it failed has said why */
	m->setup.linking = &s->linking;
	if (setup_load(&m->setup, &s->linking, s->dir, s->arena, f) == -1 ||
	    only_these(m, rows_of(m), m->words.len, &only, f) == -1 ||
	    look_in_copies(inv, &only, left, f) == -1)
		return -1;
	for (i = 0; i < ms->len; i++)
		if (left[i] > 0) {
			tell("missed-left", "%s\t%llu", ms->at[i].id,
			    (unsigned long long)left[i]);
			inv->status = FAIL_REFUSED;
		}
	return 0;
}

/* No copy may wait for a person to say what is to become of it. */
static int
check_copies(const struct session *s, const struct copy_states *st, struct fail *f)
{
	size_t i;

	for (i = 0; i < s->linking.meetings.len; i++)
		if (st->at[i] == COPY_EDITED) {
			fail(f, FAIL_REFUSED, "output-edited");
			return fail_at(f, s->linking.meetings.at[i].id, 0);
		}
	return 0;
}

static int
begin(struct invocation *inv, struct missing *m, struct fail *f)
{
	const struct copy_states *st;
	struct session *s;

	m->by = option_text(inv, "by");
	if (session_check_label(m->by, f) == -1)
		return -1;
	s = m->session = session_of(inv, f);
	if (s == NULL || session_open_key(s, true, f) == -1 ||
	    copy_states_of(s, &st, f) == -1 || check_copies(s, st, f) == -1 ||
	    setup_load(&m->setup, &s->linking, s->dir, s->arena, f) == -1)
		return -1;
	m->in = arena_get(s->arena, s->linking.meetings.len, sizeof *m->in);
	return releases_list(s, &m->releases, f);
}

static int
ask_words(struct invocation *inv, struct missing *m, struct missed_words *words,
    struct fail *f)
{
	const char *path = option_text(inv, "words-file");
	struct missed_asker asker = { m->setup.rulebook, &m->session->linking.roster,
		inv->arena };

	return path ? missed_read(&asker, path, words, f)
	            : missed_ask(&asker, words, f);
}

/* FAIL_INPUT: nothing stands where taus could look. */
static int
found_nothing(const struct missing *m, struct fail *f)
{
	size_t i, gone = 0;

	for (i = 0; i < m->releases.len; i++)
		gone += tell_gone(&m->releases.at[i]);
	return fail(f, FAIL_INPUT, gone > 0 ? "missed-unknown" : "missed-nothing");
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct missing m = { .by = NULL };
	struct missed_words words = { .len = 0 };
	struct missed_in *in;
	size_t i, count;

	if (begin(inv, &m, f) == -1 || ask_words(inv, &m, &words, f) == -1)
		return -1;
	for (i = 0; i < words.len; i++)
		if (look_for(inv, &m, &words.at[i], i + 1, f) == -1)
			return -1;
	if (m.words.len == 0)
		return found_nothing(&m, f);
	if (seal(&m, f) == -1)
		return -1;
	in = in_copies(&m, &count);
	for (i = 0; i < count; i++)
		tell("missed-where", "%s\t%llu", in[i].meeting->id,
		    (unsigned long long)in[i].places);
	tell_releases(&m.releases);
	if (note_deviation(&m, in, count, f) == -1 ||
	    reading_add_missed(m.session, in, count, m.by, f) == -1 ||
	    remake(inv, &m, f) == -1 || session_checkpoint(m.session, f) == -1)
		return -1;
	say("missed-done", "%zu\t%llu\t%zu", m.words.len, (unsigned long long)m.places,
	    count);
	return reading_say(m.session, f);
}

const struct command command_missed = {
	.name = "missed",
	.operands = "",
	.summary = "cmd-missed",
	.example = "taus missed --by AB",
	.options = options,
	.acquire = acquire,
};
