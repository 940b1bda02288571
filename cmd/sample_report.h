#ifndef CMD_SAMPLE_REPORT_H
#define CMD_SAMPLE_REPORT_H

#include <stddef.h>

struct fail;
struct invocation;
struct session;

/*
 * What became of the turns that were drawn at random of those in which nothing was found:
 * out/report/sample.jsonl, a line each time that some were looked at, no text.
 */
int sample_add_looked(
    struct session *, size_t turns, size_t looked, size_t missed, struct fail *);

/* Of the last sample: in how many turns something was missed, and between what the share of
 * all such turns lies. Nothing where none was looked at. */
int sample_answer(const struct invocation *, struct fail *);

#endif
