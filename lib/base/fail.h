#ifndef BASE_FAIL_H
#define BASE_FAIL_H

#include <stdint.h>

/*
 * How a function says what went wrong.
 *
 * A function that can fail takes a struct fail last. It fills it once, where
 * the trouble is first known, and returns -1 (or NULL); callers on the way up
 * return -1 and add nothing but where. Only cmd/ prints it, and only cmd/
 * exits.
 *
 * A message is an id; cmd/messages.def holds its texts in English and Norwegian,
 * in which {1}, {2}, {3} stand for the arguments. A test fails for an id that is
 * used and has no text, and for one that has a text and is not used.
 *
 * A message says where and which rule, never what: text of a document does not
 * go into it. Arguments are numbers, column names, rule ids, settings; one that begins
 * with "@" is the id of a message whose text stands there. A struct
 * fail holds no pointers: a worker sends it to the keeper as it is.
 *
 * Running out of memory and broken invariants are not failures to report: they
 * end the program on the spot with die().
 */
enum fail_kind {
	FAIL_NONE = 0,
	FAIL_OPEN = 1,    /* looked, and found something open */
	FAIL_USAGE = 2,   /* the command line is wrong */
	FAIL_INPUT = 3,   /* a document, rule file or roster is not well formed */
	FAIL_REFUSED = 4, /* well formed, but consent or disclosure control says no */
	FAIL_SEAL = 5,    /* a seal, key or ledger does not verify */
	FAIL_LIMIT = 6,   /* larger, deeper or slower than we are willing to follow */
	FAIL_SYSTEM = 7   /* the operating system said no */
};

struct fail {
	enum fail_kind kind; /* its number is the exit status */
	char what[40];       /* id of the message: "roster-no-name" */
	char args[200];      /* the arguments, a tab between two */
	char path[256];      /* the file it is about, or "" */
	uint64_t line;       /* and the line in it, or 0 */
	char column[40];     /* of a table, as its first line names it, or "" */
};

/* Fill *f unless it is filled already; return -1, so that a function can end in
 * "return fail(...)". args, as printf; a tab in it parts two arguments. */
int fail(struct fail *f, enum fail_kind kind, const char *what);
int fail_with(struct fail *f, enum fail_kind kind, const char *what, const char *args,
    ...) __attribute__((format(printf, 4, 5)));

/* The same for a system call that has just set errno: FAIL_SYSTEM, and the
 * system's own words as {1}. path may be NULL. */
int fail_errno(struct fail *f, const char *what, const char *path);

/* Say where, if nobody nearer has. Returns -1. path may be NULL. */
int fail_at(struct fail *f, const char *path, uint64_t line);

/* Say in which column of a table, if nobody nearer has. Returns -1. The name is one of
 * those that are known, never a stranger's word. */
int fail_column(struct fail *f, const char *column);

/* For what cannot happen: print and abort. Never for input, however odd. */
_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
