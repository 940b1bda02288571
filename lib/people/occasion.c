#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "people/roster.h"

/* Who holds which seat when something is said. */

static bool
is_of_team(const struct holding *h, const char *team)
{
	return strcasecmp(h->team, team) == 0;
}

/* Smaller is nearer: during, then since it ended, then until it begins. */
static int64_t
distance(const struct holding *h, int32_t day)
{
	if (day == DAY_NONE)
		return 0;
	if (h->to != DAY_NONE && h->to < day)
		return (int64_t)day - h->to;
	if (h->from > day)
		return ((int64_t)1 << 32) + h->from - day;
	return 0;
}

/* The nearest of a person's holdings, in this team if one is named; NULL where
 * there is none, or two that are as near have different codes. */
static const struct holding *
nearest(const struct roster *r, uint32_t person, const char *team, int32_t day)
{
	const struct holding *best = NULL, *h;
	bool tied = false;
	size_t i;

	for (i = 0; i < r->holdings; i++) {
		h = &r->holding[i];
		if (h->person != person || (team[0] && !is_of_team(h, team)))
			continue;
		if (best == NULL || distance(h, day) < distance(best, day)) {
			best = h;
			tied = false;
		} else if (distance(h, day) == distance(best, day))
			tied = tied || strcmp(h->code, best->code) != 0;
	}
	return tied ? NULL : best;
}

bool
roster_in_team(const struct roster *r, uint32_t person, const char *team)
{
	size_t i;

	for (i = 0; team[0] && i < r->holdings; i++)
		if (r->holding[i].person == person && is_of_team(&r->holding[i], team))
			return true;
	return false;
}

bool
roster_on_day(const struct roster *r, uint32_t person, int32_t day)
{
	size_t i;

	for (i = 0; day != DAY_NONE && i < r->holdings; i++)
		if (r->holding[i].person == person &&
		    distance(&r->holding[i], day) == 0)
			return true;
	return false;
}

const struct holding *
roster_holding(const struct roster *r, uint32_t person, const struct occasion *o)
{
	return nearest(
	    r, person, roster_in_team(r, person, o->team) ? o->team : "", o->day);
}

static bool
is_said(struct bytes text, const char *code)
{
	return strlen(code) == text.len &&
	       strncasecmp(code, (const char *)text.at, text.len) == 0;
}

/* A raw text says "SW4" of whoever holds the seat that day, so the day goes before
 * the working code of that name, which is the first holder's. */
const struct holding *
roster_seat(const struct roster *r, struct bytes code, const struct occasion *o)
{
	const struct holding *best = NULL, *h;
	int64_t nearer;
	size_t i;

	for (i = 0; i < r->holdings; i++) {
		h = &r->holding[i];
		if (!is_said(code, h->code) && !is_said(code, h->seat))
			continue;
		nearer = best ? distance(best, o->day) - distance(h, o->day) : 1;
		if (nearer > 0 || (nearer == 0 && !is_said(code, best->code) &&
				      is_said(code, h->code)))
			best = h;
	}
	return best;
}

bool
roster_is_code(const struct roster *r, struct bytes text)
{
	struct bytes stem = text;
	size_t i;

	if (stem.len && stem.at[stem.len - 1] == 's')
		stem.len--;
	for (i = 0; i < r->holdings; i++)
		if (bytes_are(text, r->holding[i].code) ||
		    bytes_are(stem, r->holding[i].code) ||
		    bytes_are(text, r->holding[i].seat) ||
		    bytes_are(stem, r->holding[i].seat))
			return true;
	return false;
}

bool
roster_is_role(const struct roster *r, struct bytes text)
{
	size_t i;

	for (i = 0; i < r->holdings; i++)
		if (r->holding[i].role[0] && bytes_are(text, r->holding[i].role))
			return true;
	return false;
}
