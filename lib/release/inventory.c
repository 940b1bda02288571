#include "release/inventory.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/rows.h"

static const struct item {
	const char *title[2];
	const char *volume; /* D data, K key, C consent and contact */
	const char *place;
} items[INVENTORY_ITEMS] = {
	{ { "Title page: project, reference numbers, controller, leader",
	      "Forside: prosjekt, referansenummer, behandlingsansvarlig, leder" },
	    "D", "README.txt" },
	{ { "Ethics committee decisions, changes, final report with date of receipt",
	      "Vedtak fra REK, endringer, sluttmelding med mottaksdato" },
	    "D", "documents/approval*|documents/final-report*" },
	{ { "Notification form and assessment (Sikt or NSD), later changes",
	      "Meldeskjema og vurdering (Sikt eller NSD), senere endringer" },
	    "D", "documents/notification*" },
	{ { "Protocol, data management plan, impact assessment if made",
	      "Protokoll, datahåndteringsplan, DPIA om den finnes" },
	    "D", "documents/protocol*|documents/plan*|documents/dpia*" },
	{ { "Information letters, every version", "Informasjonsskriv, alle versjoner" },
	    "D", "documents/letter*|documents/information-letter*" },
	{ { "Blank consent form, every version",
	      "Samtykkeskjema uten navn, alle versjoner" },
	    "D", "documents/consent-form*" },
	{ { "Signed consents", "Signerte samtykker" }, "C", "consents/*" },
	{ { "Consent register by code", "Samtykkeregister med koder" }, "D",
	    "registers/consents*" },
	{ { "Refusals and exclusions, counts without names",
	      "Avslag og eksklusjoner, antall uten navn" },
	    "D", "registers/refusals*" },
	{ { "Seats: role, team, period, holder number",
	      "Plasser: rolle, team, periode, nummer på innehaver" },
	    "D", "registers/seats*" },
	{ { "Interview, meeting or observation guide, versions",
	      "Intervjuguide, møteagenda eller observasjonsguide, versjoner" },
	    "D", "documents/guide*" },
	{ { "Meeting list: day, length, recorded, transcribed and checked by",
	      "Møteliste: dato, lengde, opptak, transkribert og kontrollert av" },
	    "D", "registers/meetings*" },
	{ { "Pseudonymised transcripts and field notes",
	      "Pseudonymiserte transkripsjoner og feltnotater" },
	    "D", "transcripts/*" },
	{ { "Register of raw files and recordings: where, deleted when",
	      "Register over råfiler og opptak: hvor, slettet når" },
	    "D", "registers/raw*" },
	{ { "What was replaced, without the originals",
	      "Hva som er erstattet, uten originalene" },
	    "D", "report/*" },
	{ { "Codebook and memos without names", "Kodebok og notater uten navn" }, "D",
	    "documents/codebook*|documents/memo*" },
	{ { "Releases: papers, tables, quotes, with digest and date",
	      "Utgivelser: artikler, tabeller, sitater, med sjekksum og dato" },
	    "D", "registers/releases*" },
	{ { "Sealed key file", "Forseglet koblingsnøkkel" }, "K", "" },
	{ { "Contact list", "Kontaktliste" }, "K", "" },
	{ { "Access register, declarations and agreements, who opened what and why",
	      "Tilgangsregister, erklæringer og avtaler, hvem som åpnet hva og "
	      "hvorfor" },
	    "D", "registers/access*" },
	{ { "Deviations and requests from participants, with answers",
	      "Avvik og henvendelser fra deltakere, med svar" },
	    "D", "registers/deviations*|documents/deviation*" },
	{ { "Retention schedule: rule, source and date for each item",
	      "Oppbevaringsplan: regel, kilde og dato for hver del" },
	    "D", "registers/retention*" },
	{ { "Destruction certificates", "Slettebevis" }, "D", "certificates/*" },
	{ { "Signed assessment of re-identification",
	      "Signert vurdering av re-identifisering" },
	    "D", "documents/assessment*" },
	{ { "List of files with descriptions and digests, program version and settings",
	      "Filliste med beskrivelser og sjekksummer, programversjon og "
	      "innstillinger" },
	    "D", "files.tsv" },
};

static const char *const state_texts[3][2] = {
	[INVENTORY_MISSING] = { "missing", "mangler" },
	[INVENTORY_PRESENT] = { "present", "finnes" },
	[INVENTORY_NOT_APPLICABLE] = { "not applicable", "gjelder ikke" },
};

const char *
inventory_place(unsigned item)
{
	return items[item - 1].place;
}

const char *
inventory_title(unsigned item, enum inventory_language language)
{
	return items[item - 1].title[language];
}

const char *
inventory_state_text(enum inventory_state state, enum inventory_language language)
{
	return state_texts[state][language];
}

/* One pattern; "*" stands for any characters. The last star tried is enough. */
static bool
matches(struct bytes pattern, struct bytes name)
{
	size_t p = 0, n = 0, star = SIZE_MAX, from = 0;

	while (n < name.len) {
		if (p < pattern.len && pattern.at[p] == '*') {
			star = p++;
			from = n;
		} else if (p < pattern.len && pattern.at[p] == name.at[n]) {
			p++, n++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			n = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == '*')
		p++;
	return p == pattern.len;
}

static bool
shows(const struct item *item, const char *name)
{
	struct bytes places = bytes_of(item->place), pattern;

	while (bytes_next(&places, '|', &pattern))
		if (matches(pattern, bytes_of(name)))
			return true;
	return false;
}

static void
look(const struct item *item, const char *const *names, size_t count,
    struct inventory_item *to)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (!shows(item, names[i]))
			continue;
		to->files++;
		if (to->first == NULL || strcmp(names[i], to->first) < 0)
			to->first = names[i];
	}
	if (to->files)
		to->state = INVENTORY_PRESENT;
}

/* On one line, or it would break the lists. */
static bool
is_reason(const char *why)
{
	const char *c;

	if (why == NULL || bytes_trim(bytes_of(why)).len == 0)
		return false;
	for (c = why; *c != '\0'; c++)
		if ((unsigned char)*c < 32 || *c == 127)
			return false;
	return true;
}

static int
take_word(const struct inventory_word *w, struct arena *a, struct inventory *inv,
    struct fail *f)
{
	struct inventory_item *item;

	if (w->item < 1 || w->item > INVENTORY_ITEMS || !is_reason(w->why) ||
	    inv->item[w->item - 1].why[0] != '\0')
		return fail_with(f, FAIL_INPUT, "inventory-word", "%u", w->item);
	item = &inv->item[w->item - 1];
	item->why = arena_text(a, bytes_trim(bytes_of(w->why)));
	if (item->state == INVENTORY_MISSING)
		item->state =
		    w->elsewhere ? INVENTORY_PRESENT : INVENTORY_NOT_APPLICABLE;
	return 0;
}

int
inventory_take(const char *const *names, size_t count,
    const struct inventory_word *word, size_t words, struct arena *a,
    struct inventory *inv, struct fail *f)
{
	size_t i;

	memset(inv, 0, sizeof *inv);
	for (i = 0; i < INVENTORY_ITEMS; i++) {
		inv->item[i].why = "";
		look(&items[i], names, count, &inv->item[i]);
	}
	for (i = 0; i < words; i++)
		if (take_word(&word[i], a, inv, f) < 0)
			return -1;
	for (i = 0; i < INVENTORY_ITEMS; i++) {
		inv->present += inv->item[i].state == INVENTORY_PRESENT;
		inv->missing += inv->item[i].state == INVENTORY_MISSING;
		inv->not_applicable += inv->item[i].state == INVENTORY_NOT_APPLICABLE;
	}
	return 0;
}

void
inventory_csv(
    const struct inventory *inv, enum inventory_language language, struct buf *to)
{
	unsigned i;

	buf_text(to, "number,item,state,volume,files,where,reason\n");
	for (i = 0; i < INVENTORY_ITEMS; i++) {
		const struct inventory_item *item = &inv->item[i];
		struct buf number = { 0 }, files = { 0 };

		buf_printf(&number, "%u", i + 1);
		buf_printf(&files, "%zu", item->files);
		rows_record(to,
		    (struct bytes[]){ buf_bytes(&number),
			bytes_of(items[i].title[language]),
			bytes_of(state_texts[item->state][language]),
			bytes_of(items[i].volume), buf_bytes(&files),
			bytes_of(item->first), bytes_of(item->why) },
		    7, ',');
		buf_free(&number);
		buf_free(&files);
	}
}

/* In a table a bar would begin a cell, and marks of the language would be obeyed. */
static void
put_cell(struct buf *to, const char *text)
{
	for (; text != NULL && *text != '\0'; text++) {
		if (strchr("|\\`*_[]<>#", *text) != NULL)
			buf_byte(to, '\\');
		buf_byte(to, (unsigned char)*text);
	}
}

void
inventory_markdown(
    const struct inventory *inv, enum inventory_language language, struct buf *to)
{
	static const char *const heads[2] = { "| | What | State | Where or why |\n",
		"| | Hva | Tilstand | Hvor eller hvorfor |\n" };
	unsigned i;

	buf_text(to, heads[language]);
	buf_text(to, "| --: | --- | --- | --- |\n");
	for (i = 0; i < INVENTORY_ITEMS; i++) {
		const struct inventory_item *item = &inv->item[i];

		buf_printf(to, "| %u | ", i + 1);
		put_cell(to, items[i].title[language]);
		buf_printf(to, " | %s | ", state_texts[item->state][language]);
		put_cell(to, item->first);
		if (item->files > 1)
			buf_printf(to, " (+%zu)", item->files - 1);
		if (item->first != NULL && item->why[0] != '\0')
			buf_text(to, "; ");
		put_cell(to, item->why);
		buf_text(to, " |\n");
	}
}
