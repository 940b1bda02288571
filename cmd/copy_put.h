#ifndef CMD_COPY_PUT_H
#define CMD_COPY_PUT_H

#include "vault/ledger.h"

struct document;
struct fail;
struct meeting;
struct session;

/*
 * Put the copy that a worker has written in its place, recorded before and after: whatever
 * a crash leaves, one of the two entries knows the file. The same bytes again: nothing is
 * written and nothing recorded. What was read and is another copy now is a draft again.
 */
int copy_put(struct session *, struct document *, enum ledger_event, enum ledger_reason,
    struct fail *);

#endif
