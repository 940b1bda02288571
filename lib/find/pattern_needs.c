#include "find/pattern_needs.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

enum { NEED_LEAST = 3, RUN_MOST = 64, DEEPEST = 40 };

/* clang-format off */
const unsigned char need_fold[256] = {
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
	23, 24, 25, 26, 27, 28, 29, 30, 31, ' ', '!', '"', '#', '$', '%', '&', '\'', '(',
	')', '*', '+', ',', '-', '.', '/', '0', '0', '0', '0', '0', '0', '0', '0', '0',
	'0', ':', ';', '<', '=', '>', '?', '@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
	'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x',
	'y', 'z', '[', '\\', ']', '^', '_', '`', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
	'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x',
	'y', 'z', '{', '|', '}', '~', 127,
	/* second bytes of Latin-1 capitals: as those of the small letters */
	0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad,
	0xae, 0xaf, 0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0x97, 0xb8, 0xb9, 0xba, 0xbb,
	0xbc, 0xbd, 0xbe, 0x9f, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9,
	0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7,
	0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5,
	0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3,
	0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xe0, 0xe1,
	0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee, 0xef,
	0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd,
	0xfe, 0xff
};
/* clang-format on */

/* The pattern as it is read. bad: something that is not understood. */
struct reader {
	const char *s;
	bool bad;
	int depth;
};

/* Letters in a row, while concatenated ones are read. */
struct run {
	unsigned char text[RUN_MOST];
	size_t len;
};

/* Too large for the stack of a deep pattern; .len is 0. */
static struct need_set *
set_new(void)
{
	struct need_set *s = calloc(1, sizeof *s);

	if (s == NULL)
		die("out of memory");
	return s;
}

static bool read_alternatives(struct reader *, struct need_set *);

/* How much a set narrows: no factor of three letters first, then fewer factors. */
static unsigned
quality(const struct need_set *s)
{
	size_t i;
	bool weak = false;

	for (i = 0; i < s->len; i++)
		weak = weak || s->at[i].len == NEED_LEAST;
	return (unsigned)((weak ? 10000 : 20000) - s->len);
}

/* Digits, and signs that talk does without. */
static bool
is_rare(unsigned char c)
{
	return c == '0' || (c > ' ' && c < 0x7f && strchr("@/\\#&+=<>~^%*_$[]{}|", c));
}

/* Keep the better one of two sets of which every match meets both. */
static void
keep_better(struct need_set *best, bool *have, const struct need_set *other)
{
	if (!*have || quality(other) > quality(best)) {
		memcpy(best->at, other->at, other->len * sizeof *other->at);
		best->len = other->len;
	}
	*have = true;
}

/* The run is over: it is a need if it is long enough, or holds a rare sign. */
static void
end_run(struct run *run, struct need_set *best, bool *have, struct need_set *scratch)
{
	struct need *n = &scratch->at[0];
	size_t i, from = run->len > NEED_LETTERS ? run->len - NEED_LETTERS : 0;

	scratch->len = 1;
	if (run->len >= NEED_LEAST) {
		n->len = (uint8_t)(run->len - from);
		memcpy(n->text, run->text + from, n->len);
		keep_better(best, have, scratch);
	}
	for (i = 0; i < run->len && run->len < NEED_LEAST; i++)
		if (is_rare(run->text[i])) {
			n->len = 1;
			n->text[0] = run->text[i];
			keep_better(best, have, scratch);
		}
	run->len = 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Over a class, to behind its ]. True if it holds digits only. */
static bool
read_class(struct reader *r)
{
	bool digits = true;
	const char *s = r->s + 1;

	if (*s == '^') {
		digits = false;
		s++;
	}
	if (*s == ']') {
		digits = false;
		s++;
	}
	for (; *s != '\0' && *s != ']'; s++) {
		if (*s == '[' && (s[1] == ':' || s[1] == '.' || s[1] == '=')) {
			s = strchr(s + 1, ']');
			digits = false;
			if (s == NULL)
				break;
		} else if (*s == '\\' && s[1] != '\0') {
			s++;
			digits = digits && *s == 'd';
			r->bad = r->bad || *s == 'Q' || *s == 'E';
		} else {
			digits = digits && is_digit(*s);
			if (is_digit(*s) && s[1] == '-' && is_digit(s[2]))
				s += 2;
		}
	}
	r->bad = r->bad || s == NULL || *s != ']';
	r->s = r->bad ? "" : s + 1;
	return digits;
}

/* Over {2}, {2,}, {2,3}; false: a brace that is none of these. */
static bool
read_counts(struct reader *r, unsigned *least)
{
	char *end;

	if (!is_digit(r->s[1]))
		return false;
	*least = (unsigned)strtoul(r->s + 1, &end, 10);
	if (*end == ',')
		strtoul(end + 1, &end, 10);
	if (*end != '}')
		return false;
	r->s = end + 1;
	return true;
}

/* How often at least what was read must stand: 1 where nothing says. *any says that
 * something did. */
static unsigned
read_repeat(struct reader *r, bool *any)
{
	unsigned least = 1;

	*any = true;
	if (*r->s == '*' || *r->s == '?') {
		least = 0;
		r->s++;
	} else if (*r->s == '+') {
		r->s++;
	} else if (*r->s != '{' || !read_counts(r, &least)) {
		*any = false;
		return 1;
	}
	if (*r->s == '?' || *r->s == '+')
		r->s++;
	return least;
}

/* What (?... and (*... begin. False: nothing of it is in the match (a look round,
 * a switch), though it is read over. */
static bool
open_group(struct reader *r, bool *empty)
{
	size_t n;

	*empty = false;
	r->s++;
	if (*r->s == '*') {
		r->bad = true;
		return false;
	}
	if (*r->s != '?')
		return true;
	r->s++;
	if (*r->s == '=' || *r->s == '!' ||
	    (*r->s == '<' && (r->s[1] == '=' || r->s[1] == '!'))) {
		r->s += *r->s == '<' ? 2 : 1;
		return false;
	}
	if (*r->s == '<' || *r->s == 'P') {
		n = strcspn(r->s, ">");
		r->bad = r->bad || r->s[n] == '\0' || (*r->s == 'P' && r->s[1] != '<');
		r->s += r->s[n] ? n + 1 : n;
		return true;
	}
	if (*r->s == '|' || *r->s == '>') {
		r->s++;
		return true;
	}
	n = strspn(r->s, "imsn^-");
	*empty = r->s[n] == ')';
	r->bad = r->bad || (r->s[n] != ':' && r->s[n] != ')');
	r->s += n + (r->s[n] == ':');
	return true;
}

/* A group with its need, if it has one. */
static bool
read_group(struct reader *r, struct need_set *set)
{
	bool empty, inside = open_group(r, &empty), has = false;

	if (r->bad || ++r->depth > DEEPEST) {
		r->bad = true;
		return false;
	}
	if (!empty)
		has = read_alternatives(r, set);
	r->depth--;
	if (*r->s != ')') {
		r->bad = true;
		return false;
	}
	r->s++;
	return inside && has;
}

enum atom { ATOM_LETTER, ATOM_DIGIT, ATOM_NOTHING, ATOM_OTHER };

/* An escape: what it stands for. *letter of ATOM_LETTER. */
static enum atom
read_escape(struct reader *r, unsigned char *letter)
{
	unsigned char c = (unsigned char)r->s[1];
	const char *end;

	if (c == '\0' || c == 'Q' || c == 'E' || c == 'N') {
		r->bad = true;
		return ATOM_OTHER;
	}
	r->s += 2;
	if (*r->s == '{' && strchr("pPxogk", c) != NULL) {
		end = strchr(r->s, '}');
		r->bad = r->bad || end == NULL;
		r->s = end ? end + 1 : "";
		return ATOM_OTHER;
	}
	if (c == 'p' || c == 'P') {
		r->s += *r->s != '\0';
		return ATOM_OTHER;
	}
	if (c == 'x' || c == 'c' || c == 'o' || c == 'g' || c == 'k') {
		r->bad = true; /* of uncertain length */
		return ATOM_OTHER;
	}
	if (c == 'd')
		return ATOM_DIGIT;
	if (strchr("bBAZzG", c) != NULL)
		return ATOM_NOTHING;
	if (strchr("wWsSDhHvVRXKntrfae", c) != NULL)
		return ATOM_OTHER;
	if (c >= '0' && c <= '9') {
		r->s += strspn(r->s, "0123456789");
		return ATOM_OTHER;
	}
	*letter = c;
	return ATOM_LETTER;
}

/* A character of the pattern that stands for itself: ASCII, or a letter of Latin-1
 * of which PCRE2 knows one other case only. */
static enum atom
read_letter(struct reader *r, unsigned char letter[2], size_t *len)
{
	const unsigned char *s = (const unsigned char *)r->s;

	*len = 1;
	letter[0] = s[0];
	if (s[0] < 0x80) {
		r->s++;
		return ATOM_LETTER;
	}
	r->s++;
	while ((*r->s & 0xc0) == 0x80)
		r->s++;
	if (s[0] != 0xc3 || s[1] == 0x97 || s[1] == 0x9f || s[1] == 0xb7 ||
	    s[1] == 0xbf)
		return ATOM_OTHER;
	letter[1] = s[1];
	*len = 2;
	return ATOM_LETTER;
}

/* One piece that is no group. */
static enum atom
read_atom(struct reader *r, unsigned char letter[2], size_t *len)
{
	*len = 1;
	switch (*r->s) {
	case '\\':
		return read_escape(r, letter);
	case '[':
		return read_class(r) ? ATOM_DIGIT : ATOM_OTHER;
	case '.':
		r->s++;
		return ATOM_OTHER;
	case '^':
	case '$':
		r->s++;
		return ATOM_NOTHING;
	default:
		return read_letter(r, letter, len);
	}
}

static void
add_letter(struct run *run, const unsigned char *letter, size_t len)
{
	size_t i;

	if (run->len + len > RUN_MOST) { /* its end is what counts */
		memmove(run->text, run->text + len, run->len - len);
		run->len -= len;
	}
	for (i = 0; i < len; i++)
		run->text[run->len++] = need_fold[letter[i]];
}

/* A piece of a concatenation that is not a group. */
static void
read_piece(struct reader *r, struct run *run, struct need_set *best, bool *have,
    struct need_set *scratch)
{
	unsigned char letter[2] = { '0', 0 };
	size_t len;
	enum atom atom = read_atom(r, letter, &len);
	bool repeated;
	unsigned least = read_repeat(r, &repeated);

	if (atom == ATOM_DIGIT && least > 0) {
		letter[0] = '0';
		atom = ATOM_LETTER;
		len = 1;
	}
	if (atom == ATOM_LETTER && least > 0)
		add_letter(run, letter, len);
	if (atom != ATOM_LETTER || repeated)
		end_run(run, best, have, scratch);
}

/* Pieces one after the other: the best need among theirs. */
static bool
read_concatenation(struct reader *r, struct need_set *best)
{
	struct need_set *other = set_new();
	struct run run = { .len = 0 };
	bool have = false, has, repeated;

	best->len = 0;
	while (!r->bad && *r->s != '\0' && *r->s != '|' && *r->s != ')') {
		if (*r->s != '(') {
			read_piece(r, &run, best, &have, other);
			continue;
		}
		end_run(&run, best, &have, other);
		has = read_group(r, other);
		if (read_repeat(r, &repeated) > 0 && has)
			keep_better(best, &have, other);
	}
	end_run(&run, best, &have, other);
	free(other);
	return have;
}

/* A match has what one of the alternatives needs: all must have a need. */
static bool
read_alternatives(struct reader *r, struct need_set *all)
{
	struct need_set *one = set_new();
	bool have = true;

	all->len = 0;
	for (;;) {
		have = read_concatenation(r, one) && have;
		if (have && all->len + one->len <= NEEDS_MOST) {
			memcpy(&all->at[all->len], one->at, one->len * sizeof *one->at);
			all->len += one->len;
		} else {
			have = false;
		}
		if (r->bad || *r->s != '|')
			break;
		r->s++;
	}
	free(one);
	return have && !r->bad;
}

bool
pattern_needs(const char *pattern, struct need_set *set)
{
	struct reader r = { pattern, false, 0 };
	bool have = read_alternatives(&r, set);

	return have && !r.bad && *r.s == '\0';
}
