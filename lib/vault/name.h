#ifndef VAULT_NAME_H
#define VAULT_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/*
 * Names that may stand in the ledger and in archives: they name things, not
 * people, and need no escaping anywhere.
 */

/* [A-Za-z0-9._-], 1 to max bytes. */
bool name_is_label(struct bytes, size_t max);

/* Labels between '/', none of them "." or "..": relative, 1 to max bytes in all. */
bool name_is_path(struct bytes, size_t max);

#endif
