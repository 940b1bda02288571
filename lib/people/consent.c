#include "people/consent.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/faults.h"
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

/* As they are kept, and in Norwegian; a scope is a bit of its own. */
static const char *const scope_word[][2] = {
	{ "audio", "lyd" },
	{ "quotes", "sitater" },
	{ "archive", "arkiv" },
	{ "reuse", "gjenbruk" },
	{ "recontact", "ny kontakt" },
	{ "table", "tabell" },
};

static const enum consent_scope scope_bit[] = { SCOPE_AUDIO, SCOPE_QUOTES,
	SCOPE_ARCHIVE, SCOPE_REUSE, SCOPE_RECONTACT, SCOPE_TABLE };

static const char *const media[][2] = {
	{ "paper", "papir" },
	{ "digital", "digitalt" },
	{ "recording", "opptak" },
};

static const char *const reaches[][2] = {
	{ "all", "alt" },
	{ "future", "fremtid" },
};

enum {
	SCOPES = sizeof scope_bit / sizeof scope_bit[0],
	MEDIA = sizeof media / sizeof media[0],
	REACHES = sizeof reaches / sizeof reaches[0]
};

/* One table on its way. */
struct reading {
	const char *path;
	const struct roster *roster;
	const struct rows *rows;
	struct arena *arena;
	struct faults *faults;
};

/* Said of a column of a row. 0 where the reading goes on to find what else is wrong. */
static int
wrong(const struct reading *r, const struct row *row, int column, const char *what,
    struct fail *f)
{
	fail_with(f, FAIL_INPUT, what, "%s", r->rows->called[column]);
	fail_column(f, r->rows->called[column]);
	fail_at(f, r->path, row->line);
	return faults_take(r->faults, f);
}

/* The number of a word of a list, in English or Norwegian, any case; -1. */
static int
word_of(struct bytes cell, const char *const (*words)[2], int count)
{
	int i, l;

	for (i = 0; i < count; i++)
		for (l = 0; l < 2; l++)
			if (strlen(words[i][l]) == cell.len &&
			    strncasecmp(words[i][l], (const char *)cell.at, cell.len) ==
				0)
				return i;
	return -1;
}

/* "audio|quotes"; between them stands | or ; or a comma. */
static int
read_scope(struct bytes cell, unsigned *scope)
{
	struct bytes part;
	size_t from, to;
	int n;

	*scope = 0;
	for (from = 0; from < cell.len; from = to + 1) {
		for (to = from; to < cell.len && strchr("|;,", cell.at[to]) == NULL;
		     to++)
			;
		part = bytes_trim(bytes_cut(cell, from, to));
		n = word_of(part, scope_word, SCOPES);
		if (n == -1 && part.len > 0)
			return -1;
		if (n >= 0)
			*scope |= scope_bit[n];
	}
	return 0;
}

static int
read_withdrawal(
    const struct reading *r, const struct row *row, struct consent *c, struct fail *f)
{
	struct bytes how = row->cell[WITHDRAWAL];
	int reach = word_of(how, reaches, REACHES);

	c->withdrawn = DAY_NONE;
	if (row->cell[WITHDRAWN].len == 0 && how.len == 0)
		return 0;
	c->withdrawn = day_parse(row->cell[WITHDRAWN]);
	if (c->withdrawn == DAY_NONE &&
	    wrong(r, row, WITHDRAWN, "consent-date", f) == -1)
		return -1;
	if (how.len > 0 && reach == -1)
		return wrong(r, row, WITHDRAWAL, "consent-withdrawal", f);
	c->withdrawn_future = reach == 1;
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
read_consent(
    const struct reading *r, const struct row *row, struct consent *c, struct fail *f)
{
	int64_t person = roster_person(r->roster, row->cell[PERSON]);
	int medium = word_of(row->cell[MEDIUM], media, MEDIA);

	if (person < 0 && wrong(r, row, PERSON, "consent-person", f) == -1)
		return -1;
	c->person = person < 0 ? 0 : (uint32_t)person;
	c->form = arena_text(r->arena, row->cell[FORM]);
	c->form_id = arena_text(r->arena, row->cell[FORM_ID]);
	c->version = arena_text(r->arena, row->cell[VERSION_OF]);
	c->line = row->line;
	c->day = day_parse(row->cell[DATE]);
	if (c->day == DAY_NONE && wrong(r, row, DATE, "consent-date", f) == -1)
		return -1;
	if (medium == -1 && wrong(r, row, MEDIUM, "consent-medium", f) == -1)
		return -1;
	c->medium = medium == -1 ? "" : media[medium][0];
	if (read_scope(row->cell[SCOPE], &c->scope) == -1 &&
	    wrong(r, row, SCOPE, "consent-scope", f) == -1)
		return -1;
	if (!form_fits(c) && wrong(r, row, FORM, "consent-form", f) == -1)
		return -1;
	return read_withdrawal(r, row, c, f);
}

int
consents_parse(struct bytes csv, const char *path, const struct roster *roster,
    struct arena *a, struct consents *out, struct faults *faults, struct fail *f)
{
	struct consent *list;
	struct rows rows;
	const struct reading r = { path, roster, &rows, a, faults };
	size_t i;

	memset(out, 0, sizeof *out);
	if (rows_gather(csv, path, columns, a, &rows, faults, f) == -1)
		return -1;
	list = arena_get(a, rows.len, sizeof *list);
	for (i = 0; i < rows.len; i++)
		if (read_consent(&r, &rows.at[i], &list[i], f) == -1)
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
		if (scope & scope_bit[i])
			text = arena_printf(
			    a, "%s%s%s", text, text[0] ? "|" : "", scope_word[i][0]);
	return text;
}

static const char *
norwegian_of(
    struct bytes word, const char *const (*words)[2], size_t count, const char *else_)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (bytes_are(word, words[i][0]))
			return words[i][1];
	return else_;
}

const char *
consent_in_norwegian(struct bytes cell, struct arena *a)
{
	const char *text = "", *one;
	struct bytes word;

	while (bytes_next(&cell, '|', &word)) {
		one = norwegian_of(word, scope_word, SCOPES, arena_text(a, word));
		one = norwegian_of(word, media, MEDIA, one);
		one = norwegian_of(word, reaches, REACHES, one);
		text = arena_printf(a, "%s%s%s", text, text[0] ? "|" : "", one);
	}
	return text;
}
