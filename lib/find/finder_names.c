#include "base/fail.h"
#include "find/memory.h"
#include "find/walk.h"
#include "text/lexicon.h"
#include "text/near.h"
#include "text/utf8.h"

enum { HITS = 16 };

/* How sure a name is by how it stands there. */
enum {
	SCORE_DOUBT = 40,
	SCORE_PEOPLE = 95,
	SCORE_PEOPLE_LOWER = 90,
	SCORE_DECIDED = 97,
	SCORE_PEOPLE_STRANGER = 60, /* with a family name that the people do not have */
	SCORE_PROVED = 85,
	SCORE_PROVED_LOWER = 75,
	SCORE_PROVED_SHORT = 60,
	LESS_AT_START = 10,
	LESS_IN_LOWER = 15,
	SHORT_NAME = 3,
	LONG_NAME = 6
};

static bool
is_capital(const struct walk *w, size_t i)
{
	return w->words.at[i].flags & WORD_CAPITAL;
}

static bool
is_start(const struct walk *w, size_t i)
{
	return w->words.at[i].flags & WORD_START;
}

/* The entry is an ordinary word here: several words in a row are a name, and "Ánte" is
 * not "ante". */
static bool
is_ordinary(const struct walk *w, size_t i, const struct lexicon_hit *hit)
{
	return (hit->entry.flags & LEXICON_WORD) && hit->words == 1 &&
	       !word_is_foreign(walk_word(w, i));
}

/*
 * An ordinary word that is a name too (Per, Liv, Lund): a lower-case one is the
 * word, a capital inside a sentence the name, and at its start nobody knows.
 */
static uint8_t
judge_people(const struct walk *w, size_t i, const struct lexicon_hit *hit, bool grown)
{
	if (!is_ordinary(w, i, hit))
		return is_capital(w, i) || w->lower ? SCORE_PEOPLE : SCORE_PEOPLE_LOWER;
	if (!is_capital(w, i))
		return w->lower ? SCORE_DOUBT : 0;
	return is_start(w, i) && !grown ? SCORE_DOUBT : SCORE_PEOPLE;
}

static uint8_t
less(uint8_t score, uint8_t by)
{
	if (score < SCORE_SURE)
		return score;
	return score - by > SCORE_SURE ? (uint8_t)(score - by) : SCORE_SURE;
}

/* "Liv og Kari", "Liv og jeg" */
static bool
is_and_name(const struct walk *w, size_t i)
{
	static const char *const others[] = { "jeg", "eg", "du", "han", "hun", "ho",
		"vi", "dere", "de", "he", "she", "you", "they", "we" };
	const struct bytes and = walk_word(w, i);
	size_t k;

	if ((!bytes_are(and, "og") && !bytes_are(and, "and")) ||
	    w->words.at[i].gap != GAP_SPACE || i + 1 == w->words.len)
		return false;
	for (k = 0; k < sizeof others / sizeof *others; k++)
		if (bytes_are(walk_word(w, i + 1), others[k]))
			return true;
	return is_capital(w, i + 1);
}

bool
walk_goes_on_as_name(const struct walk *w, size_t next)
{
	const struct word *word;
	struct lexicon_hit verb;

	if (next >= w->words.len || w->words.at[next - 1].gap != GAP_SPACE ||
	    is_and_name(w, next))
		return true;
	word = &w->words.at[next];
	return ((word->flags & WORD_CAPITAL) && !(word->flags & WORD_START)) ||
	       lexicon_find(w->book->deeds, w->text, &w->words, next, NULL, &verb, 1);
}

/*
 * A name that is an ordinary word too, alone where a sentence begins (Liv, Storm): may
 * it be somebody? It is followed as people are, by a verb, by another capital or by
 * nothing, or the document has it with a capital inside a sentence.
 */
static bool
may_begin_sentence(const struct walk *w, size_t i, const struct lexicon_hit *hit,
    const struct compiled *c)
{
	const struct word *word = &w->words.at[i];

	if (seen_has(memory_inside(w->memory), word->hash) || hit->genitive)
		return true;
	return !c->later && walk_goes_on_as_name(w, i + hit->words);
}

/* "This" is no genitive of Thi: with its s the word is an ordinary one. */
static bool
is_false_genitive(const struct walk *w, size_t i, const struct lexicon_hit *hit)
{
	return hit->genitive && hit->words == 1 && hit->to < w->words.at[i].to &&
	       book_is_word(w->book, w->text, &w->words, i);
}

/* Where there are no capitals: an ordinary word is a name if more of one follows: "liv
 * nordli", "liv n.". */
static uint8_t
judge_small(const struct walk *w, size_t i, const struct lexicon_hit *hit,
    const struct compiled *c)
{
	uint32_t to = hit->to;

	if (!is_ordinary(w, i, hit))
		return less(c->rule.score, LESS_IN_LOWER);
	return c->rule.category == CATEGORY_PER &&
	               walk_grow(w, i + hit->words, &to) != FAMILY_NONE
	           ? SCORE_DOUBT
	           : 0;
}

static uint8_t
judge_list(const struct walk *w, size_t i, const struct lexicon_hit *hit,
    const struct compiled *c)
{
	if (!c->capital)
		return c->rule.score;
	if (is_false_genitive(w, i, hit))
		return 0;
	if (!is_capital(w, i))
		return w->lower ? judge_small(w, i, hit, c) : 0;
	if (!is_start(w, i))
		return c->rule.score;
	if (!is_ordinary(w, i, hit))
		return less(c->rule.score, LESS_AT_START);
	if (!may_begin_sentence(w, i, hit, c))
		return 0;
	return c->rule.score < SCORE_DOUBT ? c->rule.score : SCORE_DOUBT;
}

/* Letters that were proved (DA) are not the common word that they spell (da). */
static bool
is_not_letters(const struct walk *w, size_t i, const struct memory_name *name)
{
	struct words as_proved;

	if (w->words.at[i].flags & WORD_UPPER ||
	    !lexicon_has(w->book->common, walk_word(w, i)))
		return false;
	as_proved = words_of(name->text, false, w->arena);
	return as_proved.len == 1 && (as_proved.at->flags & WORD_UPPER);
}

static uint8_t
judge_proved(const struct walk *w, size_t i, const struct lexicon_hit *hit,
    enum category category)
{
	const struct word *word = &w->words.at[i];

	if (is_capital(w, i))
		return is_ordinary(w, i, hit) && is_start(w, i) ? SCORE_PROVED_SHORT
		                                                : SCORE_PROVED;
	if (is_ordinary(w, i, hit) ||
	    (category != CATEGORY_PER && hit->words == 1 && !w->lower))
		return 0;
	return word->to - word->from > SHORT_NAME || w->lower ? SCORE_PROVED_LOWER
	                                                      : SCORE_PROVED_SHORT;
}

/* Nothing but letters with dots, "k.n.". */
static bool
is_letters(const struct walk *w, size_t i, const struct lexicon_hit *hit)
{
	size_t k, len;

	for (k = i; k < i + hit->words; k++)
		if (!utf8_is_letter(utf8_next(walk_word(w, k), &len)) ||
		    len != walk_word(w, k).len)
			return false;
	return true;
}

/* A roster's name with what belongs to it: Kari H. Nordli, K. Nordli. */
static int
say_people(struct walk *w, size_t i, const struct lexicon_hit *hit, bool *said)
{
	struct find find = { .from = hit->from,
		.to = hit->to,
		.value = hit->entry.value,
		.rule = RULE_ROSTER,
		.category = CATEGORY_PER };
	uint32_t to = hit->to;
	enum family family = walk_grow(w, i + hit->words, &to);

	find.score = judge_people(
	    w, i, hit, family > FAMILY_INITIAL || walk_initials(w, i) < find.from);
	if (find.score == 0)
		return 0;
	if (w->lower && is_letters(w, i, hit))
		find.score = SCORE_DOUBT;
	*said = true;
	if (walk_say(w, &find) == -1)
		return -1;
	if (family == FAMILY_NONE)
		return 0;
	find.to = to;
	if (family != FAMILY_PEOPLE && find.score > SCORE_PEOPLE_STRANGER)
		find.score = SCORE_PEOPLE_STRANGER;
	return walk_say(w, &find);
}

/* A code of the people that stands there already: no name, and no evidence of one. */
static int
say_code(struct walk *w, const struct lexicon_hit *hit)
{
	struct find find = { .from = hit->from,
		.to = hit->to,
		.value = hit->entry.value,
		.rule = RULE_CODE,
		.category = CATEGORY_PER,
		.score = SCORE_SURE };

	return walk_say(w, &find);
}

/* The category of what was decided about, and whether it was as a name. */
enum { DECIDED_AS_NAME = 0x100, DECIDED_CATEGORY = 0xff };

uint32_t
finder_decided(enum category category, bool as_name)
{
	return (uint32_t)category | (as_name ? DECIDED_AS_NAME : 0);
}

/* What was decided to be a name is one as those of the people are. */
static uint8_t
judge_decided(const struct walk *w, size_t i, const struct lexicon_hit *hit)
{
	if ((hit->entry.value & DECIDED_AS_NAME) && !is_capital(w, i) && !w->lower)
		return 0;
	if (!is_ordinary(w, i, hit))
		return SCORE_DECIDED;
	return judge_people(w, i, hit, false);
}

static int
say_decided(struct walk *w, size_t i, const struct lexicon_hit *hit, bool *said)
{
	struct find find = { .from = hit->from,
		.to = hit->to,
		.rule = RULE_DECIDED,
		.category = (uint8_t)(hit->entry.value & DECIDED_CATEGORY),
		/* with a capital it is a name; in small letters another word */
		.proves = (hit->entry.value & DECIDED_AS_NAME) == 0 };

	find.score = judge_decided(w, i, hit);
	if (find.score == 0)
		return 0;
	*said = true;
	if (walk_say(w, &find) == -1)
		return -1;
	if (find.category != CATEGORY_PER ||
	    walk_grow(w, i + hit->words, &find.to) == FAMILY_NONE)
		return 0;
	return walk_say(w, &find);
}

/* One entry, by what it is. */
static int
say_known(struct walk *w, size_t i, const struct lexicon_hit *hit, bool *said)
{
	switch (hit->entry.rule) {
	case RULE_CODE:
		return say_code(w, hit);
	case RULE_DECIDED:
		return say_decided(w, i, hit, said);
	default:
		return say_people(w, i, hit, said);
	}
}

/* "Nordli, Kari" where "Kari Nordli" ends at the comma: another name begins there. */
static bool
is_false_comma(const struct walk *w, const struct lexicon_hit *hit)
{
	return (hit->entry.flags & LEXICON_COMMA) != 0 && hit->from < w->people_to;
}

/* All entries of the longest spelling, so that homonyms are seen. */
static int
find_people(struct walk *w, size_t i, bool *said)
{
	struct lexicon_hit hit[HITS];
	size_t k, n, first;

	n = lexicon_find(
	    w->finder->people, w->text, &w->words, i, w->book->tails, hit, HITS);
	for (k = 0; k < n && is_false_comma(w, &hit[k]); k++)
		;
	for (first = k; k < n && hit[k].to == hit[first].to; k++) {
		if (say_known(w, i, &hit[k], said) == -1)
			return -1;
		if (hit[k].to > w->people_to)
			w->people_to = hit[k].to;
	}
	return 0;
}

/* The words of this hit are no names, or not for taus to judge. */
static void
mark_stays(struct walk *w, size_t i, const struct lexicon_hit *hit)
{
	size_t k;

	for (k = i; k < i + hit->words && k < w->words.len; k++)
		w->state[k] |= WORD_STAYS;
}

/* A name that stays hides what begins in it from lists and capitals, not from the
 * people. */
static void
find_stays(struct walk *w, size_t i)
{
	struct lexicon_hit hit;

	if (w->words.at[i].from < w->stays)
		return;
	if (lexicon_find(w->finder->stay, w->text, &w->words, i, NULL, &hit, 1) == 0)
		return;
	w->stays = hit.to;
	mark_stays(w, i, &hit);
}

static int
say_entry(struct walk *w, size_t i, const struct lexicon_hit *hit, bool *said)
{
	const struct compiled *c = &w->book->rules[hit->entry.rule];
	struct find find = { .from = hit->from,
		.to = hit->to,
		.value = hit->entry.value,
		.rule = hit->entry.rule,
		.category = (uint8_t)c->rule.category,
		.proves = c->rule.proves };

	find.score = judge_list(w, i, hit, c);
	if (find.score == 0)
		return 0;
	if (c->rule.category == CATEGORY_PER &&
	    walk_grow(w, i + hit->words, &find.to) > FAMILY_INITIAL)
		find.score = c->rule.sure;
	*said = true;
	if (find.to > w->named)
		w->named = find.to;
	if (find.to > w->sure && find.score >= SCORE_PROVED_LOWER)
		w->sure = find.to;
	return walk_say(w, &find);
}

/* All entries of the longest spelling that holds here by its case. */
static int
find_entries(struct walk *w, size_t i, bool *said)
{
	struct lexicon_hit hit[HITS];
	uint32_t to = 0;
	size_t k, n;

	if (w->words.at[i].from < w->named) {
		*said = true;
		return 0;
	}
	n = lexicon_find(
	    w->book->lists, w->text, &w->words, i, w->book->tails, hit, HITS);
	for (k = 0; k < n; k++) {
		if (to != 0 && hit[k].to != to)
			break;
		if (judge_list(w, i, &hit[k], &w->book->rules[hit[k].entry.rule]) == 0)
			continue;
		to = hit[k].to;
		if (say_entry(w, i, &hit[k], said) == -1)
			return -1;
	}
	return 0;
}

static int
find_proved(struct walk *w, size_t i, bool *said)
{
	struct find find = { .rule = RULE_PROPAGATED };
	struct lexicon_hit hit;
	struct memory_name name;
	const struct lexicon *known = memory_known(w->memory);

	if (w->words.at[i].from < w->sure || lexicon_count(known) == 0 ||
	    lexicon_find(known, w->text, &w->words, i, w->book->tails, &hit, 1) == 0)
		return 0;
	name = memory_name(w->memory, hit.entry.value);
	if (hit.words == 1 && is_not_letters(w, i, &name))
		return 0;
	find.score = judge_proved(w, i, &hit, name.category);
	if (find.score == 0)
		return 0;
	*said = true;
	find.from = hit.from;
	find.to = hit.to;
	find.value = name.to;
	find.category = (uint8_t)name.category;
	if (name.category != CATEGORY_PER ||
	    walk_grow(w, i + hit.words, &find.to) == FAMILY_NONE)
		find.entity = memory_entity(w->memory, hit.entry.value);
	return walk_say(w, &find);
}

/* A word that nobody knows, in a place where names stand: with a capital, at the start
 * of a sentence only if the document never writes it small; and in small letters a long
 * one that is seldom written so. */
static bool
may_be_misspelt(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if ((word->flags & (WORD_MIXED | WORD_DIGIT)) ||
	    book_is_word(w->book, w->text, &w->words, i))
		return false;
	if (!is_capital(w, i))
		return word->to - word->from >= LONG_NAME &&
		       (w->lower || (!memory_is_learning(w->memory) &&
					seen_times(memory_small(w->memory),
					    word->hash) < SMALL_WORD));
	return !is_start(w, i) || !seen_has(memory_small(w->memory), word->hash);
}

/* One letter from a name of the people; its genitive s may be one letter too many. */
static int
find_near(struct walk *w, size_t i, bool *said)
{
	const struct word *word = &w->words.at[i];
	struct bytes text = bytes_cut(w->text, word->from, word->to);
	struct find find = { .from = word->from,
		.to = word->to,
		.rule = RULE_NEAR,
		.category = CATEGORY_PER,
		.score = SCORE_DOUBT };

	if (w->finder->near == NULL || !may_be_misspelt(w, i))
		return 0;
	*said = near_find(w->finder->near, text, &find.value) == 1;
	if (!*said && text.at[text.len - 1] == 's') {
		text.len--;
		find.to--;
		*said = near_find(w->finder->near, text, &find.value) == 1;
	}
	if (!*said)
		return 0;
	if (find.to == word->to)
		walk_grow(w, i + 1, &find.to);
	return walk_say(w, &find);
}

bool
walk_may_be_near(const struct walk *w, size_t i)
{
	uint32_t value;

	return w->finder->near != NULL && may_be_misspelt(w, i) &&
	       near_find(w->finder->near, walk_word(w, i), &value) == 1;
}

void
walk_stays(struct walk *w)
{
	struct lexicon_hit hit;
	size_t k, i;

	for (k = 0; k < w->opens; k++) {
		i = w->open[k];
		if (is_capital(w, i) && lexicon_find(w->book->stays, w->text, &w->words,
					    i, w->book->tails, &hit, 1) == 1)
			mark_stays(w, i, &hit);
	}
}

int
walk_names(struct walk *w, size_t i)
{
	bool said = false;

	if (w->finder->people != NULL && find_people(w, i, &said) == -1)
		return -1;
	if (w->finder->stay != NULL)
		find_stays(w, i);
	if (w->words.at[i].from < w->stays)
		return 0;
	if (!w->finder->find_only_people &&
	    (find_entries(w, i, &said) == -1 || find_proved(w, i, &said) == -1))
		return -1;
	if (!said && find_near(w, i, &said) == -1)
		return -1;
	return said || w->finder->find_only_people ? 0 : walk_shown(w, i);
}
