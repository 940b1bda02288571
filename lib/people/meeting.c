#include "people/meeting.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/rows.h"

enum {
	MEETING,
	FILE_NAME,
	TEAM,
	DATE,
	MINUTES,
	PRESENT,
	ABSENT,
	LABELS,
	RECORDED,
	TRANSCRIBED,
	CHECKED
};

static const struct column columns[] = {
	[MEETING] = { "meeting", "møte|interview|intervju", true },
	[FILE_NAME] = { "file", "fil", true },
	[TEAM] = { "team", "team|gruppe", false },
	[DATE] = { "date", "dato", true },
	[MINUTES] = { "minutes", "minutter", false },
	[PRESENT] = { "present", "til stede|tilstede", false },
	[ABSENT] = { "absent", "fravær|ikke til stede", false },
	[LABELS] = { "labels", "merkelapper|talere", false },
	[RECORDED] = { "recorded", "opptak", false },
	[TRANSCRIBED] = { "transcribed_by", "transkribert av", false },
	[CHECKED] = { "checked_by", "kontrollert av", false },
	{ NULL, NULL, false },
};

struct reading {
	const char *path;
	const struct roster *roster;
	struct arena *arena;
	struct meeting *meeting;
	size_t meetings;
	const struct rows *rows;
	struct faults *faults;
};

/* Said of a column of a row; number is which in the cell. 0 where the reading goes on to
 * find what else is wrong. */
static int
wrong(const struct reading *r, const struct row *row, int column, const char *what,
    const char *one, unsigned number, struct fail *f)
{
	fail_with(f, FAIL_INPUT, what, "%s\t%u", one, number);
	fail_column(f, r->rows->called[column]);
	fail_at(f, r->path, row->line);
	return faults_take(r->faults, f);
}

static const char *
called(const struct reading *r, int column)
{
	return r->rows->called[column];
}

static bool
is_id(struct bytes id)
{
	size_t i;

	for (i = 0; i < id.len; i++)
		if (!isalnum(id.at[i]) && id.at[i] != '-')
			return false;
	return id.len > 0 && id.len <= 32 && id.at[0] != '-';
}

/* A file name of private/raw/, not a way out of it. */
static bool
is_file_name(struct bytes name)
{
	return name.len > 0 && name.at[0] != '.' &&
	       memchr(name.at, '/', name.len) == NULL &&
	       memchr(name.at, '\0', name.len) == NULL;
}

/* The part before the next | or ;. */
static bool
next_id(struct bytes *rest, struct bytes *part)
{
	size_t i;

	for (i = 0; i < rest->len && rest->at[i] != '|' && rest->at[i] != ';'; i++)
		;
	if (rest->len == 0)
		return false;
	*part = bytes_trim(bytes_cut(*rest, 0, i));
	*rest = bytes_cut(*rest, i < rest->len ? i + 1 : i, rest->len);
	return true;
}

/* "p03|p07": every id must be one of People's. */
static int
read_persons(const struct reading *r, const struct row *row, int column,
    const uint32_t **persons, size_t *count, struct fail *f)
{
	struct bytes rest = row->cell[column], part;
	uint32_t *list = NULL;
	size_t cap = 0, n = 0;
	unsigned place = 0;
	int64_t person;

	while (next_id(&rest, &part)) {
		place++;
		if (part.len == 0)
			continue;
		person = roster_person(r->roster, part);
		if (person < 0) {
			if (wrong(r, row, column, "meeting-person", called(r, column),
				place, f) == -1)
				return -1;
			continue;
		}
		list = arena_grow(r->arena, list, n, &cap, sizeof *list);
		list[n++] = (uint32_t)person;
	}
	*persons = list;
	*count = n;
	return 0;
}

static bool
has_label(const struct meeting_label *list, size_t len, struct bytes label)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (list[i].label.len == label.len &&
		    strncasecmp((const char *)list[i].label.at, (const char *)label.at,
			label.len) == 0)
			return true;
	return false;
}

/* "Taler 1=p07" into *out; NULL, or what is wrong. */
static const char *
read_label(const struct reading *r, struct bytes part, const struct meeting_label *list,
    size_t len, struct meeting_label *out)
{
	struct bytes label;
	int64_t person;

	if (memchr(part.at, '=', part.len) == NULL)
		return "meeting-label";
	bytes_next(&part, '=', &label);
	label = bytes_trim(label);
	if (label.len == 0 || has_label(list, len, label))
		return "meeting-label";
	person = roster_person(r->roster, bytes_trim(part));
	if (person < 0)
		return "meeting-person";
	*out = (struct meeting_label){ label, (uint32_t)person };
	return NULL;
}

/* "I=p30; Taler 1=p07": no label twice, in any case. */
static int
read_labels(
    const struct reading *r, const struct row *row, struct meeting *m, struct fail *f)
{
	struct bytes rest = row->cell[LABELS], part;
	struct meeting_label *list = NULL, one;
	const char *what;
	size_t cap = 0;
	unsigned place = 0;

	while (next_id(&rest, &part)) {
		place++;
		if (part.len == 0)
			continue;
		what = read_label(r, part, list, m->labels, &one);
		if (what != NULL) {
			if (wrong(r, row, LABELS, what, called(r, LABELS), place, f) ==
			    -1)
				return -1;
			continue;
		}
		list = arena_grow(r->arena, list, m->labels, &cap, sizeof *list);
		list[m->labels++] = one;
	}
	m->label = list;
	return 0;
}

static int
read_minutes(struct bytes cell, uint32_t *minutes)
{
	size_t i;

	*minutes = 0;
	for (i = 0; i < cell.len; i++) {
		if (!isdigit(cell.at[i]) || *minutes > 10000)
			return -1;
		*minutes = *minutes * 10 + (uint32_t)(cell.at[i] - '0');
	}
	return 0;
}

/* Every meeting its own name and its own file. Of rows whose name is none nothing is
 * said here: anything may stand there, and a message names the meeting. */
static int
check_once(const struct reading *r, const struct row *row, struct fail *f)
{
	const struct meeting *m;
	size_t i;

	for (i = 0; i < r->meetings; i++) {
		m = &r->meeting[i];
		if (!is_id(bytes_of(m->id)))
			continue;
		if (bytes_are(row->cell[MEETING], m->id) &&
		    wrong(r, row, MEETING, "meeting-twice", m->id, 0, f) == -1)
			return -1;
		if (m->file[0] != '\0' && bytes_are(row->cell[FILE_NAME], m->file) &&
		    wrong(r, row, FILE_NAME, "meeting-file-twice", m->id, 0, f) == -1)
			return -1;
	}
	return 0;
}

static int
read_meeting(struct reading *r, const struct row *row, struct fail *f)
{
	struct meeting *m = &r->meeting[r->meetings];

	if (!is_id(row->cell[MEETING]) &&
	    wrong(r, row, MEETING, "meeting-id", "", 0, f) == -1)
		return -1;
	if (!is_file_name(row->cell[FILE_NAME]) &&
	    wrong(r, row, FILE_NAME, "meeting-file", "", 0, f) == -1)
		return -1;
	if (check_once(r, row, f) == -1)
		return -1;
	m->id = arena_text(r->arena, row->cell[MEETING]);
	m->file = arena_text(r->arena, row->cell[FILE_NAME]);
	m->team = arena_text(r->arena, row->cell[TEAM]);
	m->recorded = arena_text(r->arena, row->cell[RECORDED]);
	m->transcribed_by = arena_text(r->arena, row->cell[TRANSCRIBED]);
	m->checked_by = arena_text(r->arena, row->cell[CHECKED]);
	m->line = row->line;
	m->day = day_parse(row->cell[DATE]);
	if (m->day == DAY_NONE && wrong(r, row, DATE, "meeting-date", "", 0, f) == -1)
		return -1;
	if (read_minutes(row->cell[MINUTES], &m->minutes) == -1 &&
	    wrong(r, row, MINUTES, "meeting-minutes", "", 0, f) == -1)
		return -1;
	if (read_persons(r, row, PRESENT, &m->present, &m->presents, f) == -1 ||
	    read_persons(r, row, ABSENT, &m->absent, &m->absents, f) == -1 ||
	    read_labels(r, row, m, f) == -1)
		return -1;
	r->meetings++;
	return 0;
}

int
meetings_parse(struct bytes csv, const char *path, const struct roster *roster,
    struct arena *a, struct meetings *out, struct faults *faults, struct fail *f)
{
	struct rows rows;
	struct reading r = { .path = path,
		.roster = roster,
		.arena = a,
		.rows = &rows,
		.faults = faults };
	size_t i;

	memset(out, 0, sizeof *out);
	if (rows_gather(csv, path, columns, a, &rows, faults, f) == -1)
		return -1;
	r.meeting = arena_get(a, rows.len, sizeof *r.meeting);
	for (i = 0; i < rows.len; i++)
		if (read_meeting(&r, &rows.at[i], f) == -1)
			return -1;
	out->at = r.meeting;
	out->len = r.meetings;
	return 0;
}

static struct bytes
persons_cell(
    struct arena *a, const struct roster *r, const uint32_t *person, size_t count)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < count; i++)
		text = arena_printf(
		    a, "%s%s%s", text, i ? "|" : "", r->person[person[i]].id);
	return bytes_of(text);
}

static struct bytes
labels_cell(struct arena *a, const struct roster *r, const struct meeting *m)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < m->labels; i++)
		text = arena_printf(a, "%s%s%.*s=%s", text, i ? "; " : "",
		    (int)m->label[i].label.len, (const char *)m->label[i].label.at,
		    r->person[m->label[i].person].id);
	return bytes_of(text);
}

static void
write_meeting(
    const struct meeting *m, const struct roster *r, struct arena *a, struct buf *to)
{
	struct bytes cell[CHECKED + 2] = { bytes_of("1") };

	cell[1 + MEETING] = bytes_of(m->id);
	cell[1 + FILE_NAME] = bytes_of(m->file);
	cell[1 + TEAM] = bytes_of(m->team);
	cell[1 + DATE] = bytes_of(arena_printf(a, "%s", day_text(m->day).at));
	cell[1 + MINUTES] =
	    bytes_of(m->minutes ? arena_printf(a, "%u", m->minutes) : "");
	cell[1 + PRESENT] = persons_cell(a, r, m->present, m->presents);
	cell[1 + ABSENT] = persons_cell(a, r, m->absent, m->absents);
	cell[1 + LABELS] = labels_cell(a, r, m);
	cell[1 + RECORDED] = bytes_of(m->recorded);
	cell[1 + TRANSCRIBED] = bytes_of(m->transcribed_by);
	cell[1 + CHECKED] = bytes_of(m->checked_by);
	rows_record(to, cell, CHECKED + 2, ',');
}

void
meetings_write(const struct meetings *ms, const struct roster *r, struct buf *to)
{
	struct bytes head[CHECKED + 2] = { bytes_of("v") };
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; columns[i].name != NULL; i++)
		head[1 + i] = bytes_of(columns[i].name);
	rows_record(to, head, CHECKED + 2, ',');
	for (i = 0; i < ms->len; i++)
		write_meeting(&ms->at[i], r, a, to);
	arena_free(a);
}

const struct meeting *
meeting_named(const struct meetings *ms, const char *id)
{
	size_t i;

	for (i = 0; i < ms->len; i++)
		if (strcmp(ms->at[i].id, id) == 0)
			return &ms->at[i];
	return NULL;
}

struct occasion
meeting_occasion(const struct meeting *m)
{
	return (struct occasion){ m->team, m->day };
}
