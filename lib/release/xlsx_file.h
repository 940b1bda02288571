#ifndef RELEASE_XLSX_FILE_H
#define RELEASE_XLSX_FILE_H

#include <stdint.h>
#include <sys/types.h>

#include <xlsxwriter.h>

struct fail;

/*
 * A workbook by libxlsxwriter, written whole or not at all: beside its place, temporary
 * files there too, read again, then renamed. created (seconds since 1970) is its date of
 * creation; nothing else in it depends on when or where it was written, so the same
 * content gives the same bytes.
 *
 * fill() puts the content into the workbook, which has a date already. mode as in open(2),
 * not narrowed by the umask. FAIL_SYSTEM ("sheet-write" {1} why) or what file.h says.
 */
typedef lxw_error xlsx_fill(lxw_workbook *, const void *with);

int xlsx_file_write(const char *path, mode_t mode, int64_t created, const char *title,
    xlsx_fill *fill, const void *with, struct fail *);

#endif
