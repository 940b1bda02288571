#ifndef PEOPLE_ROSTER_H
#define PEOPLE_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "base/rows.h"

struct arena;
struct fail;
struct faults;

/*
 * Who is who. A person is one human being; a seat is a role in a team ("SW4"); a
 * holding is a person in a seat from one day to another. A published code is a
 * seat, not a person: a person may hold two seats, and a seat may have had three
 * holders (DESIGN.md 4).
 *
 * Read from a table with one row a holding; columns in English or Norwegian, see
 * roster.c. Rows with one "person" are one person; without that column each row
 * is one.
 */
struct person {
	const char *id; /* as in the table, or "r12" for row 12 */
	bool numbered;  /* the id is a row's number and says nothing of who it is */
	struct bytes given, family;
	const struct bytes *alias;
	size_t aliases;
	const char *sex;           /* "" where not said */
	bool protected;            /* address kode 6/7: acts on the whole study */
	const struct bytes *extra; /* cells of the columns nobody knows: of the person's
				      first row that has one */
	uint64_t line;
};

struct holding {
	uint32_t person;
	const char *role, *team, *site; /* "" where not said; role in capitals */
	int32_t from, to;               /* days, both inside; DAY_NONE: open */
	const char *seat;               /* "SW4": the published code */
	const char *code; /* "SW4", "SW4b" for a later holder: the working code */
	uint64_t line;
};

struct roster {
	const struct person *person;
	size_t persons;
	const struct holding *holding;
	size_t holdings;
	const struct bytes *extra_name; /* demographic columns */
	size_t extras;
	bool
	    by_row; /* some codes are P1, P2 ..., of rows without role or team: for trying
			out, not to publish */
};

/* How codes are made where the table has none. */
enum roster_codes {
	CODES_BARE, /* role and team where both are there, else P1, P2 ... by row */
	CODES_TEAM, /* a study's: role and team, both required */
	CODES_ROLE  /* a study's: role and a serial, drawn at random once */
};

struct roster_policy {
	enum roster_codes codes;
	bool drawn; /* team numbers are exchanged at random, once and for ever */

	/* Codes given earlier stay, and are never another person's; may be NULL. */
	const struct roster *before;
};

/*
 * FAIL_INPUT with path and line: "csv-..." of base/rows.h; "roster-no-name";
 * "roster-no-role" (a study's row without role or team); "roster-date" {1} column;
 * "roster-period" (ends before it begins); "roster-code" (a code, or the team that it is
 * made from, must be letters and digits, a code begin with a letter and have at most
 * 32 bytes); "roster-overlap" {1} code, {2} line of the
 * other row: two persons with one code at one time; "roster-empty"; "roster-person"
 * (one person with two given or two family names in two rows).
 * What it returns lives in the arena; path may be NULL. With faults (base/faults.h) what is
 * wrong is gathered there, and the roster that is returned is good for nothing but to look
 * for what else is wrong; faults_end() tells.
 */
int roster_parse(struct bytes csv, const char *path, const struct roster_policy *,
    struct arena *, struct roster *, struct faults *, struct fail *);

/* The same table in canonical form, codes filled in: what is sealed in the key. */
void roster_write(const struct roster *, struct buf *);

/* When and where something is said: what decides between holders and homonyms. */
struct occasion {
	const char *team; /* "" not known */
	int32_t day;      /* DAY_NONE not known */
};

/*
 * The holding under which a person is meant: of the occasion's team if the person
 * has one there; of these the one of that day, else the nearest in time before it,
 * else after. NULL where the person has several codes and nothing decides between
 * them: a neutral word then stands for the person, so that no text links two codes.
 */
const struct holding *roster_holding(
    const struct roster *, uint32_t person, const struct occasion *);

/* The holding with this working code or seat on that occasion (any case), by day as
 * above; where the day decides nothing the one with this working code. NULL: none. */
const struct holding *roster_seat(
    const struct roster *, struct bytes code, const struct occasion *);

/* The bytes are a working code or a seat of somebody, exactly as written, or with
 * a genitive s behind. */
bool roster_is_code(const struct roster *, struct bytes);

/* A role of the table ("SW"), exactly as written. */
bool roster_is_role(const struct roster *, struct bytes);

/* Holds a seat in this team ("": none), at some time; holds any seat on this day
 * (DAY_NONE: not known, nobody). */
bool roster_in_team(const struct roster *, uint32_t person, const char *team);
bool roster_on_day(const struct roster *, uint32_t person, int32_t day);

/* Rows of two tables are one human being: by id, or by names where the table gave
 * no id (a row's number is another person's when a row is put in before it). */
bool roster_same_person(const struct person *, const struct person *);

/* -1: nobody has this id. NULL: there is no table of people that could be read, and the
 * answer is 0, so that what else is wrong can be looked for. */
int64_t roster_person(const struct roster *, struct bytes id);

#endif
