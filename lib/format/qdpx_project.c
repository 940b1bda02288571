/*
 * The project of a package: what becomes of each element and attribute. Their names are
 * those of Project.xsd, version 1.0 of 18 March 2019.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/moves.h"
#include "format/package.h"
#include "format/qdpx.h"
#include "format/xml.h"
#include "format/zip.h"
#include "text/utf8.h"

#define TEXT(n)                                                             \
	{                                                                   \
		.name = (n), .act = XML_KEEP, .flags = XML_BLOCK | XML_TEXT \
	}
#define GUID(n)                                \
	{                                      \
		.name = (n), .value = XML_GUID \
	}
#define SEARCHED(e)                                                 \
	{                                                           \
		.name = "name", .value = XML_SEARCH, .element = (e) \
	}
#define NUMBERED(e, a)                                                                \
	{                                                                             \
		.name = "name", .value = XML_SYMBOL, .what = HIDDEN_NAME, .arg = (a), \
		.element = (e)                                                        \
	}
#define HOOKED(n, w)                                               \
	{                                                          \
		.name = (n), .value = XML_HOOK, .what = HIDDEN_##w \
	}

static const struct xml_namespace spaces[] = {
	{ "q", "urn:QDA-XML:project:1.0" },
	{ "xsi", "http://www.w3.org/2001/XMLSchema-instance" },
	{ NULL, NULL },
};

static const struct xml_element elements[] = {
	XML_KEEPS("q:Project"),
	XML_KEEPS("q:Users"),
	XML_KEEPS("q:User"),
	TEXT("q:Description"),
	XML_KEEPS("q:NoteRef"),

	XML_KEEPS("q:CodeBook"),
	XML_KEEPS("q:Codes"),
	XML_KEEPS("q:Code"),
	XML_KEEPS("q:CodeRef"),
	XML_KEEPS("q:Coding"),

	XML_KEEPS("q:Variables"),
	XML_KEEPS("q:Variable"),
	XML_KEEPS("q:VariableRef"),
	XML_KEEPS("q:VariableValue"),
	TEXT("q:TextValue"),
	TEXT("q:IntegerValue"),
	TEXT("q:FloatValue"),
	{ .name = "q:BooleanValue", .act = XML_KEEP, .flags = XML_NUMBER },
	XML_DROPS("q:DateValue", TIME), /* may be left out; a birthday often */
	XML_DROPS("q:DateTimeValue", TIME),

	XML_KEEPS("q:Cases"),
	XML_KEEPS("q:Case"),
	XML_KEEPS("q:SourceRef"),
	XML_KEEPS("q:SelectionRef"),
	XML_KEEPS("q:Sets"),
	XML_KEEPS("q:Set"),
	XML_KEEPS("q:MemberCode"),
	XML_KEEPS("q:MemberSource"),
	XML_KEEPS("q:MemberNote"),

	XML_KEEPS("q:Sources"),
	XML_KEEPS("q:TextSource"),
	TEXT("q:PlainTextContent"),
	XML_KEEPS("q:PlainTextSelection"),
	XML_KEEPS("q:PictureSource"),
	XML_KEEPS("q:TextDescription"),
	XML_KEEPS("q:PictureSelection"),
	XML_KEEPS("q:PDFSource"),
	XML_KEEPS("q:PDFSelection"),
	XML_KEEPS("q:Representation"),
	XML_KEEPS("q:AudioSource"),
	XML_KEEPS("q:AudioSelection"),
	XML_KEEPS("q:VideoSource"),
	XML_KEEPS("q:VideoSelection"),
	XML_KEEPS("q:Transcript"),
	XML_KEEPS("q:TranscriptSelection"),
	XML_KEEPS("q:SyncPoint"),

	XML_KEEPS("q:Notes"),
	XML_KEEPS("q:Note"),
	XML_KEEPS("q:Links"),
	XML_KEEPS("q:Link"),
	XML_KEEPS("q:Graphs"),
	XML_KEEPS("q:Graph"),
	XML_KEEPS("q:Vertex"),
	XML_KEEPS("q:Edge"),
	{ .name = NULL },
};

static const struct xml_attribute attributes[] = {
	/* Names. Programs put the words of a selection into its name, and the name of what
	 * it stands for into that of a vertex. */
	{ .name = "name",
	    .value = XML_FIXED,
	    .what = HIDDEN_PROPERTY,
	    .arg = "Project",
	    .element = "q:Project" },
	{ .name = "name",
	    .value = XML_SYMBOL,
	    .what = HIDDEN_AUTHOR,
	    .arg = "User ",
	    .element = "q:User" },
	{ .name = "name",
	    .value = XML_LABEL,
	    .what = HIDDEN_LABEL,
	    .element = "q:Case" },
	SEARCHED("q:Code"),
	SEARCHED("q:Variable"),
	SEARCHED("q:Set"),
	SEARCHED("q:Note"),
	SEARCHED("q:Link"),
	SEARCHED("q:Graph"),
	NUMBERED("q:TextSource", "Source "),
	NUMBERED("q:PictureSource", "Source "),
	NUMBERED("q:PDFSource", "Source "),
	NUMBERED("q:AudioSource", "Source "),
	NUMBERED("q:VideoSource", "Source "),
	NUMBERED("q:TextDescription", "Source "),
	NUMBERED("q:Representation", "Source "),
	NUMBERED("q:Transcript", "Source "),
	XML_TAKES("name", NAME),

	/* who, when, where */
	{ .name = "id",
	    .value = XML_TAKEN,
	    .what = HIDDEN_AUTHOR,
	    .element = "q:User" },
	XML_TOKENS("origin"),
	XML_TAKES("basePath", LINK),
	XML_TAKES("creationDateTime", TIME),
	XML_TAKES("modifiedDateTime", TIME),
	XML_TAKES("xsi:schemaLocation", LINK),
	HOOKED("plainTextPath", LINK),
	XML_TAKES("richTextPath", EMBEDDED),
	XML_TAKES("path", MEDIA),
	XML_TAKES("currentPath", MEDIA),

	GUID("guid"),
	GUID("targetGUID"),
	GUID("originGUID"),
	GUID("representedGUID"),
	GUID("sourceVertex"),
	GUID("targetVertex"),
	GUID("fromSyncPoint"),
	GUID("toSyncPoint"),
	GUID("creatingUser"),
	GUID("modifyingUser"),
	GUID("creatingUserGUID"),
	GUID("modifyingUserGUID"),

	HOOKED("startPosition", UNKNOWN),
	HOOKED("endPosition", UNKNOWN),
	HOOKED("position", UNKNOWN),
	XML_TOKENS("timeStamp"),
	XML_TOKENS("begin"),
	XML_TOKENS("end"),
	XML_TOKENS("page"),
	XML_TOKENS("firstX"),
	XML_TOKENS("firstY"),
	XML_TOKENS("secondX"),
	XML_TOKENS("secondY"),
	XML_TOKENS("isCodable"),
	XML_TOKENS("color"),
	XML_TOKENS("typeOfVariable"),
	XML_TOKENS("direction"),
	XML_TOKENS("lineStyle"),
	XML_TOKENS("shape"),
	{ .name = NULL },
};

static const char *const words[] = {
	/* programs */
	"NVivo", "MAXQDA", "ATLAS.ti", "QualCoder", "Taguette", "Dedoose", "Quirkos",
	"Transana", "QDA Miner", "f4analyse",
	/* closed lists */
	"Text", "Boolean", "Integer", "Float", "Date", "DateTime", "Associative",
	"OneWay", "Bidirectional", "Person", "Oval", "Rectangle", "RoundedRectangle",
	"Star", "LeftTriangle", "RightTriangle", "UpTriangle", "DownTriangle", "Note",
	NULL
};

/* Where the reader is: in which text positions are. */
struct qdpx_place {
	const struct moves *moves; /* of the text; NULL: of none that is here */
	struct moves *inside;      /* of a text that stands in the project itself */
	bool content;              /* in such a text */
	uint64_t at,
	    begun;  /* characters of it; where the utterance given last begins */
	bool given; /* that one is of it */
};

struct qdpx_place *
qdpx_place_new(struct arena *a)
{
	struct qdpx_place *p = arena_get(a, 1, sizeof *p);

	p->inside = moves_new(a);
	return p;
}

/* "internal://X.txt" is sources/X.txt. */
static const struct qdpx_text *
text_of(const struct qdpx_project *p, const char *path)
{
	static const char internal[] = "internal://", folder[] = "sources/";
	size_t len = sizeof internal - 1, from = sizeof folder - 1, i;
	struct bytes name;

	if (path == NULL || strncasecmp(path, internal, len) != 0)
		return NULL;
	for (i = 0; i < p->texts; i++) {
		name = p->text[i].entry->name;
		if (bytes_are(bytes_cut(name, from, name.len), path + len))
			return &p->text[i];
	}
	return NULL;
}

static bool
holds_text(const char *element)
{
	static const char *const all[] = { "q:TextSource", "q:TextDescription",
		"q:Representation", "q:Transcript", "q:Note" };
	size_t i;

	for (i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i], element) == 0)
			return true;
	return false;
}

static void
turn(struct reader *r, const struct xml_element *row, struct xml_turn *t)
{
	const struct qdpx_project *p = xml_with(r);
	struct qdpx_place *place = p->place;
	const struct qdpx_text *text;

	(void)t;
	place->content = strcmp(row->name, "q:PlainTextContent") == 0;
	if (place->content) {
		moves_clear(place->inside);
		place->moves = place->inside;
		place->at = 0;
	} else if (holds_text(row->name)) {
		text = text_of(p, xml_value(r, "plainTextPath"));
		place->moves = text ? text->moves : NULL;
	}
}

/* A position, moved; NULL: it is none. */
static const char *
moved(const struct qdpx_project *p, bool end, const char *value)
{
	const struct moves *m = p->place->moves;
	char *behind;
	unsigned long long at = strtoull(value, &behind, 10);

	if (*value < '0' || *value > '9' || *behind != '\0' || strlen(value) > 18)
		return NULL;
	if ((end ? moves_end(m, at) : moves_start(m, at)) == at)
		return value;
	return arena_printf(p->arena, "%llu",
	    (unsigned long long)(end ? moves_end(m, at) : moves_start(m, at)));
}

static const char *
value(struct reader *r, const struct xml_attribute *row, const char *text_value)
{
	const struct qdpx_project *p = xml_with(r);
	const struct qdpx_text *text;

	if (strcmp(row->name, "plainTextPath") != 0)
		return moved(p, strcmp(row->name, "endPosition") == 0, text_value);
	text = text_of(p, text_value);
	if (text == NULL)
		return NULL;
	return arena_printf(p->arena, "internal://%s", strchr(text->name, '/') + 1);
}

const struct xml_profile qdpx_profile = {
	.space = spaces,
	.element = elements,
	.attribute = attributes,
	.word = words,
	.turn = turn,
	.value = value,
};

static struct reader *
project_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	const struct xml_context *context = part->with;
	const struct qdpx_project *p = context->with;

	p->place->given = p->place->content = false;
	p->place->moves = NULL;
	return xml_open(source, context, a, f);
}

/*
 * What is exchanged in a text that stands in the project is told of each utterance before
 * the next is asked for; the parser has not read on by then, for it stops behind each
 * block. So the positions that follow the text are moved right.
 */
static int
project_next(struct reader *r, struct utterance *u, struct fail *f)
{
	const struct qdpx_project *p = xml_with(r);
	struct qdpx_place *place = p->place;
	int got;

	if (place->given && u->exchanges > 0)
		moves_learn(place->inside, place->begun, u);
	got = xml_next(r, u, f);
	place->given = got == 1 && u->text.len > 0 && place->content;
	if (place->given) {
		place->begun = place->at;
		place->at += utf8_count(u->text);
	}
	return got;
}

const struct format format_qdpx_project = {
	.name = "xml",
	.suffix = ".qde",
	.open = project_open,
	.next = project_next,
	.close = xml_close,
	.says_encoding = true,
};
