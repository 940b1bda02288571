#include "release/register.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/rows.h"

enum { MOST_CELLS = 8 };

/* A record of texts that end with NULL. */
static void
record(struct buf *to, const char *const *text)
{
	struct bytes cell[MOST_CELLS];
	size_t n;

	for (n = 0; n < MOST_CELLS && text[n] != NULL; n++)
		cell[n] = bytes_of(text[n]);
	rows_record(to, cell, n, ',');
}

/* "2018-03", "" for none. */
static const char *
month(struct arena *a, int32_t day)
{
	return day == DAY_NONE ? "" : arena_printf(a, "%.7s", day_text(day).at);
}

static bool
left_out(const char *without, const char *id)
{
	struct bytes rest = bytes_of(without), part;

	while (bytes_next(&rest, ',', &part))
		if (bytes_are(bytes_trim(part), id))
			return true;
	return false;
}

void
register_consents(const struct linking *l, struct buf *to)
{
	static const char *const head[] = { "code", "version", "month", "medium",
		"scope", "withdrawn", NULL };
	struct arena *a = arena_new();
	const struct holding *h;
	const struct consent *c;
	size_t i, k;

	record(to, head);
	for (i = 0; i < l->roster.holdings; i++) {
		h = &l->roster.holding[i];
		for (k = 0; k < l->consents.len; k++) {
			c = &l->consents.at[k];
			if (c->person != h->person)
				continue;
			record(to, (const char *const[]){ h->code, c->version,
				       month(a, c->day), c->medium,
				       consent_scope_text(c->scope, a),
				       month(a, c->withdrawn), NULL });
		}
	}
	arena_free(a);
}

static unsigned
times_listed(
    const struct linking *l, const struct holding *h, const char *without, bool absent)
{
	const struct meeting *m;
	const uint32_t *who;
	unsigned times = 0;
	size_t i, k, count;

	for (i = 0; i < l->meetings.len; i++) {
		m = &l->meetings.at[i];
		if (left_out(without, m->id) || strcmp(m->team, h->team) != 0 ||
		    (h->from != DAY_NONE && m->day < h->from) ||
		    (h->to != DAY_NONE && m->day > h->to))
			continue;
		who = absent ? m->absent : m->present;
		count = absent ? m->absents : m->presents;
		for (k = 0; k < count; k++)
			times += who[k] == h->person;
	}
	return times;
}

/* Which holder of the seat this is, from 1. */
static unsigned
holder_number(const struct roster *r, const struct holding *h)
{
	unsigned number = 1;
	size_t i;

	for (i = 0; i < r->holdings; i++)
		if (strcmp(r->holding[i].seat, h->seat) == 0 &&
		    strcmp(r->holding[i].code, h->code) < 0)
			number++;
	return number;
}

void
register_seats(const struct linking *l, const char *without, struct buf *to)
{
	static const char *const head[] = { "seat", "role", "team", "holder", "from",
		"to", "present", "absent", NULL };
	struct arena *a = arena_new();
	const struct holding *h;
	struct bytes cell[MOST_CELLS];
	size_t i, n;

	record(to, head);
	for (i = 0; i < l->roster.holdings; i++) {
		h = &l->roster.holding[i];
		n = 0;
		cell[n++] = bytes_of(h->seat);
		cell[n++] = bytes_of(h->role);
		cell[n++] = bytes_of(h->team);
		cell[n++] =
		    bytes_of(arena_printf(a, "%u", holder_number(&l->roster, h)));
		cell[n++] = bytes_of(month(a, h->from));
		cell[n++] = bytes_of(month(a, h->to));
		cell[n++] =
		    bytes_of(arena_printf(a, "%u", times_listed(l, h, without, false)));
		cell[n++] =
		    bytes_of(arena_printf(a, "%u", times_listed(l, h, without, true)));
		rows_record(to, cell, n, ',');
	}
	arena_free(a);
}

void
register_meetings(const struct linking *l, const char *without, struct buf *to)
{
	static const char *const head[] = { "meeting", "team", "month", "minutes",
		"present", "absent", NULL };
	struct arena *a = arena_new();
	const struct meeting *m;
	size_t i;

	record(to, head);
	for (i = 0; i < l->meetings.len; i++) {
		m = &l->meetings.at[i];
		if (left_out(without, m->id))
			continue;
		record(to, (const char *const[]){ m->id, m->team, month(a, m->day),
			       m->minutes ? arena_printf(a, "%u", m->minutes) : "",
			       arena_printf(a, "%zu", m->presents),
			       arena_printf(a, "%zu", m->absents), NULL });
	}
	arena_free(a);
}

void
register_flow(const struct linking *l, const struct study *s, struct buf *to)
{
	static const char *const head[] = { "what", "count", NULL };
	struct arena *a = arena_new();
	const struct {
		const char *what;
		size_t count;
	} line[] = {
		{ "invited", s->invited },
		{ "declined", s->declined },
		{ "excluded", s->excluded },
		{ "withdrawn", s->withdrawn },
		{ "taking part", l->roster.persons },
	};
	size_t i;

	record(to, head);
	for (i = 0; i < sizeof line / sizeof line[0]; i++)
		record(to, (const char *const[]){ line[i].what,
			       arena_printf(a, "%zu", line[i].count), NULL });
	arena_free(a);
}

void
register_retention(const struct study *s, struct buf *to)
{
	static const char *const head[] = { "what", "until", "rule", NULL };
	struct day_text until;
	size_t i;

	record(to, head);
	for (i = 0; i < s->retentions; i++) {
		until = day_text(s->retention[i].until);
		record(to, (const char *const[]){ s->retention[i].what,
			       until.at[0] ? until.at : "not said",
			       s->retention[i].rule, NULL });
	}
}
