#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/map.h"
#include "find/memory.h"
#include "find/walk.h"
#include "text/utf8.h"

enum { NEAR_WORDS = 6, ADDRESS_BACK = 320, WHO_MOST = 48, SCORE_WORDS = 70 };

enum { SCORE_SMALL_WORD = 40 };

/* A near word within NEAR_WORDS words before or after the match, which begins at or
 * after word i. */
static bool
has_near(const struct walk *w, const struct compiled *c, size_t i, uint32_t to)
{
	size_t after = i, k, n;

	if (c->near.len == 0)
		return false;
	while (after < w->words.len && w->words.at[after].from < to)
		after++;
	for (k = i > NEAR_WORDS ? i - NEAR_WORDS : 0;
	     k < w->words.len && k < after + NEAR_WORDS; k++)
		for (n = 0; n < c->near.len; n++)
			if (c->near.hash[n] == w->words.at[k].hash)
				return true;
	return false;
}

static uint8_t
score_of(const struct walk *w, const struct compiled *c, size_t i, struct bytes x,
    uint32_t to)
{
	enum check_verdict v;

	if (c->check != NULL) {
		v = c->check->of(x);
		if (v == CHECK_HOLDS || v == CHECK_SYNTHETIC)
			return c->rule.sure;
	}
	return has_near(w, c, i, to) ? c->rule.sure : c->rule.score;
}

/* The relation that was said, as a value; what the rule says otherwise. */
static uint32_t
value_of(const struct walk *w, const struct compiled *c, struct bytes who)
{
	unsigned char lower[WHO_MOST + 4];
	struct buf b = { lower, 0, sizeof lower };
	const uint32_t *value;
	size_t len;

	if (who.len == 0 || who.len > WHO_MOST)
		return c->rule.to;
	for (; who.len > 0 && b.len <= WHO_MOST; who = bytes_cut(who, len, who.len))
		utf8_add(&b, utf8_lower(utf8_next(who, &len)));
	value = map_get(w->book->value_number, buf_bytes(&b));
	return value ? *value : c->rule.to;
}

/* English writes many a word with a capital: a guess at a name all of whose words are
 * common ones is none (Employment Specialists, the Department). One word alone may be a
 * given name. */
static bool
is_common_words(const struct walk *w, size_t i, const struct find *find)
{
	const struct word *word;
	size_t first;

	if (find->score >= SCORE_WORDS ||
	    memory_language(w->memory) != LANGUAGE_ENGLISH ||
	    (find->category != CATEGORY_PER && find->category != CATEGORY_LOC &&
		find->category != CATEGORY_ORG))
		return false;
	while (i < w->words.len && w->words.at[i].from < find->from)
		i++;
	if (i == w->words.len || !(w->words.at[i].flags & WORD_CAPITAL))
		return false;
	for (first = i; i < w->words.len && w->words.at[i].from < find->to; i++) {
		word = &w->words.at[i];
		if (!lexicon_has_word(w->book->common, w->text, word))
			return false;
	}
	return i - first > 1 || find->category != CATEGORY_PER;
}

/* Of an everyday word it is none; one that is a name too may be. */
static bool
may_be_small_name(const struct walk *w, size_t i)
{
	return !(w->words.at[i].flags & (WORD_DIGIT | WORD_MIXED)) &&
	       !lexicon_has_word(w->book->common, w->text, &w->words.at[i]) &&
	       (!book_is_word(w->book, w->text, &w->words, i) ||
		   rulebook_is_person(w->book, walk_word(w, i)));
}

/* Where there are no capitals a name ends before the first ordinary word. False: it
 * begins with one. */
static bool
cut_small(const struct walk *w, struct find *find)
{
	const size_t first = walk_word_at(w, find->from);
	uint32_t to = find->from;
	size_t i;

	for (i = first; i < w->words.len && w->words.at[i].from < find->to &&
			may_be_small_name(w, i);
	     i++)
		to = w->words.at[i].to;
	find->to = to;
	if (i == first + 1 && book_is_word(w->book, w->text, &w->words, first))
		find->score = SCORE_SMALL_WORD;
	return i > first;
}

static int
say_match(struct walk *w, uint16_t rule, size_t i, const struct rule_match *m)
{
	const struct compiled *c = &w->book->rules[rule];
	const uint32_t base = w->stretch[w->now].from;
	struct find find = { .from = base + (uint32_t)m->x_from,
		.to = base + (uint32_t)m->x_to,
		.rule = rule,
		.category = (uint8_t)c->rule.category,
		.proves = c->rule.proves };
	size_t next = i;

	find.value =
	    value_of(w, c, bytes_cut(w->text, base + m->who_from, base + m->who_to));
	find.score = score_of(w, c, i, bytes_cut(w->text, find.from, find.to), find.to);
	if (is_common_words(w, i, &find) || (c->small && !cut_small(w, &find)))
		return 0;
	if (find.category == CATEGORY_PER) {
		while (next < w->words.len && w->words.at[next].from < find.to)
			next++;
		walk_grow(w, next, &find.to);
	}
	w->until[rule] = find.to;
	return walk_say(w, &find);
}

/* Those of the rules of start that may match at this byte of the shadow, by what
 * follows; how many. */
static size_t
look_at(const struct walk *w, uint32_t at, uint32_t start, uint16_t *allowed)
{
	const struct stretch s = w->stretch[w->now];

	return shapes_allowed(w->book->shapes, start, bytes_cut(w->text, s.from, s.to),
	    at - s.from, allowed);
}

/* Try one rule, which its shape allows, at this byte of the shadow; it is word i's or
 * just before it. */
static int
try_rule(struct walk *w, uint16_t rule, uint32_t at, size_t i)
{
	const struct stretch s = w->stretch[w->now];
	struct rule_match m;
	int got;

	if (at < w->until[rule] || (w->book->rules[rule].small && !w->lower))
		return 0;
	got = rule_match(&w->book->rules[rule], w->book->engine,
	    memory_scratch(w->memory), bytes_cut(w->text, s.from, s.to), at - s.from,
	    &m, w->fail);
	if (got != 1 || m.x_from >= m.x_to)
		return got == -1 ? -1 : 0;
	return say_match(w, rule, i, &m);
}

/* A rule found by word i may begin some words before it, in the same stretch. */
static int
try_back(struct walk *w, uint16_t rule, size_t i)
{
	const uint32_t first = w->stretch[w->now].from;
	const struct compiled *c = &w->book->rules[rule];
	size_t k = i > c->back ? i - c->back : 0;
	uint16_t allowed;

	for (; k < i; k++)
		if (w->words.at[k].from >= first &&
		    look_at(w, w->words.at[k].from, c->start, &allowed) > 0 &&
		    try_rule(w, rule, w->words.at[k].from, k) == -1)
			return -1;
	return 0;
}

static int
try_set(struct walk *w, const struct rule_set *set, uint32_t at, size_t i)
{
	size_t k, n = set->len > 0 ? look_at(w, at, set->start, w->allowed) : 0;

	for (k = 0; k < n; k++)
		if (try_rule(w, w->allowed[k], at, i) == -1)
			return -1;
	return 0;
}

/* A number may begin with "+", "(" or "(+" before its first digit. */
static int
try_number(struct walk *w, uint32_t at, size_t i)
{
	const uint32_t first = w->stretch[w->now].from;
	uint32_t from = at;

	while (from > first && at - from < 2 &&
	       (w->text.at[from - 1] == '+' || w->text.at[from - 1] == '('))
		from--;
	for (; from <= at; from++)
		if (try_set(w, &w->book->sets[BEGINS_DIGIT], from, i) == -1)
			return -1;
	return 0;
}

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* At each run of digits in a word that mixes them with letters: kr500, H0102. */
static int
try_mixed(struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];
	uint32_t at;

	for (at = word->from + 1; at < word->to; at++)
		if (is_digit(w->text.at[at]) && !is_digit(w->text.at[at - 1]) &&
		    try_set(w, &w->book->sets[BEGINS_DIGIT], at, i) == -1)
			return -1;
	return 0;
}

/* The rules that this word may begin, or be found in; NULL: none. */
static const struct trigger *
trigger_of(const struct rulebook *b, uint64_t hash)
{
	const struct triggers *t = &b->triggers;
	size_t slot = hash & t->mask;

	while (t->slot[slot].len != 0) {
		if (t->slot[slot].hash == hash)
			return &t->slot[slot];
		slot = (slot + 1) & t->mask;
	}
	return NULL;
}

static int
try_trigger(struct walk *w, size_t i)
{
	const struct trigger *t = trigger_of(w->book, w->words.at[i].hash);
	const uint32_t at = w->words.at[i].from;
	uint16_t rule;
	size_t k, n, next = 0;

	if (t == NULL)
		return 0;
	n = look_at(w, at, t->start, w->allowed);
	for (k = 0; k < t->len; k++) {
		rule = w->book->triggers.rules[t->first + k];
		if (w->book->rules[rule].back > 0 && try_back(w, rule, i) == -1)
			return -1;
		if (next == n || w->allowed[next] != rule)
			continue;
		next++;
		if (try_rule(w, rule, at, i) == -1)
			return -1;
	}
	return 0;
}

static bool
may_be_rules(struct walk *w, const struct word *word)
{
	const struct rule_set *any = &w->book->sets[BEGINS_ANY];

	return trigger_of(w->book, word->hash) != NULL ||
	       (any->len > 0 && look_at(w, word->from, any->start, w->allowed) > 0);
}

bool
walk_is_plain(struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];
	const struct finder *f = w->finder;
	const struct lexicon *tails = w->book->tails;

	if ((word->flags & (WORD_CAPITAL | WORD_DIGIT | WORD_MIXED)) != 0 ||
	    (f->people != NULL && lexicon_may_find(f->people, w->text, word, tails)) ||
	    walk_may_be_near(w, i) ||
	    (f->stay != NULL && lexicon_may_find(f->stay, w->text, word, NULL)))
		return false;
	return f->find_only_people ||
	       !(walk_judge_shown(w, i) > 0 ||
		   lexicon_may_find(w->book->lists, w->text, word, tails) ||
		   lexicon_may_find(memory_known(w->memory), w->text, word, tails) ||
		   may_be_rules(w, word));
}

bool
walk_settles(struct walk *w, size_t i)
{
	const struct rule_set *any = &w->book->sets[BEGINS_ANY];

	if (w->finder->find_only_people || any->len == 0)
		return true;
	return !shapes_may_begin(w->book->shapes, any->start, walk_word(w, i));
}

int
walk_rules(struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if (w->finder->find_only_people)
		return 0;
	if ((word->flags & WORD_DIGIT) && try_number(w, word->from, i) == -1)
		return -1;
	if ((word->flags & WORD_MIXED) && try_mixed(w, i) == -1)
		return -1;
	if (try_trigger(w, i) == -1 ||
	    try_set(w, &w->book->sets[BEGINS_ANY], word->from, i) == -1)
		return -1;
	if ((word->flags & WORD_CAPITAL) && word->from >= w->stays)
		return try_set(w, &w->book->sets[BEGINS_CAPITAL], word->from, i);
	return 0;
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\n';
}

static bool
is_word_byte(unsigned char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       c >= 0x80;
}

/* At the start of the run without blanks round hit, and at each word of it up to
 * there: what stands before an address may be a bracket or a label. Words before
 * *tried were tried for a mark before this one, and match no otherwise now. */
static int
try_run(struct walk *w, uint32_t hit, uint32_t *tried)
{
	const uint32_t first = w->stretch[w->now].from;
	uint32_t at, from = hit;

	while (from > first && hit - from < ADDRESS_BACK &&
	       !is_blank(w->text.at[from - 1]))
		from--;
	while (from < hit && (w->text.at[from] & 0xc0) == 0x80)
		from++;
	for (at = from; at <= hit; at++) {
		if (at != from && at < *tried)
			at = *tried;
		if (at != from && (is_word_byte(w->text.at[at - 1]) ||
				      !(is_word_byte(w->text.at[at]) || at == hit)))
			continue;
		if (try_set(w, &w->book->sets[BEGINS_AT], at, walk_word_at(w, at)) ==
		    -1)
			return -1;
	}
	*tried = hit + 1;
	return 0;
}

static int
try_run_back(struct walk *w, uint32_t hit, uint32_t *tried)
{
	size_t k, i = walk_word_at(w, hit);

	for (k = 0; k < w->book->back_len; k++)
		if (try_back(w, w->book->back[k], i) == -1)
			return -1;
	return try_run(w, hit, tried);
}

/* The byte at is the mark of an address: @, the colon of "://", a dot between two
 * letters ("www." has one). */
static bool
is_mark(const unsigned char *text, uint32_t at, uint32_t first, uint32_t end)
{
	if (text[at] == '@')
		return true;
	if (text[at] == ':')
		return end - at > 2 && text[at + 1] == '/' && text[at + 2] == '/';
	return at > first && end - at > 1 && is_word_byte(text[at - 1]) &&
	       is_word_byte(text[at + 1]) &&
	       !(is_digit(text[at - 1]) || is_digit(text[at + 1]));
}

static int
try_marks(struct walk *w, char mark)
{
	const struct stretch s = w->stretch[w->now];
	const unsigned char *hit;
	uint32_t at, tried = 0;

	for (at = s.from; at < s.to; at++) {
		hit = memchr(w->text.at + at, mark, s.to - at);
		if (hit == NULL)
			return 0;
		at = (uint32_t)(hit - w->text.at);
		if (is_mark(w->text.at, at, s.from, s.to) &&
		    try_run_back(w, at, &tried) == -1)
			return -1;
	}
	return 0;
}

int
walk_addresses(struct walk *w)
{
	for (w->now = 0; w->now < w->stretches; w->now++)
		if (try_marks(w, '@') == -1 || try_marks(w, ':') == -1 ||
		    try_marks(w, '.') == -1)
			return -1;
	w->now = 0;
	return 0;
}
