#include "find/settled.h"

#include <string.h>

#include "base/arena.h"
#include "text/lexicon.h"

struct settled *
settled_new(struct arena *a)
{
	return arena_get(a, 1, sizeof(struct settled));
}

static size_t
count(const struct lexicon *l)
{
	return l != NULL ? lexicon_count(l) : 0;
}

void
settled_begin(
    struct settled *s, const struct finder *finder, const struct lexicon *known)
{
	const struct finder *asked = &s->asked;

	if (asked->rulebook == finder->rulebook && asked->people == finder->people &&
	    asked->stay == finder->stay && asked->shown == finder->shown &&
	    asked->shown_words == finder->shown_words &&
	    asked->find_only_people == finder->find_only_people &&
	    s->people == count(finder->people) && s->stay == count(finder->stay) &&
	    s->known == count(known))
		return;
	s->asked = *finder;
	s->people = count(finder->people);
	s->stay = count(finder->stay);
	s->known = count(known);
	memset(s->word, 0, sizeof s->word);
}

void
settled_forget(struct settled *s)
{
	memset(s->word, 0, sizeof s->word);
}

void
settled_add(struct settled *s, const struct word *word)
{
	s->word[word->hash % SETTLED_SLOTS] =
	    (struct settled_word){ word->hash, language_of_word(word) };
}
