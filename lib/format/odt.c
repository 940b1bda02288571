#include "format/odt.h"

#include <string.h>

#include <expat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/map.h"
#include "format/package.h"
#include "format/zip.h"

enum {
	CHUNK = 16 * 1024,
	TYPE = 128 /* bytes that are read of a mimetype */
};

#define OPENDOCUMENT "application/vnd.oasis.opendocument."

/* By what "mimetype" says behind OPENDOCUMENT. */
static const struct type {
	const char *type;
	const char *refused; /* what it is; NULL: it is read */
} types[] = {
	{ "text", NULL },
	{ "text-template", NULL },
	{ "text-master", "ODM" },
	{ "text-master-template", "OTM" },
	{ "text-web", "OTH" },
	{ "spreadsheet", "ODS" },
	{ "spreadsheet-template", "OTS" },
	{ "presentation", "ODP" },
	{ "presentation-template", "OTP" },
	{ "graphics", "ODG" },
	{ "graphics-template", "OTG" },
};

/* Parts that come out, in the order in which they are read. */
static const char *const parts[] = { "content.xml", "styles.xml", "settings.xml" };

enum { PARTS = sizeof parts / sizeof *parts };

/* The others, by how their names begin. */
static const struct {
	const char *start;
	enum hidden what;
} others[] = {
	{ "mimetype", HIDDEN_NONE },
	{ "META-INF/manifest.xml", HIDDEN_NONE },
	{ "META-INF/", HIDDEN_AUTHOR }, /* signatures */
	{ "meta.xml", HIDDEN_PROPERTY },
	{ "manifest.rdf", HIDDEN_PROPERTY },
	{ "Configurations2/", HIDDEN_PROPERTY },
	{ "Thumbnails/", HIDDEN_THUMBNAIL },
	{ "Pictures/", HIDDEN_PICTURE },
	{ "media/", HIDDEN_MEDIA },
	{ "Media/", HIDDEN_MEDIA },
	{ "Object", HIDDEN_EMBEDDED }, /* "Object 1/", "ObjectReplacements/" */
	{ "EmbeddedDatabase/", HIDDEN_EMBEDDED },
	{ "database/", HIDDEN_EMBEDDED },
	{ "forms/", HIDDEN_EMBEDDED },
	{ "reports/", HIDDEN_EMBEDDED },
	{ "VersionList.xml", HIDDEN_DELETED },
	{ "Versions/", HIDDEN_DELETED },
	{ "Basic/", HIDDEN_MACRO },
	{ "Scripts/", HIDDEN_MACRO },
	{ "Dialogs/", HIDDEN_MACRO },
	{ "Fonts/", HIDDEN_NONE },
	{ "layout-cache", HIDDEN_NONE },
	{ "", HIDDEN_UNKNOWN },
};

static bool
claims(const struct zip *zip)
{
	return zip_find(zip, "META-INF/manifest.xml") != NULL &&
	       (zip_find(zip, "mimetype") != NULL ||
		   zip_find(zip, "content.xml") != NULL);
}

/* What META-INF/manifest.xml says (ODF 1.3 part 2, 4). */
struct manifest {
	struct arena *arena;
	XML_Parser parser;
	struct bytes type; /* of the whole */
	bool encrypted, doctype;
};

static bool
ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

static const char *
value_of(const XML_Char **attribute, const char *name)
{
	for (; attribute[0] != NULL; attribute += 2)
		if (ends_with(attribute[0], name))
			return attribute[1];
	return "";
}

/* Namespaces are not asked for: there are manifests that forgot to declare theirs, and
 * whatever calls itself encrypted is refused. */
static void
start_element(void *with, const XML_Char *name, const XML_Char **attribute)
{
	struct manifest *m = with;

	if (ends_with(name, "encryption-data") || ends_with(name, "encrypted-key"))
		m->encrypted = true;
	else if (ends_with(name, ":file-entry") &&
		 strcmp(value_of(attribute, ":full-path"), "/") == 0)
		m->type = bytes_of(
		    arena_text(m->arena, bytes_of(value_of(attribute, ":media-type"))));
}

static void
start_doctype(void *with, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	struct manifest *m = with;

	(void)name;
	(void)system;
	(void)public;
	/* OpenOffice 1 and 2 named a DTD; what it declares itself is not read */
	if (internal) {
		m->doctype = true;
		XML_StopParser(m->parser, XML_FALSE);
	}
}

static int
parse_manifest(struct manifest *m, struct zip_stream *stream, struct fail *f)
{
	enum XML_Status status = XML_STATUS_OK;
	size_t got;
	void *to;
	int rc;

	do {
		to = XML_GetBuffer(m->parser, CHUNK);
		if (to == NULL)
			die("odt: no memory");
		rc = zip_stream_read(stream, to, CHUNK, &got, f);
		if (rc == -1)
			return -1;
		status = XML_ParseBuffer(m->parser, (int)got, rc == 0);
	} while (rc == 1 && status == XML_STATUS_OK);
	if (m->doctype)
		return fail(f, FAIL_INPUT, "xml-doctype");
	if (status != XML_STATUS_OK)
		return fail_with(f, FAIL_INPUT, "xml-form", "%s",
		    XML_ErrorString(XML_GetErrorCode(m->parser)));
	return 0;
}

static int
read_manifest(struct zip *zip, struct manifest *m, struct fail *f)
{
	struct zip_stream *stream =
	    zip_stream_open(zip, zip_find(zip, "META-INF/manifest.xml"), m->arena, f);
	int rc;

	if (stream == NULL)
		return -1;
	m->parser = XML_ParserCreate(NULL);
	if (m->parser == NULL)
		die("odt: no memory");
	XML_SetUserData(m->parser, m);
	XML_SetStartElementHandler(m->parser, start_element);
	XML_SetStartDoctypeDeclHandler(m->parser, start_doctype);
	rc = parse_manifest(m, stream, f);
	XML_ParserFree(m->parser);
	zip_stream_close(stream);
	return rc;
}

/* What the entry "mimetype" says, if there is one. */
static int
read_type(struct zip *zip, struct bytes *type, struct arena *a, struct fail *f)
{
	const struct zip_entry *entry = zip_find(zip, "mimetype");
	unsigned char *to = arena_get(a, 1, TYPE);
	struct zip_stream *stream;
	size_t got, len = 0;
	int rc = 1;

	if (entry == NULL)
		return 0;
	stream = zip_stream_open(zip, entry, a, f);
	if (stream == NULL)
		return -1;
	while (rc == 1 && len < TYPE) {
		rc = zip_stream_read(stream, to + len, TYPE - len, &got, f);
		len += rc == 1 ? got : 0;
	}
	zip_stream_close(stream);
	*type = bytes_trim((struct bytes){ to, len });
	return rc == -1 ? -1 : 0;
}

/* The row of types; NULL: refused. */
static const struct type *
accept_type(struct bytes type, struct fail *f)
{
	size_t i;

	if (bytes_start(type, OPENDOCUMENT))
		type = bytes_cut(type, strlen(OPENDOCUMENT), type.len);
	else
		type.len = 0;
	for (i = 0; i < sizeof types / sizeof *types; i++)
		if (bytes_are(type, types[i].type)) {
			if (types[i].refused == NULL)
				return &types[i];
			fail_with(f, FAIL_INPUT, "refused-opendocument", "%s",
			    types[i].refused);
			return NULL;
		}
	fail(f, FAIL_INPUT, "format-unknown");
	return NULL;
}

static void
add_made(struct package *p, const char *name, struct bytes made, struct arena *a)
{
	struct part *part = package_add(p, name, a);

	part->kind = PART_MADE;
	part->made = arena_bytes(a, made);
}

static const struct xml_context *
context_new(const struct choice *choice, struct arena *a)
{
	struct xml_context *context = arena_get(a, 1, sizeof *context);
	struct odt_changes *changes = arena_get(a, 1, sizeof *changes);

	*changes = (struct odt_changes){ choice, map_new(a),
		arena_get(a, 1, sizeof(char *)), a };
	*context = (struct xml_context){ &odt_profile, symbols_new(a), changes };
	return context;
}

static void
add_parts(
    struct zip *zip, const struct choice *choice, struct package *p, struct arena *a)
{
	const struct xml_context *context = context_new(choice, a);
	struct part *part;
	size_t i;

	for (i = 0; i < PARTS; i++) {
		if (zip_find(zip, parts[i]) == NULL)
			continue;
		part = package_add(p, parts[i], a);
		part->kind = PART_READ;
		part->entry = zip_find(zip, parts[i]);
		part->format = &format_xml;
		part->with = context;
	}
}

static void
add_manifest(struct zip *zip, const char *type, struct package *p, struct arena *a)
{
	static const char entry[] = "<manifest:file-entry manifest:full-path=\"%s\""
				    " manifest:media-type=\"%s\"/>\n";
	struct buf b = { 0 };
	size_t i;

	buf_text(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:"
		     "opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">\n");
	buf_printf(&b, entry, "/", type);
	for (i = 0; i < PARTS; i++)
		if (zip_find(zip, parts[i]) != NULL)
			buf_printf(&b, entry, parts[i], "text/xml");
	buf_text(&b, "</manifest:manifest>\n");
	add_made(p, "META-INF/manifest.xml", buf_bytes(&b), a);
	buf_free(&b);
}

static bool
is_part(struct bytes name)
{
	size_t i;

	for (i = 0; i < PARTS; i++)
		if (bytes_are(name, parts[i]))
			return true;
	return false;
}

/* What stays behind. Empty files are settings of toolbars that nobody changed. */
static void
count_others(struct zip *zip, struct package *p)
{
	struct zip_besides b = zip_besides(zip);
	const struct zip_entry *e;
	size_t i, k;

	for (i = 0; i < zip_count(zip); i++) {
		e = zip_at(zip, i);
		if (e->folder || e->size == 0 || is_part(e->name))
			continue;
		for (k = 0; !bytes_start(e->name, others[k].start); k++)
			;
		p->hidden[others[k].what]++;
		if (others[k].what == HIDDEN_UNKNOWN)
			p->unknown = true;
	}
	p->hidden[HIDDEN_EXTRA] += b.extras + b.comments;
	p->hidden[HIDDEN_TIME] += b.times;
}

static int
plan(struct zip *zip, const struct choice *choice, struct arena *a, struct package *p,
    struct fail *f)
{
	struct manifest m = { .arena = a };
	struct bytes type = { NULL, 0 };
	const struct type *accepted;
	const char *whole;

	if (read_manifest(zip, &m, f) == -1 || read_type(zip, &type, a, f) == -1)
		return -1;
	accepted = accept_type(type.len > 0 ? type : m.type, f);
	if (accepted == NULL)
		return -1;
	if (m.encrypted || zip_find(zip, "encrypted-package") != NULL)
		return fail(f, FAIL_INPUT, "odt-encrypted");
	if (zip_find(zip, "content.xml") == NULL)
		return fail(f, FAIL_INPUT, "odt-main");
	whole = arena_printf(a, OPENDOCUMENT "%s", accepted->type);
	add_made(p, "mimetype", bytes_of(whole), a);
	p->part[0].stored = true;
	add_parts(zip, choice, p, a);
	add_manifest(zip, whole, p, a);
	count_others(zip, p);
	return 0;
}

/* The root says what it is, behind its declarations of namespaces. */
static int
bid(struct bytes head)
{
	static const char root[] = "<office:document ",
			  type[] = "\"" OPENDOCUMENT "text";

	return memmem(head.at, head.len, root, strlen(root)) != NULL &&
	               memmem(head.at, head.len, type, strlen(type)) != NULL
	           ? 100
	           : 0;
}

static struct reader *
open_flat(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	static const struct choice nothing;

	(void)part;
	return xml_open(source, context_new(&nothing, a), a, f);
}

const struct format format_fodt = {
	.name = "fodt",
	.suffix = ".fodt",
	.said = "format-odt",
	.bid = bid,
	.open = open_flat,
	.next = xml_next,
	.close = xml_close,
	.says_encoding = true,
};

const struct format format_odt = {
	.name = "odt",
	.suffix = ".odt",
	.said = "format-odt",
	.claims = claims,
	.plan = plan,
	.says_encoding = true,
};
