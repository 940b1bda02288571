#ifndef CMD_ANSWER_H
#define CMD_ANSWER_H

#include <stdarg.h>
#include <stdbool.h>

struct invocation;

/*
 * One line of what a command reports, on stdout: in words, or with --json as an
 * object whose keys are sorted. Both come from one call, so that they never differ:
 *
 *	answer(inv, "status-unread", "count#=%zu", unread);
 *
 *	14 copies are draft until ...	{1} of the message is the first value
 *	{"about":"unread","count":14,"v":1}
 *
 * The format gives NAME=VALUE, a tab between two; NAME# is a whole number. An
 * object leaves out what is empty. A value
 * "@room-id" is a text in words, and the bare id in an object. "about" is the message's id
 * without the name of the command before it. An object has no words of a language, so
 * that programs need not know which is spoken.
 */
void answer(const struct invocation *, const char *id, const char *fields, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with something before the words that an object does not have, and a field
 * after the others, "state=ok", that is not for the words. */
void answer_after(const struct invocation *, const char *before, const char *field,
    const char *id, const char *fields, va_list) __attribute__((format(printf, 5, 0)));

/* A row of a table: the line as it is printed, or the object. */
void answer_row(const struct invocation *, const char *line, const char *about,
    const char *fields, ...) __attribute__((format(printf, 4, 5)));

/* Whether the command has an option --json, and it was given. */
bool wants_json(const struct invocation *);

#endif
