#ifndef CMD_COPIES_H
#define CMD_COPIES_H

#include <stdbool.h>

struct arena;
struct meeting;

/*
 * What the copy of a meeting is called: by the meeting, never by its raw file, of which
 * only the suffix says what kind of file the copy will be. The keeper parses nothing, so
 * it goes by that; the worker refuses a file that is of another kind than it is called
 * (scrub/scrub.h). All in the arena.
 */
const char *copy_name(const struct meeting *, struct arena *); /* "M01-1.docx" */
const char *copy_object(
    const struct meeting *, struct arena *); /* in the study and log */

/* What the log calls it that a person has read it: "read/M01-1.docx". */
const char *copy_reading(const struct meeting *, struct arena *);

/* What the log calls it that a copy was put aside: "aside/M01-1.docx". */
const char *copy_aside(const struct meeting *, struct arena *);

/* What the copy of a file alone is called: as the file, but plain text is .txt. */
const char *copy_file(const char *file, bool as_text, struct arena *);

#endif
