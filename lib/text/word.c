#include "text/word.h"

#include "base/arena.h"
#include "base/fail.h"
#include "text/skeleton.h"
#include "text/utf8.h"

/*
 * One walk: words are found, hashed and told apart in the same loop, since this is
 * where a long document spends its time. Words of ASCII and Latin-1 are hashed as
 * they are read; one with other letters is hashed again by skeleton.c.
 */
enum {
	LOWER = 1,
	UPPER = 2,
	DIGIT = 4,
	SECOND = 8, /* a and e may join with the letter before */
	FIRST = 16  /* a and o may join with the letter after */
};

/* clang-format off */
static const unsigned char class_of[256] = {
	['0'] = 4, ['1'] = 4, ['2'] = 4, ['3'] = 4, ['4'] = 4,
	['5'] = 4, ['6'] = 4, ['7'] = 4, ['8'] = 4, ['9'] = 4,
	['A'] = 26, ['B'] = 2, ['C'] = 2, ['D'] = 2, ['E'] = 10, ['F'] = 2, ['G'] = 2,
	['H'] = 2, ['I'] = 2, ['J'] = 2, ['K'] = 2, ['L'] = 2, ['M'] = 2, ['N'] = 2,
	['O'] = 18, ['P'] = 2, ['Q'] = 2, ['R'] = 2, ['S'] = 2, ['T'] = 2, ['U'] = 2,
	['V'] = 2, ['W'] = 2, ['X'] = 2, ['Y'] = 2, ['Z'] = 2,
	['a'] = 25, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 9, ['f'] = 1, ['g'] = 1,
	['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
	['o'] = 17, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1,
	['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};
/* clang-format on */

/* Abbreviations whose dot ends no sentence; of "f.eks." the last part. Single
 * letters and numbers of one or two digits need not stand here. */
static const char *const abbreviations[] = { "adr", "avd", "bl", "ca", "dr", "dvs",
	"eks", "ekskl", "evt", "fhv", "fr", "frk", "hr", "hhv", "ift", "inkl", "jf",
	"kap", "kl", "kr", "mht", "mnd", "mr", "mrs", "ms", "mv", "nr", "osv", "pga",
	"pkt", "prof", "red", "spes", "st", "str", "tlf", "vs", "jan", "feb", "mar",
	"apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "des", "etc", NULL };

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

/* What a walk over a word gathers. */
struct walk {
	struct skeleton_hash hash;
	unsigned seen; /* LOWER, UPPER, DIGIT */
	bool wide;     /* letters beyond Latin-1: hash is of no use */
};

static inline uint64_t
hash_byte(uint64_t hash, unsigned char byte)
{
	return (hash ^ byte) * UINT64_C(0x100000001b3);
}

/* ASCII from s->i on. Branches that a text makes at random cost more here than all
 * arithmetic: the only ones are the end of the word and pairs such as "aa". */
static inline void
walk_ascii(struct scan *s, struct walk *w)
{
	uint64_t hash = w->hash.hash, before = w->hash.before;
	unsigned last = w->hash.last, seen = 0, class, c, joined;
	unsigned prior = last == 'a' || last == 'o' ? FIRST : 0;
	const unsigned char *at = s->at + s->i, *end = s->at + s->len, *start = at;

	for (; at < end; at++) {
		class = class_of[*at];
		if (class == 0)
			break;
		c = *at | (class & UPPER) << 4;
		seen |= class;
		if ((prior & FIRST) && (class & SECOND) &&
		    (joined = skeleton_joined(last, c)) != 0) {
			hash = hash_byte(before, (unsigned char)(0xC0 | joined >> 6));
			hash = hash_byte(hash, (unsigned char)(0x80 | (joined & 0x3F)));
			last = prior = 0;
			continue;
		}
		before = hash;
		hash = hash_byte(hash, (unsigned char)c);
		last = c;
		prior = class;
	}
	w->hash.hash = hash;
	w->hash.before = before;
	w->hash.last = last;
	w->seen |= seen;
	s->i += (size_t)(at - start);
}

/* A character beyond ASCII; false where the word ends. */
static bool
walk_wide(struct scan *s, struct walk *w)
{
	unsigned class = class_wide(s);
	size_t len;

	if (class == 0)
		return false;
	w->seen |= class;
	if (s->at[s->i] == 0xC3) {
		skeleton_add(
		    &w->hash, skeleton_fold(0xC0u | (s->at[s->i + 1] & 0x3Fu)));
		s->i += 2;
		return true;
	}
	w->wide = true;
	char_at(s, &len);
	s->i += len;
	return true;
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

/* The rest of a word that is not all of ASCII. By value, so that the walk over one that
 * is stays in registers. */
static struct walk
walk_rest(struct scan *s, struct walk w)
{
	while (s->i < s->len && s->at[s->i] >= 0x80 && walk_wide(s, &w))
		walk_ascii(s, &w);
	return w;
}

/* Read the word at s->i; its first character is of this class. */
static inline void
scan_word(struct scan *s, unsigned class, struct word *to)
{
	struct walk w = { .hash = SKELETON_START };

	to->from = (uint32_t)s->i;
	walk_ascii(s, &w);
	if (s->i < s->len && s->at[s->i] >= 0x80)
		w = walk_rest(s, w);
	to->to = (uint32_t)s->i;
	to->hash = w.hash.hash;
	to->stem = w.hash.last == 's' && to->to - to->from > 1 ? w.hash.before : 0;
	if (w.wide)
		to->hash = skeleton_hash(
		    (struct bytes){ s->at + to->from, to->to - to->from }, &to->stem);
	to->flags = word_flags(w.seen, class, s->start);
	if (w.seen & UPPER && !(w.seen & LOWER) && is_upper(s, to))
		to->flags |= WORD_UPPER;
}

static bool
is_abbreviation(struct bytes word)
{
	char lower[8];
	size_t i;

	if (word.len == 1)
		return true;
	if (word.len == 2 && class_of[word.at[0]] == DIGIT &&
	    class_of[word.at[1]] == DIGIT)
		return true;
	if (word.len >= sizeof lower)
		return false;
	for (i = 0; i < word.len; i++)
		lower[i] = (char)utf8_lower(word.at[i]);
	lower[i] = '\0';
	for (i = 0; abbreviations[i] != NULL; i++)
		if (abbreviations[i][0] == lower[0] &&
		    bytes_are((struct bytes){ (unsigned char *)lower, word.len },
			abbreviations[i]))
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

static inline bool
scan_next(struct scan *s, struct word *to)
{
	unsigned class;
	bool code;

	if (s->i >= s->len)
		return false;
	class = class_at(s);
	scan_word(s, class, to);
	if (s->i + 1 < s->len && s->at[s->i] == ' ' && class_of[s->at[s->i + 1]] != 0) {
		s->i++;
		s->start = false;
		to->gap = GAP_SPACE;
	} else {
		to->gap = (uint8_t)scan_gap(
		    s, (struct bytes){ s->at + to->from, to->to - to->from });
	}
	/* "SW4 Ja": a code that opens the text says who speaks */
	code = s->first && to->flags & WORD_START && to->flags & WORD_MIXED &&
	       to->flags & WORD_CAPITAL;
	if (code && to->gap == GAP_SPACE)
		s->start = true;
	s->first = false;
	return true;
}

static struct scan
scan_start(struct bytes shadow, bool start)
{
	struct scan s = { shadow.at, shadow.len, 0, start, true };

	if (shadow.len >= UINT32_MAX)
		die("words: a text of %zu bytes", shadow.len);
	scan_gap(&s, (struct bytes){ 0 });
	return s;
}

struct words
words_of(struct bytes shadow, bool start, struct arena *a)
{
	struct scan s = scan_start(shadow, start);
	struct words words = { NULL, 0 };
	size_t cap = shadow.len / 5 + 8;

	words.at = arena_get(a, cap, sizeof *words.at);
	while (s.i < s.len) {
		if (words.len == cap)
			words.at =
			    arena_grow(a, words.at, words.len, &cap, sizeof *words.at);
		if (!scan_next(&s, &words.at[words.len]))
			break;
		words.len++;
	}
	return words;
}

size_t
words_into(struct bytes shadow, bool start, struct word *to, size_t room)
{
	struct scan s = scan_start(shadow, start);
	size_t len = 0;

	while (len < room && scan_next(&s, &to[len]))
		len++;
	return len;
}

/* A letter of ASCII that neither joins with the next nor has a mark behind it. */
static bool
is_alone(struct bytes word, size_t at)
{
	const unsigned class = class_of[word.at[at]];
	const unsigned char next = at + 1 < word.len ? word.at[at + 1] : 0;

	return (class & (LOWER | UPPER)) != 0 && next < 0x80 &&
	       !((class & FIRST) != 0 && (class_of[next] & SECOND) != 0);
}

void
word_skeleton(struct bytes word, struct buf *to)
{
	uint32_t letter, joined;
	size_t at = 0, after;

	buf_room(to, word.len);
	for (;;) {
		while (at < word.len && to->len < to->cap && is_alone(word, at))
			to->at[to->len++] = word.at[at++] | 0x20;
		letter = skeleton_letter(word, &at);
		if (letter == 0)
			return;
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
