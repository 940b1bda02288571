#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fail;

/*
 * A process that parses what a stranger wrote. It is forked with everything it may
 * read already open and in memory, shuts the sandbox behind it before its first
 * byte, and answers in records: a kind, a length, and that many bytes of fixed
 * layout, which the keeper checks before it believes them. It ends with _exit().
 *
 * A worker that crashes, is killed or answers nonsense costs its document and says
 * so: FAIL_SYSTEM "worker-died", FAIL_INPUT "worker-answer".
 */
struct worker;

/* In the worker: 0, or -1 with a failure, which is sent to the keeper. */
typedef int worker_task(void *with, int records, struct fail *);

/*
 * keep lists the descriptors that the worker may use (-1 among them is passed over):
 * all others but stderr and its own pipe are closed in it. no_sandbox only where the
 * user said --no-sandbox.
 */
struct worker *worker_start(worker_task *task, void *with, const int *keep,
    size_t keeps, bool no_sandbox, struct fail *f);

enum { WORKER_RECORD = 1024 }; /* bytes of the longest record */

/* In the worker: send one record. kind is 1 or more. Buffered; sent for good when
 * the task returns. Dies where len is over WORKER_RECORD. */
int worker_send(
    int records, uint32_t kind, const void *record, size_t len, struct fail *);

/*
 * In the keeper: the next record, into record (WORKER_RECORD bytes). 1; 0 when the
 * task has returned 0; -1 when it failed (with its own failure) or died.
 */
int worker_next(
    struct worker *, uint32_t *kind, void *record, size_t *len, struct fail *);

/* Wait for it; kill it first if it has not ended. NULL is fine. */
void worker_end(struct worker *);

#endif
