#include "text/language.h"

#include "base/fail.h"
#include "text/language_table.h"

enum { LONGEST = 9 }; /* bytes of the longest word in the table */

enum language
language_of_word(const struct word *word)
{
	size_t slot;

	if (word->to - word->from > LONGEST)
		return LANGUAGES;
	for (slot = word->hash & 255; language_table[slot].hash != 0;
	     slot = (slot + 1) & 255)
		if (language_table[slot].hash == word->hash)
			return language_table[slot].language;
	return LANGUAGES;
}

void
language_count(struct language_count *count, const struct words *words)
{
	size_t i;

	for (i = 0; i < words->len; i++)
		count->seen[language_of_word(&words->at[i])]++;
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
