#include "test_format_read.h"

#include "format/vtt.h"

TEST(joins_a_sentence_over_the_cues_of_one_speaker)
{
	READS(format_vtt,
	    "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Jane Doe>Jeg så Kari</v>\n\n"
	    "00:00:02.000 --> 00:00:03.000\n<v Jane Doe>Nordli i\ngår.</v>\n\n"
	    "00:00:03.000 --> 00:00:04.000\n<v Jane Doe>Ja.</v>\n\n"
	    "00:00:04.000 --> 00:00:05.000\n<v Ola>Nei</v>\n",
	    "1.4 [Jane Doe] Jane Doe: Jeg så Kari Nordli i går. +label +label\n"
	    "1.7 [Jane Doe] Jane Doe: \n"
	    "1.11 [Jane Doe] Jane Doe: Ja. +label\n"
	    "2.14 [Ola] Ola: Nei +label\n");
}

TEST(tells_a_second_voice_in_a_cue)
{
	READS(format_vtt,
	    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ola>Ja <v Kari>Nei\nda\n",
	    "1.4 [Ola] Ola: Ja  +label\n2.4 [Kari] Kari: Nei da +label\n");
}

TEST(takes_a_label_in_the_text_as_zoom_has_it)
{
	READS(format_vtt,
	    "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.000\r\nKari Nordli: Jeg "
	    "så\r\n\r\n"
	    "2\r\n00:00:02.000 --> 00:00:03.000\r\nKari Nordli: Anne i går.\r\n\r\n"
	    "3\r\n00:00:03.000 --> 00:00:04.000\r\nOla: Nei\r\n",
	    "1.5 [Kari Nordli] Kari Nordli: Jeg så Anne i går.\n"
	    "1.9 [Kari Nordli] Kari Nordli: \n2.13 [Ola] Ola: Nei\n");
}

TEST(joins_cues_without_speakers_until_a_sentence_ends)
{
	READS(format_vtt,
	    "WEBVTT\n\n00:00.000 --> 00:01.000\nJeg så\n\n00:01.000 --> "
	    "00:02.000\nAnne.\n\n"
	    "00:02.000 --> 00:03.000\nJa.\nNei.\n- Jo.",
	    "1.4 Jeg så Anne.\n2.10 Ja.|Nei.\n3.12 - Jo.\n");
}

TEST(takes_out_what_stands_around_cues)
{
	READS(format_vtt,
	    "WEBVTT Intervju med Kari\nKind: Kari\n\nNOTE Kari\nskrev\n\nSTYLE\n::cue "
	    "{}\n\n"
	    "REGION\nid:kari\n\nKari-1\n00:00.000 --> 00:01.000 region:kari line:0 "
	    "align:start\n"
	    "Ja.\n\n7\n00:01.000 --> 00:02.000 x\nNei.\n\nNOTE\n",
	    "1.15 Ja. -remark -remark -remark -cue -cue -cue\n2.19 Nei. -remark\n");
	COPIES("WEBVTT\n\n00:00.000 --> 00:01.000 line:0 align:start\n"
	       "Ja.\n\n7\n00:01.000 --> 00:02.000\nNei.\n\n");
}

TEST(keeps_a_blank_line_blank_where_line_ends_differ)
{
	READS(format_vtt, "WEBVTT\rKari\r\n\nJa\n", "1.4 Ja -remark\n");
	COPIES("WEBVTT\r\r\nJa\n");
	READS(format_vtt, "WEBVTT\r\r\nJa\n", "1.3 Ja\n");
}

TEST(keeps_a_cue_that_stands_in_a_remark)
{
	READS(format_vtt, "WEBVTT\n\nNOTE\nfor\n00:00.000 --> 00:01.000\nKari\n",
	    "1.6 Kari -remark\n");
	READS(format_vtt, "WEBVTT\n\nNOTE Kari\n00:00.000 --> 00:01.000\nJa\n",
	    "1.5 Ja -cue\n");
}

TEST(reads_references_and_tags)
{
	READS(format_vtt,
	    "WEBVTT\n\n00:00.000 --> 00:01.000\n"
	    "<i>K&aring;re</i> &amp; S&#248;lvi&nbsp;<00:00:00.500><c.yellow>sa</c> 1 "
	    "< 2 &foo;\n",
	    "1.4 Kåre & Sølvi\xC2\xA0sa 1 < 2 &foo;\n");
	READS(format_vtt, "WEBVTT\n\n00:00.000 --> 00:01.000\n<v S&oslash;lvi>Ja\n",
	    "1.4 [Sølvi] Sølvi: Ja +label\n");
}

TEST(takes_out_names_in_tags)
{
	READS(format_vtt,
	    "WEBVTT\n\n00:00.000 --> 00:01.000\n<v.kari.loud Ola>Ja <c.kari>a</c> "
	    "<lang kari>b</lang> <lang nb-NO>c</lang> <i Kari>d</i> <kari>e</kari>\n",
	    "1.4 [Ola] Ola: Ja a b c d e -name +label -name -name -name -unknown "
	    "-unknown\n");
	COPIES("WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ola>Ja <c>a</c> "
	       "<lang>b</lang> <lang nb-NO>c</lang> <i>d</i> <>e<>\n");
}

TEST(searches_text_outside_of_cues)
{
	READS(format_vtt,
	    "WEBVTT\n\nKari Nordli\n\n00:00.000 --> 00:01.000\nJa\n\nNei.",
	    "1.3 Kari Nordli Ja Nei.\n");
}

TEST(leaves_a_file_alone_that_holds_none_of_these)
{
	UNCHANGED(format_vtt,
	    "WEBVTT\n\n1\n00:00.000 --> 00:01.000 align:start\n<v Ola>Ja\n");
	UNCHANGED(
	    format_vtt, "\xEF\xBB\xBFWEBVTT \r\n\r\n00:00.000 --> 00:01.000\r\nJa\r\n");
	UNCHANGED(format_vtt, "WEBVTT\r\r00:00.000 --> 00:01.000\r<b>Ja</b>\r");
	UNCHANGED(format_vtt, "WEBVTT");
	UNCHANGED(format_vtt, "WEBVTT\n\n00:00.000-->00:01.000\nJa &lt;3");
}

TEST(refuses_a_time_that_is_none)
{
	READS(format_vtt, "WEBVTT\n\n00:00:01.000 --> 00:00\nJa\n",
	    "1.4 Ja\n"); /* without a fraction: read all the same */
	READS(format_vtt, "WEBVTT\n\n00:00:01.000 --> \nJa\n", "!cue-time 3\n");
	READS(format_vtt, "WEBVTT\n\n00:00:01.000 --> Kari\n", "!cue-time 3\n");
	READS(format_vtt, "WEBVTT\n\n00:00.000 --> 00:01.000\nJa\n00:0000 --> 1\n",
	    "!cue-time 5\n");
	READS(
	    format_vtt, "WEBVTT\n\n00:00:01.0000 --> 00:00:02.000\n", "!cue-time 3\n");
	READS(format_vtt, "WEBVTT\n\n1:2:3:4 --> 00:00:02.000\n", "!cue-time 3\n");
	READS(format_vtt, "WEBVTT\n\n00:00.000 --> 00:01.000Kari\n", "!cue-time 3\n");
	READS(format_vtt, "WEBVTT\n\n00:00.000 --> 00:01.000\nfra A --> B\n",
	    "1.4 fra A --> B\n");
}

TEST(cuts_what_is_too_long)
{
	struct buf text = { 0 };
	const char *all;
	size_t i, cut = 0;

	buf_text(&text, "WEBVTT\n");
	for (i = 0; i < 3000; i++)
		buf_text(&text, "\n00:00.000 --> 00:01.000\nsamme setning\n");
	all = told(&reading, &format_vtt, buf_bytes(&text));
	for (i = 0; all[i] != '\0'; i++)
		cut += strncmp(all + i, "1.", 2) == 0 && strstr(all + i, "...") != NULL;
	assert_true(cut >= 2);
	assert_true(bytes_equal(buf_bytes(&reading.copied), buf_bytes(&text)));
	buf_clear(&text);
	buf_text(&text, "WEBVTT ");
	for (i = 0; i < 20000; i++)
		buf_text(&text, "Kari ");
	told(&reading, &format_vtt, buf_bytes(&text));
	COPIES("WEBVTT");
	buf_free(&text);
}

TEST(bids_for_its_first_word)
{
	assert_int_equal(format_vtt.bid(bytes_of("WEBVTT\n")), 90);
	assert_int_equal(format_vtt.bid(bytes_of("\xEF\xBB\xBFWEBVTT - Kari\n")), 90);
	assert_int_equal(format_vtt.bid(bytes_of("WEBVTTx\n")), 0);
	assert_int_equal(format_vtt.bid(bytes_of("Kari: WEBVTT\n")), 0);
}

UNIT(READING(joins_a_sentence_over_the_cues_of_one_speaker),
    READING(tells_a_second_voice_in_a_cue),
    READING(takes_a_label_in_the_text_as_zoom_has_it),
    READING(joins_cues_without_speakers_until_a_sentence_ends),
    READING(takes_out_what_stands_around_cues),
    READING(keeps_a_blank_line_blank_where_line_ends_differ),
    READING(keeps_a_cue_that_stands_in_a_remark), READING(reads_references_and_tags),
    READING(takes_out_names_in_tags), READING(searches_text_outside_of_cues),
    READING(leaves_a_file_alone_that_holds_none_of_these),
    READING(refuses_a_time_that_is_none), READING(cuts_what_is_too_long),
    READING(bids_for_its_first_word))
