#include "text/near.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "text/skeleton.h"

/* Two words within one edit have a deletion in common: the word itself, or what is
 * left of it without one letter. Every known word stands under all of its own. */
enum { SHORTEST = 5, LONGEST = 40 };

struct spelling {
	uint32_t letter[LONGEST];
	size_t len; /* 0: too long to be a name */
};

struct known {
	const uint32_t *letter;
	uint32_t len, value;
};

struct link {
	uint32_t word; /* index into known */
	uint32_t next; /* index of a link + 1; 0: none */
};

struct slot {
	uint64_t hash; /* of a deletion; 0: free */
	uint32_t head; /* index of a link + 1 */
};

struct near {
	struct arena *arena;
	struct known *known;
	size_t words, words_cap;
	struct link *link;
	size_t links, links_cap;
	struct slot *slot;
	size_t slots, used; /* slots is a power of two */
};

struct near *
near_new(struct arena *a)
{
	struct near *n = arena_get(a, 1, sizeof *n);

	n->arena = a;
	n->slots = 64;
	n->slot = arena_get(a, n->slots, sizeof *n->slot);
	return n;
}

static struct spelling
spelling_of(struct bytes word)
{
	struct spelling s = { .len = 0 };
	uint32_t letter, after, joined;
	size_t at = 0;

	for (letter = skeleton_letter(word, &at); letter != 0; letter = after) {
		after = skeleton_letter(word, &at);
		joined = skeleton_joined(letter, after);
		if (joined != 0) {
			letter = joined;
			after = skeleton_letter(word, &at);
		}
		if (s.len == LONGEST) {
			s.len = 0;
			return s;
		}
		s.letter[s.len++] = letter;
	}
	return s;
}

/* Of the letters without the one at skip; skip past the end leaves none out. */
static uint64_t
hash_without(const struct spelling *s, size_t skip)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < s->len; i++)
		if (i != skip)
			hash = (hash ^ s->letter[i]) * UINT64_C(0x100000001b3);
	return hash | 1; /* never 0, which is a free slot */
}

static struct slot *
slot_of(const struct near *n, uint64_t hash)
{
	size_t i = (hash >> 7) & (n->slots - 1);

	while (n->slot[i].hash != 0 && n->slot[i].hash != hash)
		i = (i + 1) & (n->slots - 1);
	return &n->slot[i];
}

static void
slots_double(struct near *n)
{
	const struct slot *old = n->slot;
	size_t i, was = n->slots;

	n->slots *= 2;
	n->slot = arena_get(n->arena, n->slots, sizeof *n->slot);
	for (i = 0; i < was; i++)
		if (old[i].hash != 0)
			*slot_of(n, old[i].hash) = old[i];
}

static void
link_add(struct near *n, uint64_t hash, uint32_t word)
{
	struct slot *s;

	if (n->used * 2 >= n->slots)
		slots_double(n);
	s = slot_of(n, hash);
	if (s->hash == 0) {
		s->hash = hash;
		n->used++;
	} else if (n->link[s->head - 1].word == word) {
		return; /* a double letter: two deletions of it are one */
	}
	n->link =
	    arena_grow(n->arena, n->link, n->links, &n->links_cap, sizeof *n->link);
	n->link[n->links] = (struct link){ word, s->head };
	s->head = (uint32_t)++n->links;
}

void
near_add(struct near *n, struct bytes word, uint32_t value)
{
	struct spelling s = spelling_of(word);
	uint32_t *letter;
	size_t i;

	if (s.len < SHORTEST)
		return;
	if (n->links > UINT32_MAX - LONGEST - 1)
		die("near: too many words");
	letter = arena_get(n->arena, s.len, sizeof *letter);
	memcpy(letter, s.letter, s.len * sizeof *letter);
	n->known =
	    arena_grow(n->arena, n->known, n->words, &n->words_cap, sizeof *n->known);
	n->known[n->words] = (struct known){ letter, (uint32_t)s.len, value };
	for (i = 0; i <= s.len; i++)
		link_add(n, hash_without(&s, i), (uint32_t)n->words);
	n->words++;
}

/* Exactly one edit parts them. */
static bool
is_one_edit(const struct spelling *a, const struct known *b)
{
	size_t start = 0, end = 0, left, right;

	while (start < a->len && start < b->len && a->letter[start] == b->letter[start])
		start++;
	while (end < a->len - start && end < b->len - start &&
	       a->letter[a->len - 1 - end] == b->letter[b->len - 1 - end])
		end++;
	left = a->len - start - end;
	right = b->len - start - end;
	if (left == 2 && right == 2)
		return a->letter[start] == b->letter[start + 1] &&
		       a->letter[start + 1] == b->letter[start];
	return left <= 1 && right <= 1 && left + right > 0;
}

int
near_find(const struct near *n, struct bytes word, uint32_t *value)
{
	struct spelling s = spelling_of(word);
	const struct known *k;
	size_t i;
	uint32_t at;
	int found = 0;

	if (s.len + 1 < SHORTEST)
		return 0;
	for (i = 0; i <= s.len; i++) {
		at = slot_of(n, hash_without(&s, i))->head;
		for (; at != 0; at = n->link[at - 1].next) {
			k = &n->known[n->link[at - 1].word];
			if ((found && k->value >= *value) || !is_one_edit(&s, k))
				continue;
			*value = k->value;
			found = 1;
		}
	}
	return found;
}
