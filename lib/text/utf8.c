#include "text/utf8.h"

#include <string.h>

#include <utf8proc.h>

/* Table 3-7 of the Unicode Standard: which second bytes a first byte takes. */
static unsigned char
second_low(unsigned char lead)
{
	return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
}

static unsigned char
second_high(unsigned char lead)
{
	return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
}

uint32_t
utf8_next(struct bytes b, size_t *len)
{
	unsigned char lead, low, high;
	size_t need, i;
	uint32_t c;

	*len = 0;
	if (b.len == 0)
		return UTF8_BAD;
	*len = 1;
	lead = b.at[0];
	if (lead < 0x80)
		return lead;
	if (lead < 0xC2 || lead > 0xF4)
		return UTF8_BAD;
	need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	low = second_low(lead);
	high = second_high(lead);
	c = lead & (0xFFu >> (need + 1));
	for (i = 1; i < need; i++) {
		if (i == b.len) {
			*len = 0;
			return UTF8_BAD;
		}
		if (b.at[i] < low || b.at[i] > high)
			return UTF8_BAD;
		c = c << 6 | (b.at[i] & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	*len = need;
	return c;
}

size_t
utf8_count(struct bytes b)
{
	size_t i, n = 0;

	for (i = 0; i < b.len; i++)
		n += (b.at[i] & 0xC0) != 0x80;
	return n;
}

size_t
utf8_valid(struct bytes b)
{
	size_t i = 0, len;
	uint64_t eight;

	while (i < b.len) {
		if (b.at[i] < 0x80) {
			if (b.len - i >= sizeof eight) {
				memcpy(&eight, b.at + i, sizeof eight);
				if ((eight & UINT64_C(0x8080808080808080)) == 0) {
					i += sizeof eight;
					continue;
				}
			}
			i++;
			continue;
		}
		if (b.at[i] == 0xC3 && i + 1 < b.len && (b.at[i + 1] & 0xC0) == 0x80) {
			i += 2; /* æ, ø, å and their kind */
			continue;
		}
		if (utf8_next((struct bytes){ b.at + i, b.len - i }, &len) == UTF8_BAD)
			return i;
		i += len;
	}
	return i;
}

void
utf8_add(struct buf *to, uint32_t c)
{
	unsigned char *at = buf_room(to, 4);

	if (c < 0x80) {
		at[0] = (unsigned char)c;
		to->len += 1;
	} else if (c < 0x800) {
		at[0] = (unsigned char)(0xC0 | c >> 6);
		at[1] = (unsigned char)(0x80 | (c & 0x3F));
		to->len += 2;
	} else if (c < 0x10000) {
		at[0] = (unsigned char)(0xE0 | c >> 12);
		at[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		at[2] = (unsigned char)(0x80 | (c & 0x3F));
		to->len += 3;
	} else {
		at[0] = (unsigned char)(0xF0 | c >> 18);
		at[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
		at[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		at[3] = (unsigned char)(0x80 | (c & 0x3F));
		to->len += 4;
	}
}

uint32_t
utf8_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
	if (c < 0x100)
		return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 0x20 : c;
	if (c == 0x17F) /* long s */
		return 's';
	if (c == 0x3C2) /* final sigma */
		return 0x3C3;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

bool
utf8_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	if (c < 0x100)
		return c == 0xAA || c == 0xB5 || c == 0xBA ||
		       (c >= 0xC0 && c != 0xD7 && c != 0xF7);
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return true;
	default:
		return false;
	}
}

bool
utf8_is_upper(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	if (c < 0x100)
		return c >= 0xC0 && c <= 0xDE && c != 0xD7;
	category = utf8proc_category((utf8proc_int32_t)c);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool
utf8_is_digit(uint32_t c)
{
	if (c < 0x100)
		return c >= '0' && c <= '9';
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

bool
utf8_is_space(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x100)
		return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0;
	category = utf8proc_category((utf8proc_int32_t)c);
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

bool
utf8_has_upper(struct bytes b)
{
	size_t len, i;

	for (i = 0; i < b.len; i += len)
		if (utf8_is_upper(utf8_next(bytes_cut(b, i, b.len), &len)))
			return true;
	return false;
}
