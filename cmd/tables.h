#ifndef CMD_TABLES_H
#define CMD_TABLES_H

struct session;

/* The study's tables in plain text below private/: each as CSV or as a workbook, or all of
 * them as sheets of one. The first that is there, or NULL. */
const char *tables_first(struct session *);

#endif
