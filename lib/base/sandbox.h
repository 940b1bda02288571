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

/*
 * sandbox_read_only(): from here on no call changes a file, a folder or what is known of
 * one: EROFS, as on a medium that cannot be written. Descriptors that are open stay as
 * they are, and a file without a name (O_TMPFILE, memfd) and the terminal can be opened.
 */
int sandbox_read_only(struct fail *);

/* For `doctor`, after sandbox_keeper(). The version of Landlock, 0: none. */
int sandbox_landlock(void);

/* By trial: whether this process is refused sockets (a call that could not give one
 * anyway), and whether a crash of it leaves no dump. */
bool sandbox_refuses_sockets(void);
bool sandbox_refuses_dumps(void);

#endif
