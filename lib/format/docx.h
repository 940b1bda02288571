#ifndef FORMAT_DOCX_H
#define FORMAT_DOCX_H

#include "format/format.h"
#include "format/xml.h"

/*
 * Word documents (ECMA-376, ISO/IEC 29500: WordprocessingML, transitional and strict).
 *
 * Read, in this order: the body, headers, footers, foot- and endnotes; each paragraph is an
 * utterance, in text boxes too. What comes out is a package made anew: these, with styles,
 * numbering, settings and theme, each with the elements and attributes that the tables of
 * docx_table.c name. Tracked insertions are accepted, deletions and comments left out; links
 * and fields leave their text; pictures, objects, properties, ids, people, custom XML and
 * templates stay behind.
 */
extern const struct format format_docx;

/* docx_table.c */
extern const struct xml_profile docx_profile;

#endif
