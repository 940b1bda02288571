#include "format/whisper.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/gather.h"
#include "format/json_walk.h"
#include "format/line_label.h"
#include "format/source.h"
#include "format/whisper_key.h"

enum {
	LIMIT_WORDS = 4096, /* of single words, characters: each is a segment */
	LEAST = 8           /* room for a blank and a character */
};
enum { REMOVALS = 1024, VALUE = 64, NAME = 8, SPEAKER = 4 * LIMIT_LABEL };

/* In which way the words are told. */
enum way { BY_ALL, BY_SEGMENT, BY_WORD, BY_TOKEN, BY_CHAR, WAYS };

/* Text of one way that was not given out yet. */
struct channel {
	struct gather said;
	uint64_t line, breaks;
	size_t old, fresh; /* .said of the segments before this one; and of this one */
	bool go_on;        /* what is in it goes on a cut utterance */
	bool spaced;       /* words bring their blanks */
	bool begins;       /* nothing of the string at hand was added yet */
};

struct reader {
	struct json_walk *walk;
	struct json_token token;
	enum encoding encoding;
	enum whisper_key key;                         /* the last */
	enum whisper_key holds[LIMIT_JSON_DEPTH + 1]; /* by depth: under which key */
	enum way way[LIMIT_JSON_DEPTH + 1];           /* of "text" there */
	bool array[LIMIT_JSON_DEPTH + 1];

	struct channel channel[WAYS];
	struct gather out, rest; /* what is given; what is left of a channel */
	struct gather cuts;      /* removals since the last utterance */
	size_t give[WAYS];       /* bytes of each to be given now */
	struct channel *into;    /* of the string at hand; NULL: there is none */
	struct json_piece piece; /* of it, not added yet */
	bool have_piece, ended;
	uint64_t number;

	struct gather label;
	uint64_t label_line;
	bool have_label;
	unsigned char speaker[SPEAKER];
	size_t speaker_len;

	unsigned unknown[LIMIT_JSON_DEPTH + 1]; /* keys, by depth */
	char name[REMOVALS + 1][NAME];          /* theirs since the last utterance */
	size_t names;
};

static bool
has_word(struct bytes text, const char *key)
{
	const unsigned char *at = text.at, *end = text.at + text.len;
	size_t len = strlen(key);

	while (len < (size_t)(end - at) &&
	       (at = memmem(at, (size_t)(end - at), key, len)) != NULL) {
		at += len;
		while (at < end && (*at == ' ' || *at == '\n' || *at == '\r'))
			at++;
		if (at < end && *at == ':')
			return true;
	}
	return false;
}

/* An object, or a list of them, with a key under which words stand. */
static int
whisper_bid(struct bytes head)
{
	static const char *const keys[] = { "\"text\"", "\"segments\"", "\"chunks\"",
		"\"transcription\"", "\"word_segments\"", "\"words\"" };
	struct buf buf = { 0 };
	struct bytes text = bytes_trim(gather_head(head, &buf)), inside = text;
	int bid = 0;
	size_t i;

	if (bytes_start(text, "["))
		inside = bytes_trim(bytes_cut(text, 1, text.len));
	if (bytes_start(inside, "{"))
		inside = bytes_trim(bytes_cut(inside, 1, inside.len));
	for (i = 0; inside.at != text.at && bytes_start(inside, "\"") &&
		    i < sizeof keys / sizeof *keys;
	     i++)
		if (has_word(inside, keys[i]))
			bid = 70;
	buf_free(&buf);
	return bid;
}

static struct reader *
whisper_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);
	size_t i;

	(void)part;
	(void)f;
	r->encoding = source_encoding(source).encoding;
	r->walk = json_walk_new(source, a);
	r->out = r->rest = r->cuts = r->label = gather_new(a, r->encoding);
	for (i = 0; i < WAYS; i++)
		r->channel[i].said = gather_new(a, r->encoding);
	return r;
}

static void
whisper_close(struct reader *r)
{
	(void)r; /* all of it is the arena's */
}

static struct bytes
text_of(const struct gather *g)
{
	return (struct bytes){ g->text, g->len };
}

/* All of the channel is to be given. */
static void
give_all(struct reader *r, enum way way)
{
	r->give[way] = r->channel[way].said.len;
}

static void
give_ended(struct reader *r, enum way way)
{
	if (gather_ends_sentence(text_of(&r->channel[way].said)))
		give_all(r, way);
}

/* The string at hand does not stay, or not as it is. */
static void
cut(struct reader *r, uint64_t at, uint64_t end, struct bytes instead, enum hidden what)
{
	gather_remove(&r->cuts, (struct removal){ at, end, instead, what });
}

/* A key that is not known is numbered within its object. */
static void
take_key(struct reader *r)
{
	const struct json_token *t = &r->token;
	char *name;

	r->key = whisper_key_of(t->text);
	if (r->key != WHISPER_UNKNOWN)
		return;
	name = r->name[r->names];
	snprintf(name, NAME, "x%u", ++r->unknown[t->depth] % (LIMIT_JSON_KEYS + 1));
	if (bytes_are(t->text, name))
		return;
	r->names++;
	cut(r, t->at, t->end, bytes_of(name), HIDDEN_UNKNOWN);
}

/* Under which key a value at this depth stands. */
static enum whisper_key
key_at(const struct reader *r, unsigned depth)
{
	if (depth == 0)
		return WHISPER_UNKNOWN;
	return r->array[depth] ? r->holds[depth] : r->key;
}

static void
enter(struct reader *r, bool array)
{
	unsigned depth = r->token.depth + 1;
	enum whisper_key key = key_at(r, depth - 1);
	enum way way = depth == 1 ? BY_ALL : r->way[depth - 1];
	size_t i;

	if (key == WHISPER_WORDS)
		way = BY_WORD;
	else if (key == WHISPER_TOKENS)
		way = BY_TOKEN;
	else if (key == WHISPER_CHARS)
		way = BY_CHAR;
	else if (depth > 1 && way == BY_ALL)
		way = BY_SEGMENT;
	r->holds[depth] = key;
	r->way[depth] = way;
	r->array[depth] = array;
	r->unknown[depth] = 0;
	if (array && way >= BY_WORD) {
		give_ended(r, way);
		r->channel[way].spaced = way != BY_WORD;
	}
	if (!array && way == BY_SEGMENT && r->array[depth - 1])
		for (i = 0; i < WAYS; i++)
			r->channel[i].old = r->channel[i].fresh =
			    r->channel[i].said.len;
}

/* The string at hand is text of this channel. */
static void
begin_text(struct reader *r, enum way way)
{
	struct channel *c = &r->channel[way];

	if (way <= BY_SEGMENT)
		give_ended(r, way);
	r->into = c;
	r->piece.at = r->token.at;
	c->begins = true;
}

/* A blank between two strings, which the file does not have. */
static void
separate(struct channel *c, struct bytes text)
{
	const struct segment *last;
	struct segment s = { .kind = SEGMENT_MARK, .escape = ESCAPE_JSON };
	size_t len = c->said.len;

	if (len == 0 || c->spaced || text.at[0] == ' ' || c->said.text[len - 1] == ' ')
		return;
	last = &c->said.segment[c->said.segments - 1];
	s.at = s.end = last->end;
	s.down = last->down;
	gather_add(&c->said, bytes_of(" "), s);
	if (c->fresh == len)
		c->fresh++;
}

/* How much of a text that is too long is given: up to a sentence, else a word. */
static size_t
cut_at(struct bytes text)
{
	size_t i, word = 0;

	for (i = text.len; i > text.len / 2 && i > 1; i--) {
		if (text.at[i - 1] != ' ')
			continue;
		if (word == 0)
			word = i;
		if (strchr(".!?", text.at[i - 2]) != NULL && text.at[i - 2] != 0)
			return i;
	}
	return word > 0 ? word : text.len;
}

/* As many bytes of text as there is room for, whole characters. */
static size_t
what_fits(struct bytes text, size_t room)
{
	if (text.len <= room)
		return text.len;
	while (room > 0 && (text.at[room] & 0xC0) == 0x80)
		room--;
	return room;
}

/* Add the piece at hand; what there is no room for waits until the channel is given. */
static void
add_piece(struct reader *r)
{
	struct channel *c = r->into;
	struct json_piece *p = &r->piece;
	struct segment s = { .at = p->at, .end = p->end, .escape = ESCAPE_JSON };
	size_t n, most = c <= &r->channel[BY_SEGMENT] ? LIMIT_UTTERANCE : LIMIT_WORDS;

	if (most - c->said.len < LEAST) {
		r->give[c - r->channel] = cut_at(text_of(&c->said));
		return;
	}
	if (c->begins) {
		c->spaced =
		    c->spaced || (c == &r->channel[BY_WORD] && p->text.at[0] == ' ');
		separate(c, p->text);
		c->begins = false;
	}
	if (c->said.len == 0) {
		c->line = r->token.line;
		c->breaks = 0;
		if (c <= &r->channel[BY_SEGMENT] && !c->go_on)
			r->number++;
	}
	n = what_fits(p->text, most - c->said.len);
	s.kind = p->escape ? SEGMENT_WHOLE : SEGMENT_PLAIN;
	if (!p->escape && n < p->text.len)
		s.end = s.at + encoding_width(r->encoding, bytes_cut(p->text, 0, n));
	if (r->token.line > c->line + c->breaks)
		s.down = (uint32_t)(r->token.line - c->line - c->breaks);
	gather_add(&c->said, bytes_cut(p->text, 0, n), s);
	c->breaks += p->escape && p->text.at[0] == '\n';
	p->text = bytes_cut(p->text, n, p->text.len);
	p->at = s.end;
	r->have_piece = p->text.len > 0;
	if (r->have_piece)
		r->give[c - r->channel] = cut_at(text_of(&c->said));
}

/* More of the text at hand. */
static int
read_text(struct reader *r, struct fail *f)
{
	int got;

	if (!r->have_piece) {
		got = json_walk_piece(r->walk, &r->piece, f);
		if (got == -1)
			return -1;
		if (got == 0 && r->into == &r->channel[BY_ALL])
			give_all(r, BY_ALL);
		if (got == 0) {
			r->into = NULL;
			r->token.at = r->piece.at;
		}
		r->have_piece = got == 1;
	}
	if (r->have_piece)
		add_piece(r);
	return 0;
}

/* A string that is no text: it says nothing, or is emptied. */
static int
read_value(struct reader *r, enum whisper_key key, struct fail *f)
{
	unsigned char value[VALUE];
	struct json_piece p;
	size_t len = 0;
	bool harmless = true;
	int got;

	while ((got = json_walk_piece(r->walk, &p, f)) == 1) {
		harmless = harmless && p.text.len <= sizeof value - len;
		if (harmless) {
			memcpy(value + len, p.text.at, p.text.len);
			len += p.text.len;
		}
	}
	if (got == -1)
		return -1;
	if (!harmless || !whisper_says_nothing(key, (struct bytes){ value, len }))
		cut(r, r->token.at, p.at, bytes_of(""), whisper_hidden(key));
	r->token.at = p.at;
	return 0;
}

/* Everything said by who spoke before is given before the next one is told of. */
static void
take_speaker(struct reader *r)
{
	struct bytes name = text_of(&r->label);
	size_t i;

	if (bytes_equal(name, (struct bytes){ r->speaker, r->speaker_len }))
		return;
	for (i = 0; i < WAYS; i++)
		r->give[i] = r->channel[i].old;
	r->speaker_len = name.len <= SPEAKER ? name.len : 0;
	memcpy(r->speaker, name.at, r->speaker_len);
}

static int
read_speaker(struct reader *r, struct fail *f)
{
	struct segment s = { .escape = ESCAPE_JSON };
	struct json_piece p;
	int got;

	gather_clear(&r->label);
	while ((got = json_walk_piece(r->walk, &p, f)) == 1) {
		s.at = p.at;
		s.end = p.end;
		s.kind = p.escape ? SEGMENT_WHOLE : SEGMENT_PLAIN;
		if (r->label.len + p.text.len <= LIMIT_UTTERANCE)
			gather_add(&r->label, p.text, s);
		else
			cut(r, p.at, p.end, bytes_of(""), HIDDEN_UNKNOWN);
	}
	if (got == -1)
		return -1;
	r->have_label = r->label.len > 0;
	if (r->have_label)
		cut(r, r->token.at, r->token.at, bytes_of(""), HIDDEN_LABEL);
	r->label_line = r->token.line;
	if (r->have_label && r->way[r->token.depth] <= BY_SEGMENT)
		take_speaker(r);
	return 0;
}

static int
take_string(struct reader *r, struct fail *f)
{
	enum whisper_key key = key_at(r, r->token.depth);

	switch (key) {
	case WHISPER_TEXT:
		begin_text(r, r->way[r->token.depth]);
		return 0;
	case WHISPER_WORD:
	case WHISPER_WORDS:
		begin_text(r, BY_WORD);
		return 0;
	case WHISPER_TOKENS:
		begin_text(r, BY_TOKEN);
		return 0;
	case WHISPER_CHAR:
	case WHISPER_CHARS:
		begin_text(r, BY_CHAR);
		return 0;
	case WHISPER_SPEAKER:
		return read_speaker(r, f);
	default:
		return read_value(r, key, f);
	}
}

/* The next token; r->ended at the last. */
static int
take_token(struct reader *r, struct fail *f)
{
	const struct json_token *t = &r->token;
	size_t i;

	if (json_walk_next(r->walk, &r->token, f) == -1)
		return -1;
	switch (t->kind) {
	case JSON_DONE:
		r->ended = true;
		for (i = 0; i < WAYS; i++)
			give_all(r, (enum way)i);
		break;
	case JSON_OBJECT:
	case JSON_ARRAY:
		enter(r, t->kind == JSON_ARRAY);
		break;
	case JSON_KEY:
		take_key(r);
		break;
	case JSON_STRING:
		return take_string(r, f);
	case JSON_NUMBER:
		if (!whisper_says_nothing(key_at(r, t->depth), t->text))
			cut(r, t->at, t->end, bytes_of("0"), HIDDEN_UNKNOWN);
		break;
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
	case JSON_WORD:
		break;
	}
	return 0;
}

/* What is not given yet begins here, or behind what was read. */
static uint64_t
settled(const struct reader *r)
{
	uint64_t at = r->into != NULL ? r->piece.at : r->token.at;
	size_t i;

	for (i = 0; i < WAYS; i++)
		if (r->channel[i].said.len > 0 && r->channel[i].said.segment[0].at < at)
			at = r->channel[i].said.segment[0].at;
	if (r->have_label && r->label.segment[0].at < at)
		at = r->label.segment[0].at;
	return at;
}

/* What was taken out goes with every utterance. */
static int
give(struct reader *r, struct utterance *u, const struct gather *g, uint64_t line)
{
	*u = (struct utterance){ .line = line };
	u->number = r->number > 0 ? r->number : 1;
	gather_give(g, u);
	u->removal = r->cuts.removal;
	u->removals = r->cuts.removals;
	u->settled = settled(r);
	return 1;
}

/* The label is a line of its own. */
static int
give_label(struct reader *r, struct utterance *u)
{
	r->have_label = false;
	give(r, u, &r->label, r->label_line);
	u->label = LABEL_COLON;
	u->label_to = (uint32_t)u->text.len;
	return 1;
}

static size_t
less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

/* What is in the channel from this byte on stays in it, as if it began there. */
static void
keep_rest(struct reader *r, struct channel *c, size_t from)
{
	const struct gather all = c->said;
	uint32_t down = 0;
	size_t i;

	for (i = 0; i < all.segments && all.segment[i].to <= from; i++)
		;
	if (i < all.segments)
		down = all.segment[i].down;
	c->line += down;
	for (i = 0; i < from; i++)
		if (all.text[i] == '\n') {
			c->line++;
			c->breaks--;
		}
	gather_clear(&r->rest);
	gather_part(&r->rest, &all, from, all.len, 0 - down);
	c->said = r->rest;
	r->rest = all;
	c->old = less(c->old, from);
	c->fresh = less(c->fresh, from);
}

/* The first bytes of a channel; the rest stays in it. */
static int
give_channel(struct reader *r, enum way way, struct utterance *u)
{
	struct channel *c = &r->channel[way];
	size_t n = r->give[way], from = n == c->old ? c->fresh : n;
	struct line_label l;
	uint64_t line = c->line;
	bool continued = c->go_on;

	r->give[way] = 0;
	gather_clear(&r->out);
	gather_part(&r->out, &c->said, 0, n, 0);
	keep_rest(r, c, from);
	c->go_on = r->have_piece && r->into == c;
	give(r, u, &r->out, line);
	u->continued = continued;
	l = line_label_of(u->text);
	if (!continued && l.shape == LABEL_COLON && !l.weak) {
		u->label = l.shape;
		u->label_from = (uint32_t)l.from;
		u->label_to = (uint32_t)l.to;
	}
	return 1;
}

static int
whisper_next(struct reader *r, struct utterance *u, struct fail *f)
{
	size_t i;

	gather_clear(&r->cuts);
	r->names = 0;
	for (;;) {
		for (i = 0; i < WAYS; i++)
			if (r->give[i] > 0)
				return give_channel(r, (enum way)i, u);
		if (r->have_label)
			return give_label(r, u);
		if (r->cuts.removals >= REMOVALS ||
		    (r->ended && r->cuts.removals > 0)) {
			gather_clear(&r->out);
			return give(r, u, &r->out, r->token.line);
		}
		if (r->ended)
			return 0;
		if ((r->into != NULL ? read_text(r, f) : take_token(r, f)) == -1)
			return -1;
	}
}

const struct format format_whisper = {
	.name = "whisper",
	.suffix = ".json",
	.said = "format-whisper",
	.bid = whisper_bid,
	.open = whisper_open,
	.next = whisper_next,
	.close = whisper_close,
};
