#include "format/escape.h"

#include <string.h>

#include "text/utf8.h"

static void
xml(struct bytes text, unsigned char next, struct buf *out)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		switch (text.at[i]) {
		case '&':
			buf_text(out, "&amp;");
			break;
		case '<':
			buf_text(out, "&lt;");
			break;
		case '>':
			buf_text(out, "&gt;");
			break;
		case '"':
			buf_text(out, "&quot;");
			break;
		case '\'':
			buf_text(out, "&#39;");
			break;
		case ']': /* "]]>" may not stand in content */
			if (next == '>' && i + 1 == text.len) {
				buf_text(out, "&#93;");
				break;
			}
			/* fallthrough */
		default:
			buf_byte(out, text.at[i]);
		}
}

/* "]]>" is said by two sections. */
static void
cdata(struct bytes text, unsigned char next, struct buf *out)
{
	static const char split[] = "]]><![CDATA[";
	size_t i;
	int c;

	for (i = 0; i < text.len; i++) {
		c = i + 1 < text.len ? text.at[i + 1] : next;
		buf_byte(out, text.at[i]);
		if (text.at[i] == ']' && c == '>')
			buf_text(out, split);
	}
}

static void
json(struct bytes text, struct buf *out)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.at[i] < 0x20) {
			buf_printf(out, "\\u%04x", text.at[i]);
			continue;
		}
		if (text.at[i] == '"' || text.at[i] == '\\')
			buf_byte(out, '\\');
		buf_byte(out, text.at[i]);
	}
}

static void
csv(struct bytes text, struct buf *out)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, text.at[i]);
	}
}

static void
csv_plain(struct bytes text, struct buf *out)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		buf_byte(out, strchr("\";,\t\r\n", text.at[i]) ? ' ' : text.at[i]);
}

static void
rtf(struct bytes text, struct buf *out)
{
	size_t i, len;
	uint32_t c;

	for (i = 0; i < text.len; i += len) {
		c = utf8_next(bytes_cut(text, i, text.len), &len);
		if (c == '\\' || c == '{' || c == '}')
			buf_printf(out, "\\%c", (int)c);
		else if (c < 0x80)
			buf_byte(out, (unsigned char)c);
		else if (c > 0xFFFF)
			buf_printf(out, "\\u%d?\\u%d?",
			    (int16_t)(0xD800 + ((c - 0x10000) >> 10)),
			    (int16_t)(0xDC00 + ((c - 0x10000) & 0x3FF)));
		else
			buf_printf(out, "\\u%d?", (int16_t)c);
	}
}

/* U+003E too, so that no "-->" comes to be (WebVTT 4.2.2). */
static void
cue(struct bytes text, struct buf *out)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if (text.at[i] == '&')
			buf_text(out, "&amp;");
		else if (text.at[i] == '<')
			buf_text(out, "&lt;");
		else if (text.at[i] == '>')
			buf_text(out, "&gt;");
		else
			buf_byte(out, text.at[i]);
}

bool
escape_spells_nothing(enum escape e)
{
	return e == ESCAPE_CUE || e == ESCAPE_CUE_PLAIN;
}

void
escape_text(enum escape e, struct bytes text, unsigned char next, struct buf *out)
{
	if (text.len == 0 && escape_spells_nothing(e))
		text = bytes_of(" ");
	switch (e) {
	case ESCAPE_CUE:
		cue(text, out);
		break;
	case ESCAPE_XML:
		xml(text, next, out);
		break;
	case ESCAPE_CDATA:
		cdata(text, next, out);
		break;
	case ESCAPE_JSON:
		json(text, out);
		break;
	case ESCAPE_CSV:
		csv(text, out);
		break;
	case ESCAPE_CSV_PLAIN:
		csv_plain(text, out);
		break;
	case ESCAPE_RTF:
		rtf(text, out);
		break;
	case ESCAPE_NONE:
	case ESCAPE_CUE_PLAIN:
	case ESCAPES:
		buf_add(out, text);
	}
}
