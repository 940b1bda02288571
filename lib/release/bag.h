#ifndef RELEASE_BAG_H
#define RELEASE_BAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "vault/digest.h"

struct fail;
struct ledger;
struct signing;

/*
 * An archive that somebody verifies years later without us: a BagIt 1.0 bag (RFC
 * 8493) as one plain tar whose bytes depend on what is given here alone, signed as
 * a whole and again over its list of files. `minisign -V -H`, `sha256sum -c` and
 * `tar` are enough to check it.
 *
 * Two kinds, never in one: data (pseudonymised texts, tables, papers of the study)
 * and consent (sealed forms). Both carry the ledger up to the newest checkpoint
 * and the public halves of the keys; neither ever carries the linking key.
 */
enum bag_kind { BAG_DATA, BAG_CONSENT };

/* A file that is to lie below data/. */
struct bag_file {
	const char *name; /* below data/: "transcripts/M01-1.txt", [A-Za-z0-9._/-] */
	const char *path; /* read from here; or NULL: */
	struct bytes content; /* the content itself */
	const char *what;     /* one line of UTF-8 for files.tsv */
};

/* What the describing files say. UTF-8 on one line; "" or NULL: not said. */
struct bag_facts {
	const char *project;     /* the study's label, as in the ledger's checkpoints */
	const char *title;       /* required */
	const char *description; /* one paragraph */
	const char *controller;  /* the institution that answers; required */
	const char *leader;      /* project leader: a name, or the post */
	const char *approval_body;      /* "REK", "Sikt" */
	const char *approval_reference; /* "2018/123" */
	const char *language;           /* of the texts: "nb", "en" */
	int32_t from, to;               /* days; DAY_NONE: not said */
	const char *version;            /* of the program: "0.1.0" */
	const char *rulebook, *policy;  /* their digests, 64 hex digits */
	bool draft; /* some text was not read by a person to the end */
};

struct bag_spec {
	const char *
	    name; /* [A-Za-z0-9._-]: top folder; begins "DRAFT-" if draft (dies otherwise) */
	enum bag_kind kind;
	struct bag_facts facts;
	const struct bag_file *file; /* in any order */
	size_t files;
	int64_t time;                /* of every file, and the day in bag-info.txt */
	const char *audit_dir;       /* holds ledger.jsonl, checkpoints/, keys/ */
	const struct ledger *ledger; /* that one, open, its end under a checkpoint */
	const struct signing *signing;
};

/*
 * Write tar_path and tar_path.minisig. *sha256 is the tar's. Before anything takes
 * its name, the tar is verified as bag_verify_bytes() would: what does not verify
 * is not written. Whole or absent: a tar that stood there is removed, then the
 * signature and at last the tar take their names.
 *
 * Added below data/: README.txt, files.tsv, ro-crate-metadata.json,
 * metadata/datacite.json, metadata/premis.xml, audit/; a caller's file with such a
 * name is FAIL_INPUT "bag-name-ours" {1} name; as are "bag-name" {1} (outside the
 * alphabet) and "bag-twice" {1}. FAIL_SEAL "bag-ledger-behind": the ledger's file is
 * not the open ledger, or no checkpoint covers its end. Else as files, sign.h and
 * bag_verify_bytes() fail.
 */
int bag_write(const struct bag_spec *, const char *tar_path, struct digest_text *sha256,
    struct fail *);

#endif
