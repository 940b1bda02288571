#include "release/levels.h"

#include <string.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/fail.h"
#include "release/suppress.h"
#include "release/table1.h"

enum { DIGITS = 9, DECIMALS = 3, THOUSAND = 1000 };

static struct bytes
value_of(const struct table1_spec *s, size_t variable, size_t person)
{
	return bytes_trim(bytes_of(s->person[person].value[variable]));
}

/* "41", "2.5" or "2,5". */
static bool
number_parse(struct bytes text, int64_t *thousandths)
{
	int64_t value = 0;
	size_t at = 0, decimals = 0;

	for (; at < text.len && text.at[at] >= '0' && text.at[at] <= '9'; at++) {
		if (at == DIGITS)
			return false;
		value = value * 10 + (text.at[at] - '0');
	}
	if (at == 0)
		return false;
	value *= THOUSAND;
	if (at < text.len && (text.at[at] == '.' || text.at[at] == ',')) {
		int64_t unit = THOUSAND / 10;

		for (at++; at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
		     at++, unit /= 10, decimals++)
			value += unit * (text.at[at] - '0');
		if (decimals == 0 || decimals > DECIMALS)
			return false;
	}
	*thousandths = value;
	return at == text.len;
}

int
level_number(const struct table1_spec *s, size_t variable, size_t person,
    int64_t *thousandths, struct fail *f)
{
	struct bytes text = value_of(s, variable, person);

	*thousandths = -1;
	if (text.len == 0 || number_parse(text, thousandths))
		return 0;
	return fail_with(
	    f, FAIL_INPUT, "table1-number", "%s", s->variable[variable].name);
}

/* The place of text in the first len levels, by byte value; *found says whether it is
 * there or would have to be put there. */
static size_t
level_find(const struct levels *l, struct bytes text, bool sorted, bool *found)
{
	for (size_t i = 0; i < l->len; i++) {
		int order = bytes_compare(bytes_of(l->level[i].first), text);

		*found = order == 0;
		if (order == 0 || (sorted && order > 0))
			return i;
	}
	*found = false;
	return l->len;
}

/* The values that occur, sorted by byte value. */
static void
levels_observe(const struct table1_spec *s, size_t v, struct arena *a, struct levels *l)
{
	size_t cap = 0;
	bool found;

	for (size_t p = 0; p < s->persons; p++) {
		struct bytes text = value_of(s, v, p);
		size_t at = level_find(l, text, true, &found);
		const char *copy;

		if (text.len == 0 || found)
			continue;
		l->level = arena_grow(a, l->level, l->len, &cap, sizeof(*l->level));
		memmove(l->level + at + 1, l->level + at,
		    (l->len - at) * sizeof(*l->level));
		copy = arena_text(a, text);
		l->level[at] = (struct level){ copy, copy, 0 };
		l->len++;
	}
}

static int
levels_of_text(const struct table1_spec *s, size_t v, struct arena *a, struct levels *l,
    struct fail *f)
{
	const struct table1_variable *var = &s->variable[v];
	bool found;

	if (var->levels > 0)
		l->level = arena_get(a, var->levels, sizeof(*l->level));
	else if (var->kind == TABLE1_ORDERED)
		return fail_with(f, FAIL_INPUT, "table1-levels", "%s", var->name);
	else
		levels_observe(s, v, a, l);
	for (size_t i = 0; i < var->levels; i++)
		l->level[l->len++] = (struct level){ var->level[i], var->level[i], 0 };
	for (size_t p = 0; p < s->persons; p++) {
		struct bytes text = value_of(s, v, p);

		l->of[p] = LEVEL_NONE;
		if (text.len == 0)
			continue;
		l->of[p] = level_find(l, text, false, &found);
		if (!found)
			return fail_with(
			    f, FAIL_INPUT, "table1-level", "%s", var->name);
	}
	return 0;
}

/* Bands from the lowest that occurs to the highest, the empty ones between as well. */
static int
levels_of_number(const struct table1_spec *s, size_t v, struct arena *a,
    struct levels *l, struct fail *f)
{
	int64_t width = s->variable[v].band, lowest = INT64_MAX, highest = -1, number;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t p = 0; p < s->persons; p++) {
			if (level_number(s, v, p, &number, f) < 0)
				return -1;
			l->of[p] = LEVEL_NONE;
			if (number < 0)
				continue;
			number /= width * THOUSAND;
			if (number < lowest)
				lowest = number;
			if (number > highest)
				highest = number;
			l->of[p] =
			    (size_t)(number - lowest); /* right the second time */
		}
	}
	if (highest < 0)
		return 0;
	if (highest - lowest >= SUPPRESS_CELLS)
		return fail_with(f, FAIL_LIMIT, "table-cells", "%d", SUPPRESS_CELLS);
	l->len = (size_t)(highest - lowest + 1);
	l->level = arena_get(a, l->len, sizeof(*l->level));
	for (size_t i = 0; i < l->len; i++) {
		long long from = (lowest + (int64_t)i) * width, last = from + width - 1;

		l->level[i].first = arena_printf(a, "%lld", from);
		l->level[i].last = arena_printf(a, "%lld", last);
	}
	return 0;
}

int
levels_read(const struct table1_spec *s, size_t v, struct arena *a, struct levels *l,
    struct fail *f)
{
	static const char *const between[] = { [TABLE1_CATEGORY] = NULL,
		[TABLE1_ORDERED] = " \xe2\x80\x93 ",
		[TABLE1_NUMBER] = "\xe2\x80\x93" };
	const struct table1_variable *var = &s->variable[v];
	int status;

	*l = (struct levels){ .persons = s->persons, .between = between[var->kind] };
	l->of = arena_get(a, s->persons, sizeof(*l->of));
	if (var->kind == TABLE1_NUMBER)
		status = levels_of_number(s, v, a, l, f);
	else
		status = levels_of_text(s, v, a, l, f);
	for (size_t p = 0; status == 0 && p < s->persons; p++) {
		if (l->of[p] == LEVEL_NONE)
			l->unstated = true;
		else
			l->level[l->of[p]].count++;
	}
	return status;
}

bool
levels_merge(const struct levels *l, struct arena *a, struct levels *merged)
{
	size_t at = 0, fewest = SIZE_MAX;

	if (l->between == NULL || l->len <= 2)
		return false;
	for (size_t i = 0; i + 1 < l->len; i++) {
		size_t both = l->level[i].count + l->level[i + 1].count;

		if (both < fewest) {
			fewest = both;
			at = i;
		}
	}
	*merged = *l;
	merged->len = l->len - 1;
	merged->level = arena_get(a, merged->len, sizeof(*merged->level));
	for (size_t i = 0; i < merged->len; i++)
		merged->level[i] = l->level[i <= at ? i : i + 1];
	merged->level[at].last = l->level[at + 1].last;
	merged->level[at].count = fewest;
	merged->of = arena_get(a, l->persons, sizeof(*merged->of));
	for (size_t p = 0; p < l->persons; p++) {
		size_t of = l->of[p];

		merged->of[p] = of != LEVEL_NONE && of > at ? of - 1 : of;
	}
	return true;
}

const char *
level_label(const struct levels *l, size_t level, struct arena *a)
{
	const struct level *v = &l->level[level];

	if (l->between == NULL || strcmp(v->first, v->last) == 0)
		return v->first;
	return arena_printf(a, "%s%s%s", v->first, l->between, v->last);
}
