#ifndef PEOPLE_LINKING_H
#define PEOPLE_LINKING_H

#include "base/bytes.h"
#include "people/consent.h"
#include "people/meeting.h"
#include "people/roster.h"

struct arena;
struct fail;
struct faults;
struct secret;

/*
 * What the linking key holds: a plain tar of CSV files (UTF-8, LF, RFC 4180, first
 * column v), which `age -d` opens without taus (DESIGN.md 6):
 *
 *	crosswalk.csv		 working codes and those of publications
 *	decisions.csv		 what a person decided (scrub/judged.h)
 *	files.csv		 which raw file became which meeting
 *	forms.csv		 which consent form is whose
 *	meetings.csv
 *	names-that-stay.csv	 public names, each with a reason
 *	people.csv
 */
struct linking {
	struct roster roster;
	struct meetings meetings;
	struct consents consents;
	struct bytes stay;      /* names-that-stay.csv as it is kept */
	struct bytes decisions; /* decisions.csv, "" none */
	struct bytes crosswalk;
};

/* The texts point into tar, which must stay. FAIL_SEAL "linking-file" {1} a file
 * that is missing; and as the parsers of its files. */
int linking_read(struct bytes tar, struct arena *, struct linking *, struct fail *);

/* As a tar, padded so that its length tells little. */
int linking_write(const struct linking *, struct secret *to, struct fail *);

/*
 * The public names that stay: columns name and reason. FAIL_INPUT "csv-...";
 * "stay-reason" with the line: a name without a reason. Gives the names.
 */
int stay_parse(struct bytes csv, const char *path, struct arena *, struct bytes **names,
    size_t *count, struct faults *, struct fail *);

/* The same table in canonical form (v, name, reason), in the arena: what is sealed in the
 * key, whoever wrote it. "" for an empty one. Fails as stay_parse() does. */
int stay_write(struct bytes csv, struct arena *, struct bytes *out, struct fail *);

#endif
