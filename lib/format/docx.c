#include "format/docx.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "format/package.h"
#include "format/relations.h"
#include "format/zip.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Parts that come out, by the type of the relation that leads to them, in the order in
 * which they are read; others stay behind, counted as .what. */
static const struct kind {
	const char *type;
	const char *name;    /* "word/header#.xml": # is a number */
	const char *content; /* its media type; NULL: stays behind */
	enum hidden what;
} kinds[] = {
	{ "header", "word/header#.xml", WORD "header+xml", HIDDEN_HEADER },
	{ "footer", "word/footer#.xml", WORD "footer+xml", HIDDEN_HEADER },
	{ "footnotes", "word/footnotes.xml", WORD "footnotes+xml", HIDDEN_NONE },
	{ "endnotes", "word/endnotes.xml", WORD "endnotes+xml", HIDDEN_NONE },
	{ "styles", "word/styles.xml", WORD "styles+xml", HIDDEN_NONE },
	{ "numbering", "word/numbering.xml", WORD "numbering+xml", HIDDEN_NONE },
	{ "settings", "word/settings.xml", WORD "settings+xml", HIDDEN_NONE },
	{ "theme", "word/theme/theme1.xml",
	    "application/vnd.openxmlformats-officedocument.theme+xml", HIDDEN_NONE },
	{ "comments", "word/comments.xml", WORD "comments+xml", HIDDEN_COMMENT },
	{ "commentsExtended", NULL, NULL, HIDDEN_COMMENT },
	{ "commentsIds", NULL, NULL, HIDDEN_COMMENT },
	{ "commentsExtensible", NULL, NULL, HIDDEN_COMMENT },
	{ "people", NULL, NULL, HIDDEN_AUTHOR },
	{ "core-properties", NULL, NULL, HIDDEN_PROPERTY },
	{ "extended-properties", NULL, NULL, HIDDEN_PROPERTY },
	{ "custom-properties", NULL, NULL, HIDDEN_PROPERTY },
	{ "thumbnail", NULL, NULL, HIDDEN_THUMBNAIL },
	{ "image", NULL, NULL, HIDDEN_PICTURE },
	{ "hdphoto", NULL, NULL, HIDDEN_PICTURE },
	{ "audio", NULL, NULL, HIDDEN_MEDIA },
	{ "video", NULL, NULL, HIDDEN_MEDIA },
	{ "media", NULL, NULL, HIDDEN_MEDIA },
	{ "hyperlink", NULL, NULL, HIDDEN_LINK },
	{ "attachedTemplate", NULL, NULL, HIDDEN_PROPERTY },
	{ "mailMergeSource", NULL, NULL, HIDDEN_LINK },
	{ "mailMergeHeaderSource", NULL, NULL, HIDDEN_LINK },
	{ "recipientData", NULL, NULL, HIDDEN_LINK },
	{ "transform", NULL, NULL, HIDDEN_LINK },
	{ "frame", NULL, NULL, HIDDEN_LINK },
	{ "subDocument", NULL, NULL, HIDDEN_EMBEDDED },
	{ "aFChunk", NULL, NULL, HIDDEN_EMBEDDED },
	{ "oleObject", NULL, NULL, HIDDEN_EMBEDDED },
	{ "package", NULL, NULL, HIDDEN_EMBEDDED },
	{ "control", NULL, NULL, HIDDEN_EMBEDDED },
	{ "chart", NULL, NULL, HIDDEN_EMBEDDED },
	{ "chartEx", NULL, NULL, HIDDEN_EMBEDDED },
	{ "diagramData", NULL, NULL, HIDDEN_EMBEDDED },
	{ "diagramLayout", NULL, NULL, HIDDEN_EMBEDDED },
	{ "diagramQuickStyle", NULL, NULL, HIDDEN_EMBEDDED },
	{ "diagramColors", NULL, NULL, HIDDEN_EMBEDDED },
	{ "diagramDrawing", NULL, NULL, HIDDEN_EMBEDDED },
	{ "glossaryDocument", NULL, NULL, HIDDEN_EMBEDDED },
	{ "ink", NULL, NULL, HIDDEN_PICTURE },
	{ "customXml", NULL, NULL, HIDDEN_CUSTOM },
	{ "customXmlProps", NULL, NULL, HIDDEN_CUSTOM },
	{ "vbaProject", NULL, NULL, HIDDEN_MACRO },
	{ "keyMapCustomizations", NULL, NULL, HIDDEN_MACRO },
	{ "attachedToolbars", NULL, NULL, HIDDEN_MACRO },
	{ "printerSettings", NULL, NULL, HIDDEN_MACRO },
	{ "origin", NULL, NULL, HIDDEN_AUTHOR }, /* of digital signatures */
	{ "font", NULL, NULL, HIDDEN_NONE },
	{ "fontTable", NULL, NULL, HIDDEN_NONE },
	{ "webSettings", NULL, NULL, HIDDEN_NONE },
	{ "stylesWithEffects", NULL, NULL, HIDDEN_NONE },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* What is being planned. */
struct plan {
	struct zip *zip;
	const struct choice *choice;
	struct arena *arena;
	struct package *package;
	struct xml_context *context;
	struct buf types, relations;    /* of the package that comes out */
	unsigned *count;                /* parts of each kind */
	const struct zip_entry **reach; /* entries that a relation leads to */
	size_t reached, reach_cap;
};

static bool
claims(const struct zip *zip)
{
	size_t i;

	/* any part in word/, as Word and everybody writes it; what the main one is, its
	 * relation says */
	if (zip_find(zip, "[Content_Types].xml") == NULL)
		return false;
	for (i = 0; i < zip_count(zip); i++)
		if (bytes_start(zip_at(zip, i)->name, "word/"))
			return true;
	return false;
}

static bool
comes_out(const struct plan *p, const struct kind *k)
{
	return k->content != NULL &&
	       (k->what != HIDDEN_COMMENT || p->choice->keep_comments);
}

static const struct kind *
kind_of(const char *type)
{
	size_t i;

	for (i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].type, type) == 0)
			return &kinds[i];
	return NULL;
}

static void
add_type(struct plan *p, const char *name, const char *content)
{
	buf_printf(&p->types, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", name,
	    content);
}

static void
add_part(struct plan *p, const char *name, const struct zip_entry *entry)
{
	struct part *part = package_add(p->package, name, p->arena);

	part->kind = PART_READ;
	part->entry = entry;
	part->format = &format_xml;
	part->with = p->context;
}

/* Parts that are made stand first, as Word has them, and are filled in last. */
enum { TYPES, TOP, RELATIONS, MADES };
static const char *const made[MADES] = { "[Content_Types].xml", "_rels/.rels",
	"word/_rels/document.xml.rels" };

static void
add_made(struct plan *p)
{
	size_t i;

	for (i = 0; i < MADES; i++)
		package_add(p->package, made[i], p->arena)->kind = PART_MADE;
}

static void
fill_made(struct plan *p, size_t at, const struct buf *bytes)
{
	p->package->part[at].made = arena_bytes(p->arena, buf_bytes(bytes));
}

/* The parts of one kind that the main part leads to. */
static void
add_kind(struct plan *p, const struct kind *k, const struct relations *all)
{
	const struct relation *r;
	const char *name, *hash;
	size_t i;

	for (i = 0; i < all->len; i++) {
		r = &all->at[i];
		if (strcmp(r->type, k->type) != 0 || r->entry == NULL)
			continue;
		hash = strchr(k->name, '#');
		if (p->count[k - kinds]++ > 0 && hash == NULL)
			continue;
		name = hash == NULL
		           ? k->name
		           : arena_printf(p->arena, "%.*s%u%s", (int)(hash - k->name),
				 k->name, p->count[k - kinds], hash + 1);
		add_part(p, name, r->entry);
		add_type(p, name, k->content);
		relation_write(&p->relations,
		    symbol_for(p->context->symbols, "rId", bytes_of(r->id)),
		    arena_printf(p->arena, OFFICE "%s", k->type),
		    name + strlen("word/"));
		p->package->hidden[k->what]++;
	}
}

/* What a part leads to and what stays behind: counted once each. */
static void
count_left(struct plan *p, const struct relations *all, const char *main)
{
	const struct kind *k;
	size_t i;

	for (i = 0; i < all->len; i++) {
		if (all->at[i].entry != NULL) {
			p->reach = arena_grow(p->arena, p->reach, p->reached,
			    &p->reach_cap, sizeof *p->reach);
			p->reach[p->reached++] = all->at[i].entry;
		}
		if (strcmp(all->at[i].type, main) == 0)
			continue;
		k = kind_of(all->at[i].type);
		if (k == NULL) {
			p->package->hidden[HIDDEN_UNKNOWN]++;
			p->package->unknown = true;
		} else if (!comes_out(p, k))
			p->package->hidden[k->what]++;
	}
}

/* The relations of every part that comes out: pictures of a header, links of a note. */
static int
count_all_left(struct plan *p, struct fail *f)
{
	struct relations inner;
	size_t i, n = p->package->parts;

	for (i = MADES + 1; i < n; i++) { /* the main part's are counted */
		if (relations_read(p->zip, p->package->part[i].entry->name, p->arena,
			&inner, f) == -1)
			return -1;
		count_left(p, &inner, "");
	}
	return 0;
}

static void
begin_types(struct plan *p)
{
	buf_text(&p->types,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
	    "content-types\"><Default Extension=\"rels\" ContentType=\""
	    "application/vnd.openxmlformats-package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
}

static void
fill_package_files(struct plan *p)
{
	struct buf top = { 0 };

	buf_text(&p->types, "</Types>");
	relations_end(&p->relations);
	relations_begin(&top);
	relation_write(&top, "rId1", OFFICE "officeDocument", "word/document.xml");
	relations_end(&top);
	fill_made(p, RELATIONS, &p->relations);
	fill_made(p, TOP, &top);
	fill_made(p, TYPES, &p->types);
	buf_free(&top);
}

/* Entries that no relation leads to, by their folder. */
static const struct {
	const char *start;
	enum hidden what;
} folders[] = {
	{ "docProps/thumbnail", HIDDEN_THUMBNAIL },
	{ "docProps/", HIDDEN_PROPERTY },
	{ "customXml/", HIDDEN_CUSTOM },
	{ "word/media/", HIDDEN_PICTURE },
	{ "word/embeddings/", HIDDEN_EMBEDDED },
	{ "word/charts/", HIDDEN_EMBEDDED },
	{ "word/diagrams/", HIDDEN_EMBEDDED },
	{ "word/glossary/", HIDDEN_EMBEDDED },
	{ "word/activeX/", HIDDEN_EMBEDDED },
	{ "word/vba", HIDDEN_MACRO },
	{ "word/fonts/", HIDDEN_NONE },
	{ "_xmlsignatures/", HIDDEN_AUTHOR },
	{ "", HIDDEN_UNKNOWN },
};

static bool
is_reached(const struct plan *p, const struct zip_entry *e)
{
	size_t i;

	for (i = 0; i < p->reached; i++)
		if (p->reach[i] == e)
			return true;
	return false;
}

static void
count_orphans(struct plan *p)
{
	const struct zip_entry *e;
	size_t i, k;

	for (i = 0; i < zip_count(p->zip); i++) {
		e = zip_at(p->zip, i);
		if (e->folder || is_reached(p, e) ||
		    bytes_are(e->name, "[Content_Types].xml") ||
		    memmem(e->name.at, e->name.len, "_rels/", 6) != NULL)
			continue;
		for (k = 0; !bytes_start(e->name, folders[k].start); k++)
			;
		p->package->hidden[folders[k].what]++;
		if (folders[k].what == HIDDEN_UNKNOWN)
			p->package->unknown = true;
	}
}

static void
count_extras(struct plan *p)
{
	struct zip_besides b = zip_besides(p->zip);

	p->package->hidden[HIDDEN_EXTRA] += b.extras + b.comments;
	p->package->hidden[HIDDEN_TIME] += b.times;
}

static int
plan_parts(struct plan *p, struct fail *f)
{
	struct relations top, all;
	const struct relation *main;
	size_t i;

	if (relations_read(p->zip, bytes_of(""), p->arena, &top, f) == -1)
		return -1;
	main = relation_of(&top, "officeDocument");
	if (main == NULL)
		return fail(f, FAIL_INPUT, "docx-main");
	if (relations_read(p->zip, main->entry->name, p->arena, &all, f) == -1)
		return -1;
	add_made(p);
	begin_types(p);
	relations_begin(&p->relations);
	add_part(p, "word/document.xml", main->entry);
	add_type(p, "word/document.xml", WORD "document.main+xml");
	for (i = 0; i < KINDS; i++)
		if (comes_out(p, &kinds[i]))
			add_kind(p, &kinds[i], &all);
	count_left(p, &top, "officeDocument");
	count_left(p, &all, "");
	if (count_all_left(p, f) == -1)
		return -1;
	count_orphans(p);
	count_extras(p);
	fill_package_files(p);
	return 0;
}

static int
plan(struct zip *zip, const struct choice *choice, struct arena *a,
    struct package *package, struct fail *f)
{
	struct plan p = {
		.zip = zip, .choice = choice, .arena = a, .package = package
	};
	int rc;

	p.count = arena_get(a, KINDS, sizeof *p.count);
	p.context = arena_get(a, 1, sizeof *p.context);
	p.context->profile = &docx_profile;
	p.context->symbols = symbols_new(a);
	p.context->with = choice;
	rc = plan_parts(&p, f);
	buf_free(&p.types);
	buf_free(&p.relations);
	return rc;
}

const struct format format_docx = {
	.name = "docx",
	.suffix = ".docx",
	.said = "format-docx",
	.claims = claims,
	.plan = plan,
	.says_encoding = true,
};
