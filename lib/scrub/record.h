#ifndef SCRUB_RECORD_H
#define SCRUB_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format/hidden.h"
#include "scrub/kept.h"
#include "text/span.h"

/*
 * What a worker tells the keeper of a document: fixed layout, no text of it but in the
 * last two kinds, which are told only where somebody is to decide (scrub/mention.h). The
 * keeper asks record_fits() before it believes one.
 */
enum record_kind {
	RECORD_SPAN = 1, /* a stretch that is exchanged, in order */
	RECORD_NOTE,     /* something a person should look at */
	RECORD_SPEAKER,  /* a holding that was heard, once each */
	RECORD_DONE,     /* the last one */
	RECORD_FINDING,  /* what came of a stretch of the line that is explained */
	RECORD_CLUES,    /* a turn that points to one person (scrub/clues.h) */
	RECORD_PIECE,    /* a piece of the next RECORD_SPAN, which markup cuts */
	RECORD_KEPT,     /* what a person decided to keep at its place, in the copy */
	RECORD_MENTION,  /* what a person is asked about, in its words */
	RECORD_TURN,     /* a turn in which nothing was found, in its words */
	RECORD_SHOWN /* words of persons' names that the document shows, as hashes */
};

enum {
	RECORD_CODE = 160,   /* bytes of the longest replacement, with NUL */
	RECORD_PART = 64,    /* of the longest name of a part */
	RECORD_TEXT = 160,   /* of the longest name or expression that is asked about */
	RECORD_AROUND = 120, /* of what stands before it, and behind it */
	RECORD_TURN_TEXT = 720 /* of a turn */
};

struct record_span {
	uint64_t start, end; /* bytes of the file, or of the part */
	uint64_t line, turn; /* from 1 */
	uint32_t action;     /* enum treatment */
	uint32_t category;   /* enum category */
	uint32_t rule;       /* index into the rulebook */
	uint32_t score;
	uint32_t policy;        /* index into the policy */
	uint32_t pieces;        /* RECORD_PIECEs that went before; 0: it is whole */
	char code[RECORD_CODE]; /* the exact replacement, UTF-8 */
	char part[RECORD_PART]; /* of a package, a neutral name; else "" */
};

struct record_piece {
	uint64_t start, end;
};

enum note {
	NOTE_LABEL_UNKNOWN,    /* looks like a code, and nobody has it */
	NOTE_LABEL_INCOMPLETE, /* a role without number */
	NOTE_LABEL_COLON,      /* a code, but no colon */
	NOTE_CODE_IN_TEXT,     /* a code in running text that taus did not write */
	NOTE_SPEAKER_ABSENT, /* speaks, but the meeting does not list the seat's holder */
	NOTES
};

const char *note_name(enum note); /* "label-unknown" */

enum { NOTE_CANDIDATES = 4 };

struct record_note {
	uint32_t note; /* enum note */
	uint32_t reserved;
	uint64_t start, end, line, turn;

	/* Holdings of the roster that may be meant, RECORD_NOBODY behind the last. */
	uint32_t candidate[NOTE_CANDIDATES];
};

#define RECORD_NOBODY UINT32_MAX

/* What came of a stretch that a rule found (scrub/trace.h). */
enum fate {
	FATE_NAMED,    /* it names what is done: right after its RECORD_SPAN */
	FATE_OUTVOTED, /* a stronger rule does; after that one's FATE_NAMED */
	FATE_POLICY,   /* the policy line keeps it */
	FATE_DECISION, /* a person decided to keep it */
	FATE_CODE,     /* a code of the people that stands there already */
	FATE_LABEL,    /* in the label of a speaker, which stays */
	FATE_INITIALS, /* initials of the people, but not in capitals */
	FATE_STAYS,    /* begins with a name that stays; no rule */
	FATE_MARKER,   /* a marker that taus wrote; no rule */
	FATES
};

struct record_finding {
	uint64_t start, end;            /* bytes of the file */
	uint64_t line, line_last;       /* from 1, where it begins and ends */
	uint64_t column, column_last;   /* characters from 1, the last one inside */
	uint32_t fate;                  /* enum fate */
	uint32_t basis;                 /* enum basis, of FATE_NAMED */
	uint32_t category, rule, score; /* score 0 where no rule is */
	uint32_t policy;                /* the line for it */
	uint32_t proved_by;             /* of what is propagated: by which rule */
	uint32_t reserved;
	uint64_t proved_line; /* and on which line first; 0: not known */
};

struct record_speaker {
	uint32_t holding;
};

/* Rules named of a turn with clues, at most; those that were met first. */
enum { RECORD_RULES = 16 };

struct record_clues {
	uint64_t line, turn;
	uint32_t kinds;  /* bits by enum clue */
	uint32_t count;  /* of kinds */
	uint32_t weight; /* of all */
	uint32_t rules;
	uint32_t rule[RECORD_RULES]; /* indices into the rulebook */
};

/* Texts are UTF-8 with a NUL, one line each, no control characters. */
struct record_mention {
	uint64_t start, end; /* bytes of the file, or of the part */
	uint64_t line, turn; /* from 1 */
	uint32_t category;   /* enum category */
	uint32_t rule, score;
	uint32_t person;         /* of the roster whose name it may be; RECORD_NOBODY */
	uint32_t entity;         /* number of the name in its document; 0 none */
	uint32_t of_people;      /* a name of the roster stands in it */
	uint32_t ordinary;       /* it is an ordinary word too */
	uint32_t doubt;          /* it is asked about */
	uint32_t decided;        /* somebody decided about it */
	uint32_t kept, at_place; /* to keep it, and at this place only */
	uint32_t cut;            /* the text is longer */
	char code[RECORD_CODE];  /* what stands there instead; "" if kept */
	char text[RECORD_TEXT];  /* as decisions are about it */
	char before[RECORD_AROUND], after[RECORD_AROUND];
	char part[RECORD_PART];
};

struct record_turn {
	uint64_t turn, line;
	uint32_t cut, reserved;
	char rank[17]; /* 16 hex digits */
	char text[RECORD_TURN_TEXT];
};

enum { RECORD_WORDS = 64 };

/* As memory_shown() has them (find/finder.h). */

struct record_shown {
	uint32_t words;    /* how many: 1 to RECORD_WORDS */
	uint32_t ordinary; /* they are ordinary words too */
	uint64_t word[RECORD_WORDS];
};

struct record_kept {
	struct kept kept;
	char part[RECORD_PART];
};

struct record_done {
	uint64_t bytes, turns;
	uint64_t labels;  /* turns that begin with who speaks */
	uint64_t lines;   /* up to the last one that is not blank */
	uint64_t words;   /* runs without blanks */
	uint64_t codes;   /* codes that stood there already */
	uint64_t markers; /* markers that stood there already */
	uint64_t by_category[CATEGORIES];
	uint64_t hidden[HIDDENS]; /* what it holds besides (format/hidden.h) */
	uint32_t language, encoding, encoding_sure, bom;
	uint32_t format; /* index into formats[] */
	uint32_t asked;  /* of .markers, those that wait for a decision: [[? person]] */
};

/* Length and ranges are those of this kind of record; rules, policies, holdings and persons
 * are how many there are. */
struct record_bounds {
	size_t rules, policies, holdings, persons;
};
bool record_fits(
    uint32_t kind, const void *record, size_t len, const struct record_bounds *);

#endif
