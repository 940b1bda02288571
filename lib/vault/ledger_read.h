#ifndef VAULT_LEDGER_READ_H
#define VAULT_LEDGER_READ_H

#include <stdint.h>

#include "vault/ledger.h"

/* For the ledger's own files: read from a descriptor that stays the caller's, and
 * how many bytes were whole entries until now. */
struct ledger_read *ledger_read_fd(int fd, const char *path);
uint64_t ledger_read_size(const struct ledger_read *);

/* The folder a ledger was opened in. */
const char *ledger_dir(const struct ledger *);

/* audit_dir/ledger.jsonl with these flags; FAIL_SEAL "ledger-missing". */
int ledger_file_open(const char *path, int flags, struct fail *);
extern const char ledger_file_name[];

#endif
