#ifndef FORMAT_ODT_H
#define FORMAT_ODT_H

#include "format/format.h"
#include "format/xml.h"

/*
 * OpenDocument text (ISO/IEC 26300, ODF 1.0 to 1.3: .odt, and templates, .ott).
 *
 * Read: content.xml, then styles.xml (headers, footers, styles); each paragraph is an
 * utterance, in tables, notes and text boxes too. What comes out is a package made anew of
 * these two and of what settings.xml says of the layout, each with the elements and attributes
 * that the tables of odt_table.c name. Tracked insertions are accepted, deletions and comments
 * left out; links and fields leave their text; pictures, objects, properties, forms, scripts,
 * bookmarks, earlier versions and signatures stay behind; automatic names of styles stay,
 * those that somebody gave become neutral ones.
 *
 * FAIL_INPUT: "odt-encrypted"; "odt-main" without a content.xml; "format-refused" for other
 * OpenDocument (sheets, slides, drawings); what zip.h and xml.h say.
 */
extern const struct format format_odt;

/* odt_table.c */
extern const struct xml_profile odt_profile;

#endif
