#include "find/clue.h"

#include <string.h>

#include "base/fail.h"

static const char *const names[CLUES] = {
	[CLUE_NONE] = "",
	[CLUE_JOB] = "job",
	[CLUE_WORKPLACE] = "workplace",
	[CLUE_EVENT] = "event",
	[CLUE_FAMILY] = "family",
	[CLUE_HEALTH] = "health",
	[CLUE_TIME] = "time",
	[CLUE_PLACE] = "place",
	[CLUE_BELONGING] = "belonging",
	[CLUE_CLIENT] = "client",
};

const char *
clue_name(enum clue c)
{
	if ((unsigned)c >= CLUES)
		die("clue %u", (unsigned)c);
	return names[c];
}

int
clue_named(const char *name)
{
	int c;

	for (c = CLUE_NONE + 1; c < CLUES; c++)
		if (strcmp(names[c], name) == 0)
			return c;
	return -1;
}
