#ifndef CMD_DOCUMENT_H
#define CMD_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "scrub/scrub.h"

struct command;
struct file_out;
struct invocation;
struct made;
struct places;
struct session;
struct spool;
struct worker;

/* One document of a run, in the order in which the user named them. */
struct document {
	const char *name;   /* in messages: as typed, or the meeting in a study */
	const char *path;   /* where it is read from; NULL: standard input */
	const char *target; /* where the copy goes; NULL: standard output or none */
	const struct meeting *meeting; /* of a study, else NULL */

	/* what scrub knows besides of one of a study */
	bool adopted; /* it is read from its copy, which counts */
	const struct places
	    *places;             /* of an adopted one: where what was kept came from */
	const struct made *made; /* what it is made from (cmd/copy_state.h) */

	/* the keeper's, while it is being worked on */
	int fd;
	struct spool *spool;
	struct file_out *out;
	int out_fd; /* -1: no copy is made */
	struct worker *worker;
	struct fail fail; /* why it could not begin */
	void *found;      /* the command's own */
};

/*
 * Work through the documents in confined workers, at most one a core; what they
 * say is taken in the order of the documents, and each is finished (its copy put in
 * place) before the next. A document that fails says so, leaves no output and
 * raises the status, which is returned; the others go on. Who waits at a terminal is
 * told which document is being read. A silent command says nothing of both.
 */
int documents_run(struct invocation *);

/* The next document of the invocation, of a meeting (NULL: none) and named by it, that is
 * read from path, which must last; inv->document has room for it. No copy is made yet. */
struct document *document_add(
    struct invocation *, const struct meeting *, const char *path);

/* Run a command of no name, in the session of the outer one and with a state of its own,
 * over that file of each meeting which is there. As documents_run(). */
typedef const char *meeting_path(struct session *, const struct meeting *);
int documents_of_meetings(
    struct invocation *outer, const struct command *, void *state, meeting_path *);

#endif
