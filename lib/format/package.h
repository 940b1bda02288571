#ifndef FORMAT_PACKAGE_H
#define FORMAT_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "format/hidden.h"

struct arena;
struct format;
struct zip_entry;

/*
 * A package taken apart: what comes out of it. It is made anew from a list of what is
 * known and needed; every other entry stays behind and is counted. Names of entries are
 * names that somebody gave: those that come out have neutral ones.
 */
enum part_kind {
	PART_READ, /* read by .format, spliced */
	PART_MADE  /* written from .made */
};

struct part {
	enum part_kind kind;
	const char *name; /* in the copy; in what is said of it too */
	bool stored;      /* not deflated (the mimetype of ODF) */
	const struct zip_entry *entry;
	const struct format *format; /* PART_READ */
	const void *with;            /* what the format must know of it, or NULL */
	struct bytes made;           /* PART_MADE */
};

/* What a study's policy may choose; zeroes are what is done where it does not say. */
struct choice {
	bool keep_comments; /* kept, searched, their authors neutral; else left out */
	bool
	    keep_changes; /* tracked changes likewise; else insertions are accepted, and
	                       what was deleted is left out */
};

/* Zeroes are an empty one. Parts are read, and numbered, in the order in which they
 * are added: the main text first. */
struct package {
	struct part *part;
	size_t parts, cap;
	uint64_t hidden[HIDDENS]; /* what stays behind, or is there to be told */
	bool unknown;             /* something of it is not known at all: --strict */
};

struct part *package_add(struct package *, const char *name, struct arena *);

#endif
