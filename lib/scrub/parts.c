#include "scrub/parts.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/sink.h"
#include "format/format.h"
#include "format/refused.h"
#include "format/source.h"
#include "format/zip.h"
#include "scrub/rewrite.h"
#include "scrub/splice.h"

int
parts_open(struct parts *p, const struct format *format, struct source *file,
    const enum encoding *named, const struct choice *choice, struct arena *a,
    struct fail *f)
{
	struct part *bare;

	*p = (struct parts){ .format = format, .file = file, .named = named };
	if (format == NULL)
		p->format = format_of(file, a, &p->zip, f);
	if (p->format == NULL)
		return -1;
	if (p->format->plan != NULL)
		return p->format->plan(p->zip, choice, a, &p->package, f);
	bare = package_add(&p->package, "", a);
	bare->format = p->format;
	return 0;
}

int
parts_refuse(const char *file, const struct fail *why, struct fail *f)
{
	const char *refused = NULL;

	if (file != NULL && why->kind == FAIL_INPUT)
		refused = refused_of_name(file, why->what);
	if (refused != NULL)
		return fail(f, FAIL_INPUT, refused);
	*f = *why;
	return -1;
}

int
parts_check_name(const struct parts *p, const struct format *called, struct fail *f)
{
	if (strcmp(called->suffix, p->format->suffix) == 0)
		return 0;
	return fail_with(f, FAIL_INPUT, "format-suffix", "@%s\t%s", p->format->said,
	    p->format->suffix);
}

struct source *
parts_source(
    const struct parts *p, const struct part *part, struct arena *a, struct fail *f)
{
	static const enum encoding none = ENCODING_UTF8;
	struct source *s = p->zip ? source_of_part(p->zip, part->entry, a) : p->file;
	const enum encoding *named = p->zip ? NULL : p->named;

	if (part->format->rewritten) /* nothing of it is written: bytes are bytes */
		named = &none;
	if (source_tell_encoding(s, named, f) == -1) {
		source_close(s);
		return NULL;
	}
	return s;
}

struct copy {
	const struct parts *parts;
	struct arena *arena;
	int fd;
	bool to_utf8;
	struct rewrite *rewrite; /* NULL: splices */
	struct zip_out *zip;
	struct arena *writing; /* of the part that is being written: */
	struct source *source;
	struct splice *splice;
	struct sink sink;
	struct kept_sink tell;
};

static int
write_zip(void *with, struct bytes bytes, struct fail *f)
{
	return zip_out_write(with, bytes, f);
}

struct copy *
copy_new(
    const struct parts *p, int fd, enum copy_as as, struct arena *a, struct fail *f)
{
	struct copy *c = arena_get(a, 1, sizeof *c);
	char byte;

	*c = (struct copy){ .parts = p, .arena = a, .fd = fd };
	c->writing = arena_new();

	c->to_utf8 = as == COPY_IN_UTF8;
	c->sink = sink_of_fd(&c->fd);
	if (as == COPY_AS_TEXT || p->format->rewritten)
		c->rewrite = rewrite_new(&c->sink, a);
	if (p->zip == NULL || c->rewrite != NULL)
		return c;
	if (lseek(fd, 0, SEEK_END) != 0 || pread(fd, &byte, 1, 0) != 0) {
		fail(f, FAIL_USAGE, "package-needs-file");
		copy_close(c);
		return NULL;
	}
	c->zip = zip_out_new(fd, a);
	c->sink = (struct sink){ write_zip, c->zip };
	return c;
}

struct rewrite *
copy_rewrite(const struct copy *c)
{
	return c->rewrite;
}

void
copy_tell(struct copy *c, struct kept_sink tell)
{
	c->tell = tell;
	if (c->rewrite != NULL)
		rewrite_tell(c->rewrite, tell);
}

int
copy_begin(struct copy *c, const struct part *part, struct source *from,
    struct splice **splice, struct fail *f)
{
	*splice = NULL;
	if (c->rewrite != NULL)
		return 0;
	if (c->zip != NULL &&
	    zip_out_begin(c->zip, bytes_of(part->name), part->stored, f) == -1)
		return -1;
	if (part->kind == PART_MADE)
		return c->sink.write(c->sink.with, part->made, f);
	if (c->zip != NULL) {
		c->source = from = parts_source(c->parts, part, c->writing, f);
		if (from == NULL)
			return -1;
	}
	c->splice = splice_new(from, &c->sink,
	    c->to_utf8 && !part->format->says_encoding && c->zip == NULL, c->writing);
	splice_tell(c->splice, c->tell);
	*splice = c->splice;
	return 0;
}

int
copy_end(struct copy *c, struct fail *f)
{
	int rc = c->splice ? splice_finish(c->splice, f) : 0;

	splice_close(c->splice);
	source_close(c->source);
	c->splice = NULL;
	c->source = NULL;
	arena_clear(c->writing);
	return rc == 0 && c->zip != NULL ? zip_out_end(c->zip, f) : rc;
}

/* What was written is a package, and each part has the bytes that it says. */
static int
verify(struct copy *c, struct fail *f)
{
	unsigned char *block = arena_get(c->arena, 1, 64 * 1024);
	struct source *file = source_of_file(c->fd, c->arena, f);
	struct zip *zip = file ? zip_open(file, c->arena, f) : NULL;
	struct zip_stream *s;
	size_t i, got;
	int rc = zip ? 0 : -1;

	for (i = 0; rc == 0 && i < zip_count(zip); i++) {
		s = zip_stream_open(zip, zip_at(zip, i), c->arena, f);
		rc = s ? 1 : -1;
		while (rc == 1)
			rc = zip_stream_read(s, block, 64 * 1024, &got, f);
		zip_stream_close(s);
	}
	return rc;
}

int
copy_finish(struct copy *c, struct fail *f)
{
	if (c->rewrite != NULL)
		return rewrite_finish(c->rewrite, f);
	if (c->zip == NULL)
		return 0;
	return zip_out_finish(c->zip, f) == 0 ? verify(c, f) : -1;
}

void
copy_close(struct copy *c)
{
	if (c == NULL)
		return;
	rewrite_close(c->rewrite);
	splice_close(c->splice);
	source_close(c->source);
	zip_out_close(c->zip);
	arena_free(c->writing);
}
