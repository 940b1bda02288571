#include "text/lexicon_table.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "text/shadow.h"
#include "text/skeleton.h"
#include "text/utf8.h"

enum {
	POOL = 16 * 1024,   /* bytes of text */
	WORDS = 12,         /* of a phrase, at most */
	JOINED_WORDS = 4,   /* of a phrase that may be written as one word */
	JOINED_LETTERS = 5, /* fewer would be another word too often */
};

struct lexicon *
lexicon_new(struct arena *a)
{
	struct lexicon *l = arena_get(a, 1, sizeof *l);

	l->arena = a;
	l->slots = 64;
	l->slot = arena_get(a, l->slots, sizeof *l->slot);
	return l;
}

size_t
lexicon_count(const struct lexicon *l)
{
	return l->entries;
}

uint64_t
items_pair(uint64_t first, uint64_t second)
{
	uint64_t hash =
	    (first ^ (second << 31 | second >> 33)) * UINT64_C(0x9E3779B97F4A7C15);

	return hash ^ hash >> 32;
}

const unsigned char *
item_text_after(const unsigned char *text)
{
	return text + strlen((const char *)text) + 1;
}

static bool
ends_known(const struct lexicon *l, unsigned char prior, unsigned char last)
{
	return l->ends[prior & 31] >> (last & 31) & 1;
}

bool
items_may_end(const struct lexicon *l, struct bytes word)
{
	const unsigned char *end = word.at + word.len;

	if (l->ends_any || word.len < 3 || end[-1] >= 0x80 || end[-2] >= 0x80)
		return true;
	if (ends_known(l, end[-2], end[-1]))
		return true;
	return (end[-1] | 0x20) == 's' &&
	       (end[-3] >= 0x80 || ends_known(l, end[-3], end[-2]));
}

static void
ends_add(struct lexicon *l, struct bytes word)
{
	const unsigned char *end = word.at + word.len;

	if (word.len < 2 || end[-1] >= 0x80 || end[-2] >= 0x80)
		l->ends_any = true;
	else
		l->ends[end[-2] & 31] |= UINT32_C(1) << (end[-1] & 31);
}

/* A word of ASCII begins as a skeleton does, or with two letters that join: a word
 * with other letters is not told apart. */
static void
starts_add(struct lexicon *l, const unsigned char *skeleton)
{
	if (skeleton[0] < 0x80) {
		l->starts[skeleton[0] & 31] |=
		    skeleton[1] < 0x80 ? UINT32_C(1) << (skeleton[1] & 31) : UINT32_MAX;
		return;
	}
	l->starts['a' & 31] |= UINT32_C(1) << ('a' & 31) | UINT32_C(1) << ('e' & 31);
	l->starts['o' & 31] |= UINT32_C(1) << ('e' & 31);
}

static void
table_double(struct lexicon *l)
{
	const struct item_slot *old = l->slot;
	size_t i, to, was = l->slots;

	l->slots *= 2;
	l->slot = arena_get(l->arena, l->slots, sizeof *l->slot);
	for (i = 0; i < was; i++) {
		if (old[i].head == 0)
			continue;
		to = old[i].tag & (l->slots - 1);
		while (l->slot[to].head != 0)
			to = (to + 1) & (l->slots - 1);
		l->slot[to] = old[i];
	}
}

static void
item_add(struct lexicon *l, struct item item)
{
	struct item_slot *s;

	if (l->items == UINT32_MAX - 1)
		die("lexicon: too many entries");
	if (l->items % ITEMS_BLOCK == 0) {
		l->block = arena_grow(l->arena, l->block, l->items / ITEMS_BLOCK,
		    &l->blocks_cap, sizeof *l->block);
		l->block[l->items / ITEMS_BLOCK] =
		    arena_get(l->arena, ITEMS_BLOCK, sizeof item);
	}
	if (l->used * 2 >= l->slots)
		table_double(l);
	s = &l->slot[items_slot(l, item.hash)];
	l->used += s->head == 0;
	item.next = s->head;
	*items_at(l, l->items) = item;
	s->tag = items_tag(item.hash);
	s->head = ++l->items;
}

/* Room for the text of so many bytes of a phrase, at the end of the pool: each gives
 * at most a letter of four. */
static struct buf
pool_open(struct lexicon *l, size_t len)
{
	const size_t need = 4 * len + 2 * WORDS;

	if (need > l->pool_left) {
		l->pool_left = need > POOL ? need : POOL;
		l->pool = arena_get(l->arena, l->pool_left, 1);
	}
	return (struct buf){ l->pool, 0, l->pool_left };
}

static const unsigned char *
pool_close(struct lexicon *l, const struct buf *text)
{
	if (text->at != l->pool)
		die("lexicon: a text of %zu bytes", text->len);
	l->pool += text->len;
	l->pool_left -= text->len;
	return text->at;
}

/* Skeletons and what stands between them, a NUL behind each. */
static void
text_of(struct bytes shadow, const struct word *w, size_t words, struct buf *text)
{
	size_t i;

	for (i = 0; i < words; i++) {
		word_skeleton(bytes_cut(shadow, w[i].from, w[i].to), text);
		buf_byte(text, '\0');
		if (i + 1 == words)
			break;
		buf_add(text, bytes_cut(shadow, w[i].to, w[i + 1].from));
		buf_byte(text, '\0');
	}
}

/* Which words LEXICON_CAPITAL is about: those the phrase begins with a capital, or
 * all if it is written small. */
static uint16_t
capitals_of(const struct word *w, size_t words)
{
	uint16_t some = 0, all = 0;
	size_t i;

	for (i = 0; i < words; i++) {
		if (w[i].flags & WORD_CAPITAL)
			some |= (uint16_t)(1u << i);
		if (!(w[i].flags & WORD_DIGIT))
			all |= (uint16_t)(1u << i);
	}
	return some != 0 ? some : all;
}

static void
more_add(struct lexicon *l, struct item item, uint64_t hash)
{
	const struct item *other;

	item.kind = ITEM_MORE;
	item.hash = hash;
	for (other = items_first(l, hash); other != NULL; other = items_next(l, other))
		if (other->kind == ITEM_MORE)
			return;
	item_add(l, item);
}

/* Anne Grete: also Annegrete. */
static void
joined_add(
    struct lexicon *l, struct item item, struct bytes shadow, const struct word *w)
{
	struct buf word = { 0 }, text;
	size_t i, letters = 0;
	uint64_t stem;

	for (i = 0; i < item.entry.words; i++) {
		buf_add(&word, bytes_cut(shadow, w[i].from, w[i].to));
		letters += w[i].to - w[i].from;
	}
	if (letters >= JOINED_LETTERS) {
		text = pool_open(l, word.len);
		word_skeleton(buf_bytes(&word), &text);
		buf_byte(&text, '\0');
		item.kind = ITEM_JOINED;
		item.capitals &= 1;
		item.hash = skeleton_hash(buf_bytes(&word), &stem);
		item.text = pool_close(l, &text);
		item_add(l, item);
	}
	buf_free(&word);
}

int
lexicon_add(struct lexicon *l, struct bytes phrase, struct lexicon_entry entry)
{
	const unsigned no_join = LEXICON_DOTS | LEXICON_COMMA | LEXICON_EXACT;
	struct shadow s = shadow_of(phrase, l->arena);
	struct bytes shadow = { s.at, s.len };
	struct word w[WORDS + 1];
	size_t words = words_into(shadow, true, w, WORDS + 1);
	struct item item = { .entry = entry, .kind = ITEM_WORD };
	struct buf text;

	if (words == 0 || words > WORDS)
		return -1;
	text = pool_open(l, shadow.len);
	text_of(shadow, w, words, &text);
	item.text = pool_close(l, &text);
	item.hash = w[0].hash;
	item.entry.words = (uint8_t)words;
	item.capitals = capitals_of(w, words);
	if (words > 1) {
		more_add(l, item, w[0].hash);
		item.kind = ITEM_PAIR;
		item.hash = items_pair(w[0].hash, w[1].hash);
	}
	item_add(l, item);
	l->entries++;
	if (words > 1 && words <= JOINED_WORDS && !(entry.flags & no_join))
		joined_add(l, item, shadow, w);
	if (words == 1)
		ends_add(l, bytes_cut(shadow, w[0].from, w[0].to));
	if (words == 1 && entry.flags & LEXICON_PREFIX) {
		starts_add(l, item.text);
		l->prefix_capital = true;
		if (!(entry.flags & LEXICON_CAPITAL) || item.capitals == 0)
			l->prefix_any = true;
	}
	return 0;
}
