#ifndef CMD_SHOWN_H
#define CMD_SHOWN_H

struct fail;
struct invocation;
struct setup;

/*
 * Let what one transcript of the study shows to be somebody's name be one in all: read the
 * originals once in confined workers, which tell hashes of words and no text, and give
 * them to the finder of the setup. The session's key is open, and the state of the
 * invocation says in which encoding to read, as transcripts_of() has it. An original that
 * is gone or cannot be read shows nothing; who reads it next says why. FAIL_LIMIT
 * "study-names" {1} the limit.
 */
int shown_gather(struct invocation *, struct setup *, struct fail *);

#endif
