#include "text/word.h"

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

struct scan {
	const unsigned char *at;
	size_t len, i;
	bool start; /* the next word begins a sentence */
	bool first; /* it is the first of the text */
};

static uint32_t
char_at(const struct scan *s, size_t *len)
{
	uint32_t c = utf8_next((struct bytes){ s->at + s->i, s->len - s->i }, len);

	if (*len == 0)
		*len = s->len - s->i;
	return c;
}

/* 0: no letter and no digit. */
static unsigned
class_wide(const struct scan *s)
{
	uint32_t c;
	size_t len;

	if (s->at[s->i] == 0xC3 && s->len - s->i > 1) { /* À to ÿ, but × and ÷ */
		c = s->at[s->i + 1];
		return c == 0x97 || c == 0xB7 ? 0 : c < 0x9F ? UPPER : LOWER;
	}
	c = char_at(s, &len);
	if (c == UTF8_BAD)
		return 0;
	if (utf8_is_letter(c))
		return utf8_is_upper(c) ? UPPER : LOWER;
	return utf8_is_digit(c) ? DIGIT : 0;
}

static inline unsigned
class_at(const struct scan *s)
{
	unsigned char c = s->at[s->i];

	return c < 0x80 ? class_of[c] : class_wide(s);
}

_Static_assert(
    WORD_CAPITAL == UPPER >> 1 && (int)WORD_DIGIT == (int)DIGIT, "word_flags()");

static uint8_t
word_flags(unsigned seen, unsigned first, bool start)
{
	unsigned mixed = (seen & DIGIT) != 0 && (seen & (UPPER | LOWER)) != 0;

	return (uint8_t)((first & UPPER) >> 1 | (first & DIGIT) | start * WORD_START |
			 mixed * WORD_MIXED);
}

/* Of a word without small letters: it has two capitals or more. */
static bool
is_upper(const struct scan *s, const struct word *w)
{
	struct scan word = { .at = s->at, .len = w->to };
	unsigned letters = 0;
	size_t len;

	for (word.i = w->from; word.i < word.len && letters < 2; word.i += len) {
		letters += (class_at(&word) & UPPER) != 0;
		char_at(&word, &len);
	}
	return letters > 1;
}

/* Read the word at s->i, letter by letter. */
static void
read_any(struct scan *s, struct word *to)
{
	const unsigned class = class_at(s);
	unsigned next = class, seen = 0;
	size_t len;

	to->from = (uint32_t)s->i;
	do {
		seen |= next;
		len = 1;
		if (s->at[s->i] >= 0x80)
			char_at(s, &len);
		s->i += len;
		next = s->i < s->len ? class_at(s) : 0;
	} while (next != 0);
	to->to = (uint32_t)s->i;
	to->hash = skeleton_hash(
	    (struct bytes){ s->at + to->from, to->to - to->from }, &to->stem);
	to->flags = word_flags(seen, class, s->start);
	if (seen & UPPER && !(seen & LOWER) && is_upper(s, to))
		to->flags |= WORD_UPPER;
}

/* How many bytes in a row are letters that a skeleton has as they are: a to z, å, æ, ø.
 * first: the first one counts whatever it is. */
static inline unsigned
count_plain(sixteen x, unsigned first)
{
	const sixteen second = sixteen_between(x, 0xA5, 0xA6) | sixteen_are(x, 0xB8);
	const unsigned lead = sixteen_bits(sixteen_are(x, 0xC3)) &
	                      sixteen_bits(second) >> 1,
		       small = sixteen_bits(sixteen_between(x, 'a', 'z'));

	return (unsigned)__builtin_ctz(~(first | small | lead | lead << 1));
}

/* Two of the first len letters join: aa, ae, oe. */
static inline bool
do_join(sixteen x, unsigned len)
{
	const sixteen small = x | sixteen_all(0x20), a = sixteen_are(small, 'a');
	const unsigned pairs = (sixteen_bits(a) & sixteen_bits(a) >> 1) |
	                       (sixteen_bits(a | sixteen_are(small, 'o')) &
				   sixteen_bits(sixteen_are(small, 'e')) >> 1);

	return (pairs & ((1u << (len - 1)) - 1)) != 0;
}

/* The hash of the first len bytes; capital: the first of them is made small. */
static inline uint64_t
hash_plain(sixteen x, unsigned len, unsigned capital)
{
	const sixteen word = x & sixteen_first(len);

	return skeleton_mix(
	    SKELETON_SEED, sixteen_half(word, 0) | capital << 5, sixteen_half(word, 1));
}

/* Read the word at s->i, if it is one of those; else nothing is done. */
static inline bool
read_plain(struct scan *s, struct word *to)
{
	const unsigned char *at = s->at + s->i;
	const size_t left = s->len - s->i;
	const sixteen x = sixteen_load(at, left);
	const unsigned capital = class_of[*at] / UPPER & 1,
		       len = count_plain(x, capital);

	if (len == 0 || len > 15 || do_join(x, len) ||
	    (len < left && (at[len] >= 0x80 || class_of[at[len]] != 0)))
		return false;
	to->hash = hash_plain(x, len, capital);
	to->stem = at[len - 1] == 's' && len > 1 ? hash_plain(x, len - 1, capital) : 0;
	to->from = (uint32_t)s->i;
	to->to = to->from + len;
	to->flags =
	    (uint8_t)((capital ? WORD_CAPITAL : WORD_PLAIN) + s->start * WORD_START);
	s->i += len;
	return true;
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
	uint32_t c;
	bool sign_first = false, sign_last = false;

	g.ends = before.len == 0 && s->start;
	for (; s->i < s->len && class_at(s) == 0; s->i += len) {
		c = s->at[s->i];
		len = 1;
		sign_last = false;
		if (c == '\n') {
			g.breaks++;
		} else if (c == ' ' || c == '\t' || c == '\r') {
			g.blanks++;
		} else {
			if (c >= 0x80)
				c = char_at(s, &len);
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
	if (s->i == s->len)
		return GAP_OTHER;
	return gap_kind(&g, s->i - from);
}

/* Go behind the word to the next one; what stands between them. */
static inline enum word_gap
read_gap(struct scan *s, const struct word *word)
{
	if (s->i + 1 < s->len && s->at[s->i] == ' ') {
		s->i++;
		if (class_at(s) != 0) {
			s->start = false;
			return GAP_SPACE;
		}
		s->i--;
	}
	return scan_gap(s, (struct bytes){ s->at + word->from, word->to - word->from });
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
	struct scan s = {
		.at = shadow.at, .len = shadow.len, .start = start, .first = true
	};

	if (shadow.len >= UINT32_MAX)
		die("words: a text of %zu bytes", shadow.len);
	scan_gap(&s, (struct bytes){ 0 });
	return s;
}

/* The next words, at most room; how many. */
static size_t
scan_words(struct scan *scan, struct word *to, size_t room)
{
	struct scan s = *scan;
	size_t len;

	for (len = 0; len < room && s.i < s.len; len++) {
		if (!read_plain(&s, &to[len]))
			read_any(&s, &to[len]);
		to[len].gap = (uint8_t)read_gap(&s, &to[len]);
		if (s.first && is_code(&to[len]))
			s.start = true;
		s.first = false;
	}
	*scan = s;
	return len;
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
		if (s.i == s.len)
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
	uint32_t letter, joined;
	size_t at = 0, after;

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
