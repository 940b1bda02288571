#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/rows.h"
#include "format/source.h"
#include "format/workbook.h"
#include "format/zip.h"

/*
 * A sheet, the strings and the styles of a workbook, zero bytes between. What is read of
 * them is a table: UTF-8, quotes that balance, no more rows and columns than there may
 * be.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS              \
	"<Relationships " \
	"xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

static void
part(struct zip_out *out, const char *name, struct bytes text)
{
	struct fail f = { 0 };

	if (zip_out_begin(out, bytes_of(name), true, &f) == -1 ||
	    zip_out_write(out, text, &f) == -1 || zip_out_end(out, &f) == -1)
		die("%s", f.what);
}

static void
make(int fd, struct bytes rest, struct arena *a)
{
	struct zip_out *out = zip_out_new(fd, a);
	struct bytes sheet = bytes_of(""), strings = bytes_of(""),
		     styles = bytes_of("");
	struct fail f = { 0 };

	bytes_next(&rest, '\0', &sheet);
	bytes_next(&rest, '\0', &strings);
	bytes_next(&rest, '\0', &styles);
	part(out, "_rels/.rels",
	    bytes_of(RELS "<Relationship Id=\"a\" Type=\"" REL
			  "/officeDocument\" Target=\"w.xml\"/></Relationships>"));
	part(out, "_rels/w.xml.rels",
	    bytes_of(
		RELS "<Relationship Id=\"a\" Type=\"/worksheet\" Target=\"a.xml\"/>"
		     "<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"b.xml\"/>"
		     "<Relationship Id=\"c\" Type=\"/styles\" Target=\"c.xml\"/>"
		     "</Relationships>"));
	part(out, "w.xml",
	    bytes_of("<workbook xmlns=\"http://schemas.openxmlformats.org/"
		     "spreadsheetml/2006/main\" xmlns:r=\"" REL "\"><sheets>"
		     "<sheet name=\"A\" r:id=\"a\"/></sheets></workbook>"));
	part(out, "a.xml", sheet);
	part(out, "b.xml", strings);
	part(out, "c.xml", styles);
	if (zip_out_finish(out, &f) == -1)
		die("%s", f.what);
	zip_out_close(out);
}

static void
check_table(struct bytes csv, struct arena *a)
{
	static const struct column columns[] = { { "a", NULL, false },
		{ NULL, NULL, false } };
	struct fail f = { 0 };
	struct rows rows;

	if (rows_parse(csv, NULL, columns, a, &rows, &f) == 0) {
		if (rows.len > 0 && rows.at[rows.len - 1].line > LIMIT_CSV_ROWS)
			die("more rows than there may be");
		return;
	}
	if (strcmp(f.what, "csv-quote") == 0 || strcmp(f.what, "csv-encoding") == 0)
		die("%s", f.what);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct fail f = { 0 };
	struct workbook *book;
	struct bytes csv;
	int fd = memfd_create("fuzz", 0);

	make(fd, (struct bytes){ data, size }, a);
	book = workbook_open(source_of_file(fd, a, &f), a, &f);
	if (book != NULL && workbook_csv(book, 0, a, &csv, &f) == 0)
		check_table(csv, a);
	else if (f.kind == FAIL_NONE)
		die("failed without a reason");
	close(fd);
	arena_free(a);
	return 0;
}
