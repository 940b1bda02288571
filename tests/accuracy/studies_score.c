/*
 * What is left of whom in the copies of a study that "studies make" made. The copy must be
 * the raw transcript with the stretches of replacements.jsonl exchanged, byte for byte;
 * so each mention has its place in it. A mention is left when a letter or digit of it
 * is. A line each:
 *	person ID GAP MENTIONS LEFT LISTED	LISTED: doubt (a mention stands in the
 *		report as a doubt), other (covered as somebody else), no
 *	other ID - MENTIONS LEFT LISTED	somebody who never was in People
 *	words COUNT COVERED		that look like names
 * With -v also what is left: left MEETING START END ID KIND TEXT.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/map.h"
#include "tests/accuracy/studies.h"

enum { FILE_MOST = 64 << 20 };

struct span {
	size_t from, to;
	bool asked, other;
	const char *code;
};

/* One transcript as it was and what became of it. */
struct copied {
	const char *meeting;
	struct bytes raw;
	struct span *span;
	size_t spans, cap;
};

struct tally {
	const char *id, *gap;
	size_t mentions, left;
	bool doubt, other;
};

struct score {
	struct arena *arena;
	const char *to;
	bool verbose;
	struct copied copied[64];
	size_t meetings;
	struct tally *tally;
	size_t tallies, cap;
	struct map *by_id;
	size_t words, words_covered;
};

static struct bytes
load(struct score *s, const char *name)
{
	struct bytes text;
	struct fail f = { 0 };

	if (file_read(
		path_join(s->arena, s->to, name), FILE_MOST, s->arena, &text, &f) == -1)
		die("%s cannot be read", name);
	return text;
}

static struct copied *
copied_of(struct score *s, const char *meeting)
{
	struct copied *c;
	size_t i;

	for (i = 0; i < s->meetings; i++)
		if (strcmp(s->copied[i].meeting, meeting) == 0)
			return &s->copied[i];
	if (s->meetings == sizeof s->copied / sizeof *s->copied)
		die("too many meetings");
	c = &s->copied[s->meetings++];
	c->meeting = arena_text(s->arena, bytes_of(meeting));
	c->raw = load(s, arena_printf(s->arena, "study/private/raw/Opptak %ld.txt",
			     strtol(meeting + 1, NULL, 10)));
	return c;
}

static void
load_report(struct score *s, const char *name, bool exchanged)
{
	struct bytes text = load(s, name), line;
	const char *meeting, *action, *category, *code;
	json_int_t from, to;
	struct copied *c;
	json_t *j;

	while (bytes_next(&text, '\n', &line)) {
		action = category = code = "";
		j = json_loadb((const char *)line.at, line.len, 0, NULL);
		if (j == NULL ||
		    json_unpack(j, "{s:s, s:I, s:I, s?s, s?s, s?s}", "meeting",
			&meeting, "start", &from, "end", &to, "action", &action,
			"category", &category, "code", &code) != 0)
			die("%s: not as it should be", name);
		c = copied_of(s, meeting);
		c->span =
		    arena_grow(s->arena, c->span, c->spans, &c->cap, sizeof *c->span);
		c->span[c->spans++] = (struct span){ .from = (size_t)from,
			.to = (size_t)to,
			.asked = !exchanged || strcmp(action, "ask") == 0,
			.other = strcmp(action, "placeholder") == 0 ||
			         strcmp(category, "PER") != 0,
			.code =
			    exchanged ? arena_text(s->arena, bytes_of(code)) : NULL };
		json_decref(j);
	}
}

/* The copy is the original with these stretches exchanged, else nothing is known. */
static void
hold_against_copy(struct score *s, const struct copied *c)
{
	struct bytes copy =
	    load(s, arena_printf(s->arena, "study/out/transcripts/%s.txt", c->meeting));
	struct buf made = { 0 };
	size_t i, at = 0;

	for (i = 0; i < c->spans; i++) {
		if (c->span[i].from < at || c->span[i].to > c->raw.len)
			die("%s: replacements out of order", c->meeting);
		buf_add(&made, bytes_cut(c->raw, at, c->span[i].from));
		buf_text(&made, c->span[i].code);
		at = c->span[i].to;
	}
	buf_add(&made, bytes_cut(c->raw, at, c->raw.len));
	if (!bytes_equal(buf_bytes(&made), copy))
		die("%s: the copy is not what the report says", c->meeting);
	buf_free(&made);
}

static struct tally *
tally_of(struct score *s, const char *id, const char *gap)
{
	int is_new;
	uint32_t *at = map_put(s->by_id, bytes_of(id), 0, &is_new);

	if (is_new) {
		*at = (uint32_t)s->tallies;
		s->tally = arena_grow(
		    s->arena, s->tally, s->tallies, &s->cap, sizeof *s->tally);
		s->tally[s->tallies++] =
		    (struct tally){ .id = arena_text(s->arena, bytes_of(id)),
			    .gap = gap };
	}
	return &s->tally[*at];
}

/* Part of a letter or digit: not punctuation, spaces and soft hyphens (U+00A0 to U+00BF,
 * U+2000 to U+2FFF). */
static bool
is_inside_word(struct bytes text, size_t i)
{
	while (i > 0 && (text.at[i] & 0xC0) == 0x80)
		i--;
	if (text.at[i] < 0x80)
		return (text.at[i] | 0x20) >= 'a'
		           ? (text.at[i] | 0x20) <= 'z'
		           : text.at[i] >= '0' && text.at[i] <= '9';
	return text.at[i] != 0xC2 && text.at[i] != 0xE2;
}

static const struct span *
span_at(const struct copied *c, size_t at, bool exchanged)
{
	size_t i;

	for (i = 0; i < c->spans; i++)
		if (c->span[i].from <= at && at < c->span[i].to &&
		    (c->span[i].code != NULL) == exchanged)
			return &c->span[i];
	return NULL;
}

static void
tell(const struct copied *c, size_t from, size_t to, const char *id, const char *kind)
{
	size_t i;

	printf("left\t%s\t%zu\t%zu\t%s\t%s\t", c->meeting, from, to, id, kind);
	from = from > 50 ? from - 50 : 0;
	to = to + 30 < c->raw.len ? to + 30 : c->raw.len;
	for (i = from; i < to; i++)
		putchar(c->raw.at[i] < ' ' ? ' ' : c->raw.at[i]);
	putchar('\n');
}

static void
mention(struct score *s, struct copied *c, size_t from, size_t to, const char *id,
    const char *kind)
{
	const struct span *span;
	struct tally *t = NULL;
	bool left = false, covered = false;
	size_t i;

	if (*id != '-') {
		t = tally_of(s, id, "-");
		t->mentions++;
	}
	for (i = from; i < to; i++) {
		span = span_at(c, i, true);
		covered = covered || span != NULL;
		left = left || (span == NULL && is_inside_word(c->raw, i));
		if (t != NULL && span != NULL) {
			t->doubt = t->doubt || span->asked;
			t->other = t->other || span->other;
		}
		if (t != NULL && span_at(c, i, false) != NULL)
			t->doubt = true;
	}
	if (t == NULL) {
		s->words++;
		s->words_covered += covered;
	} else if (left) {
		t->left++;
		if (s->verbose)
			tell(c, from, to, id, kind);
	}
}

/* Up to five parts of a line between tabs, with a NUL behind each. */
static size_t
parts_of(struct score *s, struct bytes line, const char *part[5])
{
	struct bytes one;
	size_t n = 0;

	while (n < 5 && bytes_next(&line, '\t', &one))
		part[n++] = arena_text(s->arena, one);
	return n;
}

int
studies_score(int argc, char **argv)
{
	struct score s = { .arena = arena_new(), .to = argv[2] };
	const struct tally *t;
	const char *part[5];
	struct bytes text, line;
	size_t i;

	s.verbose = argc > 3 && strcmp(argv[3], "-v") == 0;
	s.by_id = map_new(s.arena);
	load_report(&s, "study/out/report/replacements.jsonl", true);
	for (i = 0; i < s.meetings; i++)
		hold_against_copy(&s, &s.copied[i]);
	load_report(&s, "study/out/report/open.jsonl", false);
	for (text = load(&s, "persons"); bytes_next(&text, '\n', &line);)
		if (parts_of(&s, line, part) == 2)
			tally_of(&s, part[0], part[1]);
	for (text = load(&s, "gold"); bytes_next(&text, '\n', &line);)
		if (parts_of(&s, line, part) == 5)
			mention(&s, copied_of(&s, part[0]), strtoul(part[1], NULL, 10),
			    strtoul(part[2], NULL, 10), part[3], part[4]);
	for (i = 0; i < s.tallies; i++) {
		t = &s.tally[i];
		printf("%s\t%s\t%s\t%zu\t%zu\t%s\n", *t->id == 'x' ? "other" : "person",
		    t->id, t->gap, t->mentions, t->left,
		    t->doubt   ? "doubt"
		    : t->other ? "other"
			       : "no");
	}
	printf("words\t%zu\t%zu\n", s.words, s.words_covered);
	arena_free(s.arena);
	return 0;
}
