#ifndef CMD_UI_H
#define CMD_UI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/bytes.h"

struct arena;
struct fail;

/*
 * What taus says. Every text has an id and stands in cmd/messages/<room>.def in
 * English and Norwegian; {1}, {2}, {3} are its arguments, and {1:file|files} is "file"
 * where argument 1 is "1". Data go to stdout, words to stderr. No text of a document, no
 * name and no secret ever goes through here.
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

/* Data on stdout: whole lines, a line of JSON. */
void ui_print(struct bytes);

/*
 * "7 of 16, M03-1 ..." on stderr, in the place of the one before, for somebody who waits:
 * only on a terminal that can take a line back, and not with --quiet. Whatever else is
 * said wipes it first, and so does ui_progress_end(). name is a meeting or a file as
 * typed; of a path only the file is shown.
 */
void ui_progress(size_t number, size_t of, const char *name);
void ui_progress_end(void);

/* The same on stdout without a line's end: a question. */
void ask(const char *id, const char *args, ...) __attribute__((format(printf, 2, 3)));

/* The same into a text, in a language of its own, without a line's end. */
void ui_write(FILE *, enum ui_language, const char *id, const char *args, ...)
    __attribute__((format(printf, 4, 5)));

/* A text by its id, as it stands. Dies for an id that is not in the table. */
const char *ui_text(const char *id);
const char *ui_text_in(const char *id, enum ui_language);

/* A share of parts of 1000 as one of a hundred, "99.7", in the arena: in words as the
 * language that is set writes it ("99,7"), else with a point. */
const char *ui_share(struct arena *, unsigned parts, bool words);

/* Why a rule is, in the language that is set. */
struct rule;
const char *ui_why(const struct rule *);

/* "taus: FILE:12: what went wrong, and what to do" on stderr. */
void ui_fail(const struct fail *);

#endif
