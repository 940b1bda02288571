/*
 * find [-n NAMES] [-c] [-r READS] RULES [FILE]: the finding read alone, over the
 * lines of FILE as utterances (none: nothing but the start), and how many spans it
 * said. RULES is a folder of rules; NAMES a list of people, one a line, with -c
 * found only with a capital. Everything is found READS times (1). It is what rows of
 * "make bench" are measured on: no decisions, no report, no sealing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "find/finder.h"
#include "find/rulebook.h"
#include "text/lexicon.h"

enum { MOST = 1 << 30, WINDOW = 64 * 1024, TURN = 16 * 1024 };

struct work {
	struct finder finder;
	struct memory *memory;
	struct arena *arena; /* the utterance's */
	size_t spans, bytes;
	struct fail fail;
};

static void
stop(const struct fail *f)
{
	fprintf(stderr, "find: %s %s %s\n", f->what, f->path, f->args);
	exit(EXIT_FAILURE);
}

static void
find_turn(struct work *w, struct bytes turn)
{
	struct spans spans = { 0 };

	if (turn.len == 0)
		return;
	arena_clear(w->arena);
	if (finder_find(&w->finder, w->memory, turn, 0, 0, true, w->arena, &spans,
		&w->fail) == -1)
		stop(&w->fail);
	w->spans += spans.len;
	w->bytes += turn.len + 1;
}

/* The length of the first turn: a line, or what stands before the last blank of the
 * most that a turn may be. 0: it goes on behind these bytes. */
static size_t
turn_length(struct bytes text, bool all)
{
	const unsigned char *end = memchr(text.at, '\n', text.len);
	size_t len = end ? (size_t)(end - text.at) : text.len;

	if (len > TURN) {
		for (len = TURN; len > 1 && text.at[len] != ' '; len--)
			;
		return len;
	}
	return end || all ? len : 0;
}

__attribute__((noinline)) static void
find_file(struct work *w, const char *path)
{
	static unsigned char window[WINDOW];
	struct bytes text = { window, 0 };
	FILE *in = fopen(path, "rb");
	size_t len, got;

	if (in == NULL) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	do {
		memmove(window, text.at, text.len);
		got = fread(window + text.len, 1, WINDOW - text.len, in);
		text = (struct bytes){ window, text.len + got };
		while (text.len > 0) {
			len = turn_length(text, got == 0);
			if (len == 0 && text.at[0] != '\n')
				break;
			find_turn(w, bytes_cut(text, 0, len));
			text =
			    bytes_cut(text, len < text.len ? len + 1 : len, text.len);
		}
	} while (got > 0);
	fclose(in);
}

static struct lexicon *
read_names(const char *path, uint8_t flags, struct arena *a, struct fail *f)
{
	struct lexicon_entry e = { .rule = RULE_ROSTER, .flags = flags };
	struct lexicon *names = lexicon_new(a);
	struct bytes all, line;

	if (file_read(path, MOST, a, &all, f) == -1)
		stop(f);
	while (bytes_next(&all, '\n', &line))
		if (lexicon_add(names, line, e) == 0)
			e.value++;
	return names;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct work w = { .arena = arena_new() };
	const char *names = NULL;
	int option, reads = 1;
	uint8_t flags = 0;
	struct rulebook *b;

	while ((option = getopt(argc, argv, "cn:r:")) != -1) {
		if (option == 'c')
			flags = LEXICON_CAPITAL;
		else if (option == 'n')
			names = optarg;
		else if (option == 'r')
			reads = atoi(optarg);
		else
			return EXIT_FAILURE;
	}
	if (optind >= argc)
		return EXIT_FAILURE;
	b = rulebook_load(argv[optind], NULL, a, &w.fail);
	if (b == NULL)
		stop(&w.fail);
	w.finder.rulebook = b;
	if (names != NULL)
		w.finder.people = read_names(names, flags, a, &w.fail);
	if (optind + 1 < argc) {
		for (; reads > 0; reads--) {
			struct arena *document = arena_new();

			w.memory = memory_new(document);
			find_file(&w, argv[optind + 1]);
			arena_free(document);
		}
	}
	printf("%zu spans in %zu bytes\n", w.spans, w.bytes);
	rulebook_close(b);
	arena_free(w.arena);
	arena_free(a);
	return EXIT_SUCCESS;
}
