#include "find/needs.h"

#include <string.h>

#include "base/arena.h"
#include "find/pattern_needs.h"

/*
 * Each factor is found by its last four bytes (or three) in a table by hash, and
 * then compared whole: one probe or two a byte of text, however many factors.
 */
enum { SLOTS = 8192, BLOCK = 64 };

struct factor {
	unsigned char text[NEED_LETTERS];
	uint8_t len;
	uint16_t rule;
	uint16_t next; /* in its slot, 0: the last */
};

struct needs {
	struct arena *arena;
	struct factor *factors; /* from 1 */
	size_t len, cap;
	uint16_t four[SLOTS], three[SLOTS];
	uint8_t single[256]; /* in .signs, for a factor of one byte; 0: none */
	struct rule_mask *signs;
	size_t signs_len;
	struct rule_mask filtered; /* rules of which a need is known */
};

struct needed {
	struct rule_mask *block; /* for what stands in it and within reach behind it */
	size_t blocks;
};

struct needs *
needs_new(struct arena *a)
{
	struct needs *n = arena_get(a, 1, sizeof *n);

	n->arena = a;
	n->factors = arena_grow(a, NULL, 0, &n->cap, sizeof *n->factors);
	n->len = 1;
	n->signs = arena_get(a, 256, sizeof *n->signs);
	n->signs_len = 1;
	return n;
}

static void
mask_set(struct rule_mask *m, size_t rule)
{
	m->bit[rule / 64] |= UINT64_C(1) << rule % 64;
}

static bool
mask_has(const struct rule_mask *m, size_t rule)
{
	return m->bit[rule / 64] >> rule % 64 & 1;
}

static void
mask_or(struct rule_mask *m, const struct rule_mask *more)
{
	size_t i;

	for (i = 0; i < NEEDS_WORDS; i++)
		m->bit[i] |= more->bit[i];
}

static inline size_t
slot_of(uint32_t tail)
{
	return (size_t)(tail * UINT32_C(0x9e3779b1)) >> 19 & (SLOTS - 1);
}

static uint32_t
tail_of(const unsigned char *end, size_t len)
{
	uint32_t tail = 0;
	size_t i;

	for (i = len; i > 0; i--)
		tail = tail << 8 | end[-(ptrdiff_t)i];
	return tail;
}

static void
add_sign(struct needs *n, size_t rule, unsigned char sign)
{
	if (n->single[sign] == 0)
		n->single[sign] = (uint8_t)n->signs_len++;
	mask_set(&n->signs[n->single[sign]], rule);
}

static void
add_factor(struct needs *n, size_t rule, const struct need *need)
{
	const unsigned char *end = need->text + need->len;
	uint16_t *slot = need->len >= 4 ? &n->four[slot_of(tail_of(end, 4))]
	                                : &n->three[slot_of(tail_of(end, 3))];
	struct factor *f;

	n->factors = arena_grow(n->arena, n->factors, n->len, &n->cap, sizeof *f);
	f = &n->factors[n->len];
	memcpy(f->text, need->text, sizeof f->text);
	f->len = need->len;
	f->rule = (uint16_t)rule;
	f->next = *slot;
	*slot = (uint16_t)n->len++;
}

void
needs_add(struct needs *n, size_t rule, const char *pattern)
{
	struct need_set set;
	size_t i;

	if (rule >= NEEDS_RULES || !pattern_needs(pattern, &set) ||
	    n->len + set.len > UINT16_MAX)
		return;
	mask_set(&n->filtered, rule);
	for (i = 0; i < set.len; i++)
		if (set.at[i].len == 1)
			add_sign(n, rule, set.at[i].text[0]);
		else
			add_factor(n, rule, &set.at[i]);
}

/* The text before end is the factor, in lower case. */
static bool
stands(const struct factor *f, const unsigned char *text, const unsigned char *end)
{
	size_t i;

	if ((size_t)(end - text) < f->len)
		return false;
	for (i = 1; i <= f->len; i++)
		if (need_fold[end[-(ptrdiff_t)i]] != f->text[f->len - i])
			return false;
	return true;
}

static void
mark_slot(const struct needs *n, uint16_t first, const unsigned char *text,
    const unsigned char *end, struct rule_mask *block)
{
	for (; first != 0; first = n->factors[first].next)
		if (!mask_has(block, n->factors[first].rule) &&
		    stands(&n->factors[first], text, end))
			mask_set(block, n->factors[first].rule);
}

/* The character whose first two bytes end here may be a letter or digit to PCRE2 that
 * the table knows by other bytes: the long s, which is an s where case does not
 * count, and digits beyond ASCII, which begin with these bytes. */
static bool
is_foreign(unsigned char c, unsigned char before)
{
	switch (c) {
	case 0xd9:
	case 0xdb:
	case 0xdf:
	case 0xe0:
	case 0xe1:
	case 0xea:
	case 0xef:
	case 0xf0:
		return true;
	case 0xbf:
		return before == 0xc5;
	default:
		return false;
	}
}

/* One block: [from, to) of the text, where factors end. */
static void
mark_block(const struct needs *n, struct bytes text, size_t from, size_t to,
    struct rule_mask *block)
{
	uint32_t tail = tail_of(text.at + from, from < 3 ? from : 3);
	uint16_t first;
	unsigned char c;
	size_t i;

	for (i = 1; i <= 3 && i <= from; i++) /* folded */
		tail = (tail & ~(UINT32_C(0xff) << 8 * (i - 1))) |
		       (uint32_t)need_fold[text.at[from - i]] << 8 * (i - 1);
	for (i = from; i < to; i++) {
		c = need_fold[text.at[i]];
		if (n->single[c] != 0)
			mask_or(block, &n->signs[n->single[c]]);
		if (text.at[i] >= 0xbf &&
		    is_foreign(text.at[i], i ? text.at[i - 1] : 0))
			mask_or(block, &n->filtered);
		tail = tail << 8 | c;
		if ((first = n->four[slot_of(tail)]) != 0)
			mark_slot(n, first, text.at, text.at + i + 1, block);
		if ((first = n->three[slot_of(tail & 0xffffff)]) != 0)
			mark_slot(n, first, text.at, text.at + i + 1, block);
	}
}

struct needed *
needs_mark(const struct needs *n, struct bytes text, struct arena *a)
{
	const size_t reach = NEEDS_REACH / BLOCK;
	struct needed *d = arena_get(a, 1, sizeof *d);
	struct rule_mask *own;
	size_t b, k;

	d->blocks = text.len / BLOCK + 1;
	d->block = arena_get(a, d->blocks, sizeof *d->block);
	own = arena_get(a, d->blocks, sizeof *own);
	for (b = 0; b < d->blocks; b++)
		mark_block(n, text, b * BLOCK,
		    b + 1 < d->blocks ? (b + 1) * BLOCK : text.len, &own[b]);
	for (b = 0; b < d->blocks; b++) {
		for (k = 0; k < NEEDS_WORDS; k++)
			d->block[b].bit[k] = ~n->filtered.bit[k];
		for (k = b; k < d->blocks && k <= b + reach; k++)
			mask_or(&d->block[b], &own[k]);
	}
	return d;
}

const struct rule_mask *
needs_allowed(const struct needed *d, size_t at)
{
	return &d->block[at / BLOCK];
}
