#include "format/exb.h"

#include <string.h>

#include "base/arena.h"
#include "format/xml.h"
#include "format/xml_root.h"

#define EMPTIES(n, w)                                                                \
	{                                                                            \
		.name = (n), .act = XML_KEEP, .flags = XML_EMPTY, .what = HIDDEN_##w \
	}
#define COUNTED(n, e, a)                                                       \
	{                                                                      \
		.name = (n), .value = XML_ID, .what = HIDDEN_NAME, .arg = (a), \
		.element = (e)                                                 \
	}

static const struct xml_element elements[] = {
	XML_KEEPS("basic-transcription"),
	XML_KEEPS("head"),
	XML_KEEPS("meta-information"),
	EMPTIES("project-name", PROPERTY),
	EMPTIES("transcription-name", PROPERTY),
	XML_KEEPS("referenced-file"),
	EMPTIES("comment", COMMENT),
	{ .name = "transcription-convention",
	    .act = XML_KEEP,
	    .flags = XML_BLOCK | XML_TEXT },
	XML_KEEPS("ud-meta-information"),
	XML_KEEPS("ud-speaker-information"),
	XML_KEEPS("ud-tier-information"),
	XML_DROPS("ud-information", PROPERTY),

	XML_KEEPS("speakertable"),
	XML_KEEPS("speaker"),
	{ .name = "abbreviation",
	    .act = XML_KEEP,
	    .flags = XML_BLOCK | XML_TEXT | XML_WHO | XML_COUNT,
	    .what = HIDDEN_LABEL },
	XML_KEEPS("sex"),
	XML_KEEPS("languages-used"),
	XML_KEEPS("l1"),
	XML_KEEPS("l2"),
	XML_KEEPS("language"),

	XML_KEEPS("basic-body"),
	XML_KEEPS("common-timeline"),
	XML_KEEPS("tli"),
	{ .name = "tier", .act = XML_KEEP, .flags = XML_BLOCK },
	{ .name = "event", .act = XML_KEEP, .flags = XML_TEXT },

	XML_DROPS("tierformat-table", PROPERTY),
	{ .name = NULL },
};

static const struct xml_attribute attributes[] = {
	{ .name = "Id", .value = XML_FIXED, .what = HIDDEN_REVISION, .arg = "" },
	{ .name = "url",
	    .value = XML_FIXED,
	    .what = HIDDEN_MEDIA,
	    .arg = "",
	    .element = "referenced-file" },
	XML_TAKES("url", MEDIA),
	COUNTED("id", "speaker", "SPK"),
	COUNTED("speaker", "tier", "SPK"),
	COUNTED("id", "tier", "TIE"),
	COUNTED("id", "tli", "T"),
	COUNTED("start", "event", "T"),
	COUNTED("end", "event", "T"),
	XML_TOKENS("time"),
	XML_TOKENS("type"),
	XML_TOKENS("value"),
	XML_TOKENS("lang"),
	XML_TOKENS("medium"),
	{ .name = "category", .value = XML_SEARCH },
	{ .name = "bookmark", .value = XML_SEARCH },
	{ .name = "display-name", .value = XML_LABEL, .what = HIDDEN_LABEL },
	{ .name = NULL },
};

static const char *const words[] = { "TO_BE_INFERRED", NULL };

/* Where the tier at hand is. */
struct place {
	bool speech; /* a tier of type t */
	char
	    before[64]; /* the point of time at which the event before ends; "": none */
};

struct exb {
	struct xml_context context;
	struct place *place;
};

/* Events that touch go on with what was said. */
static void
turn(struct reader *r, const struct xml_element *row, struct xml_turn *t)
{
	const struct exb *exb = xml_with(r);
	struct place *p = exb->place;
	const char *start, *end;

	if (strcmp(row->name, "tier") == 0) {
		start = xml_value(r, "type");
		p->speech = start != NULL && strcmp(start, "t") == 0;
		p->before[0] = '\0';
	} else if (strcmp(row->name, "event") == 0) {
		start = xml_value(r, "start");
		end = xml_value(r, "end");
		t->breaks = !p->speech || start == NULL || p->before[0] == '\0' ||
		            strcmp(start, p->before) != 0;
		p->before[0] = '\0';
		if (end != NULL && strlen(end) < sizeof p->before)
			strcpy(p->before, end);
	}
}

static const struct xml_profile profile = {
	.element = elements,
	.attribute = attributes,
	.word = words,
	.turn = turn,
};

static int
exb_bid(struct bytes head)
{
	return xml_root_is(head, "basic-transcription") ? 90 : 0;
}

static struct reader *
exb_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct exb *exb = arena_get(a, 1, sizeof *exb);

	(void)part;
	exb->place = arena_get(a, 1, sizeof *exb->place);
	exb->context.profile = &profile;
	exb->context.symbols = symbols_new(a);
	exb->context.with = exb;
	return xml_open(source, &exb->context, a, f);
}

const struct format format_exb = {
	.name = "exb",
	.suffix = ".exb",
	.said = "format-exb",
	.bid = exb_bid,
	.open = exb_open,
	.next = xml_next,
	.close = xml_close,
	.says_encoding = true,
};
