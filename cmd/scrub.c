#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/aside.h"
#include "cmd/check.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/copy_put.h"
#include "cmd/copy_state.h"
#include "cmd/hidden_words.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "format/format.h"
#include "scrub/places.h"

static const struct option options[] = {
	TRANSCRIPTS_OPTIONS,
	{ "again", OPTION_FLAG, NULL, "opt-scrub-again" },
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
	bool ours;

	if (copy_ours(s, object, true, &ours, f) == -1)
		return -1;
	if (ours)
		return 0;
	fail(f, FAIL_REFUSED, "output-edited");
	return fail_at(f, d->name, 0);
}

static int
acquire_study(struct invocation *inv, struct fail *f)
{
	struct session *s;
	struct document *d;
	bool *goes;
	size_t i;

	if (option_given(inv, "output") || option_given(inv, "roster"))
		return fail(f, FAIL_USAGE, "scrub-in-study");
	if (transcripts_of_study(inv, f) == -1)
		return -1;
	s = inv->session;
	goes = arena_get(inv->arena, inv->documents, sizeof *goes);
	for (i = 0; i < inv->documents; i++)
		if (aside_wanted(inv, &inv->document[i], &goes[i], f) == -1 ||
		    (!goes[i] && check_ours(s, &inv->document[i], f) == -1))
			return -1;
	if (make_dir_but_in_trial(session_path(s, "out/transcripts"), 0700, f) == -1)
		return -1;
	for (i = 0; i < inv->documents; i++) {
		d = &inv->document[i];
		if (goes[i] && aside_put(s, d->meeting, f) == -1)
			return -1;
		d->target = session_path(s, copy_object(d->meeting, inv->arena));
		d->adopted = !goes[i] && copy_adopted(s, d->meeting);
		if (d->adopted)
			d->path = d->target;
	}
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *to = option_text(inv, "to");
	bool of_study;

	if (to != NULL && strcmp(to, "utf-8") != 0 && strcmp(to, "txt") != 0)
		return fail(f, FAIL_USAGE, "to-name");
	if (read_to(inv) == COPY_AS_TEXT &&
	    (inv->operands == 0 || option_given(inv, "again")))
		return fail(f, FAIL_USAGE, "to-in-study");
	of_study = inv->operands == 0 || option_given(inv, "again");
	if ((of_study ? acquire_study(inv, f) : acquire_files(inv, f)) == -1)
		return -1;
	transcripts_of(inv)->copy_as = read_to(inv);
	return 0;
}

/* A copy that was adopted is read as check reads it, and is its own source. */
static int
prepare(struct invocation *inv, struct document *d, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	const char *encoding = option_text(inv, "encoding");
	struct made *made = arena_get(inv->arena, 1, sizeof *made);

	if (!t->in_study)
		return 0;
	t->raw = !d->adopted || !format_of_name(d->meeting->file)->rewritten;
	t->setup.scrub.judge.places = NULL;
	t->named_encoding =
	    encoding != NULL && encoding_named(encoding, &t->encoding) == 0;
	if (d->adopted && check_prepare(inv, d, f) == -1)
		return -1;
	d->places = t->setup.scrub.judge.places;
	d->made = made;
	return copy_made(inv->session, &t->setup, d->meeting, made, f);
}

static int
process(struct invocation *inv, struct document *d, int records, struct fail *f)
{
	return d->adopted ? check_process(inv, d, records, f)
	                  : transcripts_process(inv, d, records, f);
}

/* What was kept in an adopted copy was decided about in the original. False: it has no
 * place there. */
static bool
place_kept(const struct document *d, struct record_kept *r)
{
	return places_original(d->places, r->part, &r->kept.at, &r->kept.end);
}

static int
take(struct invocation *inv, struct document *d, uint32_t kind, const void *record,
    size_t len, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	struct record_kept kept;
	struct found *found;

	if (d->adopted && kind == RECORD_KEPT && len == sizeof kept) {
		memcpy(&kept, record, sizeof kept);
		kept.part[sizeof kept.part - 1] = '\0';
		if (!place_kept(d, &kept))
			return 0;
		record = &kept;
	}
	if (transcripts_take(inv, d, kind, record, len, f) == -1)
		return -1;
	found = d->found;
	if (kind == RECORD_SPAN && t->in_study)
		transcripts_span_json(t, d, record, &found->spans_json);
	return 0;
}

static int
finish(struct invocation *inv, struct document *d, struct fail *f)
{
	const struct found *found = d->found;
	struct file_out *out = d->out;

	if (d->adopted)
		say(found->spans == 0 ? "scrub-adopted" : "scrub-adopted-more",
		    "%s\t%llu", d->name, (unsigned long long)found->spans);
	if (d->adopted && found->spans == 0)
		return 0;
	if (transcripts_of(inv)->in_study)
		return copy_put(inv->session, d, EVENT_REDACTION,
		    d->adopted ? REASON_ADOPT : REASON_SCRUB, f);
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
	.prepare = prepare,
	.process = process,
	.take = take,
	.finish = finish,
	.conclude = conclude,
};
