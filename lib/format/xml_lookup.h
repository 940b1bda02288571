#ifndef FORMAT_XML_LOOKUP_H
#define FORMAT_XML_LOOKUP_H

#include <stdbool.h>

#include "base/bytes.h"
#include "format/xml.h"

/*
 * The tables of a profile, found by the names that expat gives: "uri|local", or "local"
 * where there is no namespace.
 */
struct xml_lookup;

struct xml_lookup *xml_lookup_new(const struct xml_profile *, struct arena *);

/* The row of an element inside parent (NULL: the root); NULL: none. */
const struct xml_element *xml_element_of(
    const struct xml_lookup *, const char *expat, const struct xml_element *parent);

/* The row of an attribute of this element; NULL: none. */
const struct xml_attribute *xml_attribute_of(
    const struct xml_lookup *, const char *expat, const struct xml_element *);

/* The namespace is one of the profile's, so that its declaration stays. */
bool xml_knows_space(const struct xml_lookup *, struct bytes uri);

/* One of the profile's words. */
bool xml_is_word(const struct xml_lookup *, struct bytes);

/* The same with what programs add to it: a number of at most four digits ("P12",
 * "Heading_20_1"), the cell of a table ("Table1.A2"), single quotes around ("'Arial'"). */
bool xml_is_name(const struct xml_lookup *, struct bytes);

/* The attribute that expat names so is the one that a row calls name. */
bool xml_attribute_is(const struct xml_lookup *, const char *expat, const char *name);

/* "ts12", "cveid_3ad6a0a0-77": the prefix, then a number, or what is in a GUID. */
bool xml_is_counted(struct bytes, const char *prefix);

bool xml_is_guid(struct bytes);

/* Made of numbers, measures, colours, of words as programs write them, and of the
 * profile's words, with blanks, commas, colons, semicolons and parentheses between. */
bool xml_is_token(const struct xml_lookup *, struct bytes);

#endif
