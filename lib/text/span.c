#include "text/span.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"

static const char *const names[CATEGORIES] = {
	[CATEGORY_PER] = "PER",
	[CATEGORY_LOC] = "LOC",
	[CATEGORY_ORG] = "ORG",
	[CATEGORY_POSTCODE] = "POSTCODE",
	[CATEGORY_DATE] = "DATE",
	[CATEGORY_AGE] = "AGE",
	[CATEGORY_ADDRESS] = "ADDRESS",
	[CATEGORY_PHONE] = "PHONE",
	[CATEGORY_EMAIL] = "EMAIL",
	[CATEGORY_URL] = "URL",
	[CATEGORY_HANDLE] = "HANDLE",
	[CATEGORY_IP] = "IP",
	[CATEGORY_FNR] = "FNR",
	[CATEGORY_ORGNR] = "ORGNR",
	[CATEGORY_ACCOUNT] = "ACCOUNT",
	[CATEGORY_CARD] = "CARD",
	[CATEGORY_PLATE] = "PLATE",
	[CATEGORY_ID] = "ID",
	[CATEGORY_TITLE] = "TITLE",
	[CATEGORY_SPECIAL] = "SPECIAL",
};

const char *
category_name(enum category c)
{
	if ((unsigned)c >= CATEGORIES)
		die("category %u", (unsigned)c);
	return names[c];
}

int
category_named(const char *name)
{
	int c;

	for (c = 0; c < CATEGORIES; c++)
		if (strcmp(names[c], name) == 0)
			return c;
	return -1;
}

void
spans_add(struct spans *s, struct arena *a, struct span span, size_t text_len)
{
	if (span.from >= span.to || span.to > text_len)
		die("span [%u, %u) of %zu", span.from, span.to, text_len);
	s->at = arena_grow(a, s->at, s->len, &s->cap, sizeof *s->at);
	s->at[s->len++] = span;
}

static int
by_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int
by_place(const void *left, const void *right)
{
	const struct span *a = left, *b = right;
	int order = by_number(a->from, b->from);

	if (order == 0)
		order = by_number(b->to, a->to);
	if (order == 0)
		order = by_number(b->score, a->score);
	if (order == 0)
		order = by_number(a->rule, b->rule);
	if (order == 0)
		order = by_number(a->value, b->value);
	if (order == 0)
		order = by_number(a->entity, b->entity);
	if (order == 0)
		order = by_number(a->category, b->category);
	return order;
}

void
spans_sort(struct spans *s)
{
	if (s->len > 1)
		qsort(s->at, s->len, sizeof *s->at, by_place);
}
