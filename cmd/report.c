#include "cmd/report.h"

#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd/command.h"
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

static const char clues_object[] = "out/report/clues.jsonl";
static const char kept_object[] = "out/report/kept.jsonl";
static const char meetings_object[] = "out/report/meetings.jsonl";
static const char replacements_object[] = "out/report/replacements.jsonl";

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

static void
meeting_json(const struct transcripts *t, const struct document *d, struct buf *to)
{
	const struct found *found = d->found;
	struct buf speakers = { 0 }, counts = { 0 }, hidden = { 0 };
	struct json j, c = jsonl_open(&counts);
	int category;

	speakers_json(t, found, &speakers);
	hidden_json(found->done.hidden, &hidden);
	j = jsonl_open(to);
	for (category = 0; category < CATEGORIES; category++)
		if (found->done.by_category[(enum category)sorted[category]] > 0)
			jsonl_number(&c, category_name((enum category)sorted[category]),
			    found->done.by_category[(enum category)sorted[category]]);
	jsonl_close(&c);
	jsonl_raw(&j, "categories", buf_bytes(&counts));
	jsonl_number(&j, "clues", found->clues.all);
	jsonl_number(&j, "codes_in_text", found->notes[NOTE_CODE_IN_TEXT]);
	jsonl_number(&j, "doubts", found->doubts);
	jsonl_text(&j, "encoding",
	    bytes_of(encoding_name((enum encoding)found->done.encoding)));
	jsonl_text(&j, "format", bytes_of(formats[found->done.format]->name));
	jsonl_raw(&j, "hidden", buf_bytes(&hidden));
	jsonl_text(&j, "language",
	    bytes_of(language_code((enum language)found->done.language)));
	jsonl_text(&j, "meeting", bytes_of(d->name));
	jsonl_text(&j, "policy", bytes_of(policy_digest(t->setup.policy)));
	jsonl_number(&j, "replaced", found->spans);
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

int
report_write(struct invocation *inv, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);
	struct buf replaced = { 0 }, open = { 0 }, meetings = { 0 }, clues = { 0 };
	struct buf kept = { 0 };
	struct session *s = inv->session;
	struct found *found;
	size_t i;
	int rc;

	for (i = 0; i < inv->documents; i++) {
		found = inv->document[i].found;
		buf_add(&replaced, buf_bytes(&found->spans_json));
		buf_add(&open, buf_bytes(&found->open_json));
		meeting_json(t, &inv->document[i], &meetings);
		clue_list_json(&found->clues, t->setup.rulebook, inv->document[i].name,
		    true, &clues);
		buf_free(&found->spans_json);
		buf_free(&found->open_json);
		buf_add(&kept, buf_bytes(&found->kept_json));
		buf_free(&found->kept_json);
	}
	rc = report_put(s, replacements_object, buf_bytes(&replaced), EVENT_CREATION,
	    REASON_REPORT, f);
	if (rc == 0)
		rc = report_put(s, "out/report/open.jsonl", buf_bytes(&open),
		    EVENT_CREATION, REASON_REPORT, f);
	if (rc == 0)
		rc = report_put(
		    s, kept_object, buf_bytes(&kept), EVENT_CREATION, REASON_REPORT, f);
	if (rc == 0)
		rc = report_put(s, clues_object, buf_bytes(&clues), EVENT_CREATION,
		    REASON_REPORT, f);
	if (rc == 0)
		rc = report_put(s, meetings_object, buf_bytes(&meetings),
		    EVENT_CREATION, REASON_REPORT, f);
	buf_free(&replaced);
	buf_free(&open);
	buf_free(&meetings);
	buf_free(&clues);
	buf_free(&kept);
	return rc;
}

static uint64_t
number_of(const json_t *line, const char *key)
{
	return (uint64_t)json_integer_value(json_object_get(line, key));
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
	r->doubts = number_of(j, "doubts");
	r->codes_in_text = number_of(j, "codes_in_text");
	r->clues = number_of(j, "clues");
	r->turns = number_of(j, "turns");
	r->encoding = text_of(j, "encoding", a);
	r->replaced = number_of(j, "replaced");
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

/* A report that is as the ledger knows it. */
static int
read_known(struct session *s, const char *object, struct arena *a, struct bytes *text,
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

int
report_read(struct session *s, struct arena *a, struct meeting_report **out,
    size_t *count, struct fail *f)
{
	struct bytes rest, line;
	size_t cap = 0;

	*out = NULL;
	*count = 0;
	if (read_known(s, meetings_object, a, &rest, f) == -1)
		return -1;
	while (bytes_next(&rest, '\n', &line)) {
		*out = arena_grow(a, *out, *count, &cap, sizeof **out);
		if (read_line(line, a, &(*out)[*count]) == -1)
			return fail_at(f, meetings_object, *count + 1),
			       fail(f, FAIL_SEAL, "report-changed");
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
	if (read_known(s, kept_object, s->arena, &rest, f) == -1)
		return -1;
	while (bytes_next(&rest, '\n', &line)) {
		j = json_loadb(
		    (const char *)line.at, line.len, JSON_REJECT_DUPLICATES, NULL);
		kept = (struct kept){ number_of(j, "start"), number_of(j, "end"),
			number_of(j, "copy_start"), number_of(j, "copy_end") };
		if (strcmp(text_of(j, "meeting", s->arena), meeting) == 0)
			places_add(*out, text_of(j, "part", s->arena), &kept);
		json_decref(j);
	}
	return 0;
}
