#include "text/language.h"

#include "base/fail.h"
#include "text/language_table.h"

enum { LONGEST = 9 }; /* bytes of the longest word in the table */

void
language_count(struct language_count *count, const struct words *words)
{
	const struct small_word *small;
	uint64_t hash;
	size_t i, slot;

	for (i = 0; i < words->len; i++) {
		if (words->at[i].to - words->at[i].from > LONGEST)
			continue;
		hash = words->at[i].hash;
		for (slot = hash & 255;; slot = (slot + 1) & 255) {
			small = &language_table[slot];
			if (small->hash == 0)
				break;
			if (small->hash == hash) {
				count->seen[small->language]++;
				break;
			}
		}
	}
}

enum language
language_of(const struct language_count *count)
{
	enum language l, best = LANGUAGE_BOKMAL;

	for (l = LANGUAGE_BOKMAL; l < LANGUAGES; l++)
		if (count->seen[l] > count->seen[best])
			best = l;
	return best;
}

const char *
language_code(enum language l)
{
	static const char *const code[LANGUAGES] = { "nb", "nn", "en" };

	if ((unsigned)l >= LANGUAGES)
		die("language %u", (unsigned)l);
	return code[l];
}
