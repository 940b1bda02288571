#include "people/names.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "people/roster.h"
#include "text/utf8.h"

/* Kind above, person (from 1) below. */
enum { PERSON_BITS = 28, PREFIX_LETTERS = 4, SHORT_LETTERS = 2 };

uint32_t
name_value(enum name_kind kind, uint32_t person)
{
	if (person >= (UINT32_C(1) << PERSON_BITS) - 1)
		die("name_value: person %u", person);
	return (uint32_t)kind << PERSON_BITS | (person + 1);
}

enum name_kind
name_kind_of(uint32_t value)
{
	return (enum name_kind)(value >> PERSON_BITS);
}

uint32_t
name_person_of(uint32_t value)
{
	return (value & ((UINT32_C(1) << PERSON_BITS) - 1)) - 1;
}

/* What all spellings of one person share on their way in. */
struct adding {
	uint16_t rule;
	uint32_t person;
	const struct lexicon *words, *common;
	struct lexicon *to;
	struct near *near;
};

static size_t
letters(struct bytes text)
{
	size_t count = 0, len, i;

	for (i = 0; i < text.len; i += len, count++)
		utf8_next(bytes_cut(text, i, text.len), &len);
	return count;
}

static bool
is_word(const struct adding *a, struct bytes word)
{
	return (a->words != NULL && lexicon_has(a->words, word)) ||
	       (a->common != NULL && lexicon_has(a->common, word));
}

/* A name of one or two letters is told from words as one that is a word is. */
unsigned
names_flags(
    struct bytes name, const struct lexicon *words, const struct lexicon *common)
{
	const struct adding a = { .words = words, .common = common };

	if (is_word(&a, name) || letters(name) <= SHORT_LETTERS)
		return LEXICON_WORD;
	return letters(name) >= PREFIX_LETTERS ? LEXICON_PREFIX : 0;
}

/* Letters that stand for a name are nothing else. */
static unsigned
flags_of(const struct adding *a, struct bytes phrase, enum name_kind kind)
{
	if (kind == NAME_LETTERS && !is_word(a, phrase) &&
	    letters(phrase) <= SHORT_LETTERS)
		return 0;
	return names_flags(phrase, a->words, a->common);
}

static void
add(const struct adding *a, struct bytes phrase, enum name_kind kind, unsigned flags)
{
	struct lexicon_entry entry = { .rule = a->rule };

	phrase = bytes_trim(phrase);
	if (phrase.len == 0)
		return;
	entry.value = name_value(kind, a->person);
	entry.flags = (uint8_t)(flags | flags_of(a, phrase, kind));
	lexicon_add(a->to, phrase, entry);
	if (a->near != NULL && kind <= NAME_ALIAS &&
	    memchr(phrase.at, ' ', phrase.len) == NULL)
		near_add(a->near, phrase, entry.value);
}

static bool
is_part_end(struct bytes name, size_t i)
{
	return i == name.len || name.at[i] == ' ' || name.at[i] == '-';
}

/* The next part of "Anne Grete" or "von Berg-Hansen"; *at moves behind it. */
static bool
next_part(struct bytes name, size_t *at, struct bytes *part)
{
	size_t from = *at, to;

	while (from < name.len && is_part_end(name, from))
		from++;
	for (to = from; !is_part_end(name, to); to++)
		;
	*at = to;
	*part = bytes_cut(name, from, to);
	return from < to;
}

static bool
is_capital(struct bytes word)
{
	size_t len;

	return word.len > 0 && utf8_is_upper(utf8_next(word, &len));
}

/* Some part of the name is written with a capital. */
static bool
has_capital(struct bytes name)
{
	struct bytes part;
	size_t at = 0;

	while (next_part(name, &at, &part))
		if (is_capital(part))
			return true;
	return false;
}

/* The parts of "Anne Grete" and "Berg-Hansen", each a name of its own; what is
 * written small among capitals (van, der) is none, nor is an initial. */
static void
add_parts(const struct adding *a, struct bytes name, enum name_kind kind)
{
	struct bytes part;
	size_t at = 0;

	while (next_part(name, &at, &part)) {
		if (part.len == name.len || letters(part) < SHORT_LETTERS ||
		    (has_capital(name) && !is_capital(part) &&
			letters(part) < PREFIX_LETTERS))
			continue;
		if (letters(part) > SHORT_LETTERS ||
		    (is_capital(part) && !is_word(a, part)))
			add(a, part, kind, 0);
	}
}

/* The first letter of a name. */
static struct bytes
initial(struct bytes name)
{
	size_t len = 0;

	if (name.len)
		utf8_next(name, &len);
	return bytes_cut(name, 0, len);
}

static void
add_joined(const struct adding *a, struct bytes first, struct bytes second,
    enum name_kind kind, unsigned flags, struct arena *arena)
{
	add(a,
	    bytes_of(arena_printf(arena, "%.*s %.*s", (int)first.len,
		(const char *)first.at, (int)second.len, (const char *)second.at)),
	    kind, flags);
}

/* "AGM": the initials of all parts written with a capital, a gap between two. */
static struct bytes
initials_of(const struct person *p, const char *gap, struct arena *arena)
{
	const struct bytes name[] = { p->given, p->family };
	const char *all = "";
	struct bytes part;
	size_t at, i;

	for (i = 0; i < 2; i++)
		for (at = 0; next_part(name[i], &at, &part);) {
			if (!is_capital(part))
				continue;
			part = initial(part);
			all = arena_printf(arena, "%s%s%.*s", all, all[0] ? gap : "",
			    (int)part.len, (const char *)part.at);
		}
	return bytes_of(all);
}

/* "KN" of Kari Nordli, unless it is a word (OG, VI). */
static void
add_letters(const struct adding *a, struct bytes all)
{
	if (letters(all) >= 2 && !is_word(a, all))
		add(a, all, NAME_LETTERS, LEXICON_CAPITAL | LEXICON_EXACT);
}

/* Spellings that hold both names. */
static void
add_both(const struct adding *a, const struct person *p, struct arena *arena)
{
	const unsigned exact = LEXICON_CAPITAL | LEXICON_EXACT;
	struct bytes given = p->given, family = p->family;
	struct bytes g = initial(given), f = initial(family);

	add_joined(a, given, family, NAME_FULL, 0, arena);
	add_joined(a, family, given, NAME_FULL, LEXICON_COMMA, arena);
	add_joined(a, g, family, NAME_INITIALS, LEXICON_DOTS | LEXICON_CAPITAL, arena);
	add_joined(a, given, f, NAME_INITIALS, LEXICON_DOTS | exact, arena);
	add_joined(a, g, f, NAME_INITIALS, LEXICON_DOTS | exact, arena);
	add_letters(a, bytes_of(arena_printf(arena, "%.*s%.*s", (int)g.len,
			   (const char *)g.at, (int)f.len, (const char *)f.at)));
	if (letters(initials_of(p, "", arena)) <= 2)
		return;
	add(a, initials_of(p, " ", arena), NAME_INITIALS, LEXICON_DOTS | exact);
	add_letters(a, initials_of(p, "", arena));
}

static void
add_person(const struct adding *a, const struct person *p, struct arena *arena)
{
	size_t i;

	add(a, p->given, NAME_GIVEN, 0);
	add(a, p->family, NAME_FAMILY, 0);
	add_parts(a, p->given, NAME_GIVEN);
	add_parts(a, p->family, NAME_FAMILY);
	if (p->given.len && p->family.len)
		add_both(a, p, arena);
	for (i = 0; i < p->aliases; i++)
		add(a, p->alias[i], NAME_ALIAS, 0);
}

void
names_add(const struct roster *r, uint16_t rule, const struct lexicon *words,
    const struct lexicon *common, struct lexicon *to, struct near *near)
{
	struct adding a = { .rule = rule, .words = words, .common = common };
	struct arena *arena = arena_new();
	size_t i;

	a.to = to;
	a.near = near;
	for (i = 0; i < r->persons; i++) {
		a.person = (uint32_t)i;
		add_person(&a, &r->person[i], arena);
	}
	arena_free(arena);
}

void
names_add_alias(uint32_t person, struct bytes name, uint16_t rule,
    const struct lexicon *words, const struct lexicon *common, struct lexicon *to,
    struct near *near)
{
	const struct adding a = { rule, person, words, common, to, near };

	add(&a, name, NAME_ALIAS, 0);
}
