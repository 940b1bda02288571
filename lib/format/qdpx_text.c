/* A plain text of a project: read as any, its characters counted. */
#include "base/arena.h"
#include "base/fail.h"
#include "format/moves.h"
#include "format/package.h"
#include "format/qdpx.h"
#include "format/source.h"
#include "format/txt.h"
#include "text/utf8.h"

enum { BLOCK = 64 * 1024 };

struct reader {
	struct reader *txt;
	struct moves *moves;
	struct source *count; /* the same text: for what stands between utterances */
	uint64_t at, place;   /* bytes and characters of it, up to here */
	uint64_t begun;       /* character at which the utterance given last begins */
	bool given;           /* there is one */
};

static struct reader *
text_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	const struct qdpx_text *text = part->with;
	struct reader *r = arena_get(a, 1, sizeof *r);

	if (source_encoding(source).encoding != ENCODING_UTF8) {
		fail(f, FAIL_INPUT, "qdpx-encoding");
		return NULL;
	}
	r->txt = format_txt.open(source, NULL, a, f);
	r->moves = text->moves;
	r->count = source_of_part(text->zip, text->entry, a);
	r->at = source_encoding(source).bom; /* no character */
	moves_clear(r->moves);
	return r;
}

/* The characters up to a byte of the file. */
static int
count_to(struct reader *r, uint64_t at, struct fail *f)
{
	struct bytes raw;
	uint64_t left;

	for (; r->at < at; r->at += raw.len) {
		left = at - r->at;
		if (source_raw(r->count, r->at, left < BLOCK ? (size_t)left : BLOCK,
			&raw, f) == -1)
			return -1;
		if (raw.len == 0)
			return fail(f, FAIL_INPUT, "source-changed");
		r->place += utf8_count(raw);
	}
	return 0;
}

static int
text_next(struct reader *r, struct utterance *u, struct fail *f)
{
	int got;

	if (r->given && u->exchanges > 0)
		moves_learn(r->moves, r->begun, u);
	got = format_txt.next(r->txt, u, f);
	if (got == 1 && count_to(r, u->segment[0].at, f) == -1)
		return -1;
	r->given = got == 1;
	r->begun = r->place;
	if (got == 1 && count_to(r, u->segment[0].end, f) == -1)
		return -1;
	return got;
}

static void
text_close(struct reader *r)
{
	if (r == NULL)
		return;
	format_txt.close(r->txt);
	source_close(r->count);
}

const struct format format_qdpx_text = {
	.name = "txt",
	.suffix = ".txt",
	.open = text_open,
	.next = text_next,
	.close = text_close,
};
