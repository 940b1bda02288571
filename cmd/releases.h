#ifndef CMD_RELEASES_H
#define CMD_RELEASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fail;
struct invocation;
struct session;
struct setup;

/*
 * The archives of data that were ever made, as the ledger knows them, and what of a word
 * stands in them. One that lies in out/archive as it was made can be looked into; of one
 * that was moved away, replaced or cannot be read, nobody here knows any more.
 */
enum release_state { RELEASE_SEARCHED, RELEASE_GONE, RELEASE_UNREADABLE };

/* A meeting whose transcript in it holds the word. */
struct release_held {
	const char *meeting;
	uint64_t places;
};

struct release {
	const char *name, *sha256;
	int64_t time; /* when it was made */
	enum release_state state;
	uint64_t places; /* in all meetings */
	struct release_held *held;
	size_t helds, cap;
};

struct releases {
	struct release *at; /* in the order in which they were made */
	size_t len;
};

/* In the arena of the session; nothing is searched yet. */
int releases_list(struct session *, struct releases *, struct fail *);

/*
 * Look into those that are there for what the setup (of setup_only()) looks for, each in a
 * confined worker, and add what is found to what was found before.
 */
int releases_search(
    struct invocation *, const struct setup *, struct releases *, struct fail *);

/* A record_span of this rule is a place of a word that is looked for alone: itself, or a
 * part of it that it has shown to be a name. */
bool releases_is_word(uint32_t rule);

#endif
