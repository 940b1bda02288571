#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include <stdint.h>

#include "base/bytes.h"

struct fail;

/*
 * Standard input kept until it has been read twice: an unlinked file in $TMPDIR
 * (else /tmp), encrypted with XChaCha20 under a key that exists only in this
 * process and its workers. Not authenticated: nobody else can reach the file.
 */
struct spool;

/* Read fd to its end. */
struct spool *spool_fill(int fd, struct fail *);
uint64_t spool_size(const struct spool *);
int spool_read(const struct spool *, uint64_t at, void *to, size_t len, struct fail *);
int spool_fd(const struct spool *); /* for worker_start(); stays the spool's */
void spool_close(struct spool *);   /* NULL is fine */

#endif
