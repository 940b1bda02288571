#include "format/xml_tag.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t
skip_blanks(struct bytes tag, size_t i)
{
	while (i < tag.len && is_blank(tag.at[i]))
		i++;
	return i;
}

static size_t
name_end(struct bytes tag, size_t i)
{
	while (i < tag.len && !is_blank(tag.at[i]) && strchr("=/>", tag.at[i]) == NULL)
		i++;
	return i;
}

bool
xml_raw_next(struct bytes tag, size_t *place, struct xml_raw *a)
{
	size_t i = *place > 0 ? *place : name_end(tag, 1);
	const unsigned char *quote;

	a->from = i;
	i = skip_blanks(tag, i);
	a->name.at = tag.at + i;
	a->name.len = name_end(tag, i) - i;
	if (a->name.len == 0)
		return false;
	i = skip_blanks(tag, i + a->name.len);
	if (i == tag.len || tag.at[i] != '=')
		return false;
	i = skip_blanks(tag, i + 1);
	if (i == tag.len)
		return false;
	quote = memchr(tag.at + i + 1, tag.at[i], tag.len - i - 1);
	if (quote == NULL)
		return false;
	a->value = i + 1;
	a->value_end = (size_t)(quote - tag.at);
	a->to = *place = a->value_end + 1;
	return true;
}

static const struct {
	const char *name;
	char says;
} entities[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' },
	{ "apos", '\'' } };

/* What stands between & and ; */
static void
decode_reference(struct bytes name, struct buf *decoded)
{
	char digits[12] = "";
	size_t i;

	for (i = 0; i < sizeof entities / sizeof *entities; i++)
		if (bytes_are(name, entities[i].name))
			buf_byte(decoded, (unsigned char)entities[i].says);
	if (name.len < 2 || name.len > sizeof digits || name.at[0] != '#')
		return;
	memcpy(digits, name.at + 1, name.len - 1);
	utf8_add(decoded, digits[0] == 'x' ? (uint32_t)strtoul(digits + 1, NULL, 16)
					   : (uint32_t)strtoul(digits, NULL, 10));
}

void
xml_raw_character(struct bytes raw, struct buf *decoded, size_t *used)
{
	const unsigned char *end;

	*used = 0;
	if (raw.len == 0)
		return;
	end = raw.at[0] == '&' ? memchr(raw.at, ';', raw.len) : NULL;
	if (end != NULL) {
		*used = (size_t)(end - raw.at) + 1;
		decode_reference(bytes_cut(raw, 1, *used - 1), decoded);
		return;
	}
	*used = 1;
	if (raw.at[0] == '\t' || raw.at[0] == '\n' || raw.at[0] == '\r') {
		buf_byte(decoded, ' '); /* 3.3.3: in values they are blanks */
		return;
	}
	if (raw.at[0] >= 0x80)
		utf8_next(raw, used);
	buf_add(decoded, bytes_cut(raw, 0, *used));
}
