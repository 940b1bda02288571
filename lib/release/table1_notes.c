#include "base/arena.h"
#include "base/buf.h"
#include "base/bytes.h"
#include "release/sheet.h"
#include "release/table.h"
#include "release/table1_builder.h"
#include "release/table1_words.h"

static const char *
count_text(const struct builder *b, size_t count)
{
	return arena_printf(b->arena, "%zu", count);
}

/* A note with the titles of the variables that it is about; none, no note. */
static void
note_variables(
    const struct builder *b, const char *note, unsigned forms, bool sensitive)
{
	struct buf names = { 0 };

	for (size_t v = 0; v < b->spec->variables; v++) {
		const struct table1_variable *var = &b->spec->variable[v];

		if (!(forms >> b->out->block[v].form & 1) ||
		    (sensitive && !var->sensitive))
			continue;
		buf_text(&names, names.len > 0 ? ", " : "");
		buf_text(&names, builder_title(var));
	}
	if (names.len > 0)
		sheet_note(b->out->sheet,
		    words_fill(b->arena, note, arena_text(b->arena, buf_bytes(&names)),
			count_text(b, b->crossed), ""));
	buf_free(&names);
}

void
builder_notes(const struct builder *b)
{
	const struct table1_words *w = b->words;
	struct sheet *s = b->out->sheet;
	unsigned fewest = builder_fewest(b);

	sheet_note(
	    s, words_fill(b->arena, w->note_counts, count_text(b, b->out->persons),
		   count_text(b, b->out->seats), ""));
	sheet_note(s, words_fill(b->arena, w->note_hidden, TABLE_HIDDEN,
			  count_text(b, b->marginal), count_text(b, b->crossed)));
	note_variables(b, w->note_sensitive, ~0U, true);
	note_variables(
	    b, w->note_merged, 1U << TABLE1_MERGED | 1U << TABLE1_ALL_MERGED, false);
	note_variables(b, w->note_all,
	    1U << TABLE1_ALL | 1U << TABLE1_ALL_MERGED | 1U << TABLE1_RANGE_ALL, false);
	note_variables(b, w->note_not_shown, 1U << TABLE1_NOT_SHOWN, false);
	if (b->has_range)
		sheet_note(s,
		    words_fill(b->arena, w->note_range, count_text(b, fewest), "", ""));
	if (b->has_percent)
		sheet_note(s, words_fill(b->arena, w->note_percent,
				  count_text(b, PERCENT_BASE), "", ""));
	if (b->groups > 0)
		sheet_note(s, words_fill(b->arena, w->note_group,
				  count_text(b, b->groups), "", ""));
}
