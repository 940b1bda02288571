#include "people/linking.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/rows.h"
#include "vault/secret.h"
#include "vault/tar.h"

static struct bytes
file_of(const struct tar_file *file, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(file[i].name, name) == 0)
			return file[i].content;
	return (struct bytes){ NULL, 0 };
}

int
linking_read(struct bytes tar, struct arena *a, struct linking *l, struct fail *f)
{
	static const struct roster_policy as_written = { CODES_BARE, false, NULL };
	static const char *const needed[] = { "people.csv", "meetings.csv",
		"forms.csv" };
	struct bytes csv[3];
	struct tar_file *file;
	size_t count, i;

	memset(l, 0, sizeof *l);
	if (tar_read(tar, a, &file, &count, f) == -1)
		return -1;
	for (i = 0; i < 3; i++) {
		csv[i] = file_of(file, count, needed[i]);
		if (csv[i].at == NULL)
			return fail_with(f, FAIL_SEAL, "linking-file", "%s", needed[i]);
	}
	l->stay = file_of(file, count, "names-that-stay.csv");
	l->decisions = file_of(file, count, "decisions.csv");
	l->crosswalk = file_of(file, count, "crosswalk.csv");
	if (roster_parse(csv[0], needed[0], &as_written, a, &l->roster, NULL, f) ==
		-1 ||
	    meetings_parse(csv[1], needed[1], &l->roster, a, &l->meetings, NULL, f) ==
		-1 ||
	    consents_parse(csv[2], needed[2], &l->roster, a, &l->consents, NULL, f) ==
		-1)
		return -1;
	return 0;
}

/* Which raw file became which meeting. */
static void
write_files(const struct meetings *ms, struct buf *to)
{
	struct bytes cell[3] = { bytes_of("v"), bytes_of("meeting"), bytes_of("file") };
	size_t i;

	rows_record(to, cell, 3, ',');
	for (i = 0; i < ms->len; i++) {
		cell[0] = bytes_of("1");
		cell[1] = bytes_of(ms->at[i].id);
		cell[2] = bytes_of(ms->at[i].file);
		rows_record(to, cell, 3, ',');
	}
}

/* Working code and seat, which is what a publication says. */
static void
write_crosswalk(const struct roster *r, struct buf *to)
{
	struct bytes cell[3] = { bytes_of("v"), bytes_of("code"),
		bytes_of("published") };
	size_t i;

	rows_record(to, cell, 3, ',');
	for (i = 0; i < r->holdings; i++) {
		cell[0] = bytes_of("1");
		cell[1] = bytes_of(r->holding[i].code);
		cell[2] = bytes_of(r->holding[i].seat);
		rows_record(to, cell, 3, ',');
	}
}

int
linking_write(const struct linking *l, struct secret *to, struct fail *f)
{
	enum { FILES = 7 };
	static const char *const name[FILES] = { "crosswalk.csv", "decisions.csv",
		"files.csv", "forms.csv", "meetings.csv", "names-that-stay.csv",
		"people.csv" };
	struct buf content[FILES] = { { 0 } };
	struct tar *tar = tar_new(to, 0);
	int rc = 0, i;

	write_crosswalk(&l->roster, &content[0]);
	buf_add(&content[1], l->decisions);
	write_files(&l->meetings, &content[2]);
	consents_write(&l->consents, &l->roster, &content[3]);
	meetings_write(&l->meetings, &l->roster, &content[4]);
	buf_add(&content[5], l->stay);
	roster_write(&l->roster, &content[6]);
	for (i = 0; i < FILES; i++) {
		if (rc == 0)
			rc = tar_add(tar, name[i], buf_bytes(&content[i]), f);
		if (content[i].at != NULL)
			explicit_bzero(content[i].at, content[i].len);
		buf_free(&content[i]);
	}
	if (rc == 0)
		return tar_close(tar, TAR_PAD, f);
	tar_abandon(tar);
	return -1;
}

enum { NAME, REASON };

static const struct column stay_columns[] = {
	[NAME] = { "name", "navn", true },
	[REASON] = { "reason", "grunn|begrunnelse", true },
	{ NULL, NULL, false },
};

int
stay_parse(struct bytes csv, const char *path, struct arena *a, struct bytes **names,
    size_t *count, struct faults *faults, struct fail *f)
{
	struct rows rows;
	size_t i;

	*names = NULL;
	*count = 0;
	if (csv.len == 0)
		return 0;
	if (rows_gather(csv, path, stay_columns, a, &rows, faults, f) == -1)
		return -1;
	*names = arena_get(a, rows.len, sizeof **names);
	for (i = 0; i < rows.len; i++) {
		if (rows.at[i].cell[NAME].len == 0)
			continue;
		if (rows.at[i].cell[REASON].len == 0) {
			fail(f, FAIL_INPUT, "stay-reason");
			fail_column(f, rows.called[REASON]);
			fail_at(f, path, rows.at[i].line);
			if (faults_take(faults, f) == -1)
				return -1;
		}
		(*names)[(*count)++] = rows.at[i].cell[NAME];
	}
	return 0;
}

int
stay_write(struct bytes csv, struct arena *a, struct bytes *out, struct fail *f)
{
	struct bytes cell[] = { bytes_of("v"), bytes_of("name"), bytes_of("reason") };
	struct buf to = { 0 };
	struct rows rows;
	size_t i;

	*out = bytes_of("");
	if (csv.len == 0)
		return 0;
	if (rows_parse(csv, NULL, stay_columns, a, &rows, f) == -1)
		return -1;
	rows_record(&to, cell, 3, ',');
	for (i = 0; i < rows.len; i++) {
		if (rows.at[i].cell[NAME].len == 0)
			continue;
		cell[0] = bytes_of("1");
		cell[1] = rows.at[i].cell[NAME];
		cell[2] = rows.at[i].cell[REASON];
		rows_record(&to, cell, 3, ',');
	}
	*out = arena_bytes(a, buf_bytes(&to));
	buf_free(&to);
	return 0;
}
