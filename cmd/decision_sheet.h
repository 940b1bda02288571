#ifndef CMD_DECISION_SHEET_H
#define CMD_DECISION_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct asking;
struct fail;
struct session;

/*
 * The workbook of decisions, private/review/decisions.xlsx: a sheet of names and
 * expressions, one of places, one of turns in which nothing was found, and one that
 * explains each column.
 */
extern const char decision_sheet_path[]; /* below the study's folder */

enum decision_sheet { SHEET_NAMES, SHEET_PLACES, SHEET_TURNS, SHEETS };

/*
 * Write it anew. One that somebody has changed since taus wrote it is left alone: 0 and
 * *written false. Fails as form_write() does.
 */
int decision_sheet_write(
    struct session *, const struct asking *, bool *written, struct fail *);

/* There is one that somebody has changed. */
bool decision_sheet_is_filled(struct session *, struct fail *);

/* Excel or LibreOffice has it open: the file they leave beside it says so. */
bool decision_sheet_is_open(struct session *);

/* A row of it, as somebody left it. */
struct sheet_row {
	const char *sheet; /* "decisions.xlsx, Decisions" */
	uint64_t row;      /* from 1, as the program shows it */
	bool turn;         /* of the sheet of turns */
	const char *spellings, *tail, *answer, *who;
};

/*
 * Read by a confined worker; rows without a tail that hold nothing are left out. In the
 * arena. FAIL_INPUT "review-no-sheet", "csv-column-missing" and what format/workbook.h
 * says, with the sheet.
 */
int decision_sheet_read(
    struct session *, struct sheet_row **, size_t *count, struct fail *);

/* Remove it, with what was noted of it; *beside is how many other files lie there. */
int decision_sheet_remove(struct session *, size_t *beside, struct fail *);

#endif
