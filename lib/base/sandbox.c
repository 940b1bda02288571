#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/fail.h"

/* What nothing in taus ever needs. Numbers that this machine lacks are skipped by
 * libseccomp. */
static const int keeper_denied[] = { SCMP_SYS(socket), SCMP_SYS(socketpair),
	SCMP_SYS(socketcall), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(io_uring_setup),
	SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(execve),
	SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_getfd), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(keyctl),
	SCMP_SYS(add_key), SCMP_SYS(request_key) };

/*
 * What parsing takes: open descriptors, memory, time, random numbers, an end.
 * newfstatat takes a path and so is not here, which makes fstat() of the C
 * library fail too; lseek() tells a size.
 */
static const int worker_allowed[] = { SCMP_SYS(read), SCMP_SYS(readv),
	SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64),
	SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(ftruncate), SCMP_SYS(close),
	SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit),
	SCMP_SYS(exit_group), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
	SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(sched_yield),
	SCMP_SYS(restart_syscall), SCMP_SYS(rseq), SCMP_SYS(set_robust_list) };

static int
missing(struct fail *f, int error)
{
	return fail_with(f, FAIL_SYSTEM, "sandbox-missing", "%s", strerror(error));
}

/* What needs no filter: no core dump, nobody attaches, nothing gains rights. */
static int
harden(struct fail *f)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) == -1 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return missing(f, errno);
	umask(077);
	return 0;
}

/* Calls in the numbering of another machine (32 bits, x32) end the process. */
static scmp_filter_ctx
filter_new(uint32_t otherwise)
{
	scmp_filter_ctx filter = seccomp_init(otherwise);

	if (filter == NULL || seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
				  SCMP_ACT_KILL_PROCESS) != 0)
		die("seccomp_init");
	return filter;
}

static int
filter_add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
	size_t i;
	int error;

	for (i = 0; i < count; i++) {
		error = seccomp_rule_add(filter, action, calls[i], 0);
		if (error != 0)
			return error;
	}
	return 0;
}

/* From here on. error: what adding the rules gave, 0 or a negated errno. */
static int
filter_load(scmp_filter_ctx filter, int error, struct fail *f)
{
	if (error == 0)
		error = seccomp_load(filter);
	seccomp_release(filter);
	return error == 0 ? 0 : missing(f, -error);
}

int
sandbox_keeper(struct fail *f)
{
	scmp_filter_ctx filter;
	int error;

	if (harden(f) == -1)
		return -1;
	filter = filter_new(SCMP_ACT_ALLOW);
	error = filter_add(filter, SCMP_ACT_ERRNO(EPERM), keeper_denied,
	    sizeof keeper_denied / sizeof keeper_denied[0]);
	return filter_load(filter, error, f);
}

/* What changes something by its name, or its owner, mode, times or attributes.
 * openat2 and creat are for nobody here: the one hides its flags from a filter. */
static const int writing[] = { SCMP_SYS(creat), SCMP_SYS(openat2), SCMP_SYS(rename),
	SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(rmdir), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(mknod),
	SCMP_SYS(mknodat), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink),
	SCMP_SYS(symlinkat), SCMP_SYS(truncate), SCMP_SYS(chmod), SCMP_SYS(fchmod),
	SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown), SCMP_SYS(lchown),
	SCMP_SYS(fchownat), SCMP_SYS(utime), SCMP_SYS(utimes), SCMP_SYS(utimensat),
	SCMP_SYS(futimesat), SCMP_SYS(setxattr), SCMP_SYS(lsetxattr),
	SCMP_SYS(fsetxattr), SCMP_SYS(removexattr), SCMP_SYS(lremovexattr),
	SCMP_SYS(fremovexattr), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(open_by_handle_at) };

/* open() that may write: all but a file without a name, and the terminal, which is what
 * this program opens with O_NOCTTY to read and write. */
static int
filter_opening(scmp_filter_ctx filter, int call, unsigned flags)
{
	enum { UNNAMED = O_TMPFILE & ~O_DIRECTORY };
	static const struct {
		int mask, value;
	} refused[] = { { O_CREAT, O_CREAT }, { O_TRUNC, O_TRUNC },
		{ O_ACCMODE, O_WRONLY }, { O_ACCMODE, O_ACCMODE },
		{ O_ACCMODE | O_NOCTTY | UNNAMED, O_RDWR } };
	size_t i;
	int error = 0;

	for (i = 0; i < sizeof refused / sizeof refused[0] && error == 0; i++)
		error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EROFS), call, 1,
		    SCMP_CMP(flags, SCMP_CMP_MASKED_EQ, (scmp_datum_t)refused[i].mask,
			(scmp_datum_t)refused[i].value));
	return error;
}

int
sandbox_read_only(struct fail *f)
{
	scmp_filter_ctx filter = filter_new(SCMP_ACT_ALLOW);
	int error;

	error = filter_add(
	    filter, SCMP_ACT_ERRNO(EROFS), writing, sizeof writing / sizeof writing[0]);
	if (error == 0)
		error = filter_opening(filter, SCMP_SYS(open), 1);
	if (error == 0)
		error = filter_opening(filter, SCMP_SYS(openat), 2);
	return filter_load(filter, error, f);
}

/* Allowed for some arguments only: memory that never becomes code, signals to
 * itself (abort() needs one), and asking how a descriptor was opened. */
static int
filter_add_narrow(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp no_code =
	    SCMP_A2(SCMP_CMP_MASKED_EQ, (scmp_datum_t)PROT_EXEC, (scmp_datum_t)0);
	const struct scmp_arg_cmp to_itself =
	    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), (scmp_datum_t)0);
	const struct scmp_arg_cmp get_flags =
	    SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)F_GETFL, (scmp_datum_t)0);
	int error;

	error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code);
	if (error == 0)
		error = seccomp_rule_add(
		    filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code);
	if (error == 0)
		error = seccomp_rule_add(
		    filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, to_itself);
	if (error == 0)
		error = seccomp_rule_add(
		    filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, get_flags);
	return error;
}

/*
 * Landlock, by the kernel's Documentation/userspace-api/landlock.rst. The header of
 * Debian 12 knows the first version only; later ones added members and bits.
 */
struct ruleset {
	uint64_t fs, net, scoped;
};

static int
landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
	    LANDLOCK_CREATE_RULESET_VERSION);
}

int
sandbox_landlock(void)
{
	int version = landlock_version();

	return version > 0 ? version : 0;
}

/* There is no family -1: without the filter the answer is EAFNOSUPPORT. */
bool
sandbox_refuses_sockets(void)
{
	return syscall(SYS_socket, -1, 0, 0) == -1 && errno == EPERM;
}

bool
sandbox_refuses_dumps(void)
{
	struct rlimit core;

	return getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0 &&
	       prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
}

/* Everything that this kernel can refuse, refused. Best effort: seccomp, which is
 * required, refuses all of it already. */
static void
lock_files(void)
{
	struct ruleset rules = { .fs = (UINT64_C(1) << 13) - 1 };
	int version = landlock_version(), fd;
	size_t size = offsetof(struct ruleset, net);

	if (version < 1)
		return;
	if (version >= 2)
		rules.fs |= UINT64_C(1) << 13; /* refer */
	if (version >= 3)
		rules.fs |= UINT64_C(1) << 14; /* truncate */
	if (version >= 4) {
		rules.net = 3; /* bind and connect TCP */
		size = offsetof(struct ruleset, scoped);
	}
	if (version >= 5)
		rules.fs |= UINT64_C(1) << 15; /* ioctl of devices */
	if (version >= 6) {
		rules.scoped = 3; /* abstract sockets, signals */
		size = sizeof rules;
	}
	fd = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0U);
	if (fd == -1)
		return;
	(void)syscall(SYS_landlock_restrict_self, fd, 0U);
	close(fd);
}

int
sandbox_worker(struct fail *f)
{
	scmp_filter_ctx filter;
	int error;

	if (harden(f) == -1)
		return -1;
	lock_files();
	filter = filter_new(SCMP_ACT_ERRNO(EPERM));
	error = filter_add(filter, SCMP_ACT_ALLOW, worker_allowed,
	    sizeof worker_allowed / sizeof worker_allowed[0]);
	if (error == 0)
		error = filter_add_narrow(filter);
	return filter_load(filter, error, f);
}
