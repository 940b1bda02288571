#include "text/shadow.h"

#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "base/fail.h"
#include "text/sixteen.h"
#include "text/utf8.h"

/*
 * Two ways: first_change() runs over a text that is its own shadow, which most
 * are; from the first character that is not, step() writes a shadow and its map.
 */
enum kind { PLAIN, LEFT_OUT, APOSTROPHE, HYPHEN, BLANK, BREAK };

/* Unicode Annex 15, stream-safe text: more marks on a letter mean nothing. */
enum { MARKS = 32 };

struct out {
	struct arena *arena;
	unsigned char *at;
	uint32_t *map;
	size_t len, cap;
};

static enum kind
kind_of(uint32_t c)
{
	switch (c) {
	case '\n':
	case '\r':
		return BREAK;
	case '-':
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2212:
		return HYPHEN;
	case '`':
	case 0xB4:
	case 0x2BC:
	case 0x2018:
	case 0x2019:
		return APOSTROPHE;
	case 0xAD:
		return LEFT_OUT;
	}
	if (utf8_is_space(c))
		return BLANK;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return LEFT_OUT;
	if (c >= 0x300 && utf8proc_get_property((utf8proc_int32_t)c)->ignorable)
		return LEFT_OUT;
	return PLAIN;
}

/* It may change or join what stands before it. */
static bool
is_mark(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x300)
		return false;
	if (c >= 0x1160 && c < 0x1200) /* vowels and ends of Hangul syllables */
		return true;
	category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

/* NFC may write it otherwise even if no mark follows. */
static bool
is_composed(uint32_t c)
{
	const utf8proc_property_t *p;

	if (c < 0x300)
		return false;
	p = utf8proc_get_property((utf8proc_int32_t)c);
	return p->decomp_seqindex != UINT16_MAX && p->decomp_type == 0;
}

static uint32_t
char_at(struct bytes text, size_t i, size_t *len)
{
	uint32_t c = utf8_next((struct bytes){ text.at + i, text.len - i }, len);

	if (*len == 0) /* cut at the end of the text: a bad byte like another */
		*len = 1;
	return c;
}

/* Bytes of ASCII that are their own shadow, wherever they stand: all but controls,
 * tab, - and `. */
/* clang-format off */
static const unsigned char is_plain[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
};
/* clang-format on */

/* How many of sixteen bytes, from the first on, are plain, or characters U+00C0 to U+00FF
 * (0xC3 and what goes on), which no mark follows if more such stand behind them. */
static unsigned
count_plain(sixteen x)
{
	const sixteen plain = (sixteen_between(x, ' ', '~') &
				  ~(sixteen_are(x, '-') | sixteen_are(x, '`'))) |
	                      sixteen_are(x, '\n');
	const unsigned lead = sixteen_bits(sixteen_are(x, 0xC3)) &
	                      sixteen_bits(sixteen_between(x, 0x80, 0xBF)) >> 1;

	return (unsigned)__builtin_ctz(~(sixteen_bits(plain) | lead | lead << 1));
}

static bool
ends_in_letter(struct bytes text)
{
	size_t i = text.len, len;

	if (i == 0)
		return false;
	do {
		i--;
	} while (i > 0 && (text.at[i] & 0xC0) == 0x80);
	return utf8_is_letter(char_at(text, i, &len));
}

/*
 * After a hyphen that stands behind a letter: where the word goes on, if a line
 * ends here (perhaps with an empty one) and the next begins with a small letter.
 * Else 0.
 */
static size_t
word_goes_on(struct bytes text, size_t i)
{
	unsigned breaks = 0;
	size_t len;
	uint32_t c;

	for (; i < text.len; i += len) {
		c = char_at(text, i, &len);
		if (c == UTF8_BAD)
			return 0;
		switch (kind_of(c)) {
		case LEFT_OUT:
		case BLANK:
			break;
		case BREAK:
			if (c == '\r' && i + 1 < text.len && text.at[i + 1] == '\n')
				len = 2;
			if (++breaks > 2)
				return 0;
			break;
		default:
			if (breaks > 0 && utf8_is_letter(c) && !is_mark(c) &&
			    !utf8_is_upper(c))
				return i;
			return 0;
		}
	}
	return 0;
}

/* How many bytes from the start are their own shadow, whatever follows. */
static size_t
first_change(struct bytes text)
{
	size_t i = 0, len;
	unsigned plain;
	uint32_t c;

	while (i < text.len) {
		plain = count_plain(sixteen_load(text.at + i, text.len - i));
		i += plain;
		if (plain == 16 || i == text.len)
			continue;
		c = char_at(text, i, &len);
		if (c == '-') {
			if (word_goes_on(text, i + 1) != 0 &&
			    ends_in_letter((struct bytes){ text.at, i }))
				return i;
		} else if (is_mark(c)) {
			while (i > 0 && (text.at[--i] & 0xC0) == 0x80)
				;
			return i;
		} else if (c == UTF8_BAD || kind_of(c) != PLAIN || is_composed(c)) {
			/* perhaps a mark follows what will be left out */
			while (i > 0 && kind_of(c) == LEFT_OUT &&
			       (text.at[--i] & 0xC0) == 0x80)
				;
			return i;
		}
		i += len;
	}
	return i;
}

static void
out_room(struct out *o, size_t more)
{
	size_t cap = o->cap;
	unsigned char *at;
	uint32_t *map;

	if (o->cap - o->len > more)
		return;
	while (cap - o->len <= more)
		cap += cap / 2 + 64;
	at = arena_get(o->arena, cap, 1);
	map = arena_get(o->arena, cap, sizeof *map);
	if (o->len) {
		memcpy(at, o->at, o->len);
		memcpy(map, o->map, o->len * sizeof *map);
	}
	o->at = at;
	o->map = map;
	o->cap = cap;
}

static void
out_add(struct out *o, uint32_t c, size_t from)
{
	unsigned char bytes[8];
	struct buf b = { bytes, 0, sizeof bytes };
	size_t i;

	utf8_add(&b, c); /* at most four: never grows */
	for (i = 0; i < b.len; i++) {
		o->at[o->len] = bytes[i];
		o->map[o->len++] = (uint32_t)from;
	}
}

static void
out_kind(struct out *o, uint32_t c, size_t from)
{
	switch (kind_of(c)) {
	case LEFT_OUT:
		break;
	case APOSTROPHE:
		out_add(o, '\'', from);
		break;
	case HYPHEN:
		out_add(o, '-', from);
		break;
	case BLANK:
		out_add(o, ' ', from);
		break;
	case BREAK:
		out_add(o, '\n', from);
		break;
	case PLAIN:
		out_add(o, c, from);
	}
}

/* The mark that comes next, over what is left out; where it ends, or 0. */
static size_t
next_mark(struct bytes text, size_t i, uint32_t *mark)
{
	size_t len;
	uint32_t c;

	for (; i < text.len && text.at[i] >= 0x80 && text.at[i] != 0xC3; i += len) {
		c = char_at(text, i, &len);
		if (c == UTF8_BAD)
			return 0;
		if (kind_of(c) == LEFT_OUT)
			continue;
		*mark = c;
		return is_mark(c) ? i + len : 0;
	}
	return 0;
}

/* NFC of a letter and its marks, in place; the new length. */
static size_t
compose(utf8proc_int32_t *c, size_t len, utf8proc_int32_t *to, size_t room)
{
	utf8proc_ssize_t n = 0, part;
	utf8proc_int32_t moving;
	size_t i, j;

	for (i = 0; i < len; i++) {
		part = utf8proc_decompose_char(c[i], to + n, (utf8proc_ssize_t)room - n,
		    UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, NULL);
		if (part < 0 || n + part > (utf8proc_ssize_t)room)
			die("shadow: a letter of %zu characters", len);
		n += part;
	}
	for (i = 1; i < (size_t)n; i++) { /* canonical order */
		moving = to[i];
		for (j = i;
		     j > 0 && utf8proc_get_property(moving)->combining_class != 0 &&
		     utf8proc_get_property(to[j - 1])->combining_class >
			 utf8proc_get_property(moving)->combining_class;
		     j--)
			to[j] = to[j - 1];
		to[j] = moving;
	}
	n = utf8proc_normalize_utf32(to, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	if (n < 0)
		die("shadow: %s", utf8proc_errmsg(n));
	return (size_t)n;
}

/* A character and the marks behind it; where they end. */
static size_t
letter(struct out *o, struct bytes text, size_t i, uint32_t c, size_t len)
{
	utf8proc_int32_t in[MARKS], composed[MARKS * 4];
	size_t end = i + len, count = 1, after, k, n;
	uint32_t mark;

	in[0] = (utf8proc_int32_t)c;
	while (count < MARKS && (after = next_mark(text, end, &mark)) != 0) {
		in[count++] = (utf8proc_int32_t)mark;
		end = after;
	}
	if (count == 1 && !is_composed(c)) {
		out_add(o, c, i);
		return end;
	}
	n = compose(in, count, composed, MARKS * 4);
	out_room(o, n * 4 + text.len - i);
	for (k = 0; k < n; k++)
		out_kind(o, (uint32_t)composed[k], i);
	return end;
}

/* One character of the text that may not be its own shadow; where the next is. */
static size_t
step(struct out *o, struct bytes text, size_t i)
{
	size_t len, on;
	uint32_t c = char_at(text, i, &len);
	enum kind kind;

	out_room(o, 4 + text.len - i);
	if (c == UTF8_BAD) {
		out_add(o, 0xFFFD, i);
		return i + 1;
	}
	kind = kind_of(c);
	if (kind == PLAIN)
		return letter(o, text, i, c, len);
	if (kind == HYPHEN || c == 0xAD) {
		on = word_goes_on(text, i + len);
		if (on != 0 && ends_in_letter((struct bytes){ o->at, o->len }))
			return on;
	}
	out_kind(o, c, i);
	if (c == '\r' && i + 1 < text.len && text.at[i + 1] == '\n')
		len = 2;
	return i + len;
}

struct shadow
shadow_of(struct bytes text, struct arena *a)
{
	struct out o = { .arena = a };
	size_t i, from = first_change(text);

	if (from == text.len)
		return (struct shadow){ text.at, text.len, NULL };
	if (text.len > UINT32_MAX / 4)
		die("shadow: a text of %zu bytes", text.len);
	out_room(&o, text.len + 8);
	for (i = 0; i < from; i++) {
		o.at[i] = text.at[i];
		o.map[i] = (text.at[i] & 0xC0) == 0x80 ? o.map[i - 1] : (uint32_t)i;
	}
	o.len = from;
	while (i < text.len) {
		if (is_plain[text.at[i]] &&
		    (i + 1 == text.len || text.at[i + 1] < 0x80 ||
			text.at[i + 1] == 0xC3)) {
			o.at[o.len] = text.at[i];
			o.map[o.len++] = (uint32_t)i++;
		} else {
			i = step(&o, text, i);
		}
	}
	out_room(&o, 1);
	o.map[o.len] = (uint32_t)text.len;
	return (struct shadow){ o.at, o.len, o.map };
}

static size_t
char_start(const struct shadow *s, size_t at)
{
	while (at > 0 && at < s->len && (s->at[at] & 0xC0) == 0x80)
		at--;
	return at;
}

void
shadow_place(const struct shadow *s, size_t from, size_t to, uint32_t *text_from,
    uint32_t *text_to)
{
	if (from > to || to > s->len)
		die("shadow: [%zu, %zu) of %zu", from, to, s->len);
	from = char_start(s, from);
	if (s->map == NULL) {
		while (to < s->len && (s->at[to] & 0xC0) == 0x80)
			to++;
		*text_from = (uint32_t)from;
		*text_to = (uint32_t)to;
		return;
	}
	/* bytes of one character, and characters of one letter, share their place */
	while (to > from && to < s->len && s->map[to] == s->map[to - 1])
		to++;
	*text_from = s->map[from];
	*text_to = s->map[to];
}
