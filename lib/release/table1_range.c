#include <inttypes.h>
#include <math.h>

#include "base/arena.h"
#include "base/fail.h"
#include "release/levels.h"
#include "release/sheet.h"
#include "release/table1_builder.h"
#include "release/table1_words.h"

enum { RANGE_BASE = 5, THOUSAND = 1000 };

struct summary {
	size_t n;
	int64_t lowest, highest; /* thousandths */
	double mean, deviation;
};

/* Of a role, or of all where role is the number of roles. */
static int
summary_of(const struct builder *b, size_t variable, size_t role, struct summary *s,
    struct fail *f)
{
	double sum = 0, squares = 0;
	int64_t number;

	*s = (struct summary){ .lowest = INT64_MAX, .highest = -1 };
	for (int pass = 0; pass < 2; pass++) {
		for (size_t p = 0; p < b->spec->persons; p++) {
			double off;

			if (role < b->spec->roles && b->role[p] != role)
				continue;
			if (level_number(b->spec, variable, p, &number, f) < 0)
				return -1;
			if (number < 0)
				continue;
			s->lowest = number < s->lowest ? number : s->lowest;
			s->highest = number > s->highest ? number : s->highest;
			s->n += pass == 0;
			sum += pass == 0 ? (double)number : 0;
			off = (double)number - s->mean;
			squares += pass == 1 ? off * off : 0;
		}
		if (pass == 0)
			s->mean = s->n > 0 ? sum / (double)s->n : 0;
	}
	s->deviation = s->n > 1 ? sqrt(squares / (double)(s->n - 1)) : 0;
	return 0;
}

/* Outward to fives; at least one five wide. */
static const char *
range_text(const struct builder *b, const struct summary *s)
{
	int64_t unit = RANGE_BASE * THOUSAND;
	long long from = s->lowest / unit * RANGE_BASE;
	long long last = (s->highest + unit - 1) / unit * RANGE_BASE;

	if (last == from)
		last += RANGE_BASE;
	return arena_printf(b->arena, "%lld\xe2\x80\x93%lld", from, last);
}

static const char *
mean_text(const struct builder *b, const struct summary *s)
{
	return arena_printf(
	    b->arena, "%.0f (%.0f)", s->mean / THOUSAND, s->deviation / THOUSAND);
}

static void
summary_write(const struct builder *b, const struct summary *s, bool all_only,
    const char *label,
    const char *(*text)(const struct builder *, const struct summary *))
{
	size_t last = builder_columns(b) - 1;

	sheet_row(b->out->sheet, SHEET_BODY);
	sheet_text(b->out->sheet, label);
	for (size_t c = 0; c <= last; c++)
		if (s[c].n == 0 || (all_only && c < last))
			builder_text(b, c, "");
		else
			builder_text(b, c, text(b, &s[c]));
}

/*
 * A range and a mean tell of the persons at the ends. If one role is too small for its
 * own, the others and all together would give it away, so that all together stands
 * alone then.
 */
int
builder_range(
    struct builder *b, size_t variable, struct table1_block *block, struct fail *f)
{
	size_t last = builder_columns(b) - 1;
	size_t fewest = builder_fewest(b);
	struct summary *s = arena_get(b->arena, last + 1, sizeof(*s));
	bool all_only = false;

	for (size_t c = 0; c <= last; c++) {
		if (summary_of(b, variable, c, &s[c], f) < 0)
			return -1;
		if (c < last && b->persons[c] > 0 && s[c].n < fewest)
			all_only = true;
	}
	if (s[last].n < fewest || b->spec->variable[variable].sensitive)
		return 0;
	block->form = all_only || last == 0 ? TABLE1_RANGE_ALL : TABLE1_RANGE;
	b->has_range = true;
	summary_write(b, s, all_only, b->words->range, range_text);
	summary_write(b, s, all_only, b->words->mean, mean_text);
	return 0;
}
