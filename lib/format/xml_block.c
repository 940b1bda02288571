#include "format/xml_block.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/cue.h"
#include "format/line_label.h"
#include "text/utf8.h"

/* A block that is open, or waits; then its place in a list of its kind. */
struct block {
	struct block *next; /* the one around it; the one that waits behind it */
	struct buf text;
	struct segment *segment; /* in .list */
	size_t segments, cap;
	struct arena *list;
	uint64_t at; /* of its first byte that was not given out */
	uint64_t number, line;
	size_t depth; /* elements around it */
	const void *kind;
	bool whole; /* its last sentence has ended */
	enum label_shape label;
	uint32_t label_from, label_to;
	bool continued;
};

struct xml_blocks {
	struct arena *arena;
	struct block *open;          /* innermost first */
	struct block *first, **last; /* that wait, in order */
	struct block *held;          /* may go on in the next */
	struct block *undecided;     /* the last first */
	size_t undecideds;
	struct block *given; /* lives until the next call */
	struct block *spare;
	uint64_t count, lines;         /* turns, and blocks that say something */
	bool sentence_ended, labelled; /* of the block before */
	bool timed;                    /* it is two times, as Teams has them */
};

struct xml_blocks *
xml_blocks_new(struct arena *a)
{
	struct xml_blocks *b = arena_get(a, 1, sizeof *b);

	b->arena = a;
	b->last = &b->first;
	b->sentence_ended = true;
	return b;
}

static void
free_list(struct block *b)
{
	for (; b != NULL; b = b->next) {
		buf_free(&b->text);
		arena_free(b->list);
	}
}

void
xml_blocks_free(struct xml_blocks *b)
{
	if (b == NULL)
		return;
	free_list(b->open);
	free_list(b->first);
	free_list(b->held);
	free_list(b->undecided);
	free_list(b->given);
	free_list(b->spare);
}

static struct block *
block_new(struct xml_blocks *all)
{
	struct block *b = all->spare;

	if (b == NULL) {
		b = arena_get(all->arena, 1, sizeof *b);
		b->list = arena_new();
	} else
		all->spare = b->next;
	buf_clear(&b->text);
	arena_clear(b->list);
	*b = (struct block){ .text = b->text, .list = b->list };
	return b;
}

void
xml_block_open(struct xml_blocks *all, uint64_t at)
{
	struct block *b = block_new(all);

	b->at = at;
	b->next = all->open;
	all->open = b;
}

bool
xml_blocks_open(const struct xml_blocks *all)
{
	return all->open != NULL;
}

static void
add_segment(struct block *b, struct segment s)
{
	struct segment *last = b->segments ? &b->segment[b->segments - 1] : NULL;

	if (last != NULL && last->kind == SEGMENT_PLAIN && s.kind == SEGMENT_PLAIN &&
	    last->end == s.at && last->escape == s.escape) {
		last->end = s.end;
		last->to = s.to;
		return;
	}
	b->segment =
	    arena_grow(b->list, b->segment, b->segments, &b->cap, sizeof *b->segment);
	b->segment[b->segments++] = s;
}

static void
append(struct block *b, struct bytes text, uint64_t at, uint64_t end,
    enum segment_kind kind, enum escape escape)
{
	struct segment s = { .at = at, .end = end, .kind = (uint8_t)kind };

	s.escape = (uint8_t)escape;
	s.from = (uint32_t)b->text.len;
	buf_add(&b->text, text);
	s.to = (uint32_t)b->text.len;
	if (s.to > s.from)
		add_segment(b, s);
}

static void
wait_for_turn(struct xml_blocks *all, struct block *b)
{
	b->next = NULL;
	*all->last = b;
	all->last = &b->next;
}

static void
give_back(struct xml_blocks *all, struct block *b)
{
	b->next = all->spare;
	all->spare = b;
}

static bool
release(struct xml_blocks *all)
{
	if (all->held == NULL)
		return false;
	wait_for_turn(all, all->held);
	all->held = NULL;
	return true;
}

/* Behind the last blank of the second half, else behind everything. */
static size_t
cut_of(struct bytes text)
{
	size_t i;

	for (i = text.len; i > text.len / 2; i--)
		if (text.at[i - 1] == ' ')
			return i;
	return text.len;
}

/* What stands behind the cut goes into a block that continues this one. */
static void
cut(struct xml_blocks *all)
{
	struct block *b = all->open, *rest = block_new(all);
	struct bytes text = buf_bytes(&b->text);
	size_t at = cut_of(text), i, kept = 0;
	struct segment s;

	for (i = 0; i < b->segments; i++) {
		s = b->segment[i];
		if (s.to <= at) {
			kept = i + 1;
			continue;
		}
		if (s.from < at && s.kind == SEGMENT_PLAIN) {
			b->segment[i].to = (uint32_t)at;
			b->segment[i].end = s.at + (at - s.from);
			s.at = b->segment[i].end;
			s.from = (uint32_t)at;
			kept = i + 1;
		}
		append(rest, bytes_cut(text, s.from, s.to), s.at, s.end,
		    (enum segment_kind)s.kind, (enum escape)s.escape);
	}
	b->segments = kept;
	b->text.len = at;
	rest->at = rest->segments ? rest->segment[0].at : b->segment[kept - 1].end;
	rest->continued = true;
	if (!b->continued) {
		release(all);
		b->number = ++all->count;
		b->line = ++all->lines;
	}
	rest->number = b->number;
	rest->line = b->line;
	rest->next = b->next;
	all->open = rest;
	wait_for_turn(all, b);
}

/* The end of the longest start of text that has at most len bytes. */
static size_t
fitting(struct bytes text, size_t len)
{
	if (text.len <= len)
		return text.len;
	while (len > 0 && (text.at[len] & 0xC0) == 0x80)
		len--;
	return len;
}

bool
xml_block_add(struct xml_blocks *all, struct bytes text, uint64_t at, uint64_t end,
    enum segment_kind kind, enum escape escape)
{
	bool ready = false;
	size_t len;

	if (all->open == NULL)
		return false;
	while (all->open->text.len + text.len > LIMIT_UTTERANCE) {
		len = fitting(text, LIMIT_UTTERANCE - all->open->text.len);
		if (kind == SEGMENT_PLAIN && len > 0) {
			append(all->open, bytes_cut(text, 0, len), at, at + len, kind,
			    escape);
			text = bytes_cut(text, len, text.len);
			at += len;
		}
		cut(all);
		ready = true;
	}
	append(all->open, text, at, end, kind, escape);
	return ready;
}

static bool
ends_sentence(struct bytes text)
{
	static const char ends[] = ".!?:)]\"";

	text = bytes_trim(text);
	return text.len == 0 || strchr(ends, text.at[text.len - 1]) != NULL ||
	       text.at[text.len - 1] >= 0x80;
}

/* "0:0:0.0 --> 0:0:1.250" */
static bool
is_times(struct bytes line)
{
	size_t settings;

	line = bytes_trim(line);
	return cue_line_of(line, &settings) == CUE_LINE_TIME && settings == line.len;
}

static struct bytes
line_of(struct bytes text)
{
	const unsigned char *end = memchr(text.at, '\n', text.len);

	return end ? bytes_cut(text, 0, (size_t)(end - text.at)) : text;
}

/* Who speaks, as in plain text: a weak label only where a sentence may begin; behind two
 * times, on a line or in a block of their own, all of the line. */
static void
find_label(struct xml_blocks *all, struct block *b)
{
	struct line_label l = { .shape = LABEL_NONE };
	struct bytes rest = buf_bytes(&b->text), line;
	size_t at = 0;

	for (line = line_of(rest); rest.len > 0 && is_times(line);
	     line = line_of(rest)) {
		all->timed = true;
		at += line.len < rest.len ? line.len + 1 : line.len;
		rest = bytes_cut(buf_bytes(&b->text), at, b->text.len);
	}
	if (all->timed && rest.len > 0)
		l = line_label_alone(line);
	if (l.shape == LABEL_NONE && rest.len > 0)
		l = line_label_of(rest);
	all->timed = all->timed && rest.len == 0;
	if (l.shape != LABEL_NONE &&
	    (!l.weak || all->sentence_ended || all->labelled)) {
		b->label = l.shape;
		b->label_from = (uint32_t)(at + l.from);
		b->label_to = (uint32_t)(at + l.to);
	}
	all->labelled = l.shape != LABEL_NONE;
}

/* A sentence of the one that is held goes on in b. */
static bool
goes_on(const struct block *held, const struct block *b)
{
	return held != NULL && !held->whole && held->depth == b->depth &&
	       held->kind == b->kind && b->label == LABEL_NONE &&
	       held->label != LABEL_BARE && held->segments > 0 &&
	       held->text.len + b->text.len < LIMIT_UTTERANCE;
}

static void
join(struct block *held, const struct block *b)
{
	const struct segment *last = &held->segment[held->segments - 1], *s;
	size_t i;

	append(held, bytes_of("\n"), last->end, last->end, SEGMENT_MARK,
	    (enum escape)last->escape);
	for (i = 0; i < b->segments; i++) {
		s = &b->segment[i];
		append(held, bytes_cut(buf_bytes(&b->text), s->from, s->to), s->at,
		    s->end, (enum segment_kind)s->kind, (enum escape)s->escape);
	}
	held->whole = b->whole;
}

static bool
close_speech(struct xml_blocks *all, struct block *b, struct bytes text)
{
	bool ready = false;

	if (!b->continued && b->label == LABEL_NONE)
		find_label(all, b);
	b->whole = all->sentence_ended = ends_sentence(text);
	if (!b->continued && goes_on(all->held, b)) {
		join(all->held, b);
		give_back(all, b);
		return false;
	}
	ready = release(all);
	if (!b->continued)
		b->number = ++all->count;
	b->next = NULL; /* no longer inside of another */
	all->held = b;
	return ready;
}

void
xml_block_label(struct xml_blocks *all)
{
	struct block *b = all->open;
	struct bytes text = buf_bytes(&b->text), name = bytes_trim(text);
	const unsigned char *note;

	if (name.len == 0 || b->continued)
		return;
	b->label_from = (uint32_t)(name.at - text.at);
	note = memchr(name.at, '[', name.len);
	if (note != NULL && name.at[name.len - 1] == ']')
		name.len = (size_t)(note - name.at);
	name = bytes_trim(name);
	b->label_to = b->label_from + (uint32_t)name.len;
	b->label = name.len > 0 ? LABEL_NAME : LABEL_NONE;
}

bool
xml_block_close(struct xml_blocks *all, bool speech, size_t depth, const void *kind)
{
	struct block *b = all->open;
	struct bytes text;

	if (b == NULL)
		die("xml: no block is open");
	all->open = b->next;
	b->next = NULL; /* the one that is held is in no list */
	text = bytes_trim(buf_bytes(&b->text));
	if (text.len == 0) { /* as an empty line does, it parts */
		give_back(all, b);
		return speech && release(all);
	}
	b->depth = depth;
	b->kind = kind;
	if (!b->continued)
		b->line = ++all->lines;
	if (speech)
		return close_speech(all, b, text);
	if (!b->continued)
		b->number = ++all->count;
	wait_for_turn(all, b);
	return true;
}

void
xml_block_close_undecided(struct xml_blocks *all)
{
	struct block *b = all->open;

	all->open = b->next;
	b->next = all->undecided;
	all->undecided = b;
	all->undecideds++;
}

size_t
xml_blocks_undecided(const struct xml_blocks *all)
{
	return all->undecideds;
}

void
xml_blocks_forget(struct xml_blocks *all, size_t but_first)
{
	struct block *b;

	for (; all->undecideds > but_first; all->undecideds--) {
		b = all->undecided;
		all->undecided = b->next;
		give_back(all, b);
	}
}

bool
xml_blocks_decide(struct xml_blocks *all)
{
	struct block *b, *list = NULL;
	bool ready = false;

	for (; all->undecideds > 0; all->undecideds--) { /* turned round */
		b = all->undecided;
		all->undecided = b->next;
		b->next = list;
		list = b;
	}
	while ((b = list) != NULL) {
		list = b->next;
		b->next = all->open;
		all->open = b;
		ready = xml_block_close(all, false, 0, NULL) || ready;
	}
	return ready;
}

bool
xml_blocks_leave(struct xml_blocks *all, size_t depth)
{
	return all->held != NULL && depth < all->held->depth && release(all);
}

uint64_t
xml_blocks_said(const struct xml_blocks *all)
{
	return all->lines;
}

bool
xml_blocks_next(struct xml_blocks *all, struct utterance *u)
{
	struct block *b = all->first;

	if (all->given != NULL)
		give_back(all, all->given);
	all->given = NULL;
	if (b == NULL)
		return false;
	all->first = b->next;
	if (all->first == NULL)
		all->last = &all->first;
	b->next = NULL;
	all->given = b;
	*u = (struct utterance){ .number = b->number,
		.line = b->line,
		.text = buf_bytes(&b->text),
		.segment = b->segment,
		.segments = b->segments,
		.label = b->label,
		.label_from = b->label_from,
		.label_to = b->label_to,
		.continued = b->continued };
	return true;
}

uint64_t
xml_blocks_settled(const struct xml_blocks *all, uint64_t at)
{
	const struct block *b;

	for (b = all->open; b != NULL; b = b->next)
		at = b->at < at ? b->at : at;
	for (b = all->undecided; b != NULL; b = b->next)
		at = b->at < at ? b->at : at;
	b = all->held;
	if (b != NULL && b->segments > 0 && b->segment[0].at < at)
		at = b->segment[0].at;
	for (b = all->first; b != NULL; b = b->next)
		at = b->segments && b->segment[0].at < at ? b->segment[0].at : at;
	return at;
}
