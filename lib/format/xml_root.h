#ifndef FORMAT_XML_ROOT_H
#define FORMAT_XML_ROOT_H

#include <stdbool.h>

#include "base/bytes.h"

/*
 * The document element of XML in UTF-8 is called so, as far as the first bytes of the file
 * tell: by what stands behind declarations, remarks and a document type.
 */
bool xml_root_is(struct bytes head, const char *name);

#endif
