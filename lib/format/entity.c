#include "format/entity.h"

#include <stddef.h>

/* U+00A0 to U+00FF in their order (HTML 4.01, 24.2.1). */
static const char *const latin1[] = { "nbsp", "iexcl", "cent", "pound", "curren", "yen",
	"brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy", "reg", "macr",
	"deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil",
	"sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave",
	"Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave",
	"Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde",
	"Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave",
	"Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute",
	"acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute",
	"ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve",
	"oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute",
	"ucirc", "uuml", "yacute", "thorn", "yuml" };

static const struct named {
	const char *name;
	uint32_t character;
} other[] = {
	{ "amp", '&' },
	{ "lt", '<' },
	{ "gt", '>' },
	{ "quot", '"' },
	{ "apos", '\'' },
	{ "lrm", 0x200E },
	{ "rlm", 0x200F },
	{ "zwnj", 0x200C },
	{ "zwj", 0x200D },
	{ "ndash", 0x2013 },
	{ "mdash", 0x2014 },
	{ "lsquo", 0x2018 },
	{ "rsquo", 0x2019 },
	{ "ldquo", 0x201C },
	{ "rdquo", 0x201D },
	{ "hellip", 0x2026 },
	{ "Ccaron", 0x10C },
	{ "ccaron", 0x10D },
	{ "Dstrok", 0x110 },
	{ "dstrok", 0x111 },
	{ "ENG", 0x14A },
	{ "eng", 0x14B },
	{ "OElig", 0x152 },
	{ "oelig", 0x153 },
	{ "Scaron", 0x160 },
	{ "scaron", 0x161 },
	{ "Tstrok", 0x166 },
	{ "tstrok", 0x167 },
	{ "Zcaron", 0x17D },
	{ "zcaron", 0x17E },
};

/* In the base; 0 for what is no digit, too large, a control or half a pair. */
static uint32_t
number(struct bytes digits, uint32_t base)
{
	uint32_t n = 0, d;
	size_t i;

	for (i = 0; i < digits.len; i++) {
		d = digits.at[i];
		if (d >= '0' && d <= '9')
			d -= '0';
		else if ((d | 0x20) >= 'a' && (d | 0x20) <= 'f')
			d = (d | 0x20) - 'a' + 10;
		else
			return 0;
		n = n * base + d;
		if (d >= base || n > 0x10FFFF)
			return 0;
	}
	if (n < ' ' || (n >= 0x7F && n < 0xA0) || (n >= 0xD800 && n <= 0xDFFF))
		return 0;
	return n;
}

uint32_t
entity_character(struct bytes name)
{
	size_t i;

	if (bytes_start(name, "#x") || bytes_start(name, "#X"))
		return number(bytes_cut(name, 2, name.len), 16);
	if (bytes_start(name, "#"))
		return number(bytes_cut(name, 1, name.len), 10);
	for (i = 0; i < sizeof latin1 / sizeof *latin1; i++)
		if (bytes_are(name, latin1[i]))
			return 0xA0 + (uint32_t)i;
	for (i = 0; i < sizeof other / sizeof *other; i++)
		if (bytes_are(name, other[i].name))
			return other[i].character;
	return 0;
}
