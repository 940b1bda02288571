#include "find/pattern_graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

enum { DEEPEST = 40, NODES_MOST = 60000 };

/* clang-format off */
const unsigned char sign_of[256] = {
	61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 51, 61, 61, 61, 61, 61,
	61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61,
	/*  ! " # $ % & ' ( ) * + , - . / */
	50, 61, 61, 61, 61, 61, 61, 55, 60, 61, 61, 59, 53, 54, 52, 57,
	49, 49, 49, 49, 49, 49, 49, 49, 49, 49, 56, 61, 61, 61, 61, 61,
	58, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 48, 42, 43, 44, 45, 46, 48, 48, 47, 48, 61, 61, 61, 61, 61,
	61,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 61, 61, 61, 61, 61,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
	62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
};
/* clang-format on */

#define BIT(sign) (UINT64_C(1) << (sign))
#define SMALL (BIT(26) - 1)
#define CAPITAL ((BIT(SIGN_DIGIT) - 1) & ~SMALL)
#define HIGH BIT(SIGN_HIGH)
#define BYTES (~BIT(SIGN_END))

/* The pattern as it is read. bad: something that is not understood. */
struct reader {
	const char *s, *pattern;
	struct graph *g;
	size_t first;
	bool bad, fold; /* fold: case does not count */
	bool called; /* a part that is called is read: the pattern goes on after it */
	int depth;
};

/* A piece of the graph: from its first node to its last, which reads nothing. */
struct piece {
	uint32_t first, last;
};

static uint32_t
node_add(struct reader *r, uint64_t set, uint32_t a, uint32_t b)
{
	struct graph *g = r->g;

	if (g->len == g->cap) {
		g->cap = g->cap ? g->cap * 2 : 512;
		g->at = realloc(g->at, g->cap * sizeof *g->at);
		if (g->at == NULL)
			die("out of memory");
	}
	g->len = g->len ? g->len : 1; /* 0 is nowhere */
	r->bad = r->bad || g->len - r->first > NODES_MOST;
	g->at[g->len] = (struct graph_node){ set, a, b };
	return (uint32_t)g->len++;
}

static struct piece
piece_empty(struct reader *r)
{
	uint32_t only = node_add(r, 0, 0, 0);

	return (struct piece){ only, only };
}

static struct piece
piece_of(struct reader *r, uint64_t set)
{
	uint32_t last = node_add(r, 0, 0, 0);

	return (struct piece){ node_add(r, set, last, 0), last };
}

static struct piece
piece_after(struct reader *r, struct piece one, struct piece two)
{
	r->g->at[one.last].a = two.first;
	return (struct piece){ one.first, two.last };
}

/* None or more of it. */
static struct piece
piece_loop(struct reader *r, struct piece one)
{
	uint32_t last = node_add(r, 0, 0, 0), fork = node_add(r, 0, one.first, last);

	r->g->at[one.last].a = fork;
	return (struct piece){ fork, last };
}

/* One character of a set: the rest of one beyond ASCII may follow. */
static struct piece
piece_of_set(struct reader *r, uint64_t set)
{
	struct piece one = piece_of(r, set);

	if (set & HIGH)
		one = piece_after(r, one, piece_loop(r, piece_of(r, HIGH)));
	return one;
}

static struct piece
piece_or(struct reader *r, struct piece one, struct piece two)
{
	uint32_t last = node_add(r, 0, 0, 0);

	r->g->at[one.last].a = last;
	r->g->at[two.last].a = last;
	return (struct piece){ node_add(r, 0, one.first, two.first), last };
}

static struct piece
piece_maybe(struct reader *r, struct piece one)
{
	return (struct piece){ node_add(r, 0, one.first, one.last), one.last };
}

/* A set of bytes, as the sets of signs that hold them. */
struct bytes_set {
	bool has[128];
	bool high;
};

static void
bytes_add(struct bytes_set *b, const char *some)
{
	for (; *some != '\0'; some++)
		b->has[(unsigned char)*some] = true;
}

static void
bytes_range(struct bytes_set *b, unsigned from, unsigned to)
{
	for (; from <= to && from < 128; from++)
		b->has[from] = true;
}

/* In the other case too; s and k have a third one beyond ASCII. */
static void
bytes_fold(struct bytes_set *b)
{
	unsigned c;

	for (c = 'a'; c <= 'z'; c++)
		b->has[c] = b->has[c - 32] = b->has[c] || b->has[c - 32];
	b->high = b->high || b->has['s'] || b->has['k'];
}

static uint64_t
bytes_signs(const struct bytes_set *b)
{
	uint64_t set = b->high ? HIGH : 0;
	unsigned c;

	for (c = 0; c < 128; c++)
		if (b->has[c])
			set |= BIT(sign_of[c]);
	return set;
}

/* \p{Lu} and the like, at its letter behind the \p. */
static bool
read_property(struct reader *r, struct bytes_set *b)
{
	char name[3] = { r->s[0], '\0', '\0' };
	const char *end;

	if (*r->s == '{') {
		end = strchr(r->s, '}');
		if (end == NULL || end - r->s > 3 || end - r->s < 2)
			return false;
		memcpy(name, r->s + 1, (size_t)(end - r->s - 1));
		r->s = end;
	}
	r->s += *r->s != '\0';
	if (strcmp(name, "L") != 0 && strcmp(name, "Lu") != 0 &&
	    strcmp(name, "Ll") != 0 && strcmp(name, "N") != 0 &&
	    strcmp(name, "Nd") != 0)
		return false;
	if (name[0] == 'N')
		bytes_range(b, '0', '9');
	if (name[0] == 'L' && (name[1] != 'l' || r->fold))
		bytes_range(b, 'A', 'Z');
	if (name[0] == 'L' && (name[1] != 'u' || r->fold))
		bytes_range(b, 'a', 'z');
	b->high = true;
	return true;
}

/* A kind of character by its escape, \d or \pL, at its letter: added to b. False:
 * another one. */
static bool
read_kind(struct reader *r, struct bytes_set *b)
{
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";
	static const char capital[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct bytes_set one = { .high = true };
	const char kind = *r->s++;
	unsigned c;

	switch (kind) {
	case 'w':
	case 'W':
		bytes_add(&one, small);
		bytes_add(&one, capital);
		bytes_add(&one, "_0123456789");
		break;
	case 'd':
	case 'D':
		bytes_add(&one, "0123456789");
		break;
	case 's':
	case 'S':
		bytes_add(&one, " \t\n\v\f\r");
		break;
	case 'p':
		return read_property(r, b);
	default:
		return false;
	}
	for (c = 0; c < 128; c++)
		b->has[c] = b->has[c] || one.has[c] == (kind >= 'a');
	b->high = true;
	return true;
}

static bool
read_posix(struct reader *r, struct bytes_set *b)
{
	const char *s = r->s + 2, *end = strstr(s, ":]");
	size_t len = end ? (size_t)(end - s) : 0;
	bool upper = len == 5 && memcmp(s, "upper", 5) == 0;
	bool lower = len == 5 && memcmp(s, "lower", 5) == 0;
	bool alpha = len == 5 && memcmp(s, "alpha", 5) == 0;
	bool alnum = len == 5 && memcmp(s, "alnum", 5) == 0;
	bool digit = len == 5 && memcmp(s, "digit", 5) == 0;

	if (!upper && !lower && !alpha && !alnum && !digit)
		return false;
	if (!digit && (!lower || r->fold))
		bytes_range(b, 'A', 'Z');
	if (!digit && (!upper || r->fold))
		bytes_range(b, 'a', 'z');
	if (alnum || digit)
		bytes_range(b, '0', '9');
	b->high = true;
	r->s = end + 2;
	return true;
}

/* One character of a class or the start of a range: its byte, or 128 for one
 * beyond ASCII. */
static unsigned
read_class_byte(struct reader *r)
{
	unsigned char c = (unsigned char)*r->s++;

	if (c == '\\') {
		c = (unsigned char)*r->s++;
		if (c == 'n')
			return '\n';
		if (c == 't')
			return '\t';
		if (c == '\0' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z')) {
			r->bad = true;
			return 0;
		}
	}
	if (c < 128)
		return c;
	while ((*r->s & 0xc0) == 0x80)
		r->s++;
	return 128;
}

/* One item of a class. */
static void
read_class_item(struct reader *r, struct bytes_set *b)
{
	unsigned from, to;

	if (r->s[0] == '[' && strchr(":.=", r->s[1]) != NULL && r->s[1] != '\0') {
		r->bad = r->bad || r->s[1] != ':' || !read_posix(r, b);
		return;
	}
	if (r->s[0] == '\\' && r->s[1] != '\0' && strchr("dwsDWSpP", r->s[1])) {
		r->s++;
		r->bad = r->bad || !read_kind(r, b);
		return;
	}
	from = to = read_class_byte(r);
	if (!r->bad && r->s[0] == '-' && r->s[1] != ']' && r->s[1] != '\0') {
		r->s++;
		to = read_class_byte(r);
	}
	bytes_range(b, from, to);
	b->high = b->high || to >= 128;
}

/* A class, to behind its ]. */
static uint64_t
read_class(struct reader *r)
{
	struct bytes_set b = { .high = false };
	bool negated, first = true;
	unsigned c;

	r->s++;
	negated = *r->s == '^';
	r->s += negated;
	for (; !r->bad && (*r->s != ']' || first); first = false) {
		if (*r->s == '\0')
			r->bad = true;
		else
			read_class_item(r, &b);
	}
	if (r->bad)
		return BYTES;
	r->s++;
	if (negated) {
		for (c = 0; c < 128; c++)
			b.has[c] = !b.has[c];
		b.high = true;
	} else if (r->fold) {
		bytes_fold(&b);
	}
	return bytes_signs(&b);
}

/* A character of the pattern that stands for itself. One beyond ASCII is read as any
 * number of such bytes, so that nothing depends on how long its other case is. */
static struct piece
read_letter(struct reader *r)
{
	const unsigned char c = (unsigned char)*r->s++, small = c | 0x20;
	uint64_t set = BIT(sign_of[c]);

	if (c < 0x80) {
		if (r->fold && small >= 'a' && small <= 'z')
			set |= BIT(sign_of[small]) | BIT(sign_of[small - 32]);
		if (r->fold && (small == 's' || small == 'k'))
			set |= HIGH;
		return piece_of_set(r, set);
	}
	if (r->fold && c != 0xc3)
		set |= BIT(sign_of['s']) | BIT(sign_of['k']) | BIT(sign_of['S']) |
		       BIT(sign_of['K']);
	while ((*r->s & 0xc0) == 0x80)
		r->s++;
	return piece_of_set(r, set);
}

static struct piece
read_escape(struct reader *r)
{
	struct bytes_set b = { .high = false };
	char c = r->s[1];

	r->s++;
	if (c != '\0' && strchr("bBAZz", c) != NULL) {
		r->s++;
		return piece_empty(r);
	}
	if (c != '\0' && strchr("dwsDWSp", c) != NULL) {
		r->bad = r->bad || !read_kind(r, &b);
		return piece_of_set(r, bytes_signs(&b));
	}
	if (c == 'n') {
		r->s++;
		return piece_of(r, BIT(SIGN_BREAK));
	}
	if (c >= '1' && c <= '9') { /* what a group read, once more */
		r->s += strspn(r->s, "0123456789");
		return piece_loop(r, piece_of(r, BYTES));
	}
	if (c == '\0' || c == '0' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
		r->bad = true;
		return piece_empty(r);
	}
	return read_letter(r);
}

static struct piece read_alternatives(struct reader *);
static struct piece read_concatenation(struct reader *);
static struct piece read_group(struct reader *);

/* Over a group that is not of the match (it looks round), to behind its ). */
static void
skip_group(struct reader *r)
{
	int depth = 1;

	while (depth > 0 && *r->s != '\0' && !r->bad) {
		if (*r->s == '[') {
			read_class(r);
			continue;
		}
		if (*r->s == '\\')
			r->s += r->s[1] != '\0';
		else
			depth += (*r->s == '(') - (*r->s == ')');
		r->s++;
	}
	r->bad = r->bad || depth > 0;
}

/* Switches as (?i) and (?i: say them; false: another one. */
static bool
read_switches(struct reader *r)
{
	bool on = true;

	for (; *r->s != ')' && *r->s != ':'; r->s++) {
		if (*r->s == '-')
			on = false;
		else if (*r->s == 'i')
			r->fold = on;
		else
			return false;
	}
	return true;
}

static bool
looks_round(const char *s)
{
	return *s == '=' || *s == '!' || (*s == '<' && (s[1] == '=' || s[1] == '!'));
}

/* Behind the group that looks ahead, at its =, nothing more is read: what it asks for
 * is then the end of the way, as if it were of the match. */
static bool
is_last(const struct reader *r)
{
	struct reader rest = *r;

	rest.s++;
	skip_group(&rest);
	while (!rest.bad && *rest.s != '\0') {
		if (strncmp(rest.s, "(?(DEFINE)", 10) == 0 ||
		    (strncmp(rest.s, "(?", 2) == 0 && looks_round(rest.s + 2))) {
			rest.s += 2;
			skip_group(&rest);
			continue;
		}
		if (*rest.s != ')' || (rest.s[1] != '\0' && strchr("?*+{", rest.s[1])))
			return false;
		rest.s++;
	}
	return !rest.bad;
}

/* A group that begins with (?, at what follows. True: what it holds is read next. */
static bool
open_group(struct reader *r)
{
	size_t name;

	if (*r->s == '=' && !r->called && is_last(r)) {
		r->s++;
		return true;
	}
	if (strncmp(r->s, "(DEFINE)", 8) == 0 || looks_round(r->s)) {
		skip_group(r);
		return false;
	}
	if (*r->s == '<') {
		name = strcspn(r->s, ">");
		r->bad = r->bad || r->s[name] == '\0';
		r->s += r->bad ? 0 : name + 1;
		return !r->bad;
	}
	if (*r->s == '>') {
		r->s++;
		return true;
	}
	if (!read_switches(r)) {
		r->bad = true;
		return false;
	}
	return *r->s++ == ':';
}

/* The group of this name, at its (; NULL: there is none, or there are two. */
static const char *
find_part(const char *pattern, const char *name, size_t len)
{
	const char *s, *found = NULL;

	for (s = strstr(pattern, "(?<"); s != NULL; s = strstr(s + 1, "(?<")) {
		if (strncmp(s + 3, name, len) != 0 || s[3 + len] != '>')
			continue;
		if (found != NULL || (s > pattern && s[-1] == '\\'))
			return NULL;
		found = s;
	}
	return found;
}

/* What a call reads, at the & of (?&name): the part is read as if it stood here, without
 * regard to case, which is more than it may be. */
static struct piece
read_call(struct reader *r)
{
	const size_t len = strcspn(r->s + 1, ")");
	struct reader part = *r;
	struct piece p;

	part.s = find_part(r->pattern, r->s + 1, len);
	part.fold = part.called = true;
	if (part.s == NULL) {
		r->bad = true;
		return piece_empty(r);
	}
	p = read_group(&part);
	r->bad = r->bad || part.bad;
	r->s += 1 + len;
	return p;
}

/* Behind the condition in (?(<name>)one|other): either of them. */
static struct piece
read_either(struct reader *r)
{
	struct piece one = read_concatenation(r);

	if (*r->s != '|')
		return piece_or(r, one, piece_empty(r));
	r->s++;
	return piece_or(r, one, read_concatenation(r));
}

/* What a group of (? holds, at what follows. False: nothing, and it was passed over. */
static bool
read_inside(struct reader *r, struct piece *inside)
{
	if (*r->s == '&') {
		*inside = read_call(r);
		return true;
	}
	if (strncmp(r->s, "(<", 2) == 0) {
		r->s += strcspn(r->s, ")");
		r->s += *r->s != '\0';
		*inside = read_either(r);
		return true;
	}
	if (!open_group(r))
		return false;
	*inside = read_alternatives(r);
	return true;
}

/* A group, at its (. A switch in it holds to its end; (?i) alone goes on. */
static struct piece
read_group(struct reader *r)
{
	struct piece inside = { 0, 0 };
	bool fold = r->fold, open = true;

	r->s++;
	r->bad = r->bad || *r->s == '*' || ++r->depth > DEEPEST;
	if (!r->bad && *r->s == '?') {
		r->s++;
		open = read_inside(r, &inside);
	} else if (!r->bad) {
		inside = read_alternatives(r);
	}
	if (r->bad || !open) {
		r->depth--;
		return piece_empty(r);
	}
	r->depth--;
	r->fold = fold;
	r->bad = r->bad || *r->s != ')';
	r->s += !r->bad;
	return inside;
}

static struct piece
read_atom(struct reader *r)
{
	switch (*r->s) {
	case '(':
		return read_group(r);
	case '[':
		return piece_of_set(r, read_class(r));
	case '\\':
		return read_escape(r);
	case '.':
		r->s++;
		return piece_of_set(r, BYTES);
	case '^':
	case '$':
		r->s++;
		return piece_empty(r);
	case '*':
	case '+':
	case '?':
		r->bad = true; /* nothing that it could repeat */
		return piece_empty(r);
	default:
		return read_letter(r);
	}
}

/* How often: {2} {2,} {2,3} ? * +, once where nothing stands. */
struct count {
	unsigned least, most; /* UINT32_MAX: any number */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct count
read_count(struct reader *r)
{
	struct count n = { 1, 1 };
	char *end;

	if (*r->s == '{' && is_digit(r->s[1])) {
		n.least = n.most = (unsigned)strtoul(r->s + 1, &end, 10);
		if (*end == ',' && end[1] == '}')
			n.most = UINT32_MAX;
		else if (*end == ',')
			n.most = (unsigned)strtoul(end + 1, &end, 10);
		end += *end == ',';
		r->bad = r->bad || *end != '}';
		r->s = r->bad ? "" : end + 1;
	} else if (*r->s == '?') {
		n.least = 0;
		r->s++;
	} else if (*r->s == '*' || *r->s == '+') {
		n.least = *r->s++ == '+';
		n.most = UINT32_MAX;
	} else {
		return n;
	}
	if (*r->s == '?' || *r->s == '+')
		r->s++;
	return n;
}

/* The same atom once more: its text is read again. */
static struct piece
read_again(struct reader *r, const char *from)
{
	struct reader again = *r;
	struct piece p;

	again.s = from;
	p = read_atom(&again);
	r->bad = r->bad || again.bad;
	return p;
}

/* How often an atom of so many nodes is written out, before any greater count is the
 * same: large groups in large groups would fill the memory. */
static unsigned
copies_of(bool group, size_t nodes)
{
	if (nodes > GRAPH_LARGE)
		return 1;
	return group ? GRAPH_GROUPS : GRAPH_COPIES;
}

/* An atom as often as it may stand. */
static struct piece
read_repeated(struct reader *r)
{
	struct reader before = *r;
	const size_t from = r->g->len;
	struct piece p = read_atom(r), whole;
	struct count n = read_count(r);
	const unsigned copies = copies_of(*before.s == '(', r->g->len - from);
	unsigned k, least = n.least < copies ? n.least : copies;

	if (r->bad || (n.least == 1 && n.most == 1))
		return p;
	whole = least > 0 ? p : n.most == 1 ? piece_maybe(r, p) : piece_empty(r);
	if (least == 0 && n.most == 1)
		return whole;
	before.g = r->g;
	for (k = 1; k < least; k++)
		whole = piece_after(r, whole, read_again(&before, before.s));
	if (n.most > copies) {
		whole =
		    piece_after(r, whole, piece_loop(r, read_again(&before, before.s)));
		n.most = 0;
	}
	for (k = least; k < n.most; k++)
		whole = piece_after(
		    r, whole, piece_maybe(r, read_again(&before, before.s)));
	r->bad = r->bad || before.bad;
	return whole;
}

static struct piece
read_concatenation(struct reader *r)
{
	struct piece all = piece_empty(r);

	while (!r->bad && *r->s != '\0' && *r->s != '|' && *r->s != ')')
		all = piece_after(r, all, read_repeated(r));
	return all;
}

static struct piece
read_alternatives(struct reader *r)
{
	struct piece all = read_concatenation(r);

	while (!r->bad && *r->s == '|') {
		r->s++;
		all = piece_or(r, all, read_concatenation(r));
	}
	return all;
}

bool
graph_read(struct graph *g, const char *pattern, uint32_t *start, uint32_t *end)
{
	struct reader r = { .s = pattern, .pattern = pattern, .g = g, .first = g->len };
	struct piece all = read_alternatives(&r);

	r.bad = r.bad || *r.s != '\0';
	if (r.bad)
		all = piece_empty(&r);
	*start = all.first;
	*end = all.last;
	return !r.bad;
}

void
graph_free(struct graph *g)
{
	free(g->at);
	*g = (struct graph){ .at = NULL };
}
