#ifndef CMD_TRIAL_H
#define CMD_TRIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct fail;

/*
 * A trial (--dry-run): a command does all but write. It opens, asks, reads and decides as
 * ever and ends with the same status, says each file that it would write or remove, and
 * how many lines the log would get.
 *
 * Two things see to it. Where a command writes, it asks is_trial() first and says so here
 * instead: the few places are those of session.h and report.h and what calls base/file.h
 * or vault/ to write. And the kernel refuses every call that changes a file, so that a
 * place which forgot ends with an error and not with a file.
 */
bool is_trial(void);

/* From here on nothing can be written; call it before anything is opened. */
int trial_begin(struct fail *);

/* "would write WHAT", a path below the study or as typed. The log's lines about it, which
 * are a line of intent and one of success or one of either, are counted by trial_log(). */
void trial_write(const char *what);
void trial_remove(const char *what);
void trial_count(const char *id, size_t count); /* a message with {1}, if count > 0 */
void trial_log(unsigned lines);

/* A file without a name, in memory, where a worker may write the copy that nobody gets. */
int trial_file(struct fail *);

/* The folder, and nothing in a trial. */
int make_dir_but_in_trial(const char *path, mode_t mode, struct fail *);

/* The last line; not for an answer in JSON. */
void trial_end(void);

#endif
