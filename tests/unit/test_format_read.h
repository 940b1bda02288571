#ifndef TEST_FORMAT_READ_H
#define TEST_FORMAT_READ_H

#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "format/format.h"
#include "format/source.h"
#include "scrub/splice.h"

/*
 * What a bare format reads, in one string: a line an utterance,
 *	NUMBER.LINE [LABEL] TEXT -REMARK +LABEL
 * with "..." behind the number of one that goes on, "|" for a line end in the text, and
 * what is taken out (-) or counted (+). A failure is "!id LINE".
 */
struct reading {
	struct arena *arena;
	FILE *file;
	struct buf told;   /* as above */
	struct buf copied; /* with everything taken out that is to be */
};

static int
keep(void *with, struct bytes b, struct fail *f)
{
	(void)f;
	buf_add(with, b);
	return 0;
}

static void
tell(struct buf *to, const struct utterance *u)
{
	size_t i;

	buf_printf(to, "%llu.%llu%s", (unsigned long long)u->number,
	    (unsigned long long)u->line, u->continued ? "..." : "");
	if (u->label != LABEL_NONE) {
		buf_text(to, " [");
		buf_add(to, bytes_cut(u->text, u->label_from, u->label_to));
		buf_text(to, "]");
	}
	buf_text(to, u->text.len > 0 ? " " : "");
	for (i = 0; i < u->text.len; i++)
		buf_byte(to, u->text.at[i] == '\n' ? '|' : u->text.at[i]);
	for (i = 0; i < u->removals; i++)
		buf_printf(to, " %c%s",
		    u->removal[i].end > u->removal[i].at ? '-' : '+',
		    hidden_name(u->removal[i].what));
	buf_byte(to, '\n');
}

/* The text is its segments, one after another, each in the file where it says. */
static void
check_segments(const struct utterance *u, struct bytes file, enum encoding e)
{
	struct buf spelt = { 0 };
	struct fail f = { 0 };
	const struct segment *s;
	uint32_t to = 0;
	size_t i;

	for (i = 0; i < u->segments; i++) {
		s = &u->segment[i];
		assert_int_equal(s->from, to);
		to = s->to;
		assert_true(s->at <= s->end && s->end <= file.len);
		assert_true(i == 0 || s->at >= u->segment[i - 1].end);
		if (s->kind != SEGMENT_PLAIN)
			continue;
		buf_clear(&spelt);
		assert_int_equal(
		    encoding_encode(e, bytes_cut(u->text, s->from, s->to), &spelt, &f),
		    0);
		assert_true(bytes_equal(
		    buf_bytes(&spelt), bytes_cut(file, (size_t)s->at, (size_t)s->end)));
	}
	assert_int_equal(to, u->text.len);
	buf_free(&spelt);
}

static void
read_all(struct reading *r, const struct format *format, struct bytes content,
    struct source *source, struct splice *splice, struct fail *f)
{
	struct reader *reader = format->open(source, NULL, r->arena, f);
	struct utterance u;
	uint64_t settled = 0;
	size_t i;
	int got;

	assert_non_null(reader);
	while ((got = format->next(reader, &u, f)) == 1) {
		tell(&r->told, &u);
		check_segments(&u, content, source_encoding(source).encoding);
		for (i = 0; i < u.segments; i++)
			assert_true(u.segment[i].at >= settled);
		for (i = 0; i < u.removals; i++)
			if (u.removal[i].end > u.removal[i].at) {
				assert_true(u.removal[i].at >= settled);
				splice_take_out(splice, u.removal[i].at,
				    u.removal[i].end, u.removal[i].instead);
			}
		assert_true(u.settled >= settled);
		settled = u.settled;
		assert_int_equal(splice_settle(splice, settled, f), 0);
	}
	if (got == -1)
		buf_printf(
		    &r->told, "!%s %llu\n", f->what, (unsigned long long)f->line);
	format->close(reader);
}

/* The file read; what it tells, until the next call. */
static const char *
told(struct reading *r, const struct format *format, struct bytes content)
{
	struct sink sink = { keep, &r->copied };
	struct fail f = { 0 };
	struct source *source, *copy;
	struct splice *splice;

	arena_clear(r->arena);
	buf_clear(&r->told);
	buf_clear(&r->copied);
	rewind(r->file);
	assert_int_equal(ftruncate(fileno(r->file), 0), 0);
	assert_int_equal(fwrite(content.at, 1, content.len, r->file), content.len);
	fflush(r->file);
	source = source_of_file(fileno(r->file), r->arena, &f);
	copy = source_of_file(fileno(r->file), r->arena, &f);
	assert_int_equal(source_tell_encoding(source, NULL, &f), 0);
	assert_int_equal(source_tell_encoding(copy, NULL, &f), 0);
	splice = splice_new(copy, &sink, false, r->arena);
	read_all(r, format, content, source, splice, &f);
	if (f.kind == FAIL_NONE)
		assert_int_equal(splice_finish(splice, &f), 0);
	splice_close(splice);
	buf_byte(&r->told, '\0');
	return (const char *)r->told.at;
}

/* What the copy is when nothing is found in it. */
static const char *
copied(struct reading *r)
{
	buf_byte(&r->copied, '\0');
	r->copied.len--;
	return (const char *)r->copied.at;
}

static struct reading reading;

static int
setup(void **state)
{
	(void)state;
	reading.arena = arena_new();
	reading.file = tmpfile();
	return reading.file == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	fclose(reading.file);
	buf_free(&reading.told);
	buf_free(&reading.copied);
	arena_free(reading.arena);
	return 0;
}

#define READS(format, content, expected) \
	assert_string_equal(told(&reading, &(format), bytes_of(content)), expected)
#define COPIES(expected) assert_string_equal(copied(&reading), expected)
#define UNCHANGED(format, content)                              \
	do {                                                    \
		told(&reading, &(format), bytes_of(content));   \
		assert_string_equal(copied(&reading), content); \
	} while (0)
#define READING(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

#endif
