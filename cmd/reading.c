#include "cmd/reading.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/ui.h"
#include "people/meeting.h"
#include "release/interval.h"
#include "vault/digest.h"

static const char object[] = "out/report/reading.jsonl";

static int
read_all(struct session *s, struct buf *to, struct fail *f)
{
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	const char *path = session_path(s, object);
	struct bytes text;

	if (!file_exists(path))
		return 0;
	if (file_read(path, LIMIT_LIST, s->arena, &text, f) == -1)
		return -1;
	if (known == NULL || known->sha256 == NULL ||
	    strcmp(digest_bytes(DIGEST_SHA256, text).at, known->sha256) != 0) {
		fail(f, FAIL_SEAL, "reading-changed");
		return fail_at(f, object, 0);
	}
	buf_add(to, text);
	return 0;
}

/* The first members of a line, in the order of their names. */
static struct json
open_line(struct buf *to, const char *by, const char *event, const struct meeting *m)
{
	struct json j = jsonl_open(to);

	jsonl_text(&j, "by", bytes_of(by));
	jsonl_text(&j, "event", bytes_of(event));
	jsonl_text(&j, "meeting", bytes_of(m->id));
	return j;
}

static void
close_line(struct buf *to, struct json *j)
{
	jsonl_text(j, "time", bytes_of(time_text(clock_now()).at));
	jsonl_number(j, "v", 1);
	jsonl_close(j);
	buf_byte(to, '\n');
}

static int
put_all(struct session *s, struct buf *all, struct fail *f)
{
	return report_put(s, object, buf_bytes(all), EVENT_CREATION, REASON_REPORT, f);
}

int
reading_add_read(struct session *s, const struct read_copy *copy, size_t count,
    const char *by, struct fail *f)
{
	struct buf all = { 0 };
	struct json j;
	size_t i;
	int rc = read_all(s, &all, f);

	for (i = 0; i < count; i++) {
		j = open_line(&all, by, "read", copy[i].meeting);
		jsonl_number(&j, "replaced", copy[i].replaced);
		jsonl_text(&j, "sha256", bytes_of(copy[i].sha256.at));
		close_line(&all, &j);
	}
	if (rc == 0 && count > 0)
		rc = put_all(s, &all, f);
	buf_free(&all);
	return rc;
}

int
reading_add_missed(struct session *s, const struct missed_in *in, size_t count,
    const char *by, struct fail *f)
{
	struct buf all = { 0 };
	struct json j;
	size_t i;
	int rc = read_all(s, &all, f);

	for (i = 0; i < count; i++) {
		j = open_line(&all, by, "missed", in[i].meeting);
		jsonl_number(&j, "places", in[i].places);
		close_line(&all, &j);
	}
	if (rc == 0 && count > 0)
		rc = put_all(s, &all, f);
	buf_free(&all);
	return rc;
}

/* What is known of one meeting. What was found before its last reading is among what was
 * replaced then. */
struct meeting_reading {
	bool read;
	uint64_t replaced, found_before, found;
};

struct risk {
	uint64_t copies, rules, found;
};

static void
take_line(const json_t *line, const struct meetings *ms, struct meeting_reading *of)
{
	const char *id = json_string_value(json_object_get(line, "meeting"));
	const char *event = json_string_value(json_object_get(line, "event"));
	const struct meeting *m = id ? meeting_named(ms, id) : NULL;
	struct meeting_reading *r;

	if (m == NULL || event == NULL)
		return; /* a meeting that is no longer in the study */
	r = &of[m - ms->at];
	if (strcmp(event, "missed") == 0) {
		r->found += report_number(line, "places");
		return;
	}
	r->read = true;
	r->replaced = report_number(line, "replaced");
	r->found_before = r->found;
}

static int
risk_of(struct session *s, struct risk *risk, struct fail *f)
{
	const struct meetings *ms = &s->linking.meetings;
	struct meeting_reading *of = arena_get(s->arena, ms->len, sizeof *of);
	struct buf all = { 0 };
	struct bytes rest, line;
	json_t *j;
	size_t i;

	*risk = (struct risk){ 0, 0, 0 };
	if (read_all(s, &all, f) == -1)
		return -1;
	for (rest = buf_bytes(&all); bytes_next(&rest, '\n', &line);) {
		j = json_loadb(
		    (const char *)line.at, line.len, JSON_REJECT_DUPLICATES, NULL);
		take_line(j, ms, of);
		json_decref(j);
	}
	buf_free(&all);
	for (i = 0; i < ms->len; i++) {
		if (!of[i].read)
			continue;
		risk->copies++;
		risk->found += of[i].found;
		if (of[i].replaced > of[i].found_before)
			risk->rules += of[i].replaced - of[i].found_before;
	}
	return 0;
}

/* The sentence: its id, and its values with their names (cmd/answer.h) or as they are; NULL:
 * there is nothing to say. */
static const char *
sentence(const struct session *s, const struct risk *risk, bool named, bool words,
    const char **values)
{
	uint64_t all = risk->rules + risk->found;
	struct interval share = interval_wilson(risk->rules, all, INTERVAL_95);
	unsigned low = interval_floor(share.low);

	if (all == 0)
		return NULL;
	*values = arena_printf(s->arena, "%s%llu\t%s%llu\t", named ? "copies#=" : "",
	    (unsigned long long)risk->copies, named ? "replaced#=" : "",
	    (unsigned long long)risk->rules);
	if (risk->found == 0) {
		*values = arena_printf(s->arena, "%s%s%s", *values,
		    named ? "missed=" : "", ui_share(s->arena, 1000 - low, words));
		return "reading-none-found";
	}
	*values = arena_printf(s->arena, "%s%s%llu\t%s%s\t%s%s\t%s%s", *values,
	    named ? "found#=" : "", (unsigned long long)risk->found,
	    named ? "share=" : "",
	    ui_share(s->arena, interval_about(risk->rules, all), words),
	    named ? "low=" : "", ui_share(s->arena, low, words), named ? "high=" : "",
	    ui_share(s->arena, interval_floor(share.high), words));
	return "reading-found";
}

int
reading_answer(const struct invocation *inv, struct fail *f)
{
	const char *id, *values = "";
	struct risk risk;

	if (risk_of(inv->session, &risk, f) == -1)
		return -1;
	id = sentence(inv->session, &risk, true, !wants_json(inv), &values);
	if (id != NULL)
		answer(inv, id, "%s", values);
	return 0;
}

int
reading_say(struct session *s, struct fail *f)
{
	const char *id, *values = "";
	struct risk risk;

	if (risk_of(s, &risk, f) == -1)
		return -1;
	id = sentence(s, &risk, false, true, &values);
	if (id != NULL)
		say(id, "%s", values);
	return 0;
}
