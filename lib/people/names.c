#include "people/names.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
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
has(const struct lexicon *lexicon, struct bytes word)
{
	return lexicon != NULL && lexicon_has(lexicon, word);
}

static void
add(const struct adding *a, struct bytes phrase, enum name_kind kind, unsigned flags)
{
	struct lexicon_entry entry = { .rule = a->rule };

	phrase = bytes_trim(phrase);
	if (phrase.len == 0)
		return;
	if (has(a->words, phrase) || has(a->common, phrase))
		flags |= LEXICON_WORD;
	else if (letters(phrase) <= SHORT_LETTERS)
		flags |= LEXICON_CAPITAL | LEXICON_EXACT;
	else if (letters(phrase) >= PREFIX_LETTERS)
		flags |= LEXICON_PREFIX;
	entry.value = name_value(kind, a->person);
	entry.flags = (uint8_t)flags;
	lexicon_add(a->to, phrase, entry);
	if (a->near != NULL && (kind == NAME_GIVEN || kind == NAME_FAMILY))
		near_add(a->near, phrase, entry.value);
}

/* The parts of "Anne Grete" and "Berg-Hansen", each a name of its own. */
static void
add_parts(const struct adding *a, struct bytes name, enum name_kind kind)
{
	size_t from = 0, i;

	for (i = 0; i <= name.len; i++) {
		if (i < name.len && name.at[i] != ' ' && name.at[i] != '-')
			continue;
		if (i - from < name.len && letters(bytes_cut(name, from, i)) > SHORT_LETTERS)
			add(a, bytes_cut(name, from, i), kind, 0);
		from = i + 1;
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
add_joined(const struct adding *a, const char *format, struct bytes first,
    struct bytes second, enum name_kind kind, unsigned flags, struct arena *arena)
{
	add(a, bytes_of(arena_printf(arena, format, (int)first.len, (const char *)first.at,
		   (int)second.len, (const char *)second.at)),
	    kind, flags);
}

/* Spellings that hold both names. */
static void
add_both(const struct adding *a, struct bytes given, struct bytes family,
    struct arena *arena)
{
	const unsigned exact = LEXICON_CAPITAL | LEXICON_EXACT;
	struct bytes g = initial(given), f = initial(family);

	add_joined(a, "%.*s %.*s", given, family, NAME_FULL, 0, arena);
	add_joined(a, "%.*s %.*s", family, given, NAME_FULL, LEXICON_COMMA, arena);
	add_joined(a, "%.*s %.*s", g, family, NAME_INITIALS, LEXICON_DOTS | exact, arena);
	add_joined(a, "%.*s %.*s", given, f, NAME_INITIALS, LEXICON_DOTS | exact, arena);
	add_joined(a, "%.*s %.*s", g, f, NAME_INITIALS, LEXICON_DOTS | exact, arena);
	if (!has(a->words, given) && !has(a->common, given))
		add_joined(a, "%.*s%.*s", g, f, NAME_LETTERS, exact, arena);
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
		add_both(a, p->given, p->family, arena);
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
