#ifndef CMD_UI_H
#define CMD_UI_H

#include <stdbool.h>
#include <stdio.h>

struct fail;

/*
 * What taus says. Every text has an id and stands in cmd/messages/<room>.def in
 * English and Norwegian; {1}, {2}, {3} are its arguments. Data go to stdout, words
 * to stderr. No text of a document, no name and no secret ever goes through here.
 */
enum ui_language { UI_ENGLISH, UI_NORWEGIAN };

/* From --lang, else the locale's, else the study's ("no", "en"; may be NULL). -1: the
 * option names a language that taus does not speak. */
int ui_set_language(const char *option, const char *study);
enum ui_language ui_language(void);

/* args as printf; a tab in it parts two arguments. With --quiet say() is silent. */
void say(const char *id, const char *args, ...) __attribute__((format(printf, 2, 3)));

/* The same on stdout: a line of an answer, said with --quiet too. */
void tell(const char *id, const char *args, ...) __attribute__((format(printf, 2, 3)));

/* The same on stdout without a line's end: a question. */
void ask(const char *id, const char *args, ...) __attribute__((format(printf, 2, 3)));

/* The same into a text, in a language of its own, without a line's end. */
void ui_write(FILE *, enum ui_language, const char *id, const char *args, ...)
    __attribute__((format(printf, 4, 5)));

/* A text by its id, as it stands. Dies for an id that is not in the table. */
const char *ui_text(const char *id);
const char *ui_text_in(const char *id, enum ui_language);

/* "taus: FILE:12: what went wrong, and what to do" on stderr. */
void ui_fail(const struct fail *);

#endif
