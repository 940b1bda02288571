/*
 * hyperscan RULES FILE: every pattern of RULES, one a line, over the file as one block;
 * ends only. Every end of a match is reported, so that it counts more than others.
 */
#include <hs.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RULES_MOST = 256 };

static int
on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
    void *found)
{
	(void)id;
	(void)from;
	(void)to;
	(void)flags;
	++*(size_t *)found;
	return 0;
}

static char *
read_all(const char *path, size_t *len)
{
	FILE *in = fopen(path, "rb");
	char *all = NULL;
	size_t cap = 0, got;

	if (in == NULL)
		exit(EXIT_FAILURE);
	*len = 0;
	do {
		cap = cap ? cap * 2 : 1 << 20;
		all = realloc(all, cap);
		if (all == NULL)
			exit(EXIT_FAILURE);
		got = fread(all + *len, 1, cap - *len, in);
		*len += got;
	} while (*len == cap);
	fclose(in);
	return all;
}

int
main(int argc, char **argv)
{
	static const char *pattern[RULES_MOST];
	static unsigned flags[RULES_MOST], id[RULES_MOST];
	hs_compile_error_t *error;
	hs_database_t *database;
	hs_scratch_t *scratch = NULL;
	size_t len, found = 0;
	unsigned n = 0;
	char *rules, *text, *line;

	if (argc != 3)
		return EXIT_FAILURE;
	rules = read_all(argv[1], &len);
	rules[len ? len - 1 : 0] = '\0';
	for (line = strtok(rules, "\n"); line && n < RULES_MOST;
	     line = strtok(NULL, "\n")) {
		flags[n] = HS_FLAG_UTF8;
		id[n] = n;
		pattern[n++] = line;
	}
	if (hs_compile_multi(pattern, flags, id, n, HS_MODE_BLOCK, NULL, &database,
		&error) != HS_SUCCESS) {
		fprintf(stderr, "hyperscan: %s\n", error->message);
		return EXIT_FAILURE;
	}
	text = read_all(argv[2], &len);
	if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS ||
	    hs_scan(database, text, (unsigned)len, 0, scratch, on_match, &found) !=
		HS_SUCCESS)
		return EXIT_FAILURE;
	printf("%zu spans\n", found);
	return EXIT_SUCCESS;
}
