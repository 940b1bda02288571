#include "format/escape.h"

#include "base/buf.h"
#include "unit.h"

static const char *
escaped(enum escape e, const char *text, unsigned char next)
{
	static struct buf out;

	buf_clear(&out);
	escape_text(e, bytes_of(text), next, &out);
	buf_byte(&out, '\0');
	return (const char *)out.at;
}

TEST(xml_writes_no_syntax)
{
	assert_string_equal(
	    escaped(ESCAPE_XML, "a<b>&\"'", 0), "a&lt;b&gt;&amp;&quot;&#39;");
	assert_string_equal(escaped(ESCAPE_XML, "[[sjef 1]]", 0), "[[sjef 1]]");
	assert_string_equal(escaped(ESCAPE_XML, "[[sjef 1]]", '>'), "[[sjef 1]&#93;");
}

TEST(a_section_never_ends_early)
{
	assert_string_equal(escaped(ESCAPE_CDATA, "[[sjef]]", 'x'), "[[sjef]]");
	assert_string_equal(
	    escaped(ESCAPE_CDATA, "[[sjef]]", '>'), "[[sjef]]]]><![CDATA[");
	assert_string_equal(escaped(ESCAPE_CDATA, "]]>", 0), "]]]]><![CDATA[>");
}

TEST(json_csv_and_rtf_as_they_want_it)
{
	assert_string_equal(
	    escaped(ESCAPE_JSON, "\"\\\n\1æ", 0), "\\\"\\\\\\u000a\\u0001æ");
	assert_string_equal(escaped(ESCAPE_CSV, "a\"b;c", 0), "a\"\"b;c");
	assert_string_equal(escaped(ESCAPE_CSV_PLAIN, "a\"b;c", 0), "a b c");
	assert_string_equal(escaped(ESCAPE_RTF, "{å\\\xF0\x9F\x98\x80}", 0),
	    "\\{\\u229?\\\\\\u-10179?\\u-8704?\\}");
	assert_string_equal(escaped(ESCAPE_NONE, "<&>", 0), "<&>");
}

UNIT(cmocka_unit_test(xml_writes_no_syntax),
    cmocka_unit_test(a_section_never_ends_early),
    cmocka_unit_test(json_csv_and_rtf_as_they_want_it))
