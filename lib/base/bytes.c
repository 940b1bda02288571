#include "base/bytes.h"

#include <string.h>

#include "base/fail.h"

struct bytes
bytes_of(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, s ? strlen(s) : 0 };
}

struct bytes
bytes_cut(struct bytes b, size_t from, size_t to)
{
	if (from > to || to > b.len)
		die("bytes_cut: [%zu, %zu) of %zu", from, to, b.len);
	return (struct bytes){ b.len ? b.at + from : b.at, to - from };
}

bool
bytes_equal(struct bytes a, struct bytes b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool
bytes_are(struct bytes b, const char *s)
{
	return bytes_equal(b, bytes_of(s));
}

bool
bytes_start(struct bytes b, const char *prefix)
{
	size_t len = strlen(prefix);

	return b.len >= len && (len == 0 || memcmp(b.at, prefix, len) == 0);
}

int
bytes_compare(struct bytes a, struct bytes b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct bytes
bytes_trim(struct bytes b)
{
	while (b.len && is_blank(b.at[0]))
		b.at++, b.len--;
	while (b.len && is_blank(b.at[b.len - 1]))
		b.len--;
	return b;
}

bool
bytes_next(struct bytes *rest, char separator, struct bytes *part)
{
	const unsigned char *end;

	if (rest->at == NULL || rest->len == 0)
		return false;
	end = memchr(rest->at, separator, rest->len);
	*part = *rest;
	if (end == NULL) {
		rest->len = 0;
		return true;
	}
	part->len = (size_t)(end - rest->at);
	rest->len -= part->len + 1;
	rest->at = end + 1;
	return true;
}
