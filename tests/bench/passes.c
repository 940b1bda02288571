/*
 * passes RULES FILE: every pattern of RULES, one a line, over every line of the file by
 * PCRE2 with its JIT, one pass a pattern, as a program without a finder would do it.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RULES_MOST = 256 };

static pcre2_code *
compile(char *pattern)
{
	PCRE2_SIZE offset;
	pcre2_code *code;
	int error;

	pattern[strcspn(pattern, "\n")] = '\0';
	code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
	    PCRE2_UTF | PCRE2_UCP, &error, &offset, NULL);
	if (code == NULL || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
		fprintf(stderr, "passes: %s\n", pattern);
		exit(EXIT_FAILURE);
	}
	return code;
}

static size_t
count(const pcre2_code *code, pcre2_match_data *data, const char *line, size_t len)
{
	const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(data);
	PCRE2_SIZE at = 0;
	size_t found = 0;

	while (at <= len && pcre2_jit_match(code, (PCRE2_SPTR)line, len, at,
				PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
		found++;
		at = pair[1] > at ? pair[1] : at + 1;
	}
	return found;
}

int
main(int argc, char **argv)
{
	FILE *rules = argc == 3 ? fopen(argv[1], "r") : NULL;
	FILE *in = argc == 3 ? fopen(argv[2], "r") : NULL;
	pcre2_match_data *data = pcre2_match_data_create(32, NULL);
	pcre2_code *code[RULES_MOST];
	size_t n = 0, i, cap = 0, found = 0;
	char *line = NULL;
	ssize_t len;

	if (rules == NULL || in == NULL || data == NULL)
		return EXIT_FAILURE;
	while (n < RULES_MOST && getline(&line, &cap, rules) > 0)
		code[n++] = compile(line);
	while ((len = getline(&line, &cap, in)) > 0)
		for (i = 0; i < n; i++)
			found += count(code[i], data, line, (size_t)len);
	printf("%zu spans\n", found);
	return EXIT_SUCCESS;
}
