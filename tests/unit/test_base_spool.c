#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/spool.h"

static unsigned char
pattern(uint64_t at)
{
	return (unsigned char)(at * 131 + at / 251);
}

/* A spool of that many bytes of the pattern, through a pipe. */
static struct spool *
fill(uint64_t size)
{
	struct fail f = { 0 };
	struct spool *s;
	uint64_t i;
	FILE *out;
	int p[2];
	pid_t child;

	assert_int_equal(pipe(p), 0);
	child = fork();
	if (child == 0) {
		close(p[0]);
		out = fdopen(p[1], "w");
		for (i = 0; i < size; i++)
			putc(pattern(i), out);
		fclose(out);
		_exit(0);
	}
	close(p[1]);
	s = spool_fill(p[0], &f);
	close(p[0]);
	waitpid(child, NULL, 0);
	assert_non_null(s);
	assert_int_equal(spool_size(s), size);
	return s;
}

static void
check(const struct spool *s, uint64_t at, size_t len)
{
	struct fail f = { 0 };
	unsigned char *got = malloc(len + 1);
	size_t i;

	got[len] = 0xee;
	assert_int_equal(spool_read(s, at, got, len, &f), 0);
	for (i = 0; i < len; i++)
		if (got[i] != pattern(at + i))
			break;
	assert_int_equal(i, len);
	assert_int_equal(got[len], 0xee);
	free(got);
}

TEST(gives_back_what_it_read_from_any_place)
{
	static const size_t lens[] = { 0, 1, 63, 64, 65, 127, 128, 1000, 70000 };
	struct spool *s = fill(200003);
	uint64_t at;
	size_t i;

	check(s, 0, 200003);
	check(s, 200003, 0);
	check(s, 200002, 1);
	for (at = 0; at < 130; at++)
		for (i = 0; i < sizeof lens / sizeof lens[0]; i++)
			check(s, at, lens[i]);
	spool_close(s);
}

TEST(holds_nothing_and_whole_chunks)
{
	struct spool *s = fill(0);

	check(s, 0, 0);
	spool_close(s);
	s = fill(2 * 65536);
	check(s, 65530, 12);
	spool_close(s);
	spool_close(NULL);
}

TEST(can_be_read_by_a_worker)
{
	struct spool *s = fill(5000);
	int status;
	pid_t child = fork();

	if (child == 0) {
		struct fail f = { 0 };
		unsigned char got[100];

		if (spool_read(s, 100, got, sizeof got, &f) == -1)
			_exit(1);
		_exit(got[0] == pattern(100) && got[99] == pattern(199) ? 0 : 2);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	check(s, 0, 5000);
	spool_close(s);
}

/* The descriptor of the spool, found as the newest unlinked plain file. */
static int
spool_descriptor(void)
{
	struct stat st;
	int fd;

	for (fd = 3; fd < 256; fd++)
		if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 0 &&
		    st.st_size == 5000)
			return fd;
	return -1;
}

TEST(leaves_neither_a_name_nor_the_text_on_the_disk)
{
	char dir[] = "/tmp/taus-spool-XXXXXX";
	unsigned char raw[5000];
	struct spool *s;
	size_t i, same = 0;
	DIR *d;
	int fd, names = 0;

	assert_non_null(mkdtemp(dir));
	setenv("TMPDIR", dir, 1);
	s = fill(5000);
	d = opendir(dir);
	while (readdir(d) != NULL)
		names++;
	closedir(d);
	assert_int_equal(names, 2); /* . and .. */
	fd = spool_descriptor();
	assert_int_not_equal(fd, -1);
	assert_int_equal(pread(fd, raw, sizeof raw, 0), 5000);
	for (i = 0; i < sizeof raw; i++)
		same += raw[i] == pattern(i);
	assert_true(same < 200); /* one in 256 by chance: 20 */
	spool_close(s);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	unsetenv("TMPDIR");
	assert_int_equal(rmdir(dir), 0);
}

TEST(fails_where_it_cannot_read_or_write)
{
	struct fail f = { 0 };

	assert_null(spool_fill(-1, &f));
	assert_int_equal(f.kind, FAIL_SYSTEM);
	assert_string_equal(f.what, "spool-read");
	f = (struct fail){ 0 };
	setenv("TMPDIR", "/nowhere", 1);
	assert_null(spool_fill(0, &f));
	assert_string_equal(f.what, "spool-open");
	assert_string_equal(f.path, "/nowhere");
	unsetenv("TMPDIR");
}

UNIT(cmocka_unit_test(gives_back_what_it_read_from_any_place),
    cmocka_unit_test(holds_nothing_and_whole_chunks),
    cmocka_unit_test(can_be_read_by_a_worker),
    cmocka_unit_test(leaves_neither_a_name_nor_the_text_on_the_disk),
    cmocka_unit_test(fails_where_it_cannot_read_or_write))
