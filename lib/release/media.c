#include "release/media.h"

#include <stddef.h>
#include <string.h>

#define OFFICE "application/vnd.openxmlformats-officedocument."

static const char *const types[][2] = {
	{ ".TextGrid", "text/plain" },
	{ ".cha", "text/plain" },
	{ ".csv", "text/csv" },
	{ ".docx", OFFICE "wordprocessingml.document" },
	{ ".eaf", "application/xml" },
	{ ".exb", "application/xml" },
	{ ".fodt", "application/vnd.oasis.opendocument.text-flat-xml" },
	{ ".html", "text/html" },
	{ ".json", "application/json" },
	{ ".jsonl", "application/jsonl" },
	{ ".md", "text/markdown" },
	{ ".minisig", "text/plain" },
	{ ".odt", "application/vnd.oasis.opendocument.text" },
	{ ".pdf", "application/pdf" },
	{ ".pub", "text/plain" },
	{ ".qdpx", "application/zip" },
	{ ".rtf", "application/rtf" },
	{ ".srt", "application/x-subrip" },
	{ ".tar", "application/x-tar" },
	{ ".tex", "text/x-tex" },
	{ ".trs", "application/xml" },
	{ ".tsv", "text/tab-separated-values" },
	{ ".txt", "text/plain" },
	{ ".vtt", "text/vtt" },
	{ ".xlsx", OFFICE "spreadsheetml.sheet" },
	{ ".xml", "application/xml" },
	{ ".yaml", "application/yaml" },
};

const char *
media_type(const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t i;

	for (i = 0; dot != NULL && i < sizeof types / sizeof *types; i++)
		if (strcmp(dot, types[i][0]) == 0)
			return types[i][1];
	return "application/octet-stream";
}
