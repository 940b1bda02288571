#include "format/line_label.h"

#include <string.h>

#include "base/limits.h"
#include "text/utf8.h"

enum { WORDS = 5, CODE_LETTERS = 4, CODE_DIGITS = 3, NOTE = 60 };

struct cursor {
	struct bytes line;
	size_t i;
};

/* What a name looks like, as far as it matters here. */
struct name {
	size_t from, to;
	unsigned words, characters, letters, digits;
	bool capital;  /* begins with a capital */
	bool code;     /* SW4, ES, I: a few capitals, then perhaps a number */
	bool numbered; /* ends in a digit */
	bool capitals; /* every word begins with a capital or digit */
};

/* The character at the cursor; 0 at the end of the line. */
static uint32_t
peek(const struct cursor *c, size_t *len)
{
	uint32_t character;

	*len = 0;
	if (c->i >= c->line.len)
		return 0;
	if (c->line.at[c->i] < 0x80 && c->line.at[c->i] > '\r') {
		*len = 1;
		return c->line.at[c->i];
	}
	character = utf8_next(bytes_cut(c->line, c->i, c->line.len), len);
	if (character == '\n' || character == '\r' || character == UTF8_BAD)
		return 0;
	return character;
}

static bool
is_blank(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || c == '\t' || c == '\f' || c == '\v';
	return utf8_is_space(c) || c == 0xFEFF || c == 0x200B || c == 0xAD;
}

static void
skip_blanks(struct cursor *c)
{
	size_t len;

	while (is_blank(peek(c, &len)))
		c->i += len;
}

static bool
skip(struct cursor *c, const char *text)
{
	size_t i;

	for (i = 0; text[i] != '\0'; i++)
		if (c->i + i >= c->line.len ||
		    c->line.at[c->i + i] != (unsigned char)text[i])
			return false;
	c->i += i;
	return true;
}

static unsigned
skip_digits(struct cursor *c, unsigned most)
{
	unsigned n = 0;

	while (n < most && c->i < c->line.len && c->line.at[c->i] >= '0' &&
	       c->line.at[c->i] <= '9') {
		c->i++;
		n++;
	}
	return n;
}

/* 12:34, 0:12:34, 00:12:34.5, 00:12:34-5, 00:12:34,567 */
static bool
skip_clock(struct cursor *c)
{
	size_t len;

	if (skip_digits(c, 2) == 0 || !skip(c, ":") || skip_digits(c, 2) != 2)
		return false;
	if (skip(c, ":") && skip_digits(c, 2) != 2)
		return false;
	if (skip(c, ".") || skip(c, ",") || skip(c, "-"))
		if (skip_digits(c, 3) == 0)
			return false;
	return !utf8_is_digit(peek(c, &len)) && peek(c, &len) != ':';
}

/* "2025-06-16 " before a time; else nothing. */
static void
skip_date(struct cursor *c)
{
	struct cursor start = *c;

	if (skip_digits(c, 4) == 4 && skip(c, "-") && skip_digits(c, 2) == 2 &&
	    skip(c, "-") && skip_digits(c, 2) == 2 && skip(c, " "))
		return;
	*c = start;
}

/* A time stamp and what parts it from the label. */
static bool
skip_stamp(struct cursor *c)
{
	static const char *const brackets[][2] = { { "[", "]" }, { "(", ")" },
		{ "#", "#" }, { "<", ">" }, { "", "" } };
	size_t start = c->i, len;
	uint32_t first = peek(c, &len);
	unsigned i;

	if (first == 0 || first >= 0x80 || strchr("[(#<0123456789", (int)first) == NULL)
		return false;
	for (i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		c->i = start;
		if (!skip(c, brackets[i][0]))
			continue;
		skip_date(c);
		if (!skip_clock(c) || !skip(c, brackets[i][1]))
			continue;
		if (brackets[i][0][0] == '\0' && !is_blank(peek(c, &len)) &&
		    peek(c, &len) != 0)
			continue;
		skip_blanks(c);
		if (skip(c, "-") || skip(c, "\xE2\x80\x93"))
			skip_blanks(c);
		return true;
	}
	c->i = start;
	return false;
}

static bool
is_name_sign(uint32_t c)
{
	return c == '.' || c == '-' || c == '_' || c == '\'' || c == 0x2019 ||
	       c == 0x2010 || c == 0x2011 || c == '/' || c == '&';
}

/* One word of a name; false if there is none. */
static bool
name_word(struct cursor *c, struct name *n)
{
	bool first = true, capital = false;
	uint32_t character;
	size_t len;

	for (; (character = peek(c, &len)) != 0; c->i += len, first = false) {
		if (first && !utf8_is_letter(character) && !utf8_is_digit(character))
			break;
		if (utf8_is_letter(character))
			n->letters++;
		else if (utf8_is_digit(character))
			n->digits++;
		else if (!is_name_sign(character) && character != 0xAD)
			break;
		if (first)
			capital = utf8_is_upper(character) || utf8_is_digit(character);
		n->numbered = utf8_is_digit(character);
		n->characters++;
	}
	if (first)
		return false;
	if (n->words++ == 0)
		n->capital = capital;
	n->capitals = n->words == 1 ? capital : n->capitals && capital;
	n->to = c->i;
	return true;
}

/* One to most words with single or more blanks between. */
static bool
name_words(struct cursor *c, unsigned most, struct name *n)
{
	size_t end;

	*n = (struct name){ .from = c->i };
	while (n->words < most && name_word(c, n)) {
		end = c->i;
		skip_blanks(c);
		n->characters++;
		if (c->i == end)
			break;
	}
	c->i = n->to;
	return n->words > 0 && n->characters <= LIMIT_LABEL + 1;
}

/* SW4, ES, I, SW4b: capitals, a number, perhaps a letter for a later holder. */
static bool
is_code(struct bytes word)
{
	size_t i = 0, letters, digits;

	while (i < word.len && word.at[i] >= 'A' && word.at[i] <= 'Z')
		i++;
	letters = i;
	while (i < word.len && word.at[i] >= '0' && word.at[i] <= '9')
		i++;
	digits = i - letters;
	if (digits > 0 && i + 1 == word.len && word.at[i] >= 'a' && word.at[i] <= 'z')
		i++;
	return i == word.len && letters >= 1 && letters <= CODE_LETTERS &&
	       digits <= CODE_DIGITS;
}

/* "(later)": what transcribers add to a name. */
static bool
skip_note(struct cursor *c)
{
	size_t start = c->i, len;
	unsigned characters = 0;
	uint32_t character;

	if (!skip(c, "("))
		return false;
	while ((character = peek(c, &len)) != 0 && character != '(' &&
	       ++characters <= NOTE) {
		c->i += len;
		if (character == ')')
			return true;
	}
	c->i = start;
	return false;
}

static bool
at_end(struct cursor c)
{
	size_t len;

	skip_blanks(&c);
	return peek(&c, &len) == 0;
}

static bool
at_blank(const struct cursor *c)
{
	size_t len;
	uint32_t character = peek(c, &len);

	return character == 0 || is_blank(character);
}

/* What may stand round a name, and whether it says by itself that it is a label. */
struct wrapper {
	const char *open, *close;
	bool label;
};

static const struct wrapper wrappers[] = { { "**", "**", false }, { "__", "__", false },
	{ "[", "]", false }, { "{", "}", true }, { "<v ", ">", true },
	{ "<V ", ">", true }, { "*", "*", false }, { "*", "", false }, /* CHAT: *KAR: */
	{ "", "", false } };

static struct line_label
line_label_at(
    const struct name *n, enum label_shape shape, bool weak, const struct cursor *end)
{
	return (struct line_label){ shape, weak, at_end(*end), n->from, n->to };
}

/* "name (note):", in the wrapper; LABEL_NONE if it is not that. */
static struct line_label
with_colon(struct cursor c, const struct wrapper *w)
{
	struct line_label none = { .shape = LABEL_NONE };
	bool closed, colon, small;
	struct name n;
	size_t len;

	if (!skip(&c, w->open) || !name_words(&c, WORDS, &n))
		return none;
	n.code = is_code(bytes_cut(c.line, n.from, n.to));
	skip_blanks(&c);
	closed = skip(&c, w->close);
	if (w->label)
		return closed ? line_label_at(&n, LABEL_COLON, false, &c) : none;
	skip_blanks(&c);
	if (skip_note(&c))
		skip_blanks(&c);
	closed = closed || skip(&c, w->close);
	skip_blanks(&c);
	colon = skip(&c, ":");
	closed = closed || skip(&c, w->close);
	if (!colon || !closed)
		return none;
	if (!at_blank(&c) && !(n.code && utf8_is_letter(peek(&c, &len))))
		return none;
	if (n.letters == 0 && n.digits > CODE_DIGITS)
		return none;
	small = !n.capital && !n.numbered && n.letters > 2;
	if (small && n.words > 1)
		return none;
	return line_label_at(
	    &n, LABEL_COLON, small || (n.words > 2 && !n.capitals), &c);
}

/* A name without a colon: a code, or what stands alone on its line. */
static struct line_label
without_colon(struct cursor c, const struct wrapper *w, bool stamped)
{
	struct line_label none = { .shape = LABEL_NONE };
	bool wrapped = w->open[0] != '\0', alone;
	struct cursor all;
	struct name n;

	if (!skip(&c, w->open))
		return none;
	all = c;
	if (name_words(&c, 1, &n) && is_code(bytes_cut(c.line, n.from, n.to)) &&
	    skip(&c, w->close) && at_blank(&c)) {
		if (at_end(c))
			return line_label_at(&n, LABEL_BARE, false, &c);
		skip_blanks(&c);
		if (n.numbered || n.digits > 0 || skip_note(&c))
			return line_label_at(&n, LABEL_BARE, false, &c);
		if (n.letters > 1)
			return line_label_at(&n, LABEL_BARE, true, &c);
	}
	c = all;
	if (!name_words(&c, stamped || wrapped ? WORDS : 2, &n) || !skip(&c, w->close))
		return none;
	alone = at_end(c);
	if (n.numbered && n.letters > 1 && n.words <= 2 && n.capital &&
	    (alone || wrapped))
		return line_label_at(
		    &n, LABEL_BARE, !stamped && !wrapped && n.words > 1, &c);
	if (stamped && alone && n.words < WORDS && n.capitals && n.letters > 0 &&
	    c.line.at[n.to - 1] != '.')
		return line_label_at(&n, LABEL_COLON, false, &c);
	return none;
}

/* "[Kari Nordli] 10:02:11", "Kari Nordli   0:03": a name and a time, and no more. */
static struct line_label
before_stamp(struct cursor c)
{
	struct line_label none = { .shape = LABEL_NONE };
	bool closed = skip(&c, "[");
	struct name n = { .from = c.i };
	struct cursor ahead = c;

	while (n.words < WORDS && !skip_clock(&ahead) && name_word(&c, &n)) {
		skip_blanks(&c);
		ahead = c;
	}
	if (n.words == 0 || (closed && !skip(&c, "]")))
		return none;
	skip_blanks(&c);
	if (!skip_clock(&c) || !at_end(c) || n.letters == 0 || (!closed && !n.capitals))
		return none;
	return line_label_at(&n, LABEL_COLON, !closed, &c);
}

/* Behind a time: "Kari Nordli<tab>Ja." */
static struct line_label
before_tab(struct cursor c)
{
	struct line_label none = { .shape = LABEL_NONE };
	const unsigned char *tab = memchr(c.line.at + c.i, '\t', c.line.len - c.i);
	struct cursor end = c;
	struct name n;

	if (tab == NULL)
		return none;
	end.i = (size_t)(tab - c.line.at);
	c.line = bytes_cut(c.line, 0, end.i);
	if (!name_words(&c, WORDS, &n) || !at_end(c) || !n.capitals || n.letters == 0)
		return none;
	return line_label_at(&n, LABEL_COLON, false, &end);
}

static bool
is_word_at(struct cursor c, const char *const *words)
{
	struct cursor end = c;

	for (; *words != NULL; words++, end = c)
		if (skip(&end, *words) && at_blank(&end))
			return true;
	return false;
}

/* Behind a time: "From Kari Nordli to Everyone: Ja." */
static struct line_label
from_chat(struct cursor c)
{
	static const char *const from[] = { "From", "from", "Fra", "Frå", NULL };
	static const char *const to[] = { "to", "To", "til", "Til", NULL };
	struct name n = { .words = 0 };
	const unsigned char *colon;

	if (!is_word_at(c, from))
		return (struct line_label){ .shape = LABEL_NONE };
	while (!is_blank(c.line.at[c.i]))
		c.i++;
	skip_blanks(&c);
	n.from = c.i;
	while (n.words < WORDS && !is_word_at(c, to) && name_word(&c, &n))
		skip_blanks(&c);
	colon = memchr(c.line.at + c.i, ':', c.line.len - c.i);
	if (n.words == 0 || colon == NULL)
		return (struct line_label){ .shape = LABEL_NONE };
	c.i = (size_t)(colon - c.line.at) + 1;
	return line_label_at(&n, LABEL_COLON, false, &c);
}

struct line_label
line_label_alone(struct bytes line)
{
	struct line_label label = { .shape = LABEL_COLON, .alone = true };
	struct cursor c = { line, 0 };
	size_t len, characters = 0;
	bool noted = false;

	skip_blanks(&c);
	label.from = label.to = c.i;
	if (!utf8_is_letter(peek(&c, &len)))
		label.shape = LABEL_NONE;
	for (; peek(&c, &len) != 0 && characters <= LIMIT_LABEL; characters++) {
		if (peek(&c, &len) == '(')
			noted = true;
		if (!noted && !is_blank(peek(&c, &len)))
			label.to = c.i + len;
		c.i += len;
	}
	if (characters > LIMIT_LABEL)
		label.shape = LABEL_NONE;
	return label;
}

struct line_label
line_label_of(struct bytes line)
{
	struct line_label label = { .shape = LABEL_NONE };
	struct cursor c = { line, 0 };
	bool stamped = false, colon;
	unsigned char first;
	unsigned i;

	skip_blanks(&c);
	while (skip_stamp(&c))
		stamped = true;
	if (c.i == line.len)
		return label;
	label = stamped ? from_chat(c) : before_stamp(c);
	if (stamped && label.shape == LABEL_NONE)
		label = before_tab(c);
	if (label.shape != LABEL_NONE)
		return label;
	first = line.at[c.i];
	colon = memchr(line.at + c.i, ':', line.len - c.i) != NULL;
	for (i = 0; i < sizeof wrappers / sizeof *wrappers; i++) {
		if (wrappers[i].open[0] != '\0' && wrappers[i].open[0] != (char)first)
			continue;
		if (colon || wrappers[i].label)
			label = with_colon(c, &wrappers[i]);
		if (label.shape == LABEL_NONE)
			label = without_colon(c, &wrappers[i], stamped);
		if (label.shape != LABEL_NONE)
			break;
	}
	return label;
}
