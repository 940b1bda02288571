#include "format/csv_cell.h"

#include <string.h>
#include <strings.h>

enum { NAME_LONGEST = 255, NAME_WORDS = 8 };

static const struct {
	const char *name;
	enum csv_column kind;
} columns[] = {
	/* Nettskjema */
	{ "$created", CSV_TIME },
	{ "$answer_time_ms", CSV_TIME },
	/* Qualtrics */
	{ "StartDate", CSV_TIME },
	{ "EndDate", CSV_TIME },
	{ "RecordedDate", CSV_TIME },
	{ "Duration (in seconds)", CSV_TIME },
	{ "IPAddress", CSV_PROPERTY },
	{ "ResponseId", CSV_PROPERTY },
	{ "RecipientLastName", CSV_PROPERTY },
	{ "RecipientFirstName", CSV_PROPERTY },
	{ "RecipientEmail", CSV_PROPERTY },
	{ "ExternalReference", CSV_PROPERTY },
	{ "ExternalDataReference", CSV_PROPERTY },
	{ "LocationLatitude", CSV_PROPERTY },
	{ "LocationLongitude", CSV_PROPERTY },
	/* Microsoft Forms */
	{ "Start time", CSV_TIME },
	{ "Completion time", CSV_TIME },
	{ "Last modified time", CSV_TIME },
	{ "Starttidspunkt", CSV_TIME },
	{ "Fullføringstidspunkt", CSV_TIME },
	/* whoever made the table */
	{ "speaker", CSV_SPEAKER },
	{ "taler", CSV_SPEAKER },
	{ "talar", CSV_SPEAKER },
	{ "hvem", CSV_SPEAKER },
	{ "kven", CSV_SPEAKER },
	{ "who", CSV_SPEAKER },
	{ "name", CSV_SPEAKER },
	{ "full name", CSV_SPEAKER },
	{ "navn", CSV_SPEAKER },
	{ "namn", CSV_SPEAKER },
	{ "fullt navn", CSV_SPEAKER },
	{ "given", CSV_SPEAKER },
	{ "given name", CSV_SPEAKER },
	{ "first name", CSV_SPEAKER },
	{ "fornavn", CSV_SPEAKER },
	{ "fornamn", CSV_SPEAKER },
	{ "family", CSV_SPEAKER },
	{ "family name", CSV_SPEAKER },
	{ "last name", CSV_SPEAKER },
	{ "surname", CSV_SPEAKER },
	{ "etternavn", CSV_SPEAKER },
	{ "etternamn", CSV_SPEAKER },
	{ "alias", CSV_SPEAKER },
	{ "aliases", CSV_SPEAKER },
	{ "kallenavn", CSV_SPEAKER },
	{ "nickname", CSV_SPEAKER },
	{ "person", CSV_SPEAKER },
	{ "participant", CSV_SPEAKER },
	{ "deltaker", CSV_SPEAKER },
	{ "deltakar", CSV_SPEAKER },
	{ "informant", CSV_SPEAKER },
	{ "respondent", CSV_SPEAKER },
};

static const char *const suffixes[] = { "png", "jpg", "jpeg", "gif", "heic", "heif",
	"webp", "bmp", "tif", "tiff", "svg", "pdf", "doc", "docx", "odt", "rtf", "txt",
	"xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "pages", "zip", "7z", "html",
	"htm", "eml", "msg", "m4a", "mp3", "wav", "ogg", "opus", "aac", "flac", "wma",
	"amr", "mp4", "m4v", "mov", "avi", "mkv", "webm", "3gp", "p7s", "asc" };

static bool
same(struct bytes a, const char *b)
{
	return a.len == strlen(b) && strncasecmp((const char *)a.at, b, a.len) == 0;
}

enum csv_column
csv_column_of(struct bytes name)
{
	size_t i;

	name = bytes_trim(name);
	for (i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (same(name, columns[i].name))
			return columns[i].kind;
	return bytes_start(name, "$") ? CSV_PROPERTY : CSV_TEXT;
}

/* Digits with blanks, a decimal sign or a percent sign among them; or nothing but
 * dashes and blanks. */
static bool
is_number(struct bytes text)
{
	unsigned signs = 0;
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.at[i] == '.' || text.at[i] == ',' || text.at[i] == '%')
			signs++;
		else if (strchr("0123456789 ", text.at[i]) == NULL || !text.at[i])
			break;
	}
	if (i == text.len)
		return signs < 3;
	for (; i < text.len; i++)
		if (text.at[i] != '-' && text.at[i] != ' ')
			return false;
	return text.at[0] == '-';
}

bool
csv_is_formula(struct bytes cell)
{
	while (cell.len > 0 &&
	       (cell.at[0] == '\t' || cell.at[0] == '\r' || cell.at[0] == '\n'))
		cell = bytes_cut(cell, 1, cell.len);
	if (cell.len == 0)
		return false;
	if (cell.at[0] == '=' || cell.at[0] == '@')
		return true;
	return (cell.at[0] == '+' || cell.at[0] == '-') &&
	       !is_number(bytes_cut(cell, 1, cell.len));
}

/* Where the suffix begins, at its dot; 0: it is no file name. */
static size_t
suffix_at(struct bytes name)
{
	size_t dot = name.len, i, words = 1;

	while (dot > 0 && name.at[dot - 1] != '.')
		dot--;
	if (dot < 2 || name.len > NAME_LONGEST || name.at[dot - 2] == ' ')
		return 0;
	for (i = 0; i < name.len; i++)
		words += name.at[i] == ' ';
	if (words > NAME_WORDS)
		return 0;
	for (i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		if (same(bytes_cut(name, dot, name.len), suffixes[i]))
			return dot - 1;
	return 0;
}

static bool
parts_names(unsigned char c)
{
	return c == ',' || c == ';' || c == '|' || c == '\n' || c == '\r';
}

/* The next name of a list behind *at, without blanks; false: there is none. */
static bool
next_name(struct bytes cell, size_t *at, struct csv_stem *name)
{
	struct bytes text;
	size_t end;

	do {
		while (*at < cell.len && parts_names(cell.at[*at]))
			++*at;
		if (*at == cell.len)
			return false;
		for (end = *at; end < cell.len && !parts_names(cell.at[end]);)
			end++;
		text = bytes_trim(bytes_cut(cell, *at, end));
		*at = end;
	} while (text.len == 0);
	name->from = (size_t)(text.at - cell.at);
	name->to = name->from + text.len;
	return true;
}

/* A list in which a comma belongs to a name ("Nordli, Kari.png") is one name. */
static size_t
one_name(struct bytes cell, struct csv_stem *stem)
{
	struct bytes name = bytes_trim(cell);
	size_t dot = suffix_at(name);

	if (dot == 0 || memchr(name.at, '\n', name.len) != NULL)
		return 0;
	stem->from = (size_t)(name.at - cell.at);
	stem->to = stem->from + dot;
	return 1;
}

size_t
csv_stems(struct bytes cell, struct csv_stem *stem, size_t room)
{
	size_t at = 0, n = 0, dot;
	struct csv_stem name;

	while (next_name(cell, &at, &name)) {
		dot = suffix_at(bytes_cut(cell, name.from, name.to));
		if (dot == 0)
			return one_name(cell, stem);
		if (dot == 3 && bytes_start(bytes_cut(cell, name.from, name.to), "fil"))
			continue;
		if (n < room)
			stem[n++].from = name.from;
		stem[n - 1].to = name.from + dot;
	}
	return n;
}
