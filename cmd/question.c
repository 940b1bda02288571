#include "cmd/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "people/roster.h"
#include "scrub/policy.h"
#include "vault/digest.h"

enum { MARK = 12, STUDY = 8, MOST_SPELLINGS = 1000 };

/* Between spellings, and between the fields of a tail: no name holds it, since tables
 * part persons and aliases by it. */
static const char bar[] = " | ";

static const char *const kinds[QUESTION_KINDS] = {
	[QUESTION_NAME] = "name",
	[QUESTION_PERSON] = "person",
	[QUESTION_PLACE] = "place",
	[QUESTION_TURN] = "turn",
};

/* What each category is called to people. */
static const char *const category_words[CATEGORIES] = {
	[CATEGORY_PER] = "seems-person",
	[CATEGORY_LOC] = "seems-place",
	[CATEGORY_ORG] = "seems-body",
	[CATEGORY_POSTCODE] = "seems-postcode",
	[CATEGORY_DATE] = "seems-date",
	[CATEGORY_AGE] = "seems-age",
	[CATEGORY_ADDRESS] = "seems-address",
	[CATEGORY_PHONE] = "seems-phone",
	[CATEGORY_EMAIL] = "seems-email",
	[CATEGORY_URL] = "seems-url",
	[CATEGORY_HANDLE] = "seems-handle",
	[CATEGORY_IP] = "seems-ip",
	[CATEGORY_FNR] = "seems-fnr",
	[CATEGORY_ORGNR] = "seems-orgnr",
	[CATEGORY_ACCOUNT] = "seems-account",
	[CATEGORY_CARD] = "seems-card",
	[CATEGORY_PLATE] = "seems-plate",
	[CATEGORY_ID] = "seems-id",
	[CATEGORY_TITLE] = "seems-title",
	[CATEGORY_SPECIAL] = "seems-special",
};

static const struct policy_line *
line_of(const struct asker *a, uint32_t category, const char *meeting)
{
	return policy_line(a->policy, (enum category)category, "", meeting);
}

/* A doubt that is none is treated as what is sure would be. */
static const char *
treat_of(const struct asker *a, uint32_t category, const char *meeting)
{
	enum treatment t = line_of(a, category, meeting)->treatment;

	if (t == TREAT_CODE)
		t = TREAT_PLACEHOLDER;
	if (t == TREAT_ASK || t == TREAT_KEEP)
		t = TREAT_REMOVE;
	return treatment_name(t);
}

struct question
question_of(const struct asker *a, const struct expression *e)
{
	struct question q = { .kind = e->participant ? QUESTION_PERSON : QUESTION_NAME,
		.category = e->category,
		.spellings = e->spellings,
		.same_as = "",
		.like = "",
		.treat = "",
		.meeting = "",
		.part = "" };
	struct bytes *spelling = arena_get(a->arena, e->spellings, sizeof *spelling);
	size_t i;

	for (i = 0; i < e->spellings; i++)
		spelling[i] = e->spelling[i].text;
	q.spelling = spelling;
	if (e->person != RECORD_NOBODY)
		q.same_as = a->roster->person[e->person].id;
	else if (e->like != RECORD_NOBODY)
		q.like = a->roster->person[e->like].id;
	if (e->person == RECORD_NOBODY && (e->section == EXPRESSION_DOUBT || e->kept))
		q.treat = treat_of(a, e->category, "");
	return q;
}

struct question
question_of_place(const struct asker *a, const struct expression_place *p)
{
	const struct record_mention *m = p->mention;
	struct question q = { .kind = QUESTION_PLACE,
		.category = m->category,
		.spellings = 1,
		.same_as = "",
		.like = "",
		.treat = treat_of(a, m->category, p->meeting),
		.meeting = p->meeting,
		.part = m->part,
		.start = m->start,
		.end = m->end };
	struct bytes *spelling = arena_get(a->arena, 1, sizeof *spelling);

	*spelling = bytes_of(m->text);
	q.spelling = spelling;
	if (m->rule == RULE_CODE) {
		q.treat = treatment_name(TREAT_KEEP);
	} else if (m->person != RECORD_NOBODY) {
		q.same_as = a->roster->person[m->person].id;
		q.treat = "";
	}
	return q;
}

struct question
question_of_turn(const struct asker *a, const struct expression_turn *t)
{
	struct question q = { .kind = QUESTION_TURN,
		.category = CATEGORY_PER,
		.spellings = 1,
		.same_as = "",
		.like = "",
		.treat = "",
		.meeting = t->meeting,
		.part = "",
		.start = t->turn.turn,
		.end = t->turn.line };
	struct bytes *text = arena_get(a->arena, 1, sizeof *text);

	*text = bytes_of(t->turn.text);
	q.spelling = text;
	return q;
}

bool
question_stays(const struct question *q)
{
	return strcmp(q->treat, treatment_name(TREAT_KEEP)) == 0;
}

/* The codes of a person: "SW4", "SW4, SW5". */
static const char *
codes_of(const struct asker *a, const char *id)
{
	int64_t person = roster_person(a->roster, bytes_of(id));
	const char *codes = "";
	size_t i;

	for (i = 0; i < a->roster->holdings; i++)
		if ((int64_t)a->roster->holding[i].person == person)
			codes = arena_printf(a->arena, "%s%s%s", codes,
			    codes[0] ? ", " : "", a->roster->holding[i].code);
	return codes[0] ? codes : id;
}

const char *
question_seems(const struct asker *a, const struct question *q)
{
	const char *what =
	    ui_text(question_stays(q) ? "seems-code" : category_words[q->category]);

	if (q->like[0] != '\0')
		return arena_printf(a->arena, "%s (%s %s?)", what,
		    ui_text("seems-like"), codes_of(a, q->like));
	if (q->same_as[0] == '\0')
		return what;
	return arena_printf(a->arena, "%s %s%s", ui_text("seems-participant"),
	    codes_of(a, q->same_as), q->kind == QUESTION_PERSON ? "" : "?");
}

/* "[[sjef 1]]" is [[sjef]] in one document and [[sjef 2]] in the next. */
static const char *
without_number(struct arena *a, struct bytes code)
{
	size_t end = code.len > 4 && bytes_start(code, "[[") ? code.len - 2 : 0,
	       at = end;

	while (at > 0 && code.at[at - 1] >= '0' && code.at[at - 1] <= '9')
		at--;
	if (at == end || at < 4 || code.at[at - 1] != ' ' || end - at > 3)
		return arena_text(a, code);
	return arena_printf(a, "%.*s]]", (int)at - 1, (const char *)code.at);
}

const char *
question_proposal(const struct asker *a, const struct question *q, struct bytes found)
{
	enum language language =
	    ui_language() == UI_NORWEGIAN ? LANGUAGE_BOKMAL : LANGUAGE_ENGLISH;
	struct bytes word;

	if (question_stays(q))
		return arena_text(a->arena, q->spelling[0]);
	if (q->same_as[0] != '\0')
		return codes_of(a, q->same_as);
	if (found.len > 0 && q->treat[0] == '\0')
		return without_number(a->arena, found);
	word = policy_word(a->policy,
	    bytes_of(policy_marker(a->policy, line_of(a, q->category, q->meeting))),
	    language);
	return arena_printf(a->arena, "[[%.*s]]", (int)word.len, (const char *)word.at);
}

const char *
question_spellings(const struct asker *a, const struct question *q)
{
	struct buf all = { 0 };
	const char *text;
	size_t i;

	for (i = 0; i < q->spellings; i++) {
		if (i > 0)
			buf_text(&all, bar);
		buf_add(&all, q->spelling[i]);
	}
	text = arena_text(a->arena, buf_bytes(&all));
	buf_free(&all);
	return text;
}

/* What a row is known by: a digest of its spellings and what is asked about them. */
static const char *
mark_of(const struct asker *a, const char *spellings, const char *fields)
{
	const char *all =
	    arena_printf(a->arena, "%s\n%s\n%s", a->study, spellings, fields);

	return arena_printf(
	    a->arena, "%.*s", MARK, digest_bytes(DIGEST_SHA256, bytes_of(all)).at);
}

const char *
question_tail(const struct asker *a, const struct question *q)
{
	const char *fields = arena_printf(a->arena, "%s|%s|%s|%s|%s|%s|%llu|%llu",
	    kinds[q->kind], category_name((enum category)q->category), q->same_as,
	    q->treat, q->meeting, q->part, (unsigned long long)q->start,
	    (unsigned long long)q->end);

	return arena_printf(a->arena, "%.*s|%s|%s", STUDY, a->study,
	    mark_of(a, question_spellings(a, q), fields), fields);
}

static int
kind_named(struct bytes name)
{
	int i;

	for (i = 0; i < QUESTION_KINDS; i++)
		if (bytes_are(name, kinds[i]))
			return i;
	return -1;
}

static void
split_spellings(const struct asker *a, const char *text, struct question *q)
{
	struct bytes *list = arena_get(a->arena, MOST_SPELLINGS, sizeof *list);
	const char *end;

	q->spellings = 0;
	q->spelling = list;
	if (q->kind == QUESTION_TURN) {
		list[q->spellings++] = bytes_of(text);
		return;
	}
	while (q->spellings < MOST_SPELLINGS) {
		end = strstr(text, bar);
		list[q->spellings++] =
		    end ? (struct bytes){ (const unsigned char *)text,
			    (size_t)(end - text) }
			: bytes_of(text);
		if (end == NULL)
			return;
		text = end + strlen(bar);
	}
}

/* The fields that follow the mark, which has said that they are ours. */
static bool
read_fields(const struct asker *a, const char *fields, struct question *q)
{
	enum { KIND, CATEGORY, SAME_AS, TREAT, MEETING, PART, START, END, FIELDS };
	struct bytes rest = bytes_of(fields), field[FIELDS];
	int n = 0, kind, category;

	while (n < FIELDS && bytes_next(&rest, '|', &field[n]))
		n++;
	if (n != FIELDS)
		return false;
	kind = kind_named(field[KIND]);
	category = category_named(arena_text(a->arena, field[CATEGORY]));
	if (kind == -1 || category == -1)
		return false;
	q->kind = (enum question_kind)kind;
	q->category = (uint32_t)category;
	q->same_as = arena_text(a->arena, field[SAME_AS]);
	q->treat = arena_text(a->arena, field[TREAT]);
	q->meeting = arena_text(a->arena, field[MEETING]);
	q->part = arena_text(a->arena, field[PART]);
	q->start = strtoull(arena_text(a->arena, field[START]), NULL, 10);
	q->end = strtoull(arena_text(a->arena, field[END]), NULL, 10);
	return true;
}

int
question_read(const struct asker *a, const char *spellings, const char *tail,
    struct question *q, struct fail *f)
{
	const char *mark = tail + STUDY + 1, *fields = mark + MARK + 1;

	*q = (struct question){
		.same_as = "", .like = "", .treat = "", .meeting = "", .part = ""
	};
	if (strlen(tail) <= STUDY + MARK + 2 || tail[STUDY] != '|' || mark[MARK] != '|')
		return fail(f, FAIL_INPUT, "question-changed");
	if (strncmp(tail, a->study, STUDY) != 0)
		return fail(f, FAIL_INPUT, "question-study");
	if (strncmp(mark, mark_of(a, spellings, fields), MARK) != 0 ||
	    !read_fields(a, fields, q))
		return fail(f, FAIL_INPUT, "question-changed");
	split_spellings(a, spellings, q);
	return 0;
}
