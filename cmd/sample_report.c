#include "cmd/sample_report.h"

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/ui.h"
#include "release/interval.h"

static const char object[] = "out/report/sample.jsonl";

/* What was there before; "" none. */
static int
read_before(struct session *s, struct bytes *text, struct fail *f)
{
	struct fail none_yet = { 0 };

	*text = bytes_of("");
	if (report_text(s, object, s->arena, text, &none_yet) == 0 ||
	    none_yet.kind == FAIL_INPUT)
		return 0;
	*f = none_yet;
	return -1;
}

int
sample_add_looked(
    struct session *s, size_t turns, size_t looked, size_t missed, struct fail *f)
{
	struct buf all = { 0 };
	struct bytes before;
	struct json j;
	int rc;

	if (read_before(s, &before, f) == -1)
		return -1;
	buf_add(&all, before);
	j = jsonl_open(&all);
	jsonl_number(&j, "looked", looked);
	jsonl_number(&j, "missed", missed);
	jsonl_number(&j, "turns", turns);
	jsonl_number(&j, "v", 1);
	jsonl_close(&j);
	buf_byte(&all, '\n');
	rc = report_put(s, object, buf_bytes(&all), EVENT_CREATION, REASON_REVIEW, f);
	buf_free(&all);
	return rc;
}

int
sample_answer(const struct invocation *inv, struct fail *f)
{
	uint64_t looked = 0, missed = 0, turns = 0;
	struct bytes rest, line;
	struct interval share;
	json_t *j;

	if (read_before(inv->session, &rest, f) == -1)
		return -1;
	while (bytes_next(&rest, '\n', &line)) {
		j = json_loadb(
		    (const char *)line.at, line.len, JSON_REJECT_DUPLICATES, NULL);
		looked = report_number(j, "looked");
		missed = report_number(j, "missed");
		turns = report_number(j, "turns");
		json_decref(j);
	}
	if (looked == 0 || missed > looked)
		return 0;
	share = interval_wilson(missed, looked, INTERVAL_95);
	answer(inv, "sample-looked", "turns#=%llu\tlooked#=%llu\tmissed#=%llu\thigh=%s",
	    (unsigned long long)turns, (unsigned long long)looked,
	    (unsigned long long)missed,
	    ui_share(
		inv->arena, 1000 - interval_floor(1 - share.high), !wants_json(inv)));
	return 0;
}
