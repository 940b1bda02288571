#include "format/workbook.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/relations.h"
#include "format/source.h"
#include "format/workbook_inside.h"
#include "format/workbook_part.h"
#include "format/zip.h"
#include "text/utf8.h"

struct opening {
	struct arena *arena;
	struct workbook *book;
	struct relations relations; /* of the workbook's part */
	size_t sheets_cap, shared_cap, format_cap;
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

static void
end_nothing(struct part_reader *r, const char *name)
{
	(void)r;
	(void)name;
}

/* The part of a sheet; NULL: it is none of cells. */
static const struct zip_entry *
sheet_part(const struct opening *o, const char *id)
{
	const struct relation *r = o->relations.at;
	size_t i;

	for (i = 0; id != NULL && i < o->relations.len; i++)
		if (strcmp(r[i].id, id) == 0 && strcmp(r[i].type, "worksheet") == 0)
			return r[i].entry;
	return NULL;
}

static void
add_sheet(struct opening *o, const char **attribute)
{
	struct workbook *b = o->book;
	const char *name = part_attribute(attribute, "name");
	const char *state = part_attribute(attribute, "state");
	const struct zip_entry *entry = sheet_part(o, part_attribute(attribute, "id"));

	if (name == NULL || entry == NULL) /* a sheet that is a chart */
		return;
	b->sheet =
	    arena_grow(o->arena, b->sheet, b->sheets, &o->sheets_cap, sizeof *b->sheet);
	b->sheet[b->sheets++] =
	    (struct sheet_entry){ arena_text(o->arena, bytes_of(name)), entry,
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
	else if (strcmp(name, "definedName") == 0)
		o->book->names++;
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

/* A part that the workbook leads to, if it is there. */
static int
read_related(struct opening *o, const char *type, const char *root,
    const struct part_handler *handler, struct fail *f)
{
	const struct relation *r = relation_of(&o->relations, type);

	if (r == NULL)
		return 0;
	return part_read(o->book->zip, r->entry, root, handler, o, o->arena, f);
}

static int
read_book(struct opening *o, bool with_strings, struct fail *f)
{
	static const struct part_handler book = { start_book, end_nothing };
	static const struct part_handler styles = { start_style, end_style };
	static const struct part_handler strings = { start_string, end_string };
	const struct relation *main;
	struct relations top;

	if (relations_read(o->book->zip, bytes_of(""), o->arena, &top, f) == -1)
		return -1;
	main = relation_of(&top, "officeDocument");
	if (main == NULL)
		return fail(f, FAIL_INPUT, "workbook-none");
	if (relations_read(
		o->book->zip, main->entry->name, o->arena, &o->relations, f) == -1 ||
	    part_read(o->book->zip, main->entry, "workbook", &book, o, o->arena, f) ==
		-1)
		return -1;
	if (o->book->sheets == 0)
		return fail(f, FAIL_INPUT, "workbook-none");
	if (read_related(o, "styles", "styleSheet", &styles, f) == -1)
		return -1;
	return with_strings ? read_related(o, "sharedStrings", "sst", &strings, f) : 0;
}

struct workbook *
workbook_of_zip(struct zip *zip, bool strings, struct arena *a, struct fail *f)
{
	struct workbook *b = arena_get(a, 1, sizeof *b);
	struct opening o = { .arena = a, .book = b };
	int rc;

	b->zip = zip;
	rc = read_book(&o, strings, f);
	buf_free(&o.text);
	buf_free(&o.string);
	return rc == 0 ? b : NULL;
}

struct workbook *
workbook_open(struct source *source, struct arena *a, struct fail *f)
{
	struct bytes head;
	struct zip *zip;

	if (source_raw(source, 0, 4, &head, f) == -1)
		return NULL;
	if (bytes_start(head, "\xD0\xCF\x11\xE0")) {
		fail(f, FAIL_INPUT, "workbook-old");
		return NULL;
	}
	zip = zip_open(source, a, f);
	return zip != NULL ? workbook_of_zip(zip, true, a, f) : NULL;
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

size_t
workbook_sheets(const struct workbook *b)
{
	return b->sheets;
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
