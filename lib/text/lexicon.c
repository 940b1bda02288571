#include "text/lexicon.h"

#include "text/lexicon_table.h"
#include "text/skeleton.h"
#include "text/utf8.h"

/*
 * What is asked of a lexicon as text is walked. An entry of one word is found by the
 * hash of the word or of its stem; one of more words by the hash of its first two,
 * looked for only where a mark says that some entry begins with the first.
 */
enum { COMPOUND_LEAST = 6 }; /* bytes */

struct finding {
	const struct lexicon *lexicon;
	const struct lexicon *tails;
	struct bytes shadow;
	const struct words *words;
	size_t i;
	struct lexicon_hit *hit;
	size_t room, len;
};

static struct bytes
word_bytes(const struct finding *f, size_t i)
{
	const struct word *w = &f->words->at[i];

	return (struct bytes){ f->shadow.at + w->from, w->to - w->from };
}

/* The word without its last letter: what its stem is the hash of. */
static struct bytes
word_stem(struct bytes word)
{
	struct bytes stem = word;
	size_t at, after = 0, before;

	for (;;) { /* the last letter that is no mark alone */
		at = before = after;
		if (skeleton_letter(word, &at) == 0)
			return stem;
		stem.len = before;
		after = at;
	}
}

static int
hit_order(const struct lexicon_hit *a, const struct lexicon_hit *b)
{
	if (a->to != b->to)
		return a->to > b->to ? -1 : 1;
	if (a->entry.rule != b->entry.rule)
		return a->entry.rule < b->entry.rule ? -1 : 1;
	if (a->entry.value != b->entry.value)
		return a->entry.value < b->entry.value ? -1 : 1;
	if (a->entry.flags != b->entry.flags)
		return a->entry.flags < b->entry.flags ? -1 : 1;
	return (a->words > b->words) - (a->words < b->words);
}

/* Keep the first room hits in order. */
static void
hit_add(struct finding *f, const struct lexicon_hit *hit)
{
	size_t i = f->len;

	if (f->room == 0)
		return;
	if (f->len == f->room) {
		if (hit_order(hit, &f->hit[f->len - 1]) >= 0)
			return;
		i--;
	} else {
		f->len++;
	}
	for (; i > 0 && hit_order(hit, &f->hit[i - 1]) < 0; i--)
		f->hit[i] = f->hit[i - 1];
	f->hit[i] = *hit;
}

static bool
is_word_at(struct bytes shadow, size_t at)
{
	size_t len;
	uint32_t c;

	if (at >= shadow.len)
		return false;
	c = utf8_next((struct bytes){ shadow.at + at, shadow.len - at }, &len);
	return c != UTF8_BAD && (utf8_is_letter(c) || utf8_is_digit(c));
}

/* A genitive written with an apostrophe follows: Kari's, Hans'. */
static bool
apostrophe_follows(struct bytes shadow, size_t to)
{
	unsigned char last;

	if (to == 0 || to >= shadow.len || shadow.at[to] != '\'')
		return false;
	last = shadow.at[to - 1] | 0x20;
	if (to + 1 < shadow.len && (shadow.at[to + 1] | 0x20) == 's')
		return !is_word_at(shadow, to + 2);
	return (last == 's' || last == 'x' || last == 'z') &&
	       !is_word_at(shadow, to + 1);
}

/* Word k follows an initial with its dot: "K. nordli", and where there are no capitals. */
static bool
follows_initial(const struct item *item, const struct word *w, size_t k)
{
	return k > 0 && (item->entry.flags & LEXICON_DOTS) && w[-1].gap == GAP_DOT &&
	       (w[-1].flags & (WORD_CAPITAL | WORD_UPPER)) == WORD_CAPITAL;
}

static bool
capital_holds(const struct item *item, const struct word *w, size_t k)
{
	return !(item->entry.flags & LEXICON_CAPITAL) || !(item->capitals >> k & 1) ||
	       w->flags & WORD_CAPITAL || follows_initial(item, w, k);
}

static bool
is_exact(const struct item *item)
{
	return item->entry.flags & LEXICON_EXACT;
}

static void
hit_words(
    struct finding *f, const struct item *item, size_t words, size_t to, bool genitive)
{
	struct lexicon_hit hit = { .entry = item->entry };

	hit.from = f->words->at[f->i].from;
	hit.to = (uint32_t)to;
	hit.words = (uint32_t)words;
	hit.genitive =
	    genitive || (!is_exact(item) && apostrophe_follows(f->shadow, to));
	hit_add(f, &hit);
}

/* Entries of one word, or joined to one; true if entries of more begin with it. */
static bool
find_one(struct finding *f, uint64_t hash, bool genitive)
{
	const struct word *w = &f->words->at[f->i];
	const struct item *item = items_first(f->lexicon, hash);
	struct bytes word = word_bytes(f, f->i);
	bool more = false;

	if (genitive)
		word = word_stem(word);
	for (; item != NULL; item = items_next(f->lexicon, item)) {
		if (item->kind == ITEM_MORE || (genitive && is_exact(item)) ||
		    !skeleton_is(word, item->text)) {
			more = more || item->kind == ITEM_MORE;
			continue;
		}
		if (item->kind == ITEM_PAIR || !capital_holds(item, w, 0))
			continue;
		hit_words(f, item, 1, w->from + word.len, genitive);
	}
	return more;
}

/* Two gaps have the same signs, not only blanks. */
static bool
gap_same(struct bytes a, const unsigned char *b)
{
	size_t i = 0, signs = 0;

	for (;; signs++) {
		while (i < a.len && (a.at[i] == ' ' || a.at[i] == '\n'))
			i++;
		while (*b == ' ' || *b == '\n')
			b++;
		if (i == a.len || *b == '\0')
			return i == a.len && *b == '\0' && signs > 0;
		if (a.at[i++] != *b++)
			return false;
	}
}

static bool
is_single_letter(struct bytes word)
{
	size_t at = 0;

	return skeleton_letter(word, &at) != 0 && skeleton_letter(word, &at) == 0;
}

/* What stands after word i may part two words of the entry. */
static bool
gap_holds(const struct finding *f, size_t i, unsigned flags, const unsigned char *own,
    int *commas)
{
	const struct word *w = &f->words->at[i];

	switch (w->gap) {
	case GAP_SPACE:
	case GAP_HYPHEN:
		return true;
	case GAP_DOT:
		if (flags & LEXICON_DOTS && is_single_letter(word_bytes(f, i)))
			return true;
		break;
	case GAP_COMMA:
		if (flags & LEXICON_COMMA) {
			++*commas;
			return true;
		}
		break;
	}
	return gap_same(bytes_cut(f->shadow, w->to, f->words->at[i + 1].from), own);
}

/* The entry's words stand here, the last perhaps in the genitive. */
static void
find_words(struct finding *f, const struct item *item)
{
	const unsigned char *text = item->text;
	size_t k, i = f->i, last = item->entry.words - 1u;
	struct bytes word;
	bool genitive = false;
	int commas = 0;

	if (last >= f->words->len - i)
		return;
	for (k = 0; k <= last; k++, i++) {
		word = word_bytes(f, i);
		if (!capital_holds(item, &f->words->at[i], k))
			return;
		if (!skeleton_is(word, text)) {
			if (k < last || f->words->at[i].stem == 0 || is_exact(item))
				return;
			word = word_stem(word);
			if (!skeleton_is(word, text))
				return;
			genitive = true;
		}
		text = item_text_after(text);
		if (k < last && !gap_holds(f, i, item->entry.flags, text, &commas))
			return;
		text = k < last ? item_text_after(text) : text;
	}
	if (item->entry.flags & LEXICON_COMMA && commas != 1)
		return;
	hit_words(f, item, last + 1, f->words->at[i - 1].from + word.len, genitive);
}

static void
find_pair(struct finding *f, uint64_t second)
{
	const struct item *item =
	    items_first(f->lexicon, items_pair(f->words->at[f->i].hash, second));

	for (; item != NULL; item = items_next(f->lexicon, item))
		if (item->kind == ITEM_PAIR)
			find_words(f, item);
}

static bool
has(const struct lexicon *l, struct bytes word, uint64_t hash)
{
	const struct item *item = items_first(l, hash);

	for (; item != NULL; item = items_next(l, item))
		if (item->kind == ITEM_WORD && skeleton_is(word, item->text))
			return true;
	return false;
}

/* These letters are a word that ends compounds, perhaps in the genitive. */
static bool
is_tail(const struct lexicon *tails, struct bytes rest)
{
	uint64_t stem, hash = skeleton_hash(rest, &stem);

	return has(tails, rest, hash) ||
	       (stem != 0 && has(tails, word_stem(rest), stem));
}

/* What follows the first word of a compound: a tail, or s or e and a tail. */
static bool
is_rest(const struct lexicon *tails, struct bytes rest)
{
	unsigned char first = rest.len > 0 ? rest.at[0] | 0x20 : 0;

	if (is_tail(tails, rest))
		return true;
	return (first == 's' || first == 'e') &&
	       is_tail(tails, (struct bytes){ rest.at + 1, rest.len - 1 });
}

/* Entries that end at byte cut of the word, if the rest of it is a tail. A name of two
 * letters may as well be the beginning of another: then it is all of the word. */
static void
find_prefix(struct finding *f, struct bytes word, size_t cut, uint64_t hash, bool whole)
{
	const struct item *item = items_first(f->lexicon, hash);
	struct bytes prefix = { word.at, cut };
	struct lexicon_hit hit = { .words = 1, .compound = true };

	for (; item != NULL; item = items_next(f->lexicon, item)) {
		if (item->kind != ITEM_WORD || is_exact(item) ||
		    !(item->entry.flags & LEXICON_PREFIX) ||
		    !capital_holds(item, &f->words->at[f->i], 0) ||
		    !skeleton_is(prefix, item->text))
			continue;
		if (!is_rest(f->tails, bytes_cut(word, cut, word.len)))
			return;
		hit.entry = item->entry;
		hit.from = f->words->at[f->i].from;
		hit.to = hit.from + (uint32_t)(whole ? word.len : cut);
		hit_add(f, &hit);
	}
}

/* A hash of what has been read is a probe for each place where a word could part. */
static void
find_compound(struct finding *f)
{
	struct skeleton_hash s = SKELETON_START;
	struct bytes word = word_bytes(f, f->i);
	size_t at = 0, letters = 0;
	uint32_t letter;

	while (at + 3 <= word.len) {
		if ((letter = skeleton_letter(word, &at)) == 0)
			return;
		skeleton_add(&s, letter);
		if (++letters >= 2 && at + 3 <= word.len)
			find_prefix(
			    f, word, at, skeleton_hash_now(&s.now), letters == 2);
	}
}

/* What lexicon_find() does where it may find something. */
static size_t
find_all(struct finding *f, bool compound)
{
	const struct word *w = &f->words->at[f->i];
	bool more = find_one(f, w->hash, false);

	if (w->stem != 0)
		find_one(f, w->stem, true);
	if (more && f->i + 1 < f->words->len) {
		find_pair(f, w[1].hash);
		if (w[1].stem != 0)
			find_pair(f, w[1].stem);
	}
	if (compound)
		find_compound(f);
	return f->len;
}

/* An entry may begin a compound that this word is. */
static inline bool
may_be_compound(const struct lexicon *l, struct bytes shadow, const struct word *w,
    const struct lexicon *tails)
{
	const struct bytes word = { shadow.at + w->from, w->to - w->from };

	return tails != NULL && word.len >= COMPOUND_LEAST &&
	       items_may_start(l, w->flags & WORD_CAPITAL, word.at) &&
	       items_may_end(tails, word);
}

static inline bool
is_first(const struct lexicon *l, const struct word *w)
{
	return items_first(l, w->hash) != NULL ||
	       (w->stem != 0 && items_first(l, w->stem) != NULL);
}

bool
lexicon_may_find(const struct lexicon *l, struct bytes shadow, const struct word *w,
    const struct lexicon *tails)
{
	return l->entries > 0 &&
	       (is_first(l, w) || may_be_compound(l, shadow, w, tails));
}

size_t
lexicon_find(const struct lexicon *l, struct bytes shadow, const struct words *words,
    size_t i, const struct lexicon *tails, struct lexicon_hit *hit, size_t room)
{
	const struct word *w = &words->at[i];
	bool compound = may_be_compound(l, shadow, w, tails);
	struct finding f;

	if (!compound && !is_first(l, w))
		return 0; /* most words are none of ours */
	f = (struct finding){ l, tails, shadow, words, i, hit, room, 0 };
	return find_all(&f, compound);
}

bool
lexicon_has(const struct lexicon *l, struct bytes word)
{
	uint64_t stem;

	return has(l, word, skeleton_hash(word, &stem));
}

bool
lexicon_has_word(const struct lexicon *l, struct bytes shadow, const struct word *w)
{
	return has(l, bytes_cut(shadow, w->from, w->to), w->hash);
}
