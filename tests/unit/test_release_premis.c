#include "unit.h"

#include "base/arena.h"
#include "base/fail.h"
#include "release/premis.h"
#include "vault/digest.h"
#include "vault/ledger_line.h"

static char last_head[65];

static void
add_line(struct buf *to, struct ledger_entry *e)
{
	size_t from = to->len;

	if (e->n == 1)
		memcpy(last_head, digest_none, sizeof last_head);
	ledger_line_write(to, e, last_head);
	memcpy(last_head,
	    digest_bytes(DIGEST_SHA256, bytes_cut(buf_bytes(to), from, to->len)).at,
	    sizeof last_head);
}

/* One line for each event, outcome and reason there is, so that all are told. */
static size_t
make_ledger(struct buf *to)
{
	struct ledger_entry e = { .agent = "taus/0.1.0", .object = "data/a.txt" };
	int i;

	for (i = 0; i < REASON_COUNT; i++) {
		e.n = (uint64_t)i + 1;
		e.time = 1795219200 + i;
		e.event = (enum ledger_event)(i % EVENT_COUNT);
		e.outcome = (enum ledger_outcome)(i % OUTCOME_COUNT);
		e.reason = (enum ledger_reason)i;
		e.object = i % 3 ? "data/a.txt" : "consents/4f2c.pdf.age";
		e.agent = i % 2 ? "pi" : "taus/0.1.0";
		e.sha256 = i % 4 ? digest_none : NULL;
		add_line(to, &e);
	}
	return REASON_COUNT;
}

static size_t
count_of(const struct buf *xml, const char *word)
{
	const char *at = (const char *)xml->at;
	size_t count = 0;

	while ((at = strstr(at, word)) != NULL)
		count++, at++;
	return count;
}

TEST(has_one_event_an_entry_and_each_object_and_agent_once)
{
	struct buf ledger = { 0 }, xml = { 0 };
	size_t entries = make_ledger(&ledger);
	struct fail f = { 0 };
	uint64_t events;

	assert_int_equal(premis_write(buf_bytes(&ledger), "ips", &xml, &f), 0);
	assert_int_equal(premis_events(buf_bytes(&xml), &events, &f), 0);
	assert_int_equal(events, entries);
	buf_byte(&xml, '\0');
	assert_int_equal(count_of(&xml, "<event>"), entries);
	assert_int_equal(count_of(&xml, "<object "), 2);
	assert_int_equal(count_of(&xml, "<agent>"), 2);
	assert_int_equal(count_of(&xml, "<eventIdentifierValue>ips/1<"), 1);
	assert_int_equal(count_of(&xml, "digital signature generation<"),
	    (REASON_COUNT - EVENT_SIGNATURE + EVENT_COUNT - 1) / EVENT_COUNT);
	assert_int_equal(count_of(&xml, "<agentVersion>0.1.0<"), 1);
	assert_non_null(strstr((char *)xml.at, last_head));
	buf_free(&ledger);
	buf_free(&xml);
}

TEST(gives_an_object_its_last_digest)
{
	static const char one[] =
	    "1111111111111111111111111111111111111111111111111111111111111111";
	static const char two[] =
	    "2222222222222222222222222222222222222222222222222222222222222222";
	struct ledger_entry e = { .agent = "pi", .object = "data/a.txt", .n = 1 };
	struct buf ledger = { 0 }, xml = { 0 };
	struct fail f = { 0 };
	const char *fixity;

	e.sha256 = one;
	add_line(&ledger, &e);
	e.n = 2;
	e.sha256 = two;
	add_line(&ledger, &e);
	e.n = 3;
	e.sha256 = NULL;
	add_line(&ledger, &e);
	assert_int_equal(premis_write(buf_bytes(&ledger), "ips", &xml, &f), 0);
	buf_byte(&xml, '\0');
	fixity = strstr((char *)xml.at, "<messageDigest>");
	assert_non_null(fixity);
	assert_memory_equal(fixity + strlen("<messageDigest>"), two, 64);
	assert_int_equal(count_of(&xml, "<fixity>"), 1);
	buf_free(&ledger);
	buf_free(&xml);
}

TEST(writes_nothing_of_a_ledger_that_does_not_fit)
{
	struct buf ledger = { 0 }, xml = { 0 };
	struct fail f = { 0 };
	size_t i;

	assert_int_equal(premis_write(bytes_of(""), "ips", &xml, &f), -1);
	assert_string_equal(f.what, "bag-ledger-empty");
	make_ledger(&ledger);
	for (i = 0; i + 1000 < ledger.len; i += 37) { /* the last line is not cited */
		ledger.at[i] ^= 1;
		memset(&f, 0, sizeof f);
		assert_int_equal(premis_write(buf_bytes(&ledger), "ips", &xml, &f), -1);
		ledger.at[i] ^= 1;
	}
	ledger.len--;
	memset(&f, 0, sizeof f);
	xml.len = 0;
	assert_int_equal(premis_write(buf_bytes(&ledger), "ips", &xml, &f), -1);
	assert_string_equal(f.what, "bag-ledger");
	assert_int_equal(f.line, REASON_COUNT);
	assert_int_equal(xml.len, 0);
	buf_free(&ledger);
	buf_free(&xml);
}

TEST(counts_events_whatever_their_prefix)
{
	struct fail f = { 0 };
	uint64_t events;

	assert_int_equal(
	    premis_events(bytes_of("<p:premis xmlns:p='http://www.loc.gov/premis/v3'>"
				   "<p:event/><event/><eventType/></p:premis>"),
		&events, &f),
	    0);
	assert_int_equal(events, 2);
}

TEST(refuses_xml_that_is_not_well_formed_or_brings_entities)
{
	static const char *const bad[] = { "", "x", "<a>", "<a></b>", "<a/><b/>",
		"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
		"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>", "<a>&x;</a>",
		"<a>\xff</a>" };
	uint64_t events;
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		memset(&f, 0, sizeof f);
		assert_int_equal(premis_events(bytes_of(bad[i]), &events, &f), -1);
		assert_string_equal(f.what, "bag-xml");
	}
}

UNIT(cmocka_unit_test(has_one_event_an_entry_and_each_object_and_agent_once),
    cmocka_unit_test(gives_an_object_its_last_digest),
    cmocka_unit_test(writes_nothing_of_a_ledger_that_does_not_fit),
    cmocka_unit_test(counts_events_whatever_their_prefix),
    cmocka_unit_test(refuses_xml_that_is_not_well_formed_or_brings_entities))
