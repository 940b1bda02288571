#include "cmd/tables.h"

#include <stddef.h>

#include "base/file.h"
#include "cmd/session.h"

static const char *const files[] = { "private/study.xlsx", "private/people.csv",
	"private/people.xlsx", "private/meetings.csv", "private/meetings.xlsx",
	"private/consents.csv", "private/consents.xlsx", "private/names-that-stay.csv",
	"private/names-that-stay.xlsx", "private/decisions.csv",
	"private/decisions.xlsx" };

const char *
tables_first(struct session *s)
{
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		if (file_exists(session_path(s, files[i])))
			return files[i];
	return NULL;
}
