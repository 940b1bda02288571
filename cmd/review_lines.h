#ifndef CMD_REVIEW_LINES_H
#define CMD_REVIEW_LINES_H

#include <stdio.h>

struct asking;
struct fail;
struct verdicts;

/*
 * Ask in lines what the workbook asks: first what is doubtful, each name or expression
 * once, then places one by one, then the turns drawn at random. Questions go to stdout,
 * answers are read from a file, mostly the terminal: a letter, perhaps with a word behind
 * it. An empty line leaves it covered, u takes back the answer before, q ends; so does the
 * end of the file. An answer that cannot be understood is asked for again.
 */
int review_lines(const struct asking *, FILE *from, struct verdicts *, struct fail *);

#endif
