#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>

struct fail;

/*
 * What a process may still ask of the system. There is no way back.
 *
 * sandbox_keeper(): for the whole program, before anything else: no sockets of
 * any family, no io_uring, no exec, no ptrace, no core dump, not dumpable,
 * umask 077. Refusals are EPERM.
 *
 * sandbox_worker(): for the process that parses a document, before its first
 * byte: an allow-list of what reading and writing open descriptors and memory
 * take; no file can be opened by any name (Landlock says so a second time where
 * the kernel has it). Everything else is EPERM.
 *
 * FAIL_SYSTEM "sandbox-missing" where the kernel has no seccomp filter.
 */
int sandbox_keeper(struct fail *);
int sandbox_worker(struct fail *);

/* For `doctor` and the ledger. */
bool sandbox_has_landlock(void);

#endif
