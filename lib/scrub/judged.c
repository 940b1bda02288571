#include "scrub/judged.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/map.h"
#include "base/rows.h"
#include "text/utf8.h"
#include "text/word.h"

enum { SCOPE, CATEGORY, FOLDED, MEETING, START, END, VERDICT, TREAT, SAME_AS, PART };

static const struct column columns[] = {
	[SCOPE] = { "scope", NULL, true },
	[CATEGORY] = { "category", NULL, false },
	[FOLDED] = { "folded", NULL, true },
	[MEETING] = { "meeting", NULL, false },
	[START] = { "start", NULL, false },
	[END] = { "end", NULL, false },
	[VERDICT] = { "verdict", NULL, true },
	[TREAT] = { "treat", NULL, false },
	[SAME_AS] = { "same_as", NULL, false },
	[PART] = { "part", NULL, false },
	{ NULL, NULL, false },
};

struct judged {
	struct judgement *at;
	size_t len;
	struct map *by_name; /* category, skeleton -> index */
};

enum { ANY_CATEGORY = CATEGORIES };

/* The key of a name: its category, then its skeleton. */
static struct bytes
name_key(int category, struct bytes folded, struct buf *to)
{
	buf_clear(to);
	buf_byte(to, (unsigned char)category);
	buf_add(to, folded);
	return buf_bytes(to);
}

static bool
is_break(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void
judged_fold(struct bytes text, struct buf *to)
{
	struct bytes part;
	size_t i = 0, from, begin = to->len;

	while (i < text.len) {
		while (i < text.len && is_break(text.at[i]))
			i++;
		for (from = i; i < text.len && !is_break(text.at[i]); i++)
			;
		part = bytes_cut(text, from, i);
		if (part.len == 0)
			break;
		if (to->len > begin)
			buf_byte(to, ' ');
		word_skeleton(part, to);
	}
}

/* "": any. -1: no category. */
static int
read_category(struct bytes cell)
{
	int c;

	for (c = 0; c < CATEGORIES; c++)
		if (bytes_are(cell, category_name((enum category)c)))
			return c;
	return cell.len == 0 ? ANY_CATEGORY : -1;
}

static int
read_offset(struct bytes cell, uint64_t *offset)
{
	size_t i;

	*offset = 0;
	for (i = 0; i < cell.len && cell.at[i] >= '0' && cell.at[i] <= '9'; i++)
		*offset = *offset * 10 + (uint64_t)(cell.at[i] - '0');
	return i == cell.len && cell.len > 0 && cell.len <= 18 ? 0 : -1;
}

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
	if (!bytes_are(row->cell[VERDICT], "treat") ||
	    row->cell[TREAT].len >= sizeof name)
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

static struct bytes
folded_cell(struct bytes cell, struct arena *a)
{
	struct buf folded = { 0 };
	struct bytes kept;

	judged_fold(cell, &folded);
	kept = arena_bytes(a, buf_bytes(&folded));
	buf_free(&folded);
	return kept;
}

static int
read_row(const struct row *row, struct judgement *j, struct arena *a)
{
	bool place = bytes_are(row->cell[SCOPE], "place");

	if (!place && !bytes_are(row->cell[SCOPE], "name"))
		return -1;
	j->scope = place ? JUDGED_PLACE : JUDGED_NAME;
	j->category = read_category(row->cell[CATEGORY]);
	j->folded = folded_cell(row->cell[FOLDED], a);
	j->as_name = utf8_has_upper(row->cell[FOLDED]);
	j->meeting = arena_text(a, row->cell[MEETING]);
	j->part = arena_text(a, row->cell[PART]);
	if (j->folded.len == 0 || j->category < 0)
		return -1;
	if (place &&
	    (j->meeting[0] == '\0' || read_offset(row->cell[START], &j->start) == -1 ||
		read_offset(row->cell[END], &j->end) == -1 || j->end <= j->start))
		return -1;
	return read_verdict(row, j);
}

int
judged_parse(struct bytes csv, struct arena *a, struct judged **out, struct fail *f)
{
	return judged_gather(csv, NULL, a, out, NULL, f);
}

int
judged_gather(struct bytes csv, const char *path, struct arena *a, struct judged **out,
    struct faults *faults, struct fail *f)
{
	struct judged *set = arena_get(a, 1, sizeof *set);
	struct judgement *j;
	struct buf key = { 0 };
	struct rows rows;
	size_t i;

	set->by_name = map_new(a);
	*out = set;
	if (csv.len == 0)
		return 0;
	if (rows_gather(csv, path, columns, a, &rows, faults, f) == -1)
		return -1;
	set->at = arena_get(a, rows.len, sizeof *set->at);
	set->len = rows.len;
	for (i = 0; i < rows.len; i++) {
		j = &set->at[i];
		if (read_row(&rows.at[i], j, a) == -1) {
			fail(f, FAIL_INPUT, "decision-row");
			fail_at(f, path, rows.at[i].line);
			if (faults_take(faults, f) == 0)
				continue;
			buf_free(&key);
			return -1;
		}
		if (j->scope == JUDGED_NAME) /* the last one said counts */
			*map_put(set->by_name, name_key(j->category, j->folded, &key),
			    0, NULL) = (uint32_t)i;
	}
	buf_free(&key);
	return 0;
}

/* The last of those about this place, or NULL; *stale where there are only others
 * that touch it. */
static const struct judgement *
about_place(const struct judged *set, struct bytes folded,
    const struct judged_place *where, bool *stale)
{
	const struct judgement *found = NULL, *j;
	size_t i;

	for (i = 0; i < set->len; i++) {
		j = &set->at[i];
		if (j->scope != JUDGED_PLACE ||
		    strcmp(j->meeting, where->meeting) != 0 ||
		    strcmp(j->part, where->part) != 0 || j->start >= where->end ||
		    j->end <= where->start)
			continue;
		if (j->start == where->start && j->end == where->end &&
		    bytes_equal(j->folded, folded))
			found = j;
		else
			*stale = true;
	}
	*stale = *stale && found == NULL;
	return found;
}

static const struct judgement *
about_name(const struct judged *set, struct bytes folded, enum category category)
{
	const uint32_t *one, *any;
	struct buf key = { 0 };

	one = map_get(set->by_name, name_key((int)category, folded, &key));
	any = map_get(set->by_name, name_key(ANY_CATEGORY, folded, &key));
	buf_free(&key);
	if (one == NULL || (any != NULL && *any > *one))
		one = any;
	return one ? &set->at[*one] : NULL;
}

const struct judgement *
judged_about(const struct judged *set, struct bytes text, enum category category,
    const struct judged_place *where, bool *stale)
{
	const struct judgement *found;
	struct buf folded = { 0 };

	*stale = false;
	if (set->len == 0)
		return NULL;
	judged_fold(text, &folded);
	found = about_place(set, buf_bytes(&folded), where, stale);
	if (found == NULL && !*stale)
		found = about_name(set, buf_bytes(&folded), category);
	buf_free(&folded);
	return found;
}

size_t
judged_count(const struct judged *set)
{
	return set->len;
}

void
judged_known(const struct judged *set, judged_fn *tell, void *with)
{
	const struct judgement *j;
	size_t i;

	for (i = 0; i < set->len; i++) {
		j = &set->at[i];
		if (j->scope == JUDGED_NAME && j->verdict != JUDGED_KEEP &&
		    !(j->verdict == JUDGED_TREAT && j->treatment == TREAT_KEEP) &&
		    about_name(set, j->folded, (enum category)j->category) == j)
			tell(with, j);
	}
}
