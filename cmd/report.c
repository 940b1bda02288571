#include "cmd/report.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd/command.h"
#include "cmd/copy_state.h"
#include "cmd/hidden_words.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "cmd/trial.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "scrub/places.h"
#include "scrub/policy.h"
#include "text/language.h"
#include "vault/digest.h"

/* The reports, in the order in which they are put there: the last one says what the
 * others belong to. */
enum {
	REPORT_REPLACED,
	REPORT_OPEN,
	REPORT_KEPT,
	REPORT_CLUES,
	REPORT_MEETINGS,
	REPORTS
};

static const char *const objects[REPORTS] = {
	[REPORT_REPLACED] = "out/report/replacements.jsonl",
	[REPORT_OPEN] = "out/report/open.jsonl",
	[REPORT_KEPT] = "out/report/kept.jsonl",
	[REPORT_CLUES] = "out/report/clues.jsonl",
	[REPORT_MEETINGS] = "out/report/meetings.jsonl",
};

/* What stands in a line of open.jsonl that tells of a stretch, and not of a note. */
static const char asks[] = "\"action\":\"ask\"";

/* The categories in the byte order of their names, as canonical JSON wants keys. */
static const int sorted[CATEGORIES] = { CATEGORY_ACCOUNT, CATEGORY_ADDRESS,
	CATEGORY_AGE, CATEGORY_CARD, CATEGORY_DATE, CATEGORY_EMAIL, CATEGORY_FNR,
	CATEGORY_HANDLE, CATEGORY_ID, CATEGORY_IP, CATEGORY_LOC, CATEGORY_ORG,
	CATEGORY_ORGNR, CATEGORY_PER, CATEGORY_PHONE, CATEGORY_PLATE, CATEGORY_POSTCODE,
	CATEGORY_SPECIAL, CATEGORY_TITLE, CATEGORY_URL };

int
report_put(struct session *s, const char *object, struct bytes content,
    enum ledger_event event, enum ledger_reason reason, struct fail *f)
{
	const char *path = session_path(s, object);
	struct digest_text sha = digest_bytes(DIGEST_SHA256, content), there;
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	struct ledger_entry intent = { .agent = "taus/" VERSION,
		.event = event,
		.object = object,
		.outcome = OUTCOME_INTENT,
		.reason = reason,
		.sha256 = sha.at };

	if (known != NULL && strcmp(known->sha256, sha.at) == 0 && file_exists(path) &&
	    digest_file(DIGEST_SHA256, path, &there, f) == 0 &&
	    strcmp(there.at, sha.at) == 0)
		return 0;
	if (is_trial()) {
		trial_write(object);
		trial_log(2);
		return 0;
	}
	if (file_make_dir(path_dir(s->arena, path), 0700, f) == -1 ||
	    ledger_append(s->ledger, &intent, f) == -1 ||
	    file_replace(path, 0600, content, f) == -1)
		return -1;
	return session_record(s, NULL, event, object, reason, sha.at, f);
}

/* A report that is as the ledger knows it. */
int
report_text(struct session *s, const char *object, struct arena *a, struct bytes *text,
    struct fail *f)
{
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	const char *path = session_path(s, object);

	if (known == NULL || !file_exists(path))
		return fail(f, FAIL_INPUT, "report-missing");
	if (file_read(path, LIMIT_LIST, a, text, f) == -1)
		return -1;
	if (strcmp(digest_bytes(DIGEST_SHA256, *text).at, known->sha256) == 0)
		return 0;
	fail(f, FAIL_SEAL, "report-changed");
	return fail_at(f, object, 0);
}

/* ["SW4","T4"] in the order of People. */
static void
speakers_json(const struct transcripts *t, const struct found *found, struct buf *to)
{
	const struct roster *r = t->setup.scrub.judge.roster;
	size_t i, n = 0;

	buf_byte(to, '[');
	for (i = 0; i < r->holdings; i++) {
		if (!found->heard[i])
			continue;
		if (n++ > 0)
			buf_byte(to, ',');
		jsonl_string(to, bytes_of(r->holding[i].code));
	}
	buf_byte(to, ']');
}

/* Lines that hold this text (or do not). */
static void
add_lines(struct bytes lines, const char *what, bool has, struct buf *to)
{
	struct bytes line;

	while (bytes_next(&lines, '\n', &line))
		if ((memmem(line.at, line.len, what, strlen(what)) != NULL) == has) {
			buf_add(to, line);
			buf_byte(to, '\n');
		}
}

static struct bytes
lines_with(struct bytes lines, const char *what, bool has, struct arena *a)
{
	struct buf found = { 0 };
	struct bytes kept;

	add_lines(lines, what, has, &found);
	kept = arena_bytes(a, buf_bytes(&found));
	buf_free(&found);
	return kept;
}

/* Those of one meeting; its id has letters, digits and hyphens alone. */
static struct bytes
lines_of(struct bytes lines, const char *meeting, struct arena *a)
{
	return lines_with(
	    lines, arena_printf(a, "\"meeting\":\"%s\"", meeting), true, a);
}

uint64_t
report_number(const json_t *line, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(line, key));

	return n > 0 ? (uint64_t)n : 0;
}

/* What was exchanged, by category: in an adopted copy also when it was first made. */
static void
categories_json(const struct found *found, const json_t *before, struct buf *to)
{
	const json_t *old = json_object_get(before, "categories");
	struct json c = jsonl_open(to);
	const char *name;
	uint64_t n;
	int i;

	for (i = 0; i < CATEGORIES; i++) {
		name = category_name((enum category)sorted[i]);
		n = found->done.by_category[(enum category)sorted[i]] +
		    report_number(old, name);
		if (n > 0)
			jsonl_number(&c, name, n);
	}
	jsonl_close(&c);
}

/* What the line of an adopted copy says of its original stays. */
static void
said_before(struct json *j, const json_t *before, const char *key, const char *now)
{
	const char *old = json_string_value(json_object_get(before, key));

	jsonl_text(j, key, bytes_of(old ? old : now));
}

static void
hidden_before(const struct found *found, const json_t *before, struct buf *to)
{
	char *old = json_dumps(json_object_get(before, "hidden"),
	    JSON_COMPACT | JSON_SORT_KEYS | JSON_ENSURE_ASCII);

	if (old != NULL)
		buf_text(to, old);
	else
		hidden_json(found->done.hidden, to);
	free(old);
}

/* before: of an adopted copy, the line of it that stood there; else NULL. */
static void
meeting_json(const struct transcripts *t, const struct document *d,
    const json_t *before, struct buf *to)
{
	const struct found *found = d->found;
	struct buf speakers = { 0 }, counts = { 0 }, hidden = { 0 };
	struct json j;

	speakers_json(t, found, &speakers);
	hidden_before(found, before, &hidden);
	categories_json(found, before, &counts);
	j = jsonl_open(to);
	jsonl_raw(&j, "categories", buf_bytes(&counts));
	jsonl_number(&j, "clues", found->clues.all);
	jsonl_number(
	    &j, "codes_in_text", d->adopted ? 0 : found->notes[NOTE_CODE_IN_TEXT]);
	jsonl_number(&j, "doubts",
	    found->doubts + (d->adopted ? (uint64_t)found->done.asked : 0));
	jsonl_text(&j, "encoding",
	    bytes_of(encoding_name((enum encoding)found->done.encoding)));
	said_before(&j, before, "format", formats[found->done.format]->name);
	jsonl_raw(&j, "hidden", buf_bytes(&hidden));
	jsonl_text(&j, "language",
	    bytes_of(language_code((enum language)found->done.language)));
	jsonl_text(&j, "made_by", bytes_of(d->made->by.at));
	jsonl_text(&j, "meeting", bytes_of(d->name));
	jsonl_text(&j, "original", bytes_of(d->made->original.at));
	jsonl_text(&j, "policy", bytes_of(policy_digest(t->setup.policy)));
	jsonl_number(&j, "replaced", found->spans + report_number(before, "replaced"));
	jsonl_text(&j, "rules", bytes_of(rulebook_digest(t->setup.rulebook)));
	jsonl_raw(&j, "speakers", buf_bytes(&speakers));
	jsonl_number(&j, "turns", found->done.turns);
	jsonl_number(&j, "v", 1);
	jsonl_close(&j);
	buf_byte(to, '\n');
	buf_free(&speakers);
	buf_free(&counts);
	buf_free(&hidden);
}

/* What was found in a document, made anew from its original. */
static void
add_made(const struct transcripts *t, const struct document *d, struct buf to[REPORTS])
{
	struct found *found = d->found;

	buf_add(&to[REPORT_REPLACED], buf_bytes(&found->spans_json));
	buf_add(&to[REPORT_OPEN], buf_bytes(&found->open_json));
	buf_add(&to[REPORT_KEPT], buf_bytes(&found->kept_json));
	clue_list_json(
	    &found->clues, t->setup.rulebook, d->name, true, &to[REPORT_CLUES]);
	meeting_json(t, d, NULL, &to[REPORT_MEETINGS]);
}

/* The same of a copy that was adopted: where its doubts were is known of the original
 * alone, and none is left where the copy has none. */
static void
add_adopted(const struct transcripts *t, const struct document *d,
    const struct bytes before[REPORTS], struct arena *a, struct buf to[REPORTS])
{
	struct found *found = d->found;
	struct bytes line = lines_of(before[REPORT_MEETINGS], d->name, a);
	json_t *said =
	    json_loadb((const char *)line.at, line.len, JSON_REJECT_DUPLICATES, NULL);

	buf_add(&to[REPORT_REPLACED], lines_of(before[REPORT_REPLACED], d->name, a));
	buf_add(&to[REPORT_REPLACED], buf_bytes(&found->spans_json));
	if (found->done.asked > 0)
		add_lines(lines_of(before[REPORT_OPEN], d->name, a), asks, true,
		    &to[REPORT_OPEN]);
	add_lines(buf_bytes(&found->open_json), asks, true, &to[REPORT_OPEN]);
	buf_add(&to[REPORT_KEPT], buf_bytes(&found->kept_json));
	clue_list_json(
	    &found->clues, t->setup.rulebook, d->name, true, &to[REPORT_CLUES]);
	meeting_json(t, d, said, &to[REPORT_MEETINGS]);
	json_decref(said);
}

static const struct document *
document_of(const struct invocation *inv, const struct meeting *m)
{
	size_t i;

	for (i = 0; i < inv->documents; i++)
		if (inv->document[i].meeting == m && inv->document[i].found != NULL)
			return &inv->document[i];
	return NULL;
}

static void
free_found(const struct invocation *inv)
{
	struct found *found;
	size_t i;

	for (i = 0; i < inv->documents; i++) {
		found = inv->document[i].found;
		if (found == NULL)
			continue;
		buf_free(&found->spans_json);
		buf_free(&found->open_json);
		buf_free(&found->kept_json);
	}
}

/* What the reports said, if anything of it is to stay. */
static int
read_before(const struct invocation *inv, struct bytes before[REPORTS], struct fail *f)
{
	struct session *s = inv->session;
	const struct meetings *ms = &s->linking.meetings;
	const struct document *d;
	bool needed = false;
	size_t i;

	for (i = 0; i < ms->len; i++) {
		d = document_of(inv, &ms->at[i]);
		needed = needed || d == NULL || d->adopted;
	}
	for (i = 0; i < REPORTS; i++) {
		before[i] = bytes_of("");
		if (needed && report_text(s, objects[i], s->arena, &before[i], f) == -1)
			return -1;
	}
	return 0;
}

int
report_write(struct invocation *inv, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	struct session *s = inv->session;
	const struct meetings *ms = &s->linking.meetings;
	struct bytes before[REPORTS];
	struct buf to[REPORTS] = { { 0 } };
	const struct document *d;
	size_t i, k;
	int rc = read_before(inv, before, f);

	for (i = 0; rc == 0 && i < ms->len; i++) {
		d = document_of(inv, &ms->at[i]);
		if (d != NULL && d->adopted)
			add_adopted(t, d, before, s->arena, to);
		else if (d != NULL)
			add_made(t, d, to);
		for (k = 0; d == NULL && k < REPORTS; k++)
			buf_add(&to[k], lines_of(before[k], ms->at[i].id, s->arena));
	}
	for (k = 0; rc == 0 && k < REPORTS; k++)
		rc = report_put(
		    s, objects[k], buf_bytes(&to[k]), EVENT_CREATION, REASON_REPORT, f);
	for (k = 0; k < REPORTS; k++)
		buf_free(&to[k]);
	free_found(inv);
	return rc;
}

static const char *
text_of(const json_t *line, const char *key, struct arena *a)
{
	const char *text = json_string_value(json_object_get(line, key));

	return arena_text(a, bytes_of(text ? text : ""));
}

static int
read_line(struct bytes line, struct arena *a, struct meeting_report *r)
{
	json_t *j =
	    json_loadb((const char *)line.at, line.len, JSON_REJECT_DUPLICATES, NULL);
	const char *meeting = json_string_value(json_object_get(j, "meeting"));
	json_t *speakers = json_object_get(j, "speakers");
	struct bytes *code;
	size_t i;

	if (meeting == NULL || !json_is_array(speakers)) {
		json_decref(j);
		return -1;
	}
	r->meeting = arena_text(a, bytes_of(meeting));
	r->doubts = report_number(j, "doubts");
	r->codes_in_text = report_number(j, "codes_in_text");
	r->clues = report_number(j, "clues");
	r->turns = report_number(j, "turns");
	r->encoding = text_of(j, "encoding", a);
	r->made_by = text_of(j, "made_by", a);
	r->original = text_of(j, "original", a);
	r->replaced = report_number(j, "replaced");
	r->speakers = json_array_size(speakers);
	code = arena_get(a, r->speakers, sizeof *code);
	for (i = 0; i < r->speakers; i++) {
		const char *text = json_string_value(json_array_get(speakers, i));

		code[i] = arena_bytes(a, bytes_of(text ? text : ""));
	}
	r->speaker = code;
	json_decref(j);
	return 0;
}

static int
report_changed(struct fail *f, uint64_t line)
{
	fail(f, FAIL_SEAL, "report-changed");
	return fail_at(f, objects[REPORT_MEETINGS], line);
}

int
report_read(struct session *s, struct arena *a, struct meeting_report **out,
    size_t *count, struct fail *f)
{
	struct bytes rest, line;
	size_t cap = 0;

	*out = NULL;
	*count = 0;
	if (report_text(s, objects[REPORT_MEETINGS], a, &rest, f) == -1)
		return -1;
	while (bytes_next(&rest, '\n', &line)) {
		*out = arena_grow(a, *out, *count, &cap, sizeof **out);
		if (read_line(line, a, &(*out)[*count]) == -1)
			return report_changed(f, *count + 1);
		++*count;
	}
	return 0;
}

int
report_encoding(
    struct session *s, const char *meeting, enum encoding *e, struct fail *f)
{
	struct meeting_report *report;
	size_t count, i;

	if (report_read(s, s->arena, &report, &count, f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		if (strcmp(report[i].meeting, meeting) == 0 &&
		    encoding_named(report[i].encoding, e) == 0)
			return 0;
	return fail(f, FAIL_SEAL, "report-changed");
}

int
report_places(
    struct session *s, const char *meeting, struct places **out, struct fail *f)
{
	struct bytes rest, line;
	struct kept kept;
	json_t *j;

	*out = places_new(s->arena);
	if (report_text(s, objects[REPORT_KEPT], s->arena, &rest, f) == -1)
		return -1;
	while (bytes_next(&rest, '\n', &line)) {
		j = json_loadb(
		    (const char *)line.at, line.len, JSON_REJECT_DUPLICATES, NULL);
		kept = (struct kept){ report_number(j, "start"),
			report_number(j, "end"), report_number(j, "copy_start"),
			report_number(j, "copy_end") };
		if (strcmp(text_of(j, "meeting", s->arena), meeting) == 0)
			places_add(*out, text_of(j, "part", s->arena), &kept);
		json_decref(j);
	}
	return 0;
}
