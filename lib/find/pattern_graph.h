#ifndef FIND_PATTERN_GRAPH_H
#define FIND_PATTERN_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A pattern as a graph of what its matches are spelt with (K. Thompson, "Regular
 * expression search algorithm", CACM 11(6), 1968): every match of the pattern is a way
 * from its start to its end, with what its last (?=...) asks for behind it. Not every
 * way is a match: whatever else looks round is left out, a
 * count above GRAPH_COPIES is any greater one, and bytes are told apart only by
 * their sign. For the room find/ only.
 */
enum {
	SIGN_OF_LETTER = 0,   /* a to z, each its own */
	SIGN_OF_CAPITAL = 26, /* A to Z; Q W X Z share one */
	SIGN_DIGIT = 49,
	SIGN_BLANK,
	SIGN_BREAK,
	SIGN_MARK,       /* . , - ' : / @ + ( each its own */
	SIGN_OTHER = 61, /* any other of ASCII */
	SIGN_HIGH,       /* a byte of a character beyond ASCII */
	SIGN_END,        /* no byte: the text is over */
	SIGNS = 64,
	GRAPH_COPIES = 16, /* of a character; of a group fewer */
	GRAPH_GROUPS = 4,
	GRAPH_LARGE = 64 /* nodes: a group of more is copied once */
};

/* A set of signs is a mask, bit by sign. */
#define SIGNS_WORD ((UINT64_C(1) << (SIGN_DIGIT + 1)) - 1 + (UINT64_C(1) << SIGN_HIGH))
#define SIGNS_ALL UINT64_MAX

extern const unsigned char sign_of[256];

struct graph_node {
	uint64_t set;  /* reads one byte of these and goes on at .a; 0: reads none */
	uint32_t a, b; /* where it goes on, .b as well as .a; 0: nowhere */
};

struct graph {
	struct graph_node *at; /* from 1 */
	size_t len, cap;
};

/* Add the nodes of a pattern. False: something in it is not understood, and *start is
 * *end, so that it may match anything. */
bool graph_read(struct graph *, const char *pattern, uint32_t *start, uint32_t *end);
void graph_free(struct graph *);

#endif
