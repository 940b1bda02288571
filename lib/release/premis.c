#include "release/premis.h"

#include <expat.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "release/bag_ledger.h"
#include "release/media.h"
#include "vault/digest.h"

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<premis xmlns=\"http://www.loc.gov/premis/v3\"\n"
    "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    "    xsi:schemaLocation=\"http://www.loc.gov/premis/v3 "
    "https://www.loc.gov/standards/premis/premis.xsd\"\n"
    "    version=\"3.0\">\n";

/* What stands in the ledger once: an object and its last digest, or an agent. */
struct thing {
	const char *name;
	char sha256[65]; /* "" none */
};

struct things {
	struct arena *arena;
	struct map *map;
	struct thing *at;
	size_t len, cap;
};

static struct thing *
find_thing(struct things *t, const char *name)
{
	int added;
	uint32_t *number = map_put(t->map, bytes_of(name), (uint32_t)t->len, &added);

	if (added) {
		t->at = arena_grow(t->arena, t->at, t->len, &t->cap, sizeof *t->at);
		t->at[t->len++].name = arena_text(t->arena, bytes_of(name));
	}
	return &t->at[*number];
}

static int
collect(
    struct bytes ledger, struct things *objects, struct things *agents, struct fail *f)
{
	struct ledger_lines lines = { .rest = ledger };
	const struct ledger_entry *e = &lines.line.entry;
	struct thing *o;
	int got;

	while ((got = ledger_lines_next(&lines, f)) == 1) {
		o = find_thing(objects, e->object);
		if (e->sha256 != NULL)
			memcpy(o->sha256, e->sha256, sizeof o->sha256);
		find_thing(agents, e->agent);
	}
	if (got < 0)
		return -1;
	return objects->len ? 0 : fail(f, FAIL_SEAL, "bag-ledger-empty");
}

/* Names in the ledger are [A-Za-z0-9._/-] and the other texts are from closed
 * lists: nothing needs escaping. */
static const char *
format_name(const char *object)
{
	const char *dot = strrchr(object, '.');

	return dot != NULL && strcmp(dot, ".age") == 0 ? "age-encryption.org/v1"
	                                               : media_type(object);
}

static void
put_object(struct buf *to, const struct thing *o)
{
	buf_printf(to,
	    "  <object xsi:type=\"file\">\n"
	    "    <objectIdentifier>\n"
	    "      <objectIdentifierType>local</objectIdentifierType>\n"
	    "      <objectIdentifierValue>%s</objectIdentifierValue>\n"
	    "    </objectIdentifier>\n"
	    "    <objectCharacteristics>\n",
	    o->name);
	if (o->sha256[0] != '\0')
		buf_printf(to,
		    "      <fixity>\n"
		    "        <messageDigestAlgorithm>SHA-256</messageDigestAlgorithm>\n"
		    "        <messageDigest>%s</messageDigest>\n"
		    "      </fixity>\n",
		    o->sha256);
	buf_printf(to,
	    "      <format>\n"
	    "        <formatDesignation>\n"
	    "          <formatName>%s</formatName>\n"
	    "        </formatDesignation>\n"
	    "      </format>\n"
	    "    </objectCharacteristics>\n"
	    "  </object>\n",
	    format_name(o->name));
}

static void
put_event(struct buf *to, const struct ledger_entry *e, const char *project,
    const char *line_head)
{
	struct time_text time = time_text(e->time);

	buf_printf(to,
	    "  <event>\n"
	    "    <eventIdentifier>\n"
	    "      <eventIdentifierType>ledger-entry</eventIdentifierType>\n"
	    "      <eventIdentifierValue>%s/%llu</eventIdentifierValue>\n"
	    "    </eventIdentifier>\n"
	    "    <eventType authority=\"eventType\" authorityURI=\"http://id.loc.gov/"
	    "vocabulary/preservation/eventType\">%s</eventType>\n"
	    "    <eventDateTime>%s</eventDateTime>\n"
	    "    <eventDetailInformation>\n"
	    "      <eventDetail>reason=%s sha256=%s head=%s</eventDetail>\n"
	    "    </eventDetailInformation>\n"
	    "    <eventOutcomeInformation>\n"
	    "      <eventOutcome>%s</eventOutcome>\n"
	    "    </eventOutcomeInformation>\n",
	    project, (unsigned long long)e->n, ledger_event_text(e->event), time.at,
	    ledger_reason_text(e->reason), e->sha256 ? e->sha256 : digest_none,
	    line_head, ledger_outcome_text(e->outcome));
	buf_printf(to,
	    "    <linkingAgentIdentifier>\n"
	    "      <linkingAgentIdentifierType>local</linkingAgentIdentifierType>\n"
	    "      <linkingAgentIdentifierValue>%s</linkingAgentIdentifierValue>\n"
	    "    </linkingAgentIdentifier>\n"
	    "    <linkingObjectIdentifier>\n"
	    "      <linkingObjectIdentifierType>local</linkingObjectIdentifierType>\n"
	    "      <linkingObjectIdentifierValue>%s</linkingObjectIdentifierValue>\n"
	    "    </linkingObjectIdentifier>\n"
	    "  </event>\n",
	    e->agent, e->object);
}

/* The program calls itself "taus/0.1.0"; everybody else is a holder's label. */
static void
put_agent(struct buf *to, const struct thing *agent)
{
	bool program = strncmp(agent->name, "taus/", 5) == 0;

	buf_printf(to,
	    "  <agent>\n"
	    "    <agentIdentifier>\n"
	    "      <agentIdentifierType>local</agentIdentifierType>\n"
	    "      <agentIdentifierValue>%s</agentIdentifierValue>\n"
	    "    </agentIdentifier>\n"
	    "    <agentType authority=\"agentType\" authorityURI=\"http://id.loc.gov/"
	    "vocabulary/preservation/agentType\">%s</agentType>\n",
	    agent->name, program ? "software" : "person");
	if (program)
		buf_printf(
		    to, "    <agentVersion>%s</agentVersion>\n", agent->name + 5);
	buf_text(to, "  </agent>\n");
}

int
premis_write(struct bytes ledger, const char *project, struct buf *to, struct fail *f)
{
	struct arena *a = arena_new();
	struct things objects = { .arena = a, .map = map_new(a) };
	struct things agents = { .arena = a, .map = map_new(a) };
	struct ledger_lines lines = { .rest = ledger };
	size_t i;
	int rc = -1;

	if (collect(ledger, &objects, &agents, f) < 0)
		goto out;
	buf_text(to, head);
	for (i = 0; i < objects.len; i++)
		put_object(to, &objects.at[i]);
	while (ledger_lines_next(&lines, f) == 1)
		put_event(to, &lines.line.entry, project, lines.head);
	for (i = 0; i < agents.len; i++)
		put_agent(to, &agents.at[i]);
	buf_text(to, "</premis>\n");
	rc = 0;
out:
	arena_free(a);
	return rc;
}

struct count {
	XML_Parser parser;
	uint64_t events;
};

/* "uri event": the library puts the name space in front. */
static void XMLCALL
count_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct count *c = data;
	const char *space = strrchr(name, ' ');

	(void)attributes;
	c->events += strcmp(space != NULL ? space + 1 : name, "event") == 0;
}

/* No document type, so no entities: nothing can grow or be fetched. */
static void XMLCALL
refuse_doctype(void *data, const XML_Char *name, const XML_Char *system_id,
    const XML_Char *public_id, int subset)
{
	struct count *c = data;

	(void)name, (void)system_id, (void)public_id, (void)subset;
	XML_StopParser(c->parser, XML_FALSE);
}

int
premis_events(struct bytes xml, uint64_t *events, struct fail *f)
{
	struct count c = { XML_ParserCreateNS("UTF-8", ' '), 0 };
	size_t from = 0, len;
	enum XML_Status status = XML_STATUS_OK;

	if (c.parser == NULL)
		die("out of memory");
	XML_SetUserData(c.parser, &c);
	XML_SetStartElementHandler(c.parser, count_start);
	XML_SetStartDoctypeDeclHandler(c.parser, refuse_doctype);
	do {
		len = xml.len - from > 65536 ? 65536 : xml.len - from;
		status = XML_Parse(c.parser, (const char *)xml.at + from, (int)len,
		    from + len == xml.len);
		from += len;
	} while (status == XML_STATUS_OK && from < xml.len);
	XML_ParserFree(c.parser);
	*events = c.events;
	return status == XML_STATUS_OK ? 0 : fail(f, FAIL_SEAL, "bag-xml");
}
