#ifndef FORMAT_SRT_H
#define FORMAT_SRT_H

#include "format/format.h"

/* SubRip, which nobody wrote down: see format/cues.h. */
extern const struct format format_srt;

#endif
