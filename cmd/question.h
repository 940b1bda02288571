#ifndef CMD_QUESTION_H
#define CMD_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "scrub/expression.h"
#include "scrub/judged_table.h"

struct arena;
struct fail;
struct policy;
struct roster;
struct rulebook;

/*
 * What a person is asked, once a name or expression, or once a place: the same questions
 * and the same answers in the workbook and on the terminal.
 *
 * A question is told by its spellings and by its tail, which says in one line what it is
 * about and what is proposed. With a mark over both, so that a row whose spellings were
 * changed, or that is of another study, is known as such; nothing need be kept between
 * asking and answering, and an old sheet is as good as a new one.
 */
enum question_kind {
	QUESTION_NAME,   /* wherever it stands */
	QUESTION_PERSON, /* a participant for sure */
	QUESTION_PLACE,  /* there alone */
	QUESTION_TURN,   /* was anything missed in it? its text is the spelling */
	QUESTION_KINDS
};

struct question {
	enum question_kind kind;
	uint32_t category;
	const struct bytes *spelling; /* as written */
	size_t spellings;
	const char *same_as; /* proposed: this person, by id; "" nobody */
	const char *like;    /* one letter from a name of this person; "" */
	/* Else proposed: this treatment; "keep" that a code stays; "" as it was found. */
	const char *treat;
	const char *meeting, *part; /* of a place or turn; else "" */
	uint64_t start, end;        /* of a turn: its number and line */
};

/* Who asks: what proposals are made of. */
struct asker {
	const struct rulebook *rulebook;
	const struct policy *policy;
	const struct roster *roster;
	const char
	    *study; /* what the mark is of: bytes that no other study has, in hex */
	struct arena *arena;
};

struct question question_of(const struct asker *, const struct expression *);
struct question question_of_place(
    const struct asker *, const struct expression_place *);

struct question question_of_turn(const struct asker *, const struct expression_turn *);

/* It is proposed that it stays: a code of the people in running text. */
bool question_stays(const struct question *);

/* In the words of the language that is set: "participant SW4", "person", "place". */
const char *question_seems(const struct asker *, const struct question *);

/* What stands there if it is decided as proposed: "SW4", "[[person]]". found is what stands
 * there now, "" if that is a doubt. */
const char *question_proposal(
    const struct asker *, const struct question *, struct bytes found);

/* "Solvei | Solveig | Solveigs" */
const char *question_spellings(const struct asker *, const struct question *);

/* The tail with its mark. */
const char *question_tail(const struct asker *, const struct question *);

/*
 * A question again, from its spellings and its tail. FAIL_INPUT "question-study": it is of
 * another study; "question-changed": spellings or tail are not as they were written.
 */
int question_read(const struct asker *, const char *spellings, const char *tail,
    struct question *, struct fail *);

/*
 * An answer, as rows of decisions; none where it is as it was, or nothing is answered.
 * answer is one of the words below in either language, any case, or empty; who says who is
 * meant, or what it is. FAIL_INPUT: "answer-word" (none of the words), "answer-who" (same
 * person as somebody who is not in People), "answer-what" (other, and not what),
 * "answer-person" (a participant's name cannot stay), "answer-none" (who or what, but no
 * answer).
 */
int question_answer(const struct asker *, const struct question *, const char *answer,
    const char *who, struct decided **, size_t *count, struct fail *);

/* The words of the answers, and of what something else may be, in the language that is
 * set; each ends with NULL. */
const char *const *question_answers(struct arena *);
const char *const *question_whats(struct arena *);

/*
 * What was missed in a turn, words with | or ; between, and who or what they are: each a
 * row, known from then on in every spelling. *looked is false where nothing is answered,
 * and *count 0 also for "no". FAIL_INPUT "turn-word" (it does not stand in the turn),
 * "answer-who", "answer-what".
 */
int question_missed(const struct asker *, const struct question *, const char *words,
    const char *who, bool *looked, struct decided **, size_t *count, struct fail *);

/*
 * Who or what a word is that nobody had found: a person's code or id, or one of the words of
 * question_whats(). The row lacks its text alone. FAIL_INPUT "answer-who", "answer-what".
 */
int question_who(
    const struct asker *, const char *who, struct decided *row, struct fail *);

#endif
