#include "find/memory.h"
#include "find/walk.h"
#include "text/lexicon.h"

/* A name that another document shows: surer than a capital alone, less sure than what this
 * one proves; an ordinary word that is one there is a doubt here. */
enum { SCORE_SHOWN = 55, SCORE_WORD = 40 };

static bool
has(const struct seen *shown, const struct word *word)
{
	return shown != NULL &&
	       (seen_has(shown, word->hash) || seen_has(shown, word->stem));
}

static uint8_t
judge_name(const struct walk *w, const struct word *word)
{
	if (word->flags & WORD_CAPITAL || w->lower)
		return SCORE_SHOWN;
	return !memory_is_learning(w->memory) &&
	               seen_times(memory_small(w->memory), word->hash) < SMALL_WORD
	           ? SCORE_SHOWN
	           : 0;
}

/* "Sands": no word, but the genitive of a name that is one. */
static bool
is_genitive(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return !seen_has(w->finder->shown_words, word->hash) &&
	       !lexicon_has_word(w->book->common, w->text, word) &&
	       !lexicon_has_word(w->book->words, w->text, word);
}

/* In small letters it is the word, but where there are no capitals; where a sentence begins
 * what follows tells. */
static uint8_t
judge_word(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];
	bool name = !(word->flags & WORD_START) || is_genitive(w, i) ||
	            walk_goes_on_as_name(w, i + 1);

	if (!(word->flags & WORD_CAPITAL))
		name = w->lower && !lexicon_has_word(w->book->common, w->text, word);
	return name ? SCORE_WORD : 0;
}

uint8_t
walk_judge_shown(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if (word->flags & (WORD_DIGIT | WORD_MIXED))
		return 0;
	if (has(w->finder->shown, word) &&
	    !book_is_word(w->book, w->text, &w->words, i))
		return judge_name(w, word);
	return has(w->finder->shown_words, word) ? judge_word(w, i) : 0;
}

bool
walk_has_shown(const struct walk *w, size_t i)
{
	return has(w->finder->shown, &w->words.at[i]) ||
	       has(w->finder->shown_words, &w->words.at[i]);
}

bool
finder_shows(const struct finder *f, const struct memory *m, struct bytes word)
{
	struct word one;

	return words_into(word, true, &one, 1) == 1 && one.to - one.from == word.len &&
	       (has(f->shown, &one) || has(f->shown_words, &one) ||
		   has(memory_persons(m, false), &one) ||
		   has(memory_persons(m, true), &one) ||
		   rulebook_is_person(f->rulebook, word));
}

int
walk_shown(struct walk *w, size_t i)
{
	struct find find = { .from = w->words.at[i].from,
		.to = w->words.at[i].to,
		.rule = RULE_SHOWN,
		.category = CATEGORY_PER,
		.score = walk_judge_shown(w, i) };

	if (find.score == 0)
		return 0;
	walk_grow(w, i + 1, &find.to);
	return walk_say(w, &find);
}
