#include "test_format_read.h"

#include "base/limits.h"
#include "format/tsv.h"

#define HEAD "start\tend\ttext\n"

TEST(joins_a_sentence_over_rows)
{
	READS(format_tsv,
	    HEAD "0\t1000\tJeg så Kari\n1000\t2000\tNordli.\n2000\t3000\tJa.\n",
	    "1.2 Jeg så Kari Nordli.\n2.4 Ja.\n");
}

TEST(takes_labels)
{
	READS(format_tsv, HEAD "0\t1\tKari: Jeg så\n1\t2\tOla: Nei\tda\n\n3\t4\t\n",
	    "1.2 [Kari] Kari: Jeg så\n2.3 [Ola] Ola: Nei\tda\n");
}

TEST(leaves_a_file_alone)
{
	UNCHANGED(format_tsv, HEAD "0\t1\tJa\n");
	UNCHANGED(format_tsv, "\xEF\xBB\xBFstart\tend\ttext\r\n0\t1\tJa\r\n1\t2\t\r\n");
	UNCHANGED(format_tsv, "start\tend\ttext\r0\t1\tJa\r");
	UNCHANGED(format_tsv, "start\tend\ttext");
}

TEST(refuses_rows_without_times)
{
	static const char *const bad[] = { HEAD "Kari\n", HEAD "0\tKari\n",
		HEAD "0\t1\n", HEAD "0\t1", HEAD "0 1 Kari\n", HEAD "\t1\tKari\n",
		HEAD "0\t\tKari\n", HEAD "0.5\t1\tKari\n", HEAD "-1\t1\tKari\n",
		HEAD "12345678901\t1\tKari\n", HEAD "0\t1234567890\tKari\n",
		HEAD " 0\t1\tKari\n", HEAD "0\t1 \tKari\n", HEAD "a\tb\tKari\n",
		HEAD "start\tend\ttext\n" };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		READS(format_tsv, bad[i], "!tsv-row 2\n");
}

TEST(cuts_what_is_too_long)
{
	struct buf text = { 0 };
	size_t i;

	buf_text(&text, HEAD);
	for (i = 0; i < 3000; i++)
		buf_text(&text, "0\t1\tsamme setning\n");
	buf_text(&text, "0\t1\t");
	for (i = 0; i < 3000; i++)
		buf_text(&text, "ei lang rad ");
	assert_non_null(strstr(told(&reading, &format_tsv, buf_bytes(&text)),
	    "\n1.1172... samme setning"));
	assert_true(bytes_equal(buf_bytes(&reading.copied), buf_bytes(&text)));
	buf_free(&text);
}

TEST(bids_for_its_head)
{
	assert_int_equal(format_tsv.bid(bytes_of(HEAD)), 80);
	assert_int_equal(format_tsv.bid(bytes_of("start\tend\ttext")), 80);
	assert_int_equal(format_tsv.bid(bytes_of("start\tend\ttext\tKari\n")), 0);
	assert_int_equal(format_tsv.bid(bytes_of("Kari: start\tend\n")), 0);
}

UNIT(READING(joins_a_sentence_over_rows), READING(takes_labels),
    READING(leaves_a_file_alone), READING(refuses_rows_without_times),
    READING(cuts_what_is_too_long), READING(bids_for_its_head))
