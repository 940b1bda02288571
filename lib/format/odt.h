#ifndef FORMAT_ODT_H
#define FORMAT_ODT_H

#include "format/format.h"
#include "format/xml.h"

struct arena;
struct choice;
struct map;

/*
 * OpenDocument text (ISO/IEC 26300, ODF 1.0 to 1.3: .odt, and templates, .ott).
 *
 * Read: content.xml, then styles.xml (headers, footers, styles); each paragraph is an
 * utterance, in tables, notes and text boxes too. What comes out is a package made anew of
 * these two and of what settings.xml says of the layout, each with the elements and attributes
 * that the tables of odt_table.c name. Tracked insertions are accepted, deletions and comments
 * left out (or both kept, without who and when, if the study says so); links and fields leave their text; pictures, objects, properties, forms, scripts,
 * bookmarks, earlier versions and signatures stay behind; automatic names of styles stay,
 * those that somebody gave become neutral ones.
 *
 * FAIL_INPUT: "odt-encrypted"; "odt-main" without a content.xml; "refused-opendocument" for other
 * OpenDocument (sheets, slides, drawings); what zip.h and xml.h say.
 */
extern const struct format format_odt;

/* The same as one bare file of XML (.fodt); comments and changes are never kept. */
extern const struct format format_fodt;

/* odt_table.c. Its context's .with is the document's struct odt_changes. */
extern const struct xml_profile odt_profile;

/*
 * What the study chose, and which of the tracked changes are deletions. What was deleted
 * stands in the list of changes, or where it stood, between a start and an end that name
 * the change (headers, and all of a .fodt, as LibreOffice writes them).
 */
struct odt_changes {
	const struct choice *choice;
	struct map *deletion; /* by their ids */
	const char **region;  /* the id of the change at hand */
	struct arena *arena;
};

#endif
