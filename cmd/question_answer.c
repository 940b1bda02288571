#include "cmd/question.h"

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
		else if (!utf8_has_upper(q->spelling[i]))
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

/* What is sure is as proposed without a decision. */
static int
answer_proposed(const struct asker *a, const struct question *q, struct decided **out,
    size_t *count, struct fail *f)
{
	struct decided row = { .verdict = "treat", .treat = q->treat, .same_as = "" };

	if (q->kind == QUESTION_PERSON)
		return 0;
	if (question_stays(q))
		return answer_keep(a, q, out, count, f);
	if (q->same_as[0] != '\0')
		return answer_same(a, q, q->same_as, out, count, f);
	if (q->treat[0] != '\0')
		add_rows(a, q, row, out, count);
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
