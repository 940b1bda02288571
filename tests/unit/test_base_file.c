#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"

static char top[256]; /* every test works in a folder of its own */
static struct arena *arena;

static int
enter(void **state)
{
	const char *dir = getenv("TMPDIR");

	(void)state;
	arena = arena_new();
	snprintf(top, sizeof top, "%s/taus-file-XXXXXX", dir ? dir : "/tmp");
	return mkdtemp(top) == NULL || chdir(top) == -1;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static int
leave(void **state)
{
	(void)state;
	arena_free(arena);
	return chdir("/") == -1 || nftw(top, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0;
}

static void
put(const char *path, const char *text)
{
	struct fail f = { 0 };

	assert_int_equal(file_replace(path, 0600, bytes_of(text), &f), 0);
}

static size_t
entries(const char *path)
{
	DIR *dir = opendir(path);
	size_t count = 0;

	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count - 2; /* . and .. */
}

static size_t
descriptors(void)
{
	return entries("/proc/self/fd");
}

static void
refuses_to_open(const char *path, enum fail_kind kind, const char *what)
{
	struct fail f = { 0 };

	assert_int_equal(file_open(path, &f), -1);
	assert_int_equal(f.kind, kind);
	assert_string_equal(f.what, what);
	assert_string_equal(f.path, path);
}

TEST(opens_plain_files_and_says_what_else_it_met)
{
	struct fail f = { 0 };
	size_t before = descriptors();
	int fd;

	put("a", "x");
	symlink("a", "link");
	fd = file_open("link", &f);
	assert_true(fd >= 0);
	assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	close(fd);
	refuses_to_open(".", FAIL_INPUT, "file-is-folder");
	refuses_to_open("none", FAIL_INPUT, "file-missing");
	refuses_to_open("a/b", FAIL_INPUT, "file-missing");
	if (geteuid() != 0) {
		chmod("a", 0);
		refuses_to_open("a", FAIL_SYSTEM, "file-open");
	}
	assert_int_equal(descriptors(), before);
}

TEST(reads_a_file_whole_with_a_nul_behind_it)
{
	struct fail f = { 0 };
	struct bytes b;
	size_t size;
	char *large;

	put("empty", "");
	assert_int_equal(file_read("empty", 0, arena, &b, &f), 0);
	assert_int_equal(b.len, 0);
	assert_int_equal(b.at[0], '\0');
	for (size = 4094; size < 4099; size++) {
		large = arena_get(arena, size + 1, 1);
		memset(large, 'x', size);
		put("large", large);
		assert_int_equal(file_read("large", 1 << 20, arena, &b, &f), 0);
		assert_int_equal(b.len, size);
		assert_string_equal((const char *)b.at, large);
	}
}

TEST(reads_up_to_its_limit_and_no_byte_more)
{
	struct fail f = { 0 };
	struct bytes b;

	put("five", "12345");
	assert_int_equal(file_read("five", 5, arena, &b, &f), 0);
	assert_true(bytes_are(b, "12345"));
	assert_int_equal(file_read("five", 4, arena, &b, &f), -1);
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_string_equal(f.what, "file-large");
	assert_string_equal(f.args, "4");
	assert_string_equal(f.path, "five");
}

TEST(reads_a_pipe_that_comes_in_pieces)
{
	struct fail f = { 0 };
	struct bytes b;
	int p[2], i;

	assert_int_equal(pipe(p), 0);
	if (fork() == 0) {
		for (i = 0; i < 3000; i++)
			if (write(p[1], "0123456789", 10) != 10)
				_exit(1);
		_exit(0);
	}
	close(p[1]);
	assert_int_equal(file_read_fd(p[0], "-", 1 << 20, arena, &b, &f), 0);
	assert_int_equal(b.len, 30000);
	assert_memory_equal(b.at + 29990, "0123456789", 10);
	close(p[0]);
}

TEST(puts_nothing_in_place_before_the_commit)
{
	struct fail f = { 0 };
	struct file_out *o;
	struct bytes b;
	struct stat st;

	put("a", "old");
	umask(077);
	o = file_create("a", 0644, &f);
	assert_non_null(o);
	assert_int_equal(file_out_write(o, bytes_of("new"), &f), 0);
	assert_int_equal(entries("."), 2);
	assert_int_equal(file_read("a", 10, arena, &b, &f), 0);
	assert_true(bytes_are(b, "old"));
	assert_int_equal(file_commit(o, &f), 0);
	assert_int_equal(entries("."), 1);
	assert_int_equal(file_read("a", 10, arena, &b, &f), 0);
	assert_true(bytes_are(b, "new"));
	stat("a", &st);
	assert_int_equal(st.st_mode & 0777, 0644);
}

TEST(leaves_nothing_of_a_file_that_is_abandoned)
{
	struct fail f = { 0 };
	size_t before = descriptors();
	struct file_out *o;

	put("a", "old");
	o = file_create("a", 0600, &f);
	assert_true(file_out_fd(o) >= 0);
	file_abandon(o);
	file_abandon(NULL);
	assert_int_equal(entries("."), 1);
	assert_int_equal(descriptors(), before);
}

TEST(leaves_nothing_of_a_commit_that_fails)
{
	struct fail f = { 0 };
	size_t before = descriptors();
	struct file_out *o = file_create("a", 0600, &f);

	mkdir("a", 0700);
	assert_int_equal(file_commit(o, &f), -1);
	assert_string_equal(f.what, "file-is-folder");
	assert_int_equal(entries("."), 1);
	assert_int_equal(descriptors(), before);
}

TEST(says_so_when_the_disk_is_full)
{
	struct fail f = { 0 };
	int fd = open("/dev/full", O_WRONLY);

	if (fd == -1)
		skip();
	assert_int_equal(file_write_fd(fd, bytes_of("x"), "out", &f), -1);
	assert_int_equal(f.kind, FAIL_SYSTEM);
	assert_string_equal(f.what, "file-write");
	assert_string_equal(f.path, "out");
	close(fd);
}

static void
refuses_to_create(const char *path, const char *what)
{
	struct fail f = { 0 };
	size_t before = descriptors();

	assert_null(file_create(path, 0600, &f));
	assert_string_equal(f.what, what);
	assert_string_equal(f.path, path);
	assert_int_equal(descriptors(), before);
}

TEST(writes_over_nothing_but_plain_files)
{
	mkfifo("fifo", 0600);
	mkdir("dir", 0700);
	refuses_to_create("fifo", "file-not-plain");
	refuses_to_create("/dev/null", "file-not-plain");
	refuses_to_create("dir", "file-is-folder");
	refuses_to_create("dir/", "file-is-folder");
	refuses_to_create("none/a", "file-create");
	assert_int_equal(entries("."), 2);
}

TEST(replaces_a_link_and_not_what_it_points_to)
{
	struct fail f = { 0 };
	struct bytes b;

	put("target", "old");
	symlink("target", "link");
	put("link", "new");
	assert_int_equal(file_read("target", 10, arena, &b, &f), 0);
	assert_true(bytes_are(b, "old"));
}

TEST(sweeps_leftovers_and_nothing_else)
{
	struct fail f = { 0 };

	mkdir(".taus-folder", 0700);
	put(".taus-0123456789abcdef", "x");
	put(".other", "x");
	put("a", "x");
	assert_int_equal(file_sweep(".", &f), 0);
	assert_false(file_exists(".taus-0123456789abcdef"));
	assert_int_equal(entries("."), 3);
	assert_int_equal(file_sweep("none", &f), 0);
}

TEST(makes_folders_with_their_mode)
{
	struct fail f = { 0 };
	struct stat st;

	umask(077);
	assert_int_equal(file_make_dir("a/b//c/", 0750, &f), 0);
	assert_int_equal(file_make_dir("a/b/c", 0700, &f), 0);
	stat("a", &st);
	assert_int_equal(st.st_mode & 0777, 0750);
	stat("a/b/c", &st);
	assert_int_equal(st.st_mode & 0777, 0750);
	put("plain", "x");
	assert_int_equal(file_make_dir("plain/d", 0700, &f), -1);
	assert_string_equal(f.what, "file-not-folder");
}

TEST(removes_what_is_there)
{
	struct fail f = { 0 };

	put("a", "x");
	assert_int_equal(file_remove("a", &f), 0);
	assert_int_equal(file_remove("a", &f), 0);
	assert_false(file_exists("a"));
	mkdir("d", 0700);
	assert_int_equal(file_remove("d", &f), -1);
	assert_string_equal(f.what, "file-remove");
}

TEST(knows_one_file_by_two_names)
{
	put("a", "x");
	put("b", "x");
	link("a", "hard");
	symlink("a", "soft");
	assert_true(file_same("a", "hard") && file_same("soft", "./a"));
	assert_false(file_same("a", "b") || file_same("a", "none"));
	assert_true(file_is_dir(".") && !file_is_dir("a") && !file_is_dir("none"));
}

TEST(lists_plain_files_in_byte_order)
{
	struct fail f = { 0 };
	char **names;
	size_t count;

	assert_int_equal(file_list(".", true, arena, &names, &count, &f), 0);
	assert_int_equal(count, 0);
	file_make_dir("t/b", 0700, &f);
	put("t/b/1", "x");
	put("t/b.txt", "x");
	put("t/\xc3\xa5", "x");
	put("t/a", "x");
	assert_int_equal(file_list("t", true, arena, &names, &count, &f), 0);
	assert_int_equal(count, 4);
	assert_string_equal(names[0], "a");
	assert_string_equal(names[1], "b.txt");
	assert_string_equal(names[2], "b/1");
	assert_string_equal(names[3], "\xc3\xa5");
	put("t/b/.hidden", "x");
	symlink("a", "t/link");
	assert_int_equal(file_list("t", false, arena, &names, &count, &f), 0);
	assert_int_equal(count, 4);
	assert_int_equal(file_list("t", true, arena, &names, &count, &f), -1);
	assert_string_equal(f.what, "file-odd");
}

TEST(takes_paths_apart_and_joins_them)
{
	assert_string_equal(path_join(arena, "a", "b"), "a/b");
	assert_string_equal(path_join(arena, "a/", "b"), "a/b");
	assert_string_equal(path_join(arena, "", "b"), "b");
	assert_string_equal(path_base("a/b.txt"), "b.txt");
	assert_string_equal(path_base("b"), "b");
	assert_string_equal(path_dir(arena, "a/b/c"), "a/b");
	assert_string_equal(path_dir(arena, "c"), ".");
	assert_string_equal(path_dir(arena, "/c"), "/");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

UNIT(IN_FOLDER(opens_plain_files_and_says_what_else_it_met),
    IN_FOLDER(reads_a_file_whole_with_a_nul_behind_it),
    IN_FOLDER(reads_up_to_its_limit_and_no_byte_more),
    IN_FOLDER(reads_a_pipe_that_comes_in_pieces),
    IN_FOLDER(puts_nothing_in_place_before_the_commit),
    IN_FOLDER(leaves_nothing_of_a_file_that_is_abandoned),
    IN_FOLDER(leaves_nothing_of_a_commit_that_fails),
    IN_FOLDER(says_so_when_the_disk_is_full),
    IN_FOLDER(writes_over_nothing_but_plain_files),
    IN_FOLDER(replaces_a_link_and_not_what_it_points_to),
    IN_FOLDER(sweeps_leftovers_and_nothing_else),
    IN_FOLDER(makes_folders_with_their_mode), IN_FOLDER(removes_what_is_there),
    IN_FOLDER(knows_one_file_by_two_names), IN_FOLDER(lists_plain_files_in_byte_order),
    IN_FOLDER(takes_paths_apart_and_joins_them))
