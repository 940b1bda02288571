/*
 * measure FILE COMMAND [ARGUMENT...]: runs the command and writes to FILE its
 * processor seconds (user and system), its seconds on the clock, and the peak
 * resident memory of its largest process in KiB, those that it waited for
 * included (getrusage(2)). Ends with the status of the command.
 */
#include <sys/resource.h>
#include <sys/wait.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	double start = now();
	struct rusage used;
	FILE *out;
	int status;
	pid_t child;

	if (argc < 3) {
		fprintf(stderr, "usage: measure file command [argument...]\n");
		return EXIT_FAILURE;
	}
	child = fork();
	if (child == 0) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child ||
	    getrusage(RUSAGE_CHILDREN, &used) != 0) {
		perror("measure");
		return EXIT_FAILURE;
	}
	out = fopen(argv[1], "w");
	if (out == NULL) {
		perror(argv[1]);
		return EXIT_FAILURE;
	}
	fprintf(out, "%.3f %.3f %ld\n", seconds(used.ru_utime) + seconds(used.ru_stime),
	    now() - start, used.ru_maxrss);
	fclose(out);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
