#ifndef CMD_ARCHIVE_FILES_H
#define CMD_ARCHIVE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "release/bag.h"

struct fail;
struct session;

/* What goes into an archive, in the arena of the session. */
struct archive_files {
	struct bag_file *at;
	size_t len, cap;
};

/*
 * The data volume: transcripts, tables, what was replaced, the papers of the study
 * without names, its documents, the list of the 25 things. FAIL_REFUSED "output-edited"
 * for a copy that is not ours; FAIL_INPUT "document-name" for a file of documents/ whose
 * name has other characters than letters, digits, ".", "-" and "_".
 */
int archive_data_files(struct session *, const char *without, bool draft,
    struct archive_files *, struct fail *);

/* A register: what every data volume has, whatever is left out of it. */
bool archive_is_register(const struct bag_file *);

/* The sealed forms. FAIL_INPUT "consent-unsealed" {1} how many have none. */
int archive_consent_files(struct session *, struct archive_files *, struct fail *);

#endif
