#ifndef VAULT_LEDGER_LINE_H
#define VAULT_LEDGER_LINE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "vault/ledger.h"

/*
 * One line of the ledger. An entry with its texts in itself, so that it can be
 * kept: entry.agent, .object and .sha256 point into the same struct, and it must
 * not be copied by assignment.
 */
enum { LEDGER_AGENT = 64, LEDGER_OBJECT = 255, LEDGER_LINE = 1024 };

struct ledger_line {
	struct ledger_entry entry; /* without head */
	char prev[65];
	char agent[LEDGER_AGENT + 1];
	char object[LEDGER_OBJECT + 1];
	char sha256[65];
};

/* The line, with its LF. */
void ledger_line_write(struct buf *, const struct ledger_entry *, const char *prev);

/* False unless the line (without its LF) is exactly what writing it again gives. */
bool ledger_line_read(struct bytes, struct ledger_line *);

bool ledger_agent_fits(const char *);
bool ledger_object_fits(const char *);

#endif
