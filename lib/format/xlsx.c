#include "format/xlsx.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "format/docx.h"
#include "format/package.h"
#include "format/relations.h"
#include "format/xlsx_inside.h"
#include "format/zip.h"
#include "text/utf8.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define SHEET "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* What stays behind, by the relation that leads to it. */
static const struct {
	const char *type;
	enum hidden what;
} left[] = {
	{ "officeDocument", HIDDEN_NONE },
	{ "worksheet", HIDDEN_NONE },
	{ "sharedStrings", HIDDEN_NONE },
	{ "styles", HIDDEN_NONE },
	{ "theme", HIDDEN_NONE },
	{ "calcChain", HIDDEN_NONE },
	{ "sheetMetadata", HIDDEN_NONE },
	{ "vmlDrawing", HIDDEN_NONE }, /* of comments */
	{ "comments", HIDDEN_COMMENT },
	{ "threadedComment", HIDDEN_COMMENT },
	{ "person", HIDDEN_AUTHOR },
	{ "persons", HIDDEN_AUTHOR },
	{ "usernames", HIDDEN_AUTHOR },
	{ "origin", HIDDEN_AUTHOR },
	{ "core-properties", HIDDEN_PROPERTY },
	{ "extended-properties", HIDDEN_PROPERTY },
	{ "custom-properties", HIDDEN_PROPERTY },
	{ "customProperty", HIDDEN_PROPERTY },
	{ "revisionHeaders", HIDDEN_REVISION },
	{ "revisionLog", HIDDEN_REVISION },
	{ "thumbnail", HIDDEN_THUMBNAIL },
	{ "drawing", HIDDEN_PICTURE },
	{ "image", HIDDEN_PICTURE },
	{ "hyperlink", HIDDEN_LINK },
	{ "externalLink", HIDDEN_LINK },
	{ "externalLinkPath", HIDDEN_LINK },
	{ "connections", HIDDEN_LINK },
	{ "queryTable", HIDDEN_LINK },
	{ "table", HIDDEN_NAME },
	{ "chartsheet", HIDDEN_EMBEDDED },
	{ "dialogsheet", HIDDEN_EMBEDDED },
	{ "chart", HIDDEN_EMBEDDED },
	{ "pivotCacheDefinition", HIDDEN_EMBEDDED },
	{ "pivotTable", HIDDEN_EMBEDDED },
	{ "slicer", HIDDEN_EMBEDDED },
	{ "slicerCache", HIDDEN_EMBEDDED },
	{ "timeline", HIDDEN_EMBEDDED },
	{ "timelineCache", HIDDEN_EMBEDDED },
	{ "oleObject", HIDDEN_EMBEDDED },
	{ "package", HIDDEN_EMBEDDED },
	{ "control", HIDDEN_EMBEDDED },
	{ "ctrlProp", HIDDEN_EMBEDDED },
	{ "customXml", HIDDEN_CUSTOM },
	{ "xmlMaps", HIDDEN_CUSTOM },
	{ "vbaProject", HIDDEN_MACRO },
	{ "xlMacrosheet", HIDDEN_MACRO },
	{ "xlIntlMacrosheet", HIDDEN_MACRO },
	{ "attachedToolbars", HIDDEN_MACRO },
	{ "printerSettings", HIDDEN_MACRO },
	{ "volatileDependencies", HIDDEN_LINK },
};

/* What no relation leads to from what comes out, by its folder. */
static const struct {
	const char *start;
	enum hidden what;
} folders[] = {
	{ "docProps/thumbnail", HIDDEN_THUMBNAIL },
	{ "docProps/", HIDDEN_PROPERTY },
	{ "customXml/", HIDDEN_CUSTOM },
	{ "xl/media/", HIDDEN_PICTURE },
	{ "xl/drawings/", HIDDEN_PICTURE },
	{ "xl/charts/", HIDDEN_EMBEDDED },
	{ "xl/embeddings/", HIDDEN_EMBEDDED },
	{ "xl/activeX/", HIDDEN_EMBEDDED },
	{ "xl/ctrlProps/", HIDDEN_EMBEDDED },
	{ "xl/diagrams/", HIDDEN_EMBEDDED },
	{ "xl/pivot", HIDDEN_EMBEDDED },
	{ "xl/slicer", HIDDEN_EMBEDDED },
	{ "xl/richData/", HIDDEN_EMBEDDED },
	{ "xl/model/", HIDDEN_EMBEDDED },
	{ "xl/externalLinks/", HIDDEN_LINK },
	{ "xl/queryTables/", HIDDEN_LINK },
	{ "xl/tables/", HIDDEN_NAME },
	{ "xl/comments", HIDDEN_COMMENT },
	{ "xl/threadedComments/", HIDDEN_COMMENT },
	{ "xl/persons/", HIDDEN_AUTHOR },
	{ "xl/revisions/", HIDDEN_REVISION },
	{ "xl/printerSettings/", HIDDEN_MACRO },
	{ "xl/vba", HIDDEN_MACRO },
	{ "xl/macrosheets/", HIDDEN_MACRO },
	{ "_xmlsignatures/", HIDDEN_AUTHOR },
	{ "", HIDDEN_UNKNOWN },
};

/* What is being planned. */
struct plan {
	struct zip *zip;
	struct arena *arena;
	struct package *package;
	struct symbols *symbols;
	struct workbook *book;
	struct xlsx_strings *strings;
	struct xlsx_sheet *sheet;
	struct buf types, relations, workbook;
	const struct zip_entry **reach;
	size_t reached, reach_cap;
};

static bool
claims(const struct zip *zip)
{
	size_t i;

	if (zip_find(zip, "[Content_Types].xml") == NULL)
		return false;
	for (i = 0; i < zip_count(zip); i++)
		if (bytes_start(zip_at(zip, i)->name, "xl/"))
			return true;
	return false;
}

static void
reach(struct plan *p, const struct zip_entry *entry)
{
	p->reach =
	    arena_grow(p->arena, p->reach, p->reached, &p->reach_cap, sizeof *p->reach);
	p->reach[p->reached++] = entry;
}

static bool
is_reached(const struct plan *p, const struct zip_entry *entry)
{
	size_t i;

	for (i = 0; i < p->reached; i++)
		if (p->reach[i] == entry)
			return true;
	return false;
}

static void
count(struct plan *p, enum hidden what)
{
	p->package->hidden[what]++;
	if (what == HIDDEN_UNKNOWN)
		p->package->unknown = true;
}

/* What these relations lead to stays behind, but for what is read. */
static void
count_relations(struct plan *p, const struct relations *all)
{
	size_t i, k;

	for (i = 0; i < all->len; i++) {
		if (all->at[i].entry != NULL)
			reach(p, all->at[i].entry);
		for (k = 0; k < sizeof left / sizeof left[0]; k++)
			if (strcmp(left[k].type, all->at[i].type) == 0)
				break;
		count(p,
		    k < sizeof left / sizeof left[0] ? left[k].what : HIDDEN_UNKNOWN);
	}
}

static void
count_rest(struct plan *p)
{
	struct zip_besides b = zip_besides(p->zip);
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
		count(p, folders[k].what);
	}
	p->package->hidden[HIDDEN_EXTRA] += b.extras + b.comments;
	p->package->hidden[HIDDEN_TIME] += b.times;
}

/* A part that is read with this profile, told in types and relations. */
static void
add_part(struct plan *p, const char *name, const struct zip_entry *entry,
    const struct xml_profile *profile, struct xlsx_with *with, const char *type,
    const char *content)
{
	struct part *part = package_add(p->package, name, p->arena);
	struct xml_context *context = arena_get(p->arena, 1, sizeof *context);

	context->profile = profile;
	context->symbols = p->symbols;
	context->with = with;
	part->kind = PART_READ;
	part->entry = entry;
	part->format = with->strings || with->sheet ? &format_xlsx_part : &format_xml;
	part->with = context;
	buf_printf(&p->types, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", name,
	    content);
	relation_write(&p->relations,
	    arena_printf(p->arena, "rId%zu", p->package->parts),
	    arena_printf(p->arena, OFFICE "%s", type), name + strlen("xl/"));
}

static struct xlsx_with *
new_with(struct plan *p)
{
	struct xlsx_with *with = arena_get(p->arena, 1, sizeof *with);

	with->book = p->book;
	with->place = arena_get(p->arena, 1, sizeof *with->place);
	return with;
}

/* As spreadsheets call a sheet themselves: "Sheet1", "Ark 2". */
static bool
is_neutral(const char *name)
{
	static const char *const words[] = { "Sheet", "Ark", "Blad", "Tabelle" };
	size_t i, len;

	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		len = strlen(words[i]);
		if (strncmp(name, words[i], len) != 0)
			continue;
		len += name[len] == ' ';
		if (strspn(name + len, "0123456789") == strlen(name + len))
			return strlen(name + len) < 5;
	}
	return false;
}

static bool
is_taken(const struct workbook *b, const char *name)
{
	size_t i;

	for (i = 0; i < b->sheets; i++)
		if (strcmp(b->sheet[i].name, name) == 0)
			return true;
	return false;
}

/* Its name, or the first neutral one that is free. */
static const char *
name_sheet(struct plan *p, size_t sheet, size_t *next)
{
	const char *name = p->book->sheet[sheet].name;

	if (is_neutral(name))
		return name;
	count(p, HIDDEN_NAME);
	do {
		name = arena_printf(p->arena, "Sheet%zu", ++*next);
	} while (is_taken(p->book, name));
	return name;
}

static void
add_sheets(struct plan *p)
{
	const struct sheet_entry *s = p->book->sheet;
	struct xlsx_with *with;
	const char *part;
	size_t i, next = 0;

	buf_text(&p->workbook,
	    HEAD "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/"
		 "2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/"
		 "officeDocument/2006/relationships\">");
	if (p->book->since_1904)
		buf_text(&p->workbook, "<workbookPr date1904=\"1\"/>");
	buf_printf(&p->workbook,
	    "<bookViews><workbookView activeTab=\"%d\" firstSheet=\"%d\"/></bookViews>"
	    "<sheets>",
	    workbook_first(p->book), workbook_first(p->book));
	for (i = 0; i < p->book->sheets; i++) {
		with = new_with(p);
		with->sheet = &p->sheet[i];
		part = arena_printf(p->arena, "xl/worksheets/sheet%zu.xml", i + 1);
		add_part(p, part, s[i].entry, &xlsx_profile, with, "worksheet",
		    SHEET "worksheet+xml");
		buf_printf(&p->workbook,
		    "<sheet name=\"%s\" sheetId=\"%zu\"%s r:id=\"rId%zu\"/>",
		    name_sheet(p, i, &next), i + 1,
		    s[i].hidden ? " state=\"hidden\"" : "", p->package->parts);
		if (s[i].hidden)
			count(p, HIDDEN_SHEET);
	}
	buf_text(&p->workbook, "</sheets></workbook>");
}

/* Parts that are made stand first, as Excel has them, and are filled in last. */
enum { TYPES, TOP, WORKBOOK, RELATIONS, MADES };
static const char *const made[MADES] = { "[Content_Types].xml", "_rels/.rels",
	"xl/workbook.xml", "xl/_rels/workbook.xml.rels" };

static void
begin_made(struct plan *p)
{
	size_t i;

	for (i = 0; i < MADES; i++)
		package_add(p->package, made[i], p->arena)->kind = PART_MADE;
	buf_text(&p->types,
	    HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
		 "content-types\"><Default Extension=\"rels\" ContentType=\""
		 "application/vnd.openxmlformats-package.relationships+xml\"/>"
		 "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
		 "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET
		 "sheet.main+xml\"/>");
	relations_begin(&p->relations);
}

static void
end_made(struct plan *p)
{
	struct part *part = p->package->part;
	struct buf top = { 0 };

	buf_text(&p->types, "</Types>");
	relations_end(&p->relations);
	relations_begin(&top);
	relation_write(&top, "rId1", OFFICE "officeDocument", "xl/workbook.xml");
	relations_end(&top);
	part[TYPES].made = arena_bytes(p->arena, buf_bytes(&p->types));
	part[TOP].made = arena_bytes(p->arena, buf_bytes(&top));
	part[WORKBOOK].made = arena_bytes(p->arena, buf_bytes(&p->workbook));
	part[RELATIONS].made = arena_bytes(p->arena, buf_bytes(&p->relations));
	buf_free(&top);
}

static const struct zip_entry *
entry_of(const struct relations *all, const char *type)
{
	const struct relation *r = relation_of(all, type);

	return r != NULL ? r->entry : NULL;
}

/* The workbook's own part, with names of ranges, links, users and paths, is made anew. */
static void
add_parts(struct plan *p, const struct relations *all)
{
	const struct zip_entry *strings = entry_of(all, "sharedStrings");
	const struct zip_entry *styles = entry_of(all, "styles");
	const struct zip_entry *theme = entry_of(all, "theme");
	struct xlsx_with *with = new_with(p);

	begin_made(p);
	with->strings = p->strings;
	if (strings != NULL)
		add_part(p, "xl/sharedStrings.xml", strings, &xlsx_profile, with,
		    "sharedStrings", SHEET "sharedStrings+xml");
	add_sheets(p);
	if (styles != NULL)
		add_part(p, "xl/styles.xml", styles, &xlsx_profile, new_with(p),
		    "styles", SHEET "styles+xml");
	if (theme != NULL)
		add_part(p, "xl/theme/theme1.xml", theme, &docx_profile, new_with(p),
		    "theme", "application/vnd.openxmlformats-officedocument.theme+xml");
	end_made(p);
}

static int
count_left(struct plan *p, const struct relations *top, const struct relations *all,
    struct fail *f)
{
	struct relations inner;
	size_t i;

	count_relations(p, top);
	count_relations(p, all);
	p->package->hidden[HIDDEN_NAME] += p->book->names;
	for (i = 0; i < p->book->sheets; i++) {
		if (relations_read(p->zip, p->book->sheet[i].entry->name, p->arena,
			&inner, f) == -1)
			return -1;
		count_relations(p, &inner);
	}
	count_rest(p);
	return 0;
}

static int
plan_parts(struct plan *p, struct fail *f)
{
	struct relations top, all;
	const struct relation *main;

	p->book = workbook_of_zip(p->zip, false, p->arena, f);
	if (p->book == NULL ||
	    relations_read(p->zip, bytes_of(""), p->arena, &top, f) == -1)
		return -1;
	main = relation_of(&top, "officeDocument");
	if (relations_read(p->zip, main->entry->name, p->arena, &all, f) == -1)
		return -1;
	p->strings = arena_get(p->arena, 1, sizeof *p->strings);
	p->sheet = arena_get(p->arena, p->book->sheets, sizeof *p->sheet);
	if (xlsx_scan(p->book, entry_of(&all, "sharedStrings"), p->strings, p->sheet,
		p->arena, f) == -1)
		return -1;
	add_parts(p, &all);
	return count_left(p, &top, &all, f);
}

static int
plan(struct zip *zip, const struct choice *choice, struct arena *a,
    struct package *package, struct fail *f)
{
	struct plan p = { .zip = zip, .arena = a, .package = package };
	int rc;

	(void)choice; /* comments of sheets are no part of the talk: left behind */
	p.symbols = symbols_new(a);
	rc = plan_parts(&p, f);
	buf_free(&p.types);
	buf_free(&p.relations);
	buf_free(&p.workbook);
	return rc;
}

const struct format format_xlsx = {
	.name = "xlsx",
	.suffix = ".xlsx",
	.said = "format-xlsx",
	.claims = claims,
	.plan = plan,
	.says_encoding = true,
};
