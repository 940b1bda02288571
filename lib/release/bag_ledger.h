#ifndef RELEASE_BAG_LEDGER_H
#define RELEASE_BAG_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "release/bag_form.h"
#include "release/bag_read.h"
#include "vault/ledger_line.h"

struct arena;
struct fail;
struct verifying;

/*
 * The ledger and its checkpoints as they lie in an archive: from memory, no file is
 * opened (vault/ledger.h reads those of a study).
 */

/* The lines of a ledger, one after the other. { .rest = ledger } starts. */
struct ledger_lines {
	struct bytes rest;
	struct ledger_line line; /* the last one; its texts live until the next */
	char head[65];           /* after it */
};

/* 1 a line, 0 the end, -1: FAIL_SEAL "bag-ledger" with .line: not canonical, chain or
 * sequence broken, time backwards, or no newline at the end. */
int ledger_lines_next(struct ledger_lines *, struct fail *);

/* Everything about ledger, its objects, checkpoints and sealed files; fills entries,
 * head, time, checkpoints, witnessed, sealed, recipients of the result, whose kind is
 * set. */
int bag_ledger_check(const struct bag_members *, const struct verifying *pi,
    const struct verifying *witness, struct arena *, struct bag_result *,
    struct fail *);

#endif
