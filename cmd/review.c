#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/map.h"
#include "cmd/asking.h"
#include "cmd/command.h"
#include "cmd/decision_sheet.h"
#include "cmd/review_lines.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "cmd/ui.h"
#include "cmd/verdicts.h"

static const struct option options[] = {
	{ "tty", OPTION_FLAG, NULL, "opt-review-tty" },
	{ "by", OPTION_TEXT, "LABEL", "opt-review-by" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

enum { ROWS_TOLD = 50 };

/* One row of the workbook into what counts. */
static int
take_row(const struct asker *a, const struct sheet_row *row, struct verdicts *v,
    struct fail *f)
{
	struct decided *d;
	struct question q;
	size_t count;
	bool looked;

	if (row->tail[0] == '\0' && row->answer[0] == '\0' && row->who[0] == '\0')
		return 0; /* a line that somebody wrote below */
	if (question_read(a, row->spellings, row->tail, &q, f) == -1)
		return -1;
	if (row->turn != (q.kind == QUESTION_TURN))
		return fail(f, FAIL_INPUT, "question-changed");
	if (!row->turn) {
		if (question_answer(a, &q, row->answer, row->who, &d, &count, f) == -1)
			return -1;
		v->empty += row->answer[0] == '\0';
		verdicts_add(v, d, count, a->arena);
		return 0;
	}
	if (question_missed(a, &q, row->answer, row->who, &looked, &d, &count, f) == -1)
		return -1;
	v->turns++;
	v->looked += looked;
	v->with += count > 0;
	verdicts_add(v, d, count, a->arena);
	return 0;
}

/* A row that was copied says the same twice, or it is not known which counts. */
static int
check_twice(struct map *seen, const struct sheet_row *row, size_t i,
    const struct sheet_row *rows, struct fail *f)
{
	const struct sheet_row *other;
	uint32_t at;
	int added;

	if (row->tail[0] == '\0')
		return 0;
	at = *map_put(seen, bytes_of(row->tail), (uint32_t)i, &added);
	other = &rows[at];
	if (added || (strcmp(other->answer, row->answer) == 0 &&
			 strcmp(other->who, row->who) == 0))
		return 0;
	return fail(f, FAIL_INPUT, "question-twice");
}

/* In which column something is wrong. */
static const char *
column_of(const struct fail *f)
{
	static const char *const columns[][2] = {
		{ "answer-word", "column-decision" },
		{ "answer-none", "column-decision" },
		{ "answer-person", "column-decision" },
		{ "answer-who", "column-who" },
		{ "answer-what", "column-who" },
		{ "turn-word", "column-missed" },
		{ "question-changed", "column-tail" },
	};
	size_t i;

	for (i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (strcmp(f->what, columns[i][0]) == 0)
			return ui_text(columns[i][1]);
	return NULL;
}

/* Every row that is wrong is said, and then nothing counts. */
static int
take_rows(const struct asker *a, const struct sheet_row *rows, size_t count,
    struct verdicts *v, struct fail *f)
{
	struct map *seen = map_new(a->arena);
	size_t wrong = 0, i;
	struct fail one;

	for (i = 0; i < count; i++) {
		one = (struct fail){ 0 };
		if (check_twice(seen, &rows[i], i, rows, &one) == 0 &&
		    take_row(a, &rows[i], v, &one) == 0)
			continue;
		if (strcmp(one.what, "question-study") == 0) {
			*f = one; /* no row of it is ours: said once */
			return -1;
		}
		fail_column(&one, column_of(&one));
		fail_at(&one, rows[i].sheet, rows[i].row);
		if (wrong++ < ROWS_TOLD)
			ui_fail(&one);
	}
	if (wrong > ROWS_TOLD)
		say("review-more", "%zu", wrong - ROWS_TOLD);
	return wrong == 0 ? 0 : fail_with(f, FAIL_INPUT, "review-wrong", "%zu", wrong);
}

static int
read_sheet(struct invocation *inv, struct fail *f)
{
	struct session *s = inv->session;
	const char *by = option_text(inv, "by");
	struct verdicts v = { .len = 0 };
	struct sheet_row *row;
	struct asker asker;
	size_t count, beside;
	bool changed;

	if (!file_exists(session_path(s, decision_sheet_path)))
		return fail(f, FAIL_INPUT, "review-none");
	if (decision_sheet_is_open(s))
		return fail(f, FAIL_SYSTEM, "review-open");
	if (asker_of(s, NULL, NULL, &asker, f) == -1 ||
	    decision_sheet_read(s, &row, &count, f) == -1 ||
	    take_rows(&asker, row, count, &v, f) == -1 ||
	    verdicts_seal(s, &v, by ? by : "", &changed, f) == -1 ||
	    session_checkpoint(s, f) == -1 ||
	    decision_sheet_remove(s, &beside, f) == -1)
		return -1;
	say("review-removed", "%s", "");
	if (beside > 0)
		say("review-beside", "%zu", beside);
	say_next(inv, "review-next");
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *by = option_text(inv, "by");
	struct asking *asking;
	struct session *s;

	if (by != NULL && session_check_label(by, f) == -1)
		return -1;
	s = session_of(inv, f);
	if (s == NULL || session_open_key(s, true, f) == -1)
		return -1;
	if (!option_given(inv, "tty"))
		return read_sheet(inv, f);
	asking = arena_get(inv->arena, 1, sizeof *asking);
	if (transcripts_of_study(inv, f) == -1 || asking_begin(inv, asking, f) == -1)
		return -1;
	transcripts_of(inv)->asking = asking;
	return 0;
}

static int
conclude(struct invocation *inv, struct fail *f)
{
	struct transcripts *t = inv->state;
	const char *by = option_text(inv, "by");
	struct verdicts v = { .len = 0 };
	bool changed;

	if (t == NULL || inv->status != 0)
		return 0;
	asking_end(t->asking);
	if (review_lines(t->asking, stdin, &v, f) == -1)
		return -1;
	if (verdicts_seal(inv->session, &v, by ? by : "", &changed, f) == -1 ||
	    session_checkpoint(inv->session, f) == -1)
		return -1;
	say_next(inv, "review-next");
	return 0;
}

const struct command command_review = {
	.name = "review",
	.operands = "",
	.summary = "cmd-review",
	.example = "taus review",
	.options = options,
	.acquire = acquire,
	.process = transcripts_process,
	.take = transcripts_take,
	.conclude = conclude,
};
