#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "format/cha.h"
#include "format/csv.h"
#include "format/docx.h"
#include "format/eaf.h"
#include "format/exb.h"
#include "format/format.h"
#include "format/odt.h"
#include "format/qdpx.h"
#include "format/refused.h"
#include "format/rtf.h"
#include "format/source.h"
#include "format/srt.h"
#include "format/tsv.h"
#include "format/txt.h"
#include "format/vtt.h"
#include "format/whisper.h"
#include "format/xlsx.h"
#include "format/zip.h"
#include "text/utf8.h"

const struct format *const formats[] = { &format_txt, &format_docx, &format_odt,
	&format_fodt, &format_rtf, &format_vtt, &format_srt, &format_whisper,
	&format_tsv, &format_csv, &format_xlsx, &format_cha, &format_eaf, &format_exb,
	&format_qdpx, NULL };

enum {
	HEAD = 4096, /* bytes by which a file is told */
	SURE = 50    /* a bid that is no guess */
};

static struct bytes
skip_blanks(struct bytes b)
{
	while (b.len > 0 && memchr(" \t\r\n", b.at[0], 4) != NULL) {
		b.at++;
		b.len--;
	}
	return b;
}

/* Any case, ASCII. */
static bool
starts(struct bytes b, const char *prefix)
{
	size_t i;

	for (i = 0; prefix[i] != '\0'; i++)
		if (i == b.len ||
		    utf8_lower(b.at[i]) != utf8_lower((unsigned char)prefix[i]))
			return false;
	return true;
}

/* An object or a list of quoted things or lists; "{Kari} Ja" is a label, "[latter]" a
 * note, "[[sjef 1]]" a marker. */
static bool
is_json(struct bytes text)
{
	bool list = text.len > 0 && text.at[0] == '[';
	struct bytes rest;

	if (!list && !(text.len > 0 && text.at[0] == '{'))
		return false;
	rest = skip_blanks(bytes_cut(text, 1, text.len));
	if (rest.len == 0)
		return false;
	if (list && rest.at[0] == '[')
		return rest.len > 1 &&
		       memchr("[{\"]-0123456789 \n", rest.at[1], 17) != NULL;
	return rest.at[0] == '"' || (list && rest.at[0] == '{') ||
	       (!list && rest.at[0] == '}');
}

static bool
is_page(struct bytes text)
{
	return starts(text, "<html") || starts(text, "<!doctype html");
}

static bool
is_markup(struct bytes text)
{
	return starts(text, "<?xml") || starts(text, "<!doctype") ||
	       starts(text, "<!--");
}

/* The same for what is text, in whatever encoding. */
static int
refuse_text(struct bytes head, struct fail *f)
{
	struct fail ignored = { 0 };
	struct encoding_guess g;
	struct buf decoded = { 0 };
	struct bytes text;
	size_t used;
	int result = 0;

	if (encoding_guess(head, false, &g, &ignored) != 0)
		return 0; /* said where the encoding is told */
	encoding_decode(
	    g.encoding, bytes_cut(head, g.bom, head.len), &decoded, &used, &ignored);
	text = skip_blanks(buf_bytes(&decoded));
	if (is_page(text))
		result = fail(f, FAIL_INPUT, "refused-html");
	else if (is_markup(text))
		result = fail(f, FAIL_INPUT, "refused-syntax");
	else if (is_json(text))
		result = fail(f, FAIL_INPUT, "refused-syntax");
	else if (starts(text, "{\\rtf") && !bytes_start(head, "{\\rtf"))
		result = fail(f, FAIL_INPUT, "refused-rtf");
	buf_free(&decoded);
	return result;
}

const struct format *
format_of_bytes(struct bytes head, struct fail *f)
{
	const struct format *best = NULL;
	const char *refused = refused_of_bytes(head);
	int bid, highest = 0;
	size_t i;

	if (refused != NULL) {
		fail(f, FAIL_INPUT, refused);
		return NULL;
	}
	for (i = 0; formats[i] != NULL; i++) {
		bid = formats[i]->bid ? formats[i]->bid(head) : 0;
		if (bid > highest) {
			highest = bid;
			best = formats[i];
		}
	}
	/* what is read only as text may be the syntax of something else */
	if (highest < SURE && refuse_text(head, f) != 0)
		return NULL;
	if (best == NULL)
		fail(f, FAIL_INPUT, "format-unknown");
	return best;
}

const struct format *
format_of(struct source *source, struct arena *a, struct zip **zip, struct fail *f)
{
	const char *refused;
	struct bytes head;
	size_t i;

	*zip = NULL;
	if (source_raw(source, 0, HEAD, &head, f) == -1)
		return NULL;
	if (bytes_start(head, "\xD0\xCF\x11\xE0")) {
		if (refused_of_ole(source, &refused, f) == 0)
			fail(f, FAIL_INPUT, refused);
		return NULL;
	}
	if (!bytes_start(head, "PK\3\4"))
		return format_of_bytes(head, f);
	*zip = zip_open(source, a, f);
	if (*zip == NULL)
		return NULL;
	for (i = 0; formats[i] != NULL; i++)
		if (formats[i]->claims != NULL && formats[i]->claims(*zip))
			return formats[i];
	fail(f, FAIL_INPUT, refused_of_zip(*zip));
	return NULL;
}

const struct format *
format_of_name(const char *file)
{
	const char *dot = strrchr(file, '.');
	size_t i;

	for (i = 0; dot != NULL && formats[i] != NULL; i++)
		if (strcasecmp(dot, formats[i]->suffix) == 0)
			return formats[i];
	return &format_txt;
}

/* The segment that says the text's byte at. */
static const struct segment *
segment_at(const struct utterance *u, uint32_t at)
{
	size_t first = 0, last = u->segments - 1, middle;

	while (first < last) {
		middle = (first + last) / 2;
		if (at < u->segment[middle].to)
			last = middle;
		else
			first = middle + 1;
	}
	return &u->segment[first];
}

static uint64_t
start_of(
    const struct utterance *u, const struct segment *s, enum encoding e, uint32_t at)
{
	if (s->kind != SEGMENT_PLAIN)
		return s->at;
	return s->at + encoding_width(e, bytes_cut(u->text, s->from, at));
}

static uint64_t
end_of(const struct utterance *u, const struct segment *s, enum encoding e, uint32_t to)
{
	if (s->kind != SEGMENT_PLAIN || to == s->to)
		return s->end;
	return s->at + encoding_width(e, bytes_cut(u->text, s->from, to));
}

void
utterance_place(const struct utterance *u, enum encoding e, uint32_t from, uint32_t to,
    uint64_t *at, uint64_t *end)
{
	const struct segment *first, *last;

	if (from > to || to > u->text.len || u->segments == 0)
		die("utterance: [%u, %u) of %zu", from, to, u->text.len);
	first = segment_at(u, from);
	last = to > from ? segment_at(u, to - 1) : first;
	*at = start_of(u, first, e, from);
	/* not all of it again where a name is short and the turn long */
	if (first == last && first->kind == SEGMENT_PLAIN && to != last->to)
		*end = *at + encoding_width(e, bytes_cut(u->text, from, to));
	else
		*end = end_of(u, last, e, to);
}

size_t
utterance_pieces(const struct utterance *u, enum encoding e, uint32_t from, uint32_t to,
    struct piece *piece)
{
	const struct segment *s = segment_at(u, from);
	const struct segment *last = to > from ? segment_at(u, to - 1) : s;
	struct piece *p;
	size_t n = 0;
	bool held = false, holds;

	for (; s <= last; s++) {
		holds = s->kind != SEGMENT_MARK;
		p = n > 0 ? &piece[n - 1] : NULL;
		if (p == NULL || p->end != s->at || p->escape != s->escape ||
		    (holds && !held)) {
			p = &piece[n++];
			*p = (struct piece){ .escape = s->escape };
			p->at = start_of(u, s, e, from > s->from ? from : s->from);
			p->holds = holds && !held;
			held = held || holds;
		}
		p->end = end_of(u, s, e, to < s->to ? to : s->to);
	}
	return n;
}

uint64_t
utterance_line(const struct utterance *u, uint32_t at)
{
	const unsigned char *text = u->text.at;
	uint64_t line = u->line;
	uint32_t i;

	if (at > u->text.len)
		die("utterance: %u of %zu", at, u->text.len);
	if (u->segments > 0)
		line += segment_at(u, at)->down;
	for (i = 0; i < at; i++)
		line +=
		    text[i] == '\n' ||
		    (text[i] == '\r' && !(i + 1 < u->text.len && text[i + 1] == '\n'));
	return line;
}
