#ifndef CMD_CHECK_H
#define CMD_CHECK_H

struct document;
struct fail;
struct invocation;

/*
 * How the copy of a meeting is searched, as check does and as whatever else looks into a
 * copy must: in the encoding of its original, and with the places in mind at which
 * somebody decided to keep something. The steps of a command (cmd/command.h) whose state is
 * a struct transcripts; a document without a meeting is text of taus's own, in which only
 * the people's names are looked for.
 */
int check_prepare(struct invocation *, struct document *, struct fail *);
int check_process(struct invocation *, struct document *, int records, struct fail *);

#endif
