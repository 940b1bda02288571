#include "text/skeleton.h"

#include <stdbool.h>

#include <utf8proc.h>

#include "text/utf8.h"

enum { AA = 0xE5, AE = 0xE6, OE = 0xF8, RING = 0x30A, DIAERESIS = 0x308 };

/*
 * The letters U+00C0 to U+017F without their marks, in Latin-1. \1 stands where a
 * letter is its own skeleton or goes the long way round.
 */
static const unsigned char latin[] = "aaaa\xE6\xE5\xE6"
				     "ceeeeiiii"
				     "dnoooo\xF8\1\xF8uuuuy\1\1"
				     "aaaa\xE6\xE5\xE6"
				     "ceeeeiiii"
				     "dnoooo\xF8\1\xF8uuuuy\1y"
				     "aaaaaaccccccccdddd"
				     "eeeeeeeeeegggggggghhhh"
				     "iiiiiiiiii\1\1jjkkk"
				     "llllllllllnnnnnn\1nn"
				     "oooooo\xF8\xF8rrrrrrssssssss"
				     "ttttttuuuuuuuuuuuuwwyyyzzzzzzs";

_Static_assert(sizeof latin == 0x180 - 0xC0 + 1, "one letter each");

static bool
is_mark(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x300)
		return false;
	category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

/* A letter and a mark that in Norwegian are another letter; else the letter. */
static uint32_t
marked(uint32_t letter, uint32_t mark)
{
	if (letter == 'a' && mark == RING)
		return AA;
	if (letter == 'a' && mark == DIAERESIS)
		return AE;
	if (letter == 'o' && mark == DIAERESIS)
		return OE;
	return letter;
}

/* Of a letter beyond U+017F: its base, if all else of it are marks. */
static uint32_t
fold_far(uint32_t c)
{
	utf8proc_int32_t part[8];
	utf8proc_ssize_t len, i;
	uint32_t base;

	c = utf8_lower(c);
	len = utf8proc_decompose_char(
	    (utf8proc_int32_t)c, part, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, NULL);
	if (len < 2 || len > 8)
		return c;
	base = (uint32_t)part[0];
	for (i = 1; i < len; i++) {
		if (!is_mark((uint32_t)part[i]))
			return c;
		base = marked(base, (uint32_t)part[i]);
	}
	return base;
}

uint32_t
skeleton_fold(uint32_t c)
{
	uint32_t base;

	if (c < 0xC0)
		return utf8_lower(c);
	if (c < 0x180 && latin[c - 0xC0] != 1)
		return latin[c - 0xC0];
	base = c < 0x180 ? utf8_lower(c) : fold_far(c);
	return base >= 0xC0 && base < 0x180 && latin[base - 0xC0] != 1
	           ? latin[base - 0xC0]
	           : base;
}

static uint32_t
next(struct bytes word, size_t at, size_t *len)
{
	uint32_t c = utf8_next((struct bytes){ word.at + at, word.len - at }, len);

	if (*len == 0)
		*len = word.len - at;
	return c;
}

/* A letter or digit of ASCII in lower case; 0 for what is none. */
static uint32_t
fold_ascii(unsigned char c)
{
	unsigned char small = c | 0x20;

	if (small >= 'a' && small <= 'z')
		return small;
	return c >= '0' && c <= '9' ? c : 0;
}

uint32_t
skeleton_letter(struct bytes word, size_t *at)
{
	uint32_t c, letter = 0;
	size_t len;

	if (*at < word.len && word.at[*at] < 0x80 &&
	    (*at + 1 == word.len || word.at[*at + 1] < 0xCC) &&
	    (letter = fold_ascii(word.at[*at])) != 0) {
		++*at;
		return letter;
	}
	while (letter == 0) {
		if (*at >= word.len)
			return 0;
		c = next(word, *at, &len);
		*at += len;
		if (c != UTF8_BAD && !is_mark(c) &&
		    (utf8_is_letter(c) || utf8_is_digit(c)))
			letter = skeleton_fold(c);
	}
	while (*at < word.len && word.at[*at] >= 0xCC) {
		c = next(word, *at, &len);
		if (c == UTF8_BAD || !is_mark(c))
			break;
		letter = marked(letter, c);
		*at += len;
	}
	return letter;
}

uint32_t
skeleton_joined(uint32_t first, uint32_t second)
{
	if (first == 'a' && second == 'a')
		return AA;
	if (first == 'a' && second == 'e')
		return AE;
	if (first == 'o' && second == 'e')
		return OE;
	return 0;
}

static void
add_byte(struct skeleton_letters *s, uint32_t byte)
{
	s->pair[s->len / 8] |= (uint64_t)byte << 8 * (s->len % 8);
	if (++s->len < 16)
		return;
	s->hash = skeleton_mix(s->hash, s->pair[0], s->pair[1]);
	s->pair[0] = s->pair[1] = 0;
	s->len = 0;
}

static void
add_letter(struct skeleton_letters *s, uint32_t c)
{
	if (c < 0x80) {
		add_byte(s, c);
		return;
	}
	if (c < 0x800) {
		add_byte(s, 0xC0 | c >> 6);
	} else {
		if (c < 0x10000) {
			add_byte(s, 0xE0 | c >> 12);
		} else {
			add_byte(s, 0xF0 | c >> 18);
			add_byte(s, 0x80 | (c >> 12 & 0x3F));
		}
		add_byte(s, 0x80 | (c >> 6 & 0x3F));
	}
	add_byte(s, 0x80 | (c & 0x3F));
}

void
skeleton_add(struct skeleton_hash *s, uint32_t letter)
{
	uint32_t joined = skeleton_joined(s->last, letter);

	if (joined != 0) {
		s->now = s->before;
		add_letter(&s->now, joined);
		s->last = 0;
		return;
	}
	s->before = s->now;
	add_letter(&s->now, letter);
	s->last = letter;
	s->letters++;
}

uint64_t
skeleton_hash(struct bytes word, uint64_t *stem)
{
	struct skeleton_hash s = SKELETON_START;
	size_t at = 0;
	uint32_t letter;

	while ((letter = skeleton_letter(word, &at)) != 0)
		skeleton_add(&s, letter);
	*stem = s.last == 's' && s.letters > 1 ? skeleton_hash_now(&s.before) : 0;
	return skeleton_hash_now(&s.now);
}

uint64_t
skeleton_hash_bytes(struct bytes skeleton)
{
	struct skeleton_letters s = SKELETON_NONE;
	size_t i;

	for (i = 0; i < skeleton.len; i++)
		add_byte(&s, skeleton.at[i]);
	return skeleton_hash_now(&s);
}

int
skeleton_is(struct bytes word, const unsigned char *skeleton)
{
	uint32_t letter, after, joined;
	size_t at = 0, len;

	for (letter = skeleton_letter(word, &at); letter != 0; letter = after) {
		after = skeleton_letter(word, &at);
		joined = skeleton_joined(letter, after);
		if (joined != 0) {
			letter = joined;
			after = skeleton_letter(word, &at);
		}
		if (utf8_next((struct bytes){ skeleton, 4 }, &len) != letter)
			return 0;
		skeleton += len;
	}
	return *skeleton == '\0';
}
