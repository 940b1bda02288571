#include "format/refused.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "format/source.h"
#include "format/zip.h"

/* By what stands at a place. The first that fits is it. */
static const struct {
	const char *magic;
	size_t len, at;
	const char *id;
} magics[] = {
	{ "PK\3\4", 4, 0, "refused-zip" },
	{ "PK\5\6", 4, 0, "refused-zip" },
	{ "\xD0\xCF\x11\xE0", 4, 0, "refused-ole" },
	{ "%PDF", 4, 0, "refused-pdf" },
	{ "\x1F\x8B", 2, 0, "refused-archive" },
	{ "1AY&SY", 6, 4, "refused-archive" }, /* bzip2 */
	{ "\xFD"
	  "7zXZ",
	    5, 0, "refused-archive" },
	{ "\x28\xB5\x2F\xFD", 4, 0, "refused-archive" }, /* zstd */
	{ "7z\xBC\xAF", 4, 0, "refused-archive" },
	{ "Rar!\x1A", 5, 0, "refused-archive" },
	{ "ustar", 5, 257, "refused-archive" },
	{ "age-encryption.org/v1", 21, 0, "refused-sealed" },
	{ "-----BEGIN AGE", 14, 0, "refused-sealed" },
	{ "-----BEGIN PGP", 14, 0, "refused-sealed" },
	{ "SQLite format 3", 15, 0, "refused-database" },
	{ "\x89PNG", 4, 0, "refused-picture" },
	{ "\xFF\xD8\xFF", 3, 0, "refused-picture" },
	{ "GIF8", 4, 0, "refused-picture" },
	{ "II*\0", 4, 0, "refused-picture" },
	{ "MM\0*", 4, 0, "refused-picture" },
	{ "WEBP", 4, 8, "refused-picture" },
	{ "ftyphe", 6, 4, "refused-picture" },  /* of telephones */
	{ "ftypmif", 7, 4, "refused-picture" }, /* the same */
	{ "ftyp", 4, 4, "refused-recording" },
	{ "ID3\2", 4, 0, "refused-recording" },
	{ "ID3\3", 4, 0, "refused-recording" },
	{ "ID3\4", 4, 0, "refused-recording" },
	{ "\xFF\xFB", 2, 0, "refused-recording" }, /* MP3 */
	{ "\xFF\xF3", 2, 0, "refused-recording" }, /* the same */
	{ "WAVE", 4, 8, "refused-recording" },
	{ "AVI ", 4, 8, "refused-recording" },
	{ "OggS", 4, 0, "refused-recording" },
	{ "fLaC", 4, 0, "refused-recording" },
	{ "#!AMR", 5, 0, "refused-recording" },
	{ "\x30\x26\xB2\x75", 4, 0, "refused-recording" }, /* WMA, WMV */
	{ "\x1A\x45\xDF\xA3", 4, 0, "refused-recording" }, /* Matroska, WebM */
	{ "\2dss", 4, 0, "refused-recording" },            /* of dictating machines */
	{ "\3ds2", 4, 0, "refused-recording" },
};

/* By an entry that it has. */
static const char *const entries[][2] = {
	{ "Index/Document.iwa", "refused-pages" },
	{ "Index.zip", "refused-pages" },
	{ "index.xml", "refused-pages" }, /* before 2013 */
	{ "ppt/presentation.xml", "refused-slides" },
	{ "META-INF/container.xml", "refused-book" },
};

/* By the end of the name; "*" stands for what follows. */
static const char *const suffixes[][2] = {
	{ ".doc", "refused-doc" },
	{ ".xls", "refused-xls" },
	{ ".pages", "refused-pages" },
	{ ".numbers", "refused-pages" },
	{ ".key", "refused-pages" },
	{ ".nvp*", "refused-nvivo" },
	{ ".mx1*", "refused-maxqda" },
	{ ".mx2*", "refused-maxqda" },
	{ ".mqda", "refused-maxqda" },
	{ ".atlproj*", "refused-atlas" },
	{ ".hpr*", "refused-atlas" },
	{ ".mp3", "refused-recording" },
	{ ".aac", "refused-recording" },
	{ ".bmp", "refused-picture" },
};

/* By the name of a stream at the start of the directory. What is locked comes first:
 * it has nothing else. */
static const char *const streams[][2] = {
	{ "EncryptedPackage", "refused-locked" },
	{ "WordDocument", "refused-doc" },
	{ "Workbook", "refused-xls" },
	{ "Book", "refused-xls" },
	{ "PowerPoint Document", "refused-slides" },
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

const char *
refused_of_bytes(struct bytes head)
{
	size_t i;

	for (i = 0; i < COUNT(magics); i++)
		if (head.len >= magics[i].at + magics[i].len &&
		    memcmp(head.at + magics[i].at, magics[i].magic, magics[i].len) == 0)
			return magics[i].id;
	return NULL;
}

const char *
refused_of_zip(const struct zip *zip)
{
	size_t i;

	for (i = 0; i < COUNT(entries); i++)
		if (zip_find(zip, entries[i][0]) != NULL)
			return entries[i][1];
	return "refused-zip";
}

/* No more is known than what any program's file may be. */
static bool
is_vague(const char *why)
{
	static const char *const vague[] = { "format-unknown", "refused-database",
		"refused-ole", "refused-zip" };
	size_t i;

	for (i = 0; i < COUNT(vague); i++)
		if (strcmp(why, vague[i]) == 0)
			return true;
	return strncmp(why, "zip-", 4) == 0 || strncmp(why, "encoding-", 9) == 0;
}

const char *
refused_of_name(const char *file, const char *why)
{
	const char *dot = is_vague(why) ? strrchr(file, '.') : NULL, *suffix;
	size_t i, len;

	for (i = 0; dot != NULL && i < COUNT(suffixes); i++) {
		suffix = suffixes[i][0];
		len = strcspn(suffix, "*");
		if (strncasecmp(dot, suffix, len) == 0 &&
		    (suffix[len] == '*' || dot[len] == '\0'))
			return suffixes[i][1];
	}
	return NULL;
}

/* An entry of the directory (MS-CFB 2.6.1): 64 bytes of its name in UTF-16, and how many
 * of them with the NUL. */
static bool
is_stream(const unsigned char *entry, const char *name)
{
	size_t len = strlen(name), i;

	if (entry[64] != 2 * (len + 1) || entry[65] != 0)
		return false;
	for (i = 0; i < len; i++)
		if (entry[2 * i] != (unsigned char)name[i] || entry[2 * i + 1] != 0)
			return false;
	return true;
}

int
refused_of_ole(struct source *source, const char **id, struct fail *f)
{
	enum { ENTRY = 128, SHIFT_AT = 30, DIRECTORY_AT = 48, HEADER = 76 };
	struct bytes b;
	uint64_t sector;
	unsigned shift;
	size_t i, k;

	*id = "refused-ole";
	if (source_raw(source, 0, HEADER, &b, f) == -1)
		return -1;
	if (b.len < HEADER)
		return 0;
	shift = b.at[SHIFT_AT]; /* 9, or 12 */
	sector = b.at[DIRECTORY_AT] | (uint64_t)b.at[DIRECTORY_AT + 1] << 8 |
	         (uint64_t)b.at[DIRECTORY_AT + 2] << 16 |
	         (uint64_t)b.at[DIRECTORY_AT + 3] << 24;
	if (shift != 9 && shift != 12)
		return 0;
	if (source_raw(source, (sector + 1) << shift, 4096, &b, f) == -1)
		return -1;
	for (k = 0; k < COUNT(streams); k++)
		for (i = 0; i + ENTRY <= b.len; i += ENTRY)
			if (is_stream(b.at + i, streams[k][0])) {
				*id = streams[k][1];
				return 0;
			}
	return 0;
}
