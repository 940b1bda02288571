#ifndef FORMAT_TXT_H
#define FORMAT_TXT_H

#include "format/format.h"

/*
 * Plain text: turns that begin with a label, else blocks between blank lines, in one
 * segment each. All bytes but blanks and line ends between utterances are in one.
 */
extern const struct format format_txt;

#endif
