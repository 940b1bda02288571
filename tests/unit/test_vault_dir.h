#ifndef TEST_VAULT_DIR_H
#define TEST_VAULT_DIR_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* so that it compiles alone */
#endif

/* A folder of its own for each test program, and files in it. */
#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/fail.h"
#include "base/file.h"

static char test_dir[64];
static struct arena *test_arena;

static inline int
dir_make(void **state)
{
	(void)state;
	snprintf(test_dir, sizeof test_dir, "/tmp/vault-test-XXXXXX");
	test_arena = arena_new();
	return mkdtemp(test_dir) ? 0 : -1;
}

static inline int
dir_remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st, (void)kind, (void)where;
	return remove(path);
}

static inline int
dir_remove(void **state)
{
	(void)state;
	arena_free(test_arena);
	return nftw(test_dir, dir_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline const char *
in_dir(const char *name)
{
	return path_join(test_arena, test_dir, name);
}

static inline struct bytes
file_content(const char *path)
{
	struct fail f = { 0 };
	struct bytes b;

	assert_int_equal(file_read(path, 64 << 20, test_arena, &b, &f), 0);
	return b;
}

/* Not synced, so that a test can write thousands. */
static inline void
file_put(const char *path, struct bytes b)
{
	FILE *to = fopen(path, "w");

	assert_non_null(to);
	assert_int_equal(fwrite(b.at, 1, b.len, to), b.len);
	assert_int_equal(fclose(to), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

static inline void
assert_fails(const struct fail *f, enum fail_kind kind, const char *what)
{
	assert_string_equal(f->what, what);
	assert_int_equal(f->kind, kind);
}

#define UNIT_IN_DIR(...)                                                    \
	int main(void)                                                      \
	{                                                                   \
		const struct CMUnitTest tests[] = { __VA_ARGS__ };          \
		return cmocka_run_group_tests(tests, dir_make, dir_remove); \
	}

#endif
