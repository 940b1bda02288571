#ifndef FORMAT_EXB_H
#define FORMAT_EXB_H

#include "format/format.h"

/*
 * Basic transcriptions of EXMARaLDA (.exb), as their DTD describes them.
 *
 * A tier of type t is speech, cut into events where somebody else begins or ends: events
 * that touch in time are one utterance, however they cut its words. Events of other tiers
 * are each one. Abbreviations of speakers and names of tiers are labels. What the
 * project, the transcription and the recording are called, remarks, what users defined,
 * and the layout are taken out.
 */
extern const struct format format_exb;

#endif
