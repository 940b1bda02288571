#ifndef FORMAT_WHISPER_H
#define FORMAT_WHISPER_H

#include "format/format.h"

/*
 * JSON as Whisper and its relatives write it (format/whisper_key.h). The same words
 * stand in it up to four times: as one text, by segment, by word, by piece of a word or
 * character. Each of these is read as text of its own, joined over the segments while a
 * sentence goes on, so that a name is whole in each.
 *
 * A speaker is a label. It stands behind what is said, but is told of first.
 *
 * Other strings stay if they are on a closed list; else they are emptied. A key that is
 * not known becomes "x1", "x2" ..., for it may be a name; a number under it becomes 0.
 */
extern const struct format format_whisper;

#endif
