#ifndef CMD_STUDY_BOOK_H
#define CMD_STUDY_BOOK_H

struct arena;
struct fail;
struct linking;
struct study;

/*
 * The study's one workbook, private/study.xlsx: sheets of people, meetings, consents and
 * names that stay, and one that explains each column, in the language that is set. import.h
 * reads it back, in either language, also when a spreadsheet saved it again.
 */
extern const char study_book_path[]; /* below the study's folder */

/*
 * Write it at path, with what the key holds, or empty with linking NULL; the roles of the
 * study, which may be NULL, are offered. Mode 0600. Fails as form_write() does.
 */
int study_book_write(const char *path, const struct linking *, const struct study *,
    struct arena *, struct fail *);

#endif
