#include "base/nearest.h"

#include <string.h>

enum { LONGEST_WORD = 40 };

unsigned
nearest_edits(const char *a, const char *b)
{
	unsigned row[LONGEST_WORD + 1], up, diagonal, cost;
	size_t la = strlen(a), lb = strlen(b), i, j;

	if (la > LONGEST_WORD || lb > LONGEST_WORD)
		return LONGEST_WORD;
	for (j = 0; j <= lb; j++)
		row[j] = (unsigned)j;
	for (i = 1; i <= la; i++) {
		diagonal = row[0];
		row[0] = (unsigned)i;
		for (j = 1; j <= lb; j++) {
			up = row[j];
			cost = diagonal + (a[i - 1] != b[j - 1]);
			if (up + 1 < cost)
				cost = up + 1;
			if (row[j - 1] + 1 < cost)
				cost = row[j - 1] + 1;
			diagonal = up;
			row[j] = cost;
		}
	}
	return row[lb];
}

const char *
nearest_word(const char *word, const char *const *list)
{
	const char *best = NULL;
	unsigned least = 4, n;

	for (; *list != NULL; list++) {
		n = nearest_edits(word, *list);
		if (n < least && n < strlen(word)) {
			least = n;
			best = *list;
		}
	}
	return best;
}
