#include "release/bag_tag.h"

#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/arena.h"

bool
bag_tag_line(struct bytes *rest, struct bytes *line)
{
	size_t i = 0, end;

	if (rest->len == 0)
		return false;
	while (i < rest->len && rest->at[i] != '\n' && rest->at[i] != '\r')
		i++;
	*line = bytes_cut(*rest, 0, i);
	end = i < rest->len ? i + 1 : i;
	if (i + 1 < rest->len && rest->at[i] == '\r' && rest->at[i + 1] == '\n')
		end++;
	*rest = bytes_cut(*rest, end, rest->len);
	return true;
}

void
bag_tag_word(struct bytes *rest, struct bytes *word)
{
	size_t i = 0, from;

	while (i < rest->len && rest->at[i] != ' ' && rest->at[i] != '\t')
		i++;
	from = i;
	while (i < rest->len && (rest->at[i] == ' ' || rest->at[i] == '\t'))
		i++;
	*word = bytes_cut(*rest, 0, from);
	*rest = bytes_cut(*rest, i, rest->len);
}

/* Digits only, no sign, no leading zero but "0" itself; at most 4. */
static bool
read_number(struct bytes b, unsigned *n)
{
	size_t i;

	*n = 0;
	for (i = 0; i < b.len; i++) {
		if (b.at[i] < '0' || b.at[i] > '9')
			return false;
		*n = *n * 10 + (unsigned)(b.at[i] - '0');
	}
	return b.len > 0 && b.len <= 4 && (b.len == 1 || b.at[0] != '0');
}

static bool
is_any_case(struct bytes b, const char *text)
{
	return b.len == strlen(text) &&
	       strncasecmp((const char *)b.at, text, b.len) == 0;
}

static enum bag_encoding
find_encoding(struct bytes name)
{
	static const struct {
		const char *name;
		enum bag_encoding encoding;
	} known[] = { { "UTF-8", BAG_UTF8 }, { "UTF8", BAG_UTF8 },
		{ "US-ASCII", BAG_UTF8 }, { "ASCII", BAG_UTF8 },
		{ "UTF-16", BAG_UTF16 }, { "UTF-16LE", BAG_UTF16 },
		{ "UTF-16BE", BAG_UTF16 }, { "ISO-8859-1", BAG_LATIN1 },
		{ "LATIN1", BAG_LATIN1 } };
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (is_any_case(name, known[i].name))
			return known[i].encoding;
	return BAG_ENCODING_NONE;
}

bool
bag_declaration_read(struct bytes file, struct bag_declaration *d)
{
	static const char version[] = "BagIt-Version: ";
	static const char encoding[] = "Tag-File-Character-Encoding: ";
	struct bytes line, number, part;

	if (!bag_tag_line(&file, &line) || !bytes_start(line, version))
		return false;
	number = bytes_cut(line, strlen(version), line.len);
	if (!bytes_next(&number, '.', &part) || !read_number(part, &d->major) ||
	    !read_number(number, &d->minor))
		return false;
	if (d->major > 1 || (d->major == 1 && d->minor > 0))
		return false;
	if (!bag_tag_line(&file, &line) || !bytes_start(line, encoding) || file.len)
		return false;
	line = bytes_cut(line, strlen(encoding), line.len);
	if (line.len == 0 || line.len != bytes_trim(line).len)
		return false;
	d->encoding = find_encoding(line);
	return true;
}

static bool
is_utf8(struct bytes b)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t len;

	while (b.len) {
		len = utf8proc_iterate(b.at, (utf8proc_ssize_t)b.len, &c);
		if (len <= 0)
			return false;
		b = bytes_cut(b, (size_t)len, b.len);
	}
	return true;
}

static uint16_t
unit_at(struct bytes b, size_t i, bool little)
{
	return (
	    uint16_t)(little ? b.at[i] | b.at[i + 1] << 8 : b.at[i] << 8 | b.at[i + 1]);
}

/* With a BOM, or the zero byte of the first letter, to tell which end is first. */
static bool
from_utf16(struct bytes b, struct arena *a, struct bytes *text)
{
	unsigned char *to = arena_get(a, b.len * 2 + 1, 1);
	size_t i = 0, len = 0;
	bool little;
	uint32_t c, low;

	if (b.len % 2)
		return false;
	little = b.len >= 2 && (b.at[1] == 0 || (b.at[0] == 0xff && b.at[1] == 0xfe));
	if (b.len >= 2 && unit_at(b, 0, little) == 0xfeff)
		i = 2;
	for (; i < b.len; i += 2) {
		c = unit_at(b, i, little);
		if (c >= 0xdc00 && c <= 0xdfff)
			return false;
		if (c >= 0xd800 && c <= 0xdbff) {
			low = i + 3 < b.len ? unit_at(b, i + 2, little) : 0;
			if (low < 0xdc00 || low > 0xdfff)
				return false;
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		}
		len += (size_t)utf8proc_encode_char((utf8proc_int32_t)c, to + len);
	}
	*text = (struct bytes){ to, len };
	return true;
}

static void
from_latin1(struct bytes b, struct arena *a, struct bytes *text)
{
	unsigned char *to = arena_get(a, b.len * 2 + 1, 1);
	size_t i, len = 0;

	for (i = 0; i < b.len; i++)
		len += (size_t)utf8proc_encode_char(b.at[i], to + len);
	*text = (struct bytes){ to, len };
}

bool
bag_tag_text(
    struct bytes file, enum bag_encoding encoding, struct arena *a, struct bytes *text)
{
	switch (encoding) {
	case BAG_UTF16:
		return from_utf16(file, a, text);
	case BAG_LATIN1:
		from_latin1(file, a, text);
		return true;
	default:
		if (bytes_start(file, "\xef\xbb\xbf"))
			file = bytes_cut(file, 3, file.len);
		*text = file;
		return is_utf8(file);
	}
}

bool
bag_info_find(struct bytes text, const char *label, struct bytes *value, size_t *found)
{
	struct bytes line, name, rest;
	const unsigned char *colon;
	bool any = false;

	*found = 0;
	while (bag_tag_line(&text, &line)) {
		if (line.len == 0)
			continue;
		if (line.at[0] == ' ' || line.at[0] == '\t') {
			if (!any)
				return false;
			continue;
		}
		any = true;
		colon = memchr(line.at, ':', line.len);
		if (colon == NULL || colon == line.at)
			return false;
		name = bytes_cut(line, 0, (size_t)(colon - line.at));
		rest = bytes_cut(line, name.len + 1, line.len);
		if (is_any_case(bytes_trim(name), label) && (*found)++ == 0)
			*value = bytes_trim(rest);
	}
	return true;
}
