/*
 * Runs a fuzz target once over each file of the folder given, with any
 * compiler: what the fuzzer once found stays found. Each file has a process of
 * its own, so that one that crashes does not hide those after it. Prints the
 * target's name and the count.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS = 60 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

/* The file in memory of exactly its size, so that a byte too far is noticed. */
static uint8_t *
file_bytes(const char *path, size_t *length)
{
	FILE *in = fopen(path, "rb");
	struct stat st;
	uint8_t *bytes;

	if (in == NULL || fstat(fileno(in), &st) != 0) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	*length = (size_t)st.st_size;
	bytes = malloc(*length);
	if ((bytes == NULL && *length > 0) || fread(bytes, 1, *length, in) != *length) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	fclose(in);
	return bytes;
}

/* 1 if the target comes back from this file, and leaks nothing. */
static int
replay(const char *path)
{
	size_t length;
	uint8_t *bytes;
	int status;
	pid_t child = fork();

	if (child == 0) {
		alarm(SECONDS);
		bytes = file_bytes(path, &length);
		LLVMFuzzerTestOneInput(bytes, length);
		free(bytes);
		exit(EXIT_SUCCESS);
	}
	if (child < 0 || waitpid(child, &status, 0) != child) {
		perror("replay");
		exit(EXIT_FAILURE);
	}
	if (WIFSIGNALED(status))
		printf("FAIL %s: %s\n", path, strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) != 0)
		printf("FAIL %s: ended with status %d\n", path, WEXITSTATUS(status));
	fflush(stdout);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int
not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int
main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
	struct dirent **entries;
	char path[4096];
	int passed = 0;
	int count;

	if (argc != 2) {
		fprintf(stderr, "usage: %s folder\n", name);
		return EXIT_FAILURE;
	}
	if (LLVMFuzzerInitialize != NULL)
		LLVMFuzzerInitialize(&argc, &argv);
	count = scandir(argv[1], &entries, not_hidden, alphasort);
	if (count <= 0) {
		fprintf(stderr, "%s: no corpus in %s\n", name, argv[1]);
		return EXIT_FAILURE;
	}
	for (int i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s/%s", argv[1], entries[i]->d_name);
		passed += replay(path);
		free(entries[i]);
	}
	free(entries);
	printf("%.*s: %d passed, %d failed\n", (int)strcspn(name, "."), name, passed,
	    count - passed);
	return passed == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
