/*
 * A transcript in plain text made into what researchers have as files, for tests.
 *
 *	made docx IN.txt OUT.docx	a Word document, a paragraph a line
 *	made vtt IN.txt OUT.vtt		subtitles, a cue a turn
 *
 * The encoding of the text is told as taus tells it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "format/zip.h"
#include "text/encoding.h"

enum { MOST = 1 << 24 };

static struct arena *arena;
static struct fail trouble;

static void
give_up(const char *what)
{
	fprintf(stderr, "made: %s %s %s\n", what, trouble.what, trouble.args);
	exit(1);
}

/* LF, whatever the lines ended with. */
static void
one_line_end(struct buf *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->len; i++)
		if (b->at[i] != '\r')
			b->at[n++] = b->at[i];
		else if (i + 1 == b->len || b->at[i + 1] != '\n')
			b->at[n++] = '\n';
	b->len = n;
}

static struct bytes
text_of(const char *path)
{
	struct encoding_guess guess;
	struct buf utf8 = { 0 };
	struct bytes raw;
	size_t used;

	if (file_read(path, MOST, arena, &raw, &trouble) == -1 ||
	    encoding_guess(raw, true, &guess, &trouble) == -1 ||
	    encoding_decode(guess.encoding, bytes_cut(raw, guess.bom, raw.len), &utf8,
		&used, &trouble) == -1)
		give_up(path);
	one_line_end(&utf8);
	return buf_bytes(&utf8);
}

static void
add_escaped(struct buf *to, struct bytes text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		switch (text.at[i]) {
		case '&':
			buf_text(to, "&amp;");
			break;
		case '<':
			buf_text(to, "&lt;");
			break;
		case '>':
			buf_text(to, "&gt;");
			break;
		case '\f':
			break;
		default:
			buf_byte(to, text.at[i]);
		}
}

static void
put(struct zip_out *z, const char *name, struct bytes content)
{
	if (zip_out_begin(z, bytes_of(name), false, &trouble) == -1 ||
	    zip_out_write(z, content, &trouble) == -1 || zip_out_end(z, &trouble) == -1)
		give_up(name);
}

static const char types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
static const char relations[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"r1\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";

static void
write_docx(struct bytes text, const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	struct zip_out *z = zip_out_new(fd, arena);
	struct buf body = { 0 };
	struct bytes line;

	buf_text(&body,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
	    "wordprocessingml/2006/main\"><w:body>");
	while (bytes_next(&text, '\n', &line)) {
		buf_text(&body, "<w:p><w:r><w:t xml:space=\"preserve\">");
		add_escaped(&body, line);
		buf_text(&body, "</w:t></w:r></w:p>");
	}
	buf_text(&body, "<w:sectPr/></w:body></w:document>");
	put(z, "[Content_Types].xml", bytes_of(types));
	put(z, "_rels/.rels", bytes_of(relations));
	put(z, "word/document.xml", buf_bytes(&body));
	if (zip_out_finish(z, &trouble) == -1)
		give_up(path);
	close(fd);
}

static void
write_vtt(struct bytes text, const char *path)
{
	struct buf out = { 0 };
	struct bytes line;
	unsigned n = 0;

	buf_text(&out, "WEBVTT\n");
	while (bytes_next(&text, '\n', &line)) {
		line = bytes_trim(line);
		if (line.len == 0)
			continue;
		buf_printf(&out, "\n00:%02u:%02u.000 --> 00:%02u:%02u.900\n", n / 60,
		    n % 60, n / 60, n % 60);
		add_escaped(&out, line);
		buf_byte(&out, '\n');
		n++;
	}
	if (file_replace(path, 0644, buf_bytes(&out), &trouble) == -1)
		give_up(path);
}

int
main(int argc, char **argv)
{
	arena = arena_new();
	if (argc == 4 && strcmp(argv[1], "docx") == 0)
		write_docx(text_of(argv[2]), argv[3]);
	else if (argc == 4 && strcmp(argv[1], "vtt") == 0)
		write_vtt(text_of(argv[2]), argv[3]);
	else {
		fputs("usage: made docx|vtt IN OUT\n", stderr);
		return 2;
	}
	return 0;
}
