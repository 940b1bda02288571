#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/format.h"
#include "format/source.h"
#include "format/xlsx.h"
#include "format/zip.h"
#include "scrub/parts.h"
#include "scrub/splice.h"

/*
 * A sheet, the strings and the styles of a workbook, zero bytes between. What is read of it
 * stands in order in its part, and a copy from which everything is taken out that is to be
 * taken out is a workbook again, of which the copy is the same.
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
	part(out, "[Content_Types].xml", bytes_of("<Types/>"));
	part(out, "_rels/.rels",
	    bytes_of(RELS "<Relationship Id=\"a\" Type=\"" REL
			  "/officeDocument\" Target=\"xl/w.xml\"/></Relationships>"));
	part(out, "xl/_rels/w.xml.rels",
	    bytes_of(
		RELS "<Relationship Id=\"a\" Type=\"/worksheet\" Target=\"a.xml\"/>"
		     "<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"b.xml\"/>"
		     "<Relationship Id=\"c\" Type=\"/styles\" Target=\"c.xml\"/>"
		     "</Relationships>"));
	part(out, "xl/w.xml",
	    bytes_of("<workbook xmlns=\"http://schemas.openxmlformats.org/"
		     "spreadsheetml/2006/main\" xmlns:r=\"" REL "\"><sheets>"
		     "<sheet name=\"A\" r:id=\"a\"/></sheets></workbook>"));
	part(out, "xl/a.xml", sheet);
	part(out, "xl/b.xml", strings);
	part(out, "xl/c.xml", styles);
	if (zip_out_finish(out, &f) == -1)
		die("%s", f.what);
	zip_out_close(out);
}

static void
check_utterance(const struct utterance *u, uint64_t size)
{
	uint32_t to = 0;
	uint64_t done = 0;
	size_t i;

	for (i = 0; i < u->segments; i++) {
		if (u->segment[i].from != to || u->segment[i].at < done ||
		    u->segment[i].end > size)
			die("a segment out of place");
		to = u->segment[i].to;
		done = u->segment[i].end;
	}
	if (to != u->text.len || u->label_from > u->label_to ||
	    u->label_to > u->text.len)
		die("segments that are not the text");
}

static int
copy_part(struct parts *p, struct copy *c, const struct part *part, struct arena *a,
    struct fail *f)
{
	struct source *s = NULL;
	struct splice *splice;
	struct reader *r;
	struct utterance u;
	size_t i;
	int rc;

	if (part->kind == PART_MADE)
		return copy_begin(c, part, NULL, &splice, f) == 0 ? copy_end(c, f) : -1;
	s = parts_source(p, part, a, f);
	if (s == NULL || copy_begin(c, part, s, &splice, f) == -1) {
		source_close(s);
		return -1;
	}
	r = part->format->open(s, part, a, f);
	rc = r ? 1 : -1;
	while (rc == 1 && (rc = part->format->next(r, &u, f)) == 1) {
		check_utterance(&u, source_size(s));
		for (i = 0; i < u.removals; i++)
			if (u.removal[i].end > u.removal[i].at)
				splice_take_out(splice, u.removal[i].at,
				    u.removal[i].end, u.removal[i].instead);
		rc = splice_settle(splice, u.settled, f) == 0 ? 1 : -1;
	}
	part->format->close(r);
	source_close(s);
	return rc == 0 ? copy_end(c, f) : -1;
}

static int
copy_file(int from, int to, struct arena *a, struct fail *f)
{
	struct source *s = source_of_file(from, a, f);
	struct parts p;
	struct copy *c;
	size_t i;
	int rc = 0;

	if (s == NULL ||
	    parts_open(&p, NULL, s, NULL, &(const struct choice){ 0 }, a, f) == -1)
		return -1;
	c = copy_new(&p, to, COPY_AS_IS, a, f);
	for (i = 0; rc == 0 && i < p.package.parts; i++)
		rc = copy_part(&p, c, &p.package.part[i], a, f);
	if (rc == 0)
		rc = copy_finish(c, f);
	copy_close(c);
	return rc;
}

static bool
same(int a, int b)
{
	unsigned char x[4096], y[4096];
	off_t at = 0;
	ssize_t n, m;

	do {
		n = pread(a, x, sizeof x, at);
		m = pread(b, y, sizeof y, at);
		if (n != m || memcmp(x, y, (size_t)n) != 0)
			return false;
		at += n;
	} while (n > 0);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct fail f = { 0 };
	int fd[3], i;

	for (i = 0; i < 3; i++)
		fd[i] = memfd_create("fuzz", 0);
	make(fd[0], (struct bytes){ data, size }, a);
	if (copy_file(fd[0], fd[1], a, &f) == 0) {
		if (copy_file(fd[1], fd[2], a, &f) == -1)
			die("the copy is no workbook: %s", f.what);
		if (!same(fd[1], fd[2]))
			die("the copy of the copy is another");
	} else if (f.kind == FAIL_NONE)
		die("failed without a reason");
	for (i = 0; i < 3; i++)
		close(fd[i]);
	arena_free(a);
	return 0;
}
