#include "release/table1.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "release/sheet.h"
#include "release/table.h"
#include "release/table1_builder.h"
#include "release/table1_words.h"

size_t
builder_columns(const struct builder *b)
{
	return b->spec->roles + (b->spec->roles > 1);
}

const char *
builder_title(const struct table1_variable *v)
{
	return v->title != NULL ? v->title : v->name;
}

bool
builder_percent(const struct builder *b, size_t column)
{
	return b->spec->percent && b->persons[column] >= PERCENT_BASE;
}

unsigned
builder_fewest(const struct builder *b)
{
	return b->crossed > MEAN_FEWEST ? b->crossed : MEAN_FEWEST;
}

void
builder_text(const struct builder *b, size_t column, const char *text)
{
	sheet_text(b->out->sheet, text);
	if (builder_percent(b, column))
		sheet_text(b->out->sheet, "");
}

static int
spec_check(const struct table1_spec *s, struct fail *f)
{
	if (s->persons == 0 || s->roles == 0)
		return fail(f, FAIL_INPUT, "table1-nobody");
	for (size_t v = 0; v < s->variables; v++) {
		const char *name = s->variable[v].name;

		if (!s->variable[v].consented)
			return fail_with(f, FAIL_REFUSED, "table1-consent", "%s", name);
		for (size_t i = 0; i < v; i++)
			if (strcmp(s->variable[i].name, name) == 0)
				return fail_with(
				    f, FAIL_INPUT, "table1-twice", "%s", name);
	}
	return 0;
}

/* Who has which role, and the two denominators. */
static int
roles_count(struct builder *b, struct fail *f)
{
	const struct table1_spec *s = b->spec;

	b->role = arena_get(b->arena, s->persons, sizeof(*b->role));
	b->persons = arena_get(b->arena, s->roles + 1, sizeof(*b->persons));
	b->seats = arena_get(b->arena, s->roles + 1, sizeof(*b->seats));
	for (size_t p = 0; p < s->persons; p++) {
		size_t r = 0;

		while (r < s->roles && strcmp(s->role[r], s->person[p].role) != 0)
			r++;
		if (r == s->roles)
			return fail(f, FAIL_INPUT, "table1-role");
		if (s->person[p].seats == 0)
			return fail(f, FAIL_INPUT, "table1-seats");
		b->role[p] = r;
		b->persons[r]++;
		b->persons[s->roles]++;
		b->seats[r] += s->person[p].seats;
		b->seats[s->roles] += s->person[p].seats;
	}
	b->out->persons = b->persons[s->roles];
	b->out->seats = b->seats[s->roles];
	return 0;
}

static int
variable_publish(struct builder *b, size_t variable, struct fail *f)
{
	const struct table1_variable *v = &b->spec->variable[variable];
	struct table1_block *block = &b->out->block[variable];

	block->form = TABLE1_NOT_SHOWN;
	sheet_row(b->out->sheet, SHEET_SECTION);
	sheet_text(b->out->sheet, builder_title(v));
	if (v->kind == TABLE1_NUMBER && v->band == 0) {
		if (builder_range(b, variable, block, f) < 0)
			return -1;
	} else {
		if (b->spec->roles > 1 &&
		    builder_levels(b, variable, true, block, f) < 0)
			return -1;
		if (block->table == NULL &&
		    builder_levels(b, variable, false, block, f) < 0)
			return -1;
	}
	if (block->table != NULL)
		builder_block(b, block->table,
		    block->form == TABLE1_CROSSED || block->form == TABLE1_MERGED);
	if (block->form == TABLE1_NOT_SHOWN) {
		sheet_row(b->out->sheet, SHEET_BODY);
		sheet_text(b->out->sheet, b->words->not_shown);
	}
	return 0;
}

static void
design_write(const struct builder *b, const char *label, const size_t *count)
{
	sheet_row(b->out->sheet, SHEET_BODY);
	sheet_text(b->out->sheet, label);
	for (size_t c = 0; c < builder_columns(b); c++) {
		sheet_number(b->out->sheet, (int64_t)count[c]);
		if (builder_percent(b, c))
			sheet_text(b->out->sheet, "");
	}
}

static void
head_write(struct builder *b)
{
	const char *title = b->spec->title != NULL ? b->spec->title : b->words->title;
	size_t width = 1 + builder_columns(b);

	for (size_t c = 0; c < builder_columns(b); c++)
		width += builder_percent(b, c);
	b->has_percent = width > 1 + builder_columns(b);
	b->out->sheet = sheet_new(b->arena, title, width);
	sheet_row(b->out->sheet, SHEET_HEADER);
	sheet_text(b->out->sheet, "");
	for (size_t c = 0; c < builder_columns(b); c++) {
		sheet_text(b->out->sheet,
		    c < b->spec->roles ? b->spec->role[c] : b->words->all);
		if (builder_percent(b, c))
			sheet_text(b->out->sheet, "%");
	}
	design_write(b, b->words->persons, b->persons);
	design_write(b, b->words->seats, b->seats);
}

int
table1_build(
    const struct table1_spec *s, struct arena *a, struct table1 *out, struct fail *f)
{
	struct builder b = { .spec = s, .arena = a, .out = out };

	*out = (struct table1){ 0 };
	b.words = s->words != NULL ? s->words : table1_words(NULL);
	b.marginal = s->marginal > 0 ? s->marginal : table_policy_default.marginal;
	b.crossed = s->crossed > 0 ? s->crossed : table_policy_default.threshold;
	if (b.marginal < 2 || b.crossed < 2)
		return fail(f, FAIL_INPUT, "table1-threshold");
	if (b.crossed < b.marginal) /* a role is never told of more finely than all */
		b.crossed = b.marginal;
	if (spec_check(s, f) < 0 || roles_count(&b, f) < 0)
		return -1;
	out->block = arena_get(a, s->variables, sizeof(*out->block));
	head_write(&b);
	for (size_t v = 0; v < s->variables; v++)
		if (variable_publish(&b, v, f) < 0)
			return -1;
	builder_notes(&b);
	return 0;
}
