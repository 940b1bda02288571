#ifndef PEOPLE_MEETING_H
#define PEOPLE_MEETING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "people/roster.h"

struct arena;
struct fail;
struct faults;

/* What a label of the transcript stands for ("Taler 1=p07"). */
struct meeting_label {
	struct bytes label;
	uint32_t person;
};

/* One recorded meeting or interview and its transcript. */
struct meeting {
	const char *id;   /* "M05-2": [A-Za-z0-9-], names outputs */
	const char *file; /* the raw transcript's name in private/raw/ */
	const char *team; /* "" where it has none */
	int32_t day;
	uint32_t minutes;        /* 0 not said */
	const uint32_t *present; /* persons */
	size_t presents;
	const uint32_t *absent;
	size_t absents;
	const struct meeting_label *label;
	size_t labels;
	const char *recorded, *transcribed_by, *checked_by;
	uint64_t line;
};

struct meetings {
	const struct meeting *at;
	size_t len;
};

/*
 * Between persons, and between labels, stands | or ;. FAIL_INPUT with path and line:
 * "csv-..."; "meeting-id" (missing, or other characters); "meeting-twice" {1} id;
 * "meeting-file" (missing, hidden or in another folder); "meeting-file-twice" {1} the id
 * that has it; "meeting-date"; "meeting-minutes"; "meeting-person" {1} column, {2} which
 * in the cell: an id that People does not have; "meeting-label" {1} column, {2} which in
 * the cell: not "label=id", or a label twice.
 */
int meetings_parse(struct bytes csv, const char *path, const struct roster *,
    struct arena *, struct meetings *, struct faults *, struct fail *);
void meetings_write(const struct meetings *, const struct roster *, struct buf *);

const struct meeting *meeting_named(const struct meetings *, const char *id);
struct occasion meeting_occasion(const struct meeting *);

#endif
