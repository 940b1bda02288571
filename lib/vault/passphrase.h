#ifndef VAULT_PASSPHRASE_H
#define VAULT_PASSPHRASE_H

#include "base/bytes.h"

struct fail;

/*
 * A passphrase comes from a private file or from the terminal itself, never
 * from the command line or the environment. It is bytes as typed, not
 * normalised, 1 to LIMIT_PASSPHRASE bytes without NUL, in guarded memory.
 */
struct passphrase;

/*
 * The first line of a file, without its LF or CR LF. A path must be a regular
 * file of ours that nobody else can read or write: FAIL_USAGE
 * "passphrase-public" or "passphrase-kind". "/dev/fd/N" is the open descriptor N
 * (a pipe, usually), read as it is. FAIL_INPUT "passphrase-empty", FAIL_LIMIT
 * "passphrase-long", FAIL_SYSTEM "passphrase-open".
 */
struct passphrase *passphrase_file(const char *path, struct fail *);

/*
 * From /dev/tty, also while standard input is a document: prompt is printed
 * there, what is typed is not. Where again is not NULL it is asked a second
 * time with that prompt, and FAIL_INPUT "passphrase-differs" says they are not
 * one. A signal that ends or stops the program restores the terminal first.
 * FAIL_USAGE "passphrase-no-terminal"; FAIL_INPUT "passphrase-empty" on an empty
 * line or end of file.
 */
struct passphrase *passphrase_ask(const char *prompt, const char *again, struct fail *);

/* Eight words of 2,048, drawn evenly and joined by '-': 88 bits. To be shown
 * once, by a command that writes to the terminal without stdio. */
struct passphrase *passphrase_generate(void);

/* A copy of given bytes; dies unless 1 to LIMIT_PASSPHRASE. For tests. */
struct passphrase *passphrase_of(struct bytes);

struct bytes passphrase_bytes(const struct passphrase *);

void passphrase_close(struct passphrase *); /* wipes; NULL is fine */

/* The list passphrase_generate() draws from: lower-case ASCII, 3 to 8 letters,
 * sorted, no two the same. */
enum { PASSPHRASE_WORDS = 2048, PASSPHRASE_DRAWN = 8 };
extern const char passphrase_words[PASSPHRASE_WORDS][9];

#endif
