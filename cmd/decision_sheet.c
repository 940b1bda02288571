#include "cmd/decision_sheet.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/asking.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "release/form.h"
#include "vault/digest.h"

const char decision_sheet_path[] = "private/review/decisions.xlsx";

/* The digest of the workbook as taus wrote it. */
static const char note_path[] = "private/review/decisions.sha256";

enum { MEETINGS_SHOWN = 12, LIST_BYTES = 250 };

/* A sheet's columns: the message of its head, of its explanation, how it looks. */
struct head {
	const char *name, *explain;
	enum form_kind kind;
	unsigned width;
};

static const struct head names_head[] = {
	{ "column-spellings", "about-spellings", FORM_LINES, 30 },
	{ "column-seems", "about-seems", FORM_LINES, 18 },
	{ "column-places", "about-places", FORM_TEXT, 10 },
	{ "column-meetings", "about-meetings", FORM_LINES, 16 },
	{ "column-context", "about-context", FORM_LINES, 70 },
	{ "column-proposal", "about-proposal", FORM_LINES, 18 },
	{ "column-why", "about-why", FORM_LINES, 24 },
	{ "column-decision", "about-decision", FORM_TEXT, 18 },
	{ "column-who", "about-who", FORM_TEXT, 18 },
	{ "column-tail", "about-tail", FORM_TEXT, 12 },
};

static const struct head places_head[] = {
	{ "column-word", "about-word", FORM_LINES, 20 },
	{ "column-seems", "about-seems", FORM_LINES, 18 },
	{ "column-meeting", "about-meeting", FORM_TEXT, 10 },
	{ "column-line", "about-number", FORM_TEXT, 8 },
	{ "column-context", "about-context", FORM_LINES, 70 },
	{ "column-proposal", "about-proposal", FORM_LINES, 18 },
	{ "column-why", "about-why", FORM_LINES, 24 },
	{ "column-decision", "about-decision", FORM_TEXT, 18 },
	{ "column-who", "about-who", FORM_TEXT, 18 },
	{ "column-tail", "about-tail", FORM_TEXT, 12 },
};

static const struct head turns_head[] = {
	{ "column-turn", "about-turn", FORM_LINES, 80 },
	{ "column-meeting", "about-meeting", FORM_TEXT, 10 },
	{ "column-line", "about-number", FORM_TEXT, 8 },
	{ "column-missed", "about-missed", FORM_LINES, 24 },
	{ "column-who", "about-missed-who", FORM_TEXT, 18 },
	{ "column-tail", "about-tail", FORM_TEXT, 12 },
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const struct {
	const char *name;
	const struct head *head;
	size_t columns;
} sheets[SHEETS] = {
	[SHEET_NAMES] = { "sheet-names", names_head, COUNT(names_head) },
	[SHEET_PLACES] = { "sheet-places", places_head, COUNT(places_head) },
	[SHEET_TURNS] = { "sheet-turns", turns_head, COUNT(turns_head) },
};

/* What is being written. */
struct writing {
	const struct asking *asking;
	struct arena *arena;
	const char *const *answers, *const *whos, *const *missed;
};

/* The list of who or what: the words, and the codes while there is room. */
static const char *const *
whos_of(const struct asker *a)
{
	const char *const *what = question_whats(a->arena);
	const struct roster *r = a->roster;
	const char **list = arena_get(a->arena, r->holdings + 16, sizeof *list);
	size_t n = 0, bytes = 0, i;

	for (; what[n] != NULL; n++) {
		list[n] = what[n];
		bytes += strlen(what[n]) + 1;
	}
	for (i = 0; i < r->holdings; i++) {
		bytes += strlen(r->holding[i].code) + 1;
		if (bytes > LIST_BYTES || n == 60)
			break;
		list[n++] = r->holding[i].code;
	}
	return list;
}

static const char *
context_line(struct arena *a, const char *meeting, uint64_t line, struct bytes before,
    struct bytes text, struct bytes after)
{
	return arena_printf(a, "%s, %llu: %.*s«%.*s»%.*s", meeting,
	    (unsigned long long)line, (int)before.len, (const char *)before.at,
	    (int)text.len, (const char *)text.at, (int)after.len,
	    (const char *)after.at);
}

static const char *
contexts_of(struct arena *a, const struct expression *e)
{
	const struct expression_context *c;
	const char *all = "";
	size_t i;

	for (i = 0; i < e->contexts; i++) {
		c = &e->context[i];
		all = arena_printf(a, "%s%s%s", all, i ? "\n" : "",
		    context_line(a, c->meeting, c->line, c->before, c->text, c->after));
	}
	return all;
}

static const char *
meetings_of(struct arena *a, const struct expression *e)
{
	const char *all = "";
	size_t i;

	for (i = 0; i < e->meetings && i < MEETINGS_SHOWN; i++)
		all = arena_printf(a, "%s%s%s", all, i ? ", " : "", e->meeting[i]);
	if (e->meetings > i)
		all = arena_printf(a, "%s, +%zu", all, e->meetings - i);
	return all;
}

static const char *
places_of(struct arena *a, const struct expression *e)
{
	if (e->doubts == 0)
		return arena_printf(a, "%llu", (unsigned long long)e->places);
	return arena_printf(a, "%llu (%llu)", (unsigned long long)e->places,
	    (unsigned long long)e->doubts);
}

static void
put_name(const struct writing *w, const struct expression *e, const char **cell)
{
	const struct asker *a = &w->asking->asker;
	struct question q = question_of(a, e);
	bool doubt = e->section == EXPRESSION_DOUBT;

	*cell++ = question_spellings(a, &q);
	*cell++ = question_seems(a, &q);
	*cell++ = places_of(w->arena, e);
	*cell++ = meetings_of(w->arena, e);
	*cell++ = contexts_of(w->arena, e);
	*cell++ = question_proposal(a, &q, doubt ? bytes_of("") : e->code);
	*cell++ = ui_why(rulebook_rule(a->rulebook, e->rule));
	*cell++ = e->kept && e->section == EXPRESSION_DECIDED ? w->answers[1] : NULL;
	*cell++ = NULL;
	*cell++ = question_tail(a, &q);
}

static void
put_place(const struct writing *w, const struct expression_place *p, const char **cell)
{
	const struct asker *a = &w->asking->asker;
	const struct record_mention *m = p->mention;
	struct question q = question_of_place(a, p);

	*cell++ = m->text;
	*cell++ = question_seems(a, &q);
	*cell++ = p->meeting;
	*cell++ = arena_printf(w->arena, "%llu", (unsigned long long)m->line);
	*cell++ = context_line(w->arena, p->meeting, m->line, bytes_of(m->before),
	    bytes_of(m->text), bytes_of(m->after));
	*cell++ = question_proposal(a, &q, bytes_of(""));
	*cell++ = ui_why(rulebook_rule(a->rulebook, m->rule));
	*cell++ = m->kept ? w->answers[1] : NULL;
	*cell++ = NULL;
	*cell++ = question_tail(a, &q);
}

static void
put_turn(const struct writing *w, const struct expression_turn *t, const char **cell)
{
	const struct asker *a = &w->asking->asker;
	struct question q = question_of_turn(a, t);

	*cell++ = t->turn.text;
	*cell++ = t->meeting;
	*cell++ = arena_printf(w->arena, "%llu", (unsigned long long)t->turn.line);
	*cell++ = NULL;
	*cell++ = NULL;
	*cell++ = question_tail(a, &q);
}

static const char *const *
choice_of(const struct writing *w, const char *column)
{
	if (strcmp(column, "column-decision") == 0)
		return w->answers;
	if (strcmp(column, "column-missed") == 0)
		return w->missed;
	if (strcmp(column, "column-who") == 0)
		return w->whos;
	return NULL;
}

static const struct form_column *
columns_of(const struct writing *w, int sheet)
{
	const struct head *head = sheets[sheet].head;
	struct form_column *c =
	    arena_get(w->arena, sheets[sheet].columns + 1, sizeof *c);
	size_t i;

	for (i = 0; i < sheets[sheet].columns; i++)
		c[i] = (struct form_column){ ui_text(head[i].name),
			ui_text(head[i].explain), head[i].kind, head[i].width,
			choice_of(w, head[i].name) };
	return c;
}

static const char *const *
cells_of(const struct writing *w, int sheet, size_t *rows)
{
	const struct expressions *all = &w->asking->all;
	const size_t count[SHEETS] = { all->len, all->places, all->turns };
	const char **cell;
	size_t i;

	*rows = count[sheet];
	cell = arena_get(w->arena, *rows * sheets[sheet].columns, sizeof *cell);
	for (i = 0; i < *rows; i++) {
		const char **row = cell + i * sheets[sheet].columns;

		if (sheet == SHEET_NAMES)
			put_name(w, &all->at[i], row);
		else if (sheet == SHEET_PLACES)
			put_place(w, &all->place[i], row);
		else
			put_turn(w, &all->turn[i], row);
	}
	return cell;
}

static const char *const *
about_lines(struct arena *a)
{
	static const char *const ids[] = { "sheet-about-1", "sheet-about-2",
		"sheet-about-3" };
	const char **line = arena_get(a, COUNT(ids) + 1, sizeof *line);
	size_t i;

	for (i = 0; i < COUNT(ids); i++)
		line[i] = ui_text(ids[i]);
	return line;
}

/* What there is of it: nothing, as taus wrote it, or changed by somebody. */
enum standing { SHEET_NONE, SHEET_OURS, SHEET_CHANGED };

static int
standing_of(struct session *s, enum standing *standing, struct fail *f)
{
	const char *path = session_path(s, decision_sheet_path);
	const char *note = session_path(s, note_path);
	struct digest_text now;
	struct bytes noted;

	*standing = SHEET_NONE;
	if (!file_exists(path))
		return 0;
	*standing = SHEET_CHANGED;
	if (!file_exists(note))
		return 0;
	if (digest_file(DIGEST_SHA256, path, &now, f) == -1 ||
	    file_read(note, LIMIT_CELL, s->arena, &noted, f) == -1)
		return -1;
	if (bytes_are(bytes_trim(noted), now.at))
		*standing = SHEET_OURS;
	return 0;
}

bool
decision_sheet_is_filled(struct session *s, struct fail *f)
{
	enum standing standing;

	return standing_of(s, &standing, f) == 0 && standing == SHEET_CHANGED;
}

bool
decision_sheet_is_open(struct session *s)
{
	return file_exists(session_path(s, "private/review/~$decisions.xlsx")) ||
	       file_exists(session_path(s, "private/review/.~lock.decisions.xlsx#"));
}

static int
note_digest(struct session *s, struct fail *f)
{
	struct digest_text sha;

	if (digest_file(DIGEST_SHA256, session_path(s, decision_sheet_path), &sha, f) ==
	    -1)
		return -1;
	return file_replace(session_path(s, note_path), 0600,
	    bytes_of(arena_printf(s->arena, "%s\n", sha.at)), f);
}

int
decision_sheet_write(
    struct session *s, const struct asking *asking, bool *written, struct fail *f)
{
	const char *no[] = { ui_text("missed-no"), NULL };
	struct writing w = { .asking = asking, .arena = s->arena, .missed = no };
	struct form_sheet sheet[SHEETS + 1] = { { .name = NULL } };
	struct form form = { .title = ui_text("sheet-title"),
		.about = ui_text("sheet-about"),
		.about_line = about_lines(s->arena),
		.about_head = { ui_text("sheet-about-sheet"),
		    ui_text("sheet-about-column"), ui_text("sheet-about-what") },
		.sheet = sheet };
	enum standing standing;
	int i;

	*written = false;
	if (standing_of(s, &standing, f) == -1)
		return -1;
	if (standing == SHEET_CHANGED)
		return 0;
	w.answers = question_answers(s->arena);
	w.whos = whos_of(&asking->asker);
	for (i = 0; i < SHEETS; i++) {
		sheet[i].name = ui_text(sheets[i].name);
		sheet[i].column = columns_of(&w, i);
		sheet[i].cell = cells_of(&w, i, &sheet[i].rows);
	}
	*written = true;
	if (is_trial()) {
		trial_write(decision_sheet_path);
		return 0;
	}
	if (file_make_dir(session_path(s, "private/review"), 0700, f) == -1 ||
	    form_write(&form, session_path(s, decision_sheet_path), 0600, clock_now(),
		f) == -1)
		return -1;
	return note_digest(s, f);
}

int
decision_sheet_remove(struct session *s, size_t *beside, struct fail *f)
{
	const char *note = session_path(s, note_path);
	char **name;

	if (is_trial())
		trial_remove(decision_sheet_path);
	else if (file_remove(session_path(s, decision_sheet_path), f) == -1 ||
		 (file_exists(note) && file_remove(note, f) == -1))
		return -1;
	return file_list(
	    session_path(s, "private/review"), false, s->arena, &name, beside, f);
}
