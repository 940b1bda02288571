#include "format/cue.h"

#include <string.h>

#include "format/entity.h"
#include "text/utf8.h"

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(struct bytes b, size_t i)
{
	size_t n = 0;

	while (i + n < b.len && is_digit(b.at[i + n]))
		n++;
	return n;
}

static size_t
skip_blanks(struct bytes b, size_t i)
{
	while (i < b.len && (b.at[i] == ' ' || b.at[i] == '\t'))
		i++;
	return i;
}

static bool
is_in(struct bytes word, const char *const *list)
{
	size_t i, k;

	for (i = 0; list[i] != NULL; i++) {
		for (k = 0; k < word.len && list[i][k] != '\0'; k++)
			if (utf8_lower(word.at[k]) != (unsigned char)list[i][k])
				break;
		if (k == word.len && list[i][k] == '\0')
			return true;
	}
	return false;
}

/* A time at i; gives where it ends, 0 for none. */
static size_t
clock_end(struct bytes b, size_t i, bool strict)
{
	size_t n = digits(b, i), fields = 1, fraction = 0;

	if (n == 0 || n > 4)
		return 0;
	for (i += n; i < b.len && b.at[i] == ':' && fields < 3; fields++) {
		n = digits(b, i + 1);
		if (n == 0 || n > 2 || (strict && n != 2))
			return 0;
		i += 1 + n;
	}
	if (i < b.len && (b.at[i] == '.' || b.at[i] == ',')) {
		fraction = digits(b, i + 1);
		i += 1 + fraction;
	}
	if (fields < 2 || fraction > 3 || (strict && fraction != 3))
		return 0;
	return i;
}

/* Two times and the arrow; gives where the second ends, 0 for none. */
static size_t
times_end(struct bytes line, bool strict)
{
	size_t i = clock_end(line, skip_blanks(line, 0), strict);

	if (i == 0)
		return 0;
	i = skip_blanks(line, i);
	if (line.len - i < 3 || memcmp(line.at + i, "-->", 3) != 0)
		return 0;
	i = clock_end(line, skip_blanks(line, i + 3), strict);
	if (i == 0 || (i < line.len && line.at[i] != ' ' && line.at[i] != '\t'))
		return 0;
	return i;
}

/* Digits and colons before an arrow. */
static bool
begins_like_times(struct bytes line)
{
	const unsigned char *arrow = memmem(line.at, line.len, "-->", 3);
	bool colon = false;
	size_t i;

	if (arrow == NULL)
		return false;
	for (i = 0; line.at + i < arrow; i++) {
		if (line.at[i] == 0 || strchr("0123456789:.,;- \t", line.at[i]) == NULL)
			return false;
		colon = colon || line.at[i] == ':';
	}
	return colon;
}

enum cue_line
cue_line_of(struct bytes line, size_t *settings)
{
	if (memchr(line.at, '>', line.len) == NULL)
		return CUE_LINE_OTHER;
	*settings = times_end(line, false);
	if (*settings > 0)
		return CUE_LINE_TIME;
	return begins_like_times(line) ? CUE_LINE_BAD : CUE_LINE_OTHER;
}

bool
cue_line_is_strict(struct bytes line)
{
	size_t n = digits(line, 0);

	/* one digit of hours: Teams' "1:02:03.000" */
	return (n != 1 || clock_end(line, 0, true) < 11) && times_end(line, true) > 0;
}

bool
cue_is_number(struct bytes line)
{
	size_t n;

	line = bytes_trim(line);
	n = digits(line, 0);
	return n > 0 && n <= 6 && n == line.len;
}

/* "-12.5%", with a word behind a comma: "50%,center". */
static bool
is_measure(struct bytes v)
{
	static const char *const words[] = { "start", "center", "end", "line-left",
		"line-right", "auto", NULL };
	size_t i = v.len > 0 && v.at[0] == '-', n = digits(v, i);

	if (is_in(v, words))
		return true;
	if (n == 0 || n > 4)
		return false;
	i += n;
	if (i < v.len && v.at[i] == '.') {
		n = digits(v, i + 1);
		if (n == 0 || n > 6)
			return false;
		i += 1 + n;
	}
	i += i < v.len && v.at[i] == '%';
	return i == v.len ||
	       (v.at[i] == ',' && is_in(bytes_cut(v, i + 1, v.len), words));
}

static bool
is_known_setting(struct bytes s)
{
	static const char *const measured[] = { "line", "position", "size", "x1", "x2",
		"y1", "y2", NULL };
	static const char *const vertical[] = { "rl", "lr", NULL };
	static const char *const align[] = { "start", "center", "end", "left", "right",
		"middle", NULL };
	const unsigned char *colon = memchr(s.at, ':', s.len);
	struct bytes name, value;

	if (colon == NULL)
		return false;
	name = bytes_cut(s, 0, (size_t)(colon - s.at));
	value = bytes_cut(s, name.len + 1, s.len);
	if (is_in(name, measured))
		return is_measure(value);
	return (bytes_are(name, "vertical") && is_in(value, vertical)) ||
	       (bytes_are(name, "align") && is_in(value, align));
}

bool
cue_setting(struct bytes line, size_t *i, size_t *from, bool *known)
{
	size_t begin;

	*from = *i;
	begin = *i = skip_blanks(line, *i);
	while (*i < line.len && line.at[*i] != ' ' && line.at[*i] != '\t')
		++*i;
	if (*i == begin)
		return false;
	*known = is_known_setting(bytes_cut(line, begin, *i));
	return true;
}

/* The part of a tag from i up to one of these signs or the end. */
static size_t
up_to(struct bytes tag, size_t i, const char *signs)
{
	while (i < tag.len && (tag.at[i] == 0 || strchr(signs, tag.at[i]) == NULL))
		i++;
	return i;
}

/* ".yellow.bg_blue" */
static bool
are_known_classes(struct bytes c)
{
	static const char *const known[] = { "white", "lime", "cyan", "red", "yellow",
		"magenta", "blue", "black", "bg_white", "bg_lime", "bg_cyan", "bg_red",
		"bg_yellow", "bg_magenta", "bg_blue", "bg_black", NULL };
	struct bytes class;

	if (c.len > 0)
		c = bytes_cut(c, 1, c.len);
	while (bytes_next(&c, '.', &class))
		if (!is_in(class, known))
			return false;
	return true;
}

/* "nb", "nb-NO": no more, for "x-kari" is a language too (BCP 47). */
static bool
is_language(struct bytes l)
{
	size_t i;

	for (i = 0; i < l.len && l.at[i] != '-'; i++)
		if (!utf8_is_letter(l.at[i]) || l.at[i] >= 0x80)
			return false;
	if (i < 2 || i > 3)
		return false;
	return i == l.len || (i + 3 == l.len && utf8_is_upper(l.at[i + 1]) &&
				 utf8_is_upper(l.at[i + 2]));
}

/* ' color="#ffcc00" size=4': a colour or a size alone. */
static bool
is_known_attribute(struct bytes a)
{
	static const char *const colours[] = { "white", "black", "red", "green", "blue",
		"yellow", "cyan", "magenta", "lime", "gray", "grey", "orange", "aqua",
		"silver", NULL };
	static const char *const names[] = { "color", "size", NULL };
	size_t equals = up_to(a, 0, "="), i;
	struct bytes v;

	if (equals == a.len || !is_in(bytes_cut(a, 0, equals), names))
		return false;
	v = bytes_cut(a, equals + 1, a.len);
	if (v.len >= 2 && v.at[0] == v.at[v.len - 1] &&
	    (v.at[0] == '"' || v.at[0] == '\''))
		v = bytes_cut(v, 1, v.len - 1);
	if (is_in(v, colours) || cue_is_number(v))
		return v.len <= 7;
	for (i = 1; i < v.len; i++)
		if (!is_digit(v.at[i]) &&
		    (v.at[i] == 0 || !strchr("abcdefABCDEF", v.at[i])))
			return false;
	return v.len > 1 && v.len <= 9 && v.at[0] == '#';
}

static bool
are_known_attributes(struct bytes rest)
{
	struct bytes a;

	while (bytes_next(&rest, ' ', &a))
		if (a.len > 0 && !is_known_attribute(a))
			return false;
	return true;
}

/* "{\an8}", "{\i1\b0}", "{\pos(192,220)}": letters of a command and numbers. */
static struct cue_tag
override_of(struct bytes line, size_t i)
{
	static const char *const commands[] = { "a", "an", "b", "i", "u", "s", "pos",
		"move", "fad", "c", "c&h", "fs", "q", NULL };
	struct cue_tag t = { .kind = CUE_TAG_KNOWN };
	size_t end = up_to(line, i, "}"), k, from;

	if (end == line.len || i + 1 == line.len || line.at[i + 1] != '\\')
		return (struct cue_tag){ .kind = CUE_TAG_NONE };
	t.end = end + 1;
	for (k = i + 1; k < end && t.kind == CUE_TAG_KNOWN;) {
		from = k + (line.at[k] == '\\');
		for (k = from;
		     k < end && (line.at[k] == '&' || utf8_is_letter(line.at[k]));)
			k++;
		if (!is_in(bytes_cut(line, from, k), commands) || from == 0 ||
		    line.at[from - 1] != '\\')
			t.kind = CUE_TAG_UNKNOWN;
		from = k;
		k = up_to(line, k, "\\}");
		if (k - from > 24 ||
		    up_to(bytes_cut(line, from, k), 0,
			"ghijklmnopqrstuvwxyzGIJKLMNOPQRSTUVWXYZ") != k - from)
			t.kind = CUE_TAG_UNKNOWN;
	}
	return t;
}

/* Behind the name and classes of a tag stands what its kind allows; what else does not
 * stay. inside: all between < and >. */
static void
judge_annotation(struct cue_tag *t, struct bytes inside, struct bytes name, size_t i)
{
	static const char *const voice[] = { "v", NULL };
	struct bytes rest = bytes_trim(bytes_cut(inside, i, inside.len));
	bool fine = rest.len == 0 || bytes_are(rest, "/");

	if (is_in(name, voice)) {
		t->kind = CUE_TAG_VOICE;
		t->name_from = (size_t)(rest.at - inside.at);
		t->name_to = t->name_from + rest.len;
		return;
	}
	if (bytes_are(name, "lang"))
		fine = is_language(rest);
	else if (bytes_are(name, "font") || bytes_are(name, "FONT"))
		fine = are_known_attributes(rest);
	if (fine)
		return;
	if (t->cut_to == 0)
		t->cut_from = i;
	t->cut_to = inside.len;
	t->cut = HIDDEN_NAME;
}

struct cue_tag
cue_tag_of(struct bytes line, size_t i)
{
	static const char *const names[] = { "c", "i", "b", "u", "s", "ruby", "rt", "v",
		"lang", "font", "br", NULL };
	struct cue_tag t = { .kind = CUE_TAG_NONE }, none = t;
	struct bytes inside, name;
	size_t end, k, stop;
	bool closing;

	if (line.at[i] == '{')
		return override_of(line, i);
	end = up_to(line, i, ">");
	if (end == line.len)
		return none;
	if (i + 1 == end) /* "<>" says nothing */
		return (struct cue_tag){ .kind = CUE_TAG_KNOWN, .end = end + 1 };
	inside = bytes_cut(line, i + 1, end);
	if (is_digit(inside.at[0])) {
		t.kind = clock_end(inside, 0, true) == inside.len ? CUE_TAG_KNOWN
		                                                  : CUE_TAG_NONE;
		t.end = end + 1;
		return t;
	}
	closing = inside.at[0] == '/';
	if (!closing && (inside.at[0] >= 0x80 || !utf8_is_letter(inside.at[0])))
		return none;
	t.end = end + 1;
	stop = up_to(inside, closing, ". \t/");
	name = bytes_cut(inside, closing, stop);
	t.kind = is_in(name, names) && !(closing && stop < inside.len)
	             ? CUE_TAG_KNOWN
	             : CUE_TAG_UNKNOWN;
	if (t.kind == CUE_TAG_UNKNOWN || closing)
		return t;
	k = up_to(inside, stop, " \t/");
	if (!are_known_classes(bytes_cut(inside, stop, k))) {
		t.cut_from = stop;
		t.cut_to = k;
		t.cut = HIDDEN_NAME;
	}
	judge_annotation(&t, inside, name, k);
	t.cut_from += i + 1;
	t.cut_to += t.cut_to > 0 ? i + 1 : t.cut_from;
	t.name_from += i + 1;
	t.name_to += i + 1;
	return t;
}

uint32_t
cue_reference(struct bytes line, size_t i, size_t *len)
{
	enum { LONGEST = 12 };
	size_t end = i + 1, most = line.len - i > LONGEST ? i + LONGEST : line.len;

	while (end < most && line.at[end] != ';')
		end++;
	if (end == most)
		return 0;
	*len = end + 1 - i;
	return entity_character(bytes_cut(line, i + 1, end));
}
