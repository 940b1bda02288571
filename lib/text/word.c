#include "text/word.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "text/sixteen.h"
#include "text/skeleton.h"
#include "text/utf8.h"

/*
 * One walk: words are found, hashed and told apart in the same loop, since this is
 * where a long document spends its time. Two ways: read_plain() takes a word that is
 * its own skeleton, but perhaps for a capital at its start, as most are, and which
 * fits into sixteen bytes; read_any() takes all others letter by letter.
 */
enum { LOWER = 1, UPPER = 2, DIGIT = 4 };

enum { LATIN = 0xC0, LATIN_END = 0x250 }; /* its letters beyond ASCII */

/* clang-format off */
static const unsigned char class_of[256] = {
	['0'] = 4, ['1'] = 4, ['2'] = 4, ['3'] = 4, ['4'] = 4,
	['5'] = 4, ['6'] = 4, ['7'] = 4, ['8'] = 4, ['9'] = 4,
	['A'] = 2, ['B'] = 2, ['C'] = 2, ['D'] = 2, ['E'] = 2, ['F'] = 2, ['G'] = 2,
	['H'] = 2, ['I'] = 2, ['J'] = 2, ['K'] = 2, ['L'] = 2, ['M'] = 2, ['N'] = 2,
	['O'] = 2, ['P'] = 2, ['Q'] = 2, ['R'] = 2, ['S'] = 2, ['T'] = 2, ['U'] = 2,
	['V'] = 2, ['W'] = 2, ['X'] = 2, ['Y'] = 2, ['Z'] = 2,
	['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1,
	['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
	['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1,
	['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};
/* clang-format on */

/* Abbreviations whose dot ends no sentence; of "f.eks." the last part. Single
 * letters and numbers of one or two digits need not stand here. */
static const char abbreviations[][8] = { "adr", "avd", "bl", "ca", "dr", "dvs", "eks",
	"ekskl", "evt", "fhv", "fr", "frk", "hr", "hhv", "ift", "inkl", "jf", "kap",
	"kl", "kr", "mht", "mnd", "mr", "mrs", "ms", "mv", "nr", "osv", "pga", "pkt",
	"prof", "red", "spes", "st", "str", "tlf", "vs", "jan", "feb", "mar", "apr",
	"jun", "jul", "aug", "sep", "sept", "okt", "nov", "des", "etc" };

static inline struct bytes
bytes_from(struct bytes text, size_t at)
{
	return (struct bytes){ text.at + at, text.len - at };
}

struct scan {
	struct bytes text;
	size_t i;
	bool start; /* the next word begins a sentence */
	bool first; /* it is the first of the text */
};

/* The first character of what is left of a text, and its bytes. */
static uint32_t
char_of(struct bytes rest, size_t *len)
{
	uint32_t c = utf8_next(rest, len);

	if (*len == 0)
		*len = rest.len;
	return c;
}

/* 0: no letter and no digit. */
static unsigned
class_wide(struct bytes rest)
{
	uint32_t c;
	size_t len;

	if (rest.at[0] == 0xC3 && rest.len > 1) { /* À to ÿ, but × and ÷ */
		c = rest.at[1];
		return c == 0x97 || c == 0xB7 ? 0 : c < 0x9F ? UPPER : LOWER;
	}
	c = char_of(rest, &len);
	if (c == UTF8_BAD)
		return 0;
	if (utf8_is_letter(c))
		return utf8_is_upper(c) ? UPPER : LOWER;
	return utf8_is_digit(c) ? DIGIT : 0;
}

static inline unsigned
class_first(struct bytes rest)
{
	const unsigned char c = rest.at[0];

	return c < 0x80 ? class_of[c] : class_wide(rest);
}

_Static_assert(
    WORD_CAPITAL == UPPER >> 1 && (int)WORD_DIGIT == (int)DIGIT, "word_flags()");

static uint8_t
word_flags(unsigned first, unsigned seen, unsigned capitals)
{
	const bool mixed = (seen & DIGIT) != 0 && (seen & (UPPER | LOWER)) != 0,
		   upper = capitals > 1 && !(seen & LOWER);

	return (uint8_t)((first & UPPER) >> 1 | (first & DIGIT) | upper * WORD_UPPER |
			 mixed * WORD_MIXED);
}

/* Where two letters join: aa, ae, oe. */
static inline unsigned
find_joins(sixteen x)
{
	const sixteen small = x | sixteen_all(0x20), a = sixteen_are(small, 'a'),
		      o = sixteen_are(small, 'o');

	return (sixteen_bits(a) & sixteen_bits(a) >> 1) |
	       (sixteen_bits(a | o) & sixteen_bits(sixteen_are(small, 'e')) >> 1);
}

/* How many bytes in a row are letters that a skeleton has as they are: a to z, å, æ, ø,
 * up to the second of two that join. capital: the first byte counts too. */
static inline unsigned
count_plain(sixteen x, unsigned capital)
{
	const sixteen second = sixteen_between(x, 0xA5, 0xA6) | sixteen_are(x, 0xB8);
	const unsigned lead = sixteen_bits(sixteen_are(x, 0xC3)) &
	                      sixteen_bits(second) >> 1,
		       small = sixteen_bits(sixteen_between(x, 'a', 'z')),
		       plain = small | lead | lead << 1 | capital;

	return (unsigned)__builtin_ctz(~plain | find_joins(x) << 1);
}

/* The hash of the first len bytes; capital: the first of them is made small. */
static inline uint64_t
hash_of(sixteen x, unsigned len, unsigned capital)
{
	const sixteen word = x & sixteen_first(len);

	return skeleton_mix(
	    SKELETON_SEED, sixteen_half(word, 0) | capital << 5, sixteen_half(word, 1));
}

/* Hash a word whose skeleton are these bytes. */
static inline void
hash_plain(
    sixteen x, unsigned len, unsigned capital, unsigned char last, struct word *to)
{
	to->hash = hash_of(x, len, capital);
	to->stem = last == 's' && len > 1 ? hash_of(x, len - 1, capital) : 0;
}

/* Read the word that a text begins with, if it is one of those; its bytes, else 0. */
static inline size_t
read_plain(struct bytes text, struct word *to)
{
	const sixteen x = sixteen_load(text.at, text.len);
	const unsigned capital = class_of[text.at[0]] / UPPER & 1,
		       len = count_plain(x, capital);

	if (len == 16 ||
	    (len < text.len && (text.at[len] >= 0x80 || class_of[text.at[len]] != 0)))
		return 0; /* the word goes on, or begins otherwise */
	hash_plain(x, len, capital, text.at[len - 1], to);
	to->flags = capital ? WORD_CAPITAL : WORD_PLAIN;
	return len;
}

/* Read the word that a text begins with, letter by letter; its bytes. */
static size_t
read_any(struct bytes text, struct word *to)
{
	const unsigned first = class_first(text);
	unsigned class = first, seen = 0, capitals = 0;
	size_t at = 0, len;
	bool wide = false;
	sixteen small;

	for (; class != 0;
	     class = at < text.len ? class_first(bytes_from(text, at)) : 0) {
		seen |= class;
		capitals += (class & UPPER) != 0;
		len = 1;
		if (text.at[at] >= 0x80) {
			char_of(bytes_from(text, at), &len);
			wide = true;
		}
		at += len;
	}
	to->flags = word_flags(first, seen, capitals);
	small = sixteen_load(text.at, at) | sixteen_all(0x20);
	if (at < 16 && !wide && find_joins(small) == 0) /* digits have that bit */
		hash_plain(small, (unsigned)at, 0, text.at[at - 1] | 0x20, to);
	else
		to->hash = skeleton_hash((struct bytes){ text.at, at }, &to->stem);
	return at;
}

static bool
is_abbreviation(struct bytes word)
{
	char lower[8] = { 0 };
	size_t i;

	if (word.len == 1)
		return true;
	if (word.len == 2 && class_of[word.at[0]] == DIGIT &&
	    class_of[word.at[1]] == DIGIT)
		return true;
	if (word.len >= sizeof lower) /* all of them have a NUL behind */
		return false;
	for (i = 0; i < word.len; i++)
		lower[i] = (char)utf8_lower(word.at[i]);
	for (i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
		if (memcmp(abbreviations[i], lower, sizeof lower) == 0)
			return true;
	return false;
}

struct gap {
	unsigned breaks, blanks, dots, commas, hyphens, others;
	bool ends; /* a sentence */
};

/* One character between words that is no blank. */
static void
gap_sign(struct gap *g, uint32_t c)
{
	switch (c) {
	case '.':
		g->dots++;
		g->ends = true;
		break;
	case '!':
	case '?':
	case ':':
	case 0x2026: /* … */
		g->others++;
		g->ends = true;
		break;
	case ',':
		g->commas++;
		g->ends = false;
		break;
	case ';':
		g->others++;
		g->ends = false;
		break;
	case '-':
		g->hyphens++;
		break;
	default: /* quotes, brackets, dashes */
		g->others++;
	}
}

static enum word_gap
gap_kind(const struct gap *g, size_t len)
{
	unsigned signs = g->dots + g->commas + g->hyphens + g->others;

	if (len == 0 || g->others || signs > 1 || g->breaks > 2)
		return GAP_OTHER;
	if (g->dots)
		return GAP_DOT;
	if (g->commas)
		return GAP_COMMA;
	if (g->hyphens)
		return g->blanks == 0 && g->breaks < 2 ? GAP_HYPHEN : GAP_OTHER;
	return GAP_SPACE;
}

/* Go to the next word, or the end; before is the word before, if there is one. */
static enum word_gap
scan_gap(struct scan *s, struct bytes before)
{
	struct gap g = { 0 };
	size_t from = s->i, len;
	struct bytes rest;
	uint32_t c;
	bool sign_first = false, sign_last = false;

	g.ends = before.len == 0 && s->start;
	for (; s->i < s->text.len; s->i += len) {
		rest = bytes_from(s->text, s->i);
		if (class_first(rest) != 0)
			break;
		c = rest.at[0];
		len = 1;
		sign_last = false;
		if (c == '\n') {
			g.breaks++;
		} else if (c == ' ' || c == '\t' || c == '\r') {
			g.blanks++;
		} else {
			if (c >= 0x80)
				c = char_of(rest, &len);
			if (s->i == from)
				sign_first = c == '.';
			sign_last = c == '.' || c == ':';
			gap_sign(&g, c);
		}
	}
	if (g.dots == 1 && sign_first && g.others == 0 && before.len != 0 &&
	    is_abbreviation(before))
		g.ends = false;
	if (sign_last && s->i - from == 1 && before.len != 0) /* K.N., 12:30 */
		g.ends = false;
	if (g.breaks > 1)
		g.ends = true;
	s->start = g.ends;
	if (s->i == s->text.len)
		return GAP_OTHER;
	return gap_kind(&g, s->i - from);
}

/* "SW4 Ja": a code that opens the text says who speaks. */
static bool
is_code(const struct word *word)
{
	const unsigned flags = WORD_START | WORD_MIXED | WORD_CAPITAL;

	return (word->flags & flags) == flags && word->gap == GAP_SPACE;
}

static struct scan
scan_start(struct bytes shadow, bool start)
{
	struct scan s = { .text = shadow, .start = start, .first = true };

	if (shadow.len >= UINT32_MAX)
		die("words: a text of %zu bytes", shadow.len);
	scan_gap(&s, (struct bytes){ 0 });
	return s;
}

/* One blank, and a word behind it. */
static inline bool
is_blank_alone(struct bytes rest)
{
	return rest.len > 1 && rest.at[0] == ' ' &&
	       class_first(bytes_from(rest, 1)) != 0;
}

/* What stands between this word, which ends at *i, and the next one, to which *i goes.
 * A blank alone and a comma and a blank are most of what there is. */
static inline enum word_gap
read_gap(struct scan *s, struct bytes word, size_t *i)
{
	const struct bytes rest = bytes_from(s->text, *i);
	enum word_gap gap;

	if (is_blank_alone(rest)) {
		*i += 1;
		s->start = false;
		return GAP_SPACE;
	}
	if (rest.len > 0 && rest.at[0] == ',' && is_blank_alone(bytes_from(rest, 1))) {
		*i += 2;
		s->start = false;
		return GAP_COMMA;
	}
	s->i = *i;
	gap = scan_gap(s, word);
	*i = s->i;
	return gap;
}

/* The next words, at most room; how many. */
static size_t
scan_words(struct scan *s, struct word *to, size_t room)
{
	size_t i = s->i, count, len;
	struct bytes rest;

	for (count = 0; count < room && i < s->text.len; count++, to++) {
		rest = bytes_from(s->text, i);
		len = read_plain(rest, to);
		if (len == 0)
			len = read_any(rest, to);
		to->flags |= s->start ? WORD_START : 0;
		to->from = (uint32_t)i;
		i += len;
		to->to = (uint32_t)i;
		to->gap = (uint8_t)read_gap(s, (struct bytes){ rest.at, len }, &i);
		if (s->first && is_code(to))
			s->start = true;
		s->first = false;
	}
	s->i = i;
	return count;
}

struct words
words_of(struct bytes shadow, bool start, struct arena *a)
{
	struct scan s = scan_start(shadow, start);
	struct words words = { NULL, 0 };
	size_t cap = shadow.len / 5 + 8;

	words.at = arena_get(a, cap, sizeof *words.at);
	for (;;) {
		words.len += scan_words(&s, words.at + words.len, cap - words.len);
		if (s.i == shadow.len)
			return words;
		words.at = arena_grow(a, words.at, words.len, &cap, sizeof *words.at);
	}
}

size_t
words_into(struct bytes shadow, bool start, struct word *to, size_t room)
{
	struct scan s = scan_start(shadow, start);

	return scan_words(&s, to, room);
}

void
word_skeleton(struct bytes word, struct buf *to)
{
	const unsigned capital = word.len > 0 ? class_of[word.at[0]] / UPPER & 1 : 0;
	uint32_t letter, joined;
	size_t at = 0, after;

	if (word.len > 0 && word.len < 16 &&
	    count_plain(sixteen_end(word.at, word.len), capital) == word.len) {
		buf_add(to, word);
		to->at[to->len - word.len] |= (unsigned char)(capital << 5);
		return;
	}
	buf_room(to, word.len);
	while ((letter = skeleton_letter(word, &at)) != 0) {
		after = at;
		joined = skeleton_joined(letter, skeleton_letter(word, &after));
		if (joined != 0) {
			letter = joined;
			at = after;
		}
		if (letter < 0x80 && to->len < to->cap)
			to->at[to->len++] = (unsigned char)letter;
		else
			utf8_add(to, letter);
	}
}

bool
word_is_foreign(struct bytes word)
{
	static const char own[] = "éèêëóòôàâçüäöæøåÉÈÊÓÒÔÀÂÇÜÄÖÆØÅ";
	uint32_t letter;
	size_t len;

	for (; word.len > 0; word = bytes_cut(word, len, word.len)) {
		letter = utf8_next(word, &len);
		if (letter >= LATIN && letter < LATIN_END && utf8_is_letter(letter) &&
		    memmem(own, sizeof own - 1, word.at, len) == NULL)
			return true;
	}
	return false;
}
