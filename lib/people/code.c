#include "people/code.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "text/utf8.h"

/* A code is letters and digits and begins with a letter. */
static bool
is_code(struct bytes code)
{
	size_t len, i;
	uint32_t c;

	for (i = 0; i < code.len; i += len) {
		c = utf8_next(bytes_cut(code, i, code.len), &len);
		if (c == UTF8_BAD || (!utf8_is_letter(c) && (i == 0 || !utf8_is_digit(c))))
			return false;
	}
	return code.len > 0;
}

/* "SW4b" stands for the seat SW4; "Fred" and "SW4" are seats themselves. */
static const char *
seat_of(struct arena *a, const char *code)
{
	size_t len = strlen(code);

	if (len >= 3 && islower((unsigned char)code[len - 1]) &&
	    isdigit((unsigned char)code[len - 2]))
		len--;
	return arena_text(a, (struct bytes){ (const unsigned char *)code, len });
}

static int32_t
begin(const struct holding *h)
{
	return h->from; /* DAY_NONE is the smallest: open means since ever */
}

static int32_t
end(const struct holding *h)
{
	return h->to == DAY_NONE ? INT32_MAX : h->to;
}

/* Hand-over on one day is no overlap. */
static bool
overlap(const struct holding *a, const struct holding *b)
{
	return begin(a) < end(b) && begin(b) < end(a);
}

static bool
same_seat(const struct holding *a, const struct holding *b)
{
	return strcmp(a->role, b->role) == 0 && strcasecmp(a->team, b->team) == 0;
}

/* How many other persons held this seat before this one's first day in it. */
static unsigned
holders_before(const struct roster *r, const struct holding *mine)
{
	const struct holding *h, *g;
	unsigned before = 0;
	size_t i, j;

	for (i = 0; i < r->holdings; i++) {
		h = &r->holding[i];
		if (!same_seat(h, mine) || h->person == mine->person)
			continue;
		for (j = 0; j < i; j++) /* each person once */
			if (same_seat(&r->holding[j], h) && r->holding[j].person == h->person)
				break;
		if (j < i)
			continue;
		for (j = 0, g = mine; j < r->holdings; j++)
			if (same_seat(&r->holding[j], mine) &&
			    r->holding[j].person == mine->person && begin(&r->holding[j]) < begin(g))
				g = &r->holding[j];
		if (begin(h) < begin(g))
			before++;
	}
	return before;
}

/* The number that stands for a team in codes: the team itself or the drawn one. */
static const char **
draw_teams(const struct roster *r, bool drawn, struct arena *a)
{
	const char **number = arena_get(a, r->holdings, sizeof *number);
	const char **team = arena_get(a, r->holdings, sizeof *team);
	uint32_t *order = arena_get(a, r->holdings, sizeof *order);
	size_t teams = 0, i, j;
	uint32_t k, swap;

	for (i = 0; i < r->holdings; i++) {
		for (j = 0; j < teams && strcasecmp(team[j], r->holding[i].team) != 0; j++)
			;
		if (j == teams)
			team[teams++] = r->holding[i].team;
	}
	for (i = 0; i < teams; i++) /* Fisher and Yates, inside out */
		order[i] = (uint32_t)i;
	for (i = teams; i > 1; i--) {
		k = randombytes_uniform((uint32_t)i);
		swap = order[i - 1], order[i - 1] = order[k], order[k] = swap;
	}
	for (i = 0; i < r->holdings; i++) {
		for (j = 0; j < teams && strcasecmp(team[j], r->holding[i].team) != 0; j++)
			;
		number[i] = drawn ? arena_printf(a, "%u", order[j] + 1) : r->holding[i].team;
	}
	return number;
}

static bool
serial_taken(const struct roster *r, const struct holding *mine, unsigned serial,
    struct arena *a)
{
	const char *code = arena_printf(a, "%s%02u", mine->role, serial);
	size_t i;

	for (i = 0; i < r->holdings; i++)
		if (strcmp(r->holding[i].code, code) == 0)
			return true;
	return false;
}

/* ES07: one serial a person in a role, drawn, never two for one. */
static const char *
draw_serial(const struct roster *r, const struct holding *mine, struct arena *a)
{
	unsigned in_role = 0, serial;
	size_t i;

	for (i = 0; i < r->holdings; i++) {
		const struct holding *h = &r->holding[i];

		if (strcmp(h->role, mine->role) != 0)
			continue;
		in_role++;
		if (h->person == mine->person && h->code[0])
			return h->code;
	}
	do
		serial = 1 + randombytes_uniform(in_role * 2);
	while (serial_taken(r, mine, serial, a));
	return arena_printf(a, "%s%02u", mine->role, serial);
}

static const char *
new_code(const struct roster *r, const struct holding *h, const char *number,
    const struct roster_policy *policy, struct arena *a)
{
	unsigned before;

	if (policy->codes == CODES_ROLE)
		return draw_serial(r, h, a);
	if (h->role[0] == '\0' || number[0] == '\0')
		return arena_printf(a, "P%u", h->person + 1);
	before = holders_before(r, h);
	if (before == 0)
		return arena_printf(a, "%s%s", h->role, number);
	return arena_printf(a, "%s%s%c", h->role, number, (int)('a' + (before % 26)));
}

/* Two persons with one seat at one time cannot be told apart by anybody. */
static int
check_overlaps(const struct roster *r, const char *path, struct fail *f)
{
	const struct holding *h, *g;
	size_t i, j;

	for (i = 0; i < r->holdings; i++)
		for (j = 0; j < i; j++) {
			h = &r->holding[i];
			g = &r->holding[j];
			if (h->person == g->person || !overlap(h, g) ||
			    strcasecmp(h->seat, g->seat) != 0)
				continue;
			fail_with(f, FAIL_INPUT, "roster-overlap", "%s\t%llu", h->seat,
			    (unsigned long long)g->line);
			return fail_at(f, path, h->line);
		}
	return 0;
}

int
codes_make(struct roster *r, struct holding *holding, const char *path,
    const struct roster_policy *policy, struct arena *a, struct fail *f)
{
	const char **number = draw_teams(r, policy->drawn, a);
	size_t i;

	for (i = 0; i < r->holdings; i++) {
		if (holding[i].code[0] == '\0')
			holding[i].code = new_code(r, &holding[i], number[i], policy, a);
		if (!is_code(bytes_of(holding[i].code))) {
			fail_with(f, FAIL_INPUT, "roster-code", "%s", "code");
			return fail_at(f, path, holding[i].line);
		}
		holding[i].seat = seat_of(a, holding[i].code);
		if (strcmp(holding[i].code, arena_printf(a, "P%u", holding[i].person + 1)) == 0)
			r->by_row = true;
	}
	return check_overlaps(r, path, f);
}

static bool
covers(const struct holding *h, int32_t day)
{
	return day == DAY_NONE || (begin(h) <= day && day <= end(h));
}

/* Smaller is nearer: during, then since it ended, then until it begins. */
static int64_t
distance(const struct holding *h, int32_t day)
{
	if (covers(h, day))
		return 0;
	if (end(h) < day)
		return (int64_t)day - end(h);
	return ((int64_t)1 << 32) + begin(h) - day;
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
		if (h->person != person || (team[0] && strcasecmp(h->team, team) != 0))
			continue;
		if (best == NULL || distance(h, day) < distance(best, day)) {
			best = h;
			tied = false;
		} else if (distance(h, day) == distance(best, day))
			tied = tied || strcmp(h->code, best->code) != 0;
	}
	return tied ? NULL : best;
}

const struct holding *
roster_holding(const struct roster *r, uint32_t person, const struct occasion *o)
{
	const struct holding *h = NULL;

	if (o->team[0])
		h = nearest(r, person, o->team, o->day);
	return h != NULL ? h : nearest(r, person, "", o->day);
}

const struct holding *
roster_seat(const struct roster *r, struct bytes code, const struct occasion *o)
{
	const struct holding *best = NULL, *h;
	const char *text;
	char upper[64];
	size_t i;

	if (code.len >= sizeof upper)
		return NULL;
	memcpy(upper, code.at, code.len);
	upper[code.len] = '\0';
	text = upper;
	for (i = 0; i < r->holdings; i++) {
		h = &r->holding[i];
		if (strcasecmp(h->code, text) == 0)
			return h;
		if (strcasecmp(h->seat, text) == 0 &&
		    (best == NULL || distance(h, o->day) < distance(best, o->day)))
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
		if (bytes_are(text, r->holding[i].code) || bytes_are(stem, r->holding[i].code) ||
		    bytes_are(text, r->holding[i].seat) || bytes_are(stem, r->holding[i].seat))
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
