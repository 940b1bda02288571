#include "format/eaf.h"

#include <string.h>

#include "base/arena.h"
#include "format/xml.h"
#include "format/xml_root.h"

/* An element of which nothing stays but its tags and attributes, and text in it. */
#define SPOKEN(n)                                                           \
	{                                                                   \
		.name = (n), .act = XML_KEEP, .flags = XML_BLOCK | XML_TEXT \
	}
#define SEARCHED(n, e)                                           \
	{                                                        \
		.name = (n), .value = XML_SEARCH, .element = (e) \
	}
#define EMPTIED(n, w, a)                                                        \
	{                                                                       \
		.name = (n), .value = XML_FIXED, .what = HIDDEN_##w, .arg = (a) \
	}
#define NAMED(n, a)                                                               \
	{                                                                         \
		.name = (n), .value = XML_SYMBOL, .what = HIDDEN_NAME, .arg = (a) \
	}
#define COUNTED(n, a)                                                         \
	{                                                                     \
		.name = (n), .value = XML_ID, .what = HIDDEN_NAME, .arg = (a) \
	}

static const struct xml_namespace spaces[] = {
	{ "xsi", "http://www.w3.org/2001/XMLSchema-instance" },
	{ NULL, NULL },
};

static const struct xml_element elements[] = {
	XML_KEEPS("ANNOTATION_DOCUMENT"),
	SPOKEN("LICENSE"),
	XML_KEEPS("HEADER"),
	XML_KEEPS("MEDIA_DESCRIPTOR"),
	XML_DROPS("LINKED_FILE_DESCRIPTOR", LINK),
	{ .name = "PROPERTY",
	    .act = XML_DROP,
	    .flags = XML_NUMBER,
	    .what = HIDDEN_PROPERTY },
	XML_KEEPS("TIME_ORDER"),
	XML_KEEPS("TIME_SLOT"),

	XML_KEEPS("TIER"),
	XML_KEEPS("ANNOTATION"),
	XML_KEEPS("ALIGNABLE_ANNOTATION"),
	XML_KEEPS("REF_ANNOTATION"),
	SPOKEN("ANNOTATION_VALUE"),

	XML_KEEPS("LINGUISTIC_TYPE"),
	XML_KEEPS("LOCALE"),
	XML_KEEPS("LANGUAGE"),
	XML_KEEPS("CONSTRAINT"),
	XML_KEEPS("CONTROLLED_VOCABULARY"),
	SPOKEN("DESCRIPTION"),
	SPOKEN("CV_ENTRY"),
	XML_KEEPS("CV_ENTRY_ML"),
	SPOKEN("CVE_VALUE"),

	XML_DROPS("LEXICON_REF", LINK),
	XML_DROPS("EXTERNAL_REF", LINK),
	XML_DROPS("REF_LINK_SET", LINK),
	{ .name = NULL },
};

static const struct xml_attribute attributes[] = {
	/* the document */
	EMPTIED("AUTHOR", AUTHOR, ""),
	EMPTIED("DATE", TIME, "1970-01-01T00:00:00+00:00"),
	XML_TOKENS("FORMAT"),
	XML_TOKENS("VERSION"),
	XML_TOKENS("xsi:noNamespaceSchemaLocation"),
	EMPTIED("LICENSE_URL", LINK, ""),
	EMPTIED("MEDIA_FILE", MEDIA, ""),
	XML_TOKENS("TIME_UNITS"),
	EMPTIED("MEDIA_URL", MEDIA, ""),
	XML_TAKES("RELATIVE_MEDIA_URL", MEDIA),
	XML_TAKES("EXTRACTED_FROM", MEDIA),
	XML_TOKENS("MIME_TYPE"),
	XML_TOKENS("TIME_ORIGIN"),
	{ .name = "NAME",
	    .value = XML_ANY,
	    .element = "PROPERTY" }, /* the hook's word */

	/* times and annotations */
	COUNTED("TIME_SLOT_ID", "ts"),
	COUNTED("TIME_SLOT_REF1", "ts"),
	COUNTED("TIME_SLOT_REF2", "ts"),
	XML_TOKENS("TIME_VALUE"),
	COUNTED("ANNOTATION_ID", "a"),
	COUNTED("ANNOTATION_REF", "a"),
	COUNTED("PREVIOUS_ANNOTATION", "a"),
	COUNTED("CVE_ID", "cveid"),
	COUNTED("CVE_REF", "cveid"),
	XML_TAKES("SVG_REF", LINK),
	XML_TAKES("EXT_REF", LINK),
	XML_TAKES("LEXICON_REF", LINK),

	/* tiers */
	NAMED("TIER_ID", "T"),
	NAMED("PARENT_REF", "T"),
	NAMED("LINGUISTIC_TYPE_ID", "L"),
	NAMED("LINGUISTIC_TYPE_REF", "L"),
	NAMED("CV_ID", "V"),
	NAMED("CONTROLLED_VOCABULARY_REF", "V"),
	{ .name = "PARTICIPANT", .value = XML_LABEL, .what = HIDDEN_LABEL },
	XML_TAKES("ANNOTATOR", AUTHOR),
	XML_TOKENS("DEFAULT_LOCALE"),
	XML_TOKENS("TIME_ALIGNABLE"),
	XML_TOKENS("GRAPHIC_REFERENCES"),
	XML_TOKENS("CONSTRAINTS"),
	XML_TOKENS("STEREOTYPE"),

	/* languages */
	XML_TOKENS("COUNTRY_CODE"),
	XML_TOKENS("LANGUAGE_CODE"),
	SEARCHED("VARIANT", NULL),
	XML_TOKENS("LANG_ID"),
	XML_TOKENS("LANG_REF"),
	XML_TAKES("LANG_DEF", LINK),
	SEARCHED("LANG_LABEL", NULL),

	{ .name = "DESCRIPTION", .value = XML_TOKEN, .element = "CONSTRAINT" },
	SEARCHED("DESCRIPTION", NULL),
	{ .name = NULL },
};

#define SCHEMA "http://www.mpi.nl/tools/elan/EAFv"

/* Names of tiers and types that ELAN gives or everybody does, and closed lists. */
static const char *const words[] = { SCHEMA "2.4.xsd", SCHEMA "2.5.xsd",
	SCHEMA "2.6.xsd", SCHEMA "2.7.xsd", SCHEMA "2.8.xsd", SCHEMA "3.0.xsd",
	"milliseconds", "NTSC-frames", "PAL-frames", "PAL-50-frames",
	"lastUsedAnnotationId", "audio/x-wav", "audio/wav", "audio/mpeg", "audio/mp4",
	"audio/*", "video/mp4", "video/mpeg", "video/quicktime", "video/*",
	"video/x-msvideo", "unknown", "default", "default-lt", "utterance",
	"utterances", "utterance-type", "utterance_type", "transcription",
	"translation", "transcript", "gloss", "word", "words", "morph", "pos", "notes",
	"comment", "comments", "note", "orth", "phon", "ytring", "ytringer", "ord",
	"tale", "transkripsjon", "oversettelse", "kommentar", "Time_Subdivision",
	"Symbolic_Subdivision", "Symbolic_Association", "Included_In",
	"Time subdivision of parent annotation's time interval, no time gaps allowed "
	"within "
	"this interval",
	"Symbolic subdivision of a parent annotation. Annotations refering to the same "
	"parent "
	"are ordered",
	"1-1 association with a parent annotation",
	"Time alignable annotations within the parent annotation's time interval, gaps "
	"are "
	"allowed",
	"NO", "US", "GB", "SE", "DK", "FI", "IS", "DE", "NL", "FR", "ES", "IT", "PT",
	"EN", "PL", NULL };

/* Of the properties one is a number that ELAN counts with; the others name the file. */
static void
turn(struct reader *r, const struct xml_element *row, struct xml_turn *t)
{
	const char *name;

	if (strcmp(row->name, "PROPERTY") != 0)
		return;
	name = xml_value(r, "NAME");
	if (name != NULL && strcmp(name, "lastUsedAnnotationId") == 0)
		t->act = XML_KEEP;
}

static const struct xml_profile profile = {
	.space = spaces,
	.element = elements,
	.attribute = attributes,
	.word = words,
	.turn = turn,
};

static int
eaf_bid(struct bytes head)
{
	return xml_root_is(head, "ANNOTATION_DOCUMENT") ? 90 : 0;
}

static struct reader *
eaf_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct xml_context *context = arena_get(a, 1, sizeof *context);

	(void)part;
	context->profile = &profile;
	context->symbols = symbols_new(a);
	return xml_open(source, context, a, f);
}

const struct format format_eaf = {
	.name = "eaf",
	.suffix = ".eaf",
	.said = "format-eaf",
	.bid = eaf_bid,
	.open = eaf_open,
	.next = xml_next,
	.close = xml_close,
	.says_encoding = true,
};
