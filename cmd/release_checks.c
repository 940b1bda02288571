#include "cmd/release_checks.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "cmd/copy_state.h"
#include "cmd/report.h"
#include "cmd/session.h"

bool
is_without(const char *without, const char *meeting)
{
	struct bytes rest = bytes_of(without), id;

	while (bytes_next(&rest, ',', &id))
		if (bytes_are(bytes_trim(id), meeting))
			return true;
	return false;
}

static int
check_without(const struct session *s, const char *without, struct fail *f)
{
	struct bytes rest = bytes_of(without), id;

	while (bytes_next(&rest, ',', &id))
		if (meeting_named(&s->linking.meetings,
			arena_text(s->arena, bytes_trim(id))) == NULL)
			return fail(f, FAIL_USAGE, "without-meeting");
	return 0;
}

/* Who was at a meeting: by its row, and by its transcript. */
static void
mark_speakers(const struct session *s, const struct meeting *m,
    const struct meeting_report *report, bool *spoke)
{
	const struct roster *r = &s->linking.roster;
	struct occasion o = meeting_occasion(m);
	const struct holding *h;
	size_t i;

	memset(spoke, 0, r->persons);
	for (i = 0; i < m->presents; i++)
		spoke[m->present[i]] = true;
	for (i = 0; report != NULL && i < report->speakers; i++) {
		h = roster_seat(r, report->speaker[i], &o);
		if (h != NULL)
			spoke[h->person] = true;
	}
}

static const char *
code_at(const struct session *s, uint32_t person, const struct meeting *m)
{
	struct occasion o = meeting_occasion(m);
	const struct holding *h = roster_holding(&s->linking.roster, person, &o);
	size_t i;

	for (i = 0; h == NULL && i < s->linking.roster.holdings; i++)
		if (s->linking.roster.holding[i].person == person)
			h = &s->linking.roster.holding[i];
	return h->code;
}

static const struct meeting_report *
report_of(const struct meeting_report *report, size_t count, const char *meeting)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(report[i].meeting, meeting) == 0)
			return &report[i];
	return NULL;
}

int
consent_gaps(struct session *s, const char *without, struct consent_gap **out,
    size_t *count, struct fail *f)
{
	static const char *const message[] = {
		[CONSENT_NONE] = "consent-none",
		[CONSENT_LATER] = "consent-late",
		[CONSENT_WITHDRAWN] = "consent-withdrawn",
	};
	const struct linking *l = &s->linking;
	bool *spoke = arena_get(s->arena, l->roster.persons, sizeof *spoke);
	struct meeting_report *report = NULL;
	struct fail none_yet = { 0 };
	size_t reports = 0, cap = 0, i;
	enum consent_state state;
	uint32_t p;

	*out = NULL;
	*count = 0;
	if (check_without(s, without, f) == -1)
		return -1;
	if (report_read(s, s->arena, &report, &reports, &none_yet) == -1 &&
	    none_yet.kind != FAIL_INPUT) {
		*f = none_yet;
		return -1;
	}
	for (i = 0; i < l->meetings.len; i++) {
		const struct meeting *m = &l->meetings.at[i];

		if (is_without(without, m->id))
			continue;
		mark_speakers(s, m, report_of(report, reports, m->id), spoke);
		for (p = 0; p < l->roster.persons; p++) {
			state = spoke[p] ? consent_on(&l->consents, p, m->day, 0)
			                 : CONSENT_VALID;
			if (state == CONSENT_VALID)
				continue;
			*out = arena_grow(s->arena, *out, *count, &cap, sizeof **out);
			(*out)[(*count)++] = (struct consent_gap){ message[state],
				code_at(s, p, m), m->id };
		}
	}
	return 0;
}

bool
is_read(struct session *s, const char *meeting)
{
	const struct meeting *m = meeting_named(&s->linking.meetings, meeting);
	const struct copy_states *st;
	struct fail ignored = { 0 };

	return m != NULL && copy_states_of(s, &st, &ignored) == 0 &&
	       st->at[m - s->linking.meetings.at] == COPY_READ;
}
