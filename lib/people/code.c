#include "people/code.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/map.h"
#include "text/utf8.h"

enum { CODE_MOST = 32 }; /* bytes: a code also stands in records of fixed layout */

/* A code is letters and digits and begins with a letter. */
static bool
is_code(struct bytes code)
{
	size_t len, i;
	uint32_t c;

	for (i = 0; i < code.len; i += len) {
		c = utf8_next(bytes_cut(code, i, code.len), &len);
		if (c == UTF8_BAD ||
		    (!utf8_is_letter(c) && (i == 0 || !utf8_is_digit(c))))
			return false;
	}
	return code.len > 0 && code.len <= CODE_MOST;
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

/* Hand-over on one day is no overlap; two who both had that one day alone do. */
static bool
overlap(const struct holding *a, const struct holding *b)
{
	return (begin(a) < end(b) && begin(b) < end(a)) ||
	       (begin(a) == begin(b) && end(a) == end(b));
}

static bool
same_team(const struct holding *a, const struct holding *b)
{
	return strcasecmp(a->team, b->team) == 0;
}

/* What codes are made from: this table, and the one before it. */
struct making {
	const struct roster *now, *before; /* before may be NULL */
	const struct roster_policy *policy;
	struct arena *arena;
	const char **number; /* by holding: what stands for its team in codes */
	struct map *codes;   /* code in small letters -> whose it is, or SEVERAL */
	struct map *seats;   /* role and team -> the last holding of that seat */
	uint32_t *same;      /* by holding: the one before it of that seat, or NONE */
};

#define NONE UINT32_MAX
#define SEVERAL (UINT32_MAX - 1)

/* A key in small letters (ASCII), as strcasecmp() compares. */
static struct bytes
small(struct arena *a, const char *first, const char *second)
{
	char *key = arena_printf(a, "%s\n%s", first, second), *c;

	for (c = key; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return bytes_of(key);
}

/* Two persons, of this table or the one before, are one human being. */
static bool
is_person(const struct making *m, uint32_t now, uint32_t before)
{
	return roster_same_person(&m->now->person[now], &m->before->person[before]);
}

static void
note_code(struct making *m, const struct holding *h)
{
	uint32_t *whose =
	    map_put(m->codes, small(m->arena, h->code, ""), h->person, NULL);

	if (*whose != h->person)
		*whose = SEVERAL;
}

/* Chains of the holdings of each seat, so that only those are looked through. */
static void
index_seats(struct making *m)
{
	const struct roster *r = m->now;
	uint32_t *last;
	int added;
	size_t i;

	m->codes = map_new(m->arena);
	m->seats = map_new(m->arena);
	m->same = arena_get(m->arena, r->holdings, sizeof *m->same);
	for (i = 0; i < r->holdings; i++) {
		last = map_put(m->seats,
		    small(m->arena, r->holding[i].role, r->holding[i].team),
		    (uint32_t)i, &added);
		m->same[i] = added ? NONE : *last;
		*last = (uint32_t)i;
	}
}

/* The last holding of this one's seat; the others follow through .same. */
static uint32_t
last_of_seat(const struct making *m, const struct holding *h)
{
	const uint32_t *last = map_get(m->seats, small(m->arena, h->role, h->team));

	return last ? *last : NONE;
}

/* The code is, or was, somebody else's: a code is never used again. */
static bool
is_taken(const struct making *m, const char *code, uint32_t person)
{
	const uint32_t *whose = map_get(m->codes, small(m->arena, code, ""));
	const struct holding *h;
	size_t i;

	if (whose != NULL && *whose != person)
		return true;
	for (i = 0; m->before != NULL && i < m->before->holdings; i++) {
		h = &m->before->holding[i];
		if (strcasecmp(h->code, code) == 0 && !is_person(m, person, h->person))
			return true;
	}
	return false;
}

/* The code that the person was given for this seat before, or "". */
static const char *
code_before(const struct making *m, const struct holding *mine)
{
	const struct holding *h;
	size_t i;

	for (i = 0; m->before != NULL && i < m->before->holdings; i++) {
		h = &m->before->holding[i];
		if (is_person(m, mine->person, h->person) &&
		    strcmp(h->role, mine->role) == 0 &&
		    (m->policy->codes == CODES_ROLE || same_team(h, mine)))
			return h->code;
	}
	return "";
}

/* The number in a code of this role ("7" of "SW7b"); 0: none. */
static unsigned
number_in(const struct holding *h)
{
	const char *digits = h->code + strlen(h->role);
	unsigned long n;
	char *rest;

	if (strncmp(h->code, h->role, strlen(h->role)) != 0 ||
	    !isdigit((unsigned char)*digits))
		return 0;
	n = strtoul(digits, &rest, 10);
	if (n > 100000 ||
	    (*rest != '\0' && !(islower((unsigned char)*rest) && !rest[1])))
		return 0;
	return (unsigned)n;
}

/* The number that codes give this team already; 0: none. */
static unsigned
number_of_team(const struct roster *r, const struct holding *mine)
{
	size_t i;

	for (i = 0; r != NULL && i < r->holdings; i++)
		if (same_team(&r->holding[i], mine) && r->holding[i].code[0] &&
		    number_in(&r->holding[i]) != 0)
			return number_in(&r->holding[i]);
	return 0;
}

static void
mark_numbers(const struct roster *r, bool *used, size_t count)
{
	size_t i;

	for (i = 0; r != NULL && i < r->holdings; i++)
		if (number_in(&r->holding[i]) < count)
			used[number_in(&r->holding[i])] = true;
}

/* A number from 1 on that nobody has, out of as many as there are teams. */
static unsigned
draw_number(bool *used, unsigned teams)
{
	unsigned free_numbers = 0, most, n, k;

	for (most = 0; free_numbers < teams; most++)
		free_numbers += !used[most + 1];
	k = randombytes_uniform(free_numbers);
	for (n = 1;; n++)
		if (!used[n] && k-- == 0)
			break;
	used[n] = true;
	return n;
}

/* The first holding of this team: where its number is settled. */
static size_t
first_of_team(const struct roster *r, size_t i)
{
	size_t first = 0;

	while (!same_team(&r->holding[first], &r->holding[i]))
		first++;
	return first;
}

/* Teams that have a number keep it, new ones draw: each team once. */
static void
number_teams(struct making *m)
{
	const struct roster *now = m->now;
	const size_t all = now->holdings + (m->before ? m->before->holdings : 0);
	bool *used = arena_get(m->arena, 2 * all + 2, sizeof *used);
	unsigned *number = arena_get(m->arena, now->holdings, sizeof *number);
	unsigned teams = 0;
	size_t i;

	mark_numbers(now, used, 2 * all + 2);
	mark_numbers(m->before, used, 2 * all + 2);
	for (i = 0; i < now->holdings; i++) {
		number[i] = number_of_team(now, &now->holding[i]);
		if (number[i] == 0)
			number[i] = number_of_team(m->before, &now->holding[i]);
		teams += number[i] == 0 && first_of_team(now, i) == i;
	}
	m->number = arena_get(m->arena, now->holdings, sizeof *m->number);
	for (i = 0; i < now->holdings; i++) {
		if (number[i] == 0 && first_of_team(now, i) == i)
			number[i] = draw_number(used, teams--);
		else if (number[i] == 0)
			number[i] = number[first_of_team(now, i)];
		m->number[i] = arena_printf(m->arena, "%u", number[i]);
	}
}

/* ES07: one serial a person in a role, drawn, never two for one. */
static const char *
draw_serial(const struct making *m, const struct holding *mine)
{
	const struct holding *h;
	unsigned in_role = 0;
	const char *code;
	size_t i;

	for (i = 0; i < m->now->holdings; i++) {
		h = &m->now->holding[i];
		if (strcmp(h->role, mine->role) != 0)
			continue;
		in_role++;
		if (h->person == mine->person && h->code[0])
			return h->code;
	}
	for (i = 0; m->before != NULL && i < m->before->holdings; i++)
		in_role += strcmp(m->before->holding[i].role, mine->role) == 0;
	do
		code = arena_printf(m->arena, "%s%02u", mine->role,
		    1 + randombytes_uniform(in_role * 2));
	while (is_taken(m, code, mine->person));
	return code;
}

/* The person's first holding of the seat: by day, then by row. */
static const struct holding *
first_holding(const struct making *m, uint32_t person, const struct holding *seat)
{
	const struct holding *first = NULL, *h;
	uint32_t i;

	for (i = last_of_seat(m, seat); i != NONE; i = m->same[i]) {
		h = &m->now->holding[i];
		if (h->person == person && strcmp(h->role, seat->role) == 0 &&
		    (first == NULL || begin(h) <= begin(first)))
			first = h; /* from the last row up: of two equal the earlier */
	}
	return first;
}

/* How many other persons came to this seat before this one. */
static unsigned
holders_before(const struct making *m, const struct holding *mine)
{
	const struct holding *first = first_holding(m, mine->person, mine), *h;
	unsigned before = 0;
	uint32_t i;

	for (i = last_of_seat(m, mine); i != NONE; i = m->same[i]) {
		h = &m->now->holding[i];
		if (h->person != mine->person && strcmp(h->role, mine->role) == 0 &&
		    begin(h) < begin(first) && h == first_holding(m, h->person, h))
			before++;
	}
	return before;
}

/* "SW4", then "SW4b" to "SW4z"; "" when a seat had more holders than letters. */
static const char *
seat_code(const struct making *m, const struct holding *h, const char *number)
{
	unsigned letter = holders_before(m, h);
	const char *code;

	for (; letter < 26; letter++) {
		code = arena_printf(m->arena, "%s%s%c", h->role, number,
		    letter ? (int)('a' + letter) : 0);
		if (!is_taken(m, code, h->person))
			return code;
	}
	return "";
}

/* P1, P2 ... by row. */
static const char *
row_code(const struct making *m, const struct holding *h)
{
	const char *code;
	unsigned n = h->person + 1;

	do
		code = arena_printf(m->arena, "P%u", n++);
	while (is_taken(m, code, h->person));
	return code;
}

static bool
is_row_code(const struct holding *h)
{
	return (h->role[0] == '\0' || h->team[0] == '\0') && h->code[0] == 'P' &&
	       strspn(h->code + 1, "0123456789") == strlen(h->code + 1);
}

static const char *
new_code(const struct making *m, const struct holding *h, const char *number)
{
	if (m->policy->codes == CODES_ROLE)
		return draw_serial(m, h);
	if (h->role[0] == '\0' || h->team[0] == '\0')
		return row_code(m, h);
	return seat_code(m, h, number);
}

/* Two persons with one seat at one time cannot be told apart by anybody. Only the
 * holdings with one seat are compared. */
static int
check_overlaps(
    const struct making *m, const char *path, struct faults *faults, struct fail *f)
{
	struct map *seats = map_new(m->arena);
	uint32_t *before = arena_get(m->arena, m->now->holdings, sizeof *before), *last,
		 j;
	const struct holding *h, *g;
	int added;
	size_t i;

	for (i = 0; i < m->now->holdings; i++) {
		h = &m->now->holding[i];
		last =
		    map_put(seats, small(m->arena, h->seat, ""), (uint32_t)i, &added);
		before[i] = added ? NONE : *last;
		*last = (uint32_t)i;
		for (j = before[i]; j != NONE; j = before[j]) {
			g = &m->now->holding[j];
			if (h->person == g->person || !overlap(h, g))
				continue;
			fail_with(f, FAIL_INPUT, "roster-overlap", "%s\t%llu", h->seat,
			    (unsigned long long)g->line);
			fail_at(f, path, h->line);
			if (faults_take(faults, f) == -1)
				return -1;
			break; /* a row is told once, however many it is at odds with */
		}
	}
	return 0;
}

int
codes_make(struct roster *r, struct holding *holding, const char *path,
    const struct roster_policy *policy, struct arena *a, struct faults *faults,
    struct fail *f)
{
	struct making m = { .now = r, .before = policy->before, .policy = policy };
	const uint64_t before = faults_count(faults);
	size_t i;

	m.arena = a;
	index_seats(&m);
	for (i = 0; i < r->holdings; i++) {
		if (holding[i].code[0] == '\0')
			holding[i].code = code_before(&m, &holding[i]);
		if (holding[i].code[0] != '\0')
			note_code(&m, &holding[i]);
	}
	if (policy->drawn && policy->codes == CODES_TEAM)
		number_teams(&m);
	for (i = 0; i < r->holdings; i++) {
		if (holding[i].code[0] == '\0') {
			holding[i].code = new_code(
			    &m, &holding[i], m.number ? m.number[i] : holding[i].team);
			note_code(&m, &holding[i]);
		}
		if (!is_code(bytes_of(holding[i].code))) {
			fail(f, FAIL_INPUT, "roster-code");
			fail_at(f, path, holding[i].line);
			if (faults_take(faults, f) == -1)
				return -1;
		}
		holding[i].seat = seat_of(a, holding[i].code);
		r->by_row = r->by_row || is_row_code(&holding[i]);
	}
	/* a message about two seats says their code: it must be one */
	if (faults_count(faults) > before)
		return 0;
	return check_overlaps(&m, path, faults, f);
}
