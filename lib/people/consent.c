#include "people/consent.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/rows.h"

enum { PERSON, FORM, FORM_ID, VERSION_OF, DATE, MEDIUM, SCOPE, WITHDRAWN, WITHDRAWAL };

static const struct column columns[] = {
	[PERSON] = { "person", "deltaker", true },
	[FORM] = { "form", "skjema", true },
	[FORM_ID] = { "form_id", "skjema id", false },
	[VERSION_OF] = { "version", "versjon", false },
	[DATE] = { "date", "dato", true },
	[MEDIUM] = { "medium", "form for samtykke", true },
	[SCOPE] = { "scope", "omfang", true },
	[WITHDRAWN] = { "withdrawn", "trukket", false },
	[WITHDRAWAL] = { "withdrawal", "trukket for", false },
	{ NULL, NULL, false },
};

static const struct {
	const char *name;
	enum consent_scope scope;
} scopes[] = {
	{ "audio", SCOPE_AUDIO },
	{ "quotes", SCOPE_QUOTES },
	{ "archive", SCOPE_ARCHIVE },
	{ "reuse", SCOPE_REUSE },
	{ "recontact", SCOPE_RECONTACT },
	{ "table", SCOPE_TABLE },
};

enum { SCOPES = sizeof scopes / sizeof scopes[0] };

static const char *const media[] = { "paper", "digital", "recording" };

static int
wrong(const char *path, const struct row *row, const char *what, const char *arg,
    struct fail *f)
{
	fail_with(f, FAIL_INPUT, what, "%s", arg);
	return fail_at(f, path, row->line);
}

static int
read_scope(struct bytes cell, unsigned *scope)
{
	struct bytes part;
	size_t i;

	*scope = 0;
	while (bytes_next(&cell, '|', &part)) {
		part = bytes_trim(part);
		for (i = 0; i < SCOPES && !bytes_are(part, scopes[i].name); i++)
			;
		if (i == SCOPES && part.len > 0)
			return -1;
		if (i < SCOPES)
			*scope |= scopes[i].scope;
	}
	return 0;
}

static const char *
read_medium(struct bytes cell)
{
	size_t i;

	for (i = 0; i < sizeof media / sizeof media[0]; i++)
		if (bytes_are(cell, media[i]))
			return media[i];
	return NULL;
}

static int
read_withdrawal(
    const struct row *row, const char *path, struct consent *c, struct fail *f)
{
	struct bytes how = row->cell[WITHDRAWAL];

	c->withdrawn = DAY_NONE;
	if (row->cell[WITHDRAWN].len == 0 && how.len == 0)
		return 0;
	c->withdrawn = day_parse(row->cell[WITHDRAWN]);
	if (c->withdrawn == DAY_NONE)
		return wrong(path, row, "consent-date", "withdrawn", f);
	if (how.len > 0 && !bytes_are(how, "all") && !bytes_are(how, "future"))
		return wrong(path, row, "consent-withdrawal", "", f);
	c->withdrawn_future = bytes_are(how, "future");
	return 0;
}

/* On paper or a screen there is a form, and it is a plain file name. */
static bool
form_fits(const struct consent *c)
{
	if (strchr(c->form, '/') != NULL || c->form[0] == '.')
		return false;
	return c->form[0] != '\0' || strcmp(c->medium, "recording") == 0;
}

static int
read_consent(const struct row *row, const char *path, const struct roster *roster,
    struct arena *a, struct consent *c, struct fail *f)
{
	int64_t person = roster_person(roster, row->cell[PERSON]);

	if (person < 0)
		return wrong(path, row, "consent-person", "", f);
	c->person = (uint32_t)person;
	c->form = arena_text(a, row->cell[FORM]);
	c->form_id = arena_text(a, row->cell[FORM_ID]);
	c->version = arena_text(a, row->cell[VERSION_OF]);
	c->line = row->line;
	c->day = day_parse(row->cell[DATE]);
	if (c->day == DAY_NONE)
		return wrong(path, row, "consent-date", "date", f);
	c->medium = read_medium(row->cell[MEDIUM]);
	if (c->medium == NULL)
		return wrong(path, row, "consent-medium", "", f);
	if (read_scope(row->cell[SCOPE], &c->scope) == -1)
		return wrong(path, row, "consent-scope", "", f);
	if (!form_fits(c))
		return wrong(path, row, "consent-form", "", f);
	return read_withdrawal(row, path, c, f);
}

int
consents_parse(struct bytes csv, const char *path, const struct roster *roster,
    struct arena *a, struct consents *out, struct fail *f)
{
	struct consent *list;
	struct rows rows;
	size_t i;

	memset(out, 0, sizeof *out);
	if (rows_parse(csv, path, columns, a, &rows, f) == -1)
		return -1;
	list = arena_get(a, rows.len, sizeof *list);
	for (i = 0; i < rows.len; i++)
		if (read_consent(&rows.at[i], path, roster, a, &list[i], f) == -1)
			return -1;
	out->at = list;
	out->len = rows.len;
	return 0;
}

static struct bytes
day_cell(struct arena *a, int32_t day)
{
	return bytes_of(arena_printf(a, "%s", day_text(day).at));
}

void
consents_write(const struct consents *cs, const struct roster *r, struct buf *to)
{
	struct bytes cell[WITHDRAWAL + 2] = { bytes_of("v") };
	struct arena *a = arena_new();
	const struct consent *c;
	size_t i;

	for (i = 0; columns[i].name != NULL; i++)
		cell[1 + i] = bytes_of(columns[i].name);
	rows_record(to, cell, WITHDRAWAL + 2, ',');
	for (i = 0; i < cs->len; i++) {
		c = &cs->at[i];
		cell[0] = bytes_of("1");
		cell[1 + PERSON] = bytes_of(r->person[c->person].id);
		cell[1 + FORM] = bytes_of(c->form);
		cell[1 + FORM_ID] = bytes_of(c->form_id);
		cell[1 + VERSION_OF] = bytes_of(c->version);
		cell[1 + DATE] = day_cell(a, c->day);
		cell[1 + MEDIUM] = bytes_of(c->medium);
		cell[1 + SCOPE] = bytes_of(consent_scope_text(c->scope, a));
		cell[1 + WITHDRAWN] = day_cell(a, c->withdrawn);
		cell[1 + WITHDRAWAL] = bytes_of(c->withdrawn == DAY_NONE ? ""
						: c->withdrawn_future    ? "future"
									 : "all");
		rows_record(to, cell, WITHDRAWAL + 2, ',');
	}
	arena_free(a);
}

static bool
is_withdrawn(const struct consent *c, int32_t day)
{
	return c->withdrawn != DAY_NONE &&
	       (!c->withdrawn_future || c->withdrawn <= day);
}

/* The last day on which the person withdrew what concerns this day. */
static int32_t
last_withdrawal(const struct consents *cs, uint32_t person, int32_t day)
{
	int32_t last = DAY_NONE;
	size_t i;

	for (i = 0; i < cs->len; i++)
		if (cs->at[i].person == person && is_withdrawn(&cs->at[i], day) &&
		    cs->at[i].withdrawn > last)
			last = cs->at[i].withdrawn;
	return last;
}

/*
 * A withdrawal ends all forms signed before it. What the rest allow adds up; where that
 * is too little, the weightiest reason is the answer.
 */
enum consent_state
consent_on(const struct consents *cs, uint32_t person, int32_t day, unsigned scope)
{
	const int32_t withdrawn = last_withdrawal(cs, person, day);
	enum consent_state reason = CONSENT_NONE;
	const struct consent *c;
	unsigned allowed = 0;
	bool any = false;
	size_t i;

	for (i = 0; i < cs->len; i++) {
		c = &cs->at[i];
		if (c->person != person)
			continue;
		if (is_withdrawn(c, day) || c->day < withdrawn)
			reason = CONSENT_WITHDRAWN;
		else if (c->day <= day) {
			allowed |= c->scope;
			any = true;
		} else if ((c->scope & scope) == scope && reason == CONSENT_NONE)
			reason = CONSENT_LATER;
	}
	return any && (allowed & scope) == scope ? CONSENT_VALID : reason;
}

const char *
consent_scope_text(unsigned scope, struct arena *a)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < SCOPES; i++)
		if (scope & scopes[i].scope)
			text = arena_printf(
			    a, "%s%s%s", text, text[0] ? "|" : "", scopes[i].name);
	return text;
}
