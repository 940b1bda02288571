#include "format/xml.h"

#include <stdio.h>
#include <string.h>

#include <expat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/package.h"
#include "format/source.h"
#include "format/xml_block.h"
#include "format/xml_lookup.h"
#include "format/xml_tag.h"
#include "text/utf8.h"

enum {
	CHUNK = 64 * 1024,
	REMOVALS = 512 /* told of at the latest, where nothing is said meanwhile */
};

struct open {
	const struct xml_element *row;
	uint8_t act;
	bool text; /* the characters in it are text */
	uint8_t what;
	bool doomed;   /* taken out when it ends */
	uint64_t at;   /* of its start tag */
	uint64_t said; /* by blocks before it */
	size_t undecided;
};

struct reader {
	struct source *source;
	struct arena *arena;
	const struct xml_context *context;
	const struct xml_profile *profile;
	struct xml_lookup *lookup;
	XML_Parser parser;
	struct xml_blocks *blocks;
	uint64_t said; /* blocks that said something */

	uint64_t read; /* bytes given to the parser */
	bool suspended, ended;
	struct fail fail; /* in a callback */

	struct open open[LIMIT_XML_DEPTH];
	size_t depth;
	size_t dropping; /* elements open in one that is dropped, itself counted */
	size_t
	    doomed; /* open elements that will be taken out: nothing is said in them */
	size_t shells; /* open elements of which that is not known */
	uint64_t drop_at;
	enum hidden drop_what;
	bool cdata;
	size_t muted; /* calls of xml_mute() that are open */

	struct removal *removal; /* not told yet */
	size_t removals, removal_cap;

	const XML_Char **attributes; /* of the element at hand: for the hook */
	uint64_t scratch[2];         /* the hook's */
};

static uint64_t
here(const struct reader *r)
{
	return (uint64_t)XML_GetCurrentByteIndex(r->parser);
}

static uint64_t
behind(const struct reader *r)
{
	return here(r) + (uint64_t)XML_GetCurrentByteCount(r->parser);
}

/* The bytes of what is at hand, as they stand in the file. */
static struct bytes
raw(const struct reader *r)
{
	int offset, size, len = XML_GetCurrentByteCount(r->parser);
	const char *buffer = XML_GetInputContext(r->parser, &offset, &size);

	if (buffer == NULL || len < 0 || len > size - offset)
		die("xml: no context");
	return (struct bytes){ (const unsigned char *)buffer + offset, (size_t)len };
}

static void
stop(struct reader *r)
{
	XML_StopParser(r->parser, XML_TRUE);
}

static void
give_up(struct reader *r, enum fail_kind kind, const char *what)
{
	fail(&r->fail, kind, what);
	fail_at(&r->fail, NULL, (uint64_t)XML_GetCurrentLineNumber(r->parser));
	XML_StopParser(r->parser, XML_FALSE);
}

static void
take_out(
    struct reader *r, uint64_t at, uint64_t end, const char *instead, enum hidden what)
{
	struct removal *t;

	if (r->removals == r->removal_cap) {
		t = arena_grow(r->arena, r->removal, r->removals, &r->removal_cap,
		    sizeof *r->removal);
		r->removal = t;
	}
	r->removal[r->removals++] =
	    (struct removal){ at, end, bytes_of(instead), what };
	if (r->removals >= REMOVALS && r->dropping == 0 && !xml_blocks_open(r->blocks))
		stop(r);
}

/* The value of an attribute as an utterance of its own. */
static void
search_value(struct reader *r, struct bytes tag, const struct xml_raw *a, bool label)
{
	struct buf text = { 0 };
	size_t at = a->value, used;
	uint64_t base = here(r);

	xml_block_open(r->blocks, base + at);
	for (; at < a->value_end; at += used) {
		buf_clear(&text);
		xml_raw_character(bytes_cut(tag, at, a->value_end), &text, &used);
		xml_block_add(r->blocks, buf_bytes(&text), base + at, base + at + used,
		    text.len == used ? SEGMENT_PLAIN : SEGMENT_WHOLE, ESCAPE_XML);
	}
	buf_free(&text);
	if (label)
		xml_block_label(r->blocks);
	if (r->shells > 0)
		xml_block_close_undecided(r->blocks);
	else if (xml_block_close(r->blocks, false, 0, NULL))
		stop(r);
}

/* One sign alone, or signs: "•", "%1%." are no turns, and nobody's name. */
static bool
says_something(struct bytes value)
{
	size_t len, characters = 0, digits = 0;
	uint32_t c;

	for (; value.len > 0; value = bytes_cut(value, len, value.len)) {
		c = utf8_next(value, &len);
		characters++;
		digits += utf8_is_digit(c);
		if ((utf8_is_letter(c) && characters + value.len - len > 1) ||
		    digits > 2)
			return true;
	}
	return false;
}

/* Of an id "tsx1" and so on: no id that stays is that. */
static const char *
symbol_of(struct reader *r, const struct xml_attribute *row, struct bytes value)
{
	char kind[16];

	if (row->value != XML_ID)
		return symbol_for(r->context->symbols, row->arg, value);
	snprintf(kind, sizeof kind, "%sx", row->arg);
	return symbol_for(r->context->symbols, kind, value);
}

static void
handle_attribute(struct reader *r, struct bytes tag, const struct xml_raw *a,
    const struct xml_attribute *row, struct bytes value)
{
	uint64_t at = here(r) + a->value, end = here(r) + a->value_end;
	const char *instead;
	bool stays;

	switch (row ? (enum xml_value)row->value : XML_TAKEN) {
	case XML_ANY:
		return;
	case XML_TOKEN:
		stays = xml_is_token(r->lookup, value);
		break;
	case XML_GUID:
		stays = xml_is_guid(value);
		break;
	case XML_HOOK:
		instead = r->profile->value(r, row, (const char *)value.at);
		stays = instead != NULL;
		if (stays && !bytes_are(value, instead))
			take_out(r, at, end, instead, HIDDEN_NONE);
		break;
	case XML_SEARCH:
		if (!says_something(value))
			return;
		if (r->muted > 0) {
			take_out(r, at, end, NULL, HIDDEN_NONE);
			return;
		}
		/* fallthrough */
	case XML_LABEL:
		if (row->what != HIDDEN_NONE && value.len > 0)
			take_out(r, at, at, NULL, (enum hidden)row->what);
		if (r->doomed == 0)
			search_value(r, tag, a, row->value == XML_LABEL);
		return;
	case XML_FIXED:
		if (!bytes_are(value, row->arg))
			take_out(r, at, end, row->arg, (enum hidden)row->what);
		return;
	case XML_ID:
		if (xml_is_counted(value, row->arg))
			return;
		/* fallthrough */
	case XML_SYMBOL:
		if (value.len == 0 || xml_is_name(r->lookup, value))
			return;
		instead = symbol_of(r, row, value);
		if (!bytes_are(value, instead))
			take_out(r, at, end, instead, (enum hidden)row->what);
		return;
	case XML_TAKEN:
	default:
		stays = false;
	}
	if (!stays)
		take_out(r, here(r) + a->from, here(r) + a->to, NULL,
		    row && (row->what || row->value == XML_TAKEN)
			? (enum hidden)row->what
			: HIDDEN_UNKNOWN);
}

/* "xmlns" and "xmlns:w": those of namespaces that the profile knows stay. */
static bool
is_declaration(struct bytes name)
{
	return bytes_are(name, "xmlns") || bytes_start(name, "xmlns:");
}

static void
handle_attributes(
    struct reader *r, const struct xml_element *row, const XML_Char **attribute)
{
	struct bytes tag = raw(r);
	struct xml_raw a;
	size_t place = 0;

	while (xml_raw_next(tag, &place, &a)) {
		if (is_declaration(a.name)) {
			if (!xml_knows_space(
				r->lookup, bytes_cut(tag, a.value, a.value_end)))
				take_out(r, here(r) + a.from, here(r) + a.to, NULL,
				    HIDDEN_NONE);
			continue;
		}
		if (attribute[0] == NULL)
			die("xml: an attribute more than there are");
		handle_attribute(r, tag, &a,
		    xml_attribute_of(r->lookup, attribute[0], row),
		    bytes_of(attribute[1]));
		attribute += 2;
	}
}

static void
drop(struct reader *r, enum hidden what)
{
	r->dropping = 1;
	r->drop_at = here(r);
	r->drop_what = what;
}

static void
end_block(struct reader *r, const struct xml_element *row)
{
	uint64_t said = xml_blocks_said(r->blocks);

	if (xml_block_close(r->blocks, r->profile->speech, r->depth, row))
		stop(r);
	r->said += xml_blocks_said(r->blocks) > said;
}

/* The block that is open is said so far. */
static void
break_block(struct reader *r)
{
	if (!xml_blocks_open(r->blocks))
		return;
	end_block(r, r->open[r->depth - 1].row);
	xml_block_open(r->blocks, here(r));
}

static void
open_element(
    struct reader *r, const struct xml_element *row, const struct xml_turn *turn)
{
	struct open *up = r->depth > 0 ? &r->open[r->depth - 1] : NULL;
	struct open *o = &r->open[r->depth++];

	*o = (struct open){ .row = row, .act = turn->act, .what = turn->what };
	if (turn->breaks)
		break_block(r);
	o->at = here(r);
	o->said = r->said;
	o->undecided = xml_blocks_undecided(r->blocks);
	r->shells += o->act == XML_SHELL;
	o->text = (row->flags & XML_TEXT) != 0 ||
	          (turn->act == XML_UNWRAP && up != NULL && up->text);
	if (turn->act == XML_UNWRAP)
		take_out(r, here(r), behind(r), NULL, (enum hidden)turn->what);
	else if ((row->flags & XML_COUNT) != 0)
		take_out(r, here(r), here(r), NULL, (enum hidden)turn->what);
	if (turn->act != XML_UNWRAP)
		handle_attributes(r, row, r->attributes);
	if ((row->flags & XML_BLOCK) != 0)
		xml_block_open(r->blocks, behind(r));
}

static void
start_element(void *with, const XML_Char *name, const XML_Char **attributes)
{
	struct reader *r = with;
	const struct xml_element *up = r->depth ? r->open[r->depth - 1].row : NULL;
	const struct xml_element *row;
	struct xml_turn turn = { XML_DROP, HIDDEN_UNKNOWN, false };

	if (r->dropping > 0) {
		r->dropping++;
		return;
	}
	r->attributes = attributes;
	row = xml_element_of(r->lookup, name, up);
	if (row != NULL) {
		turn = (struct xml_turn){ row->act, row->what, false };
		if (r->muted > 0 && (row->flags & XML_MARK) != 0)
			turn = (struct xml_turn){ XML_DROP, HIDDEN_NONE, false };
		else if (r->profile->turn != NULL)
			r->profile->turn(r, row, &turn);
	}
	if (r->depth == 0 && turn.act != XML_KEEP)
		give_up(r, FAIL_INPUT, "xml-root");
	else if (turn.act == XML_DROP)
		drop(r, (enum hidden)turn.what);
	else if (r->depth == LIMIT_XML_DEPTH)
		give_up(r, FAIL_LIMIT, "xml-depth");
	else
		open_element(r, row, &turn);
}

/* An element of which it was not known whether it stays. */
static void
end_doubtful(struct reader *r, const struct open *o)
{
	bool empty = o->act == XML_SHELL && r->said == o->said;

	if (o->doomed || empty) {
		take_out(r, o->at, behind(r), NULL, (enum hidden)o->what);
		xml_blocks_forget(r->blocks, o->undecided);
	}
	r->doomed -= o->doomed;
	r->shells -= o->act == XML_SHELL;
	if (o->act == XML_SHELL && r->shells == 0 && xml_blocks_decide(r->blocks))
		stop(r);
}

static void
end_element(void *with, const XML_Char *name)
{
	struct reader *r = with;
	const struct open *o;

	(void)name;
	if (r->fail.kind !=
	    FAIL_NONE) /* the end of an empty element comes all the same */
		return;
	if (r->dropping > 0) {
		if (--r->dropping == 0)
			take_out(r, r->drop_at, behind(r), NULL, r->drop_what);
		return;
	}
	o = &r->open[--r->depth];
	if (o->act == XML_UNWRAP && behind(r) > here(r))
		take_out(r, here(r), behind(r), NULL, HIDDEN_NONE);
	if ((o->row->flags & XML_MARK) != 0 && r->doomed == 0)
		xml_block_add(r->blocks, bytes_of(o->row->says), o->at, behind(r),
		    SEGMENT_MARK, ESCAPE_XML);
	if ((o->row->flags & XML_WHO) != 0)
		xml_block_label(r->blocks);
	if ((o->row->flags & XML_BLOCK) != 0)
		end_block(r, o->row);
	else if (xml_blocks_leave(r->blocks, r->depth))
		stop(r);
	end_doubtful(r, o);
}

static bool
is_blank(struct bytes text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if (strchr(" \t\r\n", text.at[i]) == NULL)
			return false;
	return true;
}

static void
characters(void *with, const XML_Char *at, int len)
{
	struct reader *r = with;
	struct bytes text = { (const unsigned char *)at, (size_t)len };
	bool plain = behind(r) - here(r) == text.len && raw(r).at[0] != '\r';
	const struct xml_element *row;

	if (r->dropping > 0 || r->depth == 0)
		return;
	row = r->open[r->depth - 1].row;
	if (r->muted > 0) {
		take_out(r, here(r), behind(r), NULL, HIDDEN_NONE);
	} else if (r->open[r->depth - 1].text && xml_blocks_open(r->blocks)) {
		if (r->doomed == 0 && xml_block_add(r->blocks, text, here(r), behind(r),
					  plain ? SEGMENT_PLAIN : SEGMENT_WHOLE,
					  r->cdata ? ESCAPE_CDATA : ESCAPE_XML))
			stop(r);
	} else if (!is_blank(text) &&
		   !(row->flags & XML_NUMBER && xml_is_token(r->lookup, text)))
		take_out(r, here(r), behind(r), NULL,
		    row->flags & XML_EMPTY ? row->what : HIDDEN_UNKNOWN);
}

static void
remark(struct reader *r)
{
	if (r->dropping == 0)
		take_out(r, here(r), behind(r), NULL, HIDDEN_REMARK);
}

static void
comment(void *with, const XML_Char *text)
{
	(void)text;
	remark(with);
}

static void
instruction(void *with, const XML_Char *target, const XML_Char *data)
{
	(void)target;
	(void)data;
	remark(with);
}

static void
start_cdata(void *with)
{
	((struct reader *)with)->cdata = true;
}

static void
end_cdata(void *with)
{
	((struct reader *)with)->cdata = false;
}

static void
start_doctype(void *with, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	give_up(with, FAIL_INPUT, "xml-doctype");
}

static void
declaration(void *with, const XML_Char *version, const XML_Char *encoding, int alone)
{
	struct bytes e = bytes_of(encoding);

	(void)alone;
	if (version != NULL && encoding != NULL && !bytes_are(e, "UTF-8") &&
	    !bytes_are(e, "utf-8"))
		give_up(with, FAIL_INPUT, "xml-encoding");
}

struct reader *
xml_open(struct source *source, const struct xml_context *context, struct arena *a,
    struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);

	if (source_encoding(source).encoding != ENCODING_UTF8) {
		fail(f, FAIL_INPUT, "xml-encoding");
		return NULL;
	}
	r->source = source;
	r->arena = a;
	r->context = context;
	r->profile = context->profile;
	r->lookup = xml_lookup_new(r->profile, a);
	r->blocks = xml_blocks_new(a);
	r->parser = XML_ParserCreateNS("UTF-8", '|');
	if (r->parser == NULL)
		die("xml: no memory");
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, start_element, end_element);
	XML_SetCharacterDataHandler(r->parser, characters);
	if (!r->profile->remarks) {
		XML_SetCommentHandler(r->parser, comment);
		XML_SetProcessingInstructionHandler(r->parser, instruction);
	}
	XML_SetCdataSectionHandler(r->parser, start_cdata, end_cdata);
	XML_SetStartDoctypeDeclHandler(r->parser, start_doctype);
	XML_SetXmlDeclHandler(r->parser, declaration);
	return r;
}

/* Feed the parser, or let it go on where it was stopped. */
static int
feed(struct reader *r, struct fail *f)
{
	enum XML_Status status;
	XML_ParsingStatus now;
	struct bytes chunk;
	void *to;

	if (r->suspended) {
		status = XML_ResumeParser(r->parser);
	} else {
		if (r->read > behind(r) + LIMIT_XML_TOKEN)
			return fail(f, FAIL_LIMIT, "xml-token");
		if (source_raw(r->source, r->read, CHUNK, &chunk, f) == -1)
			return -1;
		to = XML_GetBuffer(r->parser, CHUNK);
		if (to == NULL)
			die("xml: no memory");
		memcpy(to, chunk.at, chunk.len);
		r->read += chunk.len;
		status = XML_ParseBuffer(r->parser, (int)chunk.len, chunk.len == 0);
	}
	if (status == XML_STATUS_ERROR) {
		if (r->fail.kind != FAIL_NONE)
			return *f = r->fail, -1;
		fail_with(f, FAIL_INPUT, "xml-form", "%s",
		    XML_ErrorString(XML_GetErrorCode(r->parser)));
		return fail_at(f, NULL, (uint64_t)XML_GetCurrentLineNumber(r->parser));
	}
	XML_GetParsingStatus(r->parser, &now);
	r->suspended = now.parsing == XML_SUSPENDED;
	r->ended = now.parsing == XML_FINISHED;
	return 0;
}

/* Where the first thing begins that may yet be taken out. */
static uint64_t
undecided(const struct reader *r)
{
	size_t i;

	for (i = 0; i < r->depth; i++)
		if (r->open[i].act == XML_SHELL ||
		    (r->open[i].row->flags & XML_HOLD) != 0)
			return r->open[i].at;
	if (r->dropping > 0)
		return r->drop_at;
	return r->ended ? r->read : behind(r);
}

int
xml_next(struct reader *r, struct utterance *u, struct fail *f)
{
	bool got;

	r->removals = 0;
	while (!(got = xml_blocks_next(r->blocks, u)) && !r->ended &&
	       r->removals < REMOVALS)
		if (feed(r, f) == -1)
			return -1;
	if (!got && r->removals == 0 && r->ended)
		return 0;
	if (!got)
		*u = (struct utterance){ .number = 1, .line = 1 };
	u->removal = r->removal;
	u->removals = r->removals;
	u->settled = xml_blocks_settled(r->blocks, undecided(r));
	return 1;
}

void
xml_close(struct reader *r)
{
	if (r == NULL)
		return;
	XML_ParserFree(r->parser);
	xml_blocks_free(r->blocks);
}

const char *
xml_value(const struct reader *r, const char *name)
{
	size_t i;

	for (i = 0; r->attributes[i] != NULL; i += 2)
		if (xml_attribute_is(r->lookup, r->attributes[i], name))
			return r->attributes[i + 1];
	return NULL;
}

const void *
xml_with(const struct reader *r)
{
	return r->context->with;
}

uint64_t
xml_name_end(const struct reader *r)
{
	struct bytes tag = raw(r);
	size_t i = 1;

	while (i < tag.len && strchr(" \t\r\n/>", tag.at[i]) == NULL)
		i++;
	return here(r) + i;
}

bool
xml_value_at(const struct reader *r, const char *name, uint64_t *at, uint64_t *end)
{
	const XML_Char **attribute = r->attributes;
	struct bytes tag = raw(r);
	struct xml_raw a;
	size_t place = 0;

	while (xml_raw_next(tag, &place, &a)) {
		if (is_declaration(a.name))
			continue;
		if (xml_attribute_is(r->lookup, attribute[0], name)) {
			*at = here(r) + a.value;
			*end = here(r) + a.value_end;
			return true;
		}
		attribute += 2;
	}
	return false;
}

struct bytes
xml_ahead(const struct reader *r)
{
	int offset, size, len = XML_GetCurrentByteCount(r->parser);
	const char *buffer = XML_GetInputContext(r->parser, &offset, &size);
	size_t from = (size_t)offset + (size_t)len, left = (size_t)size - from;

	if (buffer == NULL || from > (size_t)size)
		die("xml: no context");
	return (struct bytes){ (const unsigned char *)buffer + from,
		left < XML_AHEAD ? left : XML_AHEAD };
}

void *
xml_scratch(struct reader *r)
{
	return r->scratch;
}

void
xml_doom(struct reader *r, const char *element, enum hidden what)
{
	size_t i;

	for (i = r->depth; i > 0; i--)
		if (strcmp(r->open[i - 1].row->name, element) == 0) {
			r->doomed += !r->open[i - 1].doomed;
			r->open[i - 1].doomed = true;
			r->open[i - 1].what = (uint8_t)what;
			return;
		}
}

void
xml_mute(struct reader *r)
{
	r->muted++;
}

void
xml_speak(struct reader *r)
{
	if (r->muted > 0)
		r->muted--;
}

static struct reader *
open_part(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	return xml_open(source, part->with, a, f);
}

const struct format format_xml = {
	.name = "xml",
	.suffix = ".xml",
	.open = open_part,
	.next = xml_next,
	.close = xml_close,
	.says_encoding = true,
};
