#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

struct fail;
struct invocation;

enum { OPTIONS_MOST = 64 }; /* of one command */

/*
 * Read argv (without program and command) by the tables of the command and of
 * global_options: --name VALUE, --name=VALUE, --flag, -h for --help, -o for
 * --output, -q for --quiet, "--" before operands. FAIL_USAGE: "option-unknown" {1}
 * option, {2} the nearest one or ""; "option-twice" {1}; "option-value" {1} (missing,
 * or given to a flag); "option-number" {1}.
 */
int options_read(struct invocation *, int argc, char **argv, struct fail *);

#endif
