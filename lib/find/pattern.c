#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "find/book.h"

/* What a part's name is made of; {2,3} and {4} are PCRE2's own. */
static bool
is_name(char c, bool first)
{
	return (c >= 'a' && c <= 'z') ||
	       (!first && (c == '-' || (c >= '0' && c <= '9')));
}

/* The length of "{name}" at s; 0: it is none. */
static size_t
part_length(const char *s)
{
	size_t i = 1;

	if (s[0] != '{' || !is_name(s[1], true))
		return 0;
	while (is_name(s[i], false))
		i++;
	return s[i] == '}' ? i + 1 : 0;
}

/* An escape with its braces, which are not a part: \p{Lu}, \x{2013}, \k{who}. */
static size_t
escape_length(const char *s)
{
	const char *end;

	if (s[0] != '\\' || s[1] == '\0')
		return 1;
	if (s[2] == '{' && strchr("pPxogkN", s[1]) != NULL) {
		end = strchr(s, '}');
		return end ? (size_t)(end - s) + 1 : 2;
	}
	return 2;
}

char *
pattern_expand(
    const char *pattern, const struct part_list *parts, struct arena *a, struct fail *f)
{
	struct buf out = { 0 };
	char *text = NULL;
	size_t i, len;

	for (; *pattern != '\0'; pattern += len) {
		len = part_length(pattern);
		if (len == 0) {
			len = escape_length(pattern);
			buf_add(&out,
			    (struct bytes){ (const unsigned char *)pattern, len });
			continue;
		}
		for (i = 0; i < parts->len; i++)
			if (strlen(parts->name[i]) == len - 2 &&
			    memcmp(parts->name[i], pattern + 1, len - 2) == 0)
				break;
		if (i == parts->len) {
			fail_with(f, FAIL_INPUT, "rule-part", "%.*s", (int)(len - 2),
			    pattern + 1);
			goto out;
		}
		buf_text(&out, "(?:");
		buf_text(&out, parts->pattern[i]);
		buf_text(&out, ")");
	}
	text = arena_text(a, buf_bytes(&out));
out:
	buf_free(&out);
	return text;
}

char *
pattern_define(const char *pattern, const struct part_list *parts, struct arena *a)
{
	struct buf out = { 0 };
	char *text;
	size_t i;

	buf_text(&out, pattern);
	for (i = 0; i < parts->len && strstr(pattern, "(?&") != NULL; i++)
		if (strstr(pattern, arena_printf(a, "(?&%s)", parts->name[i])) != NULL)
			buf_printf(&out, "(?(DEFINE)(?<%s>%s))", parts->name[i],
			    parts->pattern[i]);
	text = arena_text(a, buf_bytes(&out));
	buf_free(&out);
	return text;
}

static bool
is_plain(char c)
{
	return c != '\0' && strchr("\\^$.[]|()?*+{}", c) == NULL;
}

/* A ( in the group has to open another list of words, and a ) to end one, so that
 * no word is made of pieces. */
static size_t
opening(const char *s)
{
	if (strncmp(s, "(?:", 3) == 0)
		return 3;
	return strncmp(s, "(?i:", 4) == 0 ? 4 : 0;
}

static int
who_words(const char *s, struct rulebook *book)
{
	size_t depth = 1, len;
	bool fresh = true; /* after ( or |: a word or a group may stand here */

	while (depth > 0) {
		for (len = 0; is_plain(s[len]); len++)
			;
		if (len > 0) {
			if (!fresh)
				return -1;
			book_value(
			    book, (struct bytes){ (const unsigned char *)s, len });
			fresh = false;
			s += len;
		} else if (*s == '|') {
			fresh = true;
			s++;
		} else if (*s == ')' && !fresh) {
			depth--;
			s++;
		} else if (fresh && opening(s) > 0) {
			depth++;
			s += opening(s);
		} else {
			return -1;
		}
	}
	return 0;
}

int
pattern_who(const char *pattern, struct rulebook *book)
{
	const char *at;

	for (at = pattern; (at = strstr(at, "(?<who>")) != NULL; at += 7)
		if (who_words(at + 7, book) == -1)
			return -1;
	return 0;
}
