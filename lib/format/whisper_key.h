#ifndef FORMAT_WHISPER_KEY_H
#define FORMAT_WHISPER_KEY_H

#include <stdbool.h>

#include "base/bytes.h"
#include "format/hidden.h"

/*
 * The keys of JSON as Whisper and its relatives write it: OpenAI's program and service,
 * faster-whisper, WhisperX, whisper-timestamped, whisper.cpp, transformers.
 */
enum whisper_key {
	WHISPER_UNKNOWN,
	WHISPER_TEXT,     /* what is said; in which way depends on where it stands */
	WHISPER_WORD,     /* one word of it */
	WHISPER_CHAR,     /* one character */
	WHISPER_SPEAKER,  /* who says it */
	WHISPER_NUMBER,   /* times, scores, ids */
	WHISPER_LANGUAGE, /* "no", "norwegian" */
	WHISPER_CHOICE,   /* of a task, a model, a kind */
	WHISPER_MEDIA,    /* the sound, by its path */
	WHISPER_PROPERTY, /* of the machine and the program */
	WHISPER_HOLD,     /* objects or lists that hold the above */
	WHISPER_WORDS,    /* a list of words */
	WHISPER_TOKENS,   /* a list of pieces of words, or of their numbers */
	WHISPER_CHARS     /* a list of characters */
};

enum whisper_key whisper_key_of(struct bytes key);

/* A string or number under such a key says nothing about anybody: it is on a closed
 * list, or a time or number of few digits. */
bool whisper_says_nothing(enum whisper_key, struct bytes value);

/* As what a string under such a key is counted when it is emptied. */
enum hidden whisper_hidden(enum whisper_key);

#endif
