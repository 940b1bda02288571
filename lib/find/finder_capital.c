#include <string.h>

#include "find/memory.h"
#include "find/seen.h"
#include "find/walk.h"
#include "text/lexicon.h"
#include "text/utf8.h"

/*
 * The last net (UK Data Service, "Text anonymization helper tool": list all words with
 * a capital): a capital inside a sentence stands on a name, on a word that stays, or on
 * an ordinary word. What is neither of the latter two is covered as a doubt. At the
 * start of a sentence it proves nothing; there a word is covered that the document
 * writes with a capital inside a sentence too, and never small.
 */
enum {
	SCORE_UNKNOWN = 45,
	SCORE_BEFORE_NAME = 60,
	LETTERS_LEAST = 2,
	LETTERS_MOST = 5, /* bytes of a name of letters alone */
	SHOUT = 3,
	ARTICLE = 3 /* bytes */
};

/* What stands between the word and the one before it. */
static struct bytes
gap_before(const struct walk *w, size_t i)
{
	return bytes_cut(w->text, i > 0 ? w->words.at[i - 1].to : 0,
	    i < w->words.len ? w->words.at[i].from : w->text.len);
}

static bool
has_byte(struct bytes text, int byte)
{
	return text.len > 0 && memchr(text.at, byte, text.len) != NULL;
}

static bool
has_marker(struct bytes text)
{
	return text.len > 0 && memmem(text.at, text.len, "]]", 2) != NULL;
}

/* A stroke between two words, as in "Xylo/Obelu", opens nothing. */
static bool
is_stroke(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return i > 0 && w->words.at[i - 1].to + 1 == word->from &&
	       w->text.at[word->from - 1] == '/';
}

/* What opens a quotation, a bracket or an item of a list right before the word. */
static bool
is_opened(const struct walk *w, size_t i)
{
	static const char *const openers[] = { "\"", "'", "(", "[", "{", "*", "_", "#",
		">", "/", "«", "»", "“", "”", "„", "‘", "’", "–", "—", "•" };
	const struct bytes before = bytes_cut(w->text, 0, w->words.at[i].from);
	size_t k, len;

	if (is_stroke(w, i))
		return false;
	if (before.len > 0 && before.at[before.len - 1] == ' ')
		return false; /* as most words have it */
	for (k = 0; k < sizeof openers / sizeof *openers; k++) {
		len = strlen(openers[k]);
		if (before.len >= len &&
		    memcmp(before.at + before.len - len, openers[k], len) == 0)
			return true;
	}
	return false;
}

/* A note of the transcriber or a marker stands before: "(ler) Ja", "[[person 1]] Ja". */
static bool
follows_note(const struct walk *w, size_t i)
{
	const struct bytes gap = gap_before(w, i);

	return has_byte(gap, ')') || has_byte(gap, ']');
}

/*
 * The first word of a line, where the line before was not filled: a heading, an item
 * of a list, a new paragraph. A line with a marker is as long as the marker makes it and
 * says nothing.
 */
static bool
is_line_start(const struct walk *w, size_t i)
{
	const struct bytes gap = gap_before(w, i);
	struct bytes line;
	const unsigned char *end;

	if (!has_byte(gap, '\n'))
		return false;
	line = bytes_cut(w->text, 0, (size_t)(gap.at - w->text.at));
	end = line.len > 0 ? memrchr(line.at, '\n', line.len) : NULL;
	if (end != NULL)
		line = bytes_cut(line, (size_t)(end - line.at), line.len);
	return line.len < LINE_FILLED || memmem(line.at, line.len, "]]", 2) != NULL;
}

static bool
is_upper(const struct walk *w, size_t i)
{
	return i < w->words.len && (w->words.at[i].flags & WORD_UPPER);
}

/* In capitals, be it of one letter. */
static bool
is_loud(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return is_upper(w, i) || (i < w->words.len && (word->flags & WORD_CAPITAL) &&
				     word->to - word->from == 1);
}

/* One of a row of words all in capitals, as a heading is. What stood where a marker
 * stands may have been one of them. */
static bool
is_shouted(const struct walk *w, size_t i)
{
	size_t first = i, after = i + 1;

	if (!is_upper(w, i))
		return false;
	while (first > 0 && after - first < SHOUT && is_loud(w, first - 1))
		first--;
	while (after - first < SHOUT && is_loud(w, after))
		after++;
	return after - first == SHOUT || has_marker(gap_before(w, first)) ||
	       has_marker(gap_before(w, after));
}

static bool
has_letters(struct bytes word, unsigned least)
{
	unsigned letters = 0;
	size_t len;

	for (; word.len > 0; word = bytes_cut(word, len, word.len))
		letters += utf8_is_letter(utf8_next(word, &len));
	return letters >= least;
}

static bool
has_capital(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return (word->flags & WORD_CAPITAL) && !(word->flags & WORD_MIXED) &&
	       !(w->state[i] & WORD_STAYS) &&
	       has_letters(walk_word(w, i), LETTERS_LEAST) && !is_shouted(w, i);
}

/* A word in brackets, alone, inside a sentence: "the belief (Xylo) that". */
static bool
is_bracketed(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];
	const struct bytes gap = gap_before(w, i);

	return i > 0 && gap.len == 2 && gap.at[0] == ' ' && gap.at[1] == '(' &&
	       word->to < w->text.len && w->text.at[word->to] == ')' &&
	       !(w->words.at[i - 1].flags & (WORD_CAPITAL | WORD_DIGIT));
}

/* Any word has a capital here; a bracket is no reason for an abbreviation's. */
static bool
is_start(const struct walk *w, size_t i)
{
	return (w->words.at[i].flags & WORD_START) ||
	       (is_opened(w, i) && !is_upper(w, i) && !is_bracketed(w, i)) ||
	       is_line_start(w, i) || follows_note(w, i) ||
	       (i > 0 && w->words.at[i - 1].flags & WORD_DIGIT);
}

/* With a capital inside a sentence, and none of those that stay. */
static bool
is_capital_inside(const struct walk *w, size_t i)
{
	return has_capital(w, i) && !is_start(w, i);
}

/* Next to another such word, as words of a name are: "hos Lys Dag". English writes many
 * a word with a capital. */
static bool
is_in_row(const struct walk *w, size_t i)
{
	return memory_language(w->memory) != LANGUAGE_ENGLISH &&
	       is_capital_inside(w, i) &&
	       ((i + 1 < w->words.len && w->words.at[i].gap == GAP_SPACE &&
		    is_capital_inside(w, i + 1)) ||
		   (i > 0 && w->words.at[i - 1].gap == GAP_SPACE &&
		       is_capital_inside(w, i - 1)));
}

/* A capital that nothing has explained. A word that is a name too is one inside a
 * sentence. */
static bool
is_unknown(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if (w->state[i] != 0 || !has_capital(w, i) ||
	    (lexicon_has_word(w->book->common, w->text, word) && !is_in_row(w, i)))
		return false;
	return !is_start(w, i) || !lexicon_has_word(w->book->words, w->text, word);
}

/* A word of a name: with a capital inside a sentence, or with more of a person's name
 * right behind it. */
static bool
is_evident(const struct walk *w, size_t i)
{
	if (!has_capital(w, i) || !(w->state[i] & WORD_SAID || is_unknown(w, i)))
		return false;
	return !is_start(w, i) ||
	       ((w->state[i] & WORD_PERSON) && i + 1 < w->words.len &&
		   (w->state[i + 1] & WORD_PERSON) && w->words.at[i].gap == GAP_SPACE);
}

/* Two words with capitals and a hyphen, as names are and words are not: Vik-Sandmo. */
static bool
is_double(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return i + 1 < w->words.len && word->gap == GAP_HYPHEN &&
	       word[1].from == word->to + 1 && !is_upper(w, i) &&
	       has_capital(w, i + 1) && !is_upper(w, i + 1) &&
	       !lexicon_has_word(w->book->common, w->text, &word[1]);
}

/* The line before ends with somebody's name, in talk, and with no mark behind it: this may
 * be the rest of the name. */
static bool
follows_name_over_line(const struct walk *w, size_t i)
{
	const struct bytes gap = gap_before(w, i);

	return i > 0 && (w->state[i - 1] & WORD_PERSON) && has_byte(gap, '\n') &&
	       bytes_trim(gap).len == 0 &&
	       memchr(gap.at, '\n', gap.len) == memrchr(gap.at, '\n', gap.len) &&
	       walk_in_talk(w, i - 1);
}

/* "Even's" */
static bool
has_english_genitive(const struct walk *w, size_t i)
{
	const struct bytes rest = bytes_cut(w->text, w->words.at[i].to, w->text.len);
	size_t len;

	return bytes_start(rest, "'s") &&
	       (rest.len == 2 ||
		   !utf8_is_letter(utf8_next(bytes_cut(rest, 2, rest.len), &len)));
}

/* "Hans" is no genitive of "han". */
static bool
may_be_genitive(const struct walk *w, size_t i)
{
	struct word stem = w->words.at[i];

	if (stem.stem == 0)
		return false;
	stem.hash = stem.stem;
	stem.to--;
	return !lexicon_has_word(w->book->common, w->text, &stem);
}

/* What a noun in the genitive is not followed by: "Apropos det", "Kurs er". */
static bool
is_no_possession(const struct walk *w, size_t i)
{
	static const char *const words[] = { "alle", "at", "av", "da", "de", "deg",
		"dei", "den", "det", "dette", "du", "då", "eg", "eller", "en", "er",
		"et", "for", "fra", "frå", "han", "her", "hun", "i", "ikke", "ikkje",
		"jeg", "med", "meg", "men", "mot", "når", "nå", "og", "om", "opp",
		"oss", "over", "på", "seg", "som", "så", "til", "ut", "ved", "vi" };
	struct lexicon_hit verb;
	size_t k;

	for (k = 0; k < sizeof words / sizeof *words; k++)
		if (bytes_are(walk_word(w, i), words[k]))
			return true;
	return lexicon_find(w->book->deeds, w->text, &w->words, i, NULL, &verb, 1) > 0;
}

/* "Xylos svar var nei": whose it is, and no word that taus knows. */
static bool
is_owner(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if (has_english_genitive(w, i))
		return true;
	return memory_language(w->memory) != LANGUAGE_ENGLISH &&
	       may_be_genitive(w, i) && word->gap == GAP_SPACE &&
	       i + 1 < w->words.len &&
	       !(word[1].flags & (WORD_CAPITAL | WORD_DIGIT | WORD_START)) &&
	       !is_no_possession(w, i + 1);
}

/*
 * At the start of a sentence too it is a name: letters alone (KQR) in a sentence that is
 * not all in capitals, what is written with letters that Norwegian does not have, and a
 * double name.
 */
static bool
is_name_at_start(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if (follows_name_over_line(w, i) || is_owner(w, i))
		return true;
	if (memory_language(w->memory) == LANGUAGE_ENGLISH)
		return false;
	return word_is_foreign(walk_word(w, i)) || is_double(w, i) ||
	       (is_upper(w, i) && word->to - word->from <= LETTERS_MOST &&
		   i + 1 < w->words.len && !is_upper(w, i + 1) &&
		   word->gap == GAP_SPACE && !is_line_start(w, i + 1));
}

static bool
has_word(const struct seen *seen, const struct word *word)
{
	return seen_has(seen, word->hash) || seen_has(seen, word->stem);
}

/* A word of a name that is evident, and of a person's or of nothing that is known. */
static bool
is_alone(const struct walk *w, size_t i)
{
	return ((w->state[i] & WORD_PERSON) ||
		   (w->state[i] == 0 && !is_in_row(w, i))) &&
	       !book_is_word(w->book, w->text, &w->words, i);
}

/* An article that no name has. */
static bool
follows_noun_article(const struct walk *w, size_t i)
{
	static const char *const articles[] = { "en", "ei", "et", "ein", "eit", "a",
		"an", "the", "noen", "nokon", "ingen", "hver", "hvert", "kvar",
		"kvart" };
	size_t k;

	if (i == 0 || w->words.at[i - 1].gap != GAP_SPACE)
		return false;
	for (k = 0; k < sizeof articles / sizeof *articles; k++)
		if (bytes_are(walk_word(w, i - 1), articles[k]))
			return true;
	return false;
}

/* A word of a person's name that was not known before the document was opened. */
static bool
add_person(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];
	const struct lexicon *people = w->finder->people;
	const bool ordinary = book_is_word(w->book, w->text, &w->words, i);

	return !(w->state[i] & WORD_SURE) || is_upper(w, i) ||
	       (people != NULL && lexicon_has_word(people, w->text, word)) ||
	       seen_add(memory_persons(w->memory, ordinary), word->hash);
}

/* What the document shows of its words, in the finding read; those of the utterance before
 * have been counted. */
static int
learn(struct walk *w)
{
	const size_t own = walk_word_from(w, w->carry);
	struct seen *small = memory_small(w->memory),
		    *inside = memory_inside(w->memory),
		    *alone = memory_alone(w->memory);
	const struct word *word;
	size_t k, i;

	for (k = 0; k < w->opens; k++) {
		i = w->open[k];
		word = &w->words.at[i];
		if (i < own)
			continue;
		if (!(word->flags & (WORD_CAPITAL | WORD_DIGIT)) && w->state[i] == 0) {
			seen_add(small, word->hash); /* full: more is covered */
			if (follows_noun_article(w, i))
				seen_add(memory_nouns(w->memory), word->hash);
		} else if (is_evident(w, i) &&
			   !(seen_add(inside, word->hash) &&
			       (!may_be_genitive(w, i) ||
				   seen_add(inside, word->stem)) &&
			       (!is_alone(w, i) || seen_add(alone, word->hash)) &&
			       add_person(w, i)))
			return memory_full(w->fail);
	}
	return 0;
}

/* Word i goes on a name that ends with the word before it. */
static bool
is_joined(const struct walk *w, size_t i)
{
	const struct word *last = &w->words.at[i - 1], *word = &w->words.at[i];

	if (last->gap == GAP_HYPHEN && word->from == last->to + 1)
		return !(w->state[i] & WORD_STAYS);
	return last->gap == GAP_SPACE && (word->flags & WORD_CAPITAL) &&
	       !(word->flags & WORD_START) && !(w->state[i] & WORD_STAYS) &&
	       has_letters(walk_word(w, i), LETTERS_LEAST) &&
	       (w->state[i] == 0 || (w->state[i] & WORD_PERSON)) &&
	       memchr(w->text.at + last->to, '\n', word->from - last->to) == NULL;
}

/* Where somebody is: "i Xx", "på Xx", "in Xx". */
static bool
is_placed(const struct walk *w, size_t i)
{
	static const char *const prepositions[] = { "i", "på", "in" };
	const struct bytes before = i > 0 ? walk_word(w, i - 1) : bytes_of("");
	size_t k;

	if (i == 0 || w->words.at[i - 1].gap != GAP_SPACE)
		return false;
	for (k = 0; k < sizeof prepositions / sizeof *prepositions; k++)
		if (bytes_are(before, prepositions[k]))
			return true;
	return false;
}

/* A place that was found stands right before: what goes on is called after it, as in
 * "Malvik Bygdekantine". */
static bool
follows_place(const struct walk *w, size_t i)
{
	return i > 0 && (w->state[i - 1] & (WORD_SAID | WORD_PERSON)) == WORD_SAID &&
	       (w->words.at[i - 1].flags & WORD_CAPITAL) &&
	       w->words.at[i - 1].gap == GAP_SPACE && !is_line_start(w, i);
}

/* The word before begins the sentence and is as unknown: "Xylo Snekkestad kom". */
static bool
begins_before(const struct walk *w, size_t i)
{
	return i > 0 && is_unknown(w, i - 1) && is_start(w, i - 1) && is_joined(w, i) &&
	       !has_word(memory_small(w->memory), &w->words.at[i - 1]);
}

/* A short word tied to it by a hyphen: al-Hamdi. */
static bool
follows_article(const struct walk *w, size_t i)
{
	const struct word *last;

	if (i == 0)
		return false;
	last = &w->words.at[i - 1];
	return last->gap == GAP_HYPHEN && last->to + 1 == w->words.at[i].from &&
	       last->to - last->from <= ARTICLE && !(last->flags & WORD_CAPITAL);
}

/* Say the name that begins with word i; *next is the word after it. */
static int
say_run(struct walk *w, size_t i, size_t *next)
{
	struct find find = { .from = w->words.at[i].from,
		.to = w->words.at[i].to,
		.value = w->book->rules[RULE_CAPITAL].rule.to,
		.rule = RULE_CAPITAL,
		.category = CATEGORY_PER,
		.score = SCORE_UNKNOWN };
	bool person = false;
	uint32_t to;
	size_t k;

	for (k = i + 1; k < w->words.len && is_joined(w, k); k++) {
		person = person || (w->state[k] & WORD_PERSON);
		find.to = w->words.at[k].to;
	}
	to = find.to;
	if (walk_grow(w, k, &to) == FAMILY_INITIAL || /* "Kari N." */
	    !(w->words.at[i].flags & WORD_CAPITAL))
		find.to = to;
	*next = k;
	if (person)
		find.score = SCORE_BEFORE_NAME;
	else if (is_upper(w, i))
		find.category = CATEGORY_ORG;
	else if (is_placed(w, i))
		find.category = CATEGORY_LOC;
	if (begins_before(w, i) || follows_article(w, i))
		find.from = w->words.at[i - 1].from;
	if (!person && follows_place(w, i)) {
		find.from = w->words.at[i - 1].from;
		find.category = CATEGORY_ORG;
	}
	return walk_say(w, &find);
}

/* A name of the document in small letters, by mistake. */
static bool
is_small_name(const struct walk *w, size_t i)
{
	return w->state[i] == 0 &&
	       !(w->words.at[i].flags & (WORD_CAPITAL | WORD_DIGIT)) &&
	       memory_is_name_small(w->memory, &w->words.at[i]);
}

/* A word that is a name too may be both in one document: the one in small letters, the
 * other with a capital inside a sentence. English writes many a word so. */
static bool
is_word_and_name(const struct walk *w, size_t i)
{
	return memory_language(w->memory) != LANGUAGE_ENGLISH && !is_start(w, i) &&
	       lexicon_has_word(w->book->words, w->text, &w->words.at[i]);
}

/* A word that is a name too begins the sentence, followed as people are: "Hans came",
 * "Bo/Kari", "Even's"; and somebody here is called so. */
static bool
is_known_at_start(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];
	struct lexicon_hit verb;

	if (w->state[i] != 0 || !has_capital(w, i) || !is_start(w, i) ||
	    !lexicon_has_word(w->book->words, w->text, word) ||
	    !has_word(memory_inside(w->memory), word) || i + 1 == w->words.len)
		return false;
	if (has_english_genitive(w, i))
		return true;
	if (word[1].flags & WORD_CAPITAL)
		return is_stroke(w, i + 1) ||
		       (word->gap == GAP_SPACE &&
			   ((w->state[i + 1] & WORD_PERSON) || is_unknown(w, i + 1)));
	return word->gap == GAP_SPACE && lexicon_find(w->book->deeds, w->text,
					     &w->words, i + 1, NULL, &verb, 1) > 0;
}

/* Word i begins a name that nothing else has found. */
static bool
is_name(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if (is_small_name(w, i) || is_known_at_start(w, i))
		return true;
	if (!is_unknown(w, i) ||
	    (has_word(memory_small(w->memory), word) && !is_word_and_name(w, i) &&
		!memory_is_name(w->memory, word)))
		return false;
	return !is_start(w, i) || has_word(memory_inside(w->memory), word) ||
	       is_name_at_start(w, i);
}

int
walk_capitals(struct walk *w)
{
	size_t k, i, next = 0;

	if (memory_is_learning(w->memory))
		return learn(w);
	for (k = 0; !w->lower && k < w->opens; k++) {
		i = w->open[k];
		if (i >= next && is_name(w, i) && say_run(w, i, &next) == -1)
			return -1;
	}
	return 0;
}
