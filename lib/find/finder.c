#include "find/finder.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "find/memory.h"
#include "find/settled.h"
#include "find/walk.h"

static bool
is_name(enum category c)
{
	return c == CATEGORY_PER || c == CATEGORY_LOC || c == CATEGORY_ORG;
}

enum { SCORE_PROOF = 70 };

size_t
walk_word_at(const struct walk *w, uint32_t at)
{
	size_t low = 0, high = w->words.len, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (w->words.at[mid].to <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
is_common(const struct walk *w, size_t i)
{
	return lexicon_has_word(w->book->common, w->text, &w->words.at[i]);
}

/* A capital that the place in the sentence does not explain. */
static bool
is_named(const struct word *word)
{
	return (word->flags & (WORD_CAPITAL | WORD_START)) == WORD_CAPITAL;
}

/* Words that stay are no names, whatever a list or a pattern says, unless there is
 * more to it than an article: NAV and "The NAV" stay, "NAV Lillesand" does not, nor
 * "hos Lys TV". */
static bool
stays(const struct walk *w, const struct find *find)
{
	const size_t first = walk_word_at(w, find->from);
	size_t i, staying = 0;

	if ((!is_name((enum category)find->category) &&
		find->category != CATEGORY_TITLE) ||
	    find->rule == RULE_ROSTER || find->rule == RULE_CODE ||
	    find->rule == RULE_NEAR || find->rule == RULE_DECIDED)
		return false;
	for (i = first; i < w->words.len && w->words.at[i].from < find->to; i++)
		if (w->state[i] & WORD_STAYS)
			staying++;
		else if (i > first || w->words.at[i].gap != GAP_SPACE ||
			 !is_common(w, i) || is_named(&w->words.at[i]))
			return false;
	return staying > 0;
}

static void
mark_said(struct walk *w, const struct find *find)
{
	size_t i = walk_word_at(w, find->from);
	uint8_t state = WORD_SAID;

	if (find->category == CATEGORY_PER)
		state |=
		    find->score >= SCORE_SURE ? WORD_PERSON | WORD_SURE : WORD_PERSON;
	for (; i < w->words.len && w->words.at[i].from < find->to; i++)
		w->state[i] |= state;
}

/* Say what stands exactly there. */
static int
say(struct walk *w, const struct find *find)
{
	struct span span = { .value = find->value,
		.rule = find->rule,
		.category = find->category,
		.score = find->score,
		.entity = find->entity };
	struct phrase phrase = { .category = (enum category)find->category,
		.proved = find->proves && find->score >= SCORE_PROOF };

	if (find->from >= find->to || stays(w, find))
		return 0;
	if (find->category != CATEGORY_SPECIAL)
		mark_said(w, find);
	shadow_place(&w->shadow, find->from, find->to, &span.from, &span.to);
	if (span.to <= w->carry)
		return 0;
	if (span.from < w->carry)
		span.from = (uint32_t)w->carry;
	if (find->entity == 0 && is_name(phrase.category) &&
	    find->rule != RULE_ROSTER && find->rule != RULE_NEAR &&
	    find->rule != RULE_CODE) {
		phrase.text = bytes_cut(w->text, find->from, find->to);
		phrase.to = find->value;
		if (memory_meet(w->memory, w->book, &phrase, w->arena, &span.entity,
			w->fail) == -1)
			return -1;
	}
	spans_add(w->out, w->arena, span, w->text_len);
	return 0;
}

/* The first half of a double name of which only the other is known: Ås-Knatten. Whose
 * it is, is a doubt. */
static int
say_half(struct walk *w, const struct find *find, size_t i)
{
	struct find half = { .from = w->words.at[i].from,
		.to = find->to,
		.value = w->book->rules[RULE_CAPITAL].rule.to,
		.rule = RULE_CAPITAL,
		.category = CATEGORY_PER,
		.score = w->book->rules[RULE_CAPITAL].rule.score };
	const struct word *word = &w->words.at[i];

	if (find->category != CATEGORY_PER || find->from != word->to + 1 ||
	    word->gap != GAP_HYPHEN || w->state[i] != 0 ||
	    !(word->flags & WORD_CAPITAL) || !(word[1].flags & WORD_CAPITAL) ||
	    word->flags & (WORD_UPPER | WORD_MIXED))
		return 0;
	return say(w, &half);
}

/* A name with the initials before it, which are of a person also where the name alone is
 * a place ("L. Voss"); of the people's the name alone too, which says who is meant. */
int
walk_say(struct walk *w, const struct find *find)
{
	struct find whole = *find;
	size_t i;

	if ((find->category != CATEGORY_PER && find->category != CATEGORY_LOC) ||
	    find->from >= find->to || find->rule == RULE_CODE)
		return say(w, find);
	i = walk_word_at(w, find->from);
	if (i < w->words.len && w->words.at[i].from == find->from)
		whole.from = walk_initials(w, i);
	if (i > 0 && say_half(w, find, i - 1) == -1)
		return -1;
	if (whole.from < find->from && find->rule == RULE_ROSTER && say(w, find) == -1)
		return -1;
	return say(w, &whole);
}

/* Where the marker that begins at from ends; 0: it is none of ours. */
static size_t
marker_end(const struct walk *w, size_t from)
{
	const unsigned char *end;
	struct bytes inside;

	if (w->text.len - from < 4 || w->text.at[from + 1] != '[')
		return 0;
	inside = bytes_cut(w->text, from + 2, w->text.len);
	end = memmem(inside.at, inside.len, "]]", 2);
	if (end == NULL)
		return 0;
	inside.len = (size_t)(end - inside.at);
	if (!w->finder->opaque(w->finder->opaque_ctx, inside))
		return 0;
	return from + 2 + inside.len + 2;
}

static void
add_stretch(struct walk *w, size_t *cap, size_t from, size_t to)
{
	w->stretch =
	    arena_grow(w->arena, w->stretch, w->stretches, cap, sizeof *w->stretch);
	w->stretch[w->stretches++] = (struct stretch){ (uint32_t)from, (uint32_t)to };
}

/* The text parted at its markers: always one stretch more than markers. */
static void
part_text(struct walk *w)
{
	const unsigned char *hit;
	size_t cap = 0, from = 0, at = 0, end;

	while (w->finder->opaque != NULL && at < w->text.len) {
		hit = memchr(w->text.at + at, '[', w->text.len - at);
		if (hit == NULL)
			break;
		at = (size_t)(hit - w->text.at);
		end = marker_end(w, at);
		if (end == 0) {
			at++; /* "[[[" may begin one with its second bracket */
			continue;
		}
		add_stretch(w, &cap, from, at);
		from = at = end;
	}
	add_stretch(w, &cap, from, w->text.len);
}

/* Leave out the words that stand in markers; what is before one has a gap that no
 * name reaches over. */
static void
drop_marked_words(struct walk *w)
{
	size_t i, kept = 0, s = 0;
	struct word *word;

	if (w->stretches == 1)
		return;
	for (i = 0; i < w->words.len; i++) {
		word = &w->words.at[i];
		while (s + 1 < w->stretches && word->from >= w->stretch[s + 1].from) {
			s++;
			if (kept > 0)
				w->words.at[kept - 1].gap = GAP_OTHER;
		}
		if (word->from < w->stretch[s].to)
			w->words.at[kept++] = *word;
		else if (kept > 0)
			w->words.at[kept - 1].gap = GAP_OTHER;
	}
	w->words.len = kept;
}

size_t
walk_word_from(const struct walk *w, size_t at)
{
	uint32_t from, to;
	size_t i;

	for (i = 0; i < w->words.len && at > 0; i++) {
		shadow_place(
		    &w->shadow, w->words.at[i].from, w->words.at[i].to, &from, &to);
		if (from >= at)
			break;
	}
	return i;
}

static void
tally_word(struct tally *tally, const struct word *word)
{
	tally->languages.seen[language_of_word(word)]++;
	tally->capitals += (word->flags & WORD_CAPITAL) != 0;
	if (!(word->flags & WORD_DIGIT))
		tally->letters += word->to - word->from;
}

/* The document's words are counted, each once. */
static void
tell_words(const struct walk *w)
{
	const struct settled *settled = memory_settled(w->memory);
	struct tally tally = { .capitals = w->stretches - 1 };
	const struct settled_word *known;
	const struct word *word;
	size_t i;

	for (i = walk_word_from(w, w->said); i < w->words.len; i++) {
		word = &w->words.at[i];
		known = settled_find(settled, word);
		if (known == NULL) {
			tally_word(&tally, word);
			continue;
		}
		tally.languages.seen[known->language]++;
		tally.letters += word->to - word->from;
	}
	memory_count(w->memory, &tally);
}

/* Words that are not settled, which alone are looked at from here on. */
static void
tell_open(struct walk *w)
{
	const struct settled *settled = memory_settled(w->memory);
	size_t i;

	for (i = 0; i < w->words.len; i++)
		if (settled_find(settled, &w->words.at[i]) == NULL)
			w->open[w->opens++] = (uint32_t)i;
}

/* A name has been proved, which words that were settled may be: all words from the next
 * one on are open. */
static void
open_rest(struct walk *w, size_t next)
{
	size_t i = next > 0 ? w->open[next - 1] + 1 : 0;

	for (w->opens = next; i < w->words.len; i++)
		w->open[w->opens++] = (uint32_t)i;
}

/* Word i, at which nothing begins, is settled if it has been small often enough, or is
 * not a name that was written small. */
static void
settle(struct walk *w, size_t i)
{
	const struct word *word = &w->words.at[i];

	if ((word->flags & WORD_PLAIN) && walk_settles(w, i) &&
	    (memory_is_learning(w->memory)
		    ? seen_times(memory_small(w->memory), word->hash) >= SMALL_WORD
		    : !memory_is_name_small(w->memory, word)))
		settled_add(memory_settled(w->memory), word);
}

static int
walk_words(struct walk *w)
{
	const struct lexicon *known = memory_known(w->memory);
	size_t proved = memory_settled(w->memory)->known, k, i;

	for (k = 0;; k++) {
		if (lexicon_count(known) != proved) {
			proved = lexicon_count(known);
			open_rest(w, k);
		}
		if (k == w->opens)
			return 0;
		i = w->open[k];
		while (w->words.at[i].from >= w->stretch[w->now].to &&
		       w->now + 1 < w->stretches)
			w->now++;
		if (walk_is_plain(w, i))
			settle(w, i);
		else if (walk_names(w, i) == -1 || walk_rules(w, i) == -1)
			return -1;
	}
}

int
finder_find(const struct finder *finder, struct memory *memory, struct bytes text,
    size_t carry, size_t label, bool start, struct arena *arena, struct spans *out,
    struct fail *f)
{
	struct walk w = { .finder = finder,
		.book = finder->rulebook,
		.memory = memory,
		.arena = arena,
		.out = out,
		.fail = f,
		.text_len = text.len,
		.carry = carry,
		.said = carry + label };

	if (text.len == 0)
		return 0;
	w.shadow = shadow_of(text, arena);
	w.text = (struct bytes){ w.shadow.at, w.shadow.len };
	w.words = words_of(w.text, start, arena);
	w.until = arena_get(arena, w.book->len, sizeof *w.until);
	w.allowed = arena_get(arena, w.book->len, sizeof *w.allowed);
	part_text(&w);
	drop_marked_words(&w);
	w.state = arena_get(arena, w.words.len, sizeof *w.state);
	w.open = arena_get(arena, w.words.len, sizeof *w.open);
	settled_begin(memory_settled(memory), finder, memory_known(memory));
	if (memory_is_learning(memory))
		tell_words(&w);
	w.lower = memory_is_lower(memory);
	if (w.lower)
		walk_lower_initials(&w);
	walk_initial_starts(&w);
	tell_open(&w);
	if (finder->find_only_people)
		return walk_words(&w);
	walk_stays(&w);
	if (walk_addresses(&w) == -1 || walk_words(&w) == -1)
		return -1;
	return walk_capitals(&w);
}
