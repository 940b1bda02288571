#ifndef SCRUB_JUDGED_H
#define SCRUB_JUDGED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "scrub/policy.h"
#include "text/span.h"

struct arena;
struct fail;
struct faults;

/*
 * What a person has decided before: the rows of decisions.csv in the linking key
 * (DESIGN.md 5), columns v, scope, category, folded, meeting, start, end, verdict,
 * treat, same_as, by, time, and part. A decision about a name holds for its skeleton
 * (text/word.h) wherever that is found as something of its category ("": of any), the
 * last one said; one about a place for those bytes of that meeting, as long as they
 * still read so. The set may be empty.
 *
 * What was decided to be treated, or to be somebody, is known from then on wherever it
 * stands: judged_known() gives those names to the finder. One that is written with a
 * capital in the table is known with a capital.
 */
enum judged_scope { JUDGED_NAME, JUDGED_PLACE };

enum judged_verdict {
	JUDGED_KEEP,  /* stays in the text */
	JUDGED_TREAT, /* treated as .treat says */
	JUDGED_SAME   /* the person of .same_as */
};

struct judgement {
	enum judged_scope scope;
	int category; /* enum category, of a name; CATEGORIES: any */
	struct bytes folded;
	bool as_name; /* written with a capital in the table */
	const char *meeting;
	const char *part; /* of a package, as survey names it; else "" */
	uint64_t start, end;
	enum judged_verdict verdict;
	enum treatment treatment;
	struct bytes same_as; /* a person's id in People */
};

struct judged;

/*
 * csv may be empty: no decisions. FAIL_INPUT "csv-..." and, with the line,
 * "decision-row": a scope, category, verdict or treatment that is none, nothing folded,
 * "same" without same_as, a place without meeting, start and end.
 */
int judged_parse(struct bytes csv, struct arena *, struct judged **, struct fail *);

/* The same for one who puts it right (base/faults.h); path, which may be NULL, is said
 * with it. When anything was kept the set is good for nothing. */
int judged_gather(struct bytes csv, const char *path, struct arena *, struct judged **,
    struct faults *, struct fail *);

/*
 * The decision about this text, found as this at this place of this meeting: one
 * about the place first, then one about the name; NULL: none. *stale is set when there
 * is a decision about the place and its bytes no longer read as they did: cover and
 * list then, whatever was said of the name.
 */
struct judged_place {
	const char *meeting, *part;
	uint64_t start, end;
};
const struct judgement *judged_about(const struct judged *, struct bytes text,
    enum category, const struct judged_place *, bool *stale);

size_t judged_count(const struct judged *);

/* Each decision about a name that is in force and covers, in the order of the table. */
typedef void judged_fn(void *with, const struct judgement *);
void judged_known(const struct judged *, judged_fn *, void *with);

/* The skeletons of the words of a phrase, one blank between two, added to a buffer: what
 * decisions about names are compared by. Of what is folded already, itself. */
void judged_fold(struct bytes phrase, struct buf *);

#endif
