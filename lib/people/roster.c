#include "people/roster.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/map.h"
#include "people/code.h"

enum {
	PERSON,
	GIVEN,
	FAMILY,
	ALIASES,
	SEX,
	ROLE,
	TEAM,
	SITE,
	FROM,
	TO,
	CODE,
	PROTECTED,
	ROW_VERSION
};

static const struct column columns[] = {
	[PERSON] = { "person", "deltaker|person id|person-id", false },
	[GIVEN] = { "given", "fornavn|given name|first name", false },
	[FAMILY] = { "family", "etternavn|family name|surname|last name", false },
	[ALIASES] = { "aliases", "alias|kallenavn|andre navn|nicknames", false },
	[SEX] = { "sex", "kjønn|gender", false },
	[ROLE] = { "role", "rolle", false },
	[TEAM] = { "team", "team|gruppe", false },
	[SITE] = { "site", "sted", false },
	[FROM] = { "from", "fra|frå", false },
	[TO] = { "to", "til", false },
	[CODE] = { "code", "kode", false },
	[PROTECTED] = { "protected", "skjermet|skjerma", false },
	[ROW_VERSION] = { "v", NULL, false }, /* of a table that roster_write() made */
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
	struct map *ids; /* of persons -> their index */
	struct holding *holding;
	struct faults *faults;
};

/* Said of a column of a row. 0 where the reading goes on to find what else is wrong. */
static int
wrong(const struct row *row, const struct reading *r, int column, const char *what,
    struct fail *f)
{
	fail_with(f, FAIL_INPUT, what, "%s", r->rows.called[column]);
	fail_column(f, r->rows.called[column]);
	fail_at(f, r->path, row->line);
	return faults_take(r->faults, f);
}

static bool
is_alias(const struct person *p, struct bytes name)
{
	size_t i;

	for (i = 0; i < p->aliases; i++)
		if (bytes_equal(p->alias[i], name))
			return true;
	return false;
}

/* Aliases stand between "|", and in a workbook also ";". Those of all rows of a
 * person count. */
static void
add_aliases(struct person *p, struct bytes cell, struct arena *a)
{
	struct bytes rest = cell, part, *list;
	size_t len = p->aliases, i;
	unsigned char *text = (unsigned char *)arena_text(a, cell);

	for (i = 0; i < cell.len; i++)
		if (text[i] == ';')
			text[i] = '|';
	rest.at = text;
	list = arena_get(a, len + cell.len, sizeof *list);
	if (len > 0)
		memcpy(list, p->alias, len * sizeof *list);
	p->alias = list;
	while (bytes_next(&rest, '|', &part)) {
		part = bytes_trim(part);
		if (part.len > 0 && !is_alias(p, part))
			list[p->aliases++] = part;
	}
}

static bool
is_any_of(struct bytes cell, const char *const *word)
{
	for (; *word != NULL; word++)
		if (strlen(*word) == cell.len &&
		    strncasecmp(*word, (const char *)cell.at, cell.len) == 0)
			return true;
	return false;
}

/* Whatever is not plainly no protects. */
static bool
says_yes(struct bytes cell)
{
	static const char *const no[] = { "0", "no", "nei", "false", "usann", NULL };

	return cell.len > 0 && !is_any_of(cell, no);
}

static struct person *
read_new_person(struct reading *r, const struct row *row, size_t number)
{
	struct person *p = &r->person[r->persons++];
	struct bytes id = row->cell[PERSON];

	p->numbered = id.len == 0;
	p->id =
	    id.len ? arena_text(r->arena, id) : arena_printf(r->arena, "r%zu", number);
	p->sex = "";
	p->line = row->line;
	return p;
}

/* What the row says and no row of the person said before. */
static void
add_to_person(struct reading *r, const struct row *row, struct person *p)
{
	struct bytes *extra = arena_get(r->arena, r->rows.extras, sizeof *extra);
	size_t i;

	if (p->given.len == 0)
		p->given = row->cell[GIVEN];
	if (p->family.len == 0)
		p->family = row->cell[FAMILY];
	if (p->sex[0] == '\0')
		p->sex = arena_text(r->arena, row->cell[SEX]);
	p->protected = p->protected || says_yes(row->cell[PROTECTED]);
	for (i = 0; i < r->rows.extras; i++)
		extra[i] = p->extra != NULL && p->extra[i].len > 0 ? p->extra[i]
		                                                   : row->extra[i];
	p->extra = extra;
	add_aliases(p, row->cell[ALIASES], r->arena);
}

static bool
contradicts(struct bytes said, struct bytes before)
{
	return said.len > 0 && before.len > 0 && !bytes_equal(said, before);
}

/* The row's person: the one with its id so far, or a new one. */
static int
read_person(struct reading *r, const struct row *row, size_t number, uint32_t *person,
    struct fail *f)
{
	struct bytes id = row->cell[PERSON];
	const uint32_t *known;
	struct person *p;
	size_t i;

	known = id.len > 0 ? map_get(r->ids, id) : NULL;
	i = known ? *known : r->persons;
	*person = (uint32_t)i;
	if (i == r->persons && row->cell[GIVEN].len == 0 &&
	    row->cell[FAMILY].len == 0 &&
	    wrong(row, r, GIVEN, "roster-no-name", f) == -1)
		return -1;
	p = known ? &r->person[i] : read_new_person(r, row, number);
	if (known == NULL)
		map_put(r->ids, bytes_of(p->id), (uint32_t)i, NULL);
	if ((contradicts(row->cell[GIVEN], p->given) ||
		contradicts(row->cell[FAMILY], p->family)) &&
	    wrong(row, r, PERSON, "roster-person", f) == -1)
		return -1;
	add_to_person(r, row, p);
	return 0;
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
		return wrong(row, r, column, "roster-date", f);
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

static int
read_holding(struct reading *r, const struct row *row, size_t number, struct fail *f)
{
	struct holding *h = &r->holding[number - 1];

	if (read_person(r, row, number, &h->person, f) == -1)
		return -1;
	h->role = upper(r->arena, row->cell[ROLE]);
	h->team = arena_text(r->arena, row->cell[TEAM]);
	h->site = arena_text(r->arena, row->cell[SITE]);
	h->code = arena_text(r->arena, row->cell[CODE]);
	h->line = row->line;
	if (read_day(r, row, FROM, &h->from, f) == -1 ||
	    read_day(r, row, TO, &h->to, f) == -1)
		return -1;
	if (h->from != DAY_NONE && h->to != DAY_NONE && h->to < h->from &&
	    wrong(row, r, TO, "roster-period", f) == -1)
		return -1;
	if (r->policy->codes != CODES_BARE &&
	    (h->role[0] == '\0' || h->team[0] == '\0'))
		return wrong(row, r, h->role[0] ? TEAM : ROLE, "roster-no-role", f);
	return 0;
}

/* A study's people have role and team; others may. */
static const struct column *
columns_for(const struct roster_policy *policy, struct arena *a)
{
	struct column *list;

	if (policy->codes == CODES_BARE)
		return columns;
	list = arena_get(a, sizeof columns / sizeof columns[0], sizeof *list);
	memcpy(list, columns, sizeof columns);
	list[ROLE].required = list[TEAM].required = true;
	return list;
}

/* A table of people without a column for names is the wrong file. */
static int
check_columns(const struct reading *r, struct fail *f)
{
	if (r->rows.present[GIVEN] || r->rows.present[FAMILY])
		return 0;
	fail_with(f, FAIL_INPUT, "csv-column-missing", "%s", r->rows.called[GIVEN]);
	return fail_at(f, r->path, 1);
}

/* What is wrong with a code is said of its column, if there is one: it may have been made
 * from role and team. */
static int
make_codes(const struct reading *r, struct roster *out, struct fail *f)
{
	const char *column = r->rows.present[CODE] ? r->rows.called[CODE] : "";
	size_t i = r->faults ? r->faults->len : 0;
	int rc;

	rc = codes_make(out, r->holding, r->path, r->policy, r->arena, r->faults, f);
	for (; r->faults != NULL && i < r->faults->len; i++)
		fail_column(&r->faults->at[i], column);
	return rc == 0 ? 0 : fail_column(f, column);
}

int
roster_parse(struct bytes csv, const char *path, const struct roster_policy *policy,
    struct arena *a, struct roster *out, struct faults *faults, struct fail *f)
{
	struct reading r = {
		.path = path, .policy = policy, .arena = a, .faults = faults
	};
	const uint64_t before = faults_count(faults);
	size_t i;

	memset(out, 0, sizeof *out);
	if (rows_gather(csv, path, columns_for(policy, a), a, &r.rows, faults, f) ==
		-1 ||
	    check_columns(&r, f) == -1)
		return -1;
	if (r.rows.len == 0) {
		fail(f, FAIL_INPUT, "roster-empty");
		return fail_at(f, path, 1);
	}
	r.ids = map_new(a);
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
	if (faults_count(faults) > before)
		return 0; /* of rows that are wrong no codes are made */
	return make_codes(&r, out, f);
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
write_row(
    const struct roster *r, const struct holding *h, struct arena *a, struct buf *to)
{
	const struct person *p = &r->person[h->person];
	struct bytes *cell = arena_get(a, ROW_VERSION + 1 + r->extras, sizeof *cell);
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
	struct bytes *cell = arena_get(a, ROW_VERSION + 1 + r->extras, sizeof *cell);
	size_t n = 0, i;

	cell[n++] = bytes_of("v");
	for (i = 0; i < ROW_VERSION; i++)
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

	if (r == NULL)
		return 0;
	for (i = 0; i < r->persons; i++)
		if (bytes_are(id, r->person[i].id))
			return (int64_t)i;
	return -1;
}

bool
roster_same_person(const struct person *a, const struct person *b)
{
	if (a->numbered || b->numbered)
		return bytes_equal(a->given, b->given) &&
		       bytes_equal(a->family, b->family);
	return strcmp(a->id, b->id) == 0;
}
