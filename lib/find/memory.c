#include "find/memory.h"

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "find/book.h"
#include "find/settled.h"
#include "text/lexicon.h"
#include "text/utf8.h"

enum {
	NAME_WORDS = 6,
	LETTERS_A_CAPITAL = 400,
	LETTERS_NO_CAPITAL = 80,
	HOLDERS_MOST = 64,
	WORD_LETTERS = 3,
	LEGAL_FORM = 3, /* AS, ASA */
	SHORT_FORM = 6  /* letters of a firm's first word that stands for all */
};

/* A name that holds a word, in the list of that word. */
struct holder {
	uint32_t name, next;
};

/* One spelling: of a whole name, or of one word of names of persons. */
struct name {
	uint64_t key;
	struct memory_name say;
	uint32_t root;             /* the name it is part of, itself if of none */
	uint32_t word[NAME_WORDS]; /* numbers of its words; of several words only */
	uint8_t words;
	bool proved;
	uint32_t holder, holders; /* of a word: first in memory.holders, how many */
};

struct memory {
	struct arena *arena;
	bool learning;
	struct tally count;
	struct name *names; /* from 1 */
	size_t len, cap;
	struct holder *holders; /* from 1 */
	size_t holders_len, holders_cap;
	uint32_t *slots; /* names by key, open addressing; 0: free */
	size_t mask;
	struct lexicon *known;
	struct seen *small, *nouns, *inside, *alone,
	    *persons[2]; /* by whether it is ordinary */
	struct settled *settled;
	struct rule_scratch *scratch;
};

struct memory *
memory_new(struct arena *a)
{
	struct memory *m = arena_get(a, 1, sizeof *m);

	m->arena = a;
	m->learning = true;
	m->names = arena_grow(a, NULL, 0, &m->cap, sizeof *m->names);
	m->holders = arena_grow(a, NULL, 0, &m->holders_cap, sizeof *m->holders);
	m->len = m->holders_len = 1;
	m->mask = 63;
	m->slots = arena_get(a, m->mask + 1, sizeof *m->slots);
	m->known = lexicon_new(a);
	m->small = seen_new(a);
	m->inside = seen_new(a);
	m->alone = seen_new(a);
	m->persons[false] = seen_new(a);
	m->persons[true] = seen_new(a);
	m->nouns = seen_new(a);
	m->settled = settled_new(a);
	m->scratch = rule_scratch_new(a);
	return m;
}

enum language
memory_language(const struct memory *m)
{
	return language_of(&m->count.languages);
}

bool
memory_is_lower(const struct memory *m)
{
	if (m->count.capitals == 0)
		return m->count.letters >= LETTERS_NO_CAPITAL;
	return m->count.letters >= LETTERS_A_CAPITAL &&
	       m->count.capitals * LETTERS_A_CAPITAL < m->count.letters;
}

void
memory_count(struct memory *m, const struct tally *more)
{
	size_t i;

	m->count.letters += more->letters;
	m->count.capitals += more->capitals;
	for (i = 0; i < LANGUAGES; i++)
		m->count.languages.seen[i] += more->languages.seen[i];
}

bool
memory_is_learning(const struct memory *m)
{
	return m->learning;
}

struct seen *
memory_small(const struct memory *m)
{
	return m->small;
}

struct seen *
memory_inside(const struct memory *m)
{
	return m->inside;
}

struct seen *
memory_alone(const struct memory *m)
{
	return m->alone;
}

struct seen *
memory_persons(const struct memory *m, bool ordinary)
{
	return m->persons[ordinary];
}

struct seen *
memory_nouns(const struct memory *m)
{
	return m->nouns;
}

/* As often a name as it is small this many times over. */
static bool
is_name(const struct memory *m, uint64_t hash, unsigned over)
{
	const unsigned times = seen_times(m->alone, hash),
		       small = seen_times(m->small, hash);

	if (seen_has(m->nouns, hash))
		over = NAME_OVER_NOUN;
	return times >= over && small < SMALL_WORD && times >= over * small;
}

bool
memory_is_name(const struct memory *m, const struct word *word)
{
	return is_name(m, word->hash, NAME_OVER) || is_name(m, word->stem, NAME_OVER);
}

bool
memory_is_name_small(const struct memory *m, const struct word *word)
{
	return is_name(m, word->hash, NAME_OVER_SMALL) ||
	       is_name(m, word->stem, NAME_OVER_SMALL);
}

bool
memory_shown(const struct memory *m, bool ordinary, size_t *at, uint64_t *word)
{
	if (memory_is_lower(m))
		return false;
	while (seen_next(m->persons[ordinary], at, word))
		if (ordinary || is_name(m, *word, NAME_OVER))
			return true;
	return false;
}

int
memory_full(struct fail *f)
{
	return fail_with(f, FAIL_LIMIT, "document-names", "%d", LIMIT_PROVED);
}

const struct lexicon *
memory_known(const struct memory *m)
{
	return m->known;
}

struct settled *
memory_settled(const struct memory *m)
{
	return m->settled;
}

struct rule_scratch *
memory_scratch(struct memory *m)
{
	return m->scratch;
}

/* One key for a category and the skeletons of some words. */
static uint64_t
key_of(enum category category, const struct word *word, size_t count)
{
	uint64_t key = UINT64_C(0x9e3779b97f4a7c15) * (category + 1u);
	size_t i;

	for (i = 0; i < count; i++) {
		key ^= word[i].hash;
		key *= UINT64_C(0xd6e8feb86659fd93);
		key ^= key >> 32;
	}
	return key;
}

/* The slot where the key stands, or would. */
static uint32_t *
slot_of(const struct memory *m, uint64_t key)
{
	size_t i = (size_t)key & m->mask;

	while (m->slots[i] != 0 && m->names[m->slots[i]].key != key)
		i = (i + 1) & m->mask;
	return &m->slots[i];
}

static void
double_slots(struct memory *m)
{
	uint32_t n;

	m->mask = m->mask * 2 + 1;
	m->slots = arena_get(m->arena, m->mask + 1, sizeof *m->slots);
	for (n = 1; n < m->len; n++)
		*slot_of(m, m->names[n].key) = n;
}

static int
put_name(struct memory *m, uint64_t key, enum category category, struct bytes text,
    uint32_t *number, struct fail *f)
{
	uint32_t *slot = slot_of(m, key);
	struct name *n;

	*number = *slot;
	if (*slot != 0)
		return 0;
	if (m->len > LIMIT_PROVED)
		return memory_full(f);
	m->names = arena_grow(m->arena, m->names, m->len, &m->cap, sizeof *m->names);
	*number = *slot = (uint32_t)m->len;
	n = &m->names[m->len++];
	n->key = key;
	n->root = *number;
	n->say.category = category;
	n->say.text = arena_bytes(m->arena, text);
	if (m->len * 2 > m->mask)
		double_slots(m);
	return 0;
}

/* The name holds the word: so that the word alone can be told to mean the name. */
static void
add_holder(struct memory *m, uint32_t word, uint32_t name)
{
	struct name *w = &m->names[word];

	if (w->holders++ >= HOLDERS_MOST)
		return;
	m->holders = arena_grow(
	    m->arena, m->holders, m->holders_len, &m->holders_cap, sizeof *m->holders);
	m->holders[m->holders_len] = (struct holder){ name, w->holder };
	w->holder = (uint32_t)m->holders_len++;
}

static bool
has_letters(struct bytes word, unsigned least)
{
	unsigned letters = 0;
	size_t len;

	for (; word.len > 0; word = bytes_cut(word, len, word.len)) {
		if (!utf8_is_letter(utf8_next(word, &len)))
			return false;
		letters++;
	}
	return letters >= least;
}

static void
prove(struct memory *m, uint32_t number, struct bytes text, uint8_t flags)
{
	struct lexicon_entry e = {
		.value = number, .rule = RULE_PROPAGATED, .flags = flags
	};

	if (m->names[number].proved)
		return;
	m->names[number].proved = true;
	lexicon_add(m->known, text, e); /* a phrase too long to be one stays unknown */
}

/* The words of a person's name, each a name by itself while it is no ordinary
 * word. */
static int
meet_words(struct memory *m, const struct rulebook *book, const struct phrase *p,
    const struct words *w, uint32_t number, struct fail *f)
{
	const bool held = m->names[number].words > 0;
	struct bytes text;
	uint32_t word;
	size_t i;

	for (i = 0; i < w->len && i < NAME_WORDS; i++) {
		text = bytes_cut(p->text, w->at[i].from, w->at[i].to);
		if (!(w->at[i].flags & WORD_CAPITAL) && !memory_is_lower(m))
			continue;
		if (!has_letters(text, WORD_LETTERS))
			continue;
		if (put_name(m, key_of(CATEGORY_PER, &w->at[i], 1), CATEGORY_PER, text,
			&word, f) == -1)
			return -1;
		if (!held) {
			m->names[number].word[m->names[number].words++] = word;
			add_holder(m, word, number);
		}
		if (p->proved && !book_is_word(book, p->text, w, i))
			prove(m, word, text, LEXICON_PREFIX);
	}
	return 0;
}

/* The first words of a name stand for all of it. */
static int
prove_first(struct memory *m, const struct phrase *p, const struct words *w,
    size_t words, struct fail *f)
{
	const struct bytes text =
	    bytes_cut(p->text, w->at[0].from, w->at[words - 1].to);
	uint32_t number;

	if (put_name(m, key_of(p->category, w->at, words), p->category, text, &number,
		f) == -1)
		return -1;
	if (m->names[number].say.to == 0)
		m->names[number].say.to = p->to;
	prove(m, number, text, 0);
	return 0;
}

/* "Kvikkbil Verksted" is Kvikkbil for short, "Norsk Bilvask" is not Norsk; "Tall og
 * Tekst AS" is the same without its AS. */
static int
meet_short_form(struct memory *m, const struct rulebook *book, const struct phrase *p,
    const struct words *w, struct fail *f)
{
	const struct word *last = &w->at[w->len - 1];

	if (w->len > 2 && (last->flags & WORD_UPPER) &&
	    last->to - last->from <= LEGAL_FORM &&
	    prove_first(m, p, w, w->len - 1, f) == -1)
		return -1;
	if (!(w->at[0].flags & WORD_CAPITAL) || book_is_word(book, p->text, w, 0) ||
	    !has_letters(bytes_cut(p->text, w->at[0].from, w->at[0].to), SHORT_FORM))
		return 0;
	return prove_first(m, p, w, 1, f);
}

/* The words of a name are taken in once, and once more when it is proved. */
static int
learn(struct memory *m, const struct rulebook *book, const struct phrase *p,
    const struct words *w, uint32_t number, struct fail *f)
{
	uint8_t flags = 0;

	if (w->len == 1 && book_is_word(book, p->text, w, 0))
		flags = LEXICON_WORD;
	else if (p->category == CATEGORY_PER)
		flags = LEXICON_PREFIX;
	if (p->category == CATEGORY_PER && w->len > 1 &&
	    (m->names[number].words == 0 || (p->proved && !m->names[number].proved)) &&
	    meet_words(m, book, p, w, number, f) == -1)
		return -1;
	if (p->category == CATEGORY_ORG && p->proved && w->len > 1 &&
	    meet_short_form(m, book, p, w, f) == -1)
		return -1;
	if (p->proved)
		prove(m, number, p->text, flags);
	return 0;
}

int
memory_meet(struct memory *m, const struct rulebook *book, const struct phrase *p,
    struct arena *scratch, uint32_t *entity, struct fail *f)
{
	struct words w = words_of(p->text, false, scratch);
	uint64_t key = key_of(p->category, w.at, w.len);
	uint32_t number = *slot_of(m, key);

	if (!m->learning) {
		*entity = number ? memory_entity(m, number)
		                 : NAMES_MOST + 1u + (uint32_t)(key >> 33);
		return 0;
	}
	if (put_name(m, key, p->category, p->text, &number, f) == -1)
		return -1;
	if (m->names[number].say.to == 0)
		m->names[number].say.to = p->to;
	*entity = number;
	return learn(m, book, p, &w, number, f);
}

uint32_t
memory_entity(const struct memory *m, uint32_t number)
{
	while (m->names[number].root != number)
		number = m->names[number].root;
	return number;
}

/* Every word of a is a word of b, and b has more. */
static bool
is_part(const struct name *a, const struct name *b)
{
	size_t i, j;

	if (a->words >= b->words)
		return false;
	for (i = 0; i < a->words; i++) {
		for (j = 0; j < b->words; j++)
			if (a->word[i] == b->word[j])
				break;
		if (j == b->words)
			return false;
	}
	return true;
}

/* "Anne Moe" is "Anne Grete Moe" where only one longer name holds its words. Roots
 * have more words than what points at them, so there is no ring. */
static void
find_longer(struct memory *m, uint32_t number)
{
	struct name *n = &m->names[number];
	const struct name *w = &m->names[n->word[0]];
	uint32_t h, found = 0;

	if (w->holders > HOLDERS_MOST)
		return;
	for (h = w->holder; h != 0; h = m->holders[h].next) {
		if (!is_part(n, &m->names[m->holders[h].name]))
			continue;
		if (found != 0)
			return;
		found = m->holders[h].name;
	}
	if (found != 0)
		n->root = found;
}

/* A word alone is the one name that holds it. */
static void
find_holder(struct memory *m, uint32_t number)
{
	struct name *n = &m->names[number];
	uint32_t h, root, found = 0;

	if (n->holders > HOLDERS_MOST)
		return;
	for (h = n->holder; h != 0; h = m->holders[h].next) {
		root = memory_entity(m, m->holders[h].name);
		if (found != 0 && root != found)
			return;
		found = root;
	}
	if (found != 0)
		n->root = found;
}

void
memory_close_learning(struct memory *m)
{
	uint32_t i;
	struct name *root;

	if (!m->learning)
		return;
	m->learning = false;
	settled_forget(m->settled); /* a word may have turned out to be a name */
	for (i = 1; i < m->len; i++)
		if (m->names[i].words > 0)
			find_longer(m, i);
	for (i = 1; i < m->len; i++)
		if (m->names[i].holder != 0)
			find_holder(m, i);
	for (i = 1; i < m->len; i++) {
		root = &m->names[memory_entity(m, i)];
		if (root->say.to == 0)
			root->say.to = m->names[i].say.to;
	}
}

uint32_t
memory_names(const struct memory *m)
{
	return (uint32_t)m->len - 1;
}

struct memory_name
memory_name(const struct memory *m, uint32_t entity)
{
	if (entity == 0 || (entity <= NAMES_MOST && entity >= m->len))
		die("memory_name: %u of %zu", (unsigned)entity, m->len);
	if (entity > NAMES_MOST)
		return (struct memory_name){ .text = { (const unsigned char *)"", 0 } };
	return m->names[memory_entity(m, entity)].say;
}
