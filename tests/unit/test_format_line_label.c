#include "unit.h"

#include "format/line_label.h"

/* What the line begins with: "Kari:" or "SW4=" (bare), "?" behind it if weak. */
static const char *
label(const char *line)
{
	static char out[200];
	struct bytes b = bytes_of(line);
	struct line_label l = line_label_of(b);

	if (l.shape == LABEL_NONE)
		return "";
	b = bytes_cut(b, l.from, l.to);
	snprintf(out, sizeof out, "%.*s%s%s", (int)b.len, (const char *)b.at,
	    l.shape == LABEL_COLON ? ":" : "=", l.weak ? "?" : "");
	return out;
}

#define LABEL(line, expected) assert_string_equal(label(line), expected)

TEST(reads_a_name_and_a_colon)
{
	LABEL("Kari: Ja", "Kari:");
	LABEL("  Kari Nordli :\tJa", "Kari Nordli:");
	LABEL("Kari:\r\n", "Kari:");
	LABEL("I: Hva da?", "I:");
	LABEL("020: For det", "020:");
	LABEL("Informant 3: Ja", "Informant 3:");
	LABEL("Anne-Grete O'Brien: Ja", "Anne-Grete O'Brien:");
	LABEL("Áile Máret:\xC2\xA0Ja", "Áile Máret:");
	LABEL("SW4:Ja", "SW4:");
	LABEL("*KAR:\tja", "KAR:");
}

TEST(reads_notes_and_wrappings)
{
	LABEL("SW4 (later): Ja", "SW4:");
	LABEL("T4 (to the work applicant): When", "T4:");
	LABEL("**Kari:** Ja", "Kari:");
	LABEL("**Kari**: Ja", "Kari:");
	LABEL("[Speaker 1]: Ja", "Speaker 1:");
	LABEL("[Kari (later)]: Ja", "Kari:");
	LABEL("{Kari Nordli} Ja", "Kari Nordli:");
	LABEL("<v Kari Nordli>Ja</v>", "Kari Nordli:");
	LABEL("[Speaker 1] Ja", "Speaker 1=");
}

TEST(reads_over_time_stamps)
{
	LABEL("[00:12:34] Kari: Ja", "Kari:");
	LABEL("00:12:34 Kari: Ja", "Kari:");
	LABEL("(12:34) SW4: Ja", "SW4:");
	LABEL("#00:12:34-5# I: Ja", "I:");
	LABEL("[00:12:34.567] - Kari: Ja", "Kari:");
	LABEL("00:00:03 Taler 1", "Taler 1=");
	LABEL("00:00:03 Kari Nordli\n", "Kari Nordli:");
	LABEL("00:00:03 Ja.", "");
	LABEL("00:00:03.2\tKari Nordli\tJa, ja.", "Kari Nordli:");
	LABEL("00:00:03.2\tja da\tJa", "");
	LABEL("[00:12:34]", "");
	LABEL("[00:12:34] ja da", "");
}

TEST(reads_over_to_a_time_stamp)
{
	LABEL("[Kari Nordli] 10:02:11", "Kari Nordli:");
	LABEL("[kari] 10:02:11", "kari:");
	LABEL("Kari Nordli   0:03\r\n", "Kari Nordli:?");
	LABEL("Kari Nordli 0:03 kom", "");
	LABEL("kom klokka 10:02", "");
	LABEL("[Kari 10:02:11", "");
}

TEST(reads_who_writes_in_a_chat)
{
	LABEL("10:02:11\t From  Kari Nordli  to  Everyone:", "Kari Nordli:");
	LABEL("10:02:11 From Kari Nordli : Ja", "Kari Nordli:");
	LABEL("10:02:11 Fra Kari Nordli til Alle: Ja", "Kari Nordli:");
	LABEL("10:02:11 From Kari To Ola Vikse(privately) : Ja", "Kari:");
	LABEL("2025-06-16 10:02:11 From Kari to Everyone:", "Kari:");
	LABEL("10:02:11 Fra og med nå", "");
	LABEL("From Kari to Ola: Ja", "From Kari to Ola:?");
}

TEST(takes_all_of_a_line_that_is_a_name)
{
	struct bytes line = bytes_of("  Nordli, Kari (gjest) \r\n");
	struct line_label l = line_label_alone(line);

	assert_int_equal(l.shape, LABEL_COLON);
	assert_true(l.alone && !l.weak);
	assert_true(bytes_are(bytes_cut(line, l.from, l.to), "Nordli, Kari"));
	assert_int_equal(line_label_alone(bytes_of("")).shape, LABEL_NONE);
	assert_int_equal(line_label_alone(bytes_of("12 ja\n")).shape, LABEL_NONE);
	assert_int_equal(
	    line_label_alone(
		bytes_of("En lang linje som ikke er noe navn, fordi den er så "
			 "lang som denne er"))
		.shape,
	    LABEL_NONE);
}

TEST(reads_codes_without_a_colon)
{
	LABEL("SW4", "SW4=");
	LABEL("ES\r\n", "ES=");
	LABEL("SW4 Ja", "SW4=");
	LABEL("SW4 (later) Ja", "SW4=");
	LABEL("ES Yes", "ES=?");
	LABEL("SPEAKER_00", "SPEAKER_00=");
	LABEL("**SW4** Ja", "SW4=");
}

TEST(leaves_ordinary_lines_alone)
{
	LABEL("Kl. 12:30 kom hun", "");
	LABEL("http://nett.no", "");
	LABEL("I dag kom hun", "");
	LABEL("ja: nei", "ja:");
	LABEL("for eksempel: kaffe", "");
	LABEL("Kari sa det", "");
	LABEL("Kari", "");
	LABEL("[latter] Ja", "");
	LABEL("(ler)", "");
	LABEL("2017: et godt år", "");
	LABEL("Dette er en lang setning som til slutt ender i: et kolon", "");
	LABEL("", "");
	LABEL("\n", "");
	LABEL(": Ja", "");
	LABEL("[Kari: Ja", "");
}

TEST(doubts_what_may_be_a_broken_sentence)
{
	LABEL("sånn: kaffe", "sånn:?");
	LABEL("Grete og Per: kaffe", "Grete og Per:?");
	LABEL("NAV Arendal sa", "NAV=?");
}

TEST(takes_63_characters_and_no_more)
{
	char line[80];

	memset(line, 'K', sizeof line);
	memcpy(line + 63, ": x", 4);
	assert_int_equal(line_label_of(bytes_of(line)).shape, LABEL_COLON);
	memset(line, 'K', sizeof line);
	memcpy(line + 64, ": x", 4);
	assert_int_equal(line_label_of(bytes_of(line)).shape, LABEL_NONE);
}

UNIT(cmocka_unit_test(reads_a_name_and_a_colon),
    cmocka_unit_test(reads_notes_and_wrappings),
    cmocka_unit_test(reads_over_time_stamps),
    cmocka_unit_test(reads_over_to_a_time_stamp),
    cmocka_unit_test(reads_who_writes_in_a_chat),
    cmocka_unit_test(takes_all_of_a_line_that_is_a_name),
    cmocka_unit_test(reads_codes_without_a_colon),
    cmocka_unit_test(leaves_ordinary_lines_alone),
    cmocka_unit_test(doubts_what_may_be_a_broken_sentence),
    cmocka_unit_test(takes_63_characters_and_no_more))
