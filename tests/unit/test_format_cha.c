#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/cha.h"
#include "format/cha_speaker.h"
#include "format/source.h"

static struct arena *arena;
static FILE *file;
static struct reader *reader;
static struct utterance now;
static const struct exchange whole_text = { 0, UINT32_MAX, { NULL, 0 } };

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	file = tmpfile();
	return file == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	fclose(file);
	arena_free(arena);
	return 0;
}

static void
read_bytes(struct bytes content)
{
	struct fail f = { 0 };
	struct source *source;

	rewind(file);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(fwrite(content.at, 1, content.len, file), content.len);
	fflush(file);
	arena_clear(arena); /* the content may have been in it */
	source = source_of_file(fileno(file), arena, &f);
	assert_non_null(source);
	assert_int_equal(source_tell_encoding(source, NULL, &f), 0);
	reader = format_cha.open(source, NULL, arena, &f);
	now = (struct utterance){ .exchanges = 0 };
}

/* A file of these lines between @Begin and @End. */
static void
read_lines(const char *lines)
{
	read_bytes(bytes_of(arena_printf(arena, "@UTF8\n@Begin\n%s@End\n", lines)));
}

static void
next_is(const char *text)
{
	struct fail f = { 0 };

	assert_int_equal(format_cha.next(reader, &now, &f), 1);
	assert_string_equal(arena_text(arena, now.text), text);
}

static void
label_is(const char *label, const char *neutral)
{
	assert_true(
	    bytes_are(bytes_cut(now.text, now.label_from, now.label_to), label));
	assert_string_equal(now.neutral, neutral);
}

static void
is_at_end(void)
{
	struct fail f = { 0 };

	assert_int_equal(format_cha.next(reader, &now, &f), 0);
}

/* What is left of the lines when the removals of all utterances are carried out, each
 * utterance treated as said. */
static void
leaves(const char *lines, size_t treated, const char *left)
{
	char *all = arena_printf(arena, "@UTF8\n@Begin\n%s@End\n", lines);
	struct bytes whole = arena_bytes(arena, bytes_of(all));
	struct buf copy = { 0 }, out = { 0 };
	struct fail f = { 0 };
	uint64_t done = 0;
	size_t i;

	buf_add(&copy, whole);
	read_bytes(buf_bytes(&copy));
	while (format_cha.next(reader, &now, &f) == 1) {
		for (i = 0; i < now.removals; i++) {
			buf_add(&out, bytes_cut(buf_bytes(&copy), (size_t)done,
					  (size_t)now.removal[i].at));
			buf_add(&out, now.removal[i].instead);
			done = now.removal[i].end;
		}
		now.exchanged = &whole_text;
		now.exchanges = treated;
	}
	buf_add(&out, bytes_cut(buf_bytes(&copy), (size_t)done, copy.len));
	all = arena_printf(arena, "@UTF8\n@Begin\n%s@End\n", left);
	assert_string_equal(arena_text(arena, buf_bytes(&out)), all);
	buf_free(&copy);
	buf_free(&out);
}

static void
refused(const char *content, const char *what, uint64_t line)
{
	struct fail f = { 0 };
	int got;

	read_bytes(bytes_of(content));
	while ((got = format_cha.next(reader, &now, &f)) == 1)
		;
	assert_int_equal(got, -1);
	assert_string_equal(f.what, what);
	assert_int_equal(f.line, line);
}

TEST(a_tier_and_its_continuation_are_one_utterance)
{
	read_lines("*MOT:\tHei ,\n\thvem er du ?\n*SW4:\tMeg .\n");
	next_is("MOT: Hei ,\n\thvem er du ?");
	label_is("MOT", "");
	assert_int_equal(now.label, LABEL_USUAL);
	assert_int_equal(now.line, 3);
	next_is("SW4: Meg .");
	label_is("SW4", "P01");
	assert_int_equal(now.label, LABEL_NAME);
	assert_int_equal(now.line, 5);
	assert_int_equal(now.number, 2);
	is_at_end();
}

TEST(a_code_says_the_name_that_the_participants_give_it)
{
	read_lines("@Participants:\tKAR Kari_Nordhaug Adult, MOT Mother,\n"
		   "\tCHI Tordis Child, SW4 Ola Adult\n@ID:\tnor||KAR|||||Adult|||\n"
		   "*KAR:\tJa .\n%com:\tKAR ser på CHI .\n");
	next_is("Kari Nordhaug");
	label_is("Kari Nordhaug", "P01");
	assert_int_equal(now.segment[0].kind, SEGMENT_WHOLE);
	assert_int_equal(now.segment[0].end - now.segment[0].at, 3);
	next_is("MOT");
	next_is("Tordis");
	label_is("Tordis", "");
	next_is("SW4");
	assert_int_equal(now.line, 4);
	next_is("Kari Nordhaug");
	label_is("Kari Nordhaug", "P01");
	next_is("Kari Nordhaug: Ja .");
	next_is("Kari Nordhaug ser på CHI .");
	is_at_end();
}

TEST(a_code_made_from_a_name_is_no_usual_code)
{
	read_lines("@Participants:\tBRO Broder Brother, BRA Brother, FAT Father\n"
		   "*BRO:\ta .\n*BRA:\ta .\n*FAT:\ta .\n*LIV:\ta .\n");
	next_is("Broder");
	label_is("Broder", "P01");
	next_is("BRA");
	label_is("BRA", "P02");
	next_is("FAT");
	label_is("FAT", "");
	next_is("Broder: a .");
	next_is("BRA: a .");
	next_is("FAT: a .");
	next_is("LIV: a .");
	label_is("LIV", "P03");
	is_at_end();
}

TEST(neutral_codes_are_none_that_stand_in_the_file)
{
	read_lines("@Participants:\tP01 Adult, TOR Tordis Adult\n");
	next_is("P01");
	next_is("Tordis");
	label_is("Tordis", "P03");
	is_at_end();
}

TEST(two_speakers_of_one_name_stay_two)
{
	read_lines("@Participants:\tKAR Kari Adult, KA2 Kari Adult, KRI Kari Adult\n");
	next_is("Kari");
	next_is("KA2");
	next_is("KRI");
	is_at_end();
}

TEST(marks_of_speech_are_no_part_of_a_word)
{
	read_lines("*CHI:\tKa(ri) (Ma)rit Ma:r^it (S)olv(e)ig (jeg) Tor_Li kl 12:30 "
		   "hus@s:nor a_1 .\n");
	next_is("CHI: Kari Marit Marit Solveig (jeg) Tor Li kl 12:30 hus@s:nor a_1 .");
	is_at_end();
	read_lines("*CHI:\t0Kari 0 Ka⌈ri⌉ °Kari° «Kari»s 10a Ka\x02\x01ri .\n");
	next_is("CHI: Kari 0 Kari⌉ °Kari° «Kari»s 10a Kari .");
	is_at_end();
	read_lines("%com:\tKari:nei (Ma)rit\n"); /* no speech */
	next_is("Kari:nei (Ma)rit");
	is_at_end();
}

TEST(a_mark_goes_with_the_letter_at_it)
{
	read_lines("*CHI:\tKa(ri)\n");
	next_is("CHI: Kari");
	assert_int_equal(now.segments, 5);
	assert_int_equal(now.segment[3].kind, SEGMENT_WHOLE); /* "(r" */
	assert_int_equal(now.segment[3].end - now.segment[3].at, 2);
	assert_int_equal(now.segment[4].end - now.segment[3].at, 4);
}

TEST(bullets_are_no_text)
{
	read_lines("*CHI:\tKari \x15"
		   "1234567_1240000\x15 Nordhaug \x15"
		   "12_13\x15\n"
		   "\tja\x15"
		   "1_2\x15nei .\n");
	next_is("CHI: Kari  Nordhaug \n\tja nei .");
	assert_int_equal(now.removals, 0);
	is_at_end();
	leaves("*CHI:\tja \x15%snd:\"kari.wav\"_1_2\x15\n*CHI:\t\x15kari\x15 nei\n", 0,
	    "*CHI:\tja \n*CHI:\t nei\n");
}

TEST(headers_lose_names_places_times_and_files)
{
	leaves(
	    "@Languages:\tnor, eng\n"
	    "@Participants:\tKAR Kari_Nordhaug Adult,\n\tOLA Ola Nordby Witness, A B\n"
	    "@ID:\tnor|korp|KAR|34;02.11|female|TD|White,MC|Adult|HS|x|Kari\n"
	    "@ID:\tKari|korp|KAR||kvinne||MC|Kari|HS|x|\n"
	    "@Media:\tkari, audio, Grimstad\n@Media:\tmedia, video\n"
	    "@Birth of KAR:\t12-MAR-1984\n@Birthplace of KAR:\tGrimstad\n"
	    "@Date:\t01-JUN-2018\n@Location:\tGrimstad\n@Transcriber:\tSolveig\n"
	    "@New Episode\n@Kari:\tKari\n\tKari\n@Blank:\tKari\n@Options:\tCA, multi\n",
	    0,
	    "@Languages:\tnor, eng\n"
	    "@Participants:\tKAR Adult,\n\tOLA Participant, A Participant\n"
	    "@ID:\tnor|korp|KAR||female|TD||Adult|HS|x|\n"
	    "@ID:\t|korp|KAR||||MC|Participant|HS|x|\n"
	    "@Media:\tmedia\n@Media:\tmedia, video\n"
	    "@New Episode\n@Blank\n@Options:\tCA, multi\n");
}

TEST(tiers_that_repeat_the_words_go_where_a_word_went)
{
	static const char lines[] =
	    "*CHI:\tKari .\n%mor:\tn:prop|Kari .\n%gra:\t1|0|ROOT\n"
	    "%com:\tja\n%wor:\tKari \x15"
	    "1_2\x15 .\n"
	    "*CHI:\tja .\n%pho:\tja\n";

	leaves(lines, 0, lines);
	leaves(lines, 1, "*CHI:\tKari .\n%com:\tja\n*CHI:\tja .\n");
}

TEST(lemmas_that_stay_are_text)
{
	read_lines("%mor:\tn:prop|Kari_Li-POSS~v|være&PRES n|+n|by+n|mann Tor ø|gå .\n"
		   "%gra:\t1|2|SUBJ\n");
	next_is("Kari_Li være by mann Tor ø|gå .");
	is_at_end();
	leaves("%gra:\t1|2|Kari\n%gra:\t1|2|SUBJ\n", 0, "%gra:\t1|2|SUBJ\n");
}

TEST(a_long_tier_is_cut_and_goes_on)
{
	struct buf b = { 0 };
	struct fail f = { 0 };
	size_t sum = 0, n = 0;

	buf_text(&b, "@Begin\n*KAR:\t");
	while (b.len < 3 * LIMIT_UTTERANCE)
		buf_text(&b, "ord og ord\n\t");
	buf_text(&b, "slutt .\n@End\n");
	read_bytes(buf_bytes(&b));
	for (; format_cha.next(reader, &now, &f) == 1; n++) {
		assert_true(now.text.len <= LIMIT_UTTERANCE);
		assert_int_equal(now.number, 1);
		assert_int_equal(now.continued, n > 0);
		assert_int_equal(now.label != LABEL_NONE, n == 0);
		sum += now.text.len;
	}
	assert_true(n > 2);
	assert_true(sum > 3 * LIMIT_UTTERANCE - 64);
	buf_free(&b);
}

TEST(a_line_without_end_keeps_its_label)
{
	struct buf b = { 0 };

	buf_text(&b, "@Begin\n@Participants:\tKAR Kari_Nordhaug Adult\n*KAR:\t");
	while (b.len < 2 * LIMIT_UTTERANCE)
		buf_text(&b, "ord ");
	buf_text(&b, ".\n@End\n");
	read_bytes(buf_bytes(&b));
	next_is("Kari Nordhaug");
	next_is("Kari Nordhaug");
	label_is("Kari Nordhaug", "P01");
	buf_free(&b);
}

TEST(is_told_by_its_first_lines)
{
	assert_int_equal(format_cha.bid(bytes_of("@UTF8\n@Begin\n")), 90);
	assert_int_equal(
	    format_cha.bid(bytes_of("\xEF\xBB\xBF@UTF8\r\n@Begin\r\n")), 90);
	assert_int_equal(format_cha.bid(bytes_of("@Begin\n@Languages:\tnor\n")), 90);
	assert_int_equal(format_cha.bid(bytes_of("@Beginning of it\n")), 0);
	assert_int_equal(format_cha.bid(bytes_of("Kari: @UTF8\n")), 0);
}

TEST(refuses_what_is_no_chat)
{
	struct buf b = { 0 };
	unsigned i;

	refused("@UTF8\n", "cha-order", 1);
	refused("@UTF8\n@Begin\n*KAR:\tja\n", "cha-order", 3);
	refused("@UTF8\n@End\n", "cha-order", 2);
	refused("@UTF8\n*KAR:\tja\n@Begin\n@End\n", "cha-order", 2);
	refused("@UTF8\n%com:\tja\n@Begin\n@End\n", "cha-order", 2);
	refused("@Begin\n@Begin\n@End\n", "cha-order", 2);
	refused("@Begin\n@End\n@End\n", "cha-order", 3);
	refused("@Begin\n@End\nKari\n", "cha-order", 3);
	refused("@Begin\n@End\n*KAR:\tja\n", "cha-order", 3);
	refused("@Begin\nKari sa det\n@End\n", "cha-line", 2);
	refused("@Begin\n*KAR:\tja\n\nnei\n@End\n", "cha-line", 4);
	refused("@Begin\n%com ja\n@End\n", "cha-line", 2);
	refused("@Begin\n%com\n@End\n", "cha-line", 2);
	refused("@Begin\n%com\tja: nei\n@End\n", "cha-line", 2);
	refused("@Begin\n*KAR ja\n@End\n", "cha-label", 2);
	refused("@Begin\n*:\tja\n@End\n", "cha-label", 2);
	refused("@Begin\n*KARI NORD:\tja\n@End\n", "cha-label", 2);
	refused("@Begin\n*KAR\n\tja: nei\n@End\n", "cha-label", 2);
	refused("@Begin\n*ABCDEFGHIJKLMNOPQRSTUVWXYZ:\tja\n@End\n", "cha-label", 2);
	refused("@Begin\n@ID:\tnor|korp|KAR\n@End\n", "cha-id", 2);
	refused("@Begin\n@ID:\tKari\n@End\n", "cha-id", 2);
	buf_text(&b, "@Begin\n@Participants:\t");
	for (i = 0; i < 4000; i++)
		buf_text(&b, "KAR Adult,\n\t");
	buf_text(&b, "MOT Mother\n@End\n");
	buf_byte(&b, '\0');
	refused((const char *)b.at, "cha-long", 1355);
	buf_clear(&b);
	buf_text(&b, "@Begin\n");
	for (i = 0; i < 300; i++)
		buf_printf(&b, "*A%u:\tja\n", i);
	buf_text(&b, "@End\n");
	buf_byte(&b, '\0');
	refused((const char *)b.at, "cha-speakers", 258);
	buf_free(&b);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

UNIT(T(a_tier_and_its_continuation_are_one_utterance),
    T(a_code_says_the_name_that_the_participants_give_it),
    T(a_code_made_from_a_name_is_no_usual_code),
    T(neutral_codes_are_none_that_stand_in_the_file),
    T(two_speakers_of_one_name_stay_two), T(marks_of_speech_are_no_part_of_a_word),
    T(a_mark_goes_with_the_letter_at_it), T(bullets_are_no_text),
    T(headers_lose_names_places_times_and_files),
    T(tiers_that_repeat_the_words_go_where_a_word_went), T(lemmas_that_stay_are_text),
    T(a_long_tier_is_cut_and_goes_on), T(a_line_without_end_keeps_its_label),
    T(is_told_by_its_first_lines), T(refuses_what_is_no_chat))
