#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "text/lexicon.h"
#include "text/shadow.h"
#include "text/utf8.h"

/*
 * Lines of "flags phrase", an empty line, a text. Hits lie inside the text, in order,
 * and hold their entry; an entry without flags that is the whole text is found in it.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROOM = 16 };

static void
check_hit(const struct lexicon_hit *hit, const struct words *words, size_t i)
{
	const struct word *last;

	if (hit->words == 0 || hit->words > words->len - i)
		die("a hit of %u words", hit->words);
	last = &words->at[i + hit->words - 1];
	if (hit->from != words->at[i].from || hit->to <= last->from ||
	    hit->to > last->to)
		die("a hit [%u, %u) beside its words", hit->from, hit->to);
	if (hit->compound && !(hit->entry.flags & LEXICON_PREFIX))
		die("a compound of an entry that begins none");
	if (hit->entry.flags & LEXICON_EXACT && (hit->genitive || hit->compound))
		die("an exact entry that is not exact");
}

static void
walk(const struct lexicon *l, struct bytes text, struct arena *a)
{
	struct shadow s = shadow_of(text, a);
	struct bytes shadow = { s.at, s.len };
	struct words words = words_of(shadow, true, a);
	struct lexicon_hit hit[ROOM];
	size_t i, k, n;

	for (i = 0; i < words.len; i++) {
		n = lexicon_find(l, shadow, &words, i, l, hit, ROOM);
		if (n > ROOM)
			die("%zu hits", n);
		for (k = 0; k < n; k++) {
			check_hit(&hit[k], &words, i);
			if (k > 0 && hit[k].to > hit[k - 1].to)
				die("a longer hit after a shorter");
		}
	}
}

/* Written alone, the phrase is found. */
static void
check_found(struct bytes phrase, unsigned flags, struct arena *a)
{
	struct lexicon *own = lexicon_new(a);
	struct shadow s = shadow_of(phrase, a);
	struct bytes shadow = { s.at, s.len };
	struct words words = words_of(shadow, true, a);
	struct lexicon_entry entry = { .value = 1, .flags = (uint8_t)flags };
	struct lexicon_hit hit[1];

	if (flags & (LEXICON_COMMA | LEXICON_CAPITAL) || words.len == 0 ||
	    words.len > 12)
		return;
	if (lexicon_add(own, phrase, entry) != 0)
		die("a phrase of %zu words is refused", words.len);
	/* more than an empty line between its words parts them in any text */
	if (lexicon_find(own, shadow, &words, 0, NULL, hit, 1) == 0 &&
	    memmem(shadow.at, shadow.len, "\n", 1) == NULL)
		for (size_t i = 0; i + 1 < words.len; i++)
			if (words.at[i].gap != GAP_OTHER)
				die("a phrase is not found in itself");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct lexicon *l = lexicon_new(a);
	struct bytes rest = { data, size }, line;
	struct lexicon_entry entry = { 0 };

	rest.len = utf8_valid(rest);
	while (bytes_next(&rest, '\n', &line) && line.len > 0) {
		entry.flags = line.at[0] & 63;
		entry.value++;
		line = bytes_cut(line, 1, line.len);
		if (lexicon_add(l, line, entry) == 0)
			check_found(line, entry.flags, a);
	}
	walk(l, rest, a);
	arena_free(a);
	return 0;
}
