#include "test_format_read.h"

#include "base/limits.h"
#include "format/whisper.h"

#define OPENAI                                                                         \
	"{\"text\": \" Jeg så Kari Nordli. Ja.\", \"segments\": [\n"                  \
	"{\"id\": 0, \"seek\": 0, \"start\": 0.0, \"end\": 2.5, \"text\": \" Jeg så " \
	"Kari\","                                                                      \
	" \"tokens\": [50364, 1], \"temperature\": 0.0, \"avg_logprob\": -0.25,"       \
	" \"words\": [{\"word\": \" Jeg\", \"start\": 0.0, \"probability\": 0.9},"     \
	" {\"word\": \" så\"}, {\"word\": \" Kari\"}]},\n"                            \
	"{\"id\": 1, \"text\": \" Nordli. Ja.\", \"words\": [{\"word\": \" "           \
	"Nordli.\"},"                                                                  \
	" {\"word\": \" Ja.\"}]}], \"language\": \"no\"}\n"

TEST(joins_what_is_said_over_segments_and_words)
{
	READS(format_whisper, OPENAI,
	    "1.1  Jeg så Kari Nordli. Ja.\n"
	    "2.2  Jeg så Kari Nordli. Ja.\n2.2  Jeg så Kari Nordli. Ja.\n");
	UNCHANGED(format_whisper, OPENAI);
}

TEST(tells_a_speaker_before_what_is_said)
{
	READS(format_whisper,
	    "{\"segments\":[{\"text\":\"Jeg så\",\"words\":[{\"word\":\"Jeg\"},"
	    "{\"word\":\"så\",\"speaker\":\"Ola\"}],\"speaker\":\"Ola\"},"
	    "{\"text\":\"Kari.\",\"speaker\":\"Ola\"},{\"text\":\"Ja\",\"speaker\":"
	    "\"SPEAKER_01\"},"
	    "{\"text\":\"Nei\"}]}",
	    "1.1 [Ola] Ola +label\n1.1 [Ola] Ola +label\n1.1 [Ola] Ola +label\n"
	    "1.1 Jeg så Kari.\n2.1 Jeg så +label\n2.1 [SPEAKER_01] SPEAKER_01\n2.1 Ja "
	    "Nei\n");
}

TEST(splits_a_sentence_where_somebody_else_speaks)
{
	READS(format_whisper,
	    "[{\"text\":\"og så\",\"speaker\":\"A\"},{\"text\":\"nei "
	    "da\",\"speaker\":\"B\"}]",
	    "1.1 [A] A +label\n1.1 og så +label\n1.1 [B] B\n1.1 nei da\n");
}

TEST(joins_pieces_of_words_and_characters)
{
	READS(format_whisper,
	    "{\"transcription\":[{\"timestamps\":{\"from\":\"00:00:00,000\",\"to\":"
	    "\"00:00:01,500\"},"
	    "\"text\":\" Kari\",\"tokens\":[{\"text\":\" K\"},{\"text\":\"ari\"}],"
	    "\"chars\":[{\"char\":\"K\"},{\"char\":\"a\"}]}]}",
	    "1.1  Kari\n1.1  Kari\n1.1 Ka\n");
}

TEST(joins_words_without_blanks_by_one)
{
	READS(format_whisper, "{\"words\":[{\"word\":\"Kari\"},{\"word\":\"Nordli\"}]}",
	    "1.1 Kari Nordli\n");
	READS(format_whisper,
	    "{\"words\":[{\"word\":\" Anne\"},{\"word\":\"-Grete\"}]}",
	    "1.1  Anne-Grete\n");
}

TEST(reads_escapes)
{
	READS(format_whisper, "{\"text\":\"K\\u00e5re sa \\\"ja\\\"\"}",
	    "1.1 Kåre sa \"ja\"\n");
}

TEST(empties_what_it_does_not_know)
{
	READS(format_whisper,
	    "{\"text\":\"Ja.\",\"file\":\"D:/opptak/kari.wav\",\"language\":\"kari\","
	    "\"task\":\"transcribe\",\"model\":\"/kari.bin\",\"systeminfo\":\"kari\","
	    "\"Kari\":{\"tlf\":91827364,\"navn\":\"Kari\",\"liste\":[\"Kari\",12,null]}"
	    ","
	    "\"id\":91827364,\"start\":\"kari\",\"segments\":[\"Kari\"]}",
	    "1.1 Ja.\n1.1 -media -unknown -unknown -property -unknown -unknown -unknown"
	    " -unknown -unknown -unknown -unknown -unknown -unknown -unknown "
	    "-unknown\n");
	COPIES("{\"text\":\"Ja.\",\"file\":\"\",\"language\":\"\","
	       "\"task\":\"transcribe\",\"model\":\"\",\"systeminfo\":\"\","
	       "\"x1\":{\"x1\":0,\"x2\":\"\",\"x3\":[\"\",0,null]},"
	       "\"id\":0,\"start\":\"\",\"segments\":[\"\"]}");
}

TEST(empties_numbers_of_people)
{
	told(&reading, &format_whisper,
	    bytes_of(
		"{\"start\":\"01.01.1980\",\"end\":91827364,\"id\":\"01915512307\","
		"\"from\":\"00:00:01,500\",\"to\":\"1:02\",\"p\":\"12.5\",\"score\":-"
		"1e-9,"
		"\"seek\":\"918-27-364\",\"text\":\"\"}"));
	COPIES("{\"start\":\"\",\"end\":0,\"id\":\"\",\"from\":\"00:00:01,500\",\"to\":"
	       "\"1:02\","
	       "\"p\":\"12.5\",\"score\":-1e-9,\"seek\":\"\",\"text\":\"\"}");
}

TEST(leaves_alone_what_says_nothing_of_anybody)
{
	UNCHANGED(format_whisper,
	    "{\"task\":\"transcribe\",\"language\":\"norwegian\",\"duration\":12.5,"
	    "\"text\":\"\",\"words\":[{\"word\":\"Ja\",\"start\":\"0.5\"}],"
	    "\"model\":{\"type\":\"base\",\"multilingual\":true,\"audio\":{\"ctx\":"
	    "1500}},"
	    "\"chunks\":[{\"timestamp\":[0.0,5.25],\"text\":\" Ja\"}]}");
}

TEST(cuts_a_long_text_at_a_word)
{
	struct buf text = { 0 };
	const char *all;
	size_t i, lines = 0;

	buf_text(&text, "{\"text\":\"");
	for (i = 0; i < 20000; i++)
		buf_text(&text, "ord p\\u00e5 ");
	buf_text(&text, "\"}");
	all = told(&reading, &format_whisper, buf_bytes(&text));
	for (i = 0; all[i] != '\0'; i++)
		if (all[i] == '\n') {
			lines++;
			assert_true(i == 0 || all[i - 1] == ' ');
		}
	assert_true(lines >= 9);
	assert_true(strncmp(all, "1.1 ord på", 10) == 0);
	assert_non_null(strstr(all, "\n1.1... "));
	assert_true(bytes_equal(buf_bytes(&reading.copied), buf_bytes(&text)));
	buf_free(&text);
}

TEST(cuts_a_long_row_of_words)
{
	struct buf text = { 0 };
	size_t i;

	buf_text(&text, "{\"word_segments\":[{\"word\":\"a\"}");
	for (i = 0; i < 20000; i++)
		buf_text(&text, ",{\"word\":\"ord\"}");
	buf_text(&text, "]}");
	assert_non_null(strstr(
	    told(&reading, &format_whisper, buf_bytes(&text)), "\n1.1... ord ord"));
	assert_true(bytes_equal(buf_bytes(&reading.copied), buf_bytes(&text)));
	buf_free(&text);
}

TEST(refuses_what_is_not_json)
{
	static const char *const bad[] = { "{\"text\":\"Kari", "{\"text\":\"Kari\"",
		"{\"text\":\"Kari\"},", "{\"text\":\"Kari\"}{}", "{\"text\":'Kari'}",
		"{\"text\":\"Ka\nri\"}", "{\"text\":\"\\x\"}", "{\"text\":\"\\ud800\"}",
		"{\"text\":\"a\",\"text\":\"b\"}", "{\"text\":NaN}", "{\"text\":01}",
		"{\"text\":\"a\",}", "{\"segments\":[{\"text\":\"a\"]}",
		"{\"text\" \"a\"}", "{\"segments\":[1,]}", "{\"speaker\":\"Kari\\",
		"{\"file\":\"\\q\"}" };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_string_equal(
		    strstr(told(&reading, &format_whisper, bytes_of(bad[i])),
			"!json-syntax")
			? bad[i]
			: "taken",
		    bad[i]);
}

TEST(bids_for_json_with_words_in_it)
{
	assert_int_equal(format_whisper.bid(bytes_of(OPENAI)), 70);
	assert_int_equal(
	    format_whisper.bid(bytes_of("\xEF\xBB\xBF [ {\"speaker\":\"a\",\n"
					"\"text\" : \"b\"}]")),
	    70);
	assert_int_equal(format_whisper.bid(bytes_of("{\"navn\":\"text\"}")), 0);
	assert_int_equal(format_whisper.bid(bytes_of("{Kari} \"text\":")), 0);
	assert_int_equal(format_whisper.bid(bytes_of("[latter] \"text\":")), 0);
	assert_int_equal(format_whisper.bid(bytes_of("")), 0);
}

UNIT(READING(joins_what_is_said_over_segments_and_words),
    READING(tells_a_speaker_before_what_is_said),
    READING(splits_a_sentence_where_somebody_else_speaks),
    READING(joins_pieces_of_words_and_characters),
    READING(joins_words_without_blanks_by_one), READING(reads_escapes),
    READING(empties_what_it_does_not_know), READING(empties_numbers_of_people),
    READING(leaves_alone_what_says_nothing_of_anybody),
    READING(cuts_a_long_text_at_a_word), READING(cuts_a_long_row_of_words),
    READING(refuses_what_is_not_json), READING(bids_for_json_with_words_in_it))
