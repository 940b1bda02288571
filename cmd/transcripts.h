#ifndef CMD_TRANSCRIPTS_H
#define CMD_TRANSCRIPTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "cmd/clue_list.h"
#include "cmd/document.h"
#include "cmd/setup.h"
#include "scrub/record.h"

struct asking;
struct fail;
struct invocation;
struct source;

/*
 * What survey, scrub and check have in common: documents named by the user, or all
 * transcripts of the study, walked by the one matcher.
 */
struct transcripts {
	struct setup setup;
	bool in_study;
	bool raw; /* the documents are the study's raw files */
	bool strict;
	enum copy_as copy_as;
	bool named_encoding;
	enum encoding encoding;
	uint32_t only;         /* bits by category; 0: all */
	uint64_t explain;      /* the line to be explained; 0: none */
	struct asking *asking; /* gathers what a person may decide, or NULL */
};

/* A note, in words: where, and which codes it may mean ("SW4, WA4"; "" none). */
struct seen_note {
	enum note note;
	uint64_t line;
	const char *candidates;
};

/* What one document showed. */
struct found {
	struct record_done done;
	uint64_t spans, doubts;
	uint64_t notes[NOTES];
	struct seen_note *note; /* those to be told one by one */
	size_t note_len, note_cap;
	struct record_span last; /* while a line is explained: the last of each */
	struct record_finding finding;
	uint64_t findings, changes; /* of that line */
	struct buf pieces;          /* JSON, of the stretch told last or to come */
	uint64_t piece_count;       /* of the one to come */
	struct clue_list clues;
	bool *heard; /* by holding */
	struct buf spans_json, open_json,
	    kept_json; /* lines; no text of the document */
};

/* The options that survey and scrub share; a row each in their tables. */
#define TRANSCRIPTS_OPTIONS                                      \
	{ "roster", OPTION_PATH, "FILE", "opt-roster" },         \
	    { "team", OPTION_TEXT, "TEAM", "opt-team" },         \
	    { "date", OPTION_TEXT, "DATE", "opt-date" },         \
	    { "encoding", OPTION_TEXT, "NAME", "opt-encoding" }, \
	{                                                        \
		"strict", OPTION_FLAG, NULL, "opt-strict"        \
	}

/* The command line's files, with --roster and its kin; inv->state is the result. */
int transcripts_of_operands(struct invocation *, struct fail *);

/* The study's: every row of Meetings has its file and every file its row, or
 * FAIL_INPUT "meeting-no-file", "file-no-meeting" {1} how many. Opens the key. */
int transcripts_of_study(struct invocation *, struct fail *);

/* --only PER,LOC: what survey prints. FAIL_USAGE "only-category". */
int transcripts_only(struct transcripts *, const char *list, struct fail *);

/* In the worker: how the document is read, and what from; the source is the caller's. NULL:
 * *f says why. */
struct source *transcripts_source(
    struct invocation *, struct document *, struct scrub *, struct fail *);

/* A scrub_sink for a worker; with points to the descriptor of the records. */
int transcripts_send(
    void *with, uint32_t kind, const void *record, size_t len, struct fail *);

/* In the worker: one walk, out_fd as the document has it. */
int transcripts_process(
    struct invocation *, struct document *, int records, struct fail *);

/* In the keeper: check a record and count it into document->found (made here). */
int transcripts_take(struct invocation *, struct document *, uint32_t kind,
    const void *record, size_t len, struct fail *);

/* One span as a line of `survey --json`. */
void transcripts_span_json(const struct transcripts *, const struct document *,
    const struct record_span *, struct buf *);

/* A document's line for people, its notes and its turns with clues. */
void transcripts_tell(const struct transcripts *, const struct document *);

struct transcripts *transcripts_of(struct invocation *);

#endif
