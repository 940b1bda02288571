#ifndef VAULT_TERMINAL_H
#define VAULT_TERMINAL_H

struct fail;
struct secret;

/*
 * One line typed at /dev/tty with echo off, without its newline, in guarded
 * memory; prompt is written there before, a newline after. At most
 * LIMIT_PASSPHRASE + 2 bytes are taken, the rest of the line is dropped.
 *
 * Signals that would end or stop the program meanwhile are noted, the terminal is
 * put right, and then they do what they do; after a stop and continue the line is
 * asked for again (as readpassphrase(3) of OpenBSD).
 *
 * NULL: FAIL_USAGE "passphrase-no-terminal".
 */
struct secret *terminal_secret(const char *prompt, struct fail *);

/* The same for what may be seen while it is typed, but not stand on a command line: a
 * name. NULL: FAIL_USAGE "terminal-none". */
struct secret *terminal_line(const char *prompt, struct fail *);

#endif
