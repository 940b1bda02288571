#include "cmd/study_book.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/rows.h"
#include "cmd/ui.h"
#include "people/linking.h"
#include "people/study.h"
#include "release/form.h"

const char study_book_path[] = "private/study.xlsx";

enum { COLUMNS_MOST = 16, ROLES_MOST = 20 };

/* A column: its names as the parsers of lib/people know them, what explains it, how it
 * looks, and what may be chosen there, in both languages. */
struct book_column {
	const char *name[2]; /* by enum ui_language */
	const char *explain;
	enum form_kind kind;
	unsigned width;
	const char *const *choice[2];
};

#define CHOICE(...)               \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}
#define SAME(...)                                        \
	{                                                \
		CHOICE(__VA_ARGS__), CHOICE(__VA_ARGS__) \
	}

static const char *const common_roles[] = { "SW", "T", "WA", "ES", NULL };

static const struct book_column people[] = {
	{ { "person", "deltaker" }, "book-person", FORM_TEXT, 10, { NULL } },
	{ { "given", "fornavn" }, "book-given", FORM_TEXT, 18, { NULL } },
	{ { "family", "etternavn" }, "book-family", FORM_TEXT, 18, { NULL } },
	{ { "aliases", "alias" }, "book-aliases", FORM_TEXT, 24, { NULL } },
	{ { "sex", "kjønn" }, "book-sex", FORM_TEXT, 8, SAME("F", "M") },
	{ { "role", "rolle" }, "book-role", FORM_TEXT, 8, { NULL } },
	{ { "team", "team" }, "book-team", FORM_TEXT, 8, { NULL } },
	{ { "site", "sted" }, "book-site", FORM_TEXT, 10, { NULL } },
	{ { "from", "fra" }, "book-from", FORM_DAY, 12, { NULL } },
	{ { "to", "til" }, "book-to", FORM_DAY, 12, { NULL } },
	{ { "code", "kode" }, "book-code", FORM_TEXT, 10, { NULL } },
	{ { "protected", "skjermet" }, "book-protected", FORM_TEXT, 10,
	    { CHOICE("yes"), CHOICE("ja") } },
	{ { NULL, NULL }, NULL, FORM_TEXT, 0, { NULL } },
};

static const struct book_column meetings[] = {
	{ { "meeting", "møte" }, "book-meeting", FORM_TEXT, 10, { NULL } },
	{ { "file", "fil" }, "book-file", FORM_TEXT, 32, { NULL } },
	{ { "team", "team" }, "book-meeting-team", FORM_TEXT, 8, { NULL } },
	{ { "date", "dato" }, "book-date", FORM_DAY, 12, { NULL } },
	{ { "minutes", "minutter" }, "book-minutes", FORM_NUMBER, 10, { NULL } },
	{ { "present", "til stede" }, "book-present", FORM_TEXT, 24, { NULL } },
	{ { "absent", "fravær" }, "book-absent", FORM_TEXT, 16, { NULL } },
	{ { "labels", "merkelapper" }, "book-labels", FORM_TEXT, 24, { NULL } },
	{ { "recorded", "opptak" }, "book-recorded", FORM_TEXT, 12,
	    { CHOICE("audio", "video", "notes"), CHOICE("lyd", "video", "notater") } },
	{ { "transcribed_by", "transkribert av" }, "book-transcribed", FORM_TEXT, 18,
	    { NULL } },
	{ { "checked_by", "kontrollert av" }, "book-checked", FORM_TEXT, 18, { NULL } },
	{ { NULL, NULL }, NULL, FORM_TEXT, 0, { NULL } },
};

static const struct book_column consents[] = {
	{ { "person", "deltaker" }, "book-consent-person", FORM_TEXT, 10, { NULL } },
	{ { "form", "skjema" }, "book-form", FORM_TEXT, 28, { NULL } },
	{ { "version", "versjon" }, "book-version", FORM_TEXT, 10, { NULL } },
	{ { "date", "dato" }, "book-signed", FORM_DAY, 12, { NULL } },
	{ { "medium", "form for samtykke" }, "book-medium", FORM_TEXT, 18,
	    { CHOICE("paper", "digital", "recording"),
		CHOICE("papir", "digitalt", "opptak") } },
	{ { "scope", "omfang" }, "book-scope", FORM_TEXT, 36,
	    { CHOICE("audio", "audio|quotes", "audio|quotes|table",
		  "audio|quotes|table|archive",
		  "audio|quotes|table|archive|reuse|recontact"),
		CHOICE("lyd", "lyd|sitater", "lyd|sitater|tabell",
		    "lyd|sitater|tabell|arkiv",
		    "lyd|sitater|tabell|arkiv|gjenbruk|ny kontakt") } },
	{ { "withdrawn", "trukket" }, "book-withdrawn", FORM_DAY, 12, { NULL } },
	{ { "withdrawal", "trukket for" }, "book-withdrawal", FORM_TEXT, 12,
	    { CHOICE("all", "future"), CHOICE("alt", "fremtid") } },
	{ { "form_id", "skjema id" }, "book-form-id", FORM_TEXT, 24, { NULL } },
	{ { NULL, NULL }, NULL, FORM_TEXT, 0, { NULL } },
};

static const struct book_column stay[] = {
	{ { "name", "navn" }, "book-stay", FORM_TEXT, 28, { NULL } },
	{ { "reason", "grunn" }, "book-reason", FORM_TEXT, 36,
	    { CHOICE("public office", "author who is cited", "national body",
		  "place of the study (public)"),
		CHOICE("offentlig verv", "forfatter som siteres", "nasjonal virksomhet",
		    "studiens sted (offentlig)") } },
	{ { NULL, NULL }, NULL, FORM_TEXT, 0, { NULL } },
};

enum { PEOPLE, MEETINGS, CONSENTS, STAY, SHEETS };

/* Names as cmd/import.c knows them. */
static const struct {
	const char *name[2];
	const struct book_column *column;
} sheets[SHEETS] = {
	[PEOPLE] = { { "People", "Personer" }, people },
	[MEETINGS] = { { "Meetings", "Møter" }, meetings },
	[CONSENTS] = { { "Consents", "Samtykker" }, consents },
	[STAY] = { { "Names that stay", "Navn som blir" }, stay },
};

/* What the key holds of a sheet, as a table; "" without a key. */
static struct bytes
table_of(const struct linking *l, int sheet, struct arena *a)
{
	struct buf csv = { 0 };
	struct bytes kept;

	if (l == NULL)
		return bytes_of("");
	if (sheet == STAY)
		return l->stay;
	if (sheet == PEOPLE)
		roster_write(&l->roster, &csv);
	else if (sheet == MEETINGS)
		meetings_write(&l->meetings, &l->roster, &csv);
	else
		consents_write(&l->consents, &l->roster, &csv);
	kept = arena_bytes(a, buf_bytes(&csv));
	buf_free(&csv);
	return kept;
}

static const char *const *
roles_of(const struct study *study, struct arena *a)
{
	const char **role;
	size_t i, bytes = 0;

	if (study == NULL || study->roles == 0)
		return common_roles;
	role = arena_get(a, ROLES_MOST + 1, sizeof *role);
	for (i = 0; i < study->roles && i < ROLES_MOST; i++) {
		if (strchr(study->role[i].code, ',') != NULL)
			break; /* would be two in the list */
		bytes += strlen(study->role[i].code) + 1;
		if (bytes > FORM_CHOICES) /* more than a list may hold */
			break;
		role[i] = study->role[i].code;
	}
	return role;
}

static bool
is(const struct book_column *c, const char *explain)
{
	return strcmp(c->explain, explain) == 0;
}

/* The number of a form, the last column, is there only where forms were sealed. */
static size_t
columns_in(int sheet, const struct linking *l)
{
	const struct book_column *c = sheets[sheet].column;
	size_t n = 0;

	while (c[n].explain != NULL && (l != NULL || !is(&c[n], "book-form-id")))
		n++;
	return n;
}

/* What the sheet's own columns are, and behind them those that somebody added. */
static const struct form_column *
columns_of(int sheet, size_t columns, const struct study *study,
    const struct rows *rows, struct arena *a)
{
	const struct book_column *c = sheets[sheet].column;
	struct form_column *list =
	    arena_get(a, COLUMNS_MOST + rows->extras + 1, sizeof *list);
	enum ui_language l = ui_language();
	size_t n, i;

	for (n = 0; n < columns; n++) {
		list[n] = (struct form_column){ c[n].name[l], ui_text(c[n].explain),
			c[n].kind, c[n].width, c[n].choice[l] };
		if (is(&c[n], "book-role"))
			list[n].choice = roles_of(study, a);
	}
	for (i = 0; i < rows->extras; i++)
		list[n++] = (struct form_column){ arena_text(a, rows->extra_name[i]),
			ui_text("book-extra"), FORM_TEXT, 0, NULL };
	return list;
}

static int
read_table(
    struct bytes csv, int sheet, struct arena *a, struct rows *rows, struct fail *f)
{
	const struct book_column *c = sheets[sheet].column;
	struct column known[COLUMNS_MOST + 2] = { { NULL, NULL, false } };
	size_t n;

	*rows = (struct rows){ .len = 0 };
	for (n = 0; c[n].explain != NULL; n++)
		known[n] = (struct column){ c[n].name[0], c[n].name[1], false };
	known[n].name = "v"; /* of tables that taus made; not shown */
	return csv.len > 0 ? rows_parse(csv, NULL, known, a, rows, f) : 0;
}

/* A cell as the key holds it, in the words that the sheet offers. */
static const char *
shown(const struct book_column *c, struct bytes cell, struct arena *a)
{
	if (ui_language() == UI_NORWEGIAN) {
		if (is(c, "book-protected") && bytes_are(cell, "yes"))
			return "ja";
		if (is(c, "book-medium") || is(c, "book-scope") ||
		    is(c, "book-withdrawal"))
			return consent_in_norwegian(cell, a);
	}
	return arena_text(a, cell);
}

static int
fill_sheet(struct form_sheet *to, int sheet, const struct linking *linking,
    const struct study *study, struct arena *a, struct fail *f)
{
	struct rows rows;
	const char **cell;
	size_t columns = columns_in(sheet, linking), i, k, n = 0;

	if (read_table(table_of(linking, sheet, a), sheet, a, &rows, f) == -1)
		return -1;
	cell = arena_get(a, rows.len * (columns + rows.extras), sizeof *cell);
	for (i = 0; i < rows.len; i++) {
		for (k = 0; k < columns; k++)
			cell[n++] =
			    shown(&sheets[sheet].column[k], rows.at[i].cell[k], a);
		for (k = 0; k < rows.extras; k++)
			cell[n++] = arena_text(a, rows.at[i].extra[k]);
	}
	*to = (struct form_sheet){ sheets[sheet].name[ui_language()],
		columns_of(sheet, columns, study, &rows, a), cell, rows.len };
	return 0;
}

int
study_book_write(const char *path, const struct linking *linking,
    const struct study *study, struct arena *a, struct fail *f)
{
	const char *const about[] = { ui_text("book-about-1"), ui_text("book-about-2"),
		ui_text("book-about-3"), NULL };
	struct form_sheet sheet[SHEETS + 1] = { { .name = NULL } };
	const struct form form = { .title = ui_text("book-title"),
		.about = ui_text("book-about"),
		.about_line = about,
		.about_head = { ui_text("sheet-about-sheet"),
		    ui_text("sheet-about-column"), ui_text("book-about-what") },
		.sheet = sheet };
	int i;

	for (i = 0; i < SHEETS; i++)
		if (fill_sheet(&sheet[i], i, linking, study, a, f) == -1)
			return -1;
	return form_write(&form, path, 0600, clock_now(), f);
}
