#include <string.h>
#include <strings.h>

#include "find/memory.h"
#include "find/walk.h"
#include "text/lexicon.h"
#include "text/utf8.h"

enum { GROW_MOST = 5, FAMILY_HITS = 8, STEM_LEAST = 2 };

/* How Norwegian family names end: patronymics and farm names (O. Rygh, "Norske
 * Gaardnavne"; Lov om personnavn, forarbeider). */
static const char *const family_ends[] = { "sen", "son", "sson", "datter", "dotter",
	"stad", "stadt", "land", "vik", "vig", "rud", "haug", "haugen", "heim", "hjem",
	"dal", "dahl", "dalen", "berg", "berget", "seth", "set", "nes", "ness", "bakk",
	"bakken", "bakke", "lund", "gård", "gaard", "gard", "eng", "enga", "engen",
	"øy", "ås", "aas", "bø", "moen", "lien", "lie", "vold", "voll", "tveit",
	"tvedt", "strand", "fjord", "sund", "sæter", "sæther", "sether", "seter",
	"løkken", "løkke", "brekke", "hagen", "holm", "holt", "hus", "rød", "skog",
	"stein", "stuen", "tun", "våg", "vaag" };

static const char *const particles[] = { "av", "von", "van", "de", "der", "den", "du",
	"la", "le", "af", "bin", "ben", "al", "el", "da", "dos", "di", "ten", "ter",
	"zu", "of" };

static bool
is_particle(struct bytes word)
{
	size_t i;

	for (i = 0; i < sizeof particles / sizeof *particles; i++)
		if (strlen(particles[i]) == word.len &&
		    strncasecmp((const char *)word.at, particles[i], word.len) == 0)
			return true;
	return false;
}

/* In small letters, and in capitals where all of the name is. */
static bool
is_particle_here(const struct walk *w, size_t i, bool loud)
{
	const uint8_t flags = w->words.at[i].flags;

	return (loud ? flags & WORD_UPPER : !(flags & WORD_CAPITAL)) &&
	       is_particle(walk_word(w, i));
}

static bool
ends_as_family(struct bytes word, const char *end)
{
	size_t len = strlen(end);

	return word.len >= len + STEM_LEAST &&
	       memcmp(word.at + word.len - len, end, len) == 0;
}

/* A genitive s is not of the name: *to is moved before it. */
static bool
has_family_form(struct bytes word, uint32_t *to)
{
	const size_t count = sizeof family_ends / sizeof *family_ends;
	struct bytes bare = word;
	size_t i;

	for (i = 0; i < count; i++)
		if (ends_as_family(word, family_ends[i]))
			return true;
	if (word.len == 0 || word.at[word.len - 1] != 's')
		return false;
	bare.len--;
	for (i = 0; i < count; i++)
		if (ends_as_family(bare, family_ends[i])) {
			(*to)--;
			return true;
		}
	return false;
}

/* One letter, of one byte or two. */
static bool
is_initial(struct bytes word)
{
	size_t len;

	return word.len > 0 && utf8_is_letter(utf8_next(word, &len)) && len == word.len;
}

/* An initial has its dot right behind it, whatever comes then: "Kari N.,". */
static bool
has_dot(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return word->to < w->text.len && w->text.at[word->to] == '.';
}

/* An initial written without its dot: another word with a capital follows. */
static bool
is_bare_initial(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i], *next = word + 1;

	return word->gap == GAP_SPACE && i + 1 < w->words.len &&
	       !bytes_are(walk_word(w, i), "I") && (next->flags & WORD_CAPITAL) &&
	       !(next->flags & (WORD_START | WORD_UPPER)) &&
	       next->to - next->from >= 3 &&
	       !book_is_word(w->book, w->text, &w->words, i + 1);
}

/* The next word follows a dot at once: example.org is an address. */
static bool
is_domain(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return word->gap == GAP_DOT && i + 1 < w->words.len &&
	       w->words.at[i + 1].from == word->to + 1;
}

/* Two letters at least, none of them a digit's neighbour, and not an acronym. */
static bool
is_unknown_name(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return !w->lower && word->to - word->from >= 3 && !is_domain(w, i) &&
	       !(word->flags & (WORD_START | WORD_UPPER | WORD_DIGIT | WORD_MIXED)) &&
	       !book_is_word(w->book, w->text, &w->words, i);
}

/* An ordinary word with a capital goes on a name that goes on after it: Halldis Moren
 * Vesaas. */
static bool
is_between(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i], *next = word + 1;

	return i + 1 < w->words.len && !(word->flags & WORD_START) &&
	       word->gap == GAP_SPACE && next->flags & WORD_CAPITAL &&
	       !(next->flags & (WORD_START | WORD_UPPER | WORD_MIXED)) &&
	       !((w->state[i] | w->state[i + 1]) & WORD_STAYS) &&
	       !book_is_word(w->book, w->text, &w->words, i + 1);
}

/* What the lists say: a person's name, another thing, nothing. */
static enum family
family_in_lists(const struct walk *w, size_t i, uint32_t *to, bool *other)
{
	struct lexicon_hit hit[FAMILY_HITS];
	size_t k, n;

	*other = false;
	n = lexicon_find(
	    w->book->lists, w->text, &w->words, i, w->book->tails, hit, FAMILY_HITS);
	for (k = 0; k < n; k++) {
		if (w->book->rules[hit[k].entry.rule].rule.category != CATEGORY_PER) {
			*other = true;
			continue;
		}
		*to = hit[k].to;
		return FAMILY_LIST;
	}
	return FAMILY_NONE;
}

/* A name of the people begins here; "Nordli, Kari" would begin another one. */
static bool
in_people(const struct walk *w, size_t i, uint32_t *to)
{
	struct lexicon_hit hit[FAMILY_HITS];
	size_t k, n;

	if (w->finder->people == NULL)
		return false;
	n = lexicon_find(
	    w->finder->people, w->text, &w->words, i, NULL, hit, FAMILY_HITS);
	for (k = 0; k < n; k++)
		if (!(hit[k].entry.flags & LEXICON_COMMA) &&
		    hit[k].entry.rule != RULE_DECIDED) {
			*to = hit[k].to;
			return true;
		}
	return false;
}

/* Who writes a name small, writes all of it small: "kari strand", also where the family
 * name is a word, but none of the common ones. */
static bool
is_small_family(const struct walk *w, size_t i, uint32_t *to)
{
	const struct word *last = &w->words.at[i - 1];
	bool other;

	if (w->lower || i == 0 || last->flags & WORD_CAPITAL ||
	    last->gap != GAP_SPACE ||
	    lexicon_has_word(w->book->common, w->text, &w->words.at[i]))
		return false;
	*to = w->words.at[i].to;
	return in_people(w, i, to) || walk_has_shown(w, i) ||
	       family_in_lists(w, i, to, &other) == FAMILY_LIST;
}

/* An ordinary word, or the genitive of one: dag, dags. */
static bool
is_ordinary(const struct walk *w, size_t i)
{
	struct word stem = w->words.at[i];

	if (book_is_word(w->book, w->text, &w->words, i))
		return true;
	stem.hash = stem.stem;
	stem.to--;
	return stem.stem != 0 && (lexicon_has_word(w->book->common, w->text, &stem) ||
				     lexicon_has_word(w->book->words, w->text, &stem));
}

/*
 * May word i go on a person's name, and if so up to where? Without capitals only
 * what the lists know and is no ordinary word.
 */
static enum family
family_of(const struct walk *w, size_t i, uint32_t *to)
{
	const struct word *word = &w->words.at[i];
	struct bytes text = walk_word(w, i);
	bool other = false;

	if (!(word->flags & WORD_CAPITAL) && is_small_family(w, i, to))
		return FAMILY_LIST;
	if (!(word->flags & WORD_CAPITAL) && (!w->lower || is_ordinary(w, i)))
		return FAMILY_NONE;
	*to = word->to;
	if (is_initial(text) && (word->flags & WORD_CAPITAL))
		return has_dot(w, i) || is_bare_initial(w, i) ? FAMILY_INITIAL
		                                              : FAMILY_NONE;
	if (in_people(w, i, to))
		return FAMILY_PEOPLE;
	if ((word->flags & WORD_CAPITAL) && walk_judge_shown(w, i) > 0)
		return FAMILY_LIST;
	if (w->finder->find_only_people)
		return FAMILY_NONE;
	if (family_in_lists(w, i, to, &other) == FAMILY_LIST)
		return FAMILY_LIST;
	if (!(word->flags & WORD_CAPITAL) || (word->flags & (WORD_START | WORD_UPPER)))
		return FAMILY_NONE;
	if (has_family_form(text, to))
		return FAMILY_FORM;
	return !other && (is_unknown_name(w, i) || is_between(w, i)) ? FAMILY_UNKNOWN
	                                                             : FAMILY_NONE;
}

/* A hyphen alone stands before word i. */
static bool
is_tied(const struct walk *w, size_t i)
{
	const struct word *last = &w->words.at[i - 1];

	return i < w->words.len && last->gap == GAP_HYPHEN &&
	       w->words.at[i].from == last->to + 1;
}

/* Does the name that ends with word i - 1 reach to word i? */
static bool
is_joined(const struct walk *w, size_t i)
{
	const struct word *last = &w->words.at[i - 1];

	if (last->gap == GAP_DOT)
		return is_initial(walk_word(w, i - 1));
	return last->gap == GAP_SPACE || is_tied(w, i);
}

/* The first word after particles, none or two ("van der Berg"). */
static size_t
skip_particles(const struct walk *w, size_t i)
{
	const bool loud = i > 0 && (w->words.at[i - 1].flags & WORD_UPPER);
	size_t k = i;

	while (k < w->words.len && k < i + 2 && is_particle_here(w, k, loud) &&
	       (w->words.at[k].gap == GAP_SPACE || is_tied(w, k + 1)))
		k++;
	if (k == i || k == w->words.len || !(w->words.at[k].flags & WORD_CAPITAL))
		return i;
	return k;
}

/* The name that ends with word i stands in a line of talk, behind a word in small
 * letters. */
bool
walk_in_talk(const struct walk *w, size_t i)
{
	while (i > 0 && (w->words.at[i].flags & WORD_CAPITAL) &&
	       (!(w->words.at[i].flags & WORD_START) || (w->state[i] & WORD_PERSON)) &&
	       memchr(w->text.at + w->words.at[i - 1].to, '\n',
		   w->words.at[i].from - w->words.at[i - 1].to) == NULL)
		i--;
	return !(w->words.at[i].flags & (WORD_CAPITAL | WORD_DIGIT)) ||
	       book_is_word(w->book, w->text, &w->words, i);
}

/* The line that ends behind this byte is as long as lines that are broken to fit. */
static bool
is_line_filled(const struct walk *w, uint32_t to)
{
	const unsigned char *start = memrchr(w->text.at, '\n', to);
	uint32_t from = start ? (uint32_t)(start - w->text.at) + 1 : 0;

	return to - from >= LINE_FILLED;
}

/* The sentence ends with word i. */
static bool
is_last(const struct walk *w, size_t i)
{
	const uint32_t to = w->words.at[i].to;

	return to < w->text.len && strchr(".!?", w->text.at[to]) != NULL;
}

/*
 * The next line may begin another name, as in a list of people. What can be nothing but
 * a family name goes on over the end of a line; a listed one does if the sentence goes
 * on behind it, one that nobody knows if besides the name stands in talk and its line was
 * broken to fit: a short one was ended, and the next begins something else.
 */
static bool
may_cross_line(const struct walk *w, size_t i, size_t k, enum family family)
{
	const struct word *last = &w->words.at[i - 1], *word = &w->words.at[i];

	if (family == FAMILY_FORM ||
	    memchr(w->text.at + last->to, '\n', word->from - last->to) == NULL)
		return true;
	if (family == FAMILY_UNKNOWN &&
	    (!walk_in_talk(w, i - 1) || !is_line_filled(w, last->to)))
		return false;
	if (family == FAMILY_UNKNOWN && is_last(w, k))
		return true;
	return family >= FAMILY_UNKNOWN && k + 1 < w->words.len &&
	       w->words.at[k].gap == GAP_SPACE &&
	       !(w->words.at[k + 1].flags & WORD_CAPITAL) &&
	       w->words.at[k + 1].from == w->words.at[k].to + 1 &&
	       w->text.at[w->words.at[k].to] == ' ';
}

/* The younger or the elder of two of one name: Nordli jr. */
static bool
is_generation(const struct walk *w, size_t i)
{
	static const char *const words[] = { "jr", "sr", "Jr", "Sr", "JR", "SR" };
	size_t k;

	for (k = 0; k < sizeof words / sizeof *words; k++)
		if (bytes_are(walk_word(w, i), words[k]))
			return true;
	return false;
}

/* The end of a sentence in English: "nor did I. Kari". */
static bool
is_english_i(const struct walk *w, size_t i)
{
	static const char *const before[] = { "am", "and", "as", "but", "can", "could",
		"did", "do", "had", "have", "may", "might", "must", "nor", "or", "said",
		"shall", "should", "so", "than", "that", "was", "were", "will",
		"would" };
	size_t k;

	if (!bytes_are(walk_word(w, i), "I") ||
	    memory_language(w->memory) != LANGUAGE_ENGLISH)
		return false;
	for (k = 0; i > 0 && k < sizeof before / sizeof *before; k++)
		if (bytes_are(walk_word(w, i - 1), before[k]))
			return true;
	return false;
}

/* Words of one letter without capitals: "der hun bor i. kari". */
static bool
is_small_word(const struct walk *w, size_t i)
{
	return w->lower &&
	       (bytes_are(walk_word(w, i), "i") || bytes_are(walk_word(w, i), "å"));
}

/* Letters with dots, one right behind the other: "i.b.". */
static bool
is_beside_initial(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return (i > 0 && has_dot(w, i - 1) && word[-1].to + 1 == word->from &&
		   is_initial(walk_word(w, i - 1))) ||
	       (i + 1 < w->words.len && word[1].from == word->to + 1 &&
		   has_dot(w, i + 1) && is_initial(walk_word(w, i + 1)));
}

/* Word i is an initial of the name that begins with the word behind it: "K. Nordli". */
static bool
is_initial_before(const struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	return is_initial(walk_word(w, i)) && (word->flags & WORD_CAPITAL) &&
	       has_dot(w, i) && word->gap == GAP_DOT && word[1].from <= word->to + 2 &&
	       !is_english_i(w, i) && (!is_small_word(w, i) || is_beside_initial(w, i));
}

/* The first of a line, as the letter of an item of a list is: "B. Hva nå?". */
static bool
is_line_first(const struct walk *w, size_t i)
{
	const uint32_t from = w->words.at[i].from;

	return from == 0 || w->text.at[from - 1] == '\n';
}

/* The word before the initial is a name, which it goes on: "Kari N. Ola". */
static bool
goes_on_name(const struct walk *w, size_t i)
{
	const struct word *last = &w->words.at[i];

	return last->gap == GAP_SPACE && (last->flags & WORD_CAPITAL) &&
	       (!(last->flags & WORD_START) || (w->state[i] & WORD_PERSON));
}

uint32_t
walk_initials(const struct walk *w, size_t i)
{
	size_t first = i;
	uint32_t from;

	while (first > 0 && is_initial_before(w, first - 1))
		first--;
	from = w->words.at[first].from;
	if (first == i || (from > 0 && w->text.at[from - 1] == '.') ||
	    (first > 0 && goes_on_name(w, first - 1)))
		return w->words.at[i].from;
	return from;
}

void
walk_initial_starts(struct walk *w)
{
	size_t i;

	for (i = 1; i < w->words.len; i++)
		if (w->words.at[i].flags & WORD_START && is_initial_before(w, i - 1) &&
		    !is_line_first(w, i - 1))
			w->words.at[i].flags &= (uint8_t)~WORD_START;
}

void
walk_lower_initials(struct walk *w)
{
	struct word *word;
	size_t i;

	for (i = 0; i < w->words.len; i++) {
		word = &w->words.at[i];
		if (!is_initial(walk_word(w, i)) || !has_dot(w, i))
			continue;
		word->flags |= WORD_CAPITAL;
		word->flags &= (uint8_t)~WORD_PLAIN;
	}
}

enum family
walk_grow(const struct walk *w, size_t next, uint32_t *to)
{
	enum family best = FAMILY_NONE, now;
	uint32_t end;
	size_t i = next, k, steps;

	for (steps = 0; steps < GROW_MOST; steps++) {
		if (i == 0 || i >= w->words.len || w->words.at[i - 1].to != *to ||
		    !is_joined(w, i))
			break;
		k = skip_particles(w, i);
		now = family_of(w, k, &end);
		if (now == FAMILY_NONE || !may_cross_line(w, i, k, now))
			break;
		*to = end;
		best = now > best ? now : best;
		i = k + 1;
	}
	if (i > 0 && i < w->words.len && w->words.at[i - 1].to == *to &&
	    w->words.at[i - 1].gap == GAP_SPACE && is_generation(w, i)) {
		*to = w->words.at[i].to;
		best = best == FAMILY_NONE ? FAMILY_INITIAL : best;
	}
	return best;
}
