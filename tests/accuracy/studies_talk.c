#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "tests/accuracy/studies.h"
#include "text/utf8.h"

enum { SPEAKERS = 4, THIRDS = 24, LINE = 76, TURNS_LEAST = 60, TURNS_MOST = 300 };

enum labels {
	BY_CODE,
	BY_CODE_LINE,
	BY_GIVEN,
	BY_FULL,
	BY_FULL_LINE,
	BY_NUMBER,
	LABELS
};

/* A transcript in the making. */
struct talk {
	struct study *study;
	const char *meeting, *language;
	unsigned team;
	const struct person *speaker[SPEAKERS];
	size_t speakers, speaking; /* speaking: who does */
	struct person third[THIRDS];
	size_t thirds;
	enum labels labels;
	bool crlf, wrap, lower, stamps, close; /* close: no empty line between turns */
	struct buf text;
	size_t column, words;
};

static void
put_letter(struct talk *t, uint32_t letter)
{
	if (letter == ' ' && t->wrap && t->column > LINE)
		letter = '\n';
	t->words += letter == ' ' || letter == '\n';
	t->column++;
	if (letter == '\n') {
		t->column = 0;
		if (t->crlf)
			buf_byte(&t->text, '\r');
	}
	utf8_add(&t->text, t->lower ? utf8_lower(letter) : letter);
}

static void
put(struct talk *t, struct bytes text)
{
	size_t i, len;

	for (i = 0; i < text.len; i += len)
		put_letter(t, utf8_next(bytes_cut(text, i, text.len), &len));
}

static void
put_text(struct talk *t, const char *text)
{
	put(t, bytes_of(text));
}

/* What is marked: meeting, start, end, who or "-", kind. */
static void
put_gold(struct talk *t, struct bytes text, const char *who, const char *kind)
{
	const size_t from = t->text.len;

	put(t, text);
	buf_printf(&t->study->gold, "%s\t%zu\t%zu\t%s\t%s\n", t->meeting, from,
	    t->text.len, who, kind);
}

static void
put_person(struct talk *t, const struct person *p, const char *wanted)
{
	const struct form f = form_draw(t->study, p, wanted, t->language);

	put_gold(t, bytes_of(f.text), p->id, f.kind);
	put_text(t, f.behind);
}

/* Somebody of the people but who speaks and but: most often of this meeting. */
static const struct person *
other_person(struct talk *t, const struct person *but)
{
	struct study *s = t->study;
	const struct person *p;

	do {
		p = draw_percent(&s->draw, 70)
		        ? t->speaker[draw_below(&s->draw, t->speakers)]
		        : &s->person[draw_below(&s->draw, s->persons)];
	} while (p == but || p == t->speaker[t->speaking]);
	return p;
}

static const struct person *
third_person(struct talk *t, bool again)
{
	struct study *s = t->study;
	struct person *p;

	if ((again && t->thirds > 0) || t->thirds == THIRDS)
		return &t->third[draw_below(&s->draw, t->thirds)];
	p = &t->third[t->thirds++];
	*p = (struct person){ .role = "" };
	person_draw(s, p);
	p->alias = "";
	p->id = arena_printf(s->arena, "x-%s-%zu", t->meeting, t->thirds);
	return p;
}

/* Inside of the braces: a list's name, or who and in which form. */
static void
put_slot(struct talk *t, const char *slot, const struct person *one,
    const struct person *two)
{
	struct study *s = t->study;
	const char *wanted = strchr(slot, ':'), *list;
	const size_t len = wanted ? (size_t)(wanted - slot) : strlen(slot);

	wanted = wanted ? wanted + 1 : "";
	if (len == 2 && memcmp(slot, "me", 2) == 0) {
		put_person(t, t->speaker[t->speaking], wanted);
	} else if (len == 1 && strchr("xy", *slot)) {
		/* of others taus knows no table: they are named as one does */
		if (*wanted == '\0')
			wanted = "given";
		put_person(t, third_person(t, *slot == 'y'), wanted);
	} else if (len == 1) {
		put_person(t, *slot == 'a' ? one : two, wanted);
	} else {
		list = arena_printf(s->arena, "%s list %s", t->language, slot);
		put_text(t, stock_draw(s->talk, list, &s->draw));
	}
}

static void
put_sentence(struct talk *t, const char *part)
{
	struct study *s = t->study;
	const struct person *one = other_person(t, NULL), *two = other_person(t, one);
	const char *text, *end;

	text = stock_draw(
	    s->talk, arena_printf(s->arena, "%s %s", t->language, part), &s->draw);
	while (*text) {
		end = strchr(text, *text == '{' ? '}' : '>');
		if (*text == '{')
			put_slot(t,
			    arena_text(s->arena,
				bytes_cut(bytes_of(text), 1, (size_t)(end - text))),
			    one, two);
		else if (*text == '<')
			put_gold(t, bytes_cut(bytes_of(text), 1, (size_t)(end - text)),
			    "-", "word");
		else
			end = text + strcspn(text, "{<") - 1;
		if (*text != '{' && *text != '<')
			put(t, bytes_cut(bytes_of(text), 0, (size_t)(end + 1 - text)));
		text = end + 1;
	}
}

static const char *
part_drawn(struct talk *t)
{
	const size_t n = draw_below(&t->study->draw, 100);

	if (n < 55)
		return "plain";
	if (n < 80)
		return "one";
	if (n < 85)
		return "two";
	if (n < 90)
		return "third";
	if (n < 95)
		return t->thirds > 0 ? "again" : "third";
	return "word";
}

static void
put_turn(struct talk *t, bool first)
{
	struct draw *d = &t->study->draw;
	const char *part = first ? "open" : part_drawn(t);

	if (!first && draw_percent(d, 30)) {
		put_sentence(t, "plain");
		put_text(t, " ");
	}
	put_sentence(t, part);
	while (draw_percent(d, 35)) {
		put_text(t, " ");
		put_sentence(t, "plain");
	}
}

static const char *
code_of(struct talk *t, const struct person *p)
{
	return arena_printf(t->study->arena, "%s%u", p->role, t->team);
}

static const char *
number_of(struct talk *t, size_t i)
{
	struct study *s = t->study;

	if (s->interviews)
		return i == 0 ? "I" : "P";
	return arena_printf(
	    s->arena, t->wrap ? "SPEAKER_%02zu" : "Taler %zu", t->wrap ? i : i + 1);
}

static void
put_label(struct talk *t, size_t turn)
{
	const struct person *p = t->speaker[t->speaking];
	const bool lower = t->lower;

	t->lower = false; /* a machine writes its own labels as it likes */
	if (t->stamps) {
		put_text(t, arena_printf(t->study->arena, "[%02zu:%02zu:%02zu]\n",
				turn / 120, turn / 2 % 60, turn * 31 % 60));
	}
	switch (t->labels) {
	case BY_CODE:
	case BY_CODE_LINE:
		put_text(t, code_of(t, p));
		break;
	case BY_GIVEN:
		put_gold(t, bytes_of(p->given), p->id, "label");
		break;
	case BY_FULL:
	case BY_FULL_LINE:
		put_gold(t,
		    bytes_of(
			arena_printf(t->study->arena, "%s %s", p->given, p->family)),
		    p->id, "label");
		break;
	default:
		put_text(t, number_of(t, t->speaking));
	}
	put_text(t, t->labels == BY_CODE_LINE   ? "\n"
		    : t->labels == BY_FULL_LINE ? ":\n"
						: ": ");
	t->lower = lower;
}

static void
put_heading(struct talk *t)
{
	static const char *const words[][3] = { { "nb", "Til stede", "og" },
		{ "nn", "Til stades", "og" }, { "en", "Present", "and" } };
	size_t i, k;

	for (k = 0; strcmp(words[k][0], t->language) != 0; k++)
		;
	put_text(t, arena_printf(t->study->arena, "%s\n%s: ", t->meeting, words[k][1]));
	for (i = 0; i < t->speakers; i++) {
		put_text(t, i == 0 ? ""
			    : i + 1 < t->speakers
				? ", "
				: arena_printf(t->study->arena, " %s ", words[k][2]));
		put_person(t, t->speaker[i], i % 2 ? "full" : "");
	}
	put_text(t, "\n\n");
}

/* Who sits in a meeting; an interview is one of those asked in turn. */
static void
speakers_set(struct talk *t, size_t meeting)
{
	struct study *s = t->study;
	const unsigned team = 1 + (unsigned)(meeting % s->teams);
	size_t i;

	t->team = s->interviews ? 1 : team;
	if (s->interviews) {
		t->speaker[0] = &s->person[0];
		t->speaker[1] = &s->person[1 + meeting % (s->persons - 1)];
		t->speakers = 2;
		return;
	}
	for (i = 0; i < s->persons; i++)
		if ((s->person[i].team == team || s->person[i].other_team == team) &&
		    t->speakers < SPEAKERS)
			t->speaker[t->speakers++] = &s->person[i];
}

static bool
share_given(const struct talk *t)
{
	size_t i, k;

	for (i = 0; i < t->speakers; i++)
		for (k = 0; k < i; k++)
			if (strcmp(t->speaker[i]->given, t->speaker[k]->given) == 0)
				return true;
	return false;
}

static void
style_draw(struct talk *t, size_t meeting)
{
	struct study *s = t->study;
	const size_t n = draw_below(&s->draw, 100);

	t->language = n < 65 ? "nb" : n < 85 ? "nn" : "en";
	t->labels = (enum labels)draw_below(&s->draw, LABELS);
	if (s->interviews && t->labels <= BY_CODE_LINE)
		t->labels = BY_NUMBER;
	t->crlf = draw_percent(&s->draw, 25);
	t->wrap = draw_percent(&s->draw, 25);
	t->stamps = t->labels == BY_GIVEN && draw_percent(&s->draw, 50);
	t->close = t->labels != BY_CODE_LINE && t->labels != BY_FULL_LINE &&
	           draw_percent(&s->draw, 30);
	/* by a machine that knows no capitals: one meeting of every fourth study */
	t->lower = meeting == 1 && draw_percent(&s->draw, 25);
	if (t->lower)
		t->labels = BY_NUMBER;
	if (t->labels == BY_GIVEN && share_given(t))
		t->labels = BY_FULL;
}

static void
row_write(struct talk *t, size_t meeting, const char *file, struct buf *rows)
{
	const char *gap = "";
	size_t i;

	buf_printf(rows, "%s;%s;%u;2018-%02zu-%02zu;%zu;", t->meeting, file, t->team,
	    1 + meeting % 12, 1 + meeting, 20 + t->words / 120);
	for (i = 0; i < t->speakers; i++)
		if (t->speaker[i]->gap != GAP_ABSENT) {
			buf_printf(rows, "%s%s", gap, t->speaker[i]->id);
			gap = "|";
		}
	buf_text(rows, ";;\"");
	gap = "";
	for (i = 0; t->labels == BY_NUMBER && i < t->speakers; i++)
		if (t->speaker[i]->gap != GAP_ABSENT) {
			buf_printf(
			    rows, "%s%s=%s", gap, number_of(t, i), t->speaker[i]->id);
			gap = "; ";
		}
	buf_text(rows, "\";audio;leader;leader\n");
}

void
talk_write(struct study *s, size_t meeting, const char *folder, struct buf *rows)
{
	struct talk t = { .study = s };
	size_t turn, turns, before;
	const char *file;
	struct fail f = { 0 };

	t.meeting = arena_printf(s->arena, "M%02zu", meeting + 1);
	file = arena_printf(s->arena, "Opptak %zu.txt", meeting + 1);
	speakers_set(&t, meeting);
	style_draw(&t, meeting);
	turns = TURNS_LEAST + draw_below(&s->draw, TURNS_MOST - TURNS_LEAST + 1);
	if (draw_percent(&s->draw, 10))
		buf_text(&t.text, "\xEF\xBB\xBF");
	if (draw_percent(&s->draw, 50))
		put_heading(&t);
	for (turn = 0; s->words ? t.words < s->words : turn < turns; turn++) {
		before = t.speaking;
		while (t.speaking == before && turn >= t.speakers)
			t.speaking = draw_below(&s->draw, t.speakers);
		if (turn < t.speakers)
			t.speaking = turn;
		put_label(&t, turn);
		put_turn(&t, turn < t.speakers);
		put_text(&t, t.close ? "\n" : "\n\n");
	}
	row_write(&t, meeting, file, rows);
	if (file_replace(
		path_join(s->arena, folder, file), 0600, buf_bytes(&t.text), &f) == -1)
		die("%s cannot be written", file);
	buf_free(&t.text);
}
