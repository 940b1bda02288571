/*
 * shipped RULES: runs while taus is built. Loads the rules below the folder, which
 * runs every example, and prints their digest as the source of rulebook_shipped, so
 * that the program need not run them at each start for rules that are the same. Rules
 * that do not hold give "": the program then says what is wrong with them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/fail.h"
#include "find/rulebook.h"

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct fail f = { 0 };
	struct rulebook *b;

	if (argc != 2)
		return EXIT_FAILURE;
	b = rulebook_load(argv[1], NULL, a, &f);
	printf("#include \"find/rulebook.h\"\n\nconst char rulebook_shipped[65] = "
	       "\"%s\";\n",
	    b ? rulebook_digest(b) : "");
	rulebook_close(b);
	arena_free(a);
	return ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
