#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/worker.h"

static unsigned char record[WORKER_RECORD];

static struct worker *
start(worker_task *task, void *with, const int *keep, size_t keeps)
{
	struct fail f = { 0 };
	struct worker *w = worker_start(task, with, keep, keeps, false, &f);

	assert_non_null(w);
	return w;
}

static int
send_many(void *with, int records, struct fail *f)
{
	uint32_t n, count = *(const uint32_t *)with;

	for (n = 1; n <= count; n++)
		if (worker_send(records, 1 + n % 5, &n, sizeof n, f) == -1)
			return -1;
	return 0;
}

TEST(gives_every_record_in_order)
{
	uint32_t count = 100000, n, kind, seen;
	struct worker *w = start(send_many, &count, NULL, 0);
	struct fail f = { 0 };
	size_t len;

	for (n = 1; n <= count; n++) {
		assert_int_equal(worker_next(w, &kind, record, &len, &f), 1);
		memcpy(&seen, record, sizeof seen);
		assert_int_equal(kind, 1 + n % 5);
		assert_int_equal(len, sizeof seen);
		assert_int_equal(seen, n);
	}
	assert_int_equal(worker_next(w, &kind, record, &len, &f), 0);
	assert_int_equal(worker_next(w, &kind, record, &len, &f), 0);
	worker_end(w);
}

static int
fail_itself(void *with, int records, struct fail *f)
{
	(void)with;
	(void)records;
	fail_with(f, FAIL_LIMIT, "document-names", "%d", 7);
	return fail_at(f, "a.txt", 12);
}

TEST(hands_over_the_workers_own_failure)
{
	struct worker *w = start(fail_itself, NULL, NULL, 0);
	struct fail f = { 0 };
	uint32_t kind;
	size_t len;

	assert_int_equal(worker_next(w, &kind, record, &len, &f), -1);
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_string_equal(f.what, "document-names");
	assert_string_equal(f.args, "7");
	assert_string_equal(f.path, "a.txt");
	assert_int_equal(f.line, 12);
	worker_end(w);
}

static int
die_midway(void *with, int records, struct fail *f)
{
	uint32_t n = 3;

	(void)with;
	worker_send(records, 1, &n, sizeof n, f);
	raise(SIGKILL);
	return 0;
}

TEST(says_so_when_a_worker_dies)
{
	struct worker *w = start(die_midway, NULL, NULL, 0);
	struct fail f = { 0 };
	uint32_t kind;
	size_t len;
	int rc;

	while ((rc = worker_next(w, &kind, record, &len, &f)) == 1)
		;
	assert_int_equal(rc, -1);
	assert_string_equal(f.what, "worker-died");
	worker_end(w);
}

/* Writes what is no record of ours straight into the pipe. */
static int
talk_nonsense(void *with, int records, struct fail *f)
{
	unsigned char noise[64];

	(void)with;
	(void)f;
	memset(noise, 0xff, sizeof noise);
	if (write(records, noise, sizeof noise) != (ssize_t)sizeof noise)
		return -1;
	return 0;
}

TEST(does_not_believe_nonsense)
{
	struct worker *w = start(talk_nonsense, NULL, NULL, 0);
	struct fail f = { 0 };
	uint32_t kind;
	size_t len;

	assert_int_equal(worker_next(w, &kind, record, &len, &f), -1);
	assert_string_equal(f.what, "worker-answer");
	worker_end(w);
}

/* What is open in the worker: a bit for each of three descriptors, and for a file
 * that can still be opened. */
static int
look_around(void *with, int records, struct fail *f)
{
	const int *fd = with;
	uint32_t seen = 0;
	int i;

	for (i = 0; i < 3; i++)
		seen |= (uint32_t)(lseek(fd[i], 0, SEEK_CUR) != -1) << i;
	seen |= (uint32_t)(open("/etc/passwd", O_RDONLY) != -1) << 3;
	return worker_send(records, 1, &seen, sizeof seen, f);
}

TEST(leaves_a_worker_only_what_it_was_given)
{
	int fd[3] = { open("/dev/zero", O_RDONLY), open("/dev/zero", O_RDONLY),
		open("/dev/zero", O_RDONLY) };
	struct worker *w = start(look_around, fd, &fd[1], 1);
	struct fail f = { 0 };
	uint32_t kind, seen;
	size_t len;

	assert_int_equal(worker_next(w, &kind, record, &len, &f), 1);
	memcpy(&seen, record, sizeof seen);
	assert_int_equal(seen, 2);
	worker_end(w);
	close(fd[0]);
	close(fd[1]);
	close(fd[2]);
}

TEST(ends_a_worker_that_is_not_heard_out)
{
	uint32_t count = 10000000;
	struct worker *w = start(send_many, &count, NULL, 0);

	worker_end(w);
	worker_end(NULL);
}

UNIT(cmocka_unit_test(gives_every_record_in_order),
    cmocka_unit_test(hands_over_the_workers_own_failure),
    cmocka_unit_test(says_so_when_a_worker_dies),
    cmocka_unit_test(does_not_believe_nonsense),
    cmocka_unit_test(leaves_a_worker_only_what_it_was_given),
    cmocka_unit_test(ends_a_worker_that_is_not_heard_out))
