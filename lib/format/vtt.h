#ifndef FORMAT_VTT_H
#define FORMAT_VTT_H

#include "format/format.h"

/* WebVTT (W3C), as Teams, Zoom, Whisper and Autotekst write it: see format/cues.h. */
extern const struct format format_vtt;

#endif
