#ifndef RELEASE_REGISTER_H
#define RELEASE_REGISTER_H

#include <stddef.h>

#include "base/buf.h"
#include "people/linking.h"
#include "people/study.h"

/*
 * The papers of a study that may lie beside its pseudonymised data: who sat where
 * by code and number, never by name (domain.md 2.1, items 8, 9, 10, 12, 22). CSV,
 * RFC 4180, LF, months instead of days, since a day is in somebody's calendar.
 * Meetings of without ("M05-2,M06-1"; may be NULL) are left out.
 */

/* code,version,month,medium,scope,withdrawn: one row a seat and form. */
void register_consents(const struct linking *, struct buf *);

/* seat,role,team,holder,from,to,present,absent: holders by number in the seat. */
void register_seats(const struct linking *, const char *without, struct buf *);

/* meeting,team,month,minutes,present,absent: counts of persons. */
void register_meetings(const struct linking *, const char *without, struct buf *);

/* what,count: invited, declined, excluded, withdrawn, taking part. */
void register_flow(const struct linking *, const struct study *, struct buf *);

/* what,until,rule: as the study says; a date that is missing is said to be. */
void register_retention(const struct study *, struct buf *);

#endif
