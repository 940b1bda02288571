#include "cmd/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/map.h"
#include "cmd/ui.h"
#include "people/roster.h"
#include "scrub/judged.h"
#include "scrub/policy.h"
#include "text/utf8.h"
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

enum answer { ANSWER_PROPOSED, ANSWER_KEEP, ANSWER_SAME, ANSWER_OTHER, ANSWERS };

static const char *const answers[ANSWERS] = {
	[ANSWER_PROPOSED] = "answer-proposed",
	[ANSWER_KEEP] = "answer-keep",
	[ANSWER_SAME] = "answer-same",
	[ANSWER_OTHER] = "answer-other",
};

/* What something may be instead, or what was missed; of a category of its own or of that
 * under which it was found. */
static const struct {
	const char *id;
	int category; /* CATEGORIES: as found */
	enum treatment treatment;
} whats[] = {
	{ "what-person", CATEGORY_PER, TREAT_PLACEHOLDER },
	{ "what-place", CATEGORY_LOC, TREAT_GENERALISE },
	{ "what-body", CATEGORY_ORG, TREAT_GENERALISE },
	{ "what-remove", CATEGORIES, TREAT_REMOVE },
	{ "what-cover", CATEGORIES, TREAT_ASK },
};

enum { WHATS = sizeof whats / sizeof whats[0] };

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
	if (m->person != RECORD_NOBODY) {
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
	const char *what = ui_text(category_words[q->category]);

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

static int
category_of(struct bytes name)
{
	int c;

	for (c = 0; c < CATEGORIES; c++)
		if (bytes_are(name, category_name((enum category)c)))
			return c;
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
	category = category_of(field[CATEGORY]);
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

/* The number of a word, in either language, any case; of the answers also with more behind
 * it ("same person as SW4"), which *rest is then. -1: none. */
static int
word_named(const char *text, const char *const *ids, int count, const char **rest)
{
	const char *word;
	size_t len;
	int i, l;

	for (i = 0; i < count; i++)
		for (l = UI_ENGLISH; l <= UI_NORWEGIAN; l++) {
			word = ui_text_in(ids[i], (enum ui_language)l);
			len = strlen(word);
			if (strncasecmp(text, word, len) != 0 ||
			    (text[len] != '\0' && (rest == NULL || text[len] != ' ')))
				continue;
			if (rest != NULL)
				*rest = text + len + (text[len] == ' ');
			return i;
		}
	return -1;
}

static int
what_named(const char *text)
{
	const char *ids[WHATS];
	int i;

	for (i = 0; i < WHATS; i++)
		ids[i] = whats[i].id;
	return word_named(text, ids, WHATS, NULL);
}

/* The id of a person by id, or by a code that is one person's alone; NULL: none. */
static const char *
person_named(const struct asker *a, const char *who)
{
	const struct roster *r = a->roster;
	int64_t person = roster_person(r, bytes_of(who));
	size_t i;

	for (i = 0; person < 0 && i < r->holdings; i++)
		if (strcasecmp(r->holding[i].code, who) == 0)
			person = r->holding[i].person;
	return person < 0 ? NULL : r->person[person].id;
}

static bool
has_capital(struct bytes text)
{
	size_t len, i;

	for (i = 0; i < text.len; i += len)
		if (utf8_is_upper(utf8_next(bytes_cut(text, i, text.len), &len)))
			return true;
	return false;
}

/* Each spelling once, by how it reads; in small letters if it was ever written so. */
static struct bytes *
distinct(const struct asker *a, const struct question *q, size_t *count)
{
	struct bytes *list = arena_get(a->arena, q->spellings, sizeof *list);
	struct map *seen = map_new(a->arena);
	struct buf folded = { 0 };
	uint32_t at;
	size_t i;
	int added;

	*count = 0;
	for (i = 0; i < q->spellings; i++) {
		buf_clear(&folded);
		judged_fold(q->spelling[i], &folded);
		if (folded.len == 0)
			continue;
		at = *map_put(seen, buf_bytes(&folded), (uint32_t)*count, &added);
		if (added)
			list[(*count)++] = q->spelling[i];
		else if (!has_capital(q->spelling[i]))
			list[at] = q->spelling[i];
	}
	buf_free(&folded);
	return list;
}

/* A row for each spelling, all of one kind. */
static void
add_rows(const struct asker *a, const struct question *q, struct decided row,
    struct decided **out, size_t *count)
{
	size_t spellings, i;
	struct bytes *spelling = distinct(a, q, &spellings);

	*out = arena_get(a->arena, spellings, sizeof **out);
	*count = spellings;
	row.scope = q->kind == QUESTION_PLACE ? "place" : "name";
	if (row.category == NULL)
		row.category = category_name((enum category)q->category);
	row.meeting = q->meeting;
	row.part = q->part;
	row.start = q->start;
	row.end = q->end;
	for (i = 0; i < spellings; i++) {
		row.text = spelling[i];
		(*out)[i] = row;
	}
}

static int
answer_same(const struct asker *a, const struct question *q, const char *who,
    struct decided **out, size_t *count, struct fail *f)
{
	const char *id = person_named(a, who);

	if (id == NULL)
		return fail(f, FAIL_INPUT, "answer-who");
	add_rows(a, q,
	    (struct decided){ .verdict = "same", .treat = "", .same_as = id }, out,
	    count);
	return 0;
}

static int
answer_other(const struct asker *a, const struct question *q, const char *what,
    struct decided **out, size_t *count, struct fail *f)
{
	struct decided row = { .verdict = "treat", .same_as = "" };
	int n = what_named(what);

	if (n == -1)
		return fail(f, FAIL_INPUT, "answer-what");
	row.treat = treatment_name(whats[n].treatment);
	if (whats[n].category != CATEGORIES)
		row.category = category_name((enum category)whats[n].category);
	add_rows(a, q, row, out, count);
	return 0;
}

/* What is sure is as proposed without a decision. */
static int
answer_proposed(const struct asker *a, const struct question *q, struct decided **out,
    size_t *count, struct fail *f)
{
	struct decided row = { .verdict = "treat", .treat = q->treat, .same_as = "" };

	if (q->kind == QUESTION_PERSON)
		return 0;
	if (q->same_as[0] != '\0')
		return answer_same(a, q, q->same_as, out, count, f);
	if (q->treat[0] != '\0')
		add_rows(a, q, row, out, count);
	return 0;
}

static int
answer_keep(const struct asker *a, const struct question *q, struct decided **out,
    size_t *count, struct fail *f)
{
	if (q->kind == QUESTION_PERSON)
		return fail(f, FAIL_INPUT, "answer-person");
	add_rows(a, q,
	    (struct decided){ .verdict = "keep", .treat = "", .same_as = "" }, out,
	    count);
	return 0;
}

int
question_answer(const struct asker *a, const struct question *q, const char *answer,
    const char *who, struct decided **out, size_t *count, struct fail *f)
{
	const char *rest = "";
	int n;

	*out = NULL;
	*count = 0;
	if (answer[0] == '\0')
		return who[0] == '\0' ? 0 : fail(f, FAIL_INPUT, "answer-none");
	n = word_named(answer, answers, ANSWERS, &rest);
	if (rest[0] == '\0')
		rest = who;
	switch (n) {
	case ANSWER_PROPOSED:
		return answer_proposed(a, q, out, count, f);
	case ANSWER_KEEP:
		return answer_keep(a, q, out, count, f);
	case ANSWER_SAME:
		return answer_same(a, q, rest, out, count, f);
	case ANSWER_OTHER:
		return answer_other(a, q, rest, out, count, f);
	default:
		return fail(f, FAIL_INPUT, "answer-word");
	}
}

static const char *const *
words(struct arena *a, const char *const *ids, size_t count)
{
	const char **list = arena_get(a, count + 1, sizeof *list);
	size_t i;

	for (i = 0; i < count; i++)
		list[i] = ui_text(ids[i]);
	return list;
}

const char *const *
question_answers(struct arena *a)
{
	return words(a, answers, ANSWERS);
}

const char *const *
question_whats(struct arena *a)
{
	const char *ids[WHATS];
	int i;

	for (i = 0; i < WHATS; i++)
		ids[i] = whats[i].id;
	return words(a, ids, WHATS);
}

/* "no" in either language, or a stroke. */
static bool
is_no(const char *text)
{
	const char *const ids[] = { "missed-no" };

	return strcmp(text, "-") == 0 || word_named(text, ids, 1, NULL) == 0;
}

/* It reads like something that stands in the turn. */
static bool
stands_in(const struct question *q, struct bytes folded)
{
	struct buf turn = { 0 };
	bool in;

	judged_fold(q->spelling[0], &turn);
	in = folded.len > 0 && memmem(turn.at, turn.len, folded.at, folded.len) != NULL;
	buf_free(&turn);
	return in;
}

int
question_who(
    const struct asker *a, const char *who, struct decided *row, struct fail *f)
{
	const char *id = person_named(a, who);
	int n = who[0] == '\0' ? -1 : what_named(who);

	if (id == NULL && n < 0)
		return fail(f, FAIL_INPUT, who[0] ? "answer-who" : "answer-what");
	*row = (struct decided){ .scope = "name",
		.category = category_name(CATEGORY_PER),
		.meeting = "",
		.part = "",
		.verdict = "same",
		.treat = "",
		.same_as = id };
	if (id != NULL)
		return 0;
	row->verdict = "treat";
	row->treat = treatment_name(whats[n].treatment);
	row->same_as = "";
	if (whats[n].category != CATEGORIES)
		row->category = category_name((enum category)whats[n].category);
	return 0;
}

static size_t
count_words(const char *words)
{
	size_t n = 1;

	for (; *words; words++)
		n += *words == '|' || *words == ';';
	return n;
}

int
question_missed(const struct asker *a, const struct question *q, const char *words,
    const char *who, bool *looked, struct decided **out, size_t *count, struct fail *f)
{
	struct bytes rest = bytes_of(words);
	struct buf folded = { 0 };
	struct decided row;
	size_t len;
	int rc = 0;

	*out = NULL;
	*count = 0;
	*looked = words[0] != '\0';
	if (!*looked || is_no(words))
		return 0;
	if (question_who(a, who, &row, f) == -1)
		return -1;
	*out = arena_get(a->arena, count_words(words), sizeof **out);
	for (; rc == 0 && rest.len > 0;
	     rest = bytes_cut(rest, len + (len < rest.len), rest.len)) {
		for (len = 0;
		     len < rest.len && rest.at[len] != '|' && rest.at[len] != ';';
		     len++)
			;
		buf_clear(&folded);
		judged_fold(bytes_trim(bytes_cut(rest, 0, len)), &folded);
		if (!stands_in(q, buf_bytes(&folded)))
			rc = fail(f, FAIL_INPUT, "turn-word");
		row.text = arena_bytes(a->arena, buf_bytes(&folded));
		(*out)[(*count)++] = row;
	}
	buf_free(&folded);
	return rc;
}
