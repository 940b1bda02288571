#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <fcntl.h>
#include <pcre2.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/sandbox.h"

/*
 * Each test acts in a child, for there is no way back. The child answers with its
 * exit status: 0, or the line of the first thing that was not as it should be.
 */
#define EXPECT(what)                                                  \
	do {                                                          \
		if (!(what))                                          \
			_exit(__LINE__ & 0xff ? __LINE__ & 0xff : 1); \
	} while (0)
#define EPERM_FROM(call) EXPECT((errno = 0, (call) == -1 && errno == EPERM))

static int
status_of(void (*act)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		act();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void
shut_keeper(void)
{
	struct fail f = { 0 };

	EXPECT(sandbox_keeper(&f) == 0);
}

static void
shut_worker(void)
{
	struct fail f = { 0 };

	EXPECT(sandbox_worker(&f) == 0);
}

static void
try_sockets(void)
{
	static const int families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK,
		AF_PACKET };
	unsigned char params[128] = { 0 };
	size_t i;
	int pair[2];

	for (i = 0; i < sizeof families / sizeof families[0]; i++) {
		EPERM_FROM(socket(families[i], SOCK_STREAM, 0));
		EPERM_FROM(socket(families[i], SOCK_DGRAM, 0));
		EPERM_FROM(socket(families[i], SOCK_RAW, 0));
	}
	EPERM_FROM(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	EPERM_FROM(syscall(SYS_io_uring_setup, 4, params));
	EPERM_FROM(syscall(SYS_io_uring_enter, 0, 0, 0, 0, NULL));
	EPERM_FROM(syscall(SYS_io_uring_register, 0, 0, NULL, 0));
	EPERM_FROM(syscall(SYS_connect, 0, NULL, 0));
}

static void
try_others(void)
{
	char path[] = "/bin/true";
	char *args[] = { path, NULL };

	EPERM_FROM(execve(path, args, NULL));
	EPERM_FROM(syscall(SYS_execveat, AT_FDCWD, path, args, NULL, 0));
	EPERM_FROM(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
	EPERM_FROM(syscall(SYS_process_vm_readv, 1, NULL, 0, NULL, 0, 0));
	EPERM_FROM(syscall(SYS_bpf, 0, NULL, 0));
	EPERM_FROM(syscall(SYS_userfaultfd, 0));
	EPERM_FROM(syscall(SYS_perf_event_open, NULL, 0, 0, 0, 0));
	EPERM_FROM(syscall(SYS_keyctl, 0, 0, 0, 0, 0));
	EPERM_FROM(syscall(SYS_add_key, NULL, NULL, NULL, 0, 0));
	EPERM_FROM(syscall(SYS_request_key, NULL, NULL, NULL, 0));
}

static void
keeper_is_refused(void)
{
	shut_keeper();
	try_sockets();
	try_others();
}

TEST(keeps_the_keeper_from_sockets_and_programs)
{
	assert_int_equal(status_of(keeper_is_refused), 0);
}

static void
keeper_works(void)
{
	char dir[] = "/tmp/taus-sandbox-XXXXXX", name[64];
	struct stat st;
	int fd, status;
	pid_t child;

	EXPECT(mkdtemp(dir) != NULL);
	snprintf(name, sizeof name, "%s/a", dir);
	shut_keeper();
	fd = open("/dev/null", O_RDONLY);
	EXPECT(fd != -1);
	close(fd);
	fd = open(name, O_CREAT | O_EXCL | O_RDWR, 0666);
	EXPECT(fd != -1 && fstat(fd, &st) == 0 && (st.st_mode & 0777) == 0600);
	EXPECT(unlink(name) == 0 && rmdir(dir) == 0);
	child = fork();
	EXPECT(child != -1);
	if (child == 0) {
		shut_worker(); /* a filter on top of the filter */
		EPERM_FROM(open("/dev/null", O_RDONLY));
		_exit(0);
	}
	EXPECT(waitpid(child, &status, 0) == child && status == 0);
}

TEST(lets_the_keeper_write_files_and_fork_workers)
{
	assert_int_equal(status_of(keeper_works), 0);
}

static void
keeper_dies(void)
{
	shut_keeper();
	abort();
}

TEST(dumps_no_core)
{
	int status = status_of(keeper_dies);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_false(WCOREDUMP(status));
}

static void
worker_is_refused(void)
{
	int fd = open("/dev/null", O_RDONLY);
	int dir = open("/", O_RDONLY | O_DIRECTORY);
	struct stat st;

	shut_worker();
	try_sockets();
	try_others();
	EPERM_FROM(open("/etc/passwd", O_RDONLY));
	EPERM_FROM(openat(dir, "etc/passwd", O_RDONLY));
	EPERM_FROM(syscall(SYS_open, "/etc/passwd", O_RDONLY));
	EPERM_FROM(syscall(SYS_openat2, dir, "etc/passwd", NULL, 0));
	EPERM_FROM(syscall(SYS_creat, "/tmp/taus-never", 0600));
	EPERM_FROM(unlink("/tmp/taus-never"));
	EPERM_FROM(rename("/tmp/taus-never", "/tmp/taus-never2"));
	EPERM_FROM(stat("/etc/passwd", &st));
	EPERM_FROM(syscall(SYS_statx, AT_FDCWD, "/etc/passwd", 0, 0, NULL));
	EPERM_FROM(access("/etc/passwd", R_OK));
	EPERM_FROM(fork());
	EPERM_FROM(kill(getppid(), SIGTERM));
	EPERM_FROM(syscall(SYS_tgkill, getppid(), getppid(), SIGTERM));
	EPERM_FROM(fcntl(fd, F_SETFL, 0));
	EPERM_FROM(ioctl(fd, 0, 0));
	EXPECT(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		   0) == MAP_FAILED);
}

TEST(keeps_the_worker_from_all_names_and_processes)
{
	assert_int_equal(status_of(worker_is_refused), 0);
}

/* Matches with code that was compiled to machine code before the sandbox. */
static void
try_match(const pcre2_code *code)
{
	pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
	static const char text[] = "hun heter S\xc3\xa6ther og bor her";

	EXPECT(data != NULL);
	EXPECT(pcre2_match(code, (PCRE2_SPTR)text, sizeof text - 1, 0, 0, data, NULL) ==
	       2);
	EXPECT(pcre2_get_ovector_pointer(data)[2] == 10);
	pcre2_match_data_free(data);
}

static void
try_memory(void)
{
	unsigned char *at[64], *large;
	size_t i;

	for (i = 0; i < 64; i++) {
		at[i] = malloc((i + 1) * 40000);
		EXPECT(at[i] != NULL);
		memset(at[i], (int)i, (i + 1) * 40000);
	}
	for (i = 0; i < 64; i++)
		free(at[i]);
	large = malloc(1 << 20);
	EXPECT(large != NULL);
	large = realloc(large, 64 << 20);
	EXPECT(large != NULL);
	memset(large, 1, 64 << 20);
	free(large);
}

static void
worker_works(void)
{
	int error, in[2], out[2];
	PCRE2_SIZE offset;
	struct timespec now;
	char got[8];
	FILE *stream;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR) "heter (\\p{Lu}\\w+)",
	    PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP, &error, &offset, NULL);

	EXPECT(code != NULL);
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	EXPECT(pipe(in) == 0 && pipe(out) == 0);
	EXPECT(write(in[1], "hello", 5) == 5);
	shut_worker();
	EXPECT(read(in[0], got, sizeof got) == 5 && memcmp(got, "hello", 5) == 0);
	try_match(code);
	try_memory();
	EXPECT(clock_gettime(CLOCK_REALTIME, &now) == 0);
	stream = fdopen(out[1], "w");
	EXPECT(stream != NULL && fputs("bye", stream) >= 0 && fclose(stream) == 0);
	EXPECT(read(out[0], got, sizeof got) == 3 && memcmp(got, "bye", 3) == 0);
	close(in[0]);
	pcre2_code_free(code);
}

TEST(lets_the_worker_read_match_and_write)
{
	assert_int_equal(status_of(worker_works), 0);
}

static void
worker_dies(void)
{
	shut_worker();
	abort();
}

TEST(lets_the_worker_die_by_its_own_hand)
{
	int status = status_of(worker_dies);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_false(WCOREDUMP(status));
}

#ifdef __x86_64__
static void
call_as_32_bits(void)
{
	long result;

	shut_keeper();
	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory"); /* getpid */
	(void)result;
}

TEST(kills_what_calls_in_the_numbers_of_another_machine)
{
	int status = status_of(call_as_32_bits);

	/* SIGSEGV where the kernel has no 32-bit calls at all */
	assert_true(WIFSIGNALED(status));
	assert_true(WTERMSIG(status) == SIGSYS || WTERMSIG(status) == SIGSEGV);
}
#else
TEST(kills_what_calls_in_the_numbers_of_another_machine)
{
	skip();
}
#endif

#define EROFS_FROM(call) EXPECT((errno = 0, (call) == -1 && errno == EROFS))

static char trial_file[] = "/tmp/taus-sandbox-XXXXXX";

/* Each way to change something by name, on names that are there. */
static void
read_only_is_refused(void)
{
	const char *file = trial_file, *other = "/tmp/taus-sandbox-other";
	struct fail f = { 0 };
	int fd = open(file, O_RDWR);

	EXPECT(fd != -1);
	EXPECT(sandbox_read_only(&f) == 0);
	EROFS_FROM(open(file, O_WRONLY));
	EROFS_FROM(open(file, O_RDWR));
	EROFS_FROM(open(file, O_WRONLY | O_NOCTTY));
	EROFS_FROM(open(file, O_RDONLY | O_TRUNC));
	EROFS_FROM(open(file, O_RDWR | O_NOCTTY | O_TRUNC));
	EROFS_FROM(open(file, O_WRONLY | O_APPEND));
	EROFS_FROM(open(file, O_ACCMODE));
	EROFS_FROM(open(other, O_RDONLY | O_CREAT, 0600));
	EROFS_FROM(open(other, O_RDWR | O_NOCTTY | O_CREAT | O_EXCL, 0600));
	EROFS_FROM(syscall(SYS_openat2, AT_FDCWD, other, NULL, 0));
	EROFS_FROM(creat(other, 0600));
	EROFS_FROM(rename(file, other));
	EROFS_FROM(link(file, other));
	EROFS_FROM(symlink(file, other));
	EROFS_FROM(unlink(file));
	EROFS_FROM(mkdir(other, 0700));
	EROFS_FROM(rmdir("/"));
	EROFS_FROM(truncate(file, 0));
	EROFS_FROM(chmod(file, 0644));
	EROFS_FROM(fchmod(fd, 0644));
	EROFS_FROM(chown(file, 0, 0));
	EROFS_FROM(utimensat(AT_FDCWD, file, NULL, 0));
	EXPECT((fd = open(file, O_RDONLY)) != -1);
}

static void
read_only_works(void)
{
	struct fail f = { 0 };
	char byte = 'x';
	int fd;

	EXPECT(sandbox_read_only(&f) == 0);
	EXPECT((fd = memfd_create("copy", 0)) != -1);
	EXPECT(write(fd, &byte, 1) == 1 && ftruncate(fd, 0) == 0);
	fd = open("/tmp", O_TMPFILE | O_RDWR | O_EXCL, 0600);
	EXPECT(fd != -1 || errno == EOPNOTSUPP);
	EXPECT(open("/dev/null", O_RDWR | O_NOCTTY | O_CLOEXEC) != -1);
}

TEST(refuses_every_change_where_nothing_may_be_written)
{
	int fd = mkstemp(trial_file);

	assert_int_not_equal(fd, -1);
	assert_int_equal(status_of(read_only_is_refused), 0);
	assert_int_equal(unlink(trial_file), 0);
	close(fd);
}

TEST(leaves_files_without_a_name_and_the_terminal_where_nothing_may_be_written)
{
	assert_int_equal(status_of(read_only_works), 0);
}

TEST(says_whether_the_kernel_has_landlock)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1U);

	assert_int_equal(sandbox_landlock(), version >= 1 ? version : 0);
}

UNIT(cmocka_unit_test(refuses_every_change_where_nothing_may_be_written),
    cmocka_unit_test(
	leaves_files_without_a_name_and_the_terminal_where_nothing_may_be_written),
    cmocka_unit_test(keeps_the_keeper_from_sockets_and_programs),
    cmocka_unit_test(lets_the_keeper_write_files_and_fork_workers),
    cmocka_unit_test(dumps_no_core),
    cmocka_unit_test(keeps_the_worker_from_all_names_and_processes),
    cmocka_unit_test(lets_the_worker_read_match_and_write),
    cmocka_unit_test(lets_the_worker_die_by_its_own_hand),
    cmocka_unit_test(kills_what_calls_in_the_numbers_of_another_machine),
    cmocka_unit_test(says_whether_the_kernel_has_landlock))
