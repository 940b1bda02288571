#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include "people/linking.h"
#include "people/roster.h"

struct arena;
struct fail;

/*
 * Tables that a user made (people, meetings, consents, names that stay, decisions),
 * read by a confined worker and handed back in canonical form. NULL: there is none.
 * Each is CSV, or a workbook (XLSX: the sheet of that name, else the first); or they are
 * sheets of one workbook, study. A message says of a sheet "study.xlsx, People" and the
 * row.
 */
struct import {
	const char *people, *meetings, *consents, *stay, *decisions;
	const char *study;
	struct roster_policy policy;
};

/* What is returned lives in the arena. Several things that are wrong are said one by one,
 * and then it fails with "import-wrong" {1} how many; one is the failure itself. Fails as the parsers of lib/people do and
 * format/workbook.h says; "import-twice" {1} the workbook: a table that is filled in
 * there and in a file of its own. Says what a workbook hides. */
int import_tables(
    const struct import *, struct arena *, struct linking *, struct fail *);

#endif
