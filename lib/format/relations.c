#include "format/relations.h"

#include <string.h>

#include <expat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/zip.h"

enum { CHUNK = 16 * 1024 };

static const char space[] =
    "http://schemas.openxmlformats.org/package/2006/relationships";

struct reading {
	struct zip *zip;
	struct bytes folder; /* of the part, with its "/"; "" at the top */
	struct arena *arena;
	struct relations *out;
	XML_Parser parser;
	bool many, doctype;
};

/* The name of the entry that a target means, "." and ".." taken away; NULL: outside. */
static const char *
resolve(const struct reading *r, const char *target)
{
	struct bytes rest = bytes_of(target), step;
	struct buf path = { 0 };
	const char *name;

	if (target[0] != '/')
		buf_add(&path, r->folder);
	while (bytes_next(&rest, '/', &step)) {
		if (step.len == 0 || bytes_are(step, "."))
			continue;
		if (!bytes_are(step, "..")) {
			buf_add(&path, step);
			buf_byte(&path, '/');
			continue;
		}
		if (path.len > 0)
			path.len--;
		while (path.len > 0 && path.at[path.len - 1] != '/')
			path.len--;
	}
	if (path.len > 0)
		path.len--;
	name = arena_text(r->arena, buf_bytes(&path));
	buf_free(&path);
	return name;
}

static const char *
value_of(const XML_Char **attribute, const char *name)
{
	for (; attribute[0] != NULL; attribute += 2)
		if (strcmp(attribute[0], name) == 0)
			return attribute[1];
	return "";
}

static void
start(void *with, const XML_Char *name, const XML_Char **attribute)
{
	struct reading *r = with;
	const char *type = value_of(attribute, "Type"), *slash = strrchr(type, '/');
	struct relation *one;

	if (strcmp(name, "Relationship") != 0 && strstr(name, "|Relationship") == NULL)
		return;
	if (strstr(name, "|Relationships") != NULL)
		return;
	if (r->out->len == LIMIT_RELATIONS) {
		r->many = true;
		XML_StopParser(r->parser, XML_FALSE);
		return;
	}
	r->out->at = arena_grow(
	    r->arena, r->out->at, r->out->len, &r->out->cap, sizeof *r->out->at);
	one = &r->out->at[r->out->len++];
	one->id = arena_text(r->arena, bytes_of(value_of(attribute, "Id")));
	one->type = arena_text(r->arena, bytes_of(slash ? slash + 1 : type));
	one->outside = strcmp(value_of(attribute, "TargetMode"), "External") == 0;
	one->entry = NULL;
	if (!one->outside)
		one->entry =
		    zip_find(r->zip, resolve(r, value_of(attribute, "Target")));
}

static void
doctype(void *with, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	struct reading *r = with;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	r->doctype = true;
	XML_StopParser(r->parser, XML_FALSE);
}

static int
parse(struct reading *r, struct zip_stream *stream, struct fail *f)
{
	enum XML_Status status = XML_STATUS_OK;
	size_t got;
	void *to;
	int rc;

	do {
		to = XML_GetBuffer(r->parser, CHUNK);
		if (to == NULL)
			die("relations: no memory");
		rc = zip_stream_read(stream, to, CHUNK, &got, f);
		if (rc == -1)
			return -1;
		status = XML_ParseBuffer(r->parser, (int)got, rc == 0);
	} while (rc == 1 && status == XML_STATUS_OK);
	if (r->many)
		return fail(f, FAIL_LIMIT, "relations-many");
	if (r->doctype)
		return fail(f, FAIL_INPUT, "xml-doctype");
	if (status != XML_STATUS_OK)
		return fail_with(f, FAIL_INPUT, "xml-form", "%s",
		    XML_ErrorString(XML_GetErrorCode(r->parser)));
	return 0;
}

/* "word/document.xml": "word/_rels/document.xml.rels". */
static const struct zip_entry *
entry_of(struct reading *r, struct bytes part)
{
	struct bytes file = bytes_cut(part, r->folder.len, part.len);

	return zip_find(r->zip,
	    arena_printf(r->arena, "%.*s_rels/%.*s.rels", (int)r->folder.len,
		(const char *)r->folder.at, (int)file.len, (const char *)file.at));
}

int
relations_read(struct zip *zip, struct bytes part, struct arena *a,
    struct relations *out, struct fail *f)
{
	struct reading r = { .zip = zip, .arena = a, .out = out, .folder = part };
	const struct zip_entry *entry;
	struct zip_stream *stream;
	int rc;

	*out = (struct relations){ NULL, 0, 0 };
	while (r.folder.len > 0 && r.folder.at[r.folder.len - 1] != '/')
		r.folder.len--;
	entry = entry_of(&r, part);
	if (entry == NULL)
		return 0;
	stream = zip_stream_open(zip, entry, a, f);
	if (stream == NULL)
		return -1;
	r.parser = XML_ParserCreateNS(NULL, '|');
	if (r.parser == NULL)
		die("relations: no memory");
	XML_SetUserData(r.parser, &r);
	XML_SetStartElementHandler(r.parser, start);
	XML_SetStartDoctypeDeclHandler(r.parser, doctype);
	rc = parse(&r, stream, f);
	XML_ParserFree(r.parser);
	zip_stream_close(stream);
	return rc;
}

const struct relation *
relation_of(const struct relations *all, const char *type)
{
	size_t i;

	for (i = 0; i < all->len; i++)
		if (all->at[i].entry != NULL && strcmp(all->at[i].type, type) == 0)
			return &all->at[i];
	return NULL;
}

void
relations_begin(struct buf *b)
{
	buf_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
	buf_printf(b, "<Relationships xmlns=\"%s\">", space);
}

void
relation_write(struct buf *b, const char *id, const char *type, const char *target)
{
	buf_printf(
	    b, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
}

void
relations_end(struct buf *b)
{
	buf_text(b, "</Relationships>");
}
