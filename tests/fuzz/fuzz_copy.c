/*
 * Any file, as whatever format it is told to be, copied with nothing to exchange:
 *
 *	apart	utterances are made of their segments, in order, inside the part;
 *	said	the copy says what the original said, word for word (written anew as plain
 *		text: but for blanks and line ends);
 *	once	the copy of the copy is the copy, byte for byte: what is taken out is
 *		taken out at once, and what is left is known.
 *
 * What begins with "D<" is the main part of a Word document, with "X<" a sheet, the
 * strings and the styles of a workbook, zero bytes between: packed here, since changes
 * within a package come no further than its checksums.
 */
#include <sys/mman.h>

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "format/cha.h"
#include "format/format.h"
#include "format/relations.h"
#include "format/source.h"
#include "format/txt.h"
#include "format/zip.h"
#include "scrub/parts.h"
#include "scrub/rewrite.h"
#include "scrub/splice.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Segments touch in the text and go forward; each lies inside its part. */
static void
check_apart(const struct utterance *u, uint64_t size)
{
	const struct segment *s, *before = NULL;
	size_t i;

	if (u->text.len > LIMIT_UTTERANCE)
		die("an utterance of %zu bytes", u->text.len);
	for (i = 0; i < u->segments; i++) {
		s = &u->segment[i];
		if (s->from != (before ? before->to : 0) || s->to <= s->from)
			die("segments that do not touch in the text");
		if (s->end < s->at || s->end > size)
			die("a segment outside of its part");
		before = s;
	}
	if ((before ? before->to : 0) != u->text.len)
		die("text that no segment says");
	for (i = 0; i < u->removals; i++)
		if (u->removal[i].end < u->removal[i].at || u->removal[i].end > size)
			die("a removal outside of its part");
}

/* Read one part, and write it if there is a splice. */
static int
walk(const struct parts *p, const struct part *part, struct source *source,
    struct splice *splice, struct rewrite *rewrite, struct buf *said, struct arena *a,
    struct fail *f)
{
	struct reader *r = part->format->open(source, p->zip ? part : NULL, a, f);
	struct utterance u;
	uint64_t settled = 0;
	size_t i;
	int got;

	if (r == NULL)
		return -1;
	while ((got = part->format->next(r, &u, f)) == 1) {
		check_apart(&u, source_size(source));
		if (u.segments > 0 && u.segment[0].at < settled)
			die("something before what was settled");
		/* in CHAT a label says a name that the copy has no more */
		if (part->format != &format_cha)
			buf_add(said, u.text);
		rewrite_begin(rewrite, &u);
		if (rewrite_end(rewrite, f) == -1)
			die("not written: %s", f->what);
		for (i = 0; i < u.removals; i++) {
			if (u.removal[i].at < settled)
				die("a removal before what was settled");
			if (splice != NULL && u.removal[i].end > u.removal[i].at)
				splice_take_out(splice, u.removal[i].at,
				    u.removal[i].end, u.removal[i].instead);
		}
		settled = u.settled > settled ? u.settled : settled;
		if (splice != NULL && splice_settle(splice, u.settled, f) == -1)
			die("not written: %s", f->what);
	}
	part->format->close(r);
	if (got == -1 && f->kind == FAIL_NONE)
		die("failed without a reason");
	return got;
}

/* The text without blanks and line ends. */
static void
squeeze(struct buf *b)
{
	size_t i, len = 0;

	for (i = 0; i < b->len; i++)
		if (strchr(" \t\r\n", b->at[i]) == NULL || b->at[i] == '\0')
			b->at[len++] = b->at[i];
	b->len = len;
}

/* How a bare file is read: without the names in it, it may look like another. */
struct told {
	const struct format *format; /* NULL: not told yet, or a package */
	enum encoding encoding;
};

/* in copied to out; said is what it says. -1: it is no document; 1: it is written anew.
 * told is what the copy is to be read as. */
static int
copy_file(
    int in, int out, bool keep, struct told *told, struct buf *said, struct arena *a)
{
	const struct choice choice = { .keep_changes = keep, .keep_comments = keep };
	struct fail f = { 0 };
	struct parts p;
	struct source *file = source_of_file(in, a, &f), *source;
	struct splice *splice;
	struct copy *copy;
	size_t i;
	int rc;

	if (file == NULL ||
	    parts_open(&p, told->format, file, told->format ? &told->encoding : NULL,
		&choice, a, &f) == -1)
		return -1;
	copy = copy_new(&p, out, COPY_AS_IS, a, &f);
	if (copy == NULL)
		die("no copy: %s", f.what);
	for (i = 0, rc = 0; rc == 0 && i < p.package.parts; i++) {
		const struct part *part = &p.package.part[i];

		source = part->kind == PART_READ ? parts_source(&p, part, a, &f) : NULL;
		if (part->kind == PART_READ && source == NULL)
			rc = -1;
		else if (copy_begin(copy, part, source, &splice, &f) == -1)
			die("no part: %s", f.what);
		if (rc == 0 && source != NULL)
			rc = walk(
			    &p, part, source, splice, copy_rewrite(copy), said, a, &f);
		if (rc == 0 && copy_end(copy, &f) == -1)
			die("no end: %s", f.what);
		source_close(source);
	}
	if (rc == 0 && copy_finish(copy, &f) == -1)
		die("not whole: %s", f.what);
	if (rc == 0 && copy_rewrite(copy) != NULL)
		rc = 1;
	copy_close(copy);
	told->format = p.zip != NULL ? NULL : rc == 1 ? &format_txt : p.format;
	told->encoding = rc == 1 ? ENCODING_UTF8 : source_encoding(file).encoding;
	return rc;
}

static struct bytes
bytes_in(int fd, struct arena *a)
{
	struct fail f = { 0 };
	struct bytes b;

	lseek(fd, 0, SEEK_SET);
	if (file_read_fd(fd, "copy", 64 << 20, a, &b, &f) == -1)
		die("%s", f.what);
	return b;
}

static void
add_entry(struct zip_out *zip, const char *name, struct bytes content)
{
	struct fail f = { 0 };

	if (zip_out_begin(zip, bytes_of(name), false, &f) == -1 ||
	    zip_out_write(zip, content, &f) == -1 || zip_out_end(zip, &f) == -1)
		die("packing: %s", f.what);
}

static void
pack_word(int fd, struct bytes main, struct arena *a)
{
	struct zip_out *zip = zip_out_new(fd, a);
	struct fail f = { 0 };
	struct buf relations = { 0 };

	relations_begin(&relations);
	relation_write(&relations, "r", "x/officeDocument", "word/document.xml");
	relations_end(&relations);
	add_entry(zip, "[Content_Types].xml", bytes_of("<Types/>"));
	add_entry(zip, "_rels/.rels", buf_bytes(&relations));
	add_entry(zip, "word/document.xml", main);
	if (zip_out_finish(zip, &f) == -1)
		die("packing: %s", f.what);
	zip_out_close(zip);
	buf_free(&relations);
}

static void
pack_book(int fd, struct bytes rest, struct arena *a)
{
	static const char main[] =
	    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/"
	    "main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
	    "relationships\"><sheets><sheet name=\"A\" r:id=\"worksheet\"/></sheets>"
	    "</workbook>";
	static const char *const kinds[] = { "worksheet", "sharedStrings", "styles" };
	struct zip_out *zip = zip_out_new(fd, a);
	struct fail f = { 0 };
	struct buf top = { 0 }, inner = { 0 };
	struct bytes part;
	size_t i;

	relations_begin(&top);
	relation_write(&top, "r", "x/officeDocument", "xl/book.xml");
	relations_end(&top);
	relations_begin(&inner);
	for (i = 0; i < 3; i++)
		relation_write(&inner, kinds[i], arena_printf(a, "x/%s", kinds[i]),
		    arena_printf(a, "%s.xml", kinds[i]));
	relations_end(&inner);
	add_entry(zip, "[Content_Types].xml", bytes_of("<Types/>"));
	add_entry(zip, "_rels/.rels", buf_bytes(&top));
	add_entry(zip, "xl/_rels/book.xml.rels", buf_bytes(&inner));
	add_entry(zip, "xl/book.xml", bytes_of(main));
	for (i = 0; i < 3 && bytes_next(&rest, '\0', &part); i++)
		add_entry(zip, arena_printf(a, "xl/%s.xml", kinds[i]), part);
	if (zip_out_finish(zip, &f) == -1)
		die("packing: %s", f.what);
	zip_out_close(zip);
	buf_free(&top);
	buf_free(&inner);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf said[3] = { { 0 }, { 0 }, { 0 } };
	struct arena *a = arena_new();
	bool keep = size % 2 == 1; /* comments and changes */
	struct told told = { NULL, ENCODING_UTF8 };
	int fd[3], rc;
	size_t i;

	for (i = 0; i < 3; i++)
		fd[i] = memfd_create("fuzz", 0);
	if (size > 1 && data[0] == 'D' && data[1] == '<')
		pack_word(fd[0], (struct bytes){ data + 1, size - 1 }, a);
	else if (size > 1 && data[0] == 'X' && data[1] == '<')
		pack_book(fd[0], (struct bytes){ data + 1, size - 1 }, a);
	else if (write(fd[0], data, size) != (ssize_t)size)
		die("memfd");
	rc = copy_file(fd[0], fd[1], keep, &told, &said[0], a);
	if (rc != -1) {
		if (copy_file(fd[1], fd[2], keep, &told, &said[1], a) == -1)
			die("the copy is no document");
		for (i = 0; rc == 1 && i < 2; i++)
			squeeze(&said[i]);
		if (!bytes_equal(buf_bytes(&said[0]), buf_bytes(&said[1])))
			die("the copy says something else");
		if (!bytes_equal(bytes_in(fd[1], a), bytes_in(fd[2], a)))
			die("the copy of the copy is another one");
	}
	for (i = 0; i < 3; i++) {
		close(fd[i]);
		buf_free(&said[i]);
	}
	arena_free(a);
	return 0;
}
