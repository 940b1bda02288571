#include "scrub/judged.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/map.h"
#include "base/rows.h"
#include "text/word.h"

enum { SCOPE, CATEGORY, FOLDED, MEETING, START, END, VERDICT, TREAT, SAME_AS };

static const struct column columns[] = {
	[SCOPE] = { "scope", NULL, true },
	[CATEGORY] = { "category", NULL, true },
	[FOLDED] = { "folded", NULL, true },
	[MEETING] = { "meeting", NULL, true },
	[START] = { "start", NULL, true },
	[END] = { "end", NULL, true },
	[VERDICT] = { "verdict", NULL, true },
	[TREAT] = { "treat", NULL, true },
	[SAME_AS] = { "same_as", NULL, true },
	{ NULL, NULL, false },
};

struct judged {
	struct judgement *at;
	size_t len;
	struct map *by_name; /* skeleton -> index */
};

static int
read_verdict(const struct row *row, struct judgement *j)
{
	int treatment;
	char name[32];

	if (bytes_are(row->cell[VERDICT], "keep")) {
		j->verdict = JUDGED_KEEP;
		return 0;
	}
	if (bytes_are(row->cell[VERDICT], "same")) {
		j->verdict = JUDGED_SAME;
		j->same_as = row->cell[SAME_AS];
		return j->same_as.len ? 0 : -1;
	}
	if (!bytes_are(row->cell[VERDICT], "treat") || row->cell[TREAT].len >= sizeof name)
		return -1;
	memcpy(name, row->cell[TREAT].at, row->cell[TREAT].len);
	name[row->cell[TREAT].len] = '\0';
	treatment = treatment_named(name);
	if (treatment < 0)
		return -1;
	j->verdict = JUDGED_TREAT;
	j->treatment = (enum treatment)treatment;
	return 0;
}

static int
read_row(const struct row *row, struct judgement *j, struct arena *a)
{
	bool place = bytes_are(row->cell[SCOPE], "place");

	if (!place && !bytes_are(row->cell[SCOPE], "name"))
		return -1;
	j->scope = place ? JUDGED_PLACE : JUDGED_NAME;
	j->folded = row->cell[FOLDED];
	j->meeting = arena_text(a, row->cell[MEETING]);
	j->start = strtoull(arena_text(a, row->cell[START]), NULL, 10);
	j->end = strtoull(arena_text(a, row->cell[END]), NULL, 10);
	if (j->folded.len == 0 || (place && (j->meeting[0] == '\0' || j->end <= j->start)))
		return -1;
	return read_verdict(row, j);
}

int
judged_parse(struct bytes csv, struct arena *a, struct judged **out, struct fail *f)
{
	struct judged *set = arena_get(a, 1, sizeof *set);
	struct rows rows;
	size_t i;

	set->by_name = map_new(a);
	*out = set;
	if (csv.len == 0)
		return 0;
	if (rows_parse(csv, NULL, columns, a, &rows, f) == -1)
		return -1;
	set->at = arena_get(a, rows.len, sizeof *set->at);
	set->len = rows.len;
	for (i = 0; i < rows.len; i++) {
		if (read_row(&rows.at[i], &set->at[i], a) == -1) {
			fail(f, FAIL_INPUT, "decision-row");
			return fail_at(f, NULL, rows.at[i].line);
		}
		if (set->at[i].scope == JUDGED_NAME) /* the last one said counts */
			*map_put(set->by_name, set->at[i].folded, (uint32_t)i, NULL) = (uint32_t)i;
	}
	return 0;
}

/* The skeletons of the words of a phrase, one blank between two. */
static void
fold_phrase(struct bytes text, struct buf *to)
{
	struct bytes part;
	size_t i = 0, from;

	while (i < text.len) {
		while (i < text.len && (text.at[i] == ' ' || text.at[i] == '\n'))
			i++;
		for (from = i; i < text.len && text.at[i] != ' ' && text.at[i] != '\n'; i++)
			;
		part = bytes_cut(text, from, i);
		if (part.len == 0)
			break;
		if (to->len)
			buf_byte(to, ' ');
		word_skeleton(part, to);
	}
}

const struct judgement *
judged_about(const struct judged *set, struct bytes text, const char *meeting,
    uint64_t start, uint64_t end, bool *stale)
{
	const struct judgement *found = NULL;
	struct buf folded = { 0 };
	const uint32_t *index;
	size_t i;

	*stale = false;
	if (set->len == 0)
		return NULL;
	fold_phrase(text, &folded);
	for (i = 0; i < set->len && found == NULL; i++) {
		const struct judgement *j = &set->at[i];

		if (j->scope != JUDGED_PLACE || strcmp(j->meeting, meeting) != 0 ||
		    j->start >= end || j->end <= start)
			continue;
		if (j->start == start && j->end == end &&
		    bytes_equal(j->folded, buf_bytes(&folded)))
			found = j;
		else
			*stale = true;
	}
	index = map_get(set->by_name, buf_bytes(&folded));
	if (found == NULL && index != NULL)
		found = &set->at[*index];
	buf_free(&folded);
	return found;
}

size_t
judged_count(const struct judged *set)
{
	return set->len;
}
