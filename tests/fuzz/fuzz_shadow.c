#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fail.h"
#include "text/shadow.h"
#include "text/skeleton.h"
#include "text/utf8.h"
#include "text/word.h"

/*
 * Any text: its shadow is UTF-8, every character of it stands somewhere in the text,
 * in order and whole, and its words are hashed over their skeletons.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_places(const struct shadow *s, struct bytes text)
{
	uint32_t from, to, last = 0;
	size_t i;

	for (i = 0; i < s->len; i++) {
		shadow_place(s, i, i + 1, &from, &to);
		if (from < last || from >= to || to > text.len)
			die("place [%u, %u) after %u of %zu", from, to, last, text.len);
		if ((text.at[from] & 0xC0) == 0x80 ||
		    (to < text.len && (text.at[to] & 0xC0) == 0x80))
			die("place [%u, %u) cuts a character", from, to);
		last = from;
	}
}

static void
check_words(struct bytes shadow, struct arena *a)
{
	struct words words = words_of(shadow, true, a);
	struct buf skeleton = { 0 };
	size_t i, end = 0;

	for (i = 0; i < words.len; i++) {
		if (words.at[i].from < end || words.at[i].to <= words.at[i].from)
			die("a word out of order");
		end = words.at[i].to;
		buf_clear(&skeleton);
		word_skeleton(bytes_cut(shadow, words.at[i].from, end), &skeleton);
		if (skeleton_hash_bytes(buf_bytes(&skeleton)) != words.at[i].hash)
			die("a hash that is not the skeleton's");
	}
	if (end > shadow.len)
		die("a word past the end");
	buf_free(&skeleton);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text = { data, size };
	struct arena *a = arena_new();
	struct shadow s;

	text.len = utf8_valid(text);
	s = shadow_of(text, a);
	if (utf8_valid((struct bytes){ s.at, s.len }) != s.len)
		die("a shadow that is not UTF-8");
	check_places(&s, text);
	check_words((struct bytes){ s.at, s.len }, a);
	arena_free(a);
	return 0;
}
