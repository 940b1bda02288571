#ifndef FORMAT_XML_H
#define FORMAT_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format/format.h"
#include "format/hidden.h"

struct arena;
struct fail;
struct source;
struct symbols;

/*
 * XML of any vocabulary, read by a profile: a table that says of each element and
 * attribute what becomes of it. What no table names is taken out and counted as
 * HIDDEN_UNKNOWN, an element with all that is in it.
 *
 * Names are written with the profile's own prefixes ("w:p"), whatever the document's are.
 * Parsed by expat, in UTF-8 alone. Not accepted, FAIL_INPUT: "xml-form" {1} expat's word
 * for what is wrong, with the line; "xml-doctype" (entities could hide anything);
 * "xml-encoding"; "xml-root" (the profile does not keep what the whole is). FAIL_LIMIT:
 * "xml-depth", "xml-token". Comments and processing instructions are taken out
 * (HIDDEN_REMARK), but for the XML declaration.
 */
enum xml_act {
	XML_DROP,   /* taken out with all that is in it */
	XML_UNWRAP, /* its tags are taken out, its content stays */
	XML_KEEP,   /* stays, with those attributes that stay */
	XML_SHELL   /* stays if a block in it says something, else it is dropped */
};

enum xml_flag {
	XML_BLOCK = 1, /* what is said in it is one utterance: a paragraph, a cell */
	XML_TEXT = 2,  /* the characters in it are text; also those in elements that are
	                  unwrapped in it. Elsewhere characters but blanks are unknown */
	XML_MARK = 4,  /* it says .says in the text: a tab, a line break */
	XML_COUNT = 8, /* it is counted as .what, though it stays */
	XML_HOLD = 16, /* nothing in it is settled before it ends: it may be doomed */
	XML_NUMBER =
	    32, /* the characters in it stay if they are what XML_TOKEN lets stay */
	XML_WHO = 64,   /* a block: all of it is the label of a speaker */
	XML_EMPTY = 128 /* the characters in it are taken out, and counted as .what */
};

struct xml_element {
	const char *name; /* "w:p" */
	uint8_t act, flags;
	uint8_t what; /* enum hidden: as what it is counted when dropped or unwrapped;
	                 HIDDEN_NONE: not counted */
	const char *says;
	const char *parent; /* only directly inside this one; NULL: anywhere else */
};

enum xml_value {
	XML_TOKEN, /* stays if it is made of numbers, measures, colours, of words as programs
	               write them ("nextPage", "nb-NO"), and of the profile's words */
	XML_ANY,    /* stays as it is: only where nobody can write anything */
	XML_SEARCH, /* text, searched like all text: an utterance of its own, but for a
	               single sign and for signs that hold no letter and no number */
	XML_FIXED,  /* .arg is written instead, always */
	XML_SYMBOL, /* a name that refers: stays if it is one of the words, or one with a
	               number behind it, else it is .arg (none of the words) and a
	               number, the same for the same in the whole document */
	XML_LABEL,  /* as XML_SEARCH: the label of a speaker ("Kari", "Kari [v]") */
	XML_ID,   /* what programs count up: .arg and a number ("ts12") or what is in a
	               GUID behind it stays, else as XML_SYMBOL */
	XML_GUID, /* stays if it is one (8-4-4-4-12 hexadecimal digits, braces or none) */
	XML_HOOK, /* what the profile's hook says is written instead */
	XML_TAKEN /* taken out, and counted as .what */
};

struct xml_attribute {
	const char *name; /* "w:val", "TIER_ID" */
	uint8_t value;    /* enum xml_value */
	uint8_t what;     /* enum hidden */
	const char *arg;
	const char *element; /* NULL: of any that no other row names */
};

/* Rows of the tables, for what there is most of. */
#define XML_KEEPS(n)                         \
	{                                    \
		.name = (n), .act = XML_KEEP \
	}
#define XML_DROPS(n, w)                                          \
	{                                                        \
		.name = (n), .act = XML_DROP, .what = HIDDEN_##w \
	}
#define XML_UNWRAPS(n, w)                                          \
	{                                                          \
		.name = (n), .act = XML_UNWRAP, .what = HIDDEN_##w \
	}
#define XML_TOKENS(n)                           \
	{                                       \
		.name = (n), .value = XML_TOKEN \
	}
#define XML_TAKES(n, w)                                             \
	{                                                           \
		.name = (n), .value = XML_TAKEN, .what = HIDDEN_##w \
	}

struct xml_namespace {
	const char *prefix, *uri; /* several may have one prefix */
};

/* What becomes of one element here, as far as its row and the hook say. */
struct xml_turn {
	uint8_t act;  /* enum xml_act */
	uint8_t what; /* enum hidden */
	bool breaks;  /* the block that is open ends before it, and another begins */
};

struct xml_profile {
	const struct xml_namespace *space; /* the last has prefix NULL; may be NULL */
	const struct xml_element *element; /* the last has name NULL */
	const struct xml_attribute *attribute; /* the last has name NULL */
	const char *const *word; /* for XML_TOKEN and XML_SYMBOL; the last is NULL */
	const char *const *name; /* more of them, shared: xml_names, or NULL */
	bool speech;             /* a block may begin with a label of who speaks */
	bool remarks; /* comments and instructions stay (a bare file that must
	                            come back byte for byte): they are searched */

	/* Asked at each element that has a row (and is not inside one that is dropped), may
	 * change what is done with it; may be NULL. */
	void (*turn)(struct reader *, const struct xml_element *, struct xml_turn *);

	/* Of XML_HOOK: what becomes of the value. NULL: it is taken out, and counted as
	 * .what; the value itself: it stays. It lives as long as the reader. */
	const char *(*value)(
	    struct reader *, const struct xml_attribute *, const char *value);
};

/* Names that programs give to styles and fonts (name_table.c); the last is NULL. */
extern const char *const xml_names[];

/* What a part is read with: struct part.with. */
struct xml_context {
	const struct xml_profile *profile;
	struct symbols *symbols; /* of the document: shared by its parts */
	const void *with;        /* the profile's own */
};

/* struct format's three, for a struct xml_context. */
struct reader *xml_open(
    struct source *, const struct xml_context *, struct arena *, struct fail *);
int xml_next(struct reader *, struct utterance *, struct fail *);
void xml_close(struct reader *);

/* For the hook: the value of an attribute of the element at hand ("w:type", as its rows
 * name it), decoded, NULL if it has none; valid until the hook returns. And the context's
 * .with. */
const char *xml_value(const struct reader *, const char *name);
const void *xml_with(const struct reader *);

/* For the hook: where the name of the element at hand ends in its start tag (another
 * attribute may be written there), and where the value of one of its attributes stands;
 * false: it has none. */
uint64_t xml_name_end(const struct reader *);
bool xml_value_at(const struct reader *, const char *name, uint64_t *at, uint64_t *end);

/* For the hook: the bytes behind the tag at hand as far as they have been read, at most
 * XML_AHEAD, as they stand in the file; and a place to remember in, 16 bytes, zeroes at the
 * start of the part. */
enum { XML_AHEAD = 2048 };
struct bytes xml_ahead(const struct reader *);
void *xml_scratch(struct reader *);

/* For the hook: the nearest open element of this name (XML_HOLD) is taken out when it ends, with all
 * that is in it. */
void xml_doom(struct reader *, const char *element, enum hidden what);

/* For the hook: what is said behind this element is taken out, not counted, until
 * xml_speak() was called as often. The markup around it stays. */
void xml_mute(struct reader *);
void xml_speak(struct reader *);

/* A part of a package that is XML: .with is its struct xml_context. */
extern const struct format format_xml;

/*
 * Neutral names for names, by kind ("S": styles): "S1", "S2" ... in the order in which
 * they are met, the same for the same; a name that is such a one already stays, if it is
 * not given, so that a copy read again keeps its names. They live in the arena.
 */
struct symbols *symbols_new(struct arena *);
const char *symbol_for(struct symbols *, const char *kind, struct bytes name);

#endif
