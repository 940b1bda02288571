#include <string.h>

#include "base/fail.h"
#include "text/encoding.h"
#include "text/encoding_table.h"
#include "text/utf8.h"

/* What is counted in one walk over a sample. */
struct census {
	size_t nul[2];    /* at even and odd offsets */
	size_t controls;  /* of ASCII but tab, line ends, form feed, escape, bullet */
	size_t high;      /* bytes from 0x80 */
	size_t bad;       /* bytes that are not UTF-8 */
	size_t first_bad; /* offset */
	size_t likely;    /* characters of UTF-8 that begin as Norwegian ones do */
	size_t good;      /* characters of UTF-8 of two bytes or more */
};

static bool
is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
		   c != 0x1B && c != 0x15) || /* 0x15: around the times in CHAT */
	       c == 0x7F;
}

static struct census
count(struct bytes sample, bool whole)
{
	struct census n = { .first_bad = SIZE_MAX };
	size_t i, len;
	uint32_t c;

	for (i = 0; i < sample.len; i += len) {
		len = 1;
		if (sample.at[i] < 0x80) {
			n.nul[i % 2] += sample.at[i] == 0;
			n.controls += is_control(sample.at[i]);
			continue;
		}
		c = utf8_next(bytes_cut(sample, i, sample.len), &len);
		n.high += len ? len : sample.len - i;
		if (c != UTF8_BAD) {
			n.good++;
			n.likely += sample.at[i] == 0xC2 || sample.at[i] == 0xC3 ||
			            (sample.at[i] == 0xE2 && sample.at[i + 1] == 0x80);
			continue;
		}
		if (len == 0 && !whole)
			break;
		len = 1;
		n.bad++;
		if (n.first_bad == SIZE_MAX)
			n.first_bad = i;
	}
	return n;
}

static bool
many_controls(const struct census *n, size_t len)
{
	return n->controls > 2 + len / 256;
}

static int
sure(struct encoding_guess *g, enum encoding e, unsigned bom, unsigned percent)
{
	*g = (struct encoding_guess){ e, bom, percent };
	return 0;
}

/*
 * UTF-16 without a mark: text of our letters has a NUL in nearly every pair, on the
 * same side, and almost none on the other.
 */
static int
guess_utf16(
    struct bytes sample, bool whole, const struct census *n, struct encoding_guess *g)
{
	bool big = n->nul[0] > n->nul[1];
	size_t many = n->nul[big ? 0 : 1], few = n->nul[big ? 1 : 0],
	       pairs = sample.len / 2;
	enum encoding e = big ? ENCODING_UTF16BE : ENCODING_UTF16LE;
	struct fail ignored = { 0 };
	struct buf text = { 0 };
	struct census inside;
	size_t used;
	int result = -1;

	if (many * 10 < pairs * 4 || few * 50 > many || (whole && sample.len % 2 != 0))
		return -1;
	if (encoding_decode(e, sample, &text, &used, &ignored) == 0 &&
	    (!whole || used == sample.len)) {
		inside = count(buf_bytes(&text), true);
		if (!many_controls(&inside, text.len))
			result = sure(g, e, 0, many * 10 > pairs * 8 ? 99 : 90);
	}
	buf_free(&text);
	return result;
}

static bool
is_ours(uint32_t c)
{
	switch (utf8_lower(c)) {
	case 0xE5: /* å */
	case 0xE6: /* æ */
	case 0xF8: /* ø */
		return true;
	}
	return false;
}

/* Accented letters that Norwegian text has: é è ê ó ò ô ä ö ü. */
static bool
is_common(uint32_t c)
{
	return c == 0xE9 || c == 0xE8 || c == 0xEA || c == 0xF3 || c == 0xF2 ||
	       c == 0xF4 || c == 0xE4 || c == 0xF6 || c == 0xFC || c == 0xC9 ||
	       c == 0xD6 || c == 0xC4;
}

/* How likely a letter stands between these two characters. */
static int
score_letter(uint32_t before, uint32_t c, uint32_t after)
{
	bool small = !utf8_is_upper(c);
	bool small_before = utf8_is_letter(before) && !utf8_is_upper(before);
	bool inside = utf8_is_letter(before) || utf8_is_letter(after);
	int weight = is_ours(c) ? 10 : is_common(c) ? 4 : 1;

	if (!small && small_before)
		return -10;
	if (small && utf8_is_upper(before) && utf8_is_upper(after))
		return -10;
	if (!inside) /* å alone is a word, ø nearly; Å may begin a sentence */
		return is_ours(c) ? 5 : -3;
	return weight;
}

/* Typographic signs, each where it belongs. */
static int
score_sign(uint32_t before, uint32_t c, uint32_t after)
{
	bool letter_before = utf8_is_letter(before),
	     letter_after = utf8_is_letter(after);

	switch (c) {
	case 0x2018: /* opening quotes */
	case 0x201C:
	case 0xAB:
		return letter_after && !letter_before ? 4 : -2;
	case 0x201D:
	case 0xBB:
		return !letter_after && !utf8_is_space(before) ? 4 : -2;
	case 0x2019: /* closing quote, or an apostrophe */
		return letter_before ? 4 : -2;
	case 0x2013:
	case 0x2014:
		return utf8_is_space(before) == utf8_is_space(after) ? 3 : -1;
	case 0x2026:
		return 3;
	case 0xA0:
	case 0xA7:
	case 0xB0:
	case 0xB7:
	case 0xBD:
	case 0x2022:
	case 0x20AC:
		return 1;
	}
	if (c < 0xA0)
		return -20;
	if (c >= 0x2500 && c < 0x2600) /* frames and blocks */
		return -8;
	return -2;
}

/* In the single-byte table: what its characters are worth where they stand. */
static long
score(const uint16_t *upper, struct bytes sample)
{
	uint32_t before = ' ', c, after;
	long sum = 0;
	size_t i;

	for (i = 0; i < sample.len; i++, before = c) {
		c = sample.at[i];
		if (c < 0x80)
			continue;
		c = upper[c - 0x80];
		after = i + 1 < sample.len ? sample.at[i + 1] : ' ';
		if (after >= 0x80)
			after = upper[after - 0x80];
		sum += utf8_is_letter(c) ? score_letter(before, c, after)
		                         : score_sign(before, c, after);
	}
	return sum;
}

static int
guess_table(struct bytes sample, size_t high, struct encoding_guess *g)
{
	static const struct {
		enum encoding encoding;
		const uint16_t *upper;
	} table[] = { { ENCODING_WINDOWS_1252, encoding_windows_1252 },
		{ ENCODING_MACROMAN, encoding_macroman },
		{ ENCODING_CP865, encoding_cp865 } };
	long best = score(table[0].upper, sample), second = -20 * (long)high, here;
	enum encoding e = table[0].encoding;
	unsigned i, percent;

	for (i = 1; i < 3; i++) {
		here = score(table[i].upper, sample);
		if (here > best) {
			second = best;
			best = here;
			e = table[i].encoding;
		} else if (here > second) {
			second = here;
		}
	}
	percent = best <= 0                         ? 20
	          : best - second >= (long)high * 5 ? 95
	          : best - second > (long)high      ? 80
	                                            : 50;
	return sure(g, e, 0, percent);
}

static int
guess_bom(struct bytes sample, const struct census *n, struct encoding_guess *g,
    struct fail *f)
{
	if (bytes_start(sample, "\xEF\xBB\xBF")) {
		if (n->bad)
			return fail_with(
			    f, FAIL_INPUT, "encoding-utf8", "%zu", n->first_bad);
		return sure(g, ENCODING_UTF8, 3, 100);
	}
	if (bytes_start(sample, "\xFE\xFF"))
		return sure(g, ENCODING_UTF16BE, 2, 100);
	/* FF FE 00 00 is UTF-32, which nothing writes and we do not read */
	if (sample.len >= 4 && memcmp(sample.at, "\xFF\xFE\0", 4) == 0)
		return fail(f, FAIL_INPUT, "encoding-binary");
	return sure(g, ENCODING_UTF16LE, 2, 100);
}

int
encoding_guess(
    struct bytes sample, bool whole, struct encoding_guess *g, struct fail *f)
{
	struct census n = count(sample, whole);

	if (bytes_start(sample, "\xEF\xBB\xBF") || bytes_start(sample, "\xFE\xFF") ||
	    bytes_start(sample, "\xFF\xFE"))
		return guess_bom(sample, &n, g, f);
	if (n.nul[0] + n.nul[1] > 0) {
		if (guess_utf16(sample, whole, &n, g) == 0)
			return 0;
		return fail(f, FAIL_INPUT, "encoding-binary");
	}
	if (many_controls(&n, sample.len))
		return fail(f, FAIL_INPUT, "encoding-binary");
	if (n.bad == 0)
		return sure(g, ENCODING_UTF8, 0, 100);
	/* UTF-8 with a fault, or two encodings in one file: a guess would spoil it */
	if (n.good >= n.bad || (n.likely > 0 && n.likely * 20 >= n.bad))
		return fail_with(f, FAIL_INPUT, "encoding-utf8", "%zu", n.first_bad);
	return guess_table(sample, n.high, g);
}
