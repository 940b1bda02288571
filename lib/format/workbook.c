#include "format/workbook.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/source.h"
#include "format/workbook_inside.h"
#include "format/workbook_part.h"
#include "format/zip.h"
#include "text/utf8.h"

/* A relation: what kind of part, and which. */
struct relation {
	const char *id, *type, *target;
};

struct opening {
	struct arena *arena;
	struct workbook *book;
	const char *folder; /* of the part whose relations are read: "xl/" */
	struct relation *relation;
	size_t relations, relations_cap, sheets_cap, shared_cap, format_cap;
	struct number_format *custom; /* by number */
	size_t customs;
	bool in_cell_formats, phonetic;
	struct buf text, string;
	size_t held; /* bytes of strings */
};

bool
workbook_is(struct bytes head)
{
	return bytes_start(head, "PK\3\4") || bytes_start(head, "\xD0\xCF\x11\xE0");
}

/* A target from the package's root: "worksheets/sheet1.xml" in "xl/", or "/xl/...". */
static const char *
part_name(const struct opening *o, const char *target)
{
	if (target[0] == '/')
		return arena_text(o->arena, bytes_of(target + 1));
	while (strncmp(target, "./", 2) == 0)
		target += 2;
	return arena_printf(o->arena, "%s%s", o->folder, target);
}

static void
start_relation(struct part_reader *r, const char *name, const char **attribute)
{
	struct opening *o = part_with(r);
	const char *id = part_attribute(attribute, "Id");
	const char *type = part_attribute(attribute, "Type");
	const char *target = part_attribute(attribute, "Target");
	const char *mode = part_attribute(attribute, "TargetMode");

	if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
	    (mode != NULL && strcmp(mode, "External") == 0))
		return;
	o->relation = arena_grow(o->arena, o->relation, o->relations, &o->relations_cap,
	    sizeof *o->relation);
	type = strrchr(type, '/') ? strrchr(type, '/') + 1 : type;
	o->relation[o->relations++] =
	    (struct relation){ arena_text(o->arena, bytes_of(id)),
		    arena_text(o->arena, bytes_of(type)), part_name(o, target) };
}

static void
end_nothing(struct part_reader *r, const char *name)
{
	(void)r;
	(void)name;
}

static int
read_relations(struct opening *o, const char *part, struct fail *f)
{
	static const struct part_handler handler = { start_relation, end_nothing };
	bool there;

	o->relations = o->relations_cap = 0;
	o->relation = NULL;
	return part_read(o->book->zip, part, &handler, o, o->arena, &there, f);
}

/* The target of the first relation of this type, or with this id; NULL: none. */
static const char *
related(const struct opening *o, const char *type, const char *id)
{
	size_t i;

	for (i = 0; i < o->relations; i++)
		if ((type == NULL || strcmp(o->relation[i].type, type) == 0) &&
		    (id == NULL || strcmp(o->relation[i].id, id) == 0))
			return o->relation[i].target;
	return NULL;
}

static void
add_sheet(struct opening *o, const char **attribute)
{
	struct workbook *b = o->book;
	const char *name = part_attribute(attribute, "name");
	const char *state = part_attribute(attribute, "state");
	const char *id = part_attribute(attribute, "id");
	const char *part = id ? related(o, "worksheet", id) : NULL;

	if (name == NULL || part == NULL) /* a sheet that is a chart */
		return;
	b->sheet =
	    arena_grow(o->arena, b->sheet, b->sheets, &o->sheets_cap, sizeof *b->sheet);
	b->sheet[b->sheets++] =
	    (struct sheet_entry){ arena_text(o->arena, bytes_of(name)), part,
		    state != NULL && strcmp(state, "visible") != 0 };
}

static void
start_book(struct part_reader *r, const char *name, const char **attribute)
{
	struct opening *o = part_with(r);

	if (strcmp(name, "workbookPr") == 0)
		o->book->since_1904 =
		    part_is_true(part_attribute(attribute, "date1904"));
	else if (strcmp(name, "sheet") == 0)
		add_sheet(o, attribute);
}

static unsigned
number_of(const char *text)
{
	return text != NULL && isdigit((unsigned char)text[0])
	           ? (unsigned)strtoul(text, NULL, 10)
	           : 0;
}

enum { CUSTOM_MOST = 4096 };

static void
start_style(struct part_reader *r, const char *name, const char **attribute)
{
	struct opening *o = part_with(r);
	struct workbook *b = o->book;
	unsigned id = number_of(part_attribute(attribute, "numFmtId"));
	const char *code = part_attribute(attribute, "formatCode");

	if (strcmp(name, "cellXfs") == 0)
		o->in_cell_formats = true;
	if (strcmp(name, "numFmt") == 0 && code != NULL && id < CUSTOM_MOST) {
		if (o->custom == NULL)
			o->custom = arena_get(o->arena, CUSTOM_MOST, sizeof *o->custom);
		o->custom[id] = number_format_of(bytes_of(code));
	}
	if (strcmp(name, "xf") != 0 || !o->in_cell_formats)
		return;
	b->format = arena_grow(
	    o->arena, b->format, b->formats, &o->format_cap, sizeof *b->format);
	b->format[b->formats] = number_format_built_in(id);
	/* formats of a file's own have numbers from 164 on */
	if (id >= 164 && id < CUSTOM_MOST && o->custom != NULL)
		b->format[b->formats] = o->custom[id];
	b->formats++;
}

static void
end_style(struct part_reader *r, const char *name)
{
	struct opening *o = part_with(r);

	if (strcmp(name, "cellXfs") == 0)
		o->in_cell_formats = false;
}

static void
start_string(struct part_reader *r, const char *name, const char **attribute)
{
	struct opening *o = part_with(r);

	(void)attribute;
	if (strcmp(name, "si") == 0)
		buf_clear(&o->string);
	else if (strcmp(name, "rPh") == 0)
		o->phonetic = true;
	else if (strcmp(name, "t") == 0 && !o->phonetic)
		part_gather(r, &o->text, LIMIT_CELL);
}

static void
end_string(struct part_reader *r, const char *name)
{
	struct opening *o = part_with(r);
	struct workbook *b = o->book;

	if (strcmp(name, "rPh") == 0)
		o->phonetic = false;
	if (strcmp(name, "t") == 0 && !o->phonetic) {
		part_gather(r, NULL, 0);
		if (o->string.len <= LIMIT_CELL)
			buf_add(&o->string, buf_bytes(&o->text));
		buf_clear(&o->text);
	}
	if (strcmp(name, "si") != 0)
		return;
	o->held += o->string.len + sizeof *b->shared;
	if (o->held > LIMIT_LIST) {
		fail_with(part_fail(r), FAIL_LIMIT, "csv-large", "%d", LIMIT_LIST);
		part_stop(r);
		return;
	}
	b->shared = arena_grow(
	    o->arena, b->shared, b->shareds, &o->shared_cap, sizeof *b->shared);
	b->shared[b->shareds++] = workbook_text(buf_bytes(&o->string), o->arena);
}

static int
read_book(struct opening *o, struct fail *f)
{
	static const struct part_handler book = { start_book, end_nothing };
	static const struct part_handler styles = { start_style, end_style };
	static const struct part_handler strings = { start_string, end_string };
	const char *part, *base;
	bool there;

	o->folder = "";
	if (read_relations(o, "_rels/.rels", f) == -1)
		return -1;
	part = related(o, "officeDocument", NULL);
	if (part == NULL)
		return fail(f, FAIL_INPUT, "workbook-none");
	base = strrchr(part, '/') ? strrchr(part, '/') + 1 : part;
	o->folder =
	    arena_text(o->arena, bytes_cut(bytes_of(part), 0, (size_t)(base - part)));
	if (read_relations(o,
		arena_printf(o->arena, "%s_rels/%s.rels", o->folder, base), f) == -1 ||
	    part_read(o->book->zip, part, &book, o, o->arena, &there, f) == -1)
		return -1;
	if (!there || o->book->sheets == 0)
		return fail(f, FAIL_INPUT, "workbook-none");
	part = related(o, "styles", NULL);
	if (part != NULL &&
	    part_read(o->book->zip, part, &styles, o, o->arena, &there, f) == -1)
		return -1;
	part = related(o, "sharedStrings", NULL);
	if (part != NULL &&
	    part_read(o->book->zip, part, &strings, o, o->arena, &there, f) == -1)
		return -1;
	return 0;
}

struct workbook *
workbook_open(struct source *source, struct arena *a, struct fail *f)
{
	struct workbook *b = arena_get(a, 1, sizeof *b);
	struct opening o = { .arena = a, .book = b };
	struct bytes head;
	int rc = -1;

	if (source_raw(source, 0, 4, &head, f) == -1)
		return NULL;
	if (bytes_start(head, "\xD0\xCF\x11\xE0")) {
		fail(f, FAIL_INPUT, "workbook-old");
		return NULL;
	}
	b->zip = zip_open(source, a, f);
	if (b->zip != NULL)
		rc = read_book(&o, f);
	buf_free(&o.text);
	buf_free(&o.string);
	return rc == 0 ? b : NULL;
}

/* In any case, blanks around it aside. */
static bool
same_name(struct bytes a, struct bytes b)
{
	size_t la, lb;

	for (; a.len > 0 && b.len > 0;
	     a = bytes_cut(a, la, a.len), b = bytes_cut(b, lb, b.len))
		if (utf8_lower(utf8_next(a, &la)) != utf8_lower(utf8_next(b, &lb)) ||
		    la == 0 || lb == 0)
			return false;
	return a.len == b.len;
}

int
workbook_sheet(const struct workbook *b, const char *names)
{
	struct bytes rest = bytes_of(names), name;
	size_t i;

	while (bytes_next(&rest, '|', &name))
		for (i = 0; i < b->sheets; i++)
			if (same_name(bytes_trim(bytes_of(b->sheet[i].name)), name))
				return (int)i;
	return -1;
}

int
workbook_first(const struct workbook *b)
{
	size_t i;

	for (i = 0; i < b->sheets; i++)
		if (!b->sheet[i].hidden)
			return (int)i;
	return 0;
}

struct workbook_besides
workbook_besides(const struct workbook *b)
{
	return b->besides;
}
