#include "test_format_read.h"

#include "format/srt.h"

TEST(joins_a_sentence_over_cues)
{
	READS(format_srt,
	    "1\n00:00:01,000 --> 00:00:02,000\nJeg så Kari\n\n"
	    "2\n00:00:02,000 --> 00:00:03,000\nNordli i\ngår.\n\n"
	    "3\n00:00:03,000 --> 00:00:04,000\n- Ja.\n- Nei.\n",
	    "1.3 Jeg så Kari Nordli i går.\n2.12 - Ja.\n3.13 - Nei.\n");
}

TEST(takes_labels_in_the_text)
{
	READS(format_srt,
	    "1\n00:00:01,000 --> 00:00:02,000\nKari: Jeg så\nOla: Nei.\n\n"
	    "2\n00:00:02,000 --> 00:00:03,000\n[SPEAKER_00]: Jo\n\n"
	    "3\n00:00:03,000 --> 00:00:04,000\n[SPEAKER_00]: da.\n",
	    "1.3 [Kari] Kari: Jeg så\n2.4 [Ola] Ola: Nei.\n"
	    "3.8 [SPEAKER_00] [SPEAKER_00]: Jo da.\n3.12 [SPEAKER_00] [SPEAKER_00]: "
	    "\n");
}

TEST(takes_overrides_and_tags_as_syntax)
{
	READS(format_srt,
	    "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Ka</i>ri<font "
	    "color=\"#ffcc00\">!"
	    "</font> {\\fnKari}x {Kari} <Kari> <br/>\n",
	    "1.3 Kari! {\\fnKari}x {Kari} <Kari> \n");
	UNCHANGED(format_srt, "1\n00:00:01,000 --> 00:00:02,000\n{\\an8\\i1}<I>Ja</I> "
			      "<font size=3>a</font>\n");
	READS(format_srt,
	    "1\n00:00:01,000 --> 00:00:02,000\n<font face=\"Kari\" color=red>Ja</font> "
	    "<font color=\"Kari\">Ja</font>\n",
	    "1.3 Ja Ja -name -name\n");
	COPIES("1\n00:00:01,000 --> 00:00:02,000\n<font>Ja</font> <font>Ja</font>\n");
	READS(format_srt, "1\n00:00:01,000 --> 00:00:02,000\n<v Kari>Ja\n",
	    "1.3 [Kari] Kari: Ja +label\n");
}

TEST(keeps_numbers_and_takes_out_other_ids)
{
	READS(format_srt,
	    "1\n00:00:01,000 --> 00:00:02,000\nJa.\n\nkari-2\n"
	    "00:00:02,000 --> 00:00:03,000 X1:10 X2:20 kari\nNei.\n3\n"
	    "00:00:03,000 --> 00:00:04,000\nJo.\n\n91827364\n00:00:04,000 --> "
	    "00:00:05,000\n",
	    "1.3 Ja. -cue -cue\n2.7 Nei.\n3.10 Jo. -cue\n");
	COPIES("1\n00:00:01,000 --> 00:00:02,000\nJa.\n\n"
	       "00:00:02,000 --> 00:00:03,000 X1:10 X2:20\nNei.\n3\n"
	       "00:00:03,000 --> 00:00:04,000\nJo.\n\n00:00:04,000 --> 00:00:05,000\n");
}

TEST(searches_what_stands_outside_of_cues)
{
	READS(format_srt,
	    "Kari skrev\n\n1\n00:00:01,000 --> 00:00:02,000\nJa.\n\nNOTE Nei.\n\n"
	    "2\n00:00:02,000 --> 00:00:03,000\n\n",
	    "1.1 Kari skrev Ja.\n2.7 [NOTE] NOTE Nei.\n");
}

TEST(leaves_a_file_alone_in_every_spelling)
{
	UNCHANGED(format_srt, "\xEF\xBB\xBF"
			      "1\r\n00:00:01,000 --> 00:00:02,000\r\nJa\r\n \r\n");
	UNCHANGED(format_srt, "1\r00:01.000 --> 00:02.000\rJa\r\r");
	UNCHANGED(format_srt,
	    "00:00:01,000 --> 00:00:02,000\n\n\n00:00:01,000 --> 0:0:2\nJa");
	UNCHANGED(format_srt, "");
}

TEST(refuses_a_time_that_is_none)
{
	READS(format_srt, "1\n00:00:01,000 -->\nKari\n", "!cue-time 2\n");
	READS(format_srt, "1\n00:00:01,000 --> 00:00:0x\nKari\n", "!cue-time 2\n");
	READS(format_srt, "1\n00:00:01,0000 --> 00:00:02,000\nKari\n", "!cue-time 2\n");
	READS(
	    format_srt, "1\n12345:00:01,000 --> 00:00:02,000\nKari\n", "!cue-time 2\n");
	READS(format_srt, "1\n00:00:00:01 --> 00:00:02,000\nKari\n", "!cue-time 2\n");
}

TEST(bids_by_what_it_holds)
{
	assert_int_equal(
	    format_srt.bid(bytes_of("1\r\n00:00:01,000 --> 00:00:04,000\r\nJa\r\n")),
	    80);
	assert_int_equal(
	    format_srt.bid(bytes_of("1\r00:01.000 --> 00:04.000\rJa\r")), 80);
	assert_int_equal(
	    format_srt.bid(bytes_of("Intervju\n\n1\n0:00:01,000 --> 0:00:04,000\nJa")),
	    80);
	assert_int_equal(
	    format_srt.bid(bytes_of("\n00:00:01.000 --> 00:00:04.000\nJa")), 80);
	assert_int_equal(
	    format_srt.bid(bytes_of("0:0:0.0 --> 0:0:1.250\nKari\nJa")), 0);
	assert_int_equal(
	    format_srt.bid(bytes_of("0:00:10.000 --> 0:00:11.250\nKari\nJa")), 0);
	assert_int_equal(format_srt.bid(bytes_of("1\nKari: Ja --> nei\n")), 0);
}

UNIT(READING(joins_a_sentence_over_cues), READING(takes_labels_in_the_text),
    READING(takes_overrides_and_tags_as_syntax),
    READING(keeps_numbers_and_takes_out_other_ids),
    READING(searches_what_stands_outside_of_cues),
    READING(leaves_a_file_alone_in_every_spelling),
    READING(refuses_a_time_that_is_none), READING(bids_by_what_it_holds))
