#include "unit.h"

#include "base/buf.h"
#include "base/fail.h"
#include "format/format.h"

#define BYTES(s) ((struct bytes){ (const unsigned char *)(s), sizeof(s) - 1 })

static const char *
format(struct bytes head)
{
	struct fail f = { 0 };
	const struct format *found = format_of_bytes(head, &f);

	assert_int_equal(found == NULL, f.kind != FAIL_NONE);
	return found ? found->name : "";
}

/* What it is that is refused, "pdf"; "" if it is not. */
static const char *
refused(struct bytes head)
{
	static struct fail f;

	f = (struct fail){ 0 };
	if (format_of_bytes(head, &f) != NULL)
		return "";
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_memory_equal(f.what, "refused-", 8);
	return f.what + 8;
}

TEST(takes_plain_text)
{
	assert_string_equal(format(BYTES("Kari: Ja\n")), "txt");
	assert_string_equal(format(BYTES("")), "txt");
	assert_string_equal(format(BYTES("\xFF\xFEK\0a\0")), "txt");
	assert_string_equal(format(BYTES("p\xE5 Lund")), "txt");
	assert_string_equal(format(BYTES("{Kari} Ja\n")), "txt");
	assert_string_equal(format(BYTES("[00:12:34] Kari: Ja\n")), "txt");
	assert_string_equal(format(BYTES("[latter]\n")), "txt");
	assert_string_equal(format(BYTES("ID3: Ja, PK da\n")), "txt");
}

TEST(tells_subtitles_by_what_they_hold)
{
	assert_string_equal(format(BYTES("\xEF\xBB\xBFWEBVTT\n\n")), "vtt");
	assert_string_equal(format(BYTES("\xFF\xFEW\0E\0B\0V\0T\0T\0\n\0")), "vtt");
	assert_string_equal(
	    format(BYTES("1\r\n00:00:01,000 --> 00:00:04,000\r\nKari: Ja\r\n")), "srt");
	assert_string_equal(
	    format(BYTES("0:0:0.0 --> 0:0:1.250\nKari Nordli\nJa, hei.\n")), "txt");
}

TEST(tells_whisper_by_its_keys)
{
	assert_string_equal(format(BYTES("{\n  \"text\": \"Ja\"}")), "whisper");
	assert_string_equal(format(BYTES("[{\"text\": 1}]")), "whisper");
}

TEST(takes_rtf)
{
	assert_string_equal(format(BYTES("{\\rtf1\\ansi Ja\xE5}")), "rtf");
	assert_string_equal(format_of_name("Kari.RTF")->name, "rtf");
	assert_string_equal(format_of_name("Kari.rtf.docx")->name, "docx");
	assert_string_equal(format_of_name("rtf")->name, "txt");
	assert_string_equal(format_of_name("")->name, "txt");
}

TEST(leaves_spoilt_utf8_to_who_tells_the_encoding)
{
	assert_string_equal(format(BYTES("på Åsane\xE5 så")), "txt");
}

TEST(refuses_containers_and_other_programs_files)
{
	assert_string_equal(refused(BYTES("PK\3\4\24\0")), "zip");
	assert_string_equal(refused(BYTES("%PDF-1.7\n")), "pdf");
	assert_string_equal(refused(BYTES("\n{\\rtf1\\ansi")), "rtf");
	assert_string_equal(refused(BYTES("\xD0\xCF\x11\xE0\xA1\xB1")), "ole");
	assert_string_equal(refused(BYTES("\x1F\x8B\x08")), "archive");
	assert_string_equal(refused(BYTES("age-encryption.org/v1\n")), "sealed");
	assert_string_equal(refused(BYTES("\0\0\0\x20"
					  "ftypM4A ")),
	    "recording");
}

TEST(refuses_syntax_in_which_names_hide)
{
	assert_string_equal(refused(BYTES("\n<?xml version=\"1.0\"?>")), "syntax");
	assert_string_equal(refused(BYTES("<!DOCTYPE html>")), "html");
	assert_string_equal(refused(BYTES("{\n  \"navn\": \"Ja\"}")), "syntax");
	assert_string_equal(refused(BYTES("[{\"navn\": 1}]")), "syntax");
	assert_string_equal(refused(BYTES("{}")), "syntax");
}

TEST(refuses_syntax_in_utf16_too)
{
	assert_string_equal(refused(BYTES("\xFE\xFF\0<\0?\0x\0m\0l\0 ")), "syntax");
}

TEST(does_not_know_other_binary_files)
{
	struct fail f = { 0 };

	assert_null(format_of_bytes(BYTES("\1\2\0\3\0\0\4\5\6\7\xEE"), &f));
	assert_string_equal(f.what, "format-unknown");
}

UNIT(cmocka_unit_test(takes_plain_text), cmocka_unit_test(takes_rtf),
    cmocka_unit_test(tells_subtitles_by_what_they_hold),
    cmocka_unit_test(tells_whisper_by_its_keys),
    cmocka_unit_test(leaves_spoilt_utf8_to_who_tells_the_encoding),
    cmocka_unit_test(refuses_containers_and_other_programs_files),
    cmocka_unit_test(refuses_syntax_in_which_names_hide),
    cmocka_unit_test(refuses_syntax_in_utf16_too),
    cmocka_unit_test(does_not_know_other_binary_files))
