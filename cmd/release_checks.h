#ifndef CMD_RELEASE_CHECKS_H
#define CMD_RELEASE_CHECKS_H

#include <stdbool.h>
#include <stddef.h>

#include "people/consent.h"

struct arena;
struct fail;
struct session;

/* What a release is asked before it may be made; seat and meeting, never a name. */

/* Somebody who spoke without a consent that is valid on that day. */
struct consent_gap {
	const char *message; /* "consent-none", "consent-late", "consent-withdrawn" */
	const char *code, *meeting;
};

/*
 * Over all meetings but those of without ("M05-2,M06-1", may be NULL): who is listed
 * as present, and who was heard in the transcript where it was scrubbed already.
 * FAIL_USAGE "without-meeting": an id that is none (not echoed: it may be a name).
 */
int consent_gaps(struct session *, const char *without, struct consent_gap **,
    size_t *count, struct fail *);

bool is_without(const char *without, const char *meeting);

/* A person has read the copy of this meeting to its end, as it is now, and nothing that it
 * is made from has changed since (cmd/copy_state.h). */
bool is_read(struct session *, const char *meeting);

/* Where the sealed form lies in private/consent/sealed/. */
const char *consent_sealed_name(const struct consent *, struct arena *);

#endif
