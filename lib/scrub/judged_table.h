#ifndef SCRUB_JUDGED_TABLE_H
#define SCRUB_JUDGED_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct arena;
struct fail;

/*
 * The table of decisions as it is kept in the linking key: decisions.csv of scrub/judged.h
 * in canonical form, to which decisions are only ever added. The last one about a name or a
 * place counts, so what was decided before need not be found.
 *
 * A row that was said to taus (review, missed) bears a time; one that came in with the
 * study's own decisions.csv does not, and goes when it is taken out of that file.
 */
struct decided {
	const char *scope;    /* "name", "place" */
	const char *category; /* "PER"; "" any */
	struct bytes text;    /* as written: in small letters, or with a capital */
	const char *meeting, *part; /* of a place */
	uint64_t start, end;
	const char *verdict; /* "keep", "treat", "same" */
	const char *treat;   /* "placeholder"; "" */
	const char *same_as; /* a person's id; "" */
};

/* before, which may be "" or as somebody wrote it, with these behind, by whom (a label, not
 * a name) and when (seconds since 1970). In the arena. FAIL_INPUT as judged_parse(). */
int judged_append(struct bytes before, const struct decided *, size_t count,
    const char *by, int64_t time, struct arena *, struct bytes *out, struct fail *);

/* before, as the key has it, with what is new in a file behind; of what came from a file,
 * what is no longer in it goes. */
int judged_merge(struct bytes before, struct bytes file, struct arena *,
    struct bytes *out, struct fail *);

#endif
