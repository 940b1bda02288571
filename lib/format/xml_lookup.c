#include "format/xml_lookup.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"

struct xml_lookup {
	const struct xml_profile *profile;
	struct arena *arena;
	struct map *elements, *attributes; /* to the first row of the name, from 1 */
	struct map *spaces, *words;
	uint32_t *element_next, *attribute_next; /* the next row of the name; 0: none */
};

/* "w:p" by each of the namespaces that w is; "p" as it is. */
static void
put(struct xml_lookup *l, struct map *map, const char *name, uint32_t row,
    uint32_t *next)
{
	const struct xml_namespace *ns = l->profile->space;
	const char *colon = strchr(name, ':');
	size_t prefix = colon ? (size_t)(colon - name) : 0;
	uint32_t *at;
	int added;

	if (colon == NULL) {
		at = map_put(map, bytes_of(name), row, &added);
		if (!added) {
			next[row] = *at;
			*at = row;
		}
		return;
	}
	for (; ns != NULL && ns->prefix != NULL; ns++) {
		if (strlen(ns->prefix) != prefix ||
		    memcmp(ns->prefix, name, prefix) != 0)
			continue;
		at = map_put(map,
		    bytes_of(arena_printf(l->arena, "%s|%s", ns->uri, colon + 1)), row,
		    &added);
		if (!added && *at != row) {
			next[row] = *at;
			*at = row;
		}
	}
}

struct xml_lookup *
xml_lookup_new(const struct xml_profile *p, struct arena *a)
{
	struct xml_lookup *l = arena_get(a, 1, sizeof *l);
	const struct xml_namespace *ns;
	const char *const *word;
	uint32_t n, i;

	*l = (struct xml_lookup){ p, a, map_new(a), map_new(a), map_new(a), map_new(a),
		NULL, NULL };
	for (n = 0; p->element[n].name != NULL; n++)
		;
	l->element_next = arena_get(a, n + 1, sizeof *l->element_next);
	for (i = n; i > 0; i--) /* so that the first row of a name is found first */
		put(l, l->elements, p->element[i - 1].name, i, l->element_next);
	for (n = 0; p->attribute[n].name != NULL; n++)
		;
	l->attribute_next = arena_get(a, n + 1, sizeof *l->attribute_next);
	for (i = n; i > 0; i--)
		put(l, l->attributes, p->attribute[i - 1].name, i, l->attribute_next);
	for (ns = p->space; ns != NULL && ns->prefix != NULL; ns++)
		map_put(l->spaces, bytes_of(ns->uri), 1, NULL);
	for (word = p->word; word != NULL && *word != NULL; word++)
		map_put(l->words, bytes_of(*word), 1, NULL);
	for (word = p->name; word != NULL && *word != NULL; word++)
		map_put(l->words, bytes_of(*word), 1, NULL);
	return l;
}

const struct xml_element *
xml_element_of(
    const struct xml_lookup *l, const char *expat, const struct xml_element *parent)
{
	const uint32_t *first = map_get(l->elements, bytes_of(expat));
	const struct xml_element *row, *anywhere = NULL;
	uint32_t i;

	for (i = first ? *first : 0; i != 0; i = l->element_next[i]) {
		row = &l->profile->element[i - 1];
		if (row->parent == NULL)
			anywhere = row;
		else if (parent != NULL && strcmp(row->parent, parent->name) == 0)
			return row;
	}
	return anywhere;
}

const struct xml_attribute *
xml_attribute_of(
    const struct xml_lookup *l, const char *expat, const struct xml_element *e)
{
	const uint32_t *first = map_get(l->attributes, bytes_of(expat));
	const struct xml_attribute *row, *any = NULL;
	uint32_t i;

	for (i = first ? *first : 0; i != 0; i = l->attribute_next[i]) {
		row = &l->profile->attribute[i - 1];
		if (row->element == NULL)
			any = row;
		else if (strcmp(row->element, e->name) == 0)
			return row;
	}
	return any;
}

bool
xml_knows_space(const struct xml_lookup *l, struct bytes uri)
{
	return map_get(l->spaces, uri) != NULL;
}

bool
xml_is_word(const struct xml_lookup *l, struct bytes word)
{
	return map_get(l->words, word) != NULL;
}

/* "A2" of "Table1.A2": where the point of it stands; the end if there is none. */
static size_t
cell_of(struct bytes b)
{
	size_t digits = b.len, letters, max_digits = 4, max_letters = 3;

	while (digits > 0 && max_digits-- > 0 && isdigit(b.at[digits - 1]))
		digits--;
	letters = digits;
	while (letters > 0 && max_letters-- > 0 && isupper(b.at[letters - 1]))
		letters--;
	return letters > 0 && letters < b.len && b.at[letters - 1] == '.' ? letters - 1
	                                                                  : b.len;
}

bool
xml_is_name(const struct xml_lookup *l, struct bytes b)
{
	size_t end, max = 4;

	if (b.len > 2 && b.at[0] == '\'' && b.at[b.len - 1] == '\'')
		b = bytes_cut(b, 1, b.len - 1);
	if (xml_is_word(l, b))
		return true;
	end = b.len = cell_of(b);
	while (end > 0 && max-- > 0 && isdigit(b.at[end - 1]))
		end--;
	if (end == b.len)
		return false;
	if (end > 4 && memcmp(b.at + end - 4, "_20_", 4) == 0)
		end -= 4;
	else if (end > 0 && b.at[end - 1] == ' ')
		end--;
	return end > 0 && xml_is_word(l, bytes_cut(b, 0, end));
}

bool
xml_is_counted(struct bytes id, const char *prefix)
{
	size_t i = strlen(prefix), digits = 0;
	bool hex = false;

	if (!bytes_start(id, prefix))
		return false;
	if (i < id.len && id.at[i] == '_') {
		hex = true;
		i++;
	}
	for (; i < id.len; i++) {
		if (isdigit(id.at[i]))
			digits++;
		else if (!hex || (!isxdigit(id.at[i]) && id.at[i] != '-'))
			return false;
	}
	return digits > 0;
}

bool
xml_is_guid(struct bytes b)
{
	size_t i;

	if (b.len == 38 && b.at[0] == '{' && b.at[37] == '}')
		b = bytes_cut(b, 1, 37);
	for (i = 0; i < b.len; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? b.at[i] != '-'
							    : !isxdigit(b.at[i]))
			return false;
	return b.len == 36;
}

static bool
is_unit(struct bytes unit)
{
	static const char *const units[] = { "", "pt", "cm", "mm", "in", "px", "pc",
		"em", "ex", "%", "deg", "grad", "rad", "char", "ch", "*" };
	size_t i;

	for (i = 0; i < sizeof units / sizeof *units; i++)
		if (bytes_are(unit, units[i]))
			return true;
	return false;
}

/* "#1F4E79", "1F4E79", "#FFF" */
static bool
is_colour(struct bytes b)
{
	size_t i = b.len > 0 && b.at[0] == '#';

	if (b.len - i != 6 && b.len - i != 8 && !(i == 1 && b.len == 4))
		return false;
	for (; i < b.len; i++)
		if (!isxdigit(b.at[i]))
			return false;
	return true;
}

/* "-12.5pt", "0.249977111117893": ten digits, or more behind the point alone. */
static bool
is_measure(struct bytes b)
{
	size_t i = b.len > 0 && (b.at[0] == '-' || b.at[0] == '+'), whole = 0,
	       after = 0;

	for (; i < b.len && isdigit(b.at[i]); i++)
		whole++;
	if (i < b.len && b.at[i] == '.')
		for (i++; i < b.len && isdigit(b.at[i]); i++)
			after++;
	return whole + after > 0 && whole <= 10 && after <= 17 &&
	       is_unit(bytes_cut(b, i, b.len));
}

/* "04A0", "BF": hexadecimal, with a digit in it or of two. */
static bool
is_hex(struct bytes b)
{
	bool digit = false;
	size_t i;

	for (i = 0; i < b.len; i++) {
		if (!isxdigit(b.at[i]))
			return false;
		digit = digit || isdigit(b.at[i]);
	}
	return b.len <= 8 && (digit || b.len == 2);
}

/* "nextPage", "nb-NO": begins small, and is not long. */
static bool
is_program_word(struct bytes b)
{
	size_t i;

	if (b.len == 0 || b.len > 40 || !islower(b.at[0]))
		return false;
	for (i = 0; i < b.len; i++)
		if (!isalnum(b.at[i]) && b.at[i] != '-')
			return false;
	return true;
}

/* What stands between two commas. */
static bool
is_list(const struct xml_lookup *l, struct bytes b)
{
	size_t i, from = 0;
	struct bytes one;

	if (xml_is_name(l, b))
		return true;
	for (i = 0; i <= b.len; i++) {
		if (i < b.len && strchr(" ;:()", b.at[i]) == NULL)
			continue;
		one = bytes_cut(b, from, i);
		from = i + 1;
		if (one.len > 0 && !is_measure(one) && !is_colour(one) &&
		    !is_hex(one) && !is_program_word(one) && !xml_is_name(l, one))
			return false;
	}
	return true;
}

bool
xml_is_token(const struct xml_lookup *l, struct bytes b)
{
	struct bytes one;

	if (xml_is_name(l, b))
		return true;
	while (bytes_next(&b, ',', &one))
		if (!is_list(l, bytes_trim(one)))
			return false;
	return true;
}

bool
xml_attribute_is(const struct xml_lookup *l, const char *expat, const char *name)
{
	const uint32_t *first = map_get(l->attributes, bytes_of(expat));
	uint32_t i;

	for (i = first ? *first : 0; i != 0; i = l->attribute_next[i])
		if (strcmp(l->profile->attribute[i - 1].name, name) == 0)
			return true;
	return false;
}
