#include "format/cha_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/cha_speaker.h"
#include "text/utf8.h"

enum {
	BULLET = 0x15,
	SHORTENED = 24, /* bytes between the parentheses of a shortened word */
	CODE = 7        /* characters of a speaker's code */
};

struct cha_text *
cha_text_new(struct arena *a)
{
	struct cha_text *t = arena_get(a, 1, sizeof *t);

	t->arena = a;
	t->text = arena_get(a, LIMIT_UTTERANCE, 1);
	t->segment = arena_get(a, LIMIT_UTTERANCE, sizeof *t->segment);
	return t;
}

void
cha_text_of(struct cha_text *t, struct bytes raw, uint64_t at, enum encoding e)
{
	t->raw = raw;
	t->at = t->known_at = at;
	t->known = 0;
	t->encoding = e;
	t->removals = 0;
	cha_text_clear(t);
}

void
cha_text_clear(struct cha_text *t)
{
	t->len = t->segments = 0;
}

uint64_t
cha_text_place(struct cha_text *t, size_t raw)
{
	if (raw < t->known) {
		t->known = 0;
		t->known_at = t->at;
	}
	t->known_at += encoding_width(t->encoding, bytes_cut(t->raw, t->known, raw));
	t->known = raw;
	return t->known_at;
}

static void
append(struct cha_text *t, struct bytes says)
{
	if (t->len + says.len > LIMIT_UTTERANCE)
		die("cha: a text of %zu bytes", t->len + says.len);
	memcpy(t->text + t->len, says.at, says.len);
	t->len += says.len;
}

static struct segment *
segment_new(struct cha_text *t, enum segment_kind kind, size_t from, size_t to)
{
	struct segment *s = &t->segment[t->segments++];

	*s = (struct segment){ .kind = (uint8_t)kind, .escape = ESCAPE_NONE };
	s->at = cha_text_place(t, from);
	s->end = cha_text_place(t, to);
	s->from = (uint32_t)t->len;
	return s;
}

void
cha_text_plain(struct cha_text *t, size_t from, size_t to)
{
	struct segment *s = t->segments ? &t->segment[t->segments - 1] : NULL;

	if (from == to)
		return;
	if (s != NULL && s->kind == SEGMENT_PLAIN && t->plain_to == from)
		s->end = cha_text_place(t, to);
	else
		s = segment_new(t, SEGMENT_PLAIN, from, to);
	t->plain_to = to;
	append(t, bytes_cut(t->raw, from, to));
	s->to = (uint32_t)t->len;
}

static void
say(struct cha_text *t, enum segment_kind kind, size_t from, size_t to,
    struct bytes says)
{
	struct segment *s = segment_new(t, kind, from, to);

	append(t, says);
	s->to = (uint32_t)t->len;
}

void
cha_text_whole(struct cha_text *t, size_t from, size_t to, struct bytes says)
{
	say(t, SEGMENT_WHOLE, from, to, says);
}

void
cha_text_mark(struct cha_text *t, size_t at, const char *says)
{
	say(t, SEGMENT_MARK, at, at, bytes_of(says));
}

bool
cha_text_fits(const struct cha_text *t, size_t says, size_t raw_to_come)
{
	return t->len + says + raw_to_come <= LIMIT_UTTERANCE;
}

void
cha_text_take_out(
    struct cha_text *t, size_t from, size_t to, enum hidden what, const char *instead)
{
	struct removal r = { .what = what, .instead = bytes_of(instead) };

	r.at = cha_text_place(t, from);
	r.end = cha_text_place(t, to);
	t->removal =
	    arena_grow(t->arena, t->removal, t->removals, &t->cap, sizeof *t->removal);
	t->removal[t->removals++] = r;
}

static uint32_t
character(const struct cha_text *t, size_t at, size_t to, size_t *len)
{
	if (at >= to) {
		*len = 0;
		return 0;
	}
	return utf8_next(bytes_cut(t->raw, at, to), len);
}

static bool
is_letter_at(const struct cha_text *t, size_t at, size_t to)
{
	size_t len;
	uint32_t c = character(t, at, to, &len);

	return c != 0 && c != UTF8_BAD && utf8_is_letter(c);
}

static size_t
letter_len(const struct cha_text *t, size_t at, size_t to)
{
	size_t len;

	character(t, at, to, &len);
	return len;
}

/* Marks that stand inside a word: lengthening, a pause, where an underline begins and ends;
 * signs for stress, pitch, overlap and voice. Quotes and dashes are none. */
static bool
is_speech_mark(uint32_t c)
{
	if (c < 0x80)
		return c == ':' || c == '^' || c == 1 || c == 2;
	if (c == UTF8_BAD || c == 0xAB || c == 0xAD || c == 0xB7 || c == 0xBB ||
	    (c >= 0x2010 && c <= 0x203A))
		return false;
	return !utf8_is_letter(c) && !utf8_is_digit(c) && !utf8_is_space(c);
}

/* Where it reads text: what stands before the place that is read now. */
struct walk {
	struct cha_text *t;
	size_t i, to;
	bool letter; /* a letter of the word */
	bool blank;  /* nothing, or a blank */
	bool form;   /* behind the "@" of a word: "huset@s:nor" */
	bool spoken;
	const struct cha_speakers *speakers;
};

/* "_" and "12345_23456" alone between the bullets. */
static bool
is_times(struct bytes inside)
{
	unsigned bars = 0, digits = 0;
	size_t i;

	for (i = 0; i < inside.len; i++) {
		if (inside.at[i] >= '0' && inside.at[i] <= '9')
			digits++;
		else if (inside.at[i] == '_' && digits > 0)
			bars++;
		else if (inside.at[i] != '-' || i > 0)
			return false;
	}
	return bars <= 1 && digits > 0 && inside.at[inside.len - 1] != '_';
}

static bool
take_bullet(struct walk *w)
{
	struct cha_text *t = w->t;
	const unsigned char *at = t->raw.at + w->i, *end;
	size_t to, len;

	if (*at != BULLET)
		return false;
	end = memchr(at + 1, BULLET, w->to - w->i - 1);
	if (end == NULL)
		return false;
	to = (size_t)(end - t->raw.at) + 1;
	if (!is_times(bytes_cut(t->raw, w->i + 1, to - 1)))
		cha_text_take_out(t, w->i, to, HIDDEN_MEDIA, "");
	/* it parts words, also where no blank does */
	if (!w->blank && w->to > to && !utf8_is_space(character(t, to, w->to, &len)))
		say(t, SEGMENT_MARK, w->i, to, bytes_of(" "));
	w->i = to;
	w->letter = w->form = false;
	return true;
}

/* Where the parenthesis at from ends, if a part of a word stands in it; else 0. */
static size_t
shortened_to(const struct walk *w, size_t from)
{
	size_t i = from + 1;

	while (i < w->to && i - from <= SHORTENED && is_letter_at(w->t, i, w->to))
		i += letter_len(w->t, i, w->to);
	if (i == from + 1 || i >= w->to || w->t->raw.at[i] != ')')
		return 0;
	return w->letter || is_letter_at(w->t, i + 1, w->to) ? i + 1 : 0;
}

/* "(ri)": its first and last letter take the parentheses with them. */
static bool
take_shortened(struct walk *w)
{
	struct cha_text *t = w->t;
	size_t to = t->raw.at[w->i] == '(' ? shortened_to(w, w->i) : 0;
	size_t first, last, len;

	if (to == 0)
		return false;
	len = letter_len(t, w->i + 1, w->to);
	first = w->i + 1 + len;
	for (last = first; last + 1 < to; last += len)
		len = letter_len(t, last, w->to);
	if (first == to - 1) {
		cha_text_whole(t, w->i, to, bytes_cut(t->raw, w->i + 1, to - 1));
	} else {
		last -= len;
		cha_text_whole(t, w->i, first, bytes_cut(t->raw, w->i + 1, first));
		cha_text_plain(t, first, last);
		cha_text_whole(t, last, to, bytes_cut(t->raw, last, to - 1));
	}
	w->i = to;
	w->letter = true;
	w->blank = false;
	return true;
}

/* Marks between two letters go with the second. */
static bool
take_marks(struct walk *w)
{
	struct cha_text *t = w->t;
	size_t i = w->i, len;

	if (!w->letter || w->form)
		return false;
	while (is_speech_mark(character(t, i, w->to, &len)))
		i += len;
	if (i == w->i || !is_letter_at(t, i, w->to))
		return false;
	len = letter_len(t, i, w->to);
	cha_text_whole(t, w->i, i + len, bytes_cut(t->raw, i, i + len));
	w->i = i + len;
	return true;
}

/* "0Kari": a word that was left out; its first letter takes the 0 with it. */
static bool
take_omitted(struct walk *w)
{
	size_t to;

	if (w->letter || !w->blank || w->t->raw.at[w->i] != '0' ||
	    !is_letter_at(w->t, w->i + 1, w->to))
		return false;
	to = w->i + 1 + letter_len(w->t, w->i + 1, w->to);
	cha_text_whole(w->t, w->i, to, bytes_cut(w->t->raw, w->i + 1, to));
	w->i = to;
	w->letter = true;
	w->blank = false;
	return true;
}

/* "Kari_Nordhaug" */
static bool
take_joint(struct walk *w)
{
	if (!w->letter || w->form || w->t->raw.at[w->i] != '_' ||
	    !is_letter_at(w->t, w->i + 1, w->to))
		return false;
	cha_text_whole(w->t, w->i, w->i + 1, bytes_of(" "));
	w->i++;
	w->letter = false;
	return true;
}

static bool
is_code_byte(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

static bool
take_code(struct walk *w)
{
	struct cha_text *t = w->t;
	const struct cha_speaker *who;
	size_t to = w->i;

	if (w->letter || !w->blank || w->speakers == NULL)
		return false;
	while (to < w->to && to - w->i <= 2 * CODE && is_code_byte(t->raw.at[to]))
		to++;
	if (to == w->i || is_letter_at(t, to, w->to))
		return false;
	who = cha_speaker_in_text(w->speakers, bytes_cut(t->raw, w->i, to));
	if (who == NULL || !cha_text_fits(t, who->said.len, w->to - to))
		return false;
	cha_text_whole(t, w->i, to, who->said);
	w->i = to;
	w->letter = true;
	w->blank = false;
	return true;
}

static void
take_character(struct walk *w)
{
	size_t len;
	uint32_t c = character(w->t, w->i, w->to, &len);

	cha_text_plain(w->t, w->i, w->i + len);
	w->i += len;
	w->letter = utf8_is_letter(c);
	w->blank = utf8_is_space(c);
	w->form = !w->blank && (w->form || c == '@');
}

void
cha_text_running(struct cha_text *t, size_t from, size_t to, bool spoken,
    const struct cha_speakers *speakers)
{
	struct walk w = { t, from, to, false, true, false, spoken, speakers };

	while (w.i < to)
		if (!take_bullet(&w) && !take_joint(&w) && !take_code(&w) &&
		    !(spoken &&
			(take_shortened(&w) || take_marks(&w) || take_omitted(&w))))
			take_character(&w);
}

/* Behind the lemma stand suffixes, clitics, the other parts of a compound. */
static bool
ends_lemma(unsigned char c)
{
	return strchr("&-#~$+=^*", c) != NULL;
}

/* The part of speech before a lemma and the suffixes behind it are ASCII. */
static bool
is_analysis(struct bytes item)
{
	bool lemma = false, any = false;
	size_t i;

	for (i = 0; i < item.len; i++) {
		if (item.at[i] == '|')
			lemma = any = true;
		else if (ends_lemma(item.at[i]))
			lemma = false;
		else if (!lemma && item.at[i] >= 0x80)
			return false;
	}
	return any;
}

/* One word's lemmas. */
static void
take_lemmas(struct cha_text *t, size_t from, size_t to)
{
	const unsigned char *raw = t->raw.at;
	size_t i, end;

	for (i = from; i < to; i = end) {
		end = i + 1;
		if (raw[i] != '|')
			continue;
		while (end < to && raw[end] != '|' && !ends_lemma(raw[end]))
			end++;
		if (end > i + 1 && t->len > 0)
			cha_text_mark(t, i + 1, " ");
		cha_text_plain(t, i + 1, end);
	}
}

void
cha_text_lemmas(struct cha_text *t, size_t from, size_t to)
{
	size_t i, end;

	for (i = from; i < to; i = end) {
		for (end = i; end < to && strchr(" \t\r\n", t->raw.at[end]) == NULL;)
			end++;
		if (is_analysis(bytes_cut(t->raw, i, end))) {
			take_lemmas(t, i, end);
		} else if (end > i) {
			if (t->len > 0)
				cha_text_mark(t, i, " ");
			cha_text_plain(t, i, end);
		} else {
			end++;
		}
	}
}
