#include "people/roster.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/limits.h"
#include "people/code.h"
#include "text/utf8.h"

enum { PERSON, GIVEN, FAMILY, ALIASES, SEX, ROLE, TEAM, SITE, FROM, TO, CODE, PROTECTED };

static const struct column columns[] = {
	[PERSON] = { "person", "deltaker|person id|person-id", false },
	[GIVEN] = { "given", "fornavn|given name|first name", false },
	[FAMILY] = { "family", "etternavn|family name|surname|last name", false },
	[ALIASES] = { "aliases", "alias|kallenavn|andre navn|nicknames", false },
	[SEX] = { "sex", "kjønn|gender", false },
	[ROLE] = { "role", "rolle", false },
	[TEAM] = { "team", "gruppe", false },
	[SITE] = { "site", "sted", false },
	[FROM] = { "from", "fra", false },
	[TO] = { "to", "til", false },
	[CODE] = { "code", "kode", false },
	[PROTECTED] = { "protected", "skjermet", false },
	{ NULL, NULL, false },
};

/* One table on its way to a roster. */
struct reading {
	const char *path;
	const struct roster_policy *policy;
	struct arena *arena;
	struct rows rows;
	struct person *person;
	size_t persons;
	struct holding *holding;
};

static int
wrong(const struct row *row, const struct reading *r, const char *what, const char *arg,
    struct fail *f)
{
	fail_with(f, FAIL_INPUT, what, "%s", arg);
	return fail_at(f, r->path, row->line);
}

/* Aliases stand between "|", and in a workbook also ";". */
static void
read_aliases(struct person *p, struct bytes cell, struct arena *a)
{
	struct bytes rest = cell, part, *list = NULL;
	size_t len = 0, cap = 0, i;
	unsigned char *text = (unsigned char *)arena_text(a, cell);

	for (i = 0; i < cell.len; i++)
		if (text[i] == ';')
			text[i] = '|';
	rest.at = text;
	while (bytes_next(&rest, '|', &part)) {
		part = bytes_trim(part);
		if (part.len == 0)
			continue;
		list = arena_grow(a, list, len, &cap, sizeof *list);
		list[len++] = part;
	}
	p->alias = list;
	p->aliases = len;
}

static bool
says_yes(struct bytes cell)
{
	return cell.len > 0 && !bytes_are(cell, "0") && !bytes_are(cell, "no") &&
	    !bytes_are(cell, "nei");
}

static void
read_new_person(struct reading *r, const struct row *row, struct bytes id, size_t number)
{
	struct person *p = &r->person[r->persons++];

	p->id = id.len ? arena_text(r->arena, id)
		       : arena_printf(r->arena, "r%zu", number);
	p->given = row->cell[GIVEN];
	p->family = row->cell[FAMILY];
	p->sex = arena_text(r->arena, row->cell[SEX]);
	p->protected = says_yes(row->cell[PROTECTED]);
	p->extra = row->extra;
	p->line = row->line;
	read_aliases(p, row->cell[ALIASES], r->arena);
}

/* The row's person: the one with its id so far, or a new one. */
static int64_t
read_person(struct reading *r, const struct row *row, size_t number, struct fail *f)
{
	struct bytes id = row->cell[PERSON];
	struct person *p;
	size_t i;

	for (i = 0; id.len > 0 && i < r->persons; i++) {
		if (!bytes_are(id, r->person[i].id))
			continue;
		p = &r->person[i];
		if ((row->cell[GIVEN].len && !bytes_equal(row->cell[GIVEN], p->given)) ||
		    (row->cell[FAMILY].len && !bytes_equal(row->cell[FAMILY], p->family)))
			return wrong(row, r, "roster-person", "", f);
		p->protected = p->protected || says_yes(row->cell[PROTECTED]);
		return (int64_t)i;
	}
	if (row->cell[GIVEN].len == 0 && row->cell[FAMILY].len == 0)
		return wrong(row, r, "roster-no-name", "", f);
	read_new_person(r, row, id, number);
	return (int64_t)r->persons - 1;
}

static int
read_day(const struct reading *r, const struct row *row, int column, int32_t *day,
    struct fail *f)
{
	*day = DAY_NONE;
	if (row->cell[column].len == 0)
		return 0;
	*day = day_parse(row->cell[column]);
	if (*day == DAY_NONE)
		return wrong(row, r, "roster-date", columns[column].name, f);
	return 0;
}

static const char *
upper(struct arena *a, struct bytes cell)
{
	char *text = arena_text(a, cell), *c;

	for (c = text; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return text;
}

/* A code once given is never another one's, and never changes. */
static const char *
code_before(const struct reading *r, const struct holding *h)
{
	const struct roster *before = r->policy->before;
	const struct holding *b;
	size_t i;

	for (i = 0; before != NULL && i < before->holdings; i++) {
		b = &before->holding[i];
		if (strcmp(before->person[b->person].id, r->person[h->person].id) == 0 &&
		    strcmp(b->role, h->role) == 0 && strcmp(b->team, h->team) == 0)
			return b->code;
	}
	return "";
}

static int
read_holding(struct reading *r, const struct row *row, size_t number, struct fail *f)
{
	struct holding *h = &r->holding[number - 1];
	int64_t person = read_person(r, row, number, f);

	if (person < 0)
		return -1;
	h->person = (uint32_t)person;
	h->role = upper(r->arena, row->cell[ROLE]);
	h->team = arena_text(r->arena, row->cell[TEAM]);
	h->site = arena_text(r->arena, row->cell[SITE]);
	h->code = arena_text(r->arena, row->cell[CODE]);
	h->line = row->line;
	if (h->code[0] == '\0')
		h->code = code_before(r, h);
	if (read_day(r, row, FROM, &h->from, f) == -1 ||
	    read_day(r, row, TO, &h->to, f) == -1)
		return -1;
	if (h->from != DAY_NONE && h->to != DAY_NONE && h->to < h->from)
		return wrong(row, r, "roster-period", "", f);
	if (r->policy->codes == CODES_BARE)
		return 0;
	if (h->role[0] == '\0' || h->team[0] == '\0')
		return wrong(row, r, "roster-no-role", "", f);
	return 0;
}

/* A table of people without a column for names is the wrong file. */
static int
check_columns(const struct reading *r, struct fail *f)
{
	static const int study[] = { ROLE, TEAM };
	size_t i;

	if (!r->rows.present[GIVEN] && !r->rows.present[FAMILY]) {
		fail_with(f, FAIL_INPUT, "csv-column-missing", "%s", "given");
		return fail_at(f, r->path, 1);
	}
	for (i = 0; r->policy->codes != CODES_BARE && i < 2; i++)
		if (!r->rows.present[study[i]]) {
			fail_with(f, FAIL_INPUT, "csv-column-missing", "%s",
			    columns[study[i]].name);
			return fail_at(f, r->path, 1);
		}
	return 0;
}

int
roster_parse(struct bytes csv, const char *path, const struct roster_policy *policy,
    struct arena *a, struct roster *out, struct fail *f)
{
	struct reading r = { .path = path, .policy = policy, .arena = a };
	size_t i;

	memset(out, 0, sizeof *out);
	if (rows_parse(csv, path, columns, a, &r.rows, f) == -1 ||
	    check_columns(&r, f) == -1)
		return -1;
	if (r.rows.len == 0) {
		fail(f, FAIL_INPUT, "roster-empty");
		return fail_at(f, path, 1);
	}
	r.person = arena_get(a, r.rows.len, sizeof *r.person);
	r.holding = arena_get(a, r.rows.len, sizeof *r.holding);
	for (i = 0; i < r.rows.len; i++)
		if (read_holding(&r, &r.rows.at[i], i + 1, f) == -1)
			return -1;
	out->person = r.person;
	out->persons = r.persons;
	out->holding = r.holding;
	out->holdings = r.rows.len;
	out->extra_name = r.rows.extra_name;
	out->extras = r.rows.extras;
	return codes_make(out, r.holding, path, policy, a, f);
}

static struct bytes
day_cell(struct arena *a, int32_t day)
{
	return bytes_of(arena_printf(a, "%s", day_text(day).at));
}

static struct bytes
aliases_cell(struct arena *a, const struct person *p)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < p->aliases; i++)
		text = arena_printf(a, "%s%s%.*s", text, i ? "|" : "",
		    (int)p->alias[i].len, (const char *)p->alias[i].at);
	return bytes_of(text);
}

static void
write_row(const struct roster *r, const struct holding *h, struct arena *a, struct buf *to)
{
	const struct person *p = &r->person[h->person];
	struct bytes *cell = arena_get(a, PROTECTED + 2 + r->extras, sizeof *cell);
	size_t n = 0, i;

	cell[n++] = bytes_of("1");
	cell[n++] = bytes_of(p->id);
	cell[n++] = p->given;
	cell[n++] = p->family;
	cell[n++] = aliases_cell(a, p);
	cell[n++] = bytes_of(p->sex);
	cell[n++] = bytes_of(h->role);
	cell[n++] = bytes_of(h->team);
	cell[n++] = bytes_of(h->site);
	cell[n++] = day_cell(a, h->from);
	cell[n++] = day_cell(a, h->to);
	cell[n++] = bytes_of(h->code);
	cell[n++] = bytes_of(p->protected ? "yes" : "");
	for (i = 0; i < r->extras; i++)
		cell[n++] = p->extra[i];
	rows_record(to, cell, n, ',');
}

void
roster_write(const struct roster *r, struct buf *to)
{
	struct arena *a = arena_new();
	struct bytes *cell = arena_get(a, PROTECTED + 2 + r->extras, sizeof *cell);
	size_t n = 0, i;

	cell[n++] = bytes_of("v");
	for (i = 0; columns[i].name != NULL; i++)
		cell[n++] = bytes_of(columns[i].name);
	for (i = 0; i < r->extras; i++)
		cell[n++] = r->extra_name[i];
	rows_record(to, cell, n, ',');
	for (i = 0; i < r->holdings; i++)
		write_row(r, &r->holding[i], a, to);
	arena_free(a);
}

int64_t
roster_person(const struct roster *r, struct bytes id)
{
	size_t i;

	for (i = 0; i < r->persons; i++)
		if (bytes_are(id, r->person[i].id))
			return (int64_t)i;
	return -1;
}
