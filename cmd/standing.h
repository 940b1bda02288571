#ifndef CMD_STANDING_H
#define CMD_STANDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fail;
struct session;

/* Where a study stands, in numbers. */
struct standing {
	bool has_people;
	size_t persons, meetings;
	size_t copies, read; /* of the meetings */
	const char *unread;  /* the first that is not read; NULL: all are */
	uint64_t doubts;     /* places that are covered and wait for a decision */
	uint64_t codes; /* of people, in running text, of which nobody has said so */
	size_t holders; /* who can open the key */
	const char *
	    plain; /* a table that lies there in plain text though it is sealed; NULL */
	bool sheet;    /* a workbook of decisions waits */
	bool reviewed; /* one was read before */
	size_t gaps;   /* speakers without a valid consent */
	bool archived; /* there is an archive */
	bool tables;   /* there is something to seal */
};

/* The key is open. */
int standing_of_study(struct session *, struct standing *, struct fail *);

/* In three lines. */
void standing_say(const struct session *, const struct standing *);

/* The first thing that needs a person, as one sentence. */
void standing_say_need(const struct session *, const struct standing *);

#endif
