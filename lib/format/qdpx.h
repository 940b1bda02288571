#ifndef FORMAT_QDPX_H
#define FORMAT_QDPX_H

#include "format/format.h"

struct moves;
struct xml_profile;
struct zip;
struct zip_entry;

/*
 * Projects of qualitative analysis (.qdpx), REFI-QDA 1.5: a package of project.qde (XML,
 * namespace urn:QDA-XML:project:1.0) and of sources/. They come from NVivo, MAXQDA,
 * ATLAS.ti, QualCoder and others.
 *
 * Plain texts are read as such, then the project; positions of codings, in characters of
 * those texts, are moved with what was exchanged before them, and those inside go to its
 * start or its end. Rich texts, PDF, pictures, sound and film stay behind; the project
 * keeps their codings and loses their paths, and so opens from the plain text. Users and
 * sources are numbered; who did a thing stays as a GUID, when is taken out; names,
 * descriptions, notes and values of variables are text.
 *
 * FAIL_INPUT: "qdpx-project" (no project in it), "qdpx-encoding" (a text that is not in
 * UTF-8, in which positions mean nothing).
 */
extern const struct format format_qdpx;

/* The parts of one. A plain text: struct part.with is this. */
struct qdpx_text {
	struct zip *zip;
	const struct zip_entry *entry;
	const char *name;    /* in the copy: "sources/text1.txt" */
	struct moves *moves; /* filled by the read that decides */
};
extern const struct format format_qdpx_text;

/* The project: struct part.with is a struct xml_context whose .with is this. */
struct qdpx_place;
struct qdpx_project {
	struct qdpx_text *text;
	size_t texts;
	struct qdpx_place *place; /* where the reader is */
	struct arena *arena;
};
struct qdpx_place *qdpx_place_new(struct arena *);
extern const struct xml_profile qdpx_profile;
extern const struct format format_qdpx_project;

#endif
