#include "unit.h"

#include "format/format.h"
#include "release/media.h"

TEST(a_file_has_the_type_of_its_suffix)
{
	assert_string_equal(media_type("transcripts/M01-1.txt"), "text/plain");
	assert_string_equal(media_type("M01.1.vtt"), "text/vtt");
	assert_string_equal(media_type("a.docx"),
	    "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
	assert_string_equal(media_type("a.bin"), "application/octet-stream");
	assert_string_equal(media_type("txt"), "application/octet-stream");
}

TEST(a_copy_of_any_format_has_a_type)
{
	size_t i;

	for (i = 0; formats[i] != NULL; i++)
		assert_string_not_equal(
		    media_type(formats[i]->suffix), "application/octet-stream");
}

UNIT(cmocka_unit_test(a_file_has_the_type_of_its_suffix),
    cmocka_unit_test(a_copy_of_any_format_has_a_type))
