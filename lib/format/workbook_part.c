#include "format/workbook_part.h"

#include <string.h>

#include <expat.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/zip.h"

enum { CHUNK = 64 * 1024, SEPARATOR = '|' };

struct part_reader {
	XML_Parser parser;
	const struct part_handler *handler;
	void *with;
	struct fail *fail;
	struct buf *to;
	size_t limit;
	size_t passing; /* elements open in one of another vocabulary, itself counted */
	const char *root; /* NULL: it was there */
	bool stopped;
};

void *
part_with(struct part_reader *r)
{
	return r->with;
}

struct fail *
part_fail(struct part_reader *r)
{
	return r->fail;
}

void
part_stop(struct part_reader *r)
{
	r->stopped = true;
	XML_StopParser(r->parser, XML_FALSE);
}

void
part_gather(struct part_reader *r, struct buf *to, size_t limit)
{
	r->to = to;
	r->limit = limit;
	if (to != NULL)
		buf_clear(to);
}

const char *
part_attribute(const char **attribute, const char *name)
{
	const char *local;

	for (; attribute[0] != NULL; attribute += 2) {
		local = strrchr(attribute[0], SEPARATOR);
		if (strcmp(local ? local + 1 : attribute[0], name) == 0)
			return attribute[1];
	}
	return NULL;
}

bool
part_is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* The name without its vocabulary, or NULL if that is another one. */
static const char *
known_name(const char *name)
{
	static const char *const spaces[] = {
		"http://schemas.openxmlformats.org/spreadsheetml/2006/main|",
		"http://purl.oclc.org/ooxml/spreadsheetml/main|",
	};
	size_t i;

	for (i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
		if (strncmp(name, spaces[i], strlen(spaces[i])) == 0)
			return name + strlen(spaces[i]);
	return NULL;
}

static void
on_start(void *with, const XML_Char *name, const XML_Char **attributes)
{
	struct part_reader *r = with;
	const char *local = known_name(name);

	if (r->root != NULL && (local == NULL || strcmp(local, r->root) != 0)) {
		fail(r->fail, FAIL_INPUT, "workbook-none");
		part_stop(r);
		return;
	}
	r->root = NULL;
	if (r->passing > 0 || local == NULL)
		r->passing++;
	else if (!r->stopped)
		r->handler->start(r, local, attributes);
}

static void
on_end(void *with, const XML_Char *name)
{
	struct part_reader *r = with;

	if (r->passing > 0)
		r->passing--;
	else if (!r->stopped)
		r->handler->end(r, known_name(name));
}

static void
on_text(void *with, const XML_Char *text, int len)
{
	struct part_reader *r = with;
	struct bytes more = { (const unsigned char *)text, (size_t)len };

	if (r->to == NULL || r->passing > 0)
		return;
	if (more.len > r->limit + 1 - r->to->len)
		more.len = r->limit + 1 - r->to->len;
	buf_add(r->to, more);
}

static void
on_doctype(void *with, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	struct part_reader *r = with;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	fail(r->fail, FAIL_INPUT, "xml-doctype");
	part_stop(r);
}

static int
feed(struct part_reader *r, const void *bytes, size_t len, bool last)
{
	if (XML_Parse(r->parser, bytes, (int)len, last) == XML_STATUS_OK)
		return 0;
	if (r->stopped)
		return -1;
	return fail_with(r->fail, FAIL_INPUT, "xml-form", "%s",
	    XML_ErrorString(XML_GetErrorCode(r->parser)));
}

static int
read_stream(struct part_reader *r, struct zip_stream *stream, unsigned char *chunk)
{
	size_t got;
	int rc;

	while ((rc = zip_stream_read(stream, chunk, CHUNK, &got, r->fail)) == 1)
		if (feed(r, chunk, got, false) == -1)
			return -1;
	return rc == 0 ? feed(r, "", 0, true) : -1;
}

int
part_read(struct zip *zip, const struct zip_entry *entry, const char *root,
    const struct part_handler *handler, void *with, struct arena *a, struct fail *f)
{
	struct part_reader r = {
		.handler = handler, .with = with, .fail = f, .root = root
	};
	struct zip_stream *stream;
	int rc;

	stream = zip_stream_open(zip, entry, a, f);
	if (stream == NULL)
		return -1;
	r.parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (r.parser == NULL)
		die("workbook: no memory");
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	rc = read_stream(&r, stream, arena_get(a, 1, CHUNK));
	XML_ParserFree(r.parser);
	zip_stream_close(stream);
	return rc;
}
