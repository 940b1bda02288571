#include "cmd/verdicts.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "cmd/sample_report.h"
#include "cmd/session.h"
#include "cmd/ui.h"
#include "scrub/judged.h"

void
verdicts_add(struct verdicts *v, const struct decided *d, size_t count, struct arena *a)
{
	size_t i;

	for (i = 0; i < count; i++) {
		v->at = arena_grow(a, v->at, v->len, &v->cap, sizeof *v->at);
		v->at[v->len++] = d[i];
	}
}

/* The same was decided before, and holds. */
static bool
is_known(const struct judged *judged, const struct decided *d)
{
	const struct judged_place where = { d->meeting, d->part, d->start, d->end };
	const struct judgement *j;
	bool stale, place = strcmp(d->scope, "place") == 0;

	j = judged_about(judged, d->text, (enum category)category_named(d->category),
	    &where, &stale);
	if (j == NULL || (j->scope == JUDGED_PLACE) != place)
		return false;
	switch (j->verdict) {
	case JUDGED_KEEP:
		return strcmp(d->verdict, "keep") == 0;
	case JUDGED_SAME:
		return strcmp(d->verdict, "same") == 0 &&
		       bytes_are(j->same_as, d->same_as);
	case JUDGED_TREAT:
		return strcmp(d->verdict, "treat") == 0 &&
		       strcmp(treatment_name(j->treatment), d->treat) == 0;
	}
	return false;
}

static int
keep_new(struct session *s, const struct verdicts *v, struct decided **new,
    size_t *count, struct fail *f)
{
	struct judged *judged;
	size_t i;

	*count = 0;
	*new = arena_get(s->arena, v->len, sizeof **new);
	if (judged_parse(s->linking.decisions, s->arena, &judged, f) == -1)
		return -1;
	for (i = 0; i < v->len; i++)
		if (!is_known(judged, &v->at[i]))
			(*new)[(*count)++] = v->at[i];
	return 0;
}

static void
say_done(const struct decided *d, size_t count, const struct verdicts *v)
{
	size_t kept = 0, same = 0, i;

	for (i = 0; i < count; i++) {
		kept += strcmp(d[i].verdict, "keep") == 0;
		same += strcmp(d[i].verdict, "same") == 0;
	}
	say("review-done", "%zu\t%zu\t%zu\t%zu\t%zu", count, kept, same,
	    count - kept - same, v->empty);
	if (v->looked > 0)
		say("review-sample", "%zu\t%zu\t%zu", v->turns, v->looked, v->with);
}

int
verdicts_seal(struct session *s, const struct verdicts *v, const char *by,
    bool *changed, struct fail *f)
{
	struct decided *new;
	struct bytes table;
	size_t count;

	*changed = false;
	if (keep_new(s, v, &new, &count, f) == -1)
		return -1;
	if (count > 0) {
		if (judged_append(s->linking.decisions, new, count, by, clock_now(),
			s->arena, &table, f) == -1)
			return -1;
		s->linking.decisions = table;
		if (session_seal_linking(s, REASON_REVIEW, f) == -1 ||
		    session_reopen_linking(s, f) == -1)
			return -1;
	}
	if ((v->looked > 0 &&
		sample_add_looked(s, v->turns, v->looked, v->with, f) == -1) ||
	    session_record(s, by[0] ? by : NULL, EVENT_POLICY_ASSIGNMENT,
		"review/decisions", REASON_REVIEW, NULL, f) == -1)
		return -1;
	*changed = count > 0;
	say_done(new, count, v);
	return 0;
}
