#ifndef FORMAT_CUES_H
#define FORMAT_CUES_H

#include "format/format.h"

/*
 * The reader that WebVTT and SubRip share. A file is blocks between blank lines: a cue
 * is perhaps an id, a time line and lines of text.
 *
 * An utterance is what one speaker says until a sentence ends at the end of a cue, over
 * as many cues as that takes: the cues are joined by a blank that the file does not have
 * (an empty mark). Who speaks, by a voice tag ("<v Kari>") or at the start of the text
 * ("Kari: "), is the label, once; each later cue that says it again gives an utterance
 * of the label alone, behind the one it belongs to.
 *
 * Kept untouched: time lines, known settings, known tags, ids that are numbers. Taken
 * out: other ids and settings, classes and attributes that are no colour; in WebVTT the
 * text behind WEBVTT, blocks of NOTE, STYLE and REGION, and tags that are unknown. All
 * else is text, also what stands outside of cues.
 */
struct reader *cues_open(struct source *, bool web, struct arena *);
int cues_next(struct reader *, struct utterance *, struct fail *);
void cues_close(struct reader *);

#endif
