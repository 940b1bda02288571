#include "text/encoding.h"

#include <string.h>

#include "base/fail.h"
#include "text/encoding_table.h"
#include "text/utf8.h"

static const struct {
	const char *name;
	const uint16_t *upper; /* of a single-byte encoding: bytes 0x80 to 0xFF */
} encodings[] = {
	[ENCODING_UTF8] = { "utf-8", NULL },
	[ENCODING_UTF16LE] = { "utf-16le", NULL },
	[ENCODING_UTF16BE] = { "utf-16be", NULL },
	[ENCODING_WINDOWS_1252] = { "windows-1252", encoding_windows_1252 },
	[ENCODING_MACROMAN] = { "macroman", encoding_macroman },
	[ENCODING_CP865] = { "cp865", encoding_cp865 },
};

const char *
encoding_name(enum encoding e)
{
	return encodings[e].name;
}

int
encoding_named(const char *name, enum encoding *e)
{
	unsigned i;

	for (i = 0; i < sizeof encodings / sizeof *encodings; i++)
		if (strcmp(encodings[i].name, name) == 0) {
			*e = (enum encoding)i;
			return 0;
		}
	return -1;
}

static int
bad_bytes(size_t at, struct fail *f)
{
	return fail_with(f, FAIL_INPUT, "encoding-bytes", "%zu", at);
}

static int
decode_utf8(struct bytes raw, struct buf *to, size_t *used, struct fail *f)
{
	const unsigned char *nul;
	size_t valid, len;

	if (raw.len == 0)
		return 0;
	nul = memchr(raw.at, 0, raw.len);
	if (nul != NULL)
		raw.len = (size_t)(nul - raw.at);
	valid = utf8_valid(raw);
	buf_add(to, (struct bytes){ raw.at, valid });
	*used = valid;
	if (valid < raw.len) {
		utf8_next(bytes_cut(raw, valid, raw.len), &len);
		if (len != 0 || nul != NULL)
			return bad_bytes(valid, f);
	} else if (nul != NULL) {
		return bad_bytes(valid, f);
	}
	return 0;
}

static uint32_t
unit(const unsigned char *at, bool big)
{
	return big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static int
decode_utf16(struct bytes raw, bool big, struct buf *to, size_t *used, struct fail *f)
{
	uint32_t c, low;
	size_t i = 0, len;

	for (; i + 1 < raw.len; i += len) {
		len = 2;
		c = unit(raw.at + i, big);
		if (c == 0 || (c >= 0xDC00 && c < 0xE000))
			return bad_bytes(i, f);
		if (c >= 0xD800 && c < 0xDC00) {
			if (i + 3 >= raw.len)
				break;
			low = unit(raw.at + i + 2, big);
			if (low < 0xDC00 || low >= 0xE000)
				return bad_bytes(i, f);
			c = 0x10000 + ((c - 0xD800) << 10 | (low - 0xDC00));
			len = 4;
		}
		utf8_add(to, c);
		*used = i + len;
	}
	return 0;
}

static int
decode_bytes(const uint16_t *upper, struct bytes raw, struct buf *to, size_t *used,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < raw.len; i++) {
		if (raw.at[i] == 0)
			return bad_bytes(i, f);
		if (raw.at[i] < 0x80)
			buf_byte(to, raw.at[i]);
		else
			utf8_add(to, upper[raw.at[i] - 0x80]);
		*used = i + 1;
	}
	return 0;
}

int
encoding_decode(
    enum encoding e, struct bytes raw, struct buf *to, size_t *used, struct fail *f)
{
	*used = 0;
	switch (e) {
	case ENCODING_UTF8:
		return decode_utf8(raw, to, used, f);
	case ENCODING_UTF16LE:
		return decode_utf16(raw, false, to, used, f);
	case ENCODING_UTF16BE:
		return decode_utf16(raw, true, to, used, f);
	default:
		return decode_bytes(encodings[e].upper, raw, to, used, f);
	}
}

uint64_t
encoding_width(enum encoding e, struct bytes utf8)
{
	uint64_t characters = 0, long_ones = 0;
	size_t i;

	if (e == ENCODING_UTF8)
		return utf8.len;
	for (i = 0; i < utf8.len; i++)
		characters += (utf8.at[i] & 0xC0) != 0x80;
	if (e != ENCODING_UTF16LE && e != ENCODING_UTF16BE)
		return characters;
	for (i = 0; i < utf8.len; i++)
		long_ones += utf8.at[i] >= 0xF0;
	return 2 * (characters + long_ones);
}

static int
cannot(enum encoding e, struct fail *f)
{
	return fail_with(f, FAIL_INPUT, "encoding-cannot", "%s", encodings[e].name);
}

static void
add_unit(struct buf *to, uint32_t u, bool big)
{
	buf_byte(to, (unsigned char)(big ? u >> 8 : u));
	buf_byte(to, (unsigned char)(big ? u : u >> 8));
}

static int
encode_byte(const uint16_t *upper, uint32_t c, struct buf *to)
{
	unsigned i;

	if (c < 0x80) {
		buf_byte(to, (unsigned char)c);
		return 0;
	}
	for (i = 0; i < 128; i++)
		if (upper[i] == c) {
			buf_byte(to, (unsigned char)(0x80 + i));
			return 0;
		}
	return -1;
}

int
encoding_encode(enum encoding e, struct bytes utf8, struct buf *to, struct fail *f)
{
	bool big = e == ENCODING_UTF16BE;
	size_t i, len;
	uint32_t c;

	for (i = 0; i < utf8.len; i += len) {
		c = utf8_next(bytes_cut(utf8, i, utf8.len), &len);
		if (c == UTF8_BAD || c == 0)
			return cannot(e, f);
		if (e == ENCODING_UTF8) {
			buf_add(to, bytes_cut(utf8, i, i + len));
		} else if (encodings[e].upper != NULL) {
			if (encode_byte(encodings[e].upper, c, to) != 0)
				return cannot(e, f);
		} else if (c < 0x10000) {
			add_unit(to, c, big);
		} else {
			add_unit(to, 0xD800 + ((c - 0x10000) >> 10), big);
			add_unit(to, 0xDC00 + ((c - 0x10000) & 0x3FF), big);
		}
	}
	return 0;
}
