#ifndef VAULT_SECRET_H
#define VAULT_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/*
 * Bytes that must not be left behind: keys, passphrases, what a sealed file
 * held. They lie between guard pages, are locked in memory where the system
 * allows it, are left out of core dumps, and are wiped when closed. In a forked
 * process these pages read as zero: a worker never holds a secret, and must
 * never close one (it ends with _exit).
 *
 * Out of memory ends the program.
 */
struct secret;
struct fail;

/* Ready the library behind it; every function of this room does so itself, but
 * a keeper does it once before the sandbox shuts. */
void secret_ready(void);

struct secret *secret_new(size_t len); /* len zero bytes; 0 is fine */

/* The whole content of a file, which passes through no other memory. Fails as
 * file_open() and reading do; FAIL_LIMIT "secret-large" ({1} the limit). */
struct secret *secret_load(const char *path, size_t limit, struct fail *);

/* Append, moving the whole to a larger guarded place where needed; the old place
 * is wiped. What secret_room() and secret_bytes() gave before is void. */
void secret_add(struct secret *, struct bytes);

/* Only the first len bytes; dies if there are fewer. The rest is wiped. */
void secret_cut(struct secret *, size_t len);

unsigned char *secret_room(struct secret *); /* to fill; as long as secret_bytes() */
struct bytes secret_bytes(const struct secret *);

void secret_close(struct secret *); /* wipes; NULL is fine */

/* False once the system has refused to lock a secret in memory (for `doctor`). */
bool secret_locked(void);

#endif
