#include "format/json_walk.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/gather.h"
#include "format/source.h"
#include "text/utf8.h"

enum { END = -1, FAILED = -2 }; /* in place of a byte */

struct level {
	bool array;
	size_t keys;
	uint64_t *key; /* their digests, LIMIT_JSON_KEYS */
};

struct json_walk {
	struct source *source;
	struct arena *arena;
	struct place place; /* the stretch that is being read */
	size_t i;
	uint64_t line;
	bool ended;

	struct level level[LIMIT_JSON_DEPTH + 1]; /* from 1 */
	unsigned depth;
	enum { VALUE, FIRST_VALUE, FIRST_KEY, KEY, COLON, COMMA, DONE } expects;
	bool in_string;

	unsigned char text[LIMIT_JSON_KEY]; /* of a key or number */
	unsigned char spelt[4];             /* what an escape says */
};

struct json_walk *
json_walk_new(struct source *source, struct arena *a)
{
	struct json_walk *w = arena_get(a, 1, sizeof *w);

	w->source = source;
	w->arena = a;
	w->line = 1;
	source_rewind(source);
	w->place.encoding = source_encoding(source).encoding;
	w->place.at = source_encoding(source).bom;
	return w;
}

/* The byte at hand; END behind the last. */
static int
peek(struct json_walk *w, struct fail *f)
{
	int got;

	if (w->i < w->place.text.len)
		return w->place.text.at[w->i];
	if (w->ended)
		return END;
	w->place.at = place_of(&w->place, w->i);
	w->place.known = w->place.away = w->i = 0;
	w->place.text.len = 0;
	got = source_line(w->source, &w->place.text, &w->place.at, &w->line, f);
	if (got == -1)
		return FAILED;
	w->ended = got == 0;
	return got == 0 ? END : w->place.text.at[0];
}

static uint64_t
here(struct json_walk *w)
{
	return place_of(&w->place, w->i);
}

static int
spoilt(const struct json_walk *w, struct fail *f)
{
	fail(f, FAIL_INPUT, "json-syntax");
	return fail_at(f, NULL, w->line);
}

static int
too_much(const struct json_walk *w, struct fail *f)
{
	fail(f, FAIL_LIMIT, "json-limit");
	return fail_at(f, NULL, w->line);
}

/* What may be said of the byte at hand: nothing if the source failed. */
static int
unexpected(const struct json_walk *w, int c, struct fail *f)
{
	return c == FAILED ? -1 : spoilt(w, f);
}

/* The first byte that is no white space. */
static int
skip_space(struct json_walk *w, struct fail *f)
{
	int c = peek(w, f);

	while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
		w->i++;
		c = peek(w, f);
	}
	return c;
}

/* Four hexadecimal digits. */
static int
read_hex(struct json_walk *w, uint32_t *value, struct fail *f)
{
	static const char digits[] = "0123456789abcdef";
	const char *digit;
	unsigned n;
	int c;

	*value = 0;
	for (n = 0; n < 4; n++) {
		c = peek(w, f);
		digit =
		    c > 0 ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;
		if (digit == NULL)
			return unexpected(w, c, f);
		*value = *value * 16 + (uint32_t)(digit - digits);
		w->i++;
	}
	return 0;
}

/* Behind "\u": the character, with its second half where it is a pair. */
static int
read_code(struct json_walk *w, uint32_t *character, struct fail *f)
{
	uint32_t high, low = 0;
	unsigned n;
	int c;

	if (read_hex(w, &high, f) == -1)
		return -1;
	*character = high;
	if (high < 0xD800 || high > 0xDFFF)
		return high == 0 ? spoilt(w, f) : 0;
	for (n = 0; n < 2; n++) {
		c = peek(w, f);
		if (c != (n == 0 ? '\\' : 'u'))
			return unexpected(w, c, f);
		w->i++;
	}
	if (read_hex(w, &low, f) == -1)
		return -1;
	if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
		return spoilt(w, f);
	*character = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
	return 0;
}

/* Behind "\". */
static int
read_escape(struct json_walk *w, struct json_piece *p, struct fail *f)
{
	static const char names[] = "\"\\/bfnrtu", says[] = "\"\\/\b\f\n\r\t";
	struct buf spelt = { w->spelt, 0, sizeof w->spelt };
	const char *name;
	uint32_t character;
	int c = peek(w, f);

	name = c > 0 ? strchr(names, c) : NULL;
	if (name == NULL)
		return unexpected(w, c, f);
	w->i++;
	if (*name != 'u')
		character = (uint32_t)says[name - names];
	else if (read_code(w, &character, f) == -1)
		return -1;
	utf8_add(&spelt, character);
	p->text = buf_bytes(&spelt);
	p->escape = true;
	p->end = here(w);
	return 1;
}

int
json_walk_piece(struct json_walk *w, struct json_piece *p, struct fail *f)
{
	struct bytes text;
	size_t from;
	int c = peek(w, f);

	if (c < ' ' || !w->in_string) /* controls, the end, a failure */
		return unexpected(w, c, f);
	*p = (struct json_piece){ .at = here(w), .end = here(w) };
	if (c == '"') {
		w->in_string = false;
		w->i++;
		return 0;
	}
	if (c == '\\') {
		w->i++;
		return read_escape(w, p, f);
	}
	text = w->place.text;
	for (from = w->i; w->i < text.len; w->i++)
		if (text.at[w->i] < ' ' || text.at[w->i] == '"' ||
		    text.at[w->i] == '\\')
			break;
	p->text = bytes_cut(text, from, w->i);
	p->end = here(w);
	return 1;
}

/* What is left of a string. */
static int
read_over(struct json_walk *w, struct fail *f)
{
	struct json_piece p;
	int got = 1;

	while (w->in_string && got == 1)
		got = json_walk_piece(w, &p, f);
	return got == -1 ? -1 : 0;
}

static int
enter(struct json_walk *w, bool array, struct fail *f)
{
	struct level *l;

	if (w->depth == LIMIT_JSON_DEPTH)
		return too_much(w, f);
	l = &w->level[++w->depth];
	l->array = array;
	l->keys = 0;
	w->expects = array ? FIRST_VALUE : FIRST_KEY;
	return 0;
}

/* A value is over: what comes next depends on what it stands in. */
static void
end_value(struct json_walk *w)
{
	w->expects = w->depth == 0 ? DONE : COMMA;
}

/* FNV-1a, 64 bits: two that are alike by chance are refused too. */
static uint64_t
digest(struct bytes b)
{
	uint64_t h = 0xCBF29CE484222325;
	size_t i;

	for (i = 0; i < b.len; i++)
		h = (h ^ b.at[i]) * 0x100000001B3;
	return h;
}

static int
note_key(struct json_walk *w, struct bytes key, struct fail *f)
{
	struct level *l = &w->level[w->depth];
	uint64_t h = digest(key);
	size_t i;

	if (l->key == NULL)
		l->key = arena_get(w->arena, LIMIT_JSON_KEYS, sizeof *l->key);
	for (i = 0; i < l->keys; i++)
		if (l->key[i] == h)
			return spoilt(w, f);
	if (l->keys == LIMIT_JSON_KEYS)
		return too_much(w, f);
	l->key[l->keys++] = h;
	return 0;
}

static int
read_key(struct json_walk *w, struct json_token *t, struct fail *f)
{
	struct json_piece p;
	size_t len = 0;
	int got;

	w->i++;
	w->in_string = true;
	t->kind = JSON_KEY;
	t->at = here(w);
	while ((got = json_walk_piece(w, &p, f)) == 1) {
		if (p.text.len > sizeof w->text - len)
			return too_much(w, f);
		memcpy(w->text + len, p.text.at, p.text.len);
		len += p.text.len;
	}
	if (got == -1)
		return -1;
	t->end = p.end;
	t->text = (struct bytes){ w->text, len };
	w->expects = COLON;
	return note_key(w, t->text, f);
}

static size_t
count_digits(struct bytes b, size_t i)
{
	size_t n = 0;

	while (i + n < b.len && b.at[i + n] >= '0' && b.at[i + n] <= '9')
		n++;
	return n;
}

/* RFC 8259, 6. */
static bool
is_number(struct bytes b)
{
	size_t i = b.len > 0 && b.at[0] == '-', n = count_digits(b, i);

	if (n == 0 || (n > 1 && b.at[i] == '0'))
		return false;
	i += n;
	if (i < b.len && b.at[i] == '.') {
		n = count_digits(b, i + 1);
		if (n == 0)
			return false;
		i += 1 + n;
	}
	if (i < b.len && (b.at[i] == 'e' || b.at[i] == 'E')) {
		i++;
		i += i < b.len && (b.at[i] == '+' || b.at[i] == '-');
		n = count_digits(b, i);
		if (n == 0)
			return false;
		i += n;
	}
	return i == b.len;
}

/* A number, true, false or null: up to what cannot be of it. */
static int
read_bare(struct json_walk *w, struct json_token *t, struct fail *f)
{
	size_t len = 0;
	int c;

	t->at = here(w);
	while ((c = peek(w, f)) > 0 && strchr(" \t\r\n,:[]{}\"", c) == NULL) {
		if (len == sizeof w->text)
			return too_much(w, f);
		w->text[len++] = (unsigned char)c;
		w->i++;
	}
	if (c == FAILED)
		return -1;
	t->end = here(w);
	t->text = (struct bytes){ w->text, len };
	end_value(w);
	t->kind = JSON_NUMBER;
	if (is_number(t->text))
		return 0;
	t->kind = JSON_WORD;
	if (bytes_are(t->text, "true") || bytes_are(t->text, "false") ||
	    bytes_are(t->text, "null"))
		return 0;
	return spoilt(w, f);
}

static int
read_value(struct json_walk *w, int c, struct json_token *t, struct fail *f)
{
	if (c != '{' && c != '[' && c != '"')
		return c < 0 ? unexpected(w, c, f) : read_bare(w, t, f);
	w->i++;
	t->at = here(w);
	if (c == '"') {
		t->kind = JSON_STRING;
		w->in_string = true;
		end_value(w);
		return 0;
	}
	t->kind = c == '{' ? JSON_OBJECT : JSON_ARRAY;
	return enter(w, c == '[', f);
}

static int
read_end(struct json_walk *w, int c, struct json_token *t, struct fail *f)
{
	bool array = w->level[w->depth].array;

	if (c != (array ? ']' : '}'))
		return unexpected(w, c, f);
	w->i++;
	t->at = here(w);
	t->kind = array ? JSON_ARRAY_END : JSON_OBJECT_END;
	t->depth = --w->depth;
	end_value(w);
	return 0;
}

int
json_walk_next(struct json_walk *w, struct json_token *t, struct fail *f)
{
	int c;

	if (read_over(w, f) == -1)
		return -1;
	c = skip_space(w, f);
	if (w->expects == COMMA && c == ',') {
		w->expects = w->level[w->depth].array ? VALUE : KEY;
		w->i++;
		c = skip_space(w, f);
	} else if (w->expects == COLON && c == ':') {
		w->expects = VALUE;
		w->i++;
		c = skip_space(w, f);
	}
	*t = (struct json_token){ .line = w->line, .depth = w->depth };
	switch (w->expects) {
	case FIRST_KEY:
	case KEY:
		if (c == '"')
			return read_key(w, t, f);
		return w->expects == KEY ? unexpected(w, c, f) : read_end(w, c, t, f);
	case FIRST_VALUE:
		if (c == ']')
			return read_end(w, c, t, f);
		return read_value(w, c, t, f);
	case VALUE:
		return read_value(w, c, t, f);
	case COMMA:
		return read_end(w, c, t, f);
	case DONE:
		t->kind = JSON_DONE;
		t->at = here(w);
		return c == END ? 0 : unexpected(w, c, f);
	case COLON:
		break;
	}
	return unexpected(w, c, f);
}
