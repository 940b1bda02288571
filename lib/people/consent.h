#ifndef PEOPLE_CONSENT_H
#define PEOPLE_CONSENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "people/meeting.h"
#include "people/roster.h"

struct arena;
struct fail;
struct faults;

/* What a person allowed. */
enum consent_scope {
	SCOPE_AUDIO = 1,
	SCOPE_QUOTES = 2,
	SCOPE_ARCHIVE = 4,
	SCOPE_REUSE = 8,
	SCOPE_RECONTACT = 16,
	SCOPE_TABLE = 32 /* background information may be counted */
};

/*
 * One consent: a form that was signed, or a yes on the recording. A withdrawal
 * reaches back over everything ("all") unless the register says "future": what was
 * said before that day may then be used (Health Research Act section 16).
 */
struct consent {
	uint32_t person;
	const char *form;    /* file in private/consent/; "" for one on the recording */
	const char *form_id; /* random, drawn when the form is sealed; "" before */
	const char *version; /* of the information letter */
	int32_t day;
	const char *medium; /* "paper", "digital", "recording" */
	unsigned scope;     /* enum consent_scope */
	int32_t withdrawn;  /* DAY_NONE: not */
	bool withdrawn_future;
	uint64_t line;
};

struct consents {
	const struct consent *at;
	size_t len;
};

/*
 * FAIL_INPUT with path and line: "csv-..."; "consent-person" (an id that People
 * does not have); "consent-date" {1} column; "consent-medium"; "consent-scope";
 * "consent-withdrawal"; "consent-form" (a file name with a folder in it, or no form
 * for paper or digital).
 */
int consents_parse(struct bytes csv, const char *path, const struct roster *,
    struct arena *, struct consents *, struct faults *, struct fail *);
void consents_write(const struct consents *, const struct roster *, struct buf *);

enum consent_state {
	CONSENT_VALID,
	CONSENT_NONE,  /* no form at all, or none of that scope */
	CONSENT_LATER, /* signed after the day */
	CONSENT_WITHDRAWN
};

/* Whether what the person said on that day may be used, for all of scope: by all forms
 * together that are valid on that day and not withdrawn. */
enum consent_state consent_on(
    const struct consents *, uint32_t person, int32_t day, unsigned scope);

/* A cell of medium, scope or withdrawal, as it is kept, in Norwegian ("lyd|sitater"), which
 * consents_parse() reads as well. Other words stay. */
const char *consent_in_norwegian(struct bytes cell, struct arena *);

/* "audio|quotes" */
const char *consent_scope_text(unsigned scope, struct arena *);

#endif
